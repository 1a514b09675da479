/* chart-sheet.h: the part of a plot that shows data. A child of its own, so that what moves above it, such as the
 * crosshair, leaves its render node as it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-plot.h"

G_BEGIN_DECLS

#define CHART_TYPE_SHEET (chart_sheet_get_type ())
G_DECLARE_FINAL_TYPE (ChartSheet, chart_sheet, CHART, SHEET, GtkWidget)

GtkWidget *chart_sheet_new (ChartPlot *plot);

G_END_DECLS
