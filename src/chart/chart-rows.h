/* chart-rows.h: several series as rows of a table: one for each time at which any of them has a point.
 * Good until a buffer changes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-cursor.h"

G_BEGIN_DECLS

typedef struct _ChartRows ChartRows;

/* The times in [FROM_MS, TO_MS], upwards, or BACKWARDS from the newest. BUFFERS are borrowed. */
ChartRows *chart_rows_new  (GPtrArray *buffers,
                            gint64     from_ms,
                            gint64     to_ms,
                            gboolean   backwards);
void       chart_rows_free (ChartRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChartRows, chart_rows_free)
/* The next row: its time, and a value for each buffer, NAN where it has none; FALSE at the end. */
gboolean   chart_rows_next (ChartRows *self,
                            gint64    *time_ms,
                            double    *values);

/* All of it as CSV (RFC 4180): a head with the names, times in ISO 8601 UTC, gaps empty. */
char      *chart_rows_dup_csv (GPtrArray *buffers,
                               gint64     from_ms,
                               gint64     to_ms);

G_END_DECLS
