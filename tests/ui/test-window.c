/* test-window.c: the whole window on the demo server: from the welcome page to a chat, a lost server and its return.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"
#include "tell-composer.h"
#include "tell-connection-banner.h"
#include "tell-dashboard-page.h"
#include "tell-room-page.h"
#include "tell-sidebar.h"
#include "tell-welcome-page.h"
#include "tell-window.h"
#include "ui-session.h"

typedef struct
{
  DemoServer *server;
  guint port;
  TellSessionList *sessions;
  TellWindow *window;
} Fixture;

static guint
get_port (DemoServer *server)
{
  g_autoptr (GUri) uri = g_uri_parse (demo_server_get_url (server), G_URI_FLAGS_NONE, NULL);

  return g_uri_get_port (uri);
}

static void
start_server (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->server = demo_server_new (1);
  demo_server_start (fixture->server, fixture->port, &error);
  g_assert_no_error (error);
  fixture->port = get_port (fixture->server);
}

static void
stop_server (Fixture *fixture)
{
  if (fixture->server != NULL)
    demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  start_server (fixture);
  fixture->sessions = tell_session_list_new (NULL);
  fixture->window = g_object_ref (tell_window_new (NULL, fixture->sessions, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_assert_finalize (fixture->window);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->sessions)); i++)
    {
      g_autoptr (TellSession) session = g_list_model_get_item (G_LIST_MODEL (fixture->sessions), i);

      tell_session_stop (session);
    }
  test_assert_finalize (fixture->sessions);
  stop_server (fixture);
}

static gpointer
find (Fixture *fixture, GType type)
{
  return ui_test_find (GTK_WIDGET (fixture->window), type);
}

static TellSession *
open_demo (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = demo_server_dup_document (fixture->server);
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = tell_document_new_from_bytes (bytes, &error);
  TellSession *session = tell_session_list_add (fixture->sessions, document, TRUE, &error);

  g_assert_no_error (error);
  tell_window_open_session (fixture->window, session);
  test_wait_until (tell_session_get_state (session) == TELL_SESSION_CONNECTED);
  return session;
}

static gboolean
has_points (TellSession *session)
{
  SeriesStore *series = tell_store_get_series (tell_session_get_store (session));
  g_autoptr (SeriesBuffer) first = g_list_model_get_item (G_LIST_MODEL (series), 0);

  return first != NULL && series_buffer_get_n_points (first) > 0;
}

static void
test_dashboard (Fixture *fixture, gconstpointer data)
{
  TellSession *session = open_demo (fixture);

  test_wait_until (has_points (session));
  g_assert_cmpint (tell_place_get_kind (tell_window_get_place (fixture->window)), ==, TELL_PLACE_DASHBOARD);
  g_assert_cmpuint (tell_dashboard_page_get_n_panels (find (fixture, TELL_TYPE_DASHBOARD_PAGE)), >, 0);
  g_assert_true (ui_test_has_label (GTK_WIDGET (fixture->window), "Lobby"));
}

static TellMessage *
last_message (TellRoom *room)
{
  GListModel *messages = tell_room_get_messages (room);
  g_autoptr (TellMessage) message =
      g_list_model_get_item (messages, MAX (1, g_list_model_get_n_items (messages)) - 1);

  return message;
}

static gboolean
is_state (TellRoom *room, const char *text, TellMessageState state)
{
  GListModel *messages = tell_room_get_messages (room);

  for (guint i = g_list_model_get_n_items (messages); i > 0; i--)
    {
      g_autoptr (TellMessage) message = g_list_model_get_item (messages, i - 1);

      if (g_str_equal (tell_message_get_text (message), text))
        return tell_message_get_state (message) == state;
    }
  return FALSE;
}

static TellRoom *
open_lobby (Fixture *fixture, TellSession *session)
{
  TellRoom *room = NULL;

  tell_window_open_page (fixture->window, tell_session_get_id (session), "lobby");
  room = tell_store_find_room (tell_session_get_store (session), "lobby");
  g_assert_true (tell_place_get_room (tell_window_get_place (fixture->window)) == room);
  test_wait_until (tell_room_get_joined (room) && last_message (room) != NULL);
  return room;
}

static void
say (Fixture *fixture, const char *text)
{
  TellRoomPage *page = find (fixture, TELL_TYPE_ROOM_PAGE);
  TellComposer *composer = ui_test_find (GTK_WIDGET (page), TELL_TYPE_COMPOSER);

  tell_composer_set_text (composer, text);
  tell_composer_send (composer);
}

static void
test_chat (Fixture *fixture, gconstpointer data)
{
  TellRoom *room = open_lobby (fixture, open_demo (fixture));

  say (fixture, "hello, demo");
  test_wait_until (is_state (room, "hello, demo", TELL_MESSAGE_STATE_DELIVERED));
  test_wait_until (ui_test_has_label (GTK_WIDGET (fixture->window), "hello, demo"));
}

static void
test_lost_and_found (Fixture *fixture, gconstpointer data)
{
  TellSession *session = open_demo (fixture);
  TellRoom *room = open_lobby (fixture, session);
  TellConnectionBanner *banner = find (fixture, TELL_TYPE_CONNECTION_BANNER);

  g_assert_false (tell_connection_banner_get_revealed (banner));
  stop_server (fixture);
  test_wait_until (tell_connection_banner_get_revealed (banner));
  say (fixture, "is anybody there?");
  g_assert_true (is_state (room, "is anybody there?", TELL_MESSAGE_STATE_QUEUED));
  start_server (fixture);
  test_wait_until (tell_session_get_state (session) != TELL_SESSION_CONNECTING);
  gtk_widget_activate_action (GTK_WIDGET (banner), "session.retry", NULL);
  test_wait_until (!tell_connection_banner_get_revealed (banner));
  test_wait_until (is_state (room, "is anybody there?", TELL_MESSAGE_STATE_DELIVERED));
}

static gboolean
has_error (Fixture *fixture)
{
  return tell_welcome_page_get_error (find (fixture, TELL_TYPE_WELCOME_PAGE)) != NULL;
}

static void
test_bad_address (Fixture *fixture, gconstpointer data)
{
  GListModel *sessions = G_LIST_MODEL (fixture->sessions);

  tell_window_open_url (fixture->window, "gopher://nowhere");
  g_assert_true (has_error (fixture));
  g_assert_cmpstr (tell_welcome_page_get_error (find (fixture, TELL_TYPE_WELCOME_PAGE)), ==,
                   "“gopher://nowhere” is not the address of a server.");
  tell_window_open_url (fixture->window, "127.0.0.1:1");
  g_assert_false (has_error (fixture));
  test_wait_until (has_error (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (sessions), ==, 0);
  g_assert_null (tell_window_get_place (fixture->window));
}

/* A server that nobody has described: its events are counted. */
static void
test_good_address (Fixture *fixture, gconstpointer data)
{
  tell_window_open_url (fixture->window, demo_server_get_url (fixture->server));
  test_wait_until (tell_window_get_place (fixture->window) != NULL);
  g_assert_false (has_error (fixture));
  g_assert_cmpint (tell_place_get_kind (tell_window_get_place (fixture->window)), ==, TELL_PLACE_EVENTS);
}

