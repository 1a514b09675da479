/* test-emit.c: the send buffer, waiting for answers, volatile and retries; no waiter is left hanging.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

#include "sio-error.h"
#include "sio-writer.h"

#include <string.h>

static void
receive (const char *text)
{
  fake_socket_receive (fake_socket_get_last (), text);
}

static void
come_back (Fixture *f)
{
  sio_client_drop (f->client);
  sio_client_retry_now (f->client);
  fixture_connect (f);
}

static void
test_emit (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  g_assert_true (fixture_emit (f->nsp, "[\"a\",1e400,\"\\ud83d\",-0]", 0));
  g_assert_true (fixture_emit (f->nsp, "[7]", 0));
  g_assert_true (fixture_emit (f->nsp, "[\"b\",{\"$binary\":\"eA==\"},[{\"$binary\":\"eXo=\"}]]", 0));
  assert_sent (f,
               "2[\"a\",1e400,\"\\ud83d\",-0]\n2[7]\n"
               "52-[\"b\",{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1}]]\nbx\nbyz\n");
}

static void
test_bad_events (Fixture *f, gconstpointer data)
{
  static const char *const bad[] = { "[]",
                                     "{}",
                                     "\"x\"",
                                     "[null]",
                                     "[[\"x\"]]",
                                     "[{\"$binary\":\"\"}]",
                                     "[\"connect\"]",
                                     "[\"connect_error\"]",
                                     "[\"disconnect\"]",
                                     "[\"disconnecting\"]",
                                     "[\"newListener\"]",
                                     "[\"removeListener\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SioWriter) writer = sio_writer_new ();
      g_autoptr (SioArgs) args = NULL;
      g_autoptr (GError) error = NULL;

      sio_writer_json (writer, bad[i], -1, NULL);
      args = sio_writer_finish (writer);
      g_assert_false (sio_namespace_emit (f->nsp, args, 0, &error));
      g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_EVENT);
    }
  fixture_emit_ack (f, "w", "[\"disconnect\"]", 0, 0, NULL);
  assert_log (f, "w ! This event name is reserved by Socket.IO\n");
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 0);
}

static void
test_buffer (Fixture *f, gconstpointer data)
{
  g_assert_true (fixture_emit (f->nsp, "[\"a\"]", 0));
  fixture_emit_ack (f, "b", "[\"b\"]", 0, 0, NULL);
  g_assert_true (fixture_emit (f->nsp, "[\"c\"]", 0));
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 3);
  fixture_open (f);
  assert_sent (f, "0\n");
  receive ("0{\"sid\":\"S\"}");
  assert_sent (f, "2[\"a\"]\n20[\"b\"]\n2[\"c\"]\n");
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 0);
  sio_client_drop (f->client);
  assert_log (
      f, "opened\n/ connected S\n/ disconnected transport close\nclosed transport close\nattempt 1 in 1000\n"
         "b ! socket has been disconnected\n");
}

static void
test_buffer_limit (Fixture *f, gconstpointer data)
{
  sio_config_set_buffer_limit (f->config, 2);
  g_assert_true (fixture_emit (f->nsp, "[\"a\"]", 0));
  fixture_emit_ack (f, "b", "[\"b\"]", 0, 0, NULL);
  g_assert_false (fixture_emit (f->nsp, "[\"c\"]", 0));
  fixture_emit_ack (f, "d", "[\"d\"]", 0, 0, NULL);
  assert_log (f, "d ! 2 events wait for a connection already\n");
  sio_namespace_clear_buffer (f->nsp);
  assert_log (f, "b ! It was removed from the send buffer\n");
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 0);
  fixture_connect (f);
  assert_sent (f, "");
}

static void
emit_more_cb (SioNamespace *nsp, SioEvent *event)
{
  if (g_strcmp0 (sio_event_get_name (event), "a") == 0)
    fixture_emit (nsp, "[\"after b\"]", 0);
}

/* What is emitted while the buffer goes out goes behind it. */
static void
test_buffer_order (Fixture *f, gconstpointer data)
{
  g_signal_connect (f->nsp, "sent", G_CALLBACK (emit_more_cb), NULL);
  fixture_emit (f->nsp, "[\"a\"]", 0);
  fixture_emit (f->nsp, "[\"b\"]", 0);
  fixture_open (f);
  receive ("0{\"sid\":\"S\"}");
  assert_sent (f, "0\n2[\"a\"]\n2[\"b\"]\n2[\"after b\"]\n");
}

