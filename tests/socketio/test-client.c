/* test-client.c: opening, closing and coming back, with a clock that the test moves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

#include "eio-error.h"
#include "sio-error.h"
#include "test-wait.h"

static void
test_finalize (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
  g_assert_true (sio_client_get_config (f->client) == f->config);
  g_assert_null (fake_socket_get_last ());
  test_assert_finalize (f->client);
}

/* In every state, with a namespace that outlives it. */
static void
test_finalize_any_state (Fixture *f, gconstpointer data)
{
  for (guint state = 0; state < 4; state++)
    {
      g_autoptr (SioClient) client = sio_client_new (f->config);
      g_autoptr (SioNamespace) nsp = g_object_ref (sio_client_get_namespace (client, "/"));

      if (state > 0)
        sio_namespace_connect (nsp);
      if (state > 1)
        fake_socket_opened (fake_socket_get_last ());
      if (state > 2)
        sio_client_drop (client);
      test_assert_finalize (client);
      g_assert_null (sio_namespace_get_client (nsp));
      g_assert_cmpint (sio_namespace_get_state (nsp), ==, SIO_NAMESPACE_DISCONNECTED);
      g_assert_null (fake_socket_get_last ());
      sio_namespace_connect (nsp);
      sio_namespace_disconnect (nsp);
      g_assert_true (fixture_emit (nsp, "[\"to nobody\"]", 0));
    }
}

static void
test_open (Fixture *f, gconstpointer data)
{
  EioSocket *socket;

  sio_namespace_connect (f->nsp);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPENING);
  g_assert_cmpint (sio_namespace_get_state (f->nsp), ==, SIO_NAMESPACE_CONNECTING);
  socket = fake_socket_get_last ();
  fake_socket_opened (socket);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPEN);
  assert_sent (f, "0\n");
  assert_log (f, "opened\n");
  g_assert_cmpstr (sio_client_get_engine_sid (f->client), ==, "engine");
  g_assert_cmpint (sio_client_get_protocol (f->client), ==, EIO_PROTOCOL_4);
  fake_socket_receive (socket, "0{\"sid\":\"S\"}");
  assert_log (f, "/ connected S\n");
  g_assert_cmpuint (sio_client_get_reconnects (f->client), ==, 0);
}

static void
test_namespaces_share_an_engine (Fixture *f, gconstpointer data)
{
  SioNamespace *a = fixture_get_nsp (f, "/a");
  SioNamespace *b = fixture_get_nsp (f, "b");

  g_assert_true (sio_client_get_namespace (f->client, "/b") == b);
  sio_namespace_connect (a);
  sio_namespace_connect (f->nsp);
  fake_socket_opened (fake_socket_get_last ());
  assert_sent (f, "0\n0/a,\n");
  sio_namespace_connect (b);
  assert_sent (f, "0/b,\n");
  fake_socket_receive (fake_socket_get_last (), "0/b,{\"sid\":\"B\"}");
  fake_socket_receive (fake_socket_get_last (), "0{\"sid\":\"M\"}");
  fake_socket_receive (fake_socket_get_last (), "2/b,[\"x\"]");
  fake_socket_receive (fake_socket_get_last (), "2/unknown,[\"x\"]");
  fake_socket_receive (fake_socket_get_last (), "2[\"y\"]");
  assert_log (f, "opened\n/b connected B\n/ connected M\n/b event [\"x\"]\n/ event [\"y\"]\n");
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
}

