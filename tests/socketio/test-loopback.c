/* test-loopback.c: the client over the real engine, against the demo server, on each way of transport.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"
#include "sio-client.h"
#include "sio-writer.h"
#include "test-wait.h"

#include <stdlib.h>
#include <string.h>

typedef enum
{
  MODE_POLLING,
  MODE_WEBSOCKET,
  MODE_UPGRADE,
  N_MODES
} Mode;

typedef struct
{
  DemoServer *server;
  guint port;
  SioClient *client;
  SioNamespace *nsp;
  gboolean silent; /* the server's question is not answered, and so it does not answer ours */
  guint n_connected;
  guint n_disconnected;
  SioDisconnectReason reason;
  GError *error;
  char *answer;    /* of the last ask (), or "! " and the error */
  GPtrArray *echo; /* of owned JSON */
} Fixture;

static char *
to_json (SioArgs *args)
{
  GString *json = g_string_new (NULL);

  if (args != NULL)
    sio_value_append_json (sio_args_get_root (args), json);
  return g_string_free (json, FALSE);
}

static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, Fixture *f)
{
  f->n_connected++;
}

static void
disconnected_cb (SioNamespace *nsp, SioDisconnectReason reason, GError *error, Fixture *f)
{
  f->n_disconnected++;
  f->reason = reason;
}

static void
connect_error_cb (SioNamespace *nsp, GError *error, SioArgs *payload, Fixture *f)
{
  g_clear_error (&f->error);
  f->error = g_error_copy (error);
}

static void
event_cb (SioNamespace *nsp, SioEvent *event, Fixture *f)
{
  const char *name = sio_event_get_name (event);
  g_autoptr (SioArgs) answer = sio_args_new_text ("[\"answer\",1e400]", -1, NULL);

  if (strcmp (name, "echo") == 0)
    g_ptr_array_add (f->echo, to_json (sio_event_get_args (event)));
  if (strcmp (name, "measure") == 0 && !f->silent)
    {
      g_assert_true (sio_namespace_answer (nsp, sio_event_get_ack_id (event), answer));
      g_assert_false (sio_namespace_answer (nsp, sio_event_get_ack_id (event), answer));
    }
}

static SioNamespace *
get_namespace (Fixture *f, const char *path)
{
  SioNamespace *nsp = sio_client_get_namespace (f->client, path);

  g_signal_connect (nsp, "connected", G_CALLBACK (connected_cb), f);
  g_signal_connect (nsp, "disconnected", G_CALLBACK (disconnected_cb), f);
  g_signal_connect (nsp, "connect-error", G_CALLBACK (connect_error_cb), f);
  g_signal_connect (nsp, "event", G_CALLBACK (event_cb), f);
  return nsp;
}

static void
start_server (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->server = demo_server_new (1);
  demo_server_start (f->server, f->port, &error);
  g_assert_no_error (error);
  f->port = atoi (strrchr (demo_server_get_url (f->server), ':') + 1);
}

static void
stop_server (Fixture *f)
{
  demo_server_stop (f->server);
  g_clear_object (&f->server);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const EioTransportKind kinds[] = { EIO_TRANSPORT_POLLING, EIO_TRANSPORT_WEBSOCKET };
  Mode mode = GPOINTER_TO_UINT (data);
  g_autoptr (SioConfig) config = NULL;
  EioConfig *engine;

  start_server (f);
  config = sio_config_new (demo_server_get_url (f->server), NULL);
  engine = sio_config_get_engine (config);
  eio_config_set_transports (engine, kinds + (mode == MODE_WEBSOCKET), mode == MODE_UPGRADE ? 2 : 1);
  eio_config_set_upgrade (engine, mode == MODE_UPGRADE);
  sio_config_set_reconnect_delay (config, 20, 100, 0.5);
  f->client = sio_client_new (config);
  f->nsp = get_namespace (f, "/");
  f->echo = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  test_assert_finalize (f->client);
  if (f->server != NULL)
    stop_server (f);
  g_clear_error (&f->error);
  g_free (f->answer);
  g_ptr_array_unref (f->echo);
}

