/* chart-overlay.h: the crosshair of a plot, above it, so that hovering draws no data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-plot.h"

G_BEGIN_DECLS

#define CHART_TYPE_OVERLAY (chart_overlay_get_type ())
G_DECLARE_FINAL_TYPE (ChartOverlay, chart_overlay, CHART, OVERLAY, GtkWidget)

GtkWidget *chart_overlay_new (ChartPlot *plot);

G_END_DECLS
