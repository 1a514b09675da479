/* test-client.c: our own client and our own server, over every transport: whatever they disagree about shows here.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client-test.h"
#include "sio-client.h"
#include "sio-event.h"

typedef struct
{
  TestServer server;
  SioConfig *config;
  SioClient *client;
  SioNamespace *nsp;
  guint n_connected;
  guint n_upgraded;
  guint n_metrics;
  char *refusal; /* the last connect_error */
} Fixture;

typedef struct
{
  SioArgs *answer;
  GError *error;
  gboolean done;
} Answer;

static const EioTransportKind polling[] = { EIO_TRANSPORT_POLLING };
static const EioTransportKind websocket[] = { EIO_TRANSPORT_WEBSOCKET };
static const EioTransportKind both[] = { EIO_TRANSPORT_POLLING, EIO_TRANSPORT_WEBSOCKET };

static const struct
{
  const char *name;
  const EioTransportKind *kinds;
  guint n_kinds;
  gboolean upgrades;
} modes[] = {
  { "polling", polling, 1, FALSE },
  { "websocket", websocket, 1, FALSE },
  { "upgrade", both, 2, TRUE },
};

static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, Fixture *self)
{
  self->n_connected++;
}

static void
upgraded_cb (SioClient *client, EioTransportKind kind, Fixture *self)
{
  self->n_upgraded++;
}

static void
refused_cb (SioNamespace *nsp, GError *error, SioArgs *payload, Fixture *self)
{
  g_free (self->refusal);
  self->refusal = g_strdup (error->message);
}

