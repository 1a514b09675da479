/* test-namespace.c: CONNECT and its answers, events and answers to them, recovery, revision 3.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

#include "eio-error.h"
#include "test-wait.h"

static void
receive (const char *text)
{
  fake_socket_receive (fake_socket_get_last (), text);
}

static SioArgs *
parse (const char *json)
{
  return sio_args_new_text (json, -1, NULL);
}

static void
test_auth (Fixture *f, gconstpointer data)
{
  g_autoptr (SioArgs) auth = parse ("{\"token\":\"x\", \"n\":1e400}");

  sio_namespace_set_auth (f->nsp, auth);
  fixture_open (f);
  assert_sent (f, "0{\"token\":\"x\", \"n\":1e400}\n");
}

static SioArgs *
auth_cb (SioNamespace *nsp, gpointer user_data)
{
  guint *calls = user_data;
  g_autofree char *json = g_strdup_printf ("{\"token\":%u}", ++*calls);

  return *calls == 3 ? NULL : *calls == 4 ? parse ("[\"no object\"]") : parse (json);
}

static void
destroy_cb (gpointer user_data)
{
  *(guint *) user_data = 100;
}

/* Asked at every connection, so that a token can be fresh. */
static void
test_auth_func (Fixture *f, gconstpointer data)
{
  static const char *const expected[] = { "0{\"token\":1}\n", "0{\"token\":2}\n", "0\n", "0\n" };
  guint calls = 0;

  sio_namespace_set_auth_func (f->nsp, auth_cb, &calls, destroy_cb);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      fixture_open (f);
      assert_sent (f, expected[i]);
      sio_client_drop (f->client);
      sio_client_retry_now (f->client);
    }
  g_assert_cmpuint (calls, ==, 4);
  sio_namespace_set_auth_func (f->nsp, NULL, NULL, NULL);
  g_assert_cmpuint (calls, ==, 100);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  fixture_open (f);
  receive ("4{\"message\":\"Not authorized\",\"data\":{\"code\":401}}");
  assert_log (
      f, "opened\n/ connect-error Not authorized {\"message\":\"Not authorized\",\"data\":{\"code\":401}}\n");
  g_assert_error (sio_client_get_last_error (f->client), SIO_ERROR, SIO_ERROR_REFUSED);
  g_assert_cmpint (sio_namespace_get_state (f->nsp), ==, SIO_NAMESPACE_DISCONNECTED);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
  fixture_advance (f, 60000);
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
}

static void
test_refused_text (Fixture *f, gconstpointer data)
{
  SioNamespace *no = fixture_get_nsp (f, "/no");

  fixture_connect (f);
  sio_namespace_connect (no);
  receive ("4/no,{\"message\":\"Invalid namespace\"}");
  assert_log (f, "/no connect-error Invalid namespace {\"message\":\"Invalid namespace\"}\n");
  g_assert_error (sio_client_get_last_error (f->client), SIO_ERROR, SIO_ERROR_BAD_NAMESPACE);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPEN);
  sio_namespace_connect (no);
  receive ("4/no,\"bare\"");
  sio_namespace_connect (no);
  receive ("4/no,{\"message\":5}");
  assert_log (f, "/no connect-error bare {\"message\":\"bare\"}\n"
                 "/no connect-error The server refused the connection "
                 "{\"message\":\"The server refused the connection\",\"data\":{\"message\":5}}\n");
}

/* One that is refused after it was connected has nothing to refuse. */
static void
test_refused_late (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  receive ("4{\"message\":\"late\"}");
  receive ("0{\"sid\":\"again\"}");
  assert_log (f, "");
  g_assert_cmpstr (sio_namespace_get_sid (f->nsp), ==, "S");
}

static void
test_no_sid (Fixture *f, gconstpointer data)
{
  fixture_open (f);
  receive ("0");
  g_assert_error (sio_client_get_last_error (f->client), EIO_ERROR, EIO_ERROR_WRONG_REVISION);
  assert_log (
      f, "opened\n/ connect-error This seems to be a Socket.IO 2.x server, which needs Engine.IO revision 3 "
         "(none)\n");
}

static void
test_connect_timeout (Fixture *f, gconstpointer data)
{
  sio_config_set_connect_timeout (f->config, 500);
  fixture_open (f);
  fixture_advance (f, 499);
  assert_log (f, "opened\n");
  fixture_advance (f, 1);
  assert_log (f, "/ connect-error The server did not answer the request to connect to the namespace (none)\n"
                 "closed transport error\nattempt 1 in 1000\n");
}

