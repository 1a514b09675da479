/* test-recording.c: a recording in the window: played in its dashboard or on the events page, with an honest end; what is no
 * recording is said in a dialog.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-composer.h"
#include "tell-connection-banner.h"
#include "tell-dashboard-page.h"
#include "tell-events-page.h"
#include "tell-room-page.h"
#include "tell-window.h"
#include "ui-session.h"

#include <glib/gstdio.h>

typedef struct
{
  TellSessionList *sessions;
  TellWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer ready)
{
  g_autoptr (GFile) folder = tell_ready_dup_folder ();
  g_autoptr (GPtrArray) dashboards = tell_ready_load (folder, NULL);

  fixture->sessions = tell_session_list_new (NULL);
  if (ready)
    tell_session_list_set_ready (fixture->sessions, dashboards);
  fixture->window = tell_window_new (NULL, fixture->sessions, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer ready)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->sessions);
}

static GFile *
get_recording (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "recordings", name, NULL);

  return g_file_new_for_path (path);
}

static TellSession *
get_session (Fixture *fixture)
{
  g_autoptr (TellSession) session = g_list_model_get_item (G_LIST_MODEL (fixture->sessions), 0);

  return session; /* the list holds it */
}

static gpointer
find (Fixture *fixture, GType type)
{
  return ui_test_find (GTK_WIDGET (fixture->window), type);
}

static gboolean
has_ended (TellSession *session)
{
  return g_strcmp0 (tell_session_get_reason (session), "The recording has ended.") == 0;
}

/* The dashboard that fits is found, fills with points, and the banner says when it is over, with nothing to press. */
static void
test_dashboard (Fixture *fixture, gconstpointer ready)
{
  g_autoptr (GFile) file = get_recording ("express-status-monitor.jsonl");
  TellConnectionBanner *banner = find (fixture, TELL_TYPE_CONNECTION_BANNER);
  SeriesBuffer *cpu;
  TellSession *session;

  tell_window_open_recording (fixture->window, file, NULL, 0);
  session = get_session (fixture);
  g_assert_cmpstr (tell_session_get_name (session), ==, "Express status (recording)");
  test_wait_until (has_ended (session));
  g_assert_cmpuint (tell_dashboard_page_get_n_panels (find (fixture, TELL_TYPE_DASHBOARD_PAGE)), >, 0);
  cpu = series_store_get (tell_store_get_series (tell_session_get_store (session)), "cpu.1");
  g_assert_nonnull (cpu);
  g_assert_cmpuint (series_buffer_get_n_points (cpu), >, 5);
  g_assert_true (tell_connection_banner_get_revealed (banner));
  g_assert_cmpstr (tell_connection_banner_get_title (banner), ==, "The recording has ended.");
  g_assert_false (gtk_widget_get_visible (ui_test_find (GTK_WIDGET (banner), GTK_TYPE_BUTTON)));
}

/* It plays as it happened; held, the banner has a button that plays it on. */
static void
test_hold (Fixture *fixture, gconstpointer ready)
{
  g_autoptr (GFile) file = get_recording ("demo.jsonl");
  TellConnectionBanner *banner = find (fixture, TELL_TYPE_CONNECTION_BANNER);
  TellSession *session;

  tell_window_open_file (fixture->window, file);
  session = get_session (fixture);
  test_wait_until (tell_session_get_state (session) == TELL_SESSION_CONNECTED);
  g_assert_false (tell_connection_banner_get_revealed (banner));
  gtk_widget_activate_action (GTK_WIDGET (banner), "win.server-disconnect", "s",
                              tell_session_get_id (session));
  g_assert_cmpstr (tell_connection_banner_get_title (banner), ==, "The recording is held.");
  gtk_widget_activate_action (GTK_WIDGET (banner), "session.retry", NULL);
  test_wait_until (tell_session_get_state (session) == TELL_SESSION_CONNECTED);
  g_assert_false (tell_connection_banner_get_revealed (banner));
}

/* Without a dashboard that fits: all events of the file, and no more. */
static void
test_events (Fixture *fixture, gconstpointer ready)
{
  g_autoptr (GFile) file = get_recording ("socketio-chat.jsonl");
  TellEventsPage *page = find (fixture, TELL_TYPE_EVENTS_PAGE);
  g_autoptr (GPtrArray) unbound = NULL;
  TellSession *session;

  tell_window_open_recording (fixture->window, file, NULL, 0);
  session = get_session (fixture);
  test_wait_until (has_ended (session));
  test_wait_until (tell_events_page_get_n_events (page) > 0);
  g_assert_true (ui_test_has_label (GTK_WIDGET (page), "new message"));
  g_assert_true (ui_test_has_label (GTK_WIDGET (page), "user joined"));
  unbound = tell_engine_list_unbound (tell_session_get_engine (session));
  test_wait_until (tell_events_page_get_n_events (page) == unbound->len);
}

/* A document that is given is used, and its composer is closed. */
static void
test_given (Fixture *fixture, gconstpointer ready)
{
  g_autoptr (GFile) file = get_recording ("socketio-chat.jsonl");
  g_autoptr (GFile) folder = tell_ready_dup_folder ();
  g_autoptr (GFile) dashboard = g_file_get_child (folder, "socketio-chat.telltale.json");
  TellComposer *composer;
  TellSession *session;
  TellRoom *room;

  tell_window_open_recording (fixture->window, file, dashboard, 0);
  session = get_session (fixture);
  g_assert_cmpstr (tell_session_get_name (session), ==, "Socket.IO chat (recording)");
  test_wait_until (has_ended (session));
  room = tell_store_find_room (tell_session_get_store (session), "main");
  g_assert_nonnull (room);
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_messages (room)), >, 0);
  tell_window_open_page (fixture->window, tell_session_get_id (session), "main");
  composer = ui_test_find (find (fixture, TELL_TYPE_ROOM_PAGE), TELL_TYPE_COMPOSER);
  test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (composer)));
  g_assert_cmpint (tell_composer_get_mode (composer), ==, TELL_COMPOSER_CLOSED);
}

static GtkWindow *
find_dialog (const char *heading)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) &&
          g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) == 0)
        return window;
    }
  return NULL;
}

static void
test_broken (Fixture *fixture, gconstpointer ready)
{
  g_autofree char *folder = g_dir_make_tmp ("telltale-recording-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "broken.jsonl", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) good = get_recording ("demo.jsonl");

  g_assert_true (g_file_set_contents (path, "{}\nnot JSON\n", -1, NULL));
  tell_window_open_file (fixture->window, file);
  g_assert_nonnull (find_dialog ("“broken.jsonl” Can’t Be Opened"));
  gtk_window_destroy (find_dialog ("“broken.jsonl” Can’t Be Opened"));
  tell_window_open_recording (fixture->window, good, file, 1); /* it is no dashboard either */
  g_assert_nonnull (find_dialog ("“broken.jsonl” Can’t Be Opened"));
  gtk_window_destroy (find_dialog ("“broken.jsonl” Can’t Be Opened"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->sessions)), ==, 0);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, ready, func) g_test_add (path, Fixture, GINT_TO_POINTER (ready), set_up, func, tear_down)
  ADD ("/ui/recording/dashboard", TRUE, test_dashboard);
  ADD ("/ui/recording/hold", TRUE, test_hold);
  ADD ("/ui/recording/events", FALSE, test_events);
  ADD ("/ui/recording/given", FALSE, test_given);
  ADD ("/ui/recording/broken", TRUE, test_broken);
  return g_test_run ();
}
