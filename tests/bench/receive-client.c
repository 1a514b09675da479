/* receive-client.c: our own client, measured. Usage: receive-client URL (read|watch|acks N)
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "receive-common.h"
#include "sio-client.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  Receive receive;
  GMainLoop *loop;
  SioNamespace *nsp;
  guint n_acks; /* still to be measured */
  gint64 emitted;
} Client;

static void
take_tick (Client *self, SioValue tick)
{
  SioValue rows = sio_value_get_member (tick, "rows", 4);
  gint64 id = 0, last_n = 0;
  gsize name_length = 0;

  sio_value_get_int64 (sio_value_get_member (tick, "id", 2), &id);
  sio_value_peek_string (sio_value_get_member (tick, "name", 4), &name_length);
  if (!sio_value_is_missing (rows))
    sio_value_get_int64 (sio_value_get_member (sio_value_get_element (rows, sio_value_get_length (rows) - 1),
                                               "n", 1),
                         &last_n);
  receive_count (&self->receive, id, sio_value_get_double (sio_value_get_member (tick, "value", 5)),
                 name_length, last_n);
}

static void
emit (Client *self, const char *json)
{
  g_autoptr (SioArgs) args = sio_args_new_text (json, -1, NULL);

  sio_namespace_emit (self->nsp, args, SIO_EMIT_NONE, NULL);
}

static void
event_cb (SioNamespace *nsp, SioEvent *event, Client *self)
{
  const char *name = sio_event_get_name (event);

  if (strcmp (name, "tick") == 0)
    take_tick (self, sio_event_get_arg (event, 0));
  else if (strcmp (name, "begin") == 0)
    {
      receive_begin (&self->receive);
      emit (self, "[\"go\"]");
    }
  else if (strcmp (name, "end") == 0)
    {
      receive_end (&self->receive);
      g_main_loop_quit (self->loop);
    }
}

static void emit_echo (Client *self);

static void
echo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Client *self = user_data;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (source), result, NULL);
  gint64 latency = g_get_monotonic_time () - self->emitted;

  if (answer != NULL)
    g_array_append_val (self->receive.latencies, latency);
  if (--self->n_acks > 0 && answer != NULL)
    emit_echo (self);
  else
    g_main_loop_quit (self->loop);
}

static void
emit_echo (Client *self)
{
  g_autoptr (SioArgs) args = sio_args_new_text ("[\"echo\",\"hello\",1]", -1, NULL);

  self->emitted = g_get_monotonic_time ();
  sio_namespace_emit_async (self->nsp, args, SIO_EMIT_NONE, 0, NULL, echo_cb, self);
}

int
main (int argc, char **argv)
{
  const EioTransportKind websocket[] = { EIO_TRANSPORT_WEBSOCKET };
  const char *mode = argc > 2 ? argv[2] : "read";
  g_autoptr (GError) error = NULL;
  g_autoptr (SioConfig) config = argc > 1 ? sio_config_new (argv[1], &error) : NULL;
  g_autoptr (SioClient) client = NULL;
  Client self = { .loop = g_main_loop_new (NULL, FALSE), .n_acks = argc > 3 ? atoi (argv[3]) : 0 };

  if (config == NULL)
    {
      g_printerr ("receive-client: %s\n", error != NULL ? error->message : "URL (read|watch|acks N)");
      return 2;
    }
  receive_init (&self.receive, strcmp (mode, "watch") == 0);
  eio_config_set_transports (sio_config_get_engine (config), websocket, G_N_ELEMENTS (websocket));
  client = sio_client_new (config);
  self.nsp = sio_client_get_namespace (client, "/");
  if (strcmp (mode, "acks") == 0)
    g_signal_connect_swapped (self.nsp, "connected", G_CALLBACK (emit_echo), &self);
  else
    g_signal_connect (self.nsp, "event", G_CALLBACK (event_cb), &self);
  sio_namespace_connect (self.nsp);
  g_main_loop_run (self.loop);
  receive_print (&self.receive);
  receive_clear (&self.receive);
  g_main_loop_unref (self.loop);
  return 0;
}
