/* test-socket.c: handshake, heartbeat and closing of a session.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "socket-client.h"

#define SECOND G_USEC_PER_SEC

static void
test_finalize (void)
{
  g_autoptr (EioConfig) config = eio_config_new ("http://127.0.0.1:1", NULL);
  EioSocket *unused = eio_socket_new (config);
  EioSocket *opening = eio_socket_new (config);

  g_assert_cmpint (eio_socket_get_state (unused), ==, EIO_SOCKET_STATE_CLOSED);
  g_assert_null (eio_socket_get_sid (unused));
  g_assert_false (eio_socket_is_writable (unused));
  g_assert_false (eio_socket_check_alive (unused));
  test_assert_finalize (unused);

  eio_socket_open (opening);
  test_assert_finalize (opening);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_assert_finalize (config);
}

/* Revision 4: the server asks, we answer; the deadline is interval and timeout after its last question. */
static void
test_ping (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use_manual_clock (&client);
  client_use (&client, GPOINTER_TO_INT (data));
  client_open_and_wait (&client);

  eio_clock_advance (client.clock, 44 * SECOND);
  rogue_server_send (client.server, "2");
  test_wait_until (rogue_server_has_logged (client.server, "polling 3") ||
                   rogue_server_has_logged (client.server, "websocket 3"));
  eio_clock_advance (client.clock, 45 * SECOND - 1);
  g_assert_true (eio_socket_check_alive (client.socket));
  g_assert_false (client.closed);

  eio_clock_advance (client.clock, 1);
  g_assert_true (client.closed);
  g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_PING_TIMEOUT);
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_PING_TIMEOUT);
  g_assert_cmpstr (client.error->message, ==, "The server has shown no sign of life for 45 seconds");
}

typedef struct
{
  Client *client;
  gboolean alive;
} Waking;

static void
wake_cb (gpointer user_data)
{
  Waking *waking = user_data;

  waking->alive = eio_socket_check_alive (waking->client->socket);
  g_assert_false (eio_socket_is_writable (waking->client->socket));
  g_assert_false (waking->client->closed);
}

/* Another timer runs first when the machine wakes, and wants to send. */
static void
test_wake (void)
{
  g_auto (Client) client = { 0 };
  Waking waking = { &client, TRUE };

  client_init (&client);
  client_use_manual_clock (&client);
  eio_clock_add_timeout (client.clock, 45000, wake_cb, &waking);
  client_use (&client, EIO_TRANSPORT_WEBSOCKET);
  client_open_and_wait (&client);

  eio_clock_advance (client.clock, 45 * SECOND);
  g_assert_false (waking.alive);
  g_assert_cmpstr (client.log->str, ==, "opened | closed ping timeout");
}

static void
test_open_timeout (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use_manual_clock (&client);
  client_use (&client, GPOINTER_TO_INT (data));
  rogue_server_get_flags (client.server)->silent = TRUE;
  client_open (&client);
  test_wait_until (rogue_server_get_requests (client.server)->len == 1);
  eio_clock_advance (client.clock, 20 * SECOND - 1);
  g_assert_false (client.closed);
  eio_clock_advance (client.clock, 1);
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_TIMEOUT);
  g_assert_cmpstr (client.error->message, ==, "127.0.0.1 did not answer within 20 seconds");
  g_assert_cmpstr (client.log->str, ==, "closed transport error");
}

static void
test_close_while_opening (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_open (&client);
  eio_socket_close (client.socket);
  g_assert_cmpstr (client.log->str, ==, "closed forced close");
  test_wait_ms (50);
  g_assert_cmpstr (client.log->str, ==, "closed forced close");
}

/* A server that does not take its leave: the end comes anyway. */
static void
test_close_in_vain (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use_manual_clock (&client);
  rogue_server_get_flags (client.server)->no_websocket = TRUE;
  client_open_and_wait (&client);
  test_wait_until (rogue_server_count_polls (client.server) == 1);
  rogue_server_get_flags (client.server)->silent = TRUE;
  client_send (&client, "hello");
  eio_socket_close (client.socket);
  test_wait_ms (50);
  g_assert_false (client.closed);
  eio_clock_advance (client.clock, 5 * SECOND);
  g_assert_cmpstr (client.log->str, ==, "opened | closed forced close");
}

static void
test_fail (void)
{
  g_auto (Client) client = { 0 };
  g_autoptr (GError) error = g_error_new_literal (EIO_ERROR, EIO_ERROR_BAD_PACKET, "Nonsense");

  client_init (&client);
  client_open_and_wait (&client);
  eio_socket_fail (client.socket, EIO_CLOSE_REASON_PARSE_ERROR, error);
  g_assert_cmpstr (client.log->str, ==, "opened | closed parse error");
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
  eio_socket_drop (client.socket);
  client_send (&client, "nobody hears it");
  g_assert_cmpuint (eio_socket_get_queued (client.socket), ==, 0);
}

/* Never two polls at once, and none that is given up while the session lasts. */
static void
test_one_poll (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  client_open_and_wait (&client);
  for (guint i = 0; i < 20; i++)
    {
      test_wait_until (rogue_server_count_polls (client.server) == 1);
      rogue_server_answer (client.server, 200,
                           i % 2 ? "4odd"
                                 : "4even\x1e"
                                   "6");
    }
  test_wait_until (client.n_messages == 20);
  g_assert_false (client.closed);
}

