/* test-revision.c: finding out which revision a server speaks, and revision 3.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "socket-client.h"

static void
init_revision_3 (Client *client, EioTransportKind kind)
{
  RogueFlags *flags;

  client_init (client);
  client_use (client, kind);
  flags = rogue_server_get_flags (client->server);
  flags->revision = 3;
  flags->max_payload = 0;
  flags->greet = TRUE;
}

static void
assert_asked (Client *client, guint nth, const char *revision)
{
  GPtrArray *requests = rogue_server_get_requests (client->server);

  g_assert_cmpuint (requests->len, >, nth);
  g_assert_nonnull (strstr (g_ptr_array_index (requests, nth), revision));
}

static void
test_found_out (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  guint asked;

  init_revision_3 (&client, GPOINTER_TO_INT (data));
  client_open_and_wait (&client);
  assert_asked (&client, 0, "EIO=4");
  g_assert_cmpint (eio_socket_get_protocol (client.socket), ==, EIO_PROTOCOL_3);
  client_send (&client, "hello");
  test_wait_until (client.n_messages == 2);
  g_assert_cmpstr (client.log->str, ==, "opened | message 0 | message hello");

  /* The next time it is known. */
  client_open_and_wait (&client);
  assert_asked (&client, rogue_server_get_requests (client.server)->len - 1, "EIO=3");

  /* By everybody. */
  client_set_url (&client, rogue_server_get_url (client.server));
  client_use (&client, GPOINTER_TO_INT (data));
  asked = rogue_server_get_requests (client.server)->len;
  client_open_and_wait (&client);
  assert_asked (&client, asked, "EIO=3");
}

static void
test_binary (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  static const guint8 raw[] = { 4, 1, 2, 3 };
  g_autoptr (GBytes) binary = g_bytes_new_static (raw, sizeof raw);

  init_revision_3 (&client, GPOINTER_TO_INT (data));
  client_open_and_wait (&client);
  eio_socket_send (client.socket, binary, TRUE);
  test_wait_until (client_has (&client, "binary 4"));
  rogue_server_send (client.server, "b4BAEC");
  test_wait_until (client_has (&client, "binary 3"));
  if (GPOINTER_TO_INT (data) == EIO_TRANSPORT_WEBSOCKET)
    g_assert_true (rogue_server_has_logged (client.server, "websocket <0404010203>"));
  else
    g_assert_true (rogue_server_has_logged (client.server, "polling b4BAECAw=="));
}

static void
test_binary_payloads (void)
{
  g_auto (Client) client = { 0 };

  init_revision_3 (&client, EIO_TRANSPORT_POLLING);
  rogue_server_get_flags (client.server)->binary_payloads = TRUE;
  client_open_and_wait (&client);
  client_send (&client, "€ hello");
  test_wait_until (client_has (&client, "message € hello"));
  g_assert_true (rogue_server_has_logged (client.server, "polling 4€ hello"));
}

/* The client asks, every interval; the server has a timeout for its answer. */
static void
test_ping (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  EioTransportKind kind = GPOINTER_TO_INT (data);
  const char *ping = kind == EIO_TRANSPORT_POLLING ? "polling 2" : "websocket 2";

  init_revision_3 (&client, kind);
  client_use_manual_clock (&client);
  client_open_and_wait (&client);
  eio_clock_advance (client.clock, 25 * G_USEC_PER_SEC - 1);
  test_wait_ms (20);
  g_assert_false (rogue_server_has_logged (client.server, ping));
  eio_clock_advance (client.clock, 1);
  test_wait_until (rogue_server_has_logged (client.server, ping));
  test_wait_until (eio_socket_is_writable (client.socket));
  test_wait_ms (50);

  eio_clock_advance (client.clock, 20 * G_USEC_PER_SEC);
  g_assert_false (client.closed);
  /* The server answers no more: nothing is read while this clock runs on. */
  eio_clock_advance (client.clock, 25 * G_USEC_PER_SEC);
  g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_PING_TIMEOUT);
}

static void
test_asked_wrongly (void)
{
  g_auto (Client) client = { 0 };

  init_revision_3 (&client, EIO_TRANSPORT_POLLING);
  eio_config_set_protocol (client.config, EIO_PROTOCOL_4);
  client_open (&client);
  client_wait_closed (&client);
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_WRONG_REVISION);
}

/* A server that once spoke 3 and was renewed since: {"code":5}. */
static void
test_code_5 (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  rogue_server_get_flags (client.server)->only_revision = TRUE;
  eio_config_learn_protocol (client.config, EIO_PROTOCOL_3);
  client_open_and_wait (&client);
  g_assert_cmpint (eio_socket_get_protocol (client.socket), ==, EIO_PROTOCOL_4);

  /* Not when it was asked for. */
  eio_config_set_protocol (client.config, EIO_PROTOCOL_3);
  client_open (&client);
  client_wait_closed (&client);
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_WRONG_REVISION);
}

/* A server of 3.x to 4.4 over WebSocket: no maxPayload, and nothing comes unasked. */
static void
test_quiet_websocket (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_WEBSOCKET);
  rogue_server_get_flags (client.server)->max_payload = 0;
  client_open_and_wait (&client);
  g_assert_cmpint (eio_socket_get_protocol (client.socket), ==, EIO_PROTOCOL_4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/revision/found-out/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING),
                        test_found_out);
  g_test_add_data_func ("/revision/found-out/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET),
                        test_found_out);
  g_test_add_data_func ("/revision/binary/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING), test_binary);
  g_test_add_data_func ("/revision/binary/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET), test_binary);
  g_test_add_func ("/revision/binary-payloads", test_binary_payloads);
  g_test_add_data_func ("/revision/ping/polling", GINT_TO_POINTER (EIO_TRANSPORT_POLLING), test_ping);
  g_test_add_data_func ("/revision/ping/websocket", GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET), test_ping);
  g_test_add_func ("/revision/asked-wrongly", test_asked_wrongly);
  g_test_add_func ("/revision/code-5", test_code_5);
  g_test_add_func ("/revision/quiet-websocket", test_quiet_websocket);

  return g_test_run ();
}
