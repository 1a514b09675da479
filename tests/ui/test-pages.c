/* test-pages.c: the pages of a window: welcome, room, dashboard, events; and the dialog that asks for inputs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-composer.h"
#include "tell-dashboard-page.h"
#include "tell-events-page.h"
#include "tell-inputs-dialog.h"
#include "tell-log-panel.h"
#include "tell-panel-frame.h"
#include "tell-people-list.h"
#include "tell-room-page.h"
#include "tell-room-view.h"
#include "tell-table-panel.h"
#include "tell-welcome-page.h"
#include "ui-session.h"

#define SECRETIVE                                                                                            \
  "{ 'telltale': 1, 'name': 'S', 'connection': { 'url': 'http://127.0.0.1:1' },"                             \
  "  'inputs': { 'user': { 'title': 'Your name', 'default': 'me' }, 'pass': { 'title': 'Pass', 'secret': "   \
  "true } },"                                                                                                \
  "  'namespaces': { '/': { 'auth': [ { 'user': '${user}', 'pass': '${pass}' } ] } } }"

static void
open_url_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  *(char **) user_data = g_variant_dup_string (parameter, NULL);
}

static void
test_welcome (void)
{
  const GActionEntry entries[] = { { .name = "open-url", .activate = open_url_cb, .parameter_type = "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *widget = tell_welcome_page_new ();
  TellWelcomePage *page = TELL_WELCOME_PAGE (widget);
  GtkWindow *window = ui_test_show (widget, 600, 600);
  g_autofree char *opened = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), &opened);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
  g_signal_emit_by_name (ui_test_find (widget, GTK_TYPE_ENTRY), "activate");
  g_assert_null (opened); /* an empty box opens nothing */
  tell_welcome_page_set_url (page, "  localhost:3000 ");
  g_signal_emit_by_name (ui_test_find (widget, GTK_TYPE_ENTRY), "activate");
  g_assert_cmpstr (opened, ==, "localhost:3000");
  tell_welcome_page_set_error (page, "No such host.");
  g_assert_cmpstr (tell_welcome_page_get_error (page), ==, "No such host.");
  tell_welcome_page_set_url (page, "other");
  g_assert_null (tell_welcome_page_get_error (page)); /* typing answers it */
  ui_test_close (window);
}

static void
test_room_sends (void)
{
  g_autoptr (TellSession) session = ui_test_session (UI_TEST_DOCUMENT, NULL);
  TellRoom *room = tell_store_find_room (tell_session_get_store (session), "a");
  GtkWidget *page = tell_room_page_new ();
  GtkWindow *window = NULL;
  TellComposer *composer = NULL;
  g_autoptr (TellMessage) message = NULL;

  tell_room_page_set_room (TELL_ROOM_PAGE (page), session, room);
  window = ui_test_show (page, 800, 500);
  composer = ui_test_find (page, TELL_TYPE_COMPOSER);
  g_assert_cmpint (tell_composer_get_mode (composer), ==, TELL_COMPOSER_QUEUES);
  tell_composer_set_text (composer, "are you there?");
  tell_composer_send (composer);
  message = g_list_model_get_item (tell_room_get_messages (room), 0);
  g_assert_cmpstr (tell_message_get_text (message), ==, "are you there?");
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_QUEUED);
  test_wait_until (ui_test_has_label (page, "are you there?"));
  tell_room_page_set_room (TELL_ROOM_PAGE (page), NULL, NULL);
  ui_test_close (window);
}

static void
test_room_drafts (void)
{
  g_autoptr (TellSession) session = ui_test_session (UI_TEST_DOCUMENT, NULL);
  TellStore *store = tell_session_get_store (session);
  GtkWidget *view = tell_room_view_new ();
  TellRoomView *room_view = TELL_ROOM_VIEW (view);
  GtkWindow *window = ui_test_show (view, 500, 400);
  TellComposer *composer = ui_test_find (view, TELL_TYPE_COMPOSER);
  g_autofree char *text = NULL;

  tell_room_view_set_room (room_view, session, tell_store_find_room (store, "a"));
  tell_composer_set_text (composer, "half a");
  tell_room_view_set_room (room_view, session, tell_store_find_room (store, "b"));
  tell_room_view_set_room (room_view, session, tell_store_find_room (store, "a"));
  text = tell_composer_dup_text (composer);
  g_assert_cmpstr (text, ==, "half a");
  ui_test_close (window);
}