/* A heartbeat that is overdue, as after sleep: nothing goes into a dead engine. */
static void
test_overdue (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fake_socket_set_alive (fake_socket_get_last (), FALSE);
  g_assert_true (fixture_emit (f->nsp, "[\"kept\"]", 0));
  assert_sent (f, "");
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_PING_TIMEOUT, NULL);
  sio_client_retry_now (f->client);
  fixture_open (f);
  receive ("0{\"sid\":\"S\"}");
  assert_sent (f, "0\n2[\"kept\"]\n");
}

static void
test_acks (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 0, NULL);
  fixture_emit_ack (f, "b", "[\"b\"]", 0, 0, NULL);
  assert_sent (f, "20[\"a\"]\n21[\"b\"]\n");
  receive ("31[\"second\",{\"x\":1}]");
  receive ("31[\"twice\"]");
  receive ("399[]");
  receive ("3[]");
  receive ("30[]");
  assert_log (f,
              "/ answered b [\"second\",{\"x\":1}]\n/ answered a []\nb = [\"second\",{\"x\":1}]\na = []\n");
}

static void
test_ack_binary (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 0, NULL);
  receive ("61-0[{\"_placeholder\":true,\"num\":0}]");
  fake_socket_receive_binary (fake_socket_get_last (), "x");
  assert_log (f, "/ answered a [{\"$binary\":\"eA==\"}]\na = [{\"$binary\":\"eA==\"}]\n");
}

/* Ids go on over connections: a late answer of the old one finds nobody. */
static void
test_ack_ids_go_on (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 0, NULL);
  come_back (f);
  fixture_emit_ack (f, "b", "[\"b\"]", 0, 0, NULL);
  assert_sent (f, "21[\"b\"]\n");
  receive ("30[\"old\"]");
  receive ("31[]");
  assert_log (f, "/ answered b []\na ! socket has been disconnected\nb = []\n");
}

static void
test_ack_timeout (Fixture *f, gconstpointer data)
{
  sio_config_set_ack_timeout (f->config, 1000);
  fixture_connect (f);
  fixture_emit_ack (f, "config", "[\"a\"]", 0, 0, NULL);
  fixture_emit_ack (f, "own", "[\"b\"]", 0, 200, NULL);
  fixture_advance (f, 200);
  assert_log (f, "own ! operation has timed out\n");
  receive ("31[\"late\"]");
  fixture_advance (f, 800);
  assert_log (f, "config ! operation has timed out\n");
}

/* A timeout runs in the buffer too, and takes the event out of it. */
static void
test_ack_timeout_buffered (Fixture *f, gconstpointer data)
{
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 100, NULL);
  fixture_emit (f->nsp, "[\"b\"]", 0);
  fixture_advance (f, 100);
  assert_log (f, "a ! operation has timed out\n");
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 1);
  fixture_open (f);
  receive ("0{\"sid\":\"S\"}");
  assert_sent (f, "0\n2[\"b\"]\n");
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fixture_emit_ack (f, "buffered", "[\"a\"]", 0, 0, cancellable);
  g_cancellable_cancel (cancellable);
  assert_log (f, "buffered ! Operation was cancelled\n");
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 0);
  fixture_emit_ack (f, "before", "[\"a\"]", 0, 0, cancellable);
  assert_log (f, "before ! Operation was cancelled\n");
  g_cancellable_reset (cancellable);
  fixture_connect (f);
  fixture_emit_ack (f, "sent", "[\"b\"]", 0, 0, cancellable);
  g_cancellable_cancel (cancellable);
  assert_log (f, "sent ! Operation was cancelled\n");
  receive ("31[\"late\"]");
  assert_log (f, "");
}

