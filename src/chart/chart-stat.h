/* chart-stat.h: the newest value as a big number, where it is going, and how it came there as a sparkline.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-view.h"

G_BEGIN_DECLS

#define CHART_TYPE_STAT (chart_stat_get_type ())
G_DECLARE_FINAL_TYPE (ChartStat, chart_stat, CHART, STAT, GtkWidget)

GtkWidget *chart_stat_new (ChartData *data);

G_END_DECLS
