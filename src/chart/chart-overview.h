/* chart-overview.h: a strip of all that is known, with what the plot above shows of it marked: drag the mark to move it,
 * drag beside it to show something else, or use the arrow keys.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-plot.h"

G_BEGIN_DECLS

#define CHART_TYPE_OVERVIEW (chart_overview_get_type ())
G_DECLARE_FINAL_TYPE (ChartOverview, chart_overview, CHART, OVERVIEW, GtkWidget)

/* PLOT is borrowed: whose window it is. */
GtkWidget *chart_overview_new    (ChartPlot     *plot);
void       chart_overview_update (ChartOverview *self,
                                  gint64         now_ms);
/* What the strip spans. */
void       chart_overview_get_extent (ChartOverview *self,
                                      gint64        *from_ms,
                                      gint64        *to_ms);

G_END_DECLS