/* However a connection ends for good, nobody waits for ever. */
static void
test_no_waiter_hangs (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fixture_emit_ack (f, "client", "[\"a\"]", 0, 0, NULL);
  sio_namespace_disconnect (f->nsp);
  assert_log (f, "/ disconnected io client disconnect\nclient ! socket has been disconnected\n");
}

static void
test_no_waiter_hangs_at_end (Fixture *f, gconstpointer data)
{
  fixture_emit_ack (f, "never", "[\"a\"]", 0, 0, NULL);
  g_clear_object (&f->client);
  assert_log (f, "never ! It was removed from the send buffer\n");
}

static void
test_no_waiter_hangs_refused (Fixture *f, gconstpointer data)
{
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 0, NULL);
  fixture_emit (f->nsp, "[\"stays\"]", 0);
  fixture_open (f);
  receive ("4{\"message\":\"no\"}");
  assert_log (f, "opened\n/ connect-error no {\"message\":\"no\"}\na ! socket has been disconnected\n");
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 1);
}

static void
test_no_waiter_hangs_server (Fixture *f, gconstpointer data)
{
  fixture_connect (f);
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 0, NULL);
  receive ("1");
  assert_log (f, "/ disconnected io server disconnect\na ! socket has been disconnected\n");
}

static void
test_volatile (Fixture *f, gconstpointer data)
{
  g_assert_true (fixture_emit (f->nsp, "[\"offline\"]", SIO_EMIT_VOLATILE));
  fixture_emit_ack (f, "offline", "[\"x\"]", SIO_EMIT_VOLATILE, 0, NULL);
  assert_log (f, "offline ! It could not be written at once\n");
  fixture_connect (f);
  fixture_emit (f->nsp, "[\"now\"]", SIO_EMIT_VOLATILE);
  fake_socket_set_writable (fake_socket_get_last (), FALSE);
  fixture_emit (f->nsp, "[\"busy\"]", SIO_EMIT_VOLATILE);
  fixture_emit (f->nsp, "[\"usual\"]", 0);
  assert_sent (f, "2[\"now\"]\n2[\"usual\"]\n");
}

static void
set_retries (Fixture *f, guint retries)
{
  sio_config_set_retries (f->config, retries);
  sio_config_set_ack_timeout (f->config, 100);
}

/* One at a time, n+1 sends, a fresh id each. */
static void
test_retries (Fixture *f, gconstpointer data)
{
  set_retries (f, 2);
  fixture_connect (f);
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 0, NULL);
  fixture_emit (f->nsp, "[\"b\"]", 0);
  assert_sent (f, "20[\"a\"]\n");
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 1);
  fixture_advance (f, 100);
  assert_sent (f, "21[\"a\"]\n");
  receive ("30[\"too late\"]");
  fixture_advance (f, 100);
  assert_sent (f, "22[\"a\"]\n");
  assert_log (f, "");
  fixture_advance (f, 100);
  assert_sent (f, "23[\"b\"]\n");
  assert_log (f, "a ! operation has timed out\n");
  receive ("33[]");
  assert_sent (f, "");
  g_assert_cmpuint (sio_namespace_get_n_buffered (f->nsp), ==, 0);
}

static void
test_retries_reconnect (Fixture *f, gconstpointer data)
{
  set_retries (f, 3);
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 0, NULL);
  fixture_emit (f->nsp, "[\"b\"]", 0);
  fixture_advance (f, 5000);
  assert_log (f, "");
  fixture_open (f);
  receive ("0{\"sid\":\"S\"}");
  assert_sent (f, "0\n20[\"a\"]\n");
  sio_client_drop (f->client);
  sio_client_retry_now (f->client);
  fixture_open (f);
  receive ("0{\"sid\":\"S\"}");
  assert_sent (f, "0\n21[\"a\"]\n");
  g_string_truncate (f->log, 0);
  receive ("31[\"ok\"]");
  assert_sent (f, "22[\"b\"]\n");
  assert_log (f, "/ answered a [\"ok\"]\na = [\"ok\"]\n");
}