/* The engine closes when no namespace is left. */
static void
test_last_namespace_closes (Fixture *f, gconstpointer data)
{
  SioNamespace *a = fixture_get_nsp (f, "/a");

  fixture_connect (f);
  sio_namespace_connect (a);
  fake_socket_receive (fake_socket_get_last (), "0/a,{\"sid\":\"A\"}");
  sio_namespace_disconnect (f->nsp);
  assert_sent (f, "0/a,\n1\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPEN);
  sio_namespace_disconnect (a);
  assert_sent (f, "1/a,\n(close)\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
  assert_log (f,
              "/a connected A\n/ disconnected io client disconnect\n/a disconnected io client disconnect\n");
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_FORCED, NULL);
  assert_log (f, "closed forced close\n");
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
}

static void
test_close_and_open_again (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  sio_client_close (f->client);
  assert_sent (f, "1\n(close)\n");
  assert_log (f, "/ disconnected io client disconnect\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
  sio_client_open (f->client);
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  fake_socket_opened (fake_socket_get_last ());
  assert_sent (f, "0\n");
  assert_log (f, "opened\n");
}

/* A namespace that was left on its own stays away. */
static void
test_open_leaves_others_alone (Fixture *f, gconstpointer data)
{
  SioNamespace *a = fixture_get_nsp (f, "/a");

  sio_namespace_connect (a);
  fixture_connect (f);
  sio_namespace_disconnect (a);
  sio_client_close (f->client);
  sio_client_close (f->client);
  sio_client_open (f->client);
  fake_socket_opened (fake_socket_get_last ());
  assert_sent (f, "0\n");
}

static void
test_close_while_opening (Fixture *f, gconstpointer data)
{
  sio_namespace_connect (f->nsp);
  sio_client_close (f->client);
  g_assert_null (fake_socket_get_last ());
  g_assert_cmpint (sio_namespace_get_state (f->nsp), ==, SIO_NAMESPACE_DISCONNECTED);
  assert_log (f, "");
}

static void
test_reconnect (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  assert_log (f, "/ disconnected transport close\nclosed transport close\nattempt 1 in 1000\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_WAITING);
  g_assert_cmpint (sio_client_get_retry_at (f->client), ==, eio_clock_get_now (f->clock) + 1000000);
  fixture_advance (f, 999);
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
  fixture_advance (f, 1);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPENING);
  g_assert_cmpint (sio_client_get_retry_at (f->client), ==, 0);
  fake_socket_opened (fake_socket_get_last ());
  fake_socket_receive (fake_socket_get_last (), "0{\"sid\":\"S2\"}");
  assert_log (f, "opened\nreconnected 1\n/ connected S2\n");
  g_assert_cmpuint (sio_client_get_reconnects (f->client), ==, 1);
}

/* min·2^k up to the maximum; success starts over. */
static void
test_delays (Fixture *f, gconstpointer data)
{
  static const guint delays[] = { 1000, 2000, 4000, 5000, 5000 };

  for (guint round = 0; round < 2; round++)
    {
      fixture_connect (f);
      fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (delays); i++)
        {
          g_autofree char *line = g_strdup_printf ("attempt %u in %u\n", i + 1, delays[i]);

          g_assert_true (g_str_has_suffix (f->log->str, line));
          fixture_advance (f, delays[i]);
          fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "no");
        }
      sio_client_close (f->client);
    }
}

/* The first opening is tried again as well. */
static void
test_first_open_fails (Fixture *f, gconstpointer data)
{
  sio_namespace_connect (f->nsp);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "refused");
  assert_log (f, "open-error refused\n/ connect-error refused (none)\nattempt 1 in 1000\n");
  g_assert_cmpstr (sio_client_get_last_error (f->client)->message, ==, "refused");
  fixture_advance (f, 1000);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "refused again");
  assert_log (f, "reconnect-error refused again\n/ connect-error refused again (none)\nattempt 2 in 2000\n");
  fixture_advance (f, 2000);
  fake_socket_opened (fake_socket_get_last ());
  assert_log (f, "opened\nreconnected 2\n");
  g_assert_null (sio_client_get_last_error (f->client));
}

static void
test_attempts_run_out (Fixture *f, gconstpointer data)
{
  sio_config_set_reconnect_attempts (f->config, 2);
  sio_namespace_connect (f->nsp);
  fixture_emit_ack (f, "waiter", "[\"x\"]", 0, 0, NULL);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "a");
  fixture_advance (f, 1000);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "b");
  fixture_advance (f, 2000);
  g_string_truncate (f->log, 0);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "c");
  assert_log (f, "reconnect-error c\n/ connect-error c (none)\nreconnect-failed\nwaiter ! socket has been "
                 "disconnected\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 3);
  sio_namespace_connect (f->nsp);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "d");
  assert_log (f, "open-error d\n/ connect-error d (none)\nattempt 1 in 1000\n");
}

