/* chart-summary.h: last, min, mean and max of each series over the stretch of time in sight.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-plot.h"

G_BEGIN_DECLS

#define CHART_TYPE_SUMMARY (chart_summary_get_type ())
G_DECLARE_FINAL_TYPE (ChartSummary, chart_summary, CHART, SUMMARY, GtkWidget)

/* PLOT is borrowed: it says what is in sight. */
GtkWidget *chart_summary_new      (ChartPlot    *plot);
/* Reads the numbers again, at most once a second unless what is in sight changed. */
void       chart_summary_update   (ChartSummary *self,
                                   gint64        now_ms);
/* "last 42 ms, min 30 ms, mean 35 ms, max 90 ms" of BUFFER; NULL when it has no number in sight. */
char      *chart_summary_dup_text (ChartPlot    *plot,
                                   SeriesBuffer *buffer);

G_END_DECLS
