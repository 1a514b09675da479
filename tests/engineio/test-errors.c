/* test-errors.c: what a person reads when a server cannot be reached, or is none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "socket-client.h"

static void
test_refused (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  g_autofree char *url = NULL;
  g_autofree char *pattern = NULL;

  client_init (&client);
  url = g_strdup (rogue_server_get_url (client.server));
  g_clear_pointer (&client.server, rogue_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  client_use (&client, GPOINTER_TO_INT (data));
  pattern = g_strdup_printf ("Nothing is listening on %s: connection refused", url + strlen ("http://"));
  client_assert_fails (&client, EIO_ERROR_REFUSED, pattern);
}

static void
test_no_such_host (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_set_url (&client, "http://nosuchhost.invalid:3000");
  client_use (&client, GPOINTER_TO_INT (data));
  client_assert_fails (&client, EIO_ERROR_NAME_NOT_FOUND, "*nosuchhost.invalid*");
}

static const struct
{
  guint status;
  const char *content_type;
  const char *body;
  EioError code;
  const char *pattern;
} cases[] = {
  { 401, "text/plain", "", EIO_ERROR_UNAUTHORIZED,
    "127.0.0.1:* asks for a user name and a password (401 Unauthorized)" },
  { 403, "text/plain", "go away", EIO_ERROR_FORBIDDEN,
    "127.0.0.1:* does not let you in (403 Forbidden: “go away”)" },
  { 403, "application/json", "{\"code\":4,\"message\":\"Not today\"}", EIO_ERROR_FORBIDDEN,
    "*: Not today (code 4)" },
  { 404, "text/html", "<h1>404</h1>", EIO_ERROR_NOT_FOUND,
    "There is no Socket.IO server at http://127.0.0.1:*/socket.io/ (404 Not Found)" },
  { 400, "application/json", "{\"code\":0,\"message\":\"Transport unknown\"}", EIO_ERROR_TRANSPORT_UNKNOWN,
    "*: Transport unknown (code 0)" },
  { 400, "application/json", "{\"code\":2,\"message\":\"Bad handshake method\"}", EIO_ERROR_BAD_HANDSHAKE,
    "*code 2)" },
  { 400, "application/json", "{\"code\":77,\"message\":\"Custom\"}", EIO_ERROR_HTTP, "*Custom (code 77)" },
  { 400, "application/json", "{\"code\":\"x\"}", EIO_ERROR_HTTP,
    "* did not accept the connection (400 Bad Request*" },
  { 413, "text/plain", "", EIO_ERROR_TOO_LARGE, "*too large*" },
  { 400, "text/html", "<html><TITLE>\n400 No required\tcertificate\n</TITLE>", EIO_ERROR_HTTP,
    "* (400 Bad Request: “No required certificate”)" },
  { 400, "text/html", "<title>400 No key</title><title>x</title>", EIO_ERROR_HTTP,
    "* (400 Bad Request: “No key”)" },
  { 400, "text/html", "<title>400 Bad Request</title>", EIO_ERROR_HTTP, "* (400 Bad Request)" },
  { 400, "text/html", "</title><title>", EIO_ERROR_HTTP, "* (400 Bad Request)" },
  { 400, "text/plain", " two\nlines ", EIO_ERROR_HTTP, "* (400 Bad Request: “two lines”)" },
  { 502, "text/html", "<html>", EIO_ERROR_HTTP, "* did not accept the connection (502 Bad Gateway)" },
  { 200, "text/html", "<!doctype html><title>x</title>", EIO_ERROR_NOT_ENGINE_IO,
    "http://127.0.0.1:*/socket.io/ answers, but is not a Socket.IO server" },
  { 200, "application/json", "{\"hello\":1}", EIO_ERROR_NOT_ENGINE_IO, "*is not a Socket.IO server" },
  { 200, "text/plain", "", EIO_ERROR_NOT_ENGINE_IO, "*is not a Socket.IO server" },
  { 200, "text/plain", "0{\"sid\":", EIO_ERROR_BAD_PACKET,
    "The server's handshake is broken: it is no JSON object" },
  { 200, "text/plain", "0{\"sid\":1}", EIO_ERROR_BAD_PACKET,
    "The server's handshake is broken: it names no session" },
  { 200, "text/plain", "0{\"sid\":\"x\"}", EIO_ERROR_BAD_PACKET,
    "The server's handshake is broken: it has no heartbeat" },
  { 302, "text/plain", "", EIO_ERROR_HTTP, "127.0.0.1:* redirects to nowhere*" },
};

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Client) client = { 0 };
      RogueFlags *flags;

      client_init (&client);
      client_use (&client, EIO_TRANSPORT_POLLING);
      flags = rogue_server_get_flags (client.server);
      flags->status = cases[i].status;
      flags->content_type = cases[i].content_type;
      flags->body = cases[i].body;
      client_assert_fails (&client, cases[i].code, cases[i].pattern);
    }
}

