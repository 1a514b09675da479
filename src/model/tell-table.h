/* tell-table.h: rows keyed by id with columns of text; and tell-log.h's sibling for what a server sends as lines.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TELL_TABLE_MAX_ROWS 10000
#define TELL_TABLE_MAX_COLUMNS 200

#define TELL_TYPE_ROW (tell_row_get_type ())
G_DECLARE_FINAL_TYPE (TellRow, tell_row, TELL, ROW, GObject)
/* One row; signal ::changed. Values are JSON text (a number stays a number for who prints it). */
const char *tell_row_get_key     (TellRow *self);
const char *tell_row_get_json    (TellRow *self, const char *column); /* nullable */
char       *tell_row_dup_text    (TellRow *self, const char *column); /* for showing: text without its quotes */

#define TELL_TYPE_TABLE (tell_table_get_type ())
G_DECLARE_FINAL_TYPE (TellTable, tell_table, TELL, TABLE, GObject)
/* A GListModel of TellRow in order of arrival. Properties: id, full. Signal ::columns-changed. */
TellTable  *tell_table_new        (const char *id);
const char *tell_table_get_id     (TellTable *self);
const char * const *tell_table_get_columns (TellTable *self); /* in order of their first use */
TellRow    *tell_table_find       (TellTable *self, const char *key);
/* Creates the row when it is new; NULL beyond the limit. */
TellRow    *tell_table_set        (TellTable *self, const char *key, const char * const *columns, const char * const *json);
gboolean    tell_table_remove     (TellTable *self, const char *key);
void        tell_table_clear      (TellTable *self);

G_END_DECLS
