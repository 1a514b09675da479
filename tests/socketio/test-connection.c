/* test-connection.c: what people do with connections and what must not come of it: the cases of the reference
 * client's own suites that no other test here has. tests/PLAN.md lists them all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

#include <string.h>

static void
receive (const char *text)
{
  fake_socket_receive (fake_socket_get_last (), text);
}

static void
fail_opening (void)
{
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "no");
}

static void
forget_log (Fixture *f)
{
  g_string_truncate (f->log, 0);
}

/* Nothing happens by itself. */
static void
test_not_by_itself (Fixture *f, gconstpointer data)
{
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 0);
}

/* Clients of the same server have an engine each; namespaces of one client share its. */
static void
test_engines (Fixture *f, gconstpointer data)
{
  g_autoptr (SioClient) other = sio_client_new (f->config);

  sio_namespace_connect (f->nsp);
  sio_namespace_connect (sio_client_get_namespace (other, "/"));
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  sio_namespace_connect (fixture_get_nsp (f, "/foo"));
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
}

static void
test_namespace_later (Fixture *f, gconstpointer data)
{
  SioNamespace *foo = fixture_get_nsp (f, "/foo");

  fixture_connect (f);
  sio_namespace_connect (foo);
  assert_sent (f, "0/foo,\n");
  receive ("0/foo,{\"sid\":\"F\"}");
  assert_log (f, "/foo connected F\n");

  /* Leaving one while the other stays, and connecting a third meanwhile. */
  sio_namespace_disconnect (f->nsp);
  sio_namespace_connect (fixture_get_nsp (f, "/bar"));
  assert_sent (f, "1\n0/bar,\n");
  receive ("0/bar,{\"sid\":\"B\"}");
  assert_log (f, "/ disconnected io client disconnect\n/bar connected B\n");
  sio_namespace_disconnect (foo);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPEN);
  sio_namespace_disconnect (sio_client_get_namespace (f->client, "/bar"));
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
  assert_sent (f, "1/foo,\n1/bar,\n(close)\n");
}

static void
test_namespace_after_close (Fixture *f, gconstpointer data)
{
  SioNamespace *foo = fixture_get_nsp (f, "/foo");

  fixture_connect (f);
  sio_namespace_disconnect (f->nsp);
  sio_namespace_connect (foo);
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  fake_socket_opened (fake_socket_get_last ());
  assert_sent (f, "0/foo,\n");
}

/* By hand, and by itself again after that. */
static void
test_by_hand (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  sio_namespace_disconnect (f->nsp);
  fixture_connect (f);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  assert_log (f, "/ disconnected transport close\nclosed transport close\nattempt 1 in 1000\n");
  fixture_advance (f, 1000);
  fixture_open (f);
  assert_log (f, "opened\nreconnected 1\n");
}

/* At once, in the same breath: one good-bye, and a connection. */
static void
test_leave_and_come_back (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  sio_namespace_disconnect (f->nsp);
  sio_namespace_connect (f->nsp);
  fake_socket_opened (fake_socket_get_last ());
  receive ("0{\"sid\":\"S2\"}");
  assert_log (f, "/ disconnected io client disconnect\nopened\n/ connected S2\n");
  g_assert_cmpstr (sio_namespace_get_sid (f->nsp), ==, "S2");
}

static void
connect_again_cb (SioClient *client, gpointer user_data)
{
  sio_namespace_connect (sio_client_get_namespace (client, "/"));
}

/* Attempts are counted anew each time. */
static void
test_again_after_failing (Fixture *f, gconstpointer data)
{
  gulong handler = g_signal_connect (f->client, "reconnect-failed", G_CALLBACK (connect_again_cb), NULL);

  sio_config_set_reconnect_attempts (f->config, 2);
  sio_namespace_connect (f->nsp);
  fail_opening ();
  fixture_advance (f, 1000);
  fail_opening ();
  fixture_advance (f, 2000);
  forget_log (f);
  fail_opening ();
  assert_log (f, "reconnect-error no\n/ connect-error no (none)\nreconnect-failed\n");
  g_signal_handler_disconnect (f->client, handler);

  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPENING);
  fail_opening ();
  assert_log (f, "open-error no\n/ connect-error no (none)\nattempt 1 in 1000\n");
  fixture_advance (f, 1000);
  fail_opening ();
  assert_log (f, "reconnect-error no\n/ connect-error no (none)\nattempt 2 in 2000\n");
  fixture_advance (f, 2000);
  fail_opening ();
  assert_log (f, "reconnect-error no\n/ connect-error no (none)\nreconnect-failed\n");
}

