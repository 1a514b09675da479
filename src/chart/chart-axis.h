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
typedef struct
{
  gint64   time_ms;
  double   x;     /* of the tick */
  char    *text;
  double   left;  /* of the label */
  double   width;
  gboolean shown; /* else it would stand out of the widget */
} ChartTick;

GArray *chart_axis_place_time  (ChartLabels           *labels,
                                const graphene_rect_t *area,
                                double                 from_ms,
                                double                 to_ms,
                                double                 width,
                                GTimeZone             *zone); /* (transfer full) of ChartTick */
/* Lines and labels below AREA, whose edges are FROM_MS and TO_MS; no label beyond x = 0 and x = WIDTH. */
void chart_axis_draw_time      (ChartLabels           *labels,
                                GtkSnapshot           *snapshot,
                                const ChartStyle      *style,
                                const graphene_rect_t *area,
                                double                 from_ms,
                                double                 to_ms,
                                double                 width);

G_END_DECLS
