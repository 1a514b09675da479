/* chart-legend.h: the series of a chart by colour and name, each with its value now or under the crosshair. A click hides
 * or shows one, a double click or Ctrl shows it alone; the same by arrow keys, Space and Enter.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-plot.h"

G_BEGIN_DECLS

#define CHART_TYPE_LEGEND (chart_legend_get_type ())
G_DECLARE_FINAL_TYPE (ChartLegend, chart_legend, CHART, LEGEND, GtkWidget)

GtkWidget *chart_legend_new     (ChartData    *data,
                                 ChartPlot    *plot); /* nullable, borrowed: whose crosshair counts */
/* Reads the values again; draws only if a text changed. */
void       chart_legend_update  (ChartLegend  *self);
/* What is shown of BUFFER: its last value, or the sample under the crosshair of PLOT. */
char      *chart_legend_text    (ChartData    *data,
                                 ChartPlot    *plot,
                                 SeriesBuffer *buffer);

G_END_DECLS
