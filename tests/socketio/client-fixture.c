/* client-fixture.c: logging what a client and its namespaces say.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

#include "sio-writer.h"
#include "test-wait.h"

typedef struct
{
  Fixture *fixture;
  char *name;
} Call;

static void G_GNUC_PRINTF (2, 3) add_line (Fixture *self, const char *format, ...)
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
  GString *json = g_string_new (args ? "" : "(none)");

  if (args != NULL)
    sio_value_append_json (sio_args_get_root (args), json);
  return g_string_free (json, FALSE);
}

static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, Fixture *self)
{
  add_line (self, "%s connected %s%s", sio_namespace_get_path (nsp), sio_namespace_get_sid (nsp),
            recovered ? " recovered" : "");
}

static void
connect_error_cb (SioNamespace *nsp, GError *error, SioArgs *payload, Fixture *self)
{
  g_autofree char *json = to_json (payload);

  add_line (self, "%s connect-error %s %s", sio_namespace_get_path (nsp), error->message, json);
}

static void
disconnected_cb (SioNamespace *nsp, SioDisconnectReason reason, GError *error, Fixture *self)
{
  add_line (self, "%s disconnected %s", sio_namespace_get_path (nsp),
            sio_disconnect_reason_to_string (reason));
}

static void
event_cb (SioNamespace *nsp, SioEvent *event, Fixture *self)
{
  g_autofree char *json = to_json (sio_event_get_args (event));
  const char *id = sio_event_get_ack_id (event);

  g_assert_cmpstr (sio_event_get_nsp (event), ==, sio_namespace_get_path (nsp));
  add_line (self, "%s event %s%s%s", sio_namespace_get_path (nsp), json, id ? " wants " : "", id ? id : "");
}

static void
answered_cb (SioNamespace *nsp, SioEvent *event, SioArgs *answer, Fixture *self)
{
  g_autofree char *json = to_json (answer);

  add_line (self, "%s answered %s %s", sio_namespace_get_path (nsp), sio_event_get_name (event), json);
}

static void
opened_cb (SioClient *client, Fixture *self)
{
  add_line (self, "opened");
}

static void
closed_cb (SioClient *client, EioCloseReason reason, GError *error, Fixture *self)
{
  add_line (self, "closed %s", eio_close_reason_to_string (reason));
}

static void
attempt_cb (SioClient *client, guint attempt, guint delay, Fixture *self)
{
  add_line (self, "attempt %u in %u", attempt, delay);
}

static void
reconnected_cb (SioClient *client, guint attempt, Fixture *self)
{
  add_line (self, "reconnected %u", attempt);
}

static void
reconnect_error_cb (SioClient *client, GError *error, Fixture *self)
{
  add_line (self, "reconnect-error %s", error->message);
}

static void
open_error_cb (SioClient *client, GError *error, Fixture *self)
{
  add_line (self, "open-error %s", error->message);
}

static void
reconnect_failed_cb (SioClient *client, Fixture *self)
{
  add_line (self, "reconnect-failed");
}

static void
watch_client (Fixture *self)
{
  g_signal_connect (self->client, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (self->client, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect (self->client, "reconnect-attempt", G_CALLBACK (attempt_cb), self);
  g_signal_connect (self->client, "reconnected", G_CALLBACK (reconnected_cb), self);
  g_signal_connect (self->client, "reconnect-error", G_CALLBACK (reconnect_error_cb), self);
  g_signal_connect (self->client, "open-error", G_CALLBACK (open_error_cb), self);
  g_signal_connect (self->client, "reconnect-failed", G_CALLBACK (reconnect_failed_cb), self);
}

SioNamespace *
fixture_get_nsp (Fixture *self, const char *path)
{
  SioNamespace *nsp = sio_client_get_namespace (self->client, path);

  g_signal_connect (nsp, "connected", G_CALLBACK (connected_cb), self);
  g_signal_connect (nsp, "connect-error", G_CALLBACK (connect_error_cb), self);
  g_signal_connect (nsp, "disconnected", G_CALLBACK (disconnected_cb), self);
  g_signal_connect (nsp, "event", G_CALLBACK (event_cb), self);
  g_signal_connect (nsp, "answered", G_CALLBACK (answered_cb), self);
  return nsp;
}

/* No jitter: delays are 1000, 2000, 4000, 5000… */
void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fake_socket_reset ();
  self->clock = eio_clock_new_manual (G_GINT64_CONSTANT (1732250000000000));
  self->config = sio_config_new ("http://localhost:1", &error);
  g_assert_no_error (error);
  eio_config_set_clock (sio_config_get_engine (self->config), self->clock);
  sio_config_set_reconnect_delay (self->config, 1000, 5000, 0);
  self->client = sio_client_new (self->config);
  self->log = g_string_new (NULL);
  self->nsp = fixture_get_nsp (self, "/");
  watch_client (self);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  if (self->client != NULL)
    test_assert_finalize (self->client);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_assert_finalize (self->config);
  test_assert_finalize (self->clock);
  g_string_free (self->log, TRUE);
}

EioSocket *
fixture_open (Fixture *self)
{
  sio_namespace_connect (self->nsp);
  fake_socket_opened (fake_socket_get_last ());
  return fake_socket_get_last ();
}

void
fixture_connect (Fixture *self)
{
  g_autofree char *sent = NULL;

  fake_socket_receive (fixture_open (self), "0{\"sid\":\"S\"}");
  sent = fake_socket_take_sent (fake_socket_get_last ());
  g_assert_cmpint (sio_namespace_get_state (self->nsp), ==, SIO_NAMESPACE_CONNECTED);
  g_string_truncate (self->log, 0);
}

void
fixture_advance (Fixture *self, guint ms)
{
  eio_clock_advance (self->clock, ms * G_GINT64_CONSTANT (1000));
}

static SioArgs *
from_json (const char *json)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (GError) error = NULL;

  sio_writer_json (writer, json, -1, &error);
  g_assert_no_error (error);
  return sio_writer_finish (writer);
}

gboolean
fixture_emit (SioNamespace *nsp, const char *json, SioEmitFlags flags)
{
  g_autoptr (SioArgs) args = from_json (json);

  return sio_namespace_emit (nsp, args, flags, NULL);
}

static void
emitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (source), result, &error);
  g_autofree char *json = to_json (answer);

  g_assert_true ((answer == NULL) == (error != NULL));
  add_line (call->fixture, "%s %s %s", call->name, error ? "!" : "=", error ? error->message : json);
  g_free (call->name);
  g_free (call);
}

void
fixture_emit_ack (Fixture *self,
                  const char *name,
                  const char *json,
                  SioEmitFlags flags,
                  guint timeout_ms,
                  GCancellable *cancellable)
{
  g_autoptr (SioArgs) args = from_json (json);
  Call *call = g_new (Call, 1);

  call->fixture = self;
  call->name = g_strdup (name);
  sio_namespace_emit_async (self->nsp, args, flags, timeout_ms, cancellable, emitted_cb, call);
}

static void
compare (const char *actual, const char *expected, const char *where)
{
  if (g_strcmp0 (actual, expected) != 0)
    g_error ("%s: expected\n%s\nbut it was\n%s", where, expected, actual);
}

/* A task returns in the main loop when it fails at once. */
void
fixture_assert_log (Fixture *self, const char *expected, const char *where)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  compare (self->log->str, expected, where);
  g_string_truncate (self->log, 0);
}

void
fixture_assert_sent (Fixture *self, const char *expected, const char *where)
{
  g_autofree char *sent = fake_socket_take_sent (fake_socket_get_last ());

  compare (sent, expected, where);
}