static void
connect_main (Fixture *f)
{
  guint before = f->n_connected;

  sio_namespace_connect (f->nsp);
  test_wait_until (f->n_connected == before + 1);
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

static void
emit (Fixture *f, const char *json)
{
  g_autoptr (SioArgs) args = from_json (json);

  g_assert_true (sio_namespace_emit (f->nsp, args, 0, NULL));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (source), result, &error);

  f->answer = answer ? to_json (answer) : g_strconcat ("! ", error->message, NULL);
}

static void
start_asking (Fixture *f, const char *json, guint timeout_ms)
{
  g_autoptr (SioArgs) args = from_json (json);

  g_clear_pointer (&f->answer, g_free);
  sio_namespace_emit_async (f->nsp, args, 0, timeout_ms, NULL, answered_cb, f);
}

static const char *
ask (Fixture *f, const char *json, guint timeout_ms)
{
  start_asking (f, json, timeout_ms);
  test_wait_until (f->answer != NULL);
  return f->answer;
}

static void
test_echo (Fixture *f, gconstpointer data)
{
  static const char json[] =
      "[\"echo\",1e400,12345678901234567890,\"\\u0000\\ud83d€😀\",-0,{\"a\":[],\"a\":1.0}]";
  Mode mode = GPOINTER_TO_UINT (data);

  connect_main (f);
  g_assert_cmpuint (strlen (sio_namespace_get_sid (f->nsp)), >, 0);
  emit (f, json);
  test_wait_until (f->echo->len == 1);
  g_assert_cmpstr (f->echo->pdata[0], ==, json);
  g_assert_cmpstr (ask (f, json, 0), ==,
                   "[1e400,12345678901234567890,\"\\u0000\\ud83d€😀\",-0,{\"a\":[],\"a\":1.0}]");
  if (mode != MODE_POLLING)
    test_wait_until (sio_client_get_transport (f->client) == EIO_TRANSPORT_WEBSOCKET);
  else
    g_assert_cmpint (sio_client_get_transport (f->client), ==, EIO_TRANSPORT_POLLING);
}

static void
test_binary (Fixture *f, gconstpointer data)
{
  connect_main (f);
  emit (f, "[\"echo\",{\"$binary\":\"AAECAw==\"},[{\"x\":{\"$binary\":\"\"}}]]");
  test_wait_until (f->echo->len == 1);
  g_assert_cmpstr (f->echo->pdata[0], ==,
                   "[\"echo\",{\"$binary\":\"AAECAw==\"},[{\"x\":{\"$binary\":\"\"}}]]");
  g_assert_cmpstr (ask (f, "[\"echo\",{\"$binary\":\"//79\"}]", 0), ==, "[{\"$binary\":\"//79\"}]");
}

static void
test_server_asks (Fixture *f, gconstpointer data)
{
  connect_main (f);
  g_assert_nonnull (strstr (ask (f, "[\"measure\"]", 0), "\"answered\":true"));
  g_assert_nonnull (strstr (f->answer, "\"answer\":[\"answer\",1e400]"));
}

static void
test_order (Fixture *f, gconstpointer data)
{
  const guint n = 2000;

  connect_main (f);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *json = g_strdup_printf ("[\"echo\",%u]", i);

      emit (f, json);
    }
  test_wait_until (f->echo->len == n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *json = g_strdup_printf ("[\"echo\",%u]", i);

      g_assert_cmpstr (f->echo->pdata[i], ==, json);
    }
}

static void
test_large (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[\"echo\",\"");

  for (guint i = 0; i < 30000; i++)
    g_string_append (json, "0123456789");
  g_string_append (json, "\"]");
  connect_main (f);
  emit (f, json->str);
  test_wait_until (f->echo->len == 1);
  g_assert_cmpstr (f->echo->pdata[0], ==, json->str);
}

static void
test_timeout (Fixture *f, gconstpointer data)
{
  f->silent = TRUE;
  connect_main (f);
  g_assert_cmpstr (ask (f, "[\"measure\"]", 50), ==, "! operation has timed out");
}

