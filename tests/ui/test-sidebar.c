/* test-sidebar.c: servers and rooms beside the page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-place-row.h"
#include "tell-sidebar.h"
#include "ui-session.h"

typedef struct
{
  GListStore *sessions;
  TellSession *session;
  GListModel *places;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->sessions = g_list_store_new (TELL_TYPE_SESSION);
  fixture->session = ui_test_session (UI_TEST_DOCUMENT, NULL);
  g_list_store_append (fixture->sessions, fixture->session);
  fixture->places = tell_places_new (G_LIST_MODEL (fixture->sessions));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->places);
  g_object_unref (fixture->sessions);
  test_assert_finalize (fixture->session);
}

static TellPlace *
place_at (Fixture *fixture, guint position)
{
  return g_list_model_get_item (fixture->places, position);
}

static void
assert_kinds (Fixture *fixture, const TellPlaceKind *kinds, guint n)
{
  g_assert_cmpuint (g_list_model_get_n_items (fixture->places), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TellPlace) place = place_at (fixture, i);

      g_assert_cmpint (tell_place_get_kind (place), ==, kinds[i]);
    }
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  const TellPlaceKind kinds[] = { TELL_PLACE_SERVER, TELL_PLACE_DASHBOARD, TELL_PLACE_ROOM, TELL_PLACE_ROOM,
                                  TELL_PLACE_ROOM };
  g_autoptr (TellPlace) first = place_at (fixture, 1);
  g_autoptr (TellPlace) again = tell_place_new (TELL_PLACE_DASHBOARD, fixture->session, NULL);

  assert_kinds (fixture, kinds, 4);
  tell_store_ensure_room (tell_session_get_store (fixture->session), "new");
  assert_kinds (fixture, kinds, 5);
  g_assert_true (tell_place_equal (first, again));
  g_assert_false (tell_place_equal (first, NULL));
  g_list_store_remove_all (fixture->sessions);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->places), ==, 0);
}

static void
test_finalize (Fixture *fixture, gconstpointer data)
{
  GListModel *places = tell_places_new (G_LIST_MODEL (fixture->sessions));
  TellPlace *place = tell_place_new (TELL_PLACE_DASHBOARD, fixture->session, NULL);
  gpointer in_list = g_list_model_get_item (places, 2);

  test_assert_finalize (place);
  test_assert_finalize (places);
  test_assert_finalize (in_list);
}

static void
test_without_panels (void)
{
  g_autoptr (GListStore) sessions = g_list_store_new (TELL_TYPE_SESSION);
  g_autoptr (TellSession) session =
      ui_test_session ("{ 'telltale': 1, 'connection': { 'url': 'http://127.0.0.1:1' } }", NULL);
  g_autoptr (GListModel) places = tell_places_new (G_LIST_MODEL (sessions));
  g_autoptr (TellPlace) place = NULL;

  g_list_store_append (sessions, session);
  place = g_list_model_get_item (places, 1);
  g_assert_cmpint (tell_place_get_kind (place), ==, TELL_PLACE_EVENTS);
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  TellStore *store = tell_session_get_store (fixture->session);
  GtkWidget *row = g_object_ref_sink (tell_place_row_new ());
  TellPlaceRow *place_row = TELL_PLACE_ROW (row);
  g_autoptr (TellPlace) place = place_at (fixture, 2);

  tell_place_row_set_place (place_row, place);
  g_assert_cmpstr (tell_place_row_get_title (place_row), ==, "Room A");
  g_assert_cmpstr (tell_place_row_get_unread (place_row), ==, "");
  tell_store_set_read_until (store, 0); /* else it is history */
  ui_test_say (store, "a", "ann", "1", 1000);
  ui_test_say (store, "a", "ann", "2", 2000);
  g_assert_cmpstr (tell_place_row_get_unread (place_row), ==, "2");
  tell_room_set_seen (tell_store_find_room (store, "a"), TRUE);
  g_assert_cmpstr (tell_place_row_get_unread (place_row), ==, "");
  tell_room_set_unread (tell_store_find_room (store, "a"), 5000);
  tell_room_set_seen (tell_store_find_room (store, "a"), FALSE);
  g_assert_cmpstr (tell_place_row_get_unread (place_row), ==, "999+");
  tell_room_set_name (tell_store_find_room (store, "a"), "<i>Renamed</i>");
  g_assert_cmpstr (tell_place_row_get_title (place_row), ==, "<i>Renamed</i>");
  tell_place_row_set_place (place_row, NULL);
  test_assert_finalize (row);
}

