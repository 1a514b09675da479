/* chart-axis.h: grid, ticks and labels of a plot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-label.h"
#include "chart-palette.h"
#include "chart-scale.h"

G_BEGIN_DECLS

/* How wide the labels of SCALE are, in pixels. */
int  chart_axis_measure_values (ChartLabels           *labels,
                                ChartScale             scale,
                                ChartUnit              unit);
/* Lines across AREA and labels left of it. */
void chart_axis_draw_values    (ChartLabels           *labels,
                                GtkSnapshot           *snapshot,
                                const ChartStyle      *style,
                                const graphene_rect_t *area,
                                ChartScale             scale,
                                ChartUnit              unit);
/* Lines and labels below AREA, whose edges are FROM_MS and TO_MS; no label beyond x = 0 and x = WIDTH. */
void chart_axis_draw_time      (ChartLabels           *labels,
                                GtkSnapshot           *snapshot,
                                const ChartStyle      *style,
                                const graphene_rect_t *area,
                                double                 from_ms,
                                double                 to_ms,
                                double                 width);

G_END_DECLS
