/* test-transport.c: what every transport must do, over each of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-transport-polling.h"
#include "eio-transport-websocket.h"

#include "socket-client.h"
#include "split-stream.h"

typedef enum
{
  WAY_POLLING,
  WAY_WEBSOCKET,
  WAY_MEMORY, /* a WebSocket over a stream that gives and takes as little as it may */
  N_WAYS
} Way;

static EioTransportKind
kind_of (gconstpointer data)
{
  return GPOINTER_TO_INT (data) == WAY_POLLING ? EIO_TRANSPORT_POLLING : EIO_TRANSPORT_WEBSOCKET;
}

static GIOStream *
create_stream (GUri *uri, gpointer user_data)
{
  GIOStream *ours;
  g_autoptr (GIOStream) theirs = NULL;

  split_stream_new_pair (&ours, &theirs);
  rogue_server_accept (user_data, theirs, g_uri_get_query (uri));
  return ours;
}

static void
prepare (Client *client, gconstpointer data)
{
  client_init (client);
  client_use (client, kind_of (data));
  if (GPOINTER_TO_INT (data) == WAY_MEMORY)
    eio_config_set_stream_func (client->config, create_stream, client->server);
}

static void
start (Client *client, gconstpointer data)
{
  prepare (client, data);
  client_open_and_wait (client);
}

static void
test_echo (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  static const guint8 raw[] = { 0, 1, 2, 255 };
  g_autoptr (GBytes) binary = g_bytes_new_static (raw, sizeof raw);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  start (&client, data);
  g_assert_cmpint (eio_socket_get_transport (client.socket), ==, kind_of (data));
  g_assert_cmpint (eio_socket_get_protocol (client.socket), ==, EIO_PROTOCOL_4);
  g_assert_cmpstr (eio_socket_get_sid (client.socket), ==, "session-1");

  client_send (&client, "hello");
  client_send (&client, "€ 😀");
  eio_socket_send (client.socket, binary, TRUE);
  eio_socket_send (client.socket, empty, FALSE);
  client_send (&client, "end");
  test_wait_until (client.n_messages == 5);
  g_assert_cmpstr (client.log->str, ==,
                   "opened | message hello | message € 😀 | binary 4 | message  | message end");
  test_wait_until (eio_socket_get_queued (client.socket) == 0 && eio_socket_is_writable (client.socket));
}

static void
test_send_while_opening (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  prepare (&client, data);
  client_open (&client);
  client_send (&client, "early");
  g_assert_false (eio_socket_is_writable (client.socket));
  g_assert_cmpuint (eio_socket_get_queued (client.socket), ==, 1);
  test_wait_until (client.n_messages == 1);
  g_assert_cmpstr (client.log->str, ==, "opened | message early");
}

static void
test_many (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  g_autoptr (GString) expected = g_string_new ("opened");

  start (&client, data);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      g_string_append_printf (expected, " | message %u", i);
      client_send (&client, text);
    }
  test_wait_until (client.n_messages == 500);
  g_assert_cmpstr (client.log->str, ==, expected->str);
}

static void
test_large (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  gsize size = GPOINTER_TO_INT (data) == WAY_MEMORY ? 70000 : 900000;
  g_autofree char *expected = g_strdup_printf ("binary %" G_GSIZE_FORMAT, size);
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GBytes) binary = g_bytes_new (text, size);

  start (&client, data);
  client_send (&client, text);
  eio_socket_send (client.socket, binary, TRUE);
  test_wait_until (client.n_messages == 2);
  g_assert_true (client_has (&client, expected));
}

static void
test_too_large (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  g_autofree char *text = g_strnfill (5000, '4');

  prepare (&client, data);
  eio_config_set_max_payload (client.config, 4000);
  client_open_and_wait (&client);
  rogue_server_send (client.server, text);
  client_wait_closed (&client);
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_TOO_LARGE);
  g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_TRANSPORT_ERROR);
  g_assert_nonnull (strstr (client.error->message, "4000"));
}

