/* test-application.c: the program itself: the demo, notifications and what a click on one does, the command line.
 * The notification daemon is ours, on the session bus that with-display.sh starts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"
#include "tell-application.h"
#include "tell-window.h"
#include "ui-session.h"

#include <glib/gstdio.h>

#define DAEMON_XML                                                                                           \
  "<node><interface name='org.freedesktop.Notifications'>"                                                   \
  "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"                       \
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"               \
  "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"          \
  "<arg type='u' direction='out'/></method>"                                                                 \
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"                                 \
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"                                 \
  "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"                                     \
  "</interface></node>"

typedef struct
{
  TellApplication *application;
  DemoServer *server;
  GDBusConnection *bus; /* the daemon's */
  guint name_id, object_id;
  gboolean named;
  guint n_shown, n_closed;
  char *title; /* of the last one shown */
} Fixture;

static void
daemon_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  Fixture *fixture = user_data;

  if (g_str_equal (method, "Notify"))
    {
      g_free (fixture->title);
      g_variant_get_child (parameters, 3, "s", &fixture->title);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", ++fixture->n_shown));
    }
  else if (g_str_equal (method, "CloseNotification"))
    {
      fixture->n_closed++;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
}

static void
named_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Fixture *) user_data)->named = TRUE;
}

static void
start_daemon (Fixture *fixture)
{
  static const GDBusInterfaceVTable vtable = { .method_call = daemon_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (DAEMON_XML, &error);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);

  fixture->bus = g_dbus_connection_new_for_address_sync (address,
                                                         G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                             G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                         NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->object_id =
      g_dbus_connection_register_object (fixture->bus, "/org/freedesktop/Notifications", info->interfaces[0],
                                         &vtable, fixture, NULL, &error);
  g_assert_no_error (error);
  fixture->name_id = g_bus_own_name_on_connection (fixture->bus, "org.freedesktop.Notifications", 0, named_cb,
                                                   NULL, fixture, NULL);
  test_wait_until (fixture->named);
}

static GBytes *
demo_cb (gpointer user_data, GError **error)
{
  return demo_server_dup_document (((Fixture *) user_data)->server);
}

static void
start_application (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->application = tell_application_new (demo_cb, fixture);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
}

static TellWindow *
get_window (Fixture *fixture)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (fixture->application));

  return window ? TELL_WINDOW (window) : NULL;
}

static void
be_silent_cb (const char *text)
{
}

/* Only g_application_run () ends it cleanly; without windows it does so at once. */
static void
stop_application (Fixture *fixture)
{
  char *arguments[] = { "telltale", "--version", NULL };
  TellWindow *window = get_window (fixture);
  GPrintFunc print = g_set_print_handler (be_silent_cb);

  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  g_application_run (G_APPLICATION (fixture->application), 2, arguments);
  g_set_print_handler (print);
  test_assert_finalize (fixture->application);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = demo_server_new (1);
  demo_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
  start_daemon (fixture);
  start_application (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop_application (fixture);
  g_bus_unown_name (fixture->name_id);
  g_dbus_connection_unregister_object (fixture->bus, fixture->object_id);
  g_dbus_connection_close_sync (fixture->bus, NULL, NULL);
  g_clear_object (&fixture->bus);
  demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->title, g_free);
}

static TellSession *
open_demo (Fixture *fixture)
{
  TellSession *session = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "demo", NULL);
  g_assert_nonnull (get_window (fixture));
  g_assert_nonnull (tell_window_get_place (get_window (fixture)));
  session = tell_place_get_session (tell_window_get_place (get_window (fixture)));
  test_wait_until (tell_session_get_state (session) == TELL_SESSION_CONNECTED);
  return session;
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  TellSession *session = open_demo (fixture);

  g_assert_cmpint (tell_place_get_kind (tell_window_get_place (get_window (fixture))), ==,
                   TELL_PLACE_DASHBOARD);
  g_assert_true (open_demo (fixture) == session); /* it is there already */
}

static void
notify_room (TellSession *session, const char *title, const char *room)
{
  g_autoptr (TellNotification) notification =
      tell_notification_new (NULL, title, "text", TELL_LEVEL_INFO, room, 1732276800000);

  tell_store_notify (tell_session_get_store (session), notification);
}

static void
click (Fixture *fixture, guint id)
{
  g_dbus_connection_emit_signal (fixture->bus, NULL, "/org/freedesktop/Notifications",
                                 "org.freedesktop.Notifications", "ActionInvoked",
                                 g_variant_new ("(us)", id, "default"), NULL);
}

static const char *
get_shown_room (Fixture *fixture)
{
  TellPlace *place = tell_window_get_place (get_window (fixture));
  TellRoom *room = place ? tell_place_get_room (place) : NULL;

  return room ? tell_room_get_id (room) : NULL;
}