static void
test_dashboard (void)
{
  g_autoptr (TellSession) session = ui_test_session (UI_TEST_DOCUMENT, NULL);
  TellStore *store = tell_session_get_store (session);
  GtkWidget *widget = tell_dashboard_page_new ();
  TellDashboardPage *page = TELL_DASHBOARD_PAGE (widget);
  GtkWindow *window = NULL;
  GtkWidget *people = NULL;

  tell_dashboard_page_set_session (page, session);
  g_assert_cmpuint (tell_dashboard_page_get_n_panels (page), ==, 6);
  window = ui_test_show (widget, 1000, 700);
  g_assert_true (ui_test_has_label (widget, "Room A"));
  g_assert_true (ui_test_has_label (widget, "Nothing has arrived yet"));
  tell_log_add (tell_store_ensure_log (store, "events"), "a line", TELL_LEVEL_WARNING, 1000);
  test_wait_until (ui_test_has_label (widget, "a line"));
  tell_table_set (tell_store_ensure_table (store, "sockets"), "k", (const char *const[]){ "load", NULL },
                  (const char *const[]){ "17.5", NULL });
  test_wait_until (ui_test_has_label (widget, "17.5") && ui_test_has_label (widget, "load"));
  g_assert_false (ui_test_has_label (widget, "Nothing has arrived yet"));
  /* Not connected: who is there may be gone. */
  people = gtk_widget_get_ancestor (ui_test_find (widget, TELL_TYPE_PEOPLE_LIST), TELL_TYPE_PANEL_FRAME);
  g_assert_true (gtk_widget_has_css_class (people, "stale"));
  tell_panel_frame_set_stale (TELL_PANEL_FRAME (people), FALSE);
  g_assert_false (gtk_widget_has_css_class (people, "stale"));
  gtk_window_set_default_size (window, 400, 700);
  test_wait_until (gtk_widget_get_width (widget) < 500);
  tell_dashboard_page_set_session (page, NULL);
  g_assert_cmpuint (tell_dashboard_page_get_n_panels (page), ==, 0);
  ui_test_close (window);
}

static void
test_dashboard_empty (void)
{
  g_autoptr (TellSession) session =
      ui_test_session ("{ 'telltale': 1, 'connection': { 'url': 'http://127.0.0.1:1' } }", NULL);
  GtkWidget *widget = tell_dashboard_page_new ();
  GtkWindow *window = ui_test_show (widget, 600, 600);

  tell_dashboard_page_set_session (TELL_DASHBOARD_PAGE (widget), session);
  g_assert_true (ui_test_has_label (widget, "No Panels"));
  ui_test_close (window);
}

static void
test_cells (void)
{
  TellPanel fixed = { .kind = TELL_PANEL_LINE, .at = { 1, 2, 3, 4 } };
  TellPanel flows = { .kind = TELL_PANEL_STAT };
  TellGridCell cell = tell_panel_get_cell (&fixed);

  g_assert_false (cell.flows);
  g_assert_cmpint (cell.row, ==, 2);
  cell = tell_panel_get_cell (&flows);
  g_assert_true (cell.flows);
  g_assert_cmpint (cell.width, ==, 3);
}

static void
test_events (void)
{
  g_autoptr (TellSession) session = ui_test_session (UI_TEST_DOCUMENT, NULL);
  GtkWidget *widget = tell_events_page_new ();
  TellEventsPage *page = TELL_EVENTS_PAGE (widget);
  GtkWindow *window = ui_test_show (widget, 600, 600);
  TellIncoming incoming = { .nsp = "/chat", .name = "<b>drawing</b>", .first = 1, .time_ms = 1000 };

  tell_events_page_set_session (page, session);
  g_assert_true (ui_test_has_label (widget, "No Events Yet"));
  tell_engine_handle (tell_session_get_engine (session), &incoming);
  test_wait_until (tell_events_page_get_n_events (page) == 1);
  test_wait_until (ui_test_has_label (widget, "<b>drawing</b>") && ui_test_has_label (widget, "/chat"));
  tell_events_page_set_session (page, NULL);
  g_assert_cmpuint (tell_events_page_get_n_events (page), ==, 0);
  ui_test_close (window);
}