static void
test_bad_packet (gconstpointer data)
{
  static const char *const packets[] = { "9x", "abc", "b***" };

  for (guint i = 0; i < G_N_ELEMENTS (packets); i++)
    {
      g_auto (Client) client = { 0 };

      start (&client, data);
      rogue_server_send (client.server, packets[i]);
      client_wait_closed (&client);
      g_assert_error (client.error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
      g_assert_cmpstr (client.log->str, ==, "opened | closed transport error");
    }
}

static void
test_close (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  start (&client, data);
  client_send (&client, "last");
  eio_socket_close (client.socket);
  g_assert_cmpint (eio_socket_get_state (client.socket), ==, EIO_SOCKET_STATE_CLOSING);
  client_send (&client, "too late");
  client_wait_closed (&client);
  g_assert_no_error (client.error);
  g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_FORCED);
  test_wait_until (!rogue_server_has_session (client.server));
  g_assert_true (rogue_server_has_logged (client.server, kind_of (data) == EIO_TRANSPORT_POLLING
                                                             ? "polling 4last"
                                                             : "websocket 4last"));
  g_assert_cmpint (rogue_server_has_logged (client.server, "polling 1"), ==,
                   kind_of (data) == EIO_TRANSPORT_POLLING);
  eio_socket_close (client.socket);
}

static void
test_drop (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  start (&client, data);
  client_send (&client, "hello");
  test_wait_until (client.n_messages == 1);
  eio_socket_drop (client.socket);
  g_assert_cmpstr (client.log->str, ==, "opened | message hello | closed transport close");
  /* libsoup's server does not watch the connection of an answer that waits. */
  if (kind_of (data) == EIO_TRANSPORT_WEBSOCKET)
    test_wait_until (!rogue_server_has_session (client.server));
  test_wait_ms (50);
  g_assert_false (rogue_server_has_logged (client.server, "polling 1"));
}

static void
test_server_gone (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  start (&client, data);
  test_wait_until (kind_of (data) == EIO_TRANSPORT_WEBSOCKET ||
                   rogue_server_count_polls (client.server) == 1);
  rogue_server_cut (client.server);
  client_wait_closed (&client);
  g_assert_cmpint (client.reason, ==,
                   kind_of (data) == EIO_TRANSPORT_POLLING ? EIO_CLOSE_REASON_TRANSPORT_ERROR
                                                           : EIO_CLOSE_REASON_TRANSPORT_CLOSE);
}

static void
test_close_packet (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  start (&client, data);
  rogue_server_send (client.server, "1");
  client_wait_closed (&client);
  g_assert_cmpstr (client.log->str, ==, "opened | closed transport close");
}

/* The owner may go inside any event. */
static void
unref_cb (EioSocket *socket, GBytes *message, gboolean binary, gpointer user_data)
{
  g_clear_object ((EioSocket **) user_data);
}

static void
test_unref_inside (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  EioSocketEvents events = { .message = unref_cb };
  gpointer socket;

  start (&client, data);
  socket = client.socket;
  g_object_add_weak_pointer (G_OBJECT (client.socket), &socket);
  eio_socket_set_events (client.socket, &events, &client.socket);
  for (guint i = 0; i < 3; i++)
    rogue_server_send (client.server, "4x");
  test_wait_until (socket == NULL);
}

static void
test_finalize (gconstpointer data)
{
  g_autoptr (EioConfig) config = eio_config_new ("http://127.0.0.1:1", NULL);
  EioTransport *transport = kind_of (data) == EIO_TRANSPORT_POLLING
                                ? eio_polling_transport_new (config, EIO_PROTOCOL_4)
                                : eio_websocket_transport_new (config, EIO_PROTOCOL_4);

  g_assert_cmpint (eio_transport_get_kind (transport), ==, kind_of (data));
  g_assert_cmpint (eio_transport_get_state (transport), ==, EIO_TRANSPORT_STATE_CLOSED);
  eio_transport_close (transport);
  eio_transport_abort (transport);
  test_assert_finalize (transport);
}

static void
add (const char *name, GTestDataFunc func)
{
  static const char *const names[] = { "polling", "websocket", "memory" };

  for (Way way = 0; way < N_WAYS; way++)
    {
      g_autofree char *path = g_strdup_printf ("/transport/%s/%s", names[way], name);

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("finalize", test_finalize);
  add ("echo", test_echo);
  add ("send-while-opening", test_send_while_opening);
  add ("many", test_many);
  add ("large", test_large);
  add ("too-large", test_too_large);
  add ("bad-packet", test_bad_packet);
  add ("close", test_close);
  add ("drop", test_drop);
  add ("server-gone", test_server_gone);
  add ("close-packet", test_close_packet);
  add ("unref-inside", test_unref_inside);

  return g_test_run ();
}
