/* chart-gauge.h: the newest value of each series on an arc from min to max.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-view.h"

G_BEGIN_DECLS

#define CHART_TYPE_GAUGE (chart_gauge_get_type ())
G_DECLARE_FINAL_TYPE (ChartGauge, chart_gauge, CHART, GAUGE, GtkWidget)

GtkWidget *chart_gauge_new (ChartData *data);

/* Where its arc begins and ends. */
void       chart_gauge_get_bounds (ChartGauge *self,
                                   double     *min,
                                   double     *max);

G_END_DECLS