/* With another namespace alive, the engine stays. */
static void
test_connect_timeout_of_one (Fixture *f, gconstpointer data)
{
  SioNamespace *slow = fixture_get_nsp (f, "/slow");

  sio_config_set_connect_timeout (f->config, 500);
  fixture_connect (f);
  sio_namespace_connect (slow);
  fixture_advance (f, 500);
  assert_log (
      f, "/slow connect-error The server did not answer the request to connect to the namespace (none)\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPEN);
  g_assert_error (sio_client_get_last_error (f->client), SIO_ERROR, SIO_ERROR_CONNECT_TIMEOUT);
  fixture_advance (f, 60000);
  g_assert_cmpint (sio_namespace_get_state (f->nsp), ==, SIO_NAMESPACE_CONNECTED);
}

/* The server must learn that we left, also when its answer comes after that. */
static void
test_disconnect_while_connecting (Fixture *f, gconstpointer data)
{
  SioNamespace *a = fixture_get_nsp (f, "/a");

  fixture_connect (f);
  sio_namespace_connect (a);
  sio_namespace_disconnect (a);
  assert_sent (f, "0/a,\n1/a,\n");
  receive ("0/a,{\"sid\":\"A\"}");
  assert_sent (f, "1/a,\n");
  receive ("2/a,[\"x\"]");
  receive ("30[]");
  receive ("1/a");
  assert_log (f, "");
}

static void
test_early_events (Fixture *f, gconstpointer data)
{
  fixture_open (f);
  receive ("2[\"early\",1]");
  receive ("27[\"asked\"]");
  receive ("51-[\"binary\",{\"_placeholder\":true,\"num\":0}]");
  fake_socket_receive_binary (fake_socket_get_last (), "x");
  assert_log (f, "opened\n");
  g_assert_true (fixture_emit (f->nsp, "[\"ours\"]", 0));
  receive ("0{\"sid\":\"S\"}");
  assert_log (
      f, "/ event [\"early\",1]\n/ event [\"asked\"] wants 7\n/ event [\"binary\",{\"$binary\":\"eA==\"}]\n"
         "/ connected S\n");
  assert_sent (f, "0\n2[\"ours\"]\n");
}

/* Those of a connection that never came to be are not delivered in the next. */
static void
test_early_events_lost (Fixture *f, gconstpointer data)
{
  fixture_open (f);
  receive ("2[\"early\"]");
  sio_client_drop (f->client);
  sio_client_retry_now (f->client);
  g_string_truncate (f->log, 0);
  fake_socket_opened (fake_socket_get_last ());
  receive ("0{\"sid\":\"S\"}");
  assert_log (f, "opened\nreconnected 1\n/ connected S\n");
}

static void
test_events (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  receive ("2[\"lossless\",1e400,12345678901234567890,\"\\u0000\\ud83d\",-0]");
  receive ("2[5,\"numeric name\"]");
  receive ("2007[\"id\"]");
  assert_log (f, "/ event [\"lossless\",1e400,12345678901234567890,\"\\u0000\\ud83d\",-0]\n"
                 "/ event [5,\"numeric name\"]\n/ event [\"id\"] wants 007\n");
}

static void
test_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (SioArgs) answer = parse ("[\"ok\",-0]");
  g_autoptr (SioArgs) object = parse ("{}");

  fixture_connect (f);
  receive ("2007[\"a\"]");
  receive ("218446744073709551615[\"b\"]");
  g_assert_false (sio_namespace_answer (f->nsp, "7", answer));
  g_assert_false (sio_namespace_answer (f->nsp, "007", object));
  g_assert_true (sio_namespace_answer (f->nsp, "007", answer));
  g_assert_false (sio_namespace_answer (f->nsp, "007", answer));
  g_assert_true (sio_namespace_answer (f->nsp, "18446744073709551615", answer));
  assert_sent (f, "3007[\"ok\",-0]\n318446744073709551615[\"ok\",-0]\n");
}

/* The question died with its connection. */
static void
test_answer_late (Fixture *f, gconstpointer data)
{
  g_autoptr (SioArgs) answer = parse ("[]");

  fixture_connect (f);
  receive ("27[\"a\"]");
  sio_client_drop (f->client);
  g_assert_false (sio_namespace_answer (f->nsp, "7", answer));
  sio_client_retry_now (f->client);
  fixture_connect (f);
  g_assert_false (sio_namespace_answer (f->nsp, "7", answer));
  assert_sent (f, "");
}

/* Questions that nobody answers are forgotten, the oldest first. */
static void
test_answers_are_limited (Fixture *f, gconstpointer data)
{
  g_autoptr (SioArgs) answer = parse ("[]");

  fixture_connect (f);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("2%u[\"q\"]", i);

      receive (text);
    }
  g_assert_false (sio_namespace_answer (f->nsp, "0", answer));
  g_assert_true (sio_namespace_answer (f->nsp, "19999", answer));
}