static void
disconnect_cb (SioClient *client, GError *error, gpointer user_data)
{
  sio_namespace_disconnect (sio_client_get_namespace (client, "/"));
}

/* Whoever has enough after the first failure is left in peace. */
static void
test_enough_of_it (Fixture *f, gconstpointer data)
{
  g_signal_connect (f->client, "open-error", G_CALLBACK (disconnect_cb), NULL);
  sio_namespace_connect (f->nsp);
  fail_opening ();
  assert_log (f, "open-error no\n");
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
}

static void
test_enough_while_waiting (Fixture *f, gconstpointer data)
{
  sio_namespace_connect (f->nsp);
  fail_opening ();
  sio_namespace_disconnect (f->nsp);
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);

  /* And yet. */
  sio_namespace_connect (f->nsp);
  forget_log (f);
  fail_opening ();
  assert_log (f, "open-error no\n/ connect-error no (none)\nattempt 1 in 1000\n");
}

static void
test_enough_while_opening (Fixture *f, gconstpointer data)
{
  sio_namespace_connect (f->nsp);
  sio_namespace_disconnect (f->nsp);
  fixture_advance (f, 60000);
  assert_log (f, "");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
}

static void
test_one_stops_the_other_goes_on (Fixture *f, gconstpointer data)
{
  SioNamespace *other = fixture_get_nsp (f, "/other");

  fixture_connect (f);
  sio_namespace_connect (other);
  receive ("0/other,{\"sid\":\"O\"}");
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  sio_namespace_disconnect (f->nsp);
  fixture_advance (f, 1000);
  fake_socket_opened (fake_socket_get_last ());
  assert_sent (f, "0/other,\n");
}

/* A namespace more, asked for between two attempts, changes nothing about them. */
static void
test_another_between_attempts (Fixture *f, gconstpointer data)
{
  sio_config_set_reconnect_attempts (f->config, 2);
  sio_namespace_connect (f->nsp);
  fail_opening ();
  sio_namespace_connect (fixture_get_nsp (f, "/room2"));
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_WAITING);
  fixture_advance (f, 1000);
  fail_opening ();
  fixture_advance (f, 2000);
  forget_log (f);
  fail_opening ();
  assert_log (
      f, "reconnect-error no\n/ connect-error no (none)\n/room2 connect-error no (none)\nreconnect-failed\n");
  g_assert_cmpuint (fake_socket_get_count (), ==, 3);
}

static void
test_no_attempts_while_connected (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fixture_advance (f, 600000);
  assert_log (f, "");
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
}

/* A refusal is final, also when the connection is lost behind it. */
static void
test_refused_for_good (Fixture *f, gconstpointer data)
{
  sio_namespace_connect (f->nsp);
  fake_socket_opened (fake_socket_get_last ());
  receive ("4{\"message\":\"Auth failed\"}");
  assert_log (f, "opened\n/ connect-error Auth failed {\"message\":\"Auth failed\"}\n");
  sio_client_drop (f->client);
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
}

static void
test_sid (Fixture *f, gconstpointer data)
{
  g_assert_null (sio_namespace_get_sid (f->nsp));
  fixture_connect (f);
  g_assert_cmpstr (sio_namespace_get_sid (f->nsp), ==, "S");
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  g_assert_null (sio_namespace_get_sid (f->nsp));
  fixture_advance (f, 1000);
  fake_socket_opened (fake_socket_get_last ());
  g_assert_null (sio_namespace_get_sid (f->nsp));
  receive ("0{\"sid\":\"another\"}");
  g_assert_cmpstr (sio_namespace_get_sid (f->nsp), ==, "another");
}

/* Asked for twice, or while it is there: one CONNECT. */
static void
test_connect_twice (Fixture *f, gconstpointer data)
{
  g_assert_true (sio_client_get_namespace (f->client, "/") == f->nsp);
  sio_namespace_connect (f->nsp);
  sio_namespace_connect (f->nsp);
  fake_socket_opened (fake_socket_get_last ());
  sio_namespace_connect (f->nsp);
  receive ("0{\"sid\":\"S\"}");
  sio_namespace_connect (f->nsp);
  assert_sent (f, "0\n");
}