static void
test_websocket_answers (void)
{
  static const struct
  {
    guint status;
    EioError code;
  } statuses[] = {
    { 200, EIO_ERROR_NOT_ENGINE_IO }, { 400, EIO_ERROR_HTTP },      { 401, EIO_ERROR_UNAUTHORIZED },
    { 403, EIO_ERROR_FORBIDDEN },     { 404, EIO_ERROR_NOT_FOUND }, { 302, EIO_ERROR_HTTP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_auto (Client) client = { 0 };

      client_init (&client);
      client_use (&client, EIO_TRANSPORT_WEBSOCKET);
      rogue_server_get_flags (client.server)->status = statuses[i].status;
      client_assert_fails (&client, statuses[i].code, "*127.0.0.1*");
    }
}

/* A server without polling: the other transport is tried. */
static void
test_no_polling (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  rogue_server_get_flags (client.server)->no_polling = TRUE;
  client_open_and_wait (&client);
  g_assert_cmpint (eio_socket_get_transport (client.socket), ==, EIO_TRANSPORT_WEBSOCKET);
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "message hello"));
}

/* WebSocket first, and something on the way refuses it. */
static void
test_no_websocket (void)
{
  static const EioTransportKind kinds[] = { EIO_TRANSPORT_WEBSOCKET, EIO_TRANSPORT_POLLING };
  g_auto (Client) client = { 0 };

  client_init (&client);
  eio_config_set_transports (client.config, kinds, 2);
  rogue_server_get_flags (client.server)->probe = ROGUE_PROBE_REFUSE;
  client_open_and_wait (&client);
  g_assert_cmpint (eio_socket_get_transport (client.socket), ==, EIO_TRANSPORT_POLLING);
}

static void
test_redirect_elsewhere (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  rogue_server_get_flags (client.server)->redirect_to = "http://localhost:1/elsewhere";
  client_assert_fails (
      &client, EIO_ERROR_HTTP,
      "127.0.0.1:* redirects to http://localhost:1/elsewhere; if that is right, use that address");
}

static void
test_redirect_loop (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  rogue_server_get_flags (client.server)->redirect_to = "/again";
  client_assert_fails (&client, EIO_ERROR_HTTP, "127.0.0.1 redirects in circles");
}

/* Something that is no web server at all. */
static gboolean
babble_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  g_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (connection)), "SSH-2.0-x\r\n\r\n", 13,
                         NULL, NULL);
  return TRUE;
}

static void
test_not_http (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);

  g_signal_connect (service, "incoming", G_CALLBACK (babble_cb), NULL);
  client_init (&client);
  client_set_url (&client, url);
  client_use (&client, GPOINTER_TO_INT (data));
  client_assert_fails (&client, EIO_ERROR_NOT_ENGINE_IO, "*127.0.0.1:* answers, but *");
  g_socket_service_stop (service);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/errors/refused/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING), test_refused);
  g_test_add_data_func ("/errors/refused/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET), test_refused);
  g_test_add_data_func ("/errors/no-such-host/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING),
                        test_no_such_host);
  g_test_add_data_func ("/errors/no-such-host/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET),
                        test_no_such_host);
  g_test_add_func ("/errors/answers", test_answers);
  g_test_add_func ("/errors/websocket-answers", test_websocket_answers);
  g_test_add_func ("/errors/no-polling", test_no_polling);
  g_test_add_func ("/errors/no-websocket", test_no_websocket);
  g_test_add_func ("/errors/redirect-elsewhere", test_redirect_elsewhere);
  g_test_add_func ("/errors/redirect-loop", test_redirect_loop);
  g_test_add_data_func ("/errors/not-http/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING), test_not_http);
  g_test_add_data_func ("/errors/not-http/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET),
                        test_not_http);

  return g_test_run ();
}