static void
activated_cb (TellSidebar *sidebar, TellPlace *place, TellPlace **activated)
{
  g_set_object (activated, place);
}

static void
test_sidebar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = tell_sidebar_new ();
  TellSidebar *sidebar = TELL_SIDEBAR (widget);
  GtkWindow *window = NULL;
  GtkSelectionModel *selection = NULL;
  g_autoptr (TellPlace) room = place_at (fixture, 2);
  g_autoptr (TellPlace) activated = NULL;

  tell_sidebar_set_places (sidebar, fixture->places);
  g_signal_connect (sidebar, "activated", G_CALLBACK (activated_cb), &activated);
  window = ui_test_show (widget, 240, 400);
  test_wait_until (ui_test_has_label (widget, "Room A") && ui_test_has_label (widget, "Test"));
  selection = gtk_list_view_get_model (ui_test_find (widget, GTK_TYPE_LIST_VIEW));
  g_assert_false (gtk_selection_model_is_selected (selection, 2));
  tell_sidebar_set_current (sidebar, room);
  g_assert_true (gtk_selection_model_is_selected (selection, 2));
  g_assert_null (activated);
  g_signal_emit_by_name (ui_test_find (widget, GTK_TYPE_LIST_VIEW), "activate", 3);
  g_assert_nonnull (activated);
  g_assert_cmpstr (tell_room_get_id (tell_place_get_room (activated)), ==, "b");
  tell_sidebar_set_places (sidebar, NULL);
  ui_test_close (window);
}

/* As the pointer and the arrow keys do. */
static void
pass_over (GtkWidget *list_view, guint position)
{
  gtk_widget_activate_action (list_view, "list.select-item", "(ubb)", position, FALSE, FALSE);
}

static void
test_selected (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = tell_sidebar_new ();
  TellSidebar *sidebar = TELL_SIDEBAR (widget);
  GtkWidget *list_view = ui_test_find (widget, GTK_TYPE_LIST_VIEW);
  GtkWindow *window = NULL;
  GtkSelectionModel *selection = NULL;
  g_autoptr (TellPlace) room = place_at (fixture, 2);

  tell_sidebar_set_places (sidebar, fixture->places);
  window = ui_test_show (widget, 240, 400);
  selection = gtk_list_view_get_model (GTK_LIST_VIEW (list_view));
  pass_over (list_view, 3);
  g_assert_false (gtk_selection_model_is_selected (selection, 3));
  tell_sidebar_set_current (sidebar, room);
  pass_over (list_view, 3);
  g_assert_false (gtk_selection_model_is_selected (selection, 3));
  g_assert_true (gtk_selection_model_is_selected (selection, 2));
  tell_sidebar_set_places (sidebar, NULL);
  ui_test_close (window);
}

static void
test_next (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = g_object_ref_sink (tell_sidebar_new ());
  TellSidebar *sidebar = TELL_SIDEBAR (widget);
  g_autoptr (TellPlace) last = place_at (fixture, 3);
  g_autoptr (TellPlace) first = NULL, back = NULL;

  g_assert_null (tell_sidebar_dup_next (sidebar, 1));
  tell_sidebar_set_places (sidebar, fixture->places);
  tell_sidebar_set_current (sidebar, last);
  first = tell_sidebar_dup_next (sidebar, 1); /* past the end, and past the heading */
  g_assert_cmpint (tell_place_get_kind (first), ==, TELL_PLACE_DASHBOARD);
  tell_sidebar_set_current (sidebar, first);
  back = tell_sidebar_dup_next (sidebar, -1);
  g_assert_true (tell_place_equal (back, last));
  test_assert_finalize (widget);
}

#define ADD(name, func) g_test_add ("/ui/sidebar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("places", test_places);
  g_test_add_func ("/ui/sidebar/without-panels", test_without_panels);
  ADD ("row", test_row);
  ADD ("sidebar", test_sidebar);
  ADD ("selected", test_selected);
  ADD ("next", test_next);
  ADD ("finalize", test_finalize);
  return g_test_run ();
}