static void
test_no_reconnection (Fixture *f, gconstpointer data)
{
  sio_config_set_reconnection (f->config, FALSE);
  fixture_connect (f);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  assert_log (f, "/ disconnected transport close\nclosed transport close\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
  sio_client_open (f->client);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "no");
  assert_log (f, "open-error no\n/ connect-error no (none)\n");
}

static void
test_retry_now (Fixture *f, gconstpointer data)
{
  sio_client_retry_now (f->client);
  g_assert_cmpuint (fake_socket_get_count (), ==, 0);
  fixture_connect (f);
  sio_client_drop (f->client);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_WAITING);
  sio_client_retry_now (f->client);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPENING);
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  sio_client_retry_now (f->client);
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
}

/* The engine has nothing to say about a cut that we made ourselves; listeners get a reason all the same. */
static void
test_drop_while_opening (Fixture *f, gconstpointer data)
{
  sio_namespace_connect (f->nsp);
  sio_client_drop (f->client);
  assert_log (f, "open-error The connection was cut while it was opened\n"
                 "/ connect-error The connection was cut while it was opened (none)\n"
                 "attempt 1 in 1000\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_WAITING);
}

static void
test_reasons (Fixture *f, gconstpointer data)
{
  static const EioCloseReason reasons[] = { EIO_CLOSE_REASON_PING_TIMEOUT, EIO_CLOSE_REASON_TRANSPORT_CLOSE,
                                            EIO_CLOSE_REASON_TRANSPORT_ERROR, EIO_CLOSE_REASON_PARSE_ERROR,
                                            EIO_CLOSE_REASON_FORCED };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      const char *name = eio_close_reason_to_string (reasons[i]);
      g_autofree char *expected =
          g_strdup_printf ("/ disconnected %s\nclosed %s\nattempt 1 in 1000\n", name, name);

      fixture_connect (f);
      fake_socket_closed (fake_socket_get_last (), reasons[i], NULL);
      assert_log (f, expected);
      sio_client_close (f->client);
    }
}

