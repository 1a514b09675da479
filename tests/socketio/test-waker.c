/* test-waker.c: what wakes a client, and what it does then.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"
#include "fake-network.h"
#include "test-wait.h"

static void
count_cb (SioWaker *waker, guint *count)
{
  ++*count;
}

static void
test_network (void)
{
  FakeNetwork *network = fake_network_new ();
  SioWaker *waker = sio_waker_new (G_NETWORK_MONITOR (network), NULL);
  guint count = 0;

  g_signal_connect (waker, "woken", G_CALLBACK (count_cb), &count);
  fake_network_change (network, FALSE);
  g_assert_cmpuint (count, ==, 0);
  fake_network_change (network, TRUE);
  g_assert_cmpuint (count, ==, 1);
  fake_network_change (network, TRUE); /* another one: the way to the server may have been the old one */
  g_assert_cmpuint (count, ==, 2);
  sio_waker_wake (waker);
  g_assert_cmpuint (count, ==, 3);
  test_assert_finalize (waker);
  fake_network_change (network, TRUE);
  test_assert_finalize (network);
}

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
say (GDBusConnection *logind, const char *member, GVariant *parameters)
{
  g_assert_true (g_dbus_connection_emit_signal (logind, NULL, "/org/freedesktop/login1",
                                                "org.freedesktop.login1.Manager", member, parameters, NULL));
}

static void
name_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* A bus of the test's own stands in for the system's, and the test for logind. */
static void
test_sleep (void)
{
  g_autoptr (GTestDBus) bus = NULL;
  g_autoptr (GDBusConnection) logind = NULL;
  g_autoptr (GDBusConnection) ours = NULL;
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  SioWaker *waker;
  gboolean owned = FALSE;
  guint count = 0, name;

  if (daemon == NULL)
    {
      g_test_skip ("dbus-daemon is not here");
      return;
    }
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  logind = connect_to (bus);
  ours = connect_to (bus);
  name = g_bus_own_name_on_connection (logind, "org.freedesktop.login1", 0, name_cb, NULL, &owned, NULL);
  test_wait_until (owned);
  waker = sio_waker_new (NULL, ours);
  g_signal_connect (waker, "woken", G_CALLBACK (count_cb), &count);

  say (logind, "PrepareForSleep", g_variant_new ("(b)", TRUE));
  say (logind, "PrepareForShutdown", g_variant_new ("(b)", FALSE));
  say (logind, "PrepareForSleep", g_variant_new ("(s)", "no"));
  say (logind, "PrepareForSleep", g_variant_new ("(b)", FALSE));
  test_wait_until (count == 1);
  say (logind, "PrepareForSleep", g_variant_new ("(b)", FALSE));
  test_wait_until (count == 2);

  say (logind, "PrepareForSleep", g_variant_new ("(b)", FALSE));
  g_assert_true (g_dbus_connection_flush_sync (logind, NULL, NULL));
  test_assert_finalize (waker);
  test_wait_ms (50);
  g_assert_cmpuint (count, ==, 2);
  g_bus_unown_name (name);
  g_assert_true (g_dbus_connection_close_sync (logind, NULL, NULL));
  g_assert_true (g_dbus_connection_close_sync (ours, NULL, NULL));
  g_test_dbus_down (bus);
}

/* Without a system bus there is nothing to say about it: warnings are fatal here. */
static void
test_default (void)
{
  SioWaker *waker, *same;

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  waker = sio_waker_dup_default ();
  same = sio_waker_dup_default ();
  g_assert_true (waker == same);
  g_object_unref (same);
  test_wait_ms (50);
  test_assert_finalize (waker);

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "nonsense:", TRUE); /* so that a thread looks for it */
  waker = sio_waker_dup_default ();                        /* gone before the bus is found or not */
  test_assert_finalize (waker);
  test_wait_ms (50);
}

static void
test_retries_at_once (Fixture *f, gconstpointer data)
{
  FakeNetwork *network = fake_network_new ();
  SioWaker *waker = sio_waker_new (G_NETWORK_MONITOR (network), NULL);

  sio_client_set_waker (f->client, waker);
  sio_waker_wake (waker); /* while closed it stays so */
  g_assert_cmpuint (fake_socket_get_count (), ==, 0);
  fixture_connect (f);
  sio_waker_wake (waker);
  assert_log (f, "");

  fake_network_change (network, FALSE);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "unplugged");
  assert_log (f, "/ disconnected transport error\nclosed transport error\nattempt 1 in 1000\n");
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_WAITING);
  fake_network_change (network, TRUE);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPENING);
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  fake_network_change (network, TRUE); /* an attempt under way goes on */
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  fake_socket_opened (fake_socket_get_last ());
  assert_log (f, "opened\nreconnected 1\n");

  sio_client_set_waker (f->client, NULL);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "unplugged");
  sio_waker_wake (waker);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_WAITING);
  g_string_truncate (f->log, 0);
  test_assert_finalize (waker);
  test_assert_finalize (network);
}

/* Nothing was sent since, and no timer has run: the heartbeat is looked at. */
static void
test_overdue (Fixture *f, gconstpointer data)
{
  SioWaker *waker = sio_waker_new (NULL, NULL);
  guint n_checks;

  sio_client_set_waker (f->client, waker);
  fixture_connect (f);
  fake_socket_set_alive (fake_socket_get_last (), FALSE);
  n_checks = fake_socket_get_n_checks (fake_socket_get_last ());
  sio_waker_wake (waker);
  g_assert_cmpuint (fake_socket_get_n_checks (fake_socket_get_last ()), ==, n_checks + 1);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_PING_TIMEOUT, NULL);
  assert_log (f, "/ disconnected ping timeout\nclosed ping timeout\nattempt 1 in 0\n");
  fixture_advance (f, 0);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPENING);
  fake_socket_closed (fake_socket_get_last (), EIO_CLOSE_REASON_TRANSPORT_ERROR, "no"); /* only that once */
  assert_log (f, "reconnect-error no\n/ connect-error no (none)\nattempt 2 in 2000\n");
  g_clear_object (&f->client); /* lets go of it */
  test_assert_finalize (waker);
}

/* An attempt from before the machine slept, or over the network that is gone. */
static void
test_stale_attempt (Fixture *f, gconstpointer data)
{
  sio_namespace_connect (f->nsp);
  fixture_advance (f, 999);
  sio_client_wake (f->client);
  g_assert_cmpuint (fake_socket_get_count (), ==, 1);
  fixture_advance (f, 1);
  sio_client_wake (f->client);
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  g_assert_cmpint (sio_client_get_state (f->client), ==, SIO_CLIENT_OPENING);
  sio_client_wake (f->client);
  g_assert_cmpuint (fake_socket_get_count (), ==, 2);
  fake_socket_opened (fake_socket_get_last ());
  assert_log (f, "opened\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/waker/network", test_network);
  g_test_add_func ("/waker/sleep", test_sleep);
  g_test_add_func ("/waker/default", test_default);
  ADD_TEST ("/waker/retries-at-once", test_retries_at_once);
  ADD_TEST ("/waker/overdue", test_overdue);
  ADD_TEST ("/waker/stale-attempt", test_stale_attempt);
  return g_test_run ();
}
