/* test-client.c: the protocol layers alone against socket.io 4.8, each case over polling, WebSocket and the upgrade.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

#include "sio-client.h"

#include <string.h>

typedef struct
{
  const char *name;
  gboolean polling;
  gboolean websocket;
} Mode;

static const Mode modes[] = {
  { "polling", TRUE, FALSE },
  { "websocket", FALSE, TRUE },
  { "upgrade", TRUE, TRUE },
};

typedef struct
{
  ServerFixture server;
  SioClient *client;
  SioNamespace *nsp; /* "/" */
  GPtrArray *log;    /* owned text: what the namespaces told, in order */
  guint taken;       /* of the log */
} Fixture;

static void
note (Fixture *self, char *text)
{
  if (strlen (text) < 300)
    g_test_message ("%s", text);
  g_ptr_array_add (self->log, text);
}

static char *
dup_json (SioArgs *args)
{
  GString *text = g_string_new (NULL);

  if (args != NULL)
    sio_value_append_json (sio_args_get_root (args), text);
  return g_string_free (text, FALSE);
}

static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, Fixture *self)
{
  note (self, g_strdup_printf ("connected %s", sio_namespace_get_path (nsp)));
}

static void
connect_error_cb (SioNamespace *nsp, GError *error, SioArgs *payload, Fixture *self)
{
  g_autofree char *json = dup_json (payload);

  note (self, g_strdup_printf ("connect-error %s %s %s", sio_namespace_get_path (nsp), error->message, json));
}

static void
disconnected_cb (SioNamespace *nsp, SioDisconnectReason reason, GError *error, Fixture *self)
{
  note (self, g_strdup_printf ("disconnected %s %s", sio_namespace_get_path (nsp),
                               sio_disconnect_reason_to_string (reason)));
}

static void
answer_question (SioNamespace *nsp, SioEvent *event)
{
  g_autoptr (SioArgs) answer = sio_args_new_text ("[\"yes\",{\"n\":1}]", -1, NULL);

  g_assert_true (sio_namespace_answer (nsp, sio_event_get_ack_id (event), answer));
  g_assert_false (sio_namespace_answer (nsp, sio_event_get_ack_id (event), answer));
}

static void
event_cb (SioNamespace *nsp, SioEvent *event, Fixture *self)
{
  g_autofree char *json = dup_json (sio_event_get_args (event));

  if (strcmp (sio_event_get_name (event), "metrics") == 0)
    return;
  if (strcmp (sio_event_get_name (event), "question") == 0)
    answer_question (nsp, event);
  note (self, g_strdup_printf ("event %s %s", sio_namespace_get_path (nsp), json));
}

static SioNamespace *
get_namespace (Fixture *self, const char *path)
{
  SioNamespace *nsp = sio_client_get_namespace (self->client, path);

  g_signal_connect (nsp, "connected", G_CALLBACK (connected_cb), self);
  g_signal_connect (nsp, "connect-error", G_CALLBACK (connect_error_cb), self);
  g_signal_connect (nsp, "disconnected", G_CALLBACK (disconnected_cb), self);
  g_signal_connect (nsp, "event", G_CALLBACK (event_cb), self);
  return nsp;
}

static gboolean
take (Fixture *self, const char *text)
{
  while (self->taken < self->log->len)
    if (strstr (self->log->pdata[self->taken++], text) != NULL)
      return TRUE;
  return FALSE;
}

/* Waits for the next note that holds TEXT. */
#define await(self, text) test_wait_until (take (self, text))

static guint
count (Fixture *self, const char *text)
{
  guint found = 0;

  for (guint i = 0; i < self->log->len; i++)
    found += strstr (self->log->pdata[i], text) != NULL;
  return found;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (source), result, &error);
  g_autofree char *json = dup_json (answer);

  note (user_data,
        answer ? g_strdup_printf ("answer %s", json) : g_strdup_printf ("no answer: %s", error->message));
}

static void
emit_with_ack (Fixture *self, const char *json, guint timeout_ms)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) args = sio_args_new_text (json, -1, &error);

  g_assert_no_error (error);
  sio_namespace_emit_async (self->nsp, args, SIO_EMIT_NONE, timeout_ms, NULL, answered_cb, self);
}

static void
emit (Fixture *self, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) args = sio_args_new_text (json, -1, &error);

  g_assert_no_error (error);
  sio_namespace_emit (self->nsp, args, SIO_EMIT_NONE, &error);
  g_assert_no_error (error);
}

static SioClient *
client_new (const char *url, const Mode *mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SioConfig) config = sio_config_new (url, &error);
  EioTransportKind kinds[2];
  guint n_kinds = 0;

  g_assert_no_error (error);
  if (mode->polling)
    kinds[n_kinds++] = EIO_TRANSPORT_POLLING;
  if (mode->websocket)
    kinds[n_kinds++] = EIO_TRANSPORT_WEBSOCKET;
  eio_config_set_transports (sio_config_get_engine (config), kinds, n_kinds);
  sio_config_set_reconnect_delay (config, 100, 300, 0);
  return sio_client_new (config);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const Mode *mode = data;

  server_fixture_set_up (&self->server, NULL);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->client = client_new (self->server.url, mode);
  self->nsp = get_namespace (self, "/");
  sio_namespace_connect (self->nsp);
  await (self, "connected /");
  if (mode->websocket)
    test_wait_until (sio_client_get_transport (self->client) == EIO_TRANSPORT_WEBSOCKET);
  else
    g_assert_cmpint (sio_client_get_transport (self->client), ==, EIO_TRANSPORT_POLLING);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sio_client_close (self->client);
  test_wait_until (sio_client_get_state (self->client) == SIO_CLIENT_CLOSED);
  test_assert_finalize (self->client);
  g_ptr_array_unref (self->log);
  server_fixture_tear_down (&self->server, NULL);
}