static void
test_inputs (void)
{
  g_autoptr (TellSessionList) sessions = tell_session_list_new (NULL);
  g_autoptr (TellSession) session = ui_test_session (SECRETIVE, NULL);
  TellEngine *engine = tell_session_get_engine (session);
  GtkWidget *widget = tell_inputs_dialog_new (NULL, sessions, session);
  TellInputsDialog *dialog = g_object_ref (TELL_INPUTS_DIALOG (widget));
  GtkWidget *focus = NULL;

  gtk_window_present (GTK_WINDOW (widget));
  g_assert_true (ui_test_has_label (widget, "Your name"));
  focus = gtk_root_get_focus (GTK_ROOT (widget)); /* the name has a default, the secret is to be typed */
  g_assert_true (focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_PASSWORD_ENTRY_ROW) != NULL);
  tell_inputs_dialog_connect (dialog); /* the secret is missing */
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_IDLE);
  tell_inputs_dialog_set (dialog, "user", "ann");
  tell_inputs_dialog_set (dialog, "pass", "word");
  tell_inputs_dialog_connect (dialog);
  g_assert_cmpstr (tell_engine_get_input (engine, "user"), ==, "ann");
  g_assert_cmpstr (tell_engine_get_input (engine, "pass"), ==, "word");
  g_assert_cmpint (tell_session_get_state (session), !=, TELL_SESSION_IDLE);
  tell_session_stop (session);
  test_assert_finalize (dialog);
}

static void
test_finalize (void)
{
  g_autoptr (TellLog) log = tell_log_new ("events");
  g_autoptr (TellTable) table = tell_table_new ("sockets");

  ui_test_assert_finalize_widget (tell_log_panel_new (log));
  ui_test_assert_finalize_widget (tell_table_panel_new (table));
  ui_test_assert_finalize_widget (tell_welcome_page_new ());
  ui_test_assert_finalize_widget (tell_room_page_new ());
  ui_test_assert_finalize_widget (tell_dashboard_page_new ());
  ui_test_assert_finalize_widget (tell_events_page_new ());
}

/* Whatever a page shows goes with it. */
static void
test_finalize_full (void)
{
  g_autoptr (TellSession) session = ui_test_session (UI_TEST_DOCUMENT, NULL);
  GtkWidget *room_page = tell_room_page_new ();
  GtkWidget *dashboard_page = tell_dashboard_page_new ();
  GPtrArray *panels = tell_document_get_panels (tell_session_get_document (session));

  for (guint i = 0; i < panels->len; i++)
    ui_test_assert_finalize_widget (tell_panel_frame_new (session, panels->pdata[i]));
  tell_room_page_set_room (TELL_ROOM_PAGE (room_page), session,
                           tell_store_find_room (tell_session_get_store (session), "a"));
  ui_test_assert_finalize_widget (room_page);
  tell_dashboard_page_set_session (TELL_DASHBOARD_PAGE (dashboard_page), session);
  ui_test_assert_finalize_widget (dashboard_page);
  test_assert_finalize (session);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/pages/welcome", test_welcome);
  g_test_add_func ("/ui/pages/room-sends", test_room_sends);
  g_test_add_func ("/ui/pages/room-drafts", test_room_drafts);
  g_test_add_func ("/ui/pages/dashboard", test_dashboard);
  g_test_add_func ("/ui/pages/dashboard-empty", test_dashboard_empty);
  g_test_add_func ("/ui/pages/cells", test_cells);
  g_test_add_func ("/ui/pages/events", test_events);
  g_test_add_func ("/ui/pages/inputs", test_inputs);
  g_test_add_func ("/ui/pages/finalize", test_finalize);
  g_test_add_func ("/ui/pages/finalize-full", test_finalize_full);
  return g_test_run ();
}
