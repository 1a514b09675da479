/* test-engine.c: the server's Engine.IO by raw HTTP: handshake, polling, upgrade, heartbeat, refusals, limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client-test.h"
#include "demo-io.h"
#include "demo-limits.h"

typedef struct
{
  TestServer server;
  SoupSession *session;
} Fixture;

static void
set_up (Fixture *self, gconstpointer manual)
{
  test_server_start (&self->server, manual != NULL);
  self->session = soup_session_new_with_options ("max-conns-per-host", 8, NULL);
}

static void
tear_down (Fixture *self, gconstpointer manual)
{
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  test_server_stop (&self->server);
}

static char *
build_uri (Fixture *self, const char *query)
{
  return g_strdup_printf ("%s/socket.io/?%s", self->server.url, query);
}

static char *
build_poll_uri (Fixture *self, const char *sid)
{
  return g_strdup_printf ("%s/socket.io/?EIO=4&transport=polling&sid=%s", self->server.url, sid);
}

/* The sid of a new polling session. */
static char *
open_polling (Fixture *self)
{
  g_autofree char *uri = build_uri (self, "EIO=4&transport=polling");
  g_autoptr (TestReply) reply = test_request (self->session, "GET", uri, NULL);
  const char *sid = strstr (reply->body, "\"sid\":\"");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (g_str_has_prefix (reply->body, "0{"));
  return g_strndup (sid + 7, strcspn (sid + 7, "\""));
}

static void
assert_refused (Fixture *self, const char *method, const char *uri, guint status, const char *body)
{
  g_autoptr (TestReply) reply = test_request (self->session, method, uri, NULL);

  g_assert_cmpstr (reply->body, ==, body);
  g_assert_cmpuint (reply->status, ==, status);
}

/* Gets until the body holds PART: the welcome takes several. */
static void
poll_until (Fixture *self, const char *uri, const char *part)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (TestReply) reply = test_request (self->session, "GET", uri, NULL);

      g_assert_cmpuint (reply->status, ==, 200);
      if (strstr (reply->body, part) != NULL)
        return;
    }
  g_error ("%s never came", part);
}

static void
test_handshake (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = build_uri (self, "EIO=4&transport=polling&t=abcdefgh");
  g_autoptr (TestReply) reply = test_request (self->session, "GET", uri, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (
      g_regex_match_simple ("^0\\{\"sid\":\"[0-9a-f]{24}\",\"upgrades\":\\[\"websocket\"\\],"
                            "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000\\}$",
                            reply->body, 0, 0));
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *query;
    const char *body;
  } cases[] = {
    { "GET", "EIO=4", "{\"code\":0,\"message\":\"Transport unknown\"}" },
    { "GET", "EIO=4&transport=pigeon", "{\"code\":0,\"message\":\"Transport unknown\"}" },
    { "GET", "EIO=4&transport=polling&sid=nobody", "{\"code\":1,\"message\":\"Session ID unknown\"}" },
    { "POST", "EIO=4&transport=polling", "{\"code\":2,\"message\":\"Bad handshake method\"}" },
    { "GET", "EIO=4&transport=websocket", "{\"code\":3,\"message\":\"Bad request\"}" },
    { "GET", "EIO=3&transport=polling", "{\"code\":5,\"message\":\"Unsupported protocol version\"}" },
    { "GET", "transport=polling", "{\"code\":5,\"message\":\"Unsupported protocol version\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = build_uri (self, cases[i].query);

      assert_refused (self, cases[i].method, uri, 400, cases[i].body);
    }
}

static void
test_foreign (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = build_uri (self, "EIO=4&transport=polling");
  g_autoptr (TestReply) foreign =
      test_request_start (self->session, "GET", uri, NULL, 0, "https://example.org");
  g_autoptr (TestReply) local = test_request_start (self->session, "GET", uri, NULL, 0, "http://localhost:1");
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, NULL, "https://example.org");
  g_autoptr (TestSocket) opaque = test_socket_new (&self->server, NULL, "null");

  test_wait_until (foreign->done && local->done);
  g_assert_cmpuint (foreign->status, ==, 403);
  g_assert_cmpstr (foreign->body, ==, "{\"code\":4,\"message\":\"Forbidden\"}");
  g_assert_cmpuint (local->status, ==, 200);
  g_assert_true (socket->failed);
  g_assert_true (opaque->failed);
}

