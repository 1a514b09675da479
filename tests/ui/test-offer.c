/* test-offer.c: a server that is recognised is offered its dashboard, which one click puts in its place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"
#include "rogue-server.h"
#include "tell-dashboard-page.h"
#include "tell-events-page.h"
#include "tell-offer-bar.h"
#include "tell-inputs-dialog.h"
#include "tell-replay.h"
#include "tell-welcome-page.h"
#include "tell-window.h"
#include "ui-session.h"

static GPtrArray *
load_ready (void)
{
  g_autoptr (GFile) folder = tell_ready_dup_folder ();

  return tell_ready_load (folder, NULL);
}

/* A raw session on what express-status-monitor had sent; (transfer full). */
static TellReplay *
recognise (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "recordings", "express-status-monitor.jsonl", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TellRecording) recording = tell_recording_load (file, NULL);
  g_autoptr (EioClock) clock = tell_replay_new_clock (recording);
  g_autoptr (TellDocument) document = tell_document_new_for_url ("http://127.0.0.1:1", NULL);
  g_autoptr (TellSession) session = tell_session_new (document, clock, NULL);
  g_autoptr (GPtrArray) ready = load_ready ();

  tell_session_recognise (session, ready);
  return tell_replay_new (session, g_steal_pointer (&recording));
}

static GtkWidget *
find_close (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found =
          GTK_IS_BUTTON (child) && gtk_widget_has_css_class (child, "flat") ? child : find_close (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_bar (void)
{
  g_autoptr (TellReplay) replay = recognise ();
  GtkWidget *widget = tell_offer_bar_new ();
  TellOfferBar *bar = TELL_OFFER_BAR (widget);
  GtkWindow *window = ui_test_show (widget, 600, 200);

  tell_offer_bar_set_session (bar, tell_replay_get_session (replay));
  g_assert_null (tell_offer_bar_get_title (bar));
  tell_replay_run (replay);
  g_assert_cmpstr (tell_offer_bar_get_title (bar), ==, "This looks like Express status.");
  g_signal_emit_by_name (find_close (widget), "clicked");
  g_assert_null (tell_offer_bar_get_title (bar));
  tell_offer_bar_set_session (bar, NULL);
  tell_offer_bar_set_session (bar, tell_replay_get_session (replay));
  g_assert_null (tell_offer_bar_get_title (bar)); /* it was declined */
  ui_test_close (window);
  ui_test_assert_finalize_widget (tell_offer_bar_new ());
}

static const char *
get_title (TellWindow *window)
{
  GtkWidget *page = ui_test_find (GTK_WIDGET (window), TELL_TYPE_EVENTS_PAGE);

  return tell_offer_bar_get_title (ui_test_find (page, TELL_TYPE_OFFER_BAR));
}

static void
close_window (TellWindow *window, TellSessionList *sessions)
{
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sessions)); i++)
    {
      g_autoptr (TellSession) session = g_list_model_get_item (G_LIST_MODEL (sessions), i);

      tell_session_stop (session);
    }
}

static gboolean
is_dialog_open (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (TELL_IS_INPUTS_DIALOG (window))
        return TRUE;
    }
  return FALSE;
}

/* A server that does not let us in is recognised by its words; its dashboard asks for what they want. */
static void
test_refused (void)
{
  static const char *const replies[] = {
    "40/admin*",
    "44/admin,{\"message\":\"invalid credentials\"}",
    NULL,
  };
  g_autoptr (RogueServer) server = rogue_server_new ();
  g_autoptr (TellSessionList) sessions = tell_session_list_new (NULL);
  g_autoptr (GPtrArray) ready = load_ready ();
  g_autofree char *url = g_strconcat (rogue_server_get_url (server), "/admin", NULL);
  TellWindow *window = NULL;
  GtkWidget *page = NULL;
  TellOfferBar *bar = NULL;

  rogue_server_get_flags (server)->replies = replies;
  tell_session_list_set_ready (sessions, ready);
  window = tell_window_new (NULL, sessions, NULL);
  gtk_window_present (GTK_WINDOW (window));
  page = ui_test_find (GTK_WIDGET (window), TELL_TYPE_WELCOME_PAGE);
  bar = ui_test_find (page, TELL_TYPE_OFFER_BAR);
  tell_window_open_url (window, url);
  test_wait_until (tell_offer_bar_get_title (bar) != NULL);
  g_assert_cmpstr (tell_offer_bar_get_title (bar), ==, "This looks like Socket.IO Admin UI.");
  g_assert_nonnull (tell_welcome_page_get_error (TELL_WELCOME_PAGE (page)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sessions)), ==, 0);
  g_signal_emit_by_name (ui_test_find (GTK_WIDGET (bar), GTK_TYPE_BUTTON), "clicked");
  g_assert_null (tell_offer_bar_get_title (bar));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sessions)), ==, 1);
  {
    g_autoptr (TellSession) session = g_list_model_get_item (G_LIST_MODEL (sessions), 0);
    const char *address = tell_document_get_url (tell_session_get_document (session));

    g_assert_cmpstr (tell_session_get_name (session), ==, "Socket.IO Admin UI");
    g_assert_cmpstr (address, ==, rogue_server_get_url (server));
    g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_IDLE); /* it waits for the password */
  }
  g_assert_true (is_dialog_open ());
  close_window (window, sessions);
}

/* From an address that somebody typed to a dashboard with numbers, without a file. */
static void
test_window (void)
{
  g_autoptr (DemoServer) server = demo_server_new (1);
  g_autoptr (TellSessionList) sessions = tell_session_list_new (NULL);
  g_autoptr (GPtrArray) ready = load_ready ();
  TellWindow *window = NULL;
  TellDashboardPage *page = NULL;

  g_assert_true (demo_server_start (server, 0, NULL));
  tell_session_list_set_ready (sessions, ready);
  window = tell_window_new (NULL, sessions, NULL);
  gtk_window_present (GTK_WINDOW (window));
  tell_window_open_url (window, demo_server_get_url (server));
  test_wait_until (g_strcmp0 (get_title (window), "This looks like Telltale demo.") == 0);
  page = ui_test_find (GTK_WIDGET (window), TELL_TYPE_DASHBOARD_PAGE);
  g_assert_cmpuint (tell_dashboard_page_get_n_panels (page), ==, 0);
  {
    g_autoptr (TellSession) plain = g_list_model_get_item (G_LIST_MODEL (sessions), 0);

    gtk_widget_activate_action (GTK_WIDGET (page), "win.use-offer", "s", tell_session_get_id (plain));
    g_assert_cmpint (tell_session_get_state (plain), ==, TELL_SESSION_IDLE);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sessions)), ==, 1);
  test_wait_until (tell_dashboard_page_get_n_panels (page) > 0);
  {
    g_autoptr (TellSession) session = g_list_model_get_item (G_LIST_MODEL (sessions), 0);

    g_assert_cmpstr (tell_session_get_name (session), ==, "Telltale demo");
    g_assert_cmpstr (tell_document_get_url (tell_session_get_document (session)), ==,
                     demo_server_get_url (server));
    test_wait_until (tell_session_get_state (session) == TELL_SESSION_CONNECTED);
  }
  close_window (window, sessions);
  demo_server_stop (server);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/offer/bar", test_bar);
  g_test_add_func ("/ui/offer/window", test_window);
  g_test_add_func ("/ui/offer/refused", test_refused);
  return g_test_run ();
}
