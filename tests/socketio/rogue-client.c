/* rogue-client.c: what the client says, as lines.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "rogue-client.h"

#include "sio-writer.h"
#include "test-wait.h"

static const char *const default_replies[] = { "40", "40{\"sid\":\"S\"}", NULL };

static void G_GNUC_PRINTF (2, 3) add_line (RogueClient *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->log, format, args);
  va_end (args);
  g_string_append_c (self->log, '\n');
}

static char *
to_json (SioArgs *args)
{
  GString *json = g_string_new (NULL);

  if (args != NULL)
    sio_value_append_json (sio_args_get_root (args), json);
  return g_string_free (json, FALSE);
}

static void
keep_error (RogueClient *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
}

static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, RogueClient *self)
{
  self->n_connected++;
  add_line (self, "connected");
}

static void
connect_error_cb (SioNamespace *nsp, GError *error, SioArgs *payload, RogueClient *self)
{
  keep_error (self, error);
  add_line (self, "connect-error");
}

static void
disconnected_cb (SioNamespace *nsp, SioDisconnectReason reason, GError *error, RogueClient *self)
{
  self->n_disconnected++;
  keep_error (self, error);
  add_line (self, "disconnected %s", sio_disconnect_reason_to_string (reason));
}

static void
event_cb (SioNamespace *nsp, SioEvent *event, RogueClient *self)
{
  g_autofree char *json = to_json (sio_event_get_args (event));

  add_line (self, "event %s", json);
}

static void
upgraded_cb (SioClient *client, EioTransportKind kind, RogueClient *self)
{
  add_line (self, "upgraded");
}

static void
upgrade_error_cb (SioClient *client, GError *error, RogueClient *self)
{
  add_line (self, "upgrade-error");
}

static SioConfig *
new_config (RogueClient *self, RogueMode mode)
{
  static const EioTransportKind kinds[] = { EIO_TRANSPORT_POLLING, EIO_TRANSPORT_WEBSOCKET };
  SioConfig *config = sio_config_new (rogue_server_get_url (self->server), NULL);
  EioConfig *engine = sio_config_get_engine (config);

  eio_config_set_transports (engine, kinds + (mode == ROGUE_MODE_WEBSOCKET),
                             mode == ROGUE_MODE_UPGRADE ? 2 : 1);
  eio_config_set_upgrade (engine, mode == ROGUE_MODE_UPGRADE);
  eio_config_set_protocol (engine, EIO_PROTOCOL_4);
  sio_config_set_reconnect_delay (config, 10, 10, 0);
  return config;
}

void
rogue_client_set_up (RogueClient *self, RogueMode mode)
{
  g_autoptr (SioConfig) config = NULL;

  *self = (RogueClient){ .server = rogue_server_new (), .log = g_string_new (NULL) };
  self->flags = rogue_server_get_flags (self->server);
  self->flags->replies = default_replies;
  config = new_config (self, mode);
  self->client = sio_client_new (config);
  self->nsp = sio_client_get_namespace (self->client, "/");
  g_signal_connect (self->nsp, "connected", G_CALLBACK (connected_cb), self);
  g_signal_connect (self->nsp, "connect-error", G_CALLBACK (connect_error_cb), self);
  g_signal_connect (self->nsp, "disconnected", G_CALLBACK (disconnected_cb), self);
  g_signal_connect (self->nsp, "event", G_CALLBACK (event_cb), self);
  g_signal_connect (self->client, "upgraded", G_CALLBACK (upgraded_cb), self);
  g_signal_connect (self->client, "upgrade-error", G_CALLBACK (upgrade_error_cb), self);
}

void
rogue_client_tear_down (RogueClient *self)
{
  test_assert_finalize (self->client);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->n_waiting, ==, 0);
  rogue_server_free (self->server);
  g_clear_error (&self->error);
  g_string_free (self->log, TRUE);
}

static gboolean
is_upgrading (RogueClient *self)
{
  guint n_kinds;

  eio_config_get_transports (sio_config_get_engine (sio_client_get_config (self->client)), &n_kinds);
  return n_kinds == 2 && sio_client_get_transport (self->client) != EIO_TRANSPORT_WEBSOCKET;
}

void
rogue_client_connect (RogueClient *self)
{
  guint before = self->n_connected;

  sio_namespace_connect (self->nsp);
  test_wait_until (self->n_connected > before && !is_upgrading (self));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RogueClient *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (source), result, &error);
  g_autofree char *json = to_json (answer);

  self->n_waiting--;
  add_line (self, "%s%s", error ? "no answer: " : "answer ", error ? error->message : json);
}

void
rogue_client_ask (RogueClient *self, const char *json, guint timeout_ms)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) args = NULL;

  g_assert_true (sio_writer_json (writer, json, -1, NULL));
  args = sio_writer_finish (writer);
  self->n_waiting++;
  sio_namespace_emit_async (self->nsp, args, SIO_EMIT_NONE, timeout_ms, NULL, answered_cb, self);
}

gboolean
rogue_client_has (RogueClient *self, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (self->log->str, "\n", -1);

  return g_strv_contains ((const char *const *) lines, line);
}

const char *
rogue_mode_to_string (RogueMode mode)
{
  static const char *const names[] = { "polling", "websocket", "upgrade" };

  return names[mode];
}

void
rogue_add_test (const char *prefix, const char *name, GTestDataFunc func)
{
  for (RogueMode mode = 0; mode < N_ROGUE_MODES; mode++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s/%s", prefix, rogue_mode_to_string (mode), name);

      g_test_add_data_func (path, GINT_TO_POINTER (mode), func);
    }
}