static void
test_notification (Fixture *fixture, gconstpointer data)
{
  TellSession *session = open_demo (fixture);

  notify_room (session, "Ana & <b>Ben</b>", "ops");
  test_wait_until (fixture->n_shown == 1);
  g_assert_cmpstr (fixture->title, ==, "Ana & <b>Ben</b>");
  g_assert_null (get_shown_room (fixture));
  click (fixture, 1);
  test_wait_until (g_strcmp0 (get_shown_room (fixture), "ops") == 0);
  tell_room_set_seen (tell_store_find_room (tell_session_get_store (session), "ops"), TRUE);
  notify_room (session, "seen", "ops");
  test_wait_ms (100);
  g_assert_cmpuint (fixture->n_shown, ==, 1);
}

/* Shows a notification, reads its room, and says whether the daemon was told to take it back within two seconds. GLib
 * forgets to tell it when the room is read before the daemon's answer has brought the notification's number. */
static gboolean
is_withdrawn (Fixture *fixture, TellSession *session, TellRoom *room, guint n)
{
  tell_room_set_seen (room, FALSE);
  notify_room (session, "one", "ops");
  test_wait_until (fixture->n_shown == n);
  test_wait_ms (200);
  tell_room_set_seen (room, TRUE);
  for (guint i = 0; i < 40 && fixture->n_closed == 0; i++)
    test_wait_ms (50);
  return fixture->n_closed > 0;
}

static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  TellSession *session = open_demo (fixture);
  TellRoom *room = tell_store_find_room (tell_session_get_store (session), "ops");
  guint n = 1;

  test_wait_until (tell_room_get_joined (room));
  while (n <= 3 && !is_withdrawn (fixture, session, room, n))
    n++;
  g_assert_cmpuint (fixture->n_closed, ==, 1);
}

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_file_set_contents (path, text, -1, NULL);
  return path;
}

/* The program is not running; a click on a notification that is still there starts it on that room. */
static void
test_cold_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) document = demo_server_dup_document (fixture->server);
  g_autofree char *path = write_file ("cold.telltale.json", g_bytes_get_data (document, NULL));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *id = NULL;

  g_application_open (G_APPLICATION (fixture->application), &file, 1, "");
  test_wait_until (get_window (fixture) && tell_window_get_place (get_window (fixture)));
  id = g_strdup (tell_session_get_id (tell_place_get_session (tell_window_get_place (get_window (fixture)))));
  stop_application (fixture);
  start_application (fixture);
  g_assert_null (get_window (fixture));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "open-room",
                                  g_variant_new ("(ss)", id, "kitchen"));
  g_assert_nonnull (get_window (fixture));
  test_wait_until (g_strcmp0 (get_shown_room (fixture), "kitchen") == 0);
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* A file that can't be opened while the program runs: a sentence in the window. */
static void
test_bad_file_in_window (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (
      "bad.telltale.json",
      "{ \"telltale\": 1, \"connection\": { \"url\": \"http://localhost:1\" }, \"bindings\": 7 }");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_application_open (G_APPLICATION (fixture->application), &file, 1, "");
  test_wait_until (find_dialog () != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_dialog ()), "bindings"));
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

static int
run (const char *argument, char **errors)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("TELLTALE"), argument, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_command_line (void)
{
  g_autofree char *path = write_file (
      "bad.telltale.json",
      "{ \"telltale\": 1, \"connection\": { \"url\": \"http://localhost:1\" }, \"bindings\": 7 }");
  g_autofree char *bad = NULL, *missing = NULL, *address = NULL, *display = NULL;
  g_autofree char *option = NULL;

  g_assert_cmpint (run (path, &bad), ==, 2);
  g_assert_true (g_str_has_prefix (bad, "telltale: "));
  g_assert_nonnull (strstr (bad, "bad.telltale.json: bindings"));
  g_assert_cmpint (run ("/nowhere/at.all", &missing), ==, 2);
  g_assert_nonnull (strstr (missing, "/nowhere/at.all"));
  g_assert_cmpint (run ("gopher://nowhere", &address), ==, 2);
  g_assert_nonnull (strstr (address, "gopher://nowhere: this is not the address of a server"));
  g_assert_cmpint (run ("--no-such-option", &option), ==, 2);
  g_assert_nonnull (strstr (option, "--no-such-option"));
  g_assert_cmpint (run ("http://localhost:1", &display), ==, 1);
  g_assert_nonnull (strstr (display, "no display"));
}

#define ADD(name, func) g_test_add ("/ui/application/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("demo", test_demo);
  ADD ("notification", test_notification);
  ADD ("withdrawn", test_withdrawn);
  ADD ("cold-start", test_cold_start);
  ADD ("bad-file-in-window", test_bad_file_in_window);
  g_test_add_func ("/ui/application/command-line", test_command_line);
  return g_test_run ();
}