static void
test_retries_exceptions (Fixture *f, gconstpointer data)
{
  set_retries (f, 3);
  fixture_connect (f);
  fixture_emit (f->nsp, "[\"plain\"]", SIO_EMIT_NO_RETRY);
  fixture_emit (f->nsp, "[\"volatile\"]", SIO_EMIT_VOLATILE);
  fixture_emit_ack (f, "once", "[\"once\"]", SIO_EMIT_NO_RETRY, 0, NULL);
  assert_sent (f, "2[\"plain\"]\n2[\"volatile\"]\n20[\"once\"]\n");
  fixture_advance (f, 100);
  assert_log (f, "once ! operation has timed out\n");
  assert_sent (f, "");
}

static void
test_retries_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  set_retries (f, 3);
  fixture_connect (f);
  fixture_emit_ack (f, "a", "[\"a\"]", 0, 0, cancellable);
  fixture_emit (f->nsp, "[\"b\"]", 0);
  g_cancellable_cancel (cancellable);
  assert_log (f, "a ! Operation was cancelled\n");
  assert_sent (f, "20[\"a\"]\n21[\"b\"]\n");
}

static void
unref_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (source), result, NULL);

  g_clear_object (&f->client);
}

static gboolean
time_out_cb (gpointer user_data)
{
  fixture_advance (user_data, 100);
  return G_SOURCE_REMOVE;
}

static gboolean
lose_cb (gpointer user_data)
{
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  return G_SOURCE_REMOVE;
}

/* The last reference goes in the very call that reports the end. A task calls back at once only from a
 * source, and in a later iteration than the one it was made in. */
static void
unref_in_callback (Fixture *f, GSourceFunc end)
{
  g_autoptr (SioArgs) args = sio_args_new_text ("[\"x\"]", -1, NULL);

  fixture_connect (f);
  sio_namespace_emit_async (f->nsp, args, 0, 100, NULL, unref_cb, f);
  fixture_emit_ack (f, "other", "[\"y\"]", 0, 0, NULL);
  g_usleep (1000);
  g_idle_add (end, f);
  g_main_context_iteration (NULL, FALSE);
  g_assert_null (f->client);
  g_assert_nonnull (strstr (f->log->str, "other ! socket has been disconnected\n"));
}

static void
test_unref_in_timeout (Fixture *f, gconstpointer data)
{
  unref_in_callback (f, time_out_cb);
}

static void
test_unref_in_failing_queue (Fixture *f, gconstpointer data)
{
  unref_in_callback (f, lose_cb);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/emit/emit", test_emit);
  ADD_TEST ("/emit/bad-events", test_bad_events);
  ADD_TEST ("/emit/buffer", test_buffer);
  ADD_TEST ("/emit/buffer-limit", test_buffer_limit);
  ADD_TEST ("/emit/buffer-order", test_buffer_order);
  ADD_TEST ("/emit/overdue", test_overdue);
  ADD_TEST ("/emit/acks", test_acks);
  ADD_TEST ("/emit/ack-binary", test_ack_binary);
  ADD_TEST ("/emit/ack-ids-go-on", test_ack_ids_go_on);
  ADD_TEST ("/emit/ack-timeout", test_ack_timeout);
  ADD_TEST ("/emit/ack-timeout-buffered", test_ack_timeout_buffered);
  ADD_TEST ("/emit/cancel", test_cancel);
  ADD_TEST ("/emit/no-waiter-hangs", test_no_waiter_hangs);
  ADD_TEST ("/emit/no-waiter-hangs-at-end", test_no_waiter_hangs_at_end);
  ADD_TEST ("/emit/no-waiter-hangs-refused", test_no_waiter_hangs_refused);
  ADD_TEST ("/emit/no-waiter-hangs-server", test_no_waiter_hangs_server);
  ADD_TEST ("/emit/volatile", test_volatile);
  ADD_TEST ("/emit/retries", test_retries);
  ADD_TEST ("/emit/retries-reconnect", test_retries_reconnect);
  ADD_TEST ("/emit/retries-exceptions", test_retries_exceptions);
  ADD_TEST ("/emit/retries-cancel", test_retries_cancel);
  ADD_TEST ("/emit/unref-in-timeout", test_unref_in_timeout);
  ADD_TEST ("/emit/unref-in-failing-queue", test_unref_in_failing_queue);
  return g_test_run ();
}