/* What was asked while nobody was connected is asked later, and answered. */
static void
test_unsent_question (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  sio_namespace_disconnect (f->nsp);
  fixture_emit_ack (f, "q", "[\"echo\",\"a\"]", 0, 0, NULL);
  fixture_advance (f, 60000);
  assert_log (f, "/ disconnected io client disconnect\n");
  fixture_open (f);
  receive ("0{\"sid\":\"S\"}");
  assert_sent (f, "0\n20[\"echo\",\"a\"]\n");
  receive ("30[\"a\"]");
  assert_log (f, "opened\n/ connected S\n/ answered echo [\"a\"]\nq = [\"a\"]\n");
}

/* Of the three in line the first is under way, the others wait for it. */
static void
test_retry_queue (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) waiting = NULL;

  sio_config_set_retries (f->config, 1);
  sio_config_set_ack_timeout (f->config, 50);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *json = g_strdup_printf ("[\"echo\",%u]", i);
      g_autofree char *name = g_strdup_printf ("%u", i);

      fixture_emit_ack (f, name, json, 0, 0, NULL);
    }
  fixture_advance (f, 1000); /* time does not run while there is no connection */
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 3);
  fixture_open (f);
  receive ("0{\"sid\":\"S\"}");
  assert_sent (f, "0\n20[\"echo\",1]\n");
  waiting = sio_namespace_list_buffered (f->nsp);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpint (sio_namespace_get_n_buffered (f->nsp), ==, 2);
  receive ("30[1]");
  assert_sent (f, "21[\"echo\",2]\n");
  receive ("31[2]");
  assert_sent (f, "22[\"echo\",3]\n");
  receive ("32[3]");
  assert_log (f, "opened\n/ connected S\n/ answered echo [1]\n/ answered echo [2]\n/ answered echo [3]\n"
                 "1 = [1]\n2 = [2]\n3 = [3]\n");
}

/* The send buffer, to be looked at. */
static void
test_list_buffer (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) empty = sio_namespace_list_buffered (f->nsp);
  g_autoptr (GPtrArray) list = NULL;
  static const char *const expected[] = { "[\"a\",1e400]", "[\"b\",{\"$binary\":\"eA==\"}]", "[\"c\"]" };

  g_assert_cmpuint (empty->len, ==, 0);
  fixture_emit (f->nsp, expected[0], 0);
  fixture_emit (f->nsp, "[\"dropped\"]", SIO_EMIT_VOLATILE);
  fixture_emit_ack (f, "b", expected[1], 0, 0, NULL);
  fixture_emit (f->nsp, expected[2], 0);
  list = sio_namespace_list_buffered (f->nsp);
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *json = sio_args_to_json (list->pdata[i]);

      g_assert_cmpstr (json, ==, expected[i]);
    }
  sio_namespace_clear_buffer (f->nsp);
  assert_log (f, "b ! It was removed from the send buffer\n");
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/connection/not-by-itself", test_not_by_itself);
  ADD_TEST ("/connection/engines", test_engines);
  ADD_TEST ("/connection/namespace-later", test_namespace_later);
  ADD_TEST ("/connection/namespace-after-close", test_namespace_after_close);
  ADD_TEST ("/connection/by-hand", test_by_hand);
  ADD_TEST ("/connection/leave-and-come-back", test_leave_and_come_back);
  ADD_TEST ("/connection/again-after-failing", test_again_after_failing);
  ADD_TEST ("/connection/enough-of-it", test_enough_of_it);
  ADD_TEST ("/connection/enough-while-waiting", test_enough_while_waiting);
  ADD_TEST ("/connection/enough-while-opening", test_enough_while_opening);
  ADD_TEST ("/connection/one-stops-the-other-goes-on", test_one_stops_the_other_goes_on);
  ADD_TEST ("/connection/another-between-attempts", test_another_between_attempts);
  ADD_TEST ("/connection/no-attempts-while-connected", test_no_attempts_while_connected);
  ADD_TEST ("/connection/refused-for-good", test_refused_for_good);
  ADD_TEST ("/connection/sid", test_sid);
  ADD_TEST ("/connection/connect-twice", test_connect_twice);
  ADD_TEST ("/connection/unsent-question", test_unsent_question);
  ADD_TEST ("/connection/retry-queue", test_retry_queue);
  ADD_TEST ("/connection/list-buffer", test_list_buffer);
  return g_test_run ();
}