/* Answers what the server asks. */
static void
event_cb (SioNamespace *nsp, SioEvent *event, Fixture *self)
{
  g_autoptr (SioArgs) answer = sio_args_new_text ("[\"desktop\"]", -1, NULL);

  self->n_metrics += g_str_equal (sio_event_get_name (event), "metrics");
  if (sio_event_get_ack_id (event) != NULL)
    g_assert_true (sio_namespace_answer (nsp, sio_event_get_ack_id (event), answer));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  guint mode = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  test_server_start (&self->server, FALSE);
  self->config = sio_config_new (self->server.url, &error);
  g_assert_no_error (error);
  eio_config_set_transports (sio_config_get_engine (self->config), modes[mode].kinds, modes[mode].n_kinds);
  sio_config_set_reconnect_delay (self->config, 10, 20, 0);
  self->client = sio_client_new (self->config);
  self->nsp = sio_client_get_namespace (self->client, "/");
  g_signal_connect (self->client, "upgraded", G_CALLBACK (upgraded_cb), self);
  g_signal_connect (self->nsp, "connected", G_CALLBACK (connected_cb), self);
  g_signal_connect (self->nsp, "connect-error", G_CALLBACK (refused_cb), self);
  g_signal_connect (self->nsp, "event", G_CALLBACK (event_cb), self);
  sio_namespace_connect (self->nsp);
  test_wait_until (self->n_connected == 1);
  if (modes[mode].upgrades)
    test_wait_until (self->n_upgraded == 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (self->nsp, self);
  g_signal_handlers_disconnect_by_data (self->client, self);
  sio_client_close (self->client);
  test_wait_until (sio_client_get_state (self->client) == SIO_CLIENT_CLOSED);
  g_clear_object (&self->client);
  g_clear_object (&self->config);
  g_clear_pointer (&self->refusal, g_free);
  test_server_stop (&self->server);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->answer = sio_namespace_emit_finish (SIO_NAMESPACE (object), result, &answer->error);
  answer->done = TRUE;
}

/* The answer's JSON. */
static char *
ask (SioNamespace *nsp, const char *json)
{
  g_autoptr (SioArgs) args = sio_args_new_text (json, -1, NULL);
  g_autoptr (SioArgs) held = NULL;
  Answer answer = { 0 };
  const char *text;
  gsize length;

  sio_namespace_emit_async (nsp, args, SIO_EMIT_NONE, 8000, NULL, answered_cb, &answer);
  test_wait_until (answer.done);
  g_assert_no_error (answer.error);
  held = answer.answer;
  text = sio_args_peek_text (held, &length);
  return g_strndup (text, length);
}

static void
test_ask (Fixture *self, gconstpointer data)
{
  g_autofree char *fill = g_strnfill (300000, 'x');
  g_autofree char *large = g_strdup_printf ("[\"echo\",\"%s\"]", fill);
  g_autofree char *exact = ask (self->nsp, "[\"echo\",1e400,\"\\ud83d €\",[{}],-0]");
  g_autofree char *same = ask (self->nsp, large);
  g_autofree char *measured = ask (self->nsp, "[\"measure\"]");
  g_autofree char *joined = ask (self->nsp, "[\"join\",{\"room\":\"lobby\",\"name\":\"desktop\"}]");

  g_assert_cmpstr (exact, ==, "[1e400,\"\\ud83d €\",[{}],-0]");
  g_assert_cmpuint (strlen (same), ==, 300004);
  g_assert_nonnull (strstr (measured, "\"answered\":true"));
  g_assert_nonnull (strstr (measured, "\"answer\":[\"desktop\"]"));
  g_assert_nonnull (strstr (joined, "\"me\":{\"id\":\"u-desktop\""));
  test_wait_until (self->n_metrics > 0);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  Answer answers[50] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *json = g_strdup_printf ("[\"echo\",%u]", i);
      g_autoptr (SioArgs) args = sio_args_new_text (json, -1, NULL);

      sio_namespace_emit_async (self->nsp, args, SIO_EMIT_NONE, 8000, NULL, answered_cb, &answers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      test_wait_until (answers[i].done);
      g_assert_no_error (answers[i].error);
      g_assert_cmpfloat (sio_value_get_double (sio_args_get (answers[i].answer, 0)), ==, i);
      sio_args_unref (answers[i].answer);
    }
}

/* The server goes and comes back on the same port. */
static void
test_restart (Fixture *self, gconstpointer data)
{
  guint port = (guint) g_ascii_strtoull (strrchr (self->server.url, ':') + 1, NULL, 10);
  g_autoptr (GError) error = NULL;
  g_autofree char *echoed = NULL;

  demo_server_stop (self->server.server);
  test_wait_until (sio_namespace_get_state (self->nsp) != SIO_NAMESPACE_CONNECTED);
  g_assert_true (demo_server_start (self->server.server, port, &error));
  g_assert_no_error (error);
  self->server.url = demo_server_get_url (self->server.server);
  test_wait_until (self->n_connected == 2);
  echoed = ask (self->nsp, "[\"echo\",\"back\"]");
  g_assert_cmpstr (echoed, ==, "[\"back\"]");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  SioNamespace *admin = sio_client_get_namespace (self->client, "/admin");
  g_autoptr (SioArgs) auth =
      sio_args_new_text ("{\"username\":\"admin\",\"password\":\"telltale\"}", -1, NULL);
  g_autofree char *answer = NULL;

  g_signal_connect (admin, "connect-error", G_CALLBACK (refused_cb), self);
  sio_namespace_connect (admin);
  test_wait_until (self->refusal != NULL);
  g_assert_cmpstr (self->refusal, ==, "Sign in with a name and a password");
  sio_namespace_set_auth (admin, auth);
  sio_namespace_connect (admin);
  answer = ask (admin, "[\"announce\",{\"text\":\"hello\"}]");
  g_assert_cmpstr (answer, ==, "[{\"ok\":true}]");
  g_signal_handlers_disconnect_by_data (admin, self);
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  for (guint mode = 0; mode < G_N_ELEMENTS (modes); mode++)
    {
      g_autofree char *path = g_strdup_printf ("/demo/client/%s/%s", name, modes[mode].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (mode), set_up, func, tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("ask", test_ask);
  add ("order", test_order);
  add ("restart", test_restart);
  add ("refused", test_refused);
  return g_test_run ();
}
