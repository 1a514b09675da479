/* receive-baseline.c: the obvious way in GNOME: libsoup's WebSocket, and json-glib's parser for each message.
 * Usage: receive-baseline URL (read|watch|acks N)
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "receive-common.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  Receive receive;
  GMainLoop *loop;
  SoupWebsocketConnection *connection;
  JsonParser *parser;
  guint n_acks; /* still to be measured */
  gboolean acks;
  gint64 emitted;
} Baseline;

static void
send_text (Baseline *self, const char *text)
{
  soup_websocket_connection_send_text (self->connection, text);
}

static void
emit_echo (Baseline *self)
{
  self->emitted = g_get_monotonic_time ();
  send_text (self, "421[\"echo\",\"hello\",1]");
}

static void
take_tick (Baseline *self, JsonObject *tick)
{
  gint64 last_n = 0;

  if (json_object_has_member (tick, "rows"))
    {
      JsonArray *rows = json_object_get_array_member (tick, "rows");
      JsonObject *last = json_array_get_object_element (rows, json_array_get_length (rows) - 1);

      last_n = json_object_get_int_member (last, "n");
    }
  receive_count (&self->receive, json_object_get_int_member (tick, "id"),
                 json_object_get_double_member (tick, "value"),
                 strlen (json_object_get_string_member (tick, "name")), last_n);
}

static void
take_event (Baseline *self, const char *json, gsize length)
{
  JsonArray *args;
  const char *name;

  if (!json_parser_load_from_data (self->parser, json, length, NULL))
    return;
  args = json_node_get_array (json_parser_get_root (self->parser));
  name = json_array_get_string_element (args, 0);
  if (strcmp (name, "tick") == 0)
    take_tick (self, json_array_get_object_element (args, 1));
  else if (strcmp (name, "begin") == 0)
    {
      receive_begin (&self->receive);
      send_text (self, "42[\"go\"]");
    }
  else if (strcmp (name, "end") == 0)
    {
      receive_end (&self->receive);
      g_main_loop_quit (self->loop);
    }
}

static void
take_ack (Baseline *self, const char *json, gsize length)
{
  gint64 latency;

  json_parser_load_from_data (self->parser, json, length, NULL);
  latency = g_get_monotonic_time () - self->emitted;
  g_array_append_val (self->receive.latencies, latency);
  if (--self->n_acks > 0)
    emit_echo (self);
  else
    g_main_loop_quit (self->loop);
}

static void
message_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, Baseline *self)
{
  gsize size;
  const char *data = g_bytes_get_data (message, &size);

  if (size > 0 && data[0] == '0')
    send_text (self, "40");
  else if (size > 0 && data[0] == '2')
    send_text (self, "3");
  else if (size > 1 && data[1] == '2')
    take_event (self, data + 2, size - 2);
  else if (size > 2 && data[1] == '3')
    take_ack (self, data + 3, size - 3);
  else if (self->acks && size > 1 && data[1] == '0')
    emit_echo (self);
}

static void
connect_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Baseline *self = user_data;

  self->connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, NULL);
  if (self->connection == NULL)
    exit (1);
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, 64 * 1024 * 1024);
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
}

int
main (int argc, char **argv)
{
  g_autoptr (GUri) base = g_uri_parse (argc > 1 ? argv[1] : "", SOUP_HTTP_URI_FLAGS, NULL);
  const char *mode = argc > 2 ? argv[2] : "read";
  g_autofree char *url = NULL;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  Baseline self = { .loop = g_main_loop_new (NULL, FALSE), .n_acks = argc > 3 ? atoi (argv[3]) : 0 };

  if (base == NULL)
    return 2;
  url = g_strdup_printf ("ws://127.0.0.1:%d/socket.io/?%s&EIO=4&transport=websocket", g_uri_get_port (base),
                         g_uri_get_query (base) ?: "");
  receive_init (&self.receive, strcmp (mode, "watch") == 0);
  self.acks = strcmp (mode, "acks") == 0;
  self.parser = json_parser_new ();
  message = soup_message_new (SOUP_METHOD_GET, url);
  soup_session_websocket_connect_async (session, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL, connect_cb,
                                        &self);
  g_main_loop_run (self.loop);
  receive_print (&self.receive);
  receive_clear (&self.receive);
  g_object_unref (self.parser);
  g_object_unref (self.connection);
  g_main_loop_unref (self.loop);
  return 0;
}