static void
test_namespaces (Fixture *f, gconstpointer data)
{
  SioNamespace *admin = get_namespace (f, "/admin");
  SioNamespace *no = get_namespace (f, "/no");
  g_autoptr (SioArgs) auth = from_json ("{\"username\":\"admin\",\"password\":\"telltale\"}");

  connect_main (f);
  sio_namespace_connect (no);
  test_wait_until (f->error != NULL);
  g_assert_error (f->error, SIO_ERROR, SIO_ERROR_BAD_NAMESPACE);
  g_clear_error (&f->error);
  sio_namespace_connect (admin);
  test_wait_until (f->error != NULL);
  g_assert_error (f->error, SIO_ERROR, SIO_ERROR_REFUSED);
  sio_namespace_set_auth (admin, auth);
  sio_namespace_connect (admin);
  test_wait_until (sio_namespace_get_state (admin) == SIO_NAMESPACE_CONNECTED);
  sio_namespace_disconnect (f->nsp);
  g_assert_cmpint (f->reason, ==, SIO_DISCONNECT_CLIENT);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPEN);
}

/* The server dies and comes back; what was emitted meanwhile goes out in order, and who waits is told. */
static void
test_restart (Fixture *f, gconstpointer data)
{
  f->silent = TRUE;
  connect_main (f);
  start_asking (f, "[\"measure\"]", 0);
  stop_server (f);
  test_wait_until (f->n_disconnected == 1);
  test_wait_until (f->answer != NULL);
  g_assert_cmpstr (f->answer, ==, "! socket has been disconnected");
  emit (f, "[\"echo\",1]");
  emit (f, "[\"echo\",2]");
  g_assert_false (sio_client_is_flushed (f->client));
  test_wait_until (sio_client_get_state (f->client) == SIO_CLIENT_WAITING && f->error != NULL);
  start_server (f);
  test_wait_until (f->n_connected == 2);
  test_wait_until (f->echo->len == 2);
  g_assert_cmpstr (f->echo->pdata[0], ==, "[\"echo\",1]");
  g_assert_cmpuint (sio_client_get_reconnects (f->client), ==, 1);
  g_assert_cmpstr (ask (f, "[\"echo\",3]", 0), ==, "[3]");
}

static void
test_drop (Fixture *f, gconstpointer data)
{
  connect_main (f);
  sio_client_drop (f->client);
  g_assert_cmpint (f->reason, ==, SIO_DISCONNECT_TRANSPORT_CLOSE);
  test_wait_until (f->n_connected == 2);
}

static void
closed_cb (SioClient *client, EioCloseReason reason, GError *error, gboolean *closed)
{
  *closed = TRUE;
}

/* What was emitted right before close () still gets there. */
static void
test_close (Fixture *f, gconstpointer data)
{
  gboolean closed = FALSE;

  connect_main (f);
  g_signal_connect (f->client, "closed", G_CALLBACK (closed_cb), &closed);
  emit (f, "[\"echo\",1]");
  sio_client_close (f->client);
  g_assert_cmpint (f->reason, ==, SIO_DISCONNECT_CLIENT);
  test_wait_until (closed);
  g_assert_true (sio_client_is_flushed (f->client));
  sio_client_open (f->client);
  test_wait_until (f->n_connected == 2);
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  static const char *const modes[] = { "polling", "websocket", "upgrade" };

  for (guint mode = 0; mode < N_MODES; mode++)
    {
      g_autofree char *path = g_strdup_printf ("/loopback/%s/%s", modes[mode], name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (mode), set_up, func, tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("echo", test_echo);
  add ("binary", test_binary);
  add ("server-asks", test_server_asks);
  add ("order", test_order);
  add ("large", test_large);
  add ("timeout", test_timeout);
  add ("namespaces", test_namespaces);
  add ("restart", test_restart);
  add ("drop", test_drop);
  add ("close", test_close);
  return g_test_run ();
}