static void
test_pending_room (Fixture *fixture, gconstpointer data)
{
  TellSession *session = open_demo (fixture);
  TellStore *store = tell_session_get_store (session);

  tell_window_open_page (fixture->window, tell_session_get_id (session), "not-yet");
  g_assert_cmpint (tell_place_get_kind (tell_window_get_place (fixture->window)), ==, TELL_PLACE_DASHBOARD);
  tell_store_ensure_room (store, "not-yet");
  g_assert_nonnull (tell_place_get_room (tell_window_get_place (fixture->window)));
  tell_store_remove_room (store, "not-yet"); /* what we look at goes */
  g_assert_cmpint (tell_place_get_kind (tell_window_get_place (fixture->window)), ==, TELL_PLACE_DASHBOARD);
}

static void
test_removed_server (Fixture *fixture, gconstpointer data)
{
  TellSession *session = open_demo (fixture);

  tell_session_stop (session);
  tell_session_list_remove (fixture->sessions, session);
  g_assert_null (tell_window_get_place (fixture->window));
}

/* As Escape and the arrow do, also while it tries an address. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  TellSession *session = open_demo (fixture);
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Telltale demo – Telltale");
  gtk_widget_activate_action (window, "win.add-server", NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Telltale");
  tell_window_open_url (fixture->window, "127.0.0.1:1");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->sessions)), ==, 2);
  gtk_widget_activate_action (find (fixture, TELL_TYPE_WELCOME_PAGE), "win.go-back", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->sessions)), ==, 1);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Telltale demo – Telltale");
  g_assert_true (tell_place_get_session (tell_window_get_place (fixture->window)) == session);
}

#define ADD(name, func) g_test_add ("/ui/window/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("dashboard", test_dashboard);
  ADD ("chat", test_chat);
  ADD ("lost-and-found", test_lost_and_found);
  ADD ("bad-address", test_bad_address);
  ADD ("good-address", test_good_address);
  ADD ("pending-room", test_pending_room);
  ADD ("removed-server", test_removed_server);
  ADD ("back", test_back);
  return g_test_run ();
}