static void
test_server_disconnect (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fake_socket_receive (fake_socket_get_last (), "1");
  assert_log (f, "/ disconnected io server disconnect\n");
  assert_sent (f, "(close)\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
}

static void
reconnect_cb (SioNamespace *nsp)
{
  sio_namespace_connect (nsp);
}

/* Asking again at once uses the engine that is there. */
static void
test_connect_in_handler (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  g_signal_connect (f->nsp, "disconnected", G_CALLBACK (reconnect_cb), NULL);
  fake_socket_receive (fake_socket_get_last (), "1");
  assert_sent (f, "0\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPEN);
  fake_socket_receive (fake_socket_get_last (), "0{\"sid\":\"S2\"}");
  assert_log (f, "/ disconnected io server disconnect\n/ connected S2\n");
}

static void
test_parse_errors (Fixture *f, gconstpointer data)
{
  static const char *const bad[] = { "",
                                     "9",
                                     "2",
                                     "2[",
                                     "2{}",
                                     "2[\"connect\"]",
                                     "52-[\"x\"]|2[\"y\"]",
                                     "0[1]",
                                     "2[\"x\"]]",
                                     "3{}",
                                     "51-[\"x\",{\"_placeholder\":true,\"num\":3}]|bx",
                                     "bunasked" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (GStrv) messages = g_strsplit (bad[i], "|", -1);
      EioSocket *socket;

      fixture_connect (f);
      socket = fake_socket_get_last ();
      if (messages[0] == NULL)
        fake_socket_receive (socket, "");
      for (guint j = 0; messages[j] != NULL; j++)
        if (messages[j][0] == 'b')
          fake_socket_receive_binary (socket, messages[j] + 1);
        else
          fake_socket_receive (socket, messages[j]);
      assert_log (f, "/ disconnected parse error\nclosed parse error\nattempt 1 in 1000\n");
      g_assert_true (sio_client_get_last_error (f->client)->domain == SIO_ERROR);
      sio_client_close (f->client);
    }
}

static void
test_notify (Fixture *f, gconstpointer data)
{
  guint state = 0, retry_at = 0, nsp_state = 0;

  test_count_notify (f->client, "state", &state);
  test_count_notify (f->client, "retry-at", &retry_at);
  test_count_notify (f->nsp, "state", &nsp_state);
  fixture_connect (f);
  g_assert_cmpuint (state, ==, 2);
  g_assert_cmpuint (nsp_state, ==, 2);
  g_assert_cmpuint (retry_at, ==, 0);
  sio_client_drop (f->client);
  g_assert_cmpuint (state, ==, 3);
  g_assert_cmpuint (retry_at, ==, 1);
  g_assert_cmpuint (nsp_state, ==, 3);
  sio_client_retry_now (f->client);
  g_assert_cmpuint (retry_at, ==, 2);
}

static void
packet_cb (void)
{
}

static void
test_packets_cost_nothing (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  g_assert_false (fake_socket_is_watched (fake_socket_get_last ()));
  g_signal_connect (f->client, "packet", G_CALLBACK (packet_cb), NULL);
  sio_client_watch_packets (f->client);
  g_assert_true (fake_socket_is_watched (fake_socket_get_last ()));
}

static void
test_flushed (Fixture *f, gconstpointer data)
{
  g_assert_true (sio_client_is_flushed (f->client));
  g_assert_true (fixture_emit (f->nsp, "[\"x\"]", 0));
  g_assert_false (sio_client_is_flushed (f->client));
  fixture_connect (f);
  g_assert_true (sio_client_is_flushed (f->client));
  fake_socket_set_writable (fake_socket_get_last (), FALSE);
  g_assert_false (sio_client_is_flushed (f->client));
}

/* Whoever hears of an end may end everything. */
static void
unref_cb (Fixture *f)
{
  g_clear_object (&f->client);
}

static void
test_unref_in_handler (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "opened", "closed", "reconnect-attempt" };
  SioClient *client = f->client;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SioNamespace *nsp;

      f->client = sio_client_new (f->config);
      nsp = sio_client_get_namespace (f->client, "/");
      g_signal_connect_swapped (f->client, names[i], G_CALLBACK (unref_cb), f);
      sio_namespace_connect (nsp);
      fake_socket_opened (fake_socket_get_last ());
      if (fake_socket_get_last () != NULL)
        fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
      g_assert_null (f->client);
      g_assert_null (fake_socket_get_last ());
    }
  f->client = client;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/client/finalize", test_finalize);
  ADD_TEST ("/client/finalize-any-state", test_finalize_any_state);
  ADD_TEST ("/client/open", test_open);
  ADD_TEST ("/client/namespaces-share-an-engine", test_namespaces_share_an_engine);
  ADD_TEST ("/client/last-namespace-closes", test_last_namespace_closes);
  ADD_TEST ("/client/close-and-open-again", test_close_and_open_again);
  ADD_TEST ("/client/open-leaves-others-alone", test_open_leaves_others_alone);
  ADD_TEST ("/client/close-while-opening", test_close_while_opening);
  ADD_TEST ("/client/reconnect", test_reconnect);
  ADD_TEST ("/client/delays", test_delays);
  ADD_TEST ("/client/first-open-fails", test_first_open_fails);
  ADD_TEST ("/client/attempts-run-out", test_attempts_run_out);
  ADD_TEST ("/client/no-reconnection", test_no_reconnection);
  ADD_TEST ("/client/retry-now", test_retry_now);
  ADD_TEST ("/client/drop-while-opening", test_drop_while_opening);
  ADD_TEST ("/client/reasons", test_reasons);
  ADD_TEST ("/client/server-disconnect", test_server_disconnect);
  ADD_TEST ("/client/connect-in-handler", test_connect_in_handler);
  ADD_TEST ("/client/parse-errors", test_parse_errors);
  ADD_TEST ("/client/notify", test_notify);
  ADD_TEST ("/client/packets-cost-nothing", test_packets_cost_nothing);
  ADD_TEST ("/client/flushed", test_flushed);
  ADD_TEST ("/client/unref-in-handler", test_unref_in_handler);
  return g_test_run ();
}