static void
test_poll_errors (void)
{
  static const struct
  {
    guint status;
    const char *body;
    EioError code;
  } cases[] = {
    { 200, "", EIO_ERROR_BAD_PACKET },
    { 200, "4a\x1e", EIO_ERROR_BAD_PACKET },
    { 500, "oops", EIO_ERROR_HTTP },
    { 400, "{\"code\":1,\"message\":\"Session ID unknown\"}", EIO_ERROR_SESSION_UNKNOWN },
    { 400, "{\"code\":3,\"message\":\"Bad request\"}", EIO_ERROR_BAD_REQUEST },
    { 204, "", EIO_ERROR_HTTP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Client) client = { 0 };

      client_init (&client);
      client_use (&client, EIO_TRANSPORT_POLLING);
      client_open_and_wait (&client);
      test_wait_until (rogue_server_count_polls (client.server) == 1);
      rogue_server_answer (client.server, cases[i].status, cases[i].body);
      client_wait_closed (&client);
      g_assert_error (client.error, EIO_ERROR, (int) cases[i].code);
      g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_TRANSPORT_ERROR);
    }
}

static void
test_websocket_codes (void)
{
  static const struct
  {
    gushort sent;
    EioError code;
  } cases[] = { { 1000, 0 }, { 1009, EIO_ERROR_TOO_LARGE }, { 1011, EIO_ERROR_CLOSED } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Client) client = { 0 };

      client_init (&client);
      client_use (&client, EIO_TRANSPORT_WEBSOCKET);
      client_open_and_wait (&client);
      rogue_server_close_websocket (client.server, cases[i].sent);
      client_wait_closed (&client);
      g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_TRANSPORT_CLOSE);
      if (cases[i].code != 0)
        g_assert_error (client.error, EIO_ERROR, (int) cases[i].code);
      else
        g_assert_no_error (client.error);
    }
}

/* Query, headers and cookies go on every request, and cookies outlive a session. */
static void
test_requests (void)
{
  g_auto (Client) client = { 0 };
  GPtrArray *requests;

  client_init (&client);
  eio_config_add_query (client.config, "token", "a&b");
  eio_config_add_header (client.config, "X-Test", "yes");
  rogue_server_get_flags (client.server)->header = "Set-Cookie: node=7; Path=/";
  client_open_and_wait (&client);
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "upgraded websocket"));

  requests = rogue_server_get_requests (client.server);
  for (guint i = 0; i < requests->len; i++)
    g_assert_nonnull (strstr (g_ptr_array_index (requests, i), "/socket.io/?token=a%26b&EIO=4&transport="));

  client_use (&client, EIO_TRANSPORT_WEBSOCKET);
  client_open_and_wait (&client);
  g_assert_cmpstr (rogue_server_get_header (client.server, "Upgrade"), ==, "websocket");
  g_assert_cmpstr (rogue_server_get_header (client.server, "X-Test"), ==, "yes");
  g_assert_cmpstr (rogue_server_get_header (client.server, "Cookie"), ==, "node=7");
  g_assert_null (rogue_server_get_header (client.server, "Origin"));
}

static void
test_content_type (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  client_open_and_wait (&client);
  test_wait_until (rogue_server_count_polls (client.server) == 1);
  client_send (&client, "hello");
  test_wait_until (rogue_server_has_logged (client.server, "polling 4hello"));
  g_assert_cmpstr (rogue_server_get_header (client.server, "Content-Type"), ==, "text/plain;charset=UTF-8");
}

static void
test_gzip (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  rogue_server_get_flags (client.server)->gzip = TRUE;
  client_open_and_wait (&client);
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "message hello"));
}

static void
test_redirect (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, GPOINTER_TO_INT (data));
  rogue_server_get_flags (client.server)->redirect_to = "/moved/?EIO=4";
  client_open_and_wait (&client);
  rogue_server_get_flags (client.server)->redirect_to = NULL;
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "message hello"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/socket/finalize", test_finalize);
  g_test_add_data_func ("/socket/ping/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING), test_ping);
  g_test_add_data_func ("/socket/ping/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET), test_ping);
  g_test_add_func ("/socket/wake", test_wake);
  g_test_add_data_func ("/socket/open-timeout/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING),
                        test_open_timeout);
  g_test_add_data_func ("/socket/open-timeout/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET),
                        test_open_timeout);
  g_test_add_func ("/socket/close-while-opening", test_close_while_opening);
  g_test_add_func ("/socket/close-in-vain", test_close_in_vain);
  g_test_add_func ("/socket/fail", test_fail);
  g_test_add_func ("/socket/one-poll", test_one_poll);
  g_test_add_func ("/socket/poll-errors", test_poll_errors);
  g_test_add_func ("/socket/websocket-codes", test_websocket_codes);
  g_test_add_func ("/socket/requests", test_requests);
  g_test_add_func ("/socket/content-type", test_content_type);
  g_test_add_func ("/socket/gzip", test_gzip);
  g_test_add_data_func ("/socket/redirect/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING), test_redirect);
  g_test_add_data_func ("/socket/redirect/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET),
                        test_redirect);

  return g_test_run ();
}
