/* cli-state.c: the state that a session has reached, as one JSON object.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "cli-state.h"

#include <math.h>

typedef void (*WriteFunc) (CliJson *json, gpointer item, gpointer data);

/* KEY and an array with what FUNC writes for each item. */
static void
write_list (CliJson *json, const char *key, gpointer model, WriteFunc func, gpointer data)
{
  cli_json_key (json, key);
  cli_json_open (json, '[');
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      func (json, item, data);
    }
  cli_json_close (json, ']');
}

static void
write_connection (CliJson *json, const CliConnectionState *connection)
{
  cli_json_open (json, '{');
  cli_json_key_string (json, "state", connection->state);
  cli_json_key_string (json, "transport", connection->transport);
  cli_json_key (json, "protocol");
  if (connection->protocol)
    cli_json_int (json, connection->protocol);
  else
    cli_json_null (json);
  cli_json_key_int (json, "reconnects", connection->reconnects);
  cli_json_close (json, '}');
}

static void
write_message (CliJson *json, TellMessage *message)
{
  TellPerson *author = tell_message_get_author (message);

  cli_json_open (json, '{');
  cli_json_key_string (json, "id", tell_message_get_id (message));
  cli_json_key_string (json, "author", author ? tell_person_get_id (author) : NULL);
  cli_json_key_string (json, "name", author ? tell_person_get_name (author) : NULL);
  cli_json_key_string (json, "text", tell_message_get_text (message));
  cli_json_key_int (json, "time", tell_message_get_time (message));
  cli_json_key_string (json, "kind", tell_message_kind_to_string (tell_message_get_kind (message)));
  cli_json_key_string (json, "state", tell_message_state_to_string (tell_message_get_state (message)));
  cli_json_close (json, '}');
}

static void
write_messages (CliJson *json, GListModel *messages, gint64 max)
{
  guint n = g_list_model_get_n_items (messages);
  guint first = max >= 0 && max < n ? n - (guint) max : 0;

  cli_json_open (json, '[');
  for (guint i = first; i < n; i++)
    {
      g_autoptr (TellMessage) message = g_list_model_get_item (messages, i);

      write_message (json, message);
    }
  cli_json_close (json, ']');
}

static void
write_person_id (CliJson *json, gpointer person, gpointer data)
{
  cli_json_string (json, tell_person_get_id (person));
}

static void
write_room (CliJson *json, gpointer item, gpointer max_messages)
{
  TellRoom *room = item;

  cli_json_open (json, '{');
  cli_json_key_string (json, "room", tell_room_get_id (room));
  cli_json_key_string (json, "name", tell_room_get_name (room));
  cli_json_key_string (json, "topic", tell_room_get_topic (room));
  cli_json_key_boolean (json, "joined", tell_room_get_joined (room));
  cli_json_key_int (json, "unread", tell_room_get_unread (room));
  write_list (json, "typing", tell_room_get_typing (room), write_person_id, NULL);
  cli_json_key (json, "messages");
  write_messages (json, tell_room_get_messages (room), *(gint64 *) max_messages);
  cli_json_close (json, '}');
}

static void
write_person (CliJson *json, gpointer item, gpointer store)
{
  TellPerson *person = item;
  g_auto (GStrv) rooms = tell_store_dup_room_ids_of (store, person);

  cli_json_open (json, '{');
  cli_json_key_string (json, "person", tell_person_get_id (person));
  cli_json_key_string (json, "name", tell_person_get_name (person));
  cli_json_key_string (json, "state", tell_presence_to_string (tell_person_get_state (person)));
  cli_json_key (json, "rooms");
  cli_json_open (json, '[');
  for (guint i = 0; rooms && rooms[i]; i++)
    cli_json_string (json, rooms[i]);
  cli_json_close (json, ']');
  cli_json_key_string (json, "detail", tell_person_get_detail (person));
  cli_json_key_boolean (json, "me", tell_person_get_me (person));
  cli_json_close (json, '}');
}

