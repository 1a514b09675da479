/* chart-table.h: a chart as a table: the newest times in sight, a column for each series.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-plot.h"

G_BEGIN_DECLS

#define CHART_TABLE_MAX_ROWS 1000 /* more can't be read; a CSV file has all */

#define CHART_TYPE_TABLE (chart_table_get_type ())
G_DECLARE_FINAL_TYPE (ChartTable, chart_table, CHART, TABLE, GtkWidget)

GtkWidget  *chart_table_new      (ChartData  *data);
/* Of GObject, one a row, the newest first. */
GListModel *chart_table_get_rows (ChartTable *self);

G_END_DECLS