static void
test_acks (Fixture *self, gconstpointer data)
{
  emit_with_ack (self, "[\"add\",2,40]", 0);
  await (self, "answer [42]");
  emit_with_ack (self, "[\"echo\",\"€\",{\"a\":[1,null,true]},\"\"]", 0);
  await (self, "answer [\"€\",{\"a\":[1,null,true]},\"\"]");
  emit_with_ack (self, "[\"ask me\",7]", 0);
  await (self, "event / [\"question\",7]");
  await (self, "answer [[\"yes\",{\"n\":1}]]");
  emit_with_ack (self, "[\"never\"]", 200);
  await (self, "no answer: operation has timed out");
  emit_with_ack (self, "[\"slow\",100]", 5000);
  await (self, "answer [{\"ok\":true,\"ms\":100}]");
}

static void
test_order (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *json = g_strdup_printf ("[\"repeat\",%u]", i);

      emit (self, json);
    }
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("event / [\"repeated\",%u]", i);

      await (self, text);
    }
  g_assert_cmpuint (count (self, "\"repeated\""), ==, 200);
}

/* Over the 100 kB at which engines change their ways, and with every kind of character. */
static void
test_large (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[\"echo\",\"");
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (json, "aä€😀");
  g_string_append (json, "\"]");
  answer = g_strconcat ("answer [", json->str + strlen ("[\"echo\","), NULL);
  emit_with_ack (self, json->str, 0);
  await (self, answer);
}

static void
test_namespaces (Fixture *self, gconstpointer data)
{
  SioNamespace *admin = get_namespace (self, "/admin");
  SioNamespace *late = get_namespace (self, "/late");
  SioNamespace *unknown = get_namespace (self, "/nowhere");
  g_autoptr (SioArgs) auth = sio_args_new_text ("{\"token\":\"sesame\"}", -1, NULL);

  sio_namespace_connect (admin);
  await (self, "connect-error /admin Wrong token {\"message\":\"Wrong token\",\"data\":{\"code\":401,");
  sio_namespace_set_auth (admin, auth);
  sio_namespace_connect (admin);
  await (self, "connected /admin");
  await (self, "event /admin [\"welcome\",{\"clients\":1}]");
  sio_namespace_connect (unknown);
  await (self, "connect-error /nowhere Invalid namespace");
  sio_namespace_connect (late);
  await (self, "connected /late");
  sio_namespace_disconnect (admin);
  await (self, "disconnected /admin io client disconnect");
  emit_with_ack (self, "[\"add\",1,1]", 0);
  await (self, "answer [2]");
}

static void
test_kick (Fixture *self, gconstpointer data)
{
  emit (self, "[\"kick\",\"guest\",\"rude\"]");
  await (self, "event / [\"kicked\",{\"reason\":\"rude\"}]");
  await (self, "disconnected / io server disconnect");
  test_wait_ms (500);
  g_assert_cmpint (sio_namespace_get_state (self->nsp), ==, SIO_NAMESPACE_DISCONNECTED);
  sio_namespace_connect (self->nsp);
  await (self, "connected /");
}

static void
test_drop (Fixture *self, gconstpointer data)
{
  test_process_send (self->server.process, "{\"drop\":\"guest\"}");
  await (self, "disconnected / transport ");
  await (self, "connected /");
  g_assert_cmpuint (sio_client_get_reconnects (self->client), ==, 1);
  sio_client_drop (self->client);
  await (self, "disconnected / ");
  await (self, "connected /");
  g_assert_cmpuint (sio_client_get_reconnects (self->client), ==, 2);
}

/* What is emitted while the server is down arrives in order, once, after it is back. */
static void
test_restart (Fixture *self, gconstpointer data)
{
  server_fixture_kill (&self->server);
  await (self, "disconnected / transport ");
  emit (self, "[\"repeat\",\"one\"]");
  emit (self, "[\"repeat\",\"two\"]");
  emit_with_ack (self, "[\"add\",1,2]", 0);
  g_assert_cmpuint (sio_namespace_get_n_buffered (self->nsp), ==, 3);
  server_fixture_start (&self->server);
  await (self, "connected /");
  g_assert_cmpuint (sio_namespace_get_n_buffered (self->nsp), ==, 0);
  await (self, "event / [\"repeated\",\"one\"]");
  await (self, "event / [\"repeated\",\"two\"]");
  await (self, "answer [3]");
  g_assert_cmpuint (count (self, "\"repeated\""), ==, 2);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/servers/client/%s/%s", name, modes[i].name);

      g_test_add (path, Fixture, &modes[i], set_up, test, tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  server_fixture_require ();
  add ("acks", test_acks);
  add ("order", test_order);
  add ("large", test_large);
  add ("namespaces", test_namespaces);
  add ("kick", test_kick);
  add ("drop", test_drop);
  add ("restart", test_restart);
  return g_test_run ();
}
