/* chart-plot.h: a chart over time: axes, the canvas, thresholds, and a crosshair on top. Bare, it is a sparkline.
 * Signal "cursor-moved": the crosshair stands at another time, or is gone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-canvas.h"
#include "chart-palette.h"
#include "chart-range.h"
#include "chart-view.h"

G_BEGIN_DECLS

#define CHART_TYPE_PLOT (chart_plot_get_type ())
G_DECLARE_FINAL_TYPE (ChartPlot, chart_plot, CHART, PLOT, GtkWidget)

GtkWidget             *chart_plot_new           (ChartData    *data,
                                                 gboolean      bare);
ChartData             *chart_plot_get_data      (ChartPlot    *self);
/* What lies where, for those who draw on top of it. */
const graphene_rect_t *chart_plot_get_area      (ChartPlot    *self);
/* The part that a drag has selected so far, in pixels; FALSE when there is none. */
gboolean               chart_plot_get_selection (ChartPlot       *self,
                                                 graphene_rect_t *selection);
double                 chart_plot_get_x         (ChartPlot    *self,
                                                 gint64        time_ms);
double                 chart_plot_get_y         (ChartPlot    *self,
                                                 double        value);
gint64                 chart_plot_get_time      (ChartPlot    *self,
                                                 double        x);
/* The time under the crosshair, if it stands within the plot. */
gboolean               chart_plot_get_cursor    (ChartPlot    *self,
                                                 gint64       *time_ms);
/* What happened at X, or close to it; NULL: nothing. */
const SeriesMark      *chart_plot_get_mark       (ChartPlot    *self,
                                                 double        x);
/* What the chart has for BUFFER at TIME_MS: the samples of that column, else the nearer end of the line that runs
 * through there; FALSE in a gap. */
gboolean               chart_plot_get_sample    (ChartPlot    *self,
                                                 SeriesBuffer *buffer,
                                                 gint64        time_ms,
                                                 SeriesColumn *sample);

G_END_DECLS
