/* chart-bars.h: the newest value of each series as a bar beside its name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-view.h"

G_BEGIN_DECLS

#define CHART_TYPE_BARS (chart_bars_get_type ())
G_DECLARE_FINAL_TYPE (ChartBars, chart_bars, CHART, BARS, GtkWidget)

GtkWidget *chart_bars_new (ChartData *data);

G_END_DECLS