/* As after DNS rebinding: the name is another one, the address ours. */
static void
test_foreign_host (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = build_uri (self, "EIO=4&transport=polling");
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Host", "example.org");
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  test_wait_until (soup_message_get_status (message) != 0);
  g_assert_cmpuint (soup_message_get_status (message), ==, 403);
}

static void
test_polling (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestReply) connect = test_request (self->session, "POST", uri, "40");
  g_autoptr (TestReply) two = NULL;

  g_assert_cmpuint (connect->status, ==, 200);
  g_assert_cmpstr (connect->body, ==, "ok");
  poll_until (self, uri, "40{\"sid\":\"");
  two = test_request (self->session, "POST", uri,
                      "420[\"echo\",\"a\"]\x1e"
                      "421[\"echo\",\"€\"]");
  g_assert_cmpstr (two->body, ==, "ok");
  poll_until (self, uri,
              "430[\"a\"]\x1e"
              "431[\"€\"]");
}

static void
test_binary (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestReply) posted = test_request (self->session, "POST", uri,
                                               "40\x1e"
                                               "451-7[\"echo\",{\"_placeholder\":true,\"num\":0}]\x1e"
                                               "bAQID");

  g_assert_cmpstr (posted->body, ==, "ok");
  poll_until (self, uri,
              "461-7[{\"_placeholder\":true,\"num\":0}]\x1e"
              "bAQID");
}

static void
test_overlap (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestReply) first = test_request_start (self->session, "GET", uri, NULL, 0, NULL);
  g_autoptr (TestReply) second = test_request (self->session, "GET", uri, NULL);

  test_wait_until (first->done);
  g_assert_cmpuint (MAX (first->status, second->status), ==, 400);
  assert_refused (self, "GET", uri, 400, "{\"code\":1,\"message\":\"Session ID unknown\"}");
}

static void
test_bad_bodies (Fixture *self, gconstpointer data)
{
  static const char *const bodies[] = { "", "x", "2", "9", "4\x1e", "bA", "\x1e", "42[\"a\"" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *sid = open_polling (self);
      g_autofree char *uri = build_poll_uri (self, sid);
      g_autoptr (TestReply) reply = test_request (self->session, "POST", uri, bodies[i]);
      g_autoptr (TestReply) goodbye = test_request (self->session, "GET", uri, NULL);

      /* A session whose packets cannot be read is over: its id is gone, or says goodbye once. */
      if (goodbye->status == 200)
        g_assert_true (g_str_has_suffix (goodbye->body, "1"));
      else
        g_assert_cmpuint (goodbye->status, ==, 400);
      assert_refused (self, "GET", uri, 400, "{\"code\":1,\"message\":\"Session ID unknown\"}");
    }
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autofree char *large = g_strnfill (DEMO_MAX_PAYLOAD + 1, 'x');
  g_autoptr (TestReply) reply = test_request (self->session, "POST", uri, large);
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 413);
  test_socket_send (socket, large);
  test_wait_until (socket->closed); /* with 1009, unless the reset is faster */
}

static void
test_websocket (Fixture *self, gconstpointer data)
{
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, NULL, "http://127.0.0.1:80");

  test_socket_expect (socket, "0{\"sid\":\"", "\"upgrades\":[]", NULL);
  test_socket_send (socket, "40");
  test_socket_expect (socket, "40{\"sid\":\"", NULL);
  test_socket_send (socket, "423[\"echo\",1.50]");
  test_socket_expect (socket, "433[1.50]", NULL);
}

static void
test_upgrade (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestReply) held = test_request_start (self->session, "GET", uri, NULL, 0, NULL);
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, sid, NULL);
  g_autoptr (TestSocket) late = NULL;

  g_assert_false (held->done);
  test_socket_send (socket, "2probe");
  test_socket_expect (socket, "3probe", NULL);
  test_wait_until (held->done);
  g_assert_cmpstr (held->body, ==, "6");
  test_socket_send (socket, "5");
  test_socket_send (socket, "40");
  test_socket_expect (socket, "40{\"sid\":\"", NULL);
  assert_refused (self, "GET", uri, 400, "{\"code\":3,\"message\":\"Bad request\"}");
  late = test_socket_new (&self->server, sid, NULL);
  test_wait_until (late->closed);
  g_assert_false (socket->closed);
}

