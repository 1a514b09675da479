/* tell-action-data.c: actions on series, tables and logs, and clearing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-action-private.h"

#include <math.h>
#include <string.h>

const char *
tell_action_point (TellActionCall *call)
{
  enum
  {
    SERIES,
    VALUE,
    TIME,
    MERGE
  };
  SeriesStore *store = tell_store_get_series (call->context->store);
  SeriesBuffer *series = series_store_ensure (store, tell_call_get_text (call, SERIES));
  const char *merge = tell_call_get_text (call, MERGE);
  double value = tell_value_get_number (&call->values[VALUE]);

  if (series == NULL)
    return "too many series";
  series_buffer_add (series, tell_call_get_time (call, TIME), isfinite (value) ? value : NAN,
                     g_strcmp0 (merge, "sum") == 0 ? SERIES_MERGE_SUM : SERIES_MERGE_REPLACE);
  return NULL;
}

const char *
tell_action_series (TellActionCall *call)
{
  enum
  {
    SERIES,
    NAME,
    UNIT
  };
  SeriesStore *store = tell_store_get_series (call->context->store);
  SeriesBuffer *series = series_store_ensure (store, tell_call_get_text (call, SERIES));

  if (series == NULL)
    return "too many series";
  if (tell_call_has (call, NAME))
    series_buffer_set_name (series, tell_call_get_text (call, NAME));
  if (tell_call_has (call, UNIT))
    series_buffer_set_unit (series, tell_call_get_text (call, UNIT));
  return NULL;
}

/* The columns that have a value, as JSON. */
static void
evaluate_columns (TellActionCall *call, GPtrArray *names, GPtrArray *values)
{
  GArray *columns = call->action->columns;

  for (guint i = 0; i < columns->len; i++)
    {
      TellColumn *column = &g_array_index (columns, TellColumn, i);
      TellValue value = tell_template_evaluate (column->value, call->context);
      GString *json;

      if (tell_value_is_absent (&value))
        continue;
      json = g_string_new (NULL);
      tell_value_append_json (&value, json);
      tell_scratch_charge (call->context->scratch, json->len);
      g_ptr_array_add (names, column->name);
      g_ptr_array_add (values, g_string_free (json, FALSE));
    }
  g_ptr_array_add (names, NULL);
}

const char *
tell_action_row (TellActionCall *call)
{
  enum
  {
    TABLE,
    KEY
  };
  TellTable *table = tell_store_ensure_table (call->context->store, tell_call_get_text (call, TABLE));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (table == NULL)
    return "too many tables";
  evaluate_columns (call, names, values);
  if (tell_table_set (table, tell_call_get_text (call, KEY), (const char *const *) names->pdata,
                      (const char *const *) values->pdata) == NULL)
    return "too many rows";
  return NULL;
}

const char *
tell_action_row_removed (TellActionCall *call)
{
  enum
  {
    TABLE,
    KEY
  };
  TellTable *table = tell_store_find_table (call->context->store, tell_call_get_text (call, TABLE));

  if (table == NULL)
    return NULL;
  tell_call_charge (call, table);
  tell_table_remove (table, tell_call_get_text (call, KEY));
  return NULL;
}

const char *
tell_action_log (TellActionCall *call)
{
  enum
  {
    LOG,
    TEXT,
    LEVEL
  };
  TellLog *log = tell_store_ensure_log (call->context->store, tell_call_get_text (call, LOG));

  if (log == NULL)
    return "too many logs";
  tell_log_add (log, tell_call_get_text (call, TEXT), tell_call_get_level (call, LEVEL),
                call->context->incoming->time_ms);
  return NULL;
}

static void
clear_messages (TellStore *store, const char *room_id)
{
  GListModel *rooms = tell_store_get_rooms (store);

  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (TellRoom) room = g_list_model_get_item (rooms, i);

      if (room_id == NULL || strcmp (room_id, tell_room_get_id (room)) == 0)
        tell_room_clear_messages (room);
    }
}

static void
clear_people (TellStore *store, const char *room_id)
{
  TellRoom *room = room_id ? tell_store_find_room (store, room_id) : NULL;

  if (room_id == NULL || room != NULL)
    tell_store_clear_people (store, room);
}

static void
clear_series (TellStore *store, const char *pattern)
{
  g_autoptr (GPtrArray) matching =
      series_store_match (tell_store_get_series (store), pattern ? pattern : "*");

  for (guint i = 0; i < matching->len; i++)
    series_buffer_clear (g_ptr_array_index (matching, i));
}

static void
clear_rows (TellStore *store, const char *table_id)
{
  GListModel *tables = tell_store_get_tables (store);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (TellTable) table = g_list_model_get_item (tables, i);

      if (table_id == NULL || strcmp (table_id, tell_table_get_id (table)) == 0)
        tell_table_clear (table);
    }
}

static void
clear_log (TellStore *store, const char *log_id)
{
  GListModel *logs = tell_store_get_logs (store);

  for (guint i = 0; i < g_list_model_get_n_items (logs); i++)
    {
      g_autoptr (TellLog) log = g_list_model_get_item (logs, i);

      if (log_id == NULL || strcmp (log_id, tell_log_get_id (log)) == 0)
        tell_log_clear (log);
    }
}

const char *
tell_action_clear (TellActionCall *call)
{
  enum
  {
    WHAT,
    ROOM,
    SERIES,
    TABLE,
    LOG
  };
  TellStore *store = call->context->store;
  const char *what = tell_call_get_text (call, WHAT);

  tell_call_charge (call, tell_store_get_rooms (store));
  tell_call_charge (call, tell_store_get_series (store));
  if (strcmp (what, "messages") == 0)
    clear_messages (store, tell_call_get_text (call, ROOM));
  else if (strcmp (what, "people") == 0)
    clear_people (store, tell_call_get_text (call, ROOM));
  else if (strcmp (what, "rooms") == 0)
    tell_store_clear_rooms (store);
  else if (strcmp (what, "series") == 0)
    clear_series (store, tell_call_get_text (call, SERIES));
  else if (strcmp (what, "rows") == 0)
    clear_rows (store, tell_call_get_text (call, TABLE));
  else if (strcmp (what, "log") == 0)
    clear_log (store, tell_call_get_text (call, LOG));
  else
    return "what";
  return NULL;
}
