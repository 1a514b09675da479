/* test-upgrade.c: the probe, and every way in which it goes wrong.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "socket-client.h"

#define PROBE_TIMEOUT (10 * G_USEC_PER_SEC)

static void
test_upgrade (void)
{
  g_auto (Client) client = { 0 };
  g_autofree char *log = NULL;

  client_init (&client);
  client_open_and_wait (&client);
  g_assert_cmpint (eio_socket_get_transport (client.socket), ==, EIO_TRANSPORT_POLLING);
  test_wait_until (client_has (&client, "upgraded websocket"));
  g_assert_cmpint (eio_socket_get_transport (client.socket), ==, EIO_TRANSPORT_WEBSOCKET);
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "message hello"));
  log = rogue_server_dup_log (client.server);
  g_assert_cmpstr (log, ==, "websocket 2probe | websocket 5 | websocket 4hello");
  g_assert_cmpuint (rogue_server_count_polls (client.server), ==, 0);
}

static gboolean
send_cb (gpointer user_data)
{
  Client *client = user_data;
  g_autofree char *text = g_strdup_printf ("%u", client->n_messages >= 1000 ? 0 : (guint) client->reason++);

  client_send (client, text);
  return client->reason < 200;
}

/* Messages that are under way during the upgrade come once, and in order. */
static void
test_order (void)
{
  g_auto (Client) client = { 0 };
  g_autofree char *before = NULL;

  client_init (&client);
  client_open_and_wait (&client);
  g_idle_add (send_cb, &client);
  test_wait_until (client_has (&client, "upgraded websocket") && client.n_messages == 200);
  g_string_replace (client.log, " | upgraded websocket", "", 0);
  before = g_strdup (client.log->str);
  g_string_assign (client.log, "opened");
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (client.log, " | message %u", i);
  g_assert_cmpstr (before, ==, client.log->str);
}

static void
test_fails (gconstpointer data)
{
  g_auto (Client) client = { 0 };
  RogueProbe probe = GPOINTER_TO_INT (data);

  client_init (&client);
  client_use_manual_clock (&client);
  rogue_server_get_flags (client.server)->probe = probe;
  client_open_and_wait (&client);
  if (probe == ROGUE_PROBE_SILENT || probe == ROGUE_PROBE_KEEP_POLL)
    {
      test_wait_until (rogue_server_has_logged (client.server, "websocket 2probe"));
      test_wait_ms (50);
      g_assert_false (client_has (&client, "upgrade error"));
      /* What is sent while polling is being paused waits. */
      client_send (&client, "waiting");
      eio_clock_advance (client.clock, PROBE_TIMEOUT);
      test_wait_until (client_has (&client, "message waiting"));
    }
  test_wait_until (client_has (&client, "upgrade error"));

  g_assert_cmpint (eio_socket_get_transport (client.socket), ==, EIO_TRANSPORT_POLLING);
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "message hello"));
  rogue_server_send (client.server, "4again");
  test_wait_until (client_has (&client, "message again"));
  g_assert_false (client.closed);
}

static void
test_not_wanted (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  eio_config_set_upgrade (client.config, FALSE);
  client_open_and_wait (&client);
  client_send (&client, "hello");
  test_wait_until (client_has (&client, "message hello"));
  test_wait_ms (50);
  g_assert_false (rogue_server_has_websocket (client.server));
}

static void
test_not_offered (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  rogue_server_get_flags (client.server)->no_websocket = TRUE;
  client_open_and_wait (&client);
  test_wait_ms (50);
  g_assert_false (rogue_server_has_websocket (client.server));
}

/* Closing waits for an upgrade that is switching, and sends what was queued meanwhile. */
static void
test_close_while_switching (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use_manual_clock (&client);
  rogue_server_get_flags (client.server)->probe = ROGUE_PROBE_KEEP_POLL;
  client_open_and_wait (&client);
  test_wait_until (rogue_server_has_logged (client.server, "websocket 2probe"));
  test_wait_until (!eio_socket_is_writable (client.socket));
  client_send (&client, "last");
  eio_socket_close (client.socket);
  test_wait_ms (50);
  g_assert_false (client.closed);
  rogue_server_send (client.server, "6");
  client_wait_closed (&client);
  g_assert_cmpstr (client.log->str, ==, "opened | upgraded websocket | message last | closed forced close");
  g_assert_true (rogue_server_has_logged (client.server, "websocket 4last"));
}

/* The same, when the upgrade comes to nothing: what was queued goes over polling, what came later nowhere. */
static void
test_close_and_fail (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  rogue_server_get_flags (client.server)->probe = ROGUE_PROBE_KEEP_POLL;
  client_open_and_wait (&client);
  test_wait_until (rogue_server_has_logged (client.server, "websocket 2probe"));
  test_wait_until (!eio_socket_is_writable (client.socket));
  client_send (&client, "last");
  eio_socket_close (client.socket);
  client_send (&client, "too late");
  test_wait_ms (50);
  g_assert_false (client.closed);
  rogue_server_close_websocket (client.server, 1000);
  client_wait_closed (&client);
  g_assert_true (client_has (&client, "upgrade error"));
  g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_FORCED);
  test_wait_until (rogue_server_has_logged (client.server, "polling 1"));
  g_assert_true (rogue_server_has_logged (client.server, "polling 4last"));
  g_assert_false (rogue_server_has_logged (client.server, "polling 4too late"));
}

static void
test_drop_while_probing (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  rogue_server_get_flags (client.server)->probe = ROGUE_PROBE_SILENT;
  client_open_and_wait (&client);
  test_wait_until (rogue_server_has_logged (client.server, "websocket 2probe"));
  eio_socket_drop (client.socket);
  g_assert_cmpstr (client.log->str, ==, "opened | closed transport close");
  test_wait_until (!rogue_server_has_websocket (client.server));
}

static void
test_cut_while_probing (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  rogue_server_get_flags (client.server)->probe = ROGUE_PROBE_KEEP_POLL;
  client_open_and_wait (&client);
  test_wait_until (rogue_server_has_logged (client.server, "websocket 2probe"));
  rogue_server_cut (client.server);
  client_wait_closed (&client);
  g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_TRANSPORT_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/upgrade/upgrade", test_upgrade);
  g_test_add_func ("/upgrade/order", test_order);
  g_test_add_data_func ("/upgrade/refused", GINT_TO_POINTER (ROGUE_PROBE_REFUSE), test_fails);
  g_test_add_data_func ("/upgrade/silent", GINT_TO_POINTER (ROGUE_PROBE_SILENT), test_fails);
  g_test_add_data_func ("/upgrade/wrong", GINT_TO_POINTER (ROGUE_PROBE_WRONG), test_fails);
  g_test_add_data_func ("/upgrade/closed", GINT_TO_POINTER (ROGUE_PROBE_CLOSE), test_fails);
  g_test_add_data_func ("/upgrade/closed-late", GINT_TO_POINTER (ROGUE_PROBE_CLOSE_LATE), test_fails);
  g_test_add_data_func ("/upgrade/poll-kept", GINT_TO_POINTER (ROGUE_PROBE_KEEP_POLL), test_fails);
  g_test_add_func ("/upgrade/not-wanted", test_not_wanted);
  g_test_add_func ("/upgrade/not-offered", test_not_offered);
  g_test_add_func ("/upgrade/close-while-switching", test_close_while_switching);
  g_test_add_func ("/upgrade/close-and-fail", test_close_and_fail);
  g_test_add_func ("/upgrade/drop-while-probing", test_drop_while_probing);
  g_test_add_func ("/upgrade/cut-while-probing", test_cut_while_probing);

  return g_test_run ();
}