/* While the probe runs, a GET is let go after a moment; what is to be sent goes by it. */
static void
test_upgrade_polls (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, sid, NULL);
  g_autoptr (TestReply) empty = NULL;

  test_socket_send (socket, "2probe");
  test_socket_expect (socket, "3probe", NULL);
  empty = test_request (self->session, "GET", uri, NULL);
  g_assert_cmpstr (empty->body, ==, "6");
  g_clear_pointer (&empty, test_reply_free);
  empty = test_request (self->session, "POST", uri, "40");
  poll_until (self, uri, "40{\"sid\":\"");
}

static void
test_upgrade_refused (Fixture *self, gconstpointer data)
{
  static const char *const probes[] = { "5", "2", "2prob", "x", "4hello" };
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestReply) posted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      g_autoptr (TestSocket) socket = test_socket_new (&self->server, sid, NULL);

      test_socket_send (socket, probes[i]);
      test_wait_until (socket->closed);
    }
  posted = test_request (self->session, "POST", uri, "40");
  poll_until (self, uri, "40{\"sid\":\"");
}

static void
test_upgrade_silent (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, sid, NULL);
  g_autoptr (TestReply) posted = NULL;

  test_wait_ms (20);
  g_assert_false (socket->closed);
  eio_clock_advance (self->server.clock, DEMO_UPGRADE_TIMEOUT_MS * 1000);
  test_wait_until (socket->closed);
  posted = test_request (self->session, "POST", uri, "40");
  poll_until (self, uri, "40{\"sid\":\"");
}

static void
test_heartbeat (Fixture *self, gconstpointer data)
{
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, NULL, NULL);

  test_socket_expect (socket, "0{", NULL);
  test_socket_send (socket, "40");
  test_socket_expect (socket, "metrics history", NULL);
  for (guint i = 0; i < 4; i++)
    {
      test_server_advance (&self->server, DEMO_PING_INTERVAL_MS);
      test_socket_expect (socket, "2", NULL);
      test_socket_send (socket, "3");
      test_socket_send (socket, "420[\"echo\"]");
      test_socket_expect (socket, "430[]", NULL);
    }
  test_server_advance (&self->server, DEMO_PING_INTERVAL_MS + DEMO_PING_TIMEOUT_MS - 100);
  g_assert_false (socket->closed);
  test_server_advance (&self->server, 200);
  test_wait_until (socket->closed);
}

static void
test_heartbeat_polling (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestReply) held = test_request_start (self->session, "GET", uri, NULL, 0, NULL);
  g_autoptr (TestReply) again = NULL;

  test_wait_ms (30);
  eio_clock_advance (self->server.clock, DEMO_PING_INTERVAL_MS * 1000);
  test_wait_until (held->done);
  g_assert_cmpstr (held->body, ==, "2");
  again = test_request_start (self->session, "GET", uri, NULL, 0, NULL);
  test_wait_ms (30);
  eio_clock_advance (self->server.clock, DEMO_PING_TIMEOUT_MS * 1000);
  test_wait_until (again->done);
  assert_refused (self, "GET", uri, 400, "{\"code\":1,\"message\":\"Session ID unknown\"}");
}

/* Who never connects a namespace is sent away. */
static void
test_connect_timeout (Fixture *self, gconstpointer data)
{
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, NULL, NULL);

  test_socket_expect (socket, "0{", NULL);
  test_server_advance (&self->server, DEMO_PING_INTERVAL_MS);
  test_socket_expect (socket, "2", NULL);
  test_socket_send (socket, "3");
  test_wait_ms (30);
  test_server_advance (&self->server, DEMO_CONNECT_TIMEOUT_MS - DEMO_PING_INTERVAL_MS + 100);
  test_wait_until (socket->closed);
}