static void
test_recovery (Fixture *f, gconstpointer data)
{
  g_autoptr (SioArgs) auth = parse ("{\"token\":\"x\"}");

  sio_namespace_set_auth (f->nsp, auth);
  fixture_open (f);
  assert_sent (f, "0{\"token\":\"x\"}\n");
  receive ("0{\"sid\":\"S\",\"pid\":\"P\"}");
  receive ("2[\"a\",\"offset 1\"]");
  receive ("2[\"no offset\",5]");
  receive ("2[\"nothing\"]");
  g_assert_false (sio_namespace_get_recovered (f->nsp));
  sio_client_drop (f->client);
  sio_client_retry_now (f->client);
  g_string_truncate (f->log, 0);
  fake_socket_opened (fake_socket_get_last ());
  assert_sent (f, "0{\"pid\":\"P\",\"offset\":\"offset 1\",\"token\":\"x\"}\n");
  receive ("2[\"missed\",\"offset 2\"]");
  receive ("0{\"sid\":\"S\",\"pid\":\"P\"}");
  assert_log (f, "opened\nreconnected 1\n/ event [\"missed\",\"offset 2\"]\n/ connected S recovered\n");
  g_assert_true (sio_namespace_get_recovered (f->nsp));
  sio_client_drop (f->client);
  sio_client_retry_now (f->client);
  fake_socket_opened (fake_socket_get_last ());
  assert_sent (f, "0{\"pid\":\"P\",\"offset\":\"offset 2\",\"token\":\"x\"}\n");
  receive ("0{\"sid\":\"T\",\"pid\":\"Q\"}");
  g_assert_false (sio_namespace_get_recovered (f->nsp));
}

static void
test_revision_3 (Fixture *f, gconstpointer data)
{
  g_autoptr (SioArgs) auth = parse ("{\"token\":\"a b&c\",\"n\":5}");
  SioNamespace *a = fixture_get_nsp (f, "/a");

  fake_socket_set_protocol (EIO_PROTOCOL_3);
  sio_namespace_set_auth (a, auth);
  sio_namespace_connect (a);
  fixture_open (f);
  assert_sent (f, "0/a?token=a%20b%26c&n=5,\n");
  receive ("0");
  receive ("0/a?token=a%20b%26c&n=5");
  assert_log (f, "opened\n/ connected engine\n/a connected /a#engine\n");
  receive ("2/a,[\"x\"]");
  receive ("4\"a late complaint\"");
  receive ("4/a,{\"any\":\"json\"}");
  assert_log (f, "/a event [\"x\"]\n/ connect-error a late complaint {\"message\":\"a late complaint\"}\n"
                 "/a connect-error The server refused the connection "
                 "{\"message\":\"The server refused the connection\",\"data\":{\"any\":\"json\"}}\n");
  g_assert_cmpint (sio_namespace_get_state (a), ==, SIO_NAMESPACE_CONNECTED);
}

static void
test_revision_3_refused (Fixture *f, gconstpointer data)
{
  fake_socket_set_protocol (EIO_PROTOCOL_3);
  fixture_open (f);
  assert_sent (f, "");
  receive ("4\"Authentication error\"");
  assert_log (f, "opened\n/ connect-error Authentication error {\"message\":\"Authentication error\"}\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_CLOSED);
}

static void
test_finalize (Fixture *f, gconstpointer data)
{
  SioNamespace *nsp = g_object_ref (sio_client_get_namespace (f->client, "/gone"));

  g_assert_cmpstr (sio_namespace_get_path (nsp), ==, "/gone");
  g_clear_object (&f->client);
  test_assert_finalize (nsp);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/namespace/auth", test_auth);
  ADD_TEST ("/namespace/auth-func", test_auth_func);
  ADD_TEST ("/namespace/refused", test_refused);
  ADD_TEST ("/namespace/refused-text", test_refused_text);
  ADD_TEST ("/namespace/refused-late", test_refused_late);
  ADD_TEST ("/namespace/no-sid", test_no_sid);
  ADD_TEST ("/namespace/connect-timeout", test_connect_timeout);
  ADD_TEST ("/namespace/connect-timeout-of-one", test_connect_timeout_of_one);
  ADD_TEST ("/namespace/disconnect-while-connecting", test_disconnect_while_connecting);
  ADD_TEST ("/namespace/early-events", test_early_events);
  ADD_TEST ("/namespace/early-events-lost", test_early_events_lost);
  ADD_TEST ("/namespace/events", test_events);
  ADD_TEST ("/namespace/answer", test_answer);
  ADD_TEST ("/namespace/answer-late", test_answer_late);
  ADD_TEST ("/namespace/answers-are-limited", test_answers_are_limited);
  ADD_TEST ("/namespace/recovery", test_recovery);
  ADD_TEST ("/namespace/revision-3", test_revision_3);
  ADD_TEST ("/namespace/revision-3-refused", test_revision_3_refused);
  ADD_TEST ("/namespace/finalize", test_finalize);
  return g_test_run ();
}