/* How many people the server says there are: of the whole under "", of a room under its id. */
static void
write_counts (CliJson *json, TellStore *store)
{
  GListModel *rooms = tell_store_get_rooms (store);

  cli_json_open (json, '{');
  if (tell_store_get_people_count (store) >= 0)
    cli_json_key_int (json, "", tell_store_get_people_count (store));
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (TellRoom) room = g_list_model_get_item (rooms, i);

      if (tell_room_get_people_count (room) >= 0)
        cli_json_key_int (json, tell_room_get_id (room), tell_room_get_people_count (room));
    }
  cli_json_close (json, '}');
}

static void
write_point (CliJson *json, const char *key, gboolean there, const SeriesPoint *point)
{
  cli_json_key (json, key);
  if (!there)
    {
      cli_json_null (json);
      return;
    }
  cli_json_open (json, '[');
  cli_json_int (json, point->time_ms);
  cli_json_double (json, point->value);
  cli_json_close (json, ']');
}

static void
write_series (CliJson *json, gpointer item, gpointer data)
{
  SeriesBuffer *buffer = item;
  SeriesPoint point;
  double min = 0, max = 0;
  gboolean there;

  cli_json_open (json, '{');
  cli_json_key_string (json, "series", series_buffer_get_id (buffer));
  cli_json_key_string (json, "name", series_buffer_get_name (buffer));
  cli_json_key_string (json, "unit", series_buffer_get_unit (buffer));
  cli_json_key_int (json, "points", (gint64) series_buffer_get_n_points (buffer));
  there = series_buffer_get_first (buffer, &point);
  write_point (json, "first", there, &point);
  there = series_buffer_get_last (buffer, &point);
  write_point (json, "last", there, &point);
  there = series_buffer_get_range (buffer, &min, &max);
  cli_json_key (json, "min");
  cli_json_double (json, there ? min : NAN);
  cli_json_key (json, "max");
  cli_json_double (json, there ? max : NAN);
  cli_json_close (json, '}');
}

/* JSON that the model keeps as text, on the one line that the state is. */
static void
write_value (CliJson *json, const char *value)
{
  g_autoptr (SioArgs) args = sio_args_new_text (value, -1, NULL);

  if (args)
    cli_json_value (json, sio_args_get_root (args));
  else
    cli_json_null (json);
}

static void
write_row (CliJson *json, gpointer row, gpointer table)
{
  const char *const *columns = tell_table_get_columns (table);

  cli_json_open (json, '{');
  cli_json_key_string (json, "key", tell_row_get_key (row));
  for (guint i = 0; columns && columns[i]; i++)
    {
      const char *value = tell_row_get_json (row, columns[i]);

      if (value == NULL || g_str_equal (columns[i], "key"))
        continue;
      cli_json_key (json, columns[i]);
      write_value (json, value);
    }
  cli_json_close (json, '}');
}

static void
write_table (CliJson *json, gpointer table, gpointer data)
{
  cli_json_open (json, '{');
  cli_json_key_string (json, "table", tell_table_get_id (table));
  write_list (json, "rows", table, write_row, table);
  cli_json_close (json, '}');
}

static void
write_log (CliJson *json, gpointer log, gpointer data)
{
  guint n = g_list_model_get_n_items (log);
  g_autoptr (TellLogLine) last = n > 0 ? g_list_model_get_item (log, n - 1) : NULL;

  cli_json_open (json, '{');
  cli_json_key_string (json, "log", tell_log_get_id (log));
  cli_json_key_int (json, "lines", n);
  cli_json_key_string (json, "last", last ? tell_log_line_get_text (last) : NULL);
  cli_json_close (json, '}');
}