static void
test_client_closes (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestReply) held = test_request_start (self->session, "GET", uri, NULL, 0, NULL);
  g_autoptr (TestReply) posted = test_request (self->session, "POST", uri, "1");

  test_wait_until (held->done);
  g_assert_cmpstr (held->body, ==, "6");
  g_assert_cmpstr (posted->body, ==, "ok");
  assert_refused (self, "GET", uri, 400, "{\"code\":1,\"message\":\"Session ID unknown\"}");
}

/* The GET's client hangs up: noticed at once, not when the next pong is missing. */
static void
test_hang_up (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (SoupSession) other = soup_session_new ();
  g_autoptr (TestReply) held = test_request_start (other, "GET", uri, NULL, 0, NULL);
  gboolean gone = FALSE;

  test_wait_ms (50);
  soup_session_abort (other);
  for (guint i = 0; i < 100 && !gone; i++)
    {
      g_autoptr (TestReply) posted = test_request (self->session, "POST", uri, "6");

      gone = posted->status == 400;
    }
  g_assert_true (gone);
  test_wait_until (held->done);
}

static void
test_many_sessions (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = build_uri (self, "EIO=4&transport=polling");
  g_autoptr (TestReply) refused = NULL;

  for (guint i = 0; i < DEMO_MAX_SESSIONS; i++)
    g_free (open_polling (self));
  refused = test_request (self->session, "GET", uri, NULL);
  g_assert_cmpuint (refused->status, ==, 503);
}

static void
test_stop_while_busy (Fixture *self, gconstpointer data)
{
  g_autofree char *sid = open_polling (self);
  g_autofree char *uri = build_poll_uri (self, sid);
  g_autoptr (TestReply) held = test_request_start (self->session, "GET", uri, NULL, 0, NULL);
  g_autoptr (TestSocket) socket = test_socket_new (&self->server, NULL, NULL);
  g_autoptr (GError) error = NULL;

  test_socket_expect (socket, "0{", NULL);
  demo_server_stop (self->server.server);
  g_assert_null (demo_server_get_url (self->server.server));
  test_wait_until (held->done && socket->closed);
  g_assert_true (demo_server_start (self->server.server, 0, &error));
  g_assert_no_error (error);
}

static void
opened_cb (DemoEngine *engine, DemoSession *session, gpointer user_data)
{
}

static void
gone_cb (DemoSession *session, gpointer user_data)
{
}

static void
test_finalize (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  DemoSession *session = demo_session_new ("sid", clock, gone_cb, NULL);
  DemoSocket *socket = demo_socket_new (session, "/");
  DemoEngine *engine = demo_engine_new (clock, opened_cb, NULL);
  DemoIo *io = demo_io_new (clock);

  test_assert_finalize (socket);
  test_assert_finalize (session);
  test_assert_finalize (engine);
  test_assert_finalize (io);
  test_assert_finalize (clock);
}

#define ADD(name, manual, func) g_test_add ("/demo/engine/" name, Fixture, manual, set_up, func, tear_down)
#define MANUAL                  ((gconstpointer) 1)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/engine/finalize", test_finalize);
  ADD ("handshake", NULL, test_handshake);
  ADD ("refusals", NULL, test_refusals);
  ADD ("foreign", NULL, test_foreign);
  ADD ("foreign-host", NULL, test_foreign_host);
  ADD ("polling", NULL, test_polling);
  ADD ("binary", NULL, test_binary);
  ADD ("overlap", NULL, test_overlap);
  ADD ("bad-bodies", NULL, test_bad_bodies);
  ADD ("too-large", NULL, test_too_large);
  ADD ("websocket", NULL, test_websocket);
  ADD ("upgrade", NULL, test_upgrade);
  ADD ("upgrade-polls", NULL, test_upgrade_polls);
  ADD ("upgrade-refused", NULL, test_upgrade_refused);
  ADD ("upgrade-silent", MANUAL, test_upgrade_silent);
  ADD ("heartbeat", MANUAL, test_heartbeat);
  ADD ("heartbeat-polling", MANUAL, test_heartbeat_polling);
  ADD ("connect-timeout", MANUAL, test_connect_timeout);
  ADD ("client-closes", NULL, test_client_closes);
  ADD ("hang-up", NULL, test_hang_up);
  ADD ("many-sessions", MANUAL, test_many_sessions);
  ADD ("stop-while-busy", NULL, test_stop_while_busy);
  return g_test_run ();
}