static void
write_notification (CliJson *json, gpointer item, gpointer data)
{
  TellNotification *notification = item;

  cli_json_open (json, '{');
  cli_json_key_string (json, "id", tell_notification_get_id (notification));
  cli_json_key_string (json, "title", tell_notification_get_title (notification));
  cli_json_key_string (json, "body", tell_notification_get_body (notification));
  cli_json_key_string (json, "level", tell_level_to_string (tell_notification_get_level (notification)));
  cli_json_key_int (json, "time", tell_notification_get_time (notification));
  cli_json_close (json, '}');
}

static void
write_variables (CliJson *json, TellEngine *engine)
{
  g_autoptr (GPtrArray) variables = tell_engine_list_variables (engine);

  cli_json_open (json, '{');
  for (guint i = 0; i < variables->len; i++)
    {
      TellVariable *variable = g_ptr_array_index (variables, i);

      cli_json_key (json, variable->name);
      if (variable->secret)
        cli_json_string (json, "(secret)");
      else
        write_value (json, variable->json);
    }
  cli_json_close (json, '}');
}

static void
write_bindings (CliJson *json, TellEngine *engine)
{
  g_autoptr (GPtrArray) bindings = tell_engine_list_bindings (engine);

  cli_json_open (json, '[');
  for (guint i = 0; i < bindings->len; i++)
    {
      TellBindingStats *stats = g_ptr_array_index (bindings, i);

      cli_json_open (json, '{');
      cli_json_key (json, "on");
      cli_json_open (json, '[');
      for (guint j = 0; stats->on[j]; j++)
        cli_json_string (json, stats->on[j]);
      cli_json_close (json, ']');
      cli_json_key_int (json, "matched", (gint64) stats->matched);
      cli_json_key_int (json, "skipped", (gint64) stats->skipped);
      cli_json_key_string (json, "why", stats->why);
      cli_json_close (json, '}');
    }
  cli_json_close (json, ']');
}

static void
write_unbound (CliJson *json, TellEngine *engine)
{
  g_autoptr (GPtrArray) unbound = tell_engine_list_unbound (engine);

  cli_json_open (json, '[');
  for (guint i = 0; i < unbound->len; i++)
    {
      TellUnbound *entry = g_ptr_array_index (unbound, i);

      cli_json_open (json, '{');
      cli_json_key_string (json, "event", entry->event);
      cli_json_key_string (json, "namespace", entry->nsp);
      cli_json_key_int (json, "count", (gint64) entry->count);
      cli_json_close (json, '}');
    }
  cli_json_close (json, ']');
}

static void
write_emitted (CliJson *json, GPtrArray *emitted)
{
  cli_json_open (json, '[');
  for (guint i = 0; i < emitted->len; i++)
    cli_json_value (json, sio_args_get_root (((TellEmission *) g_ptr_array_index (emitted, i))->args));
  cli_json_close (json, ']');
}

void
cli_state_write (CliJson *json,
                 TellStore *store,
                 TellEngine *engine,
                 const CliConnectionState *connection,
                 gint64 max_messages,
                 GPtrArray *emitted)
{
  cli_json_open (json, '{');
  cli_json_key (json, "connection");
  write_connection (json, connection);
  write_list (json, "rooms", tell_store_get_rooms (store), write_room, &max_messages);
  write_list (json, "people", tell_store_get_people (store), write_person, store);
  cli_json_key (json, "counts");
  write_counts (json, store);
  write_list (json, "series", tell_store_get_series (store), write_series, NULL);
  write_list (json, "tables", tell_store_get_tables (store), write_table, NULL);
  write_list (json, "logs", tell_store_get_logs (store), write_log, NULL);
  write_list (json, "notifications", tell_store_get_notifications (store), write_notification, NULL);
  cli_json_key (json, "variables");
  write_variables (json, engine);
  cli_json_key (json, "bindings");
  write_bindings (json, engine);
  cli_json_key (json, "unbound");
  write_unbound (json, engine);
  if (emitted)
    {
      cli_json_key (json, "emitted");
      write_emitted (json, emitted);
    }
  cli_json_close (json, '}');
}
