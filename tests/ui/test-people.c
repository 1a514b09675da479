/* test-people.c: who is there: order, numbers, lamps.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-dot.h"
#include "tell-people-list.h"
#include "tell-person-row.h"
#include "tell-roster.h"
#include "ui-test.h"

static TellPerson *
add_person (TellStore *store, const char *id, TellPresence state)
{
  TellPerson *person = tell_store_ensure_person (store, id);

  tell_person_set_state (person, state);
  return person;
}

static char *
join_names (TellRoster *roster)
{
  GListModel *people = tell_roster_get_people (roster);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (TellPerson) person = g_list_model_get_item (people, i);

      g_string_append_printf (names, "%s%s", i ? " " : "", tell_person_get_name (person));
    }
  return g_strdup (names->str);
}

static gboolean
has_names (TellRoster *roster, const char *expected)
{
  g_autofree char *names = join_names (roster);

  return g_str_equal (names, expected);
}

static void
test_order (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoster *roster = tell_roster_new (store, NULL);
  TellPerson *ann = NULL;

  g_assert_null (tell_roster_get_summary (roster));
  add_person (store, "zoe", TELL_PRESENCE_ONLINE);
  ann = add_person (store, "ann", TELL_PRESENCE_OFFLINE);
  add_person (store, "ben", TELL_PRESENCE_AWAY);
  test_wait_until (has_names (roster, "zoe ben ann"));
  test_wait_until (g_strcmp0 (tell_roster_get_summary (roster), "2 online, 3 known") == 0);
  tell_person_set_state (ann, TELL_PRESENCE_ONLINE);
  test_wait_until (has_names (roster, "ann zoe ben"));
  test_wait_until (g_strcmp0 (tell_roster_get_summary (roster), "3 online") == 0);
  tell_person_set_name (ann, "zzz");
  test_wait_until (has_names (roster, "zoe zzz ben"));
  test_assert_finalize (roster);
}

static void
test_count_only (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *room = tell_store_ensure_room (store, "main");
  g_autoptr (TellRoster) roster = tell_roster_new (store, room);

  tell_store_set_people_count (store, 12);
  test_wait_until (g_strcmp0 (tell_roster_get_summary (roster), "12 online") == 0);
  tell_room_set_people_count (room, 3);
  add_person (store, "ann", TELL_PRESENCE_ONLINE);
  add_person (store, "ben", TELL_PRESENCE_ONLINE);
  test_wait_until (g_strcmp0 (tell_roster_get_summary (roster), "3 online, 2 known") == 0);
}

/* A room shows who is in it and who is gone, not who is elsewhere. */
static void
test_room (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *room = tell_store_ensure_room (store, "main");
  TellRoom *other = tell_store_ensure_room (store, "other");
  g_autoptr (TellRoster) roster = tell_roster_new (store, room);

  tell_store_enter_room (store, tell_store_ensure_person (store, "ann"), room);
  tell_store_enter_room (store, tell_store_ensure_person (store, "ben"), other);
  add_person (store, "cleo", TELL_PRESENCE_OFFLINE);
  test_wait_until (has_names (roster, "ann cleo"));
  tell_store_set_people_count (store, 12); /* on the whole server */
  test_wait_until (g_strcmp0 (tell_roster_get_summary (roster), "1 online, 2 known") == 0);
  tell_store_enter_room (store, tell_store_find_person (store, "ben"), room);
  test_wait_until (has_names (roster, "ann ben cleo"));
  tell_store_leave_all_rooms (store, tell_store_find_person (store, "ann"));
  test_wait_until (has_names (roster, "ben ann cleo"));
}

static void
test_list (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  GtkWidget *list = tell_people_list_new ();
  TellPeopleList *people = TELL_PEOPLE_LIST (list);
  GtkWindow *window = NULL;
  TellDot *dot = NULL;

  tell_people_list_set_source (people, store, NULL);
  window = ui_test_show (list, 240, 400);
  g_assert_cmpstr (tell_people_list_get_summary (people), ==, "Not provided by this server");
  tell_person_set_me (add_person (store, "<b>ann", TELL_PRESENCE_AWAY), TRUE);
  test_wait_until (ui_test_has_label (list, "<b>ann (you)"));
  test_wait_until ((dot = ui_test_find (list, TELL_TYPE_DOT)) != NULL);
  g_assert_cmpstr (tell_dot_get_look (dot), ==, "away");
  tell_person_set_state (tell_store_find_person (store, "<b>ann"), TELL_PRESENCE_ONLINE);
  g_assert_cmpstr (tell_dot_get_look (dot), ==, "online");
  tell_people_list_set_source (people, NULL, NULL);
  ui_test_close (window);
}

static void
test_finalize (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  GtkWidget *list = tell_people_list_new ();

  tell_people_list_set_source (TELL_PEOPLE_LIST (list), store, NULL);
  ui_test_assert_finalize_widget (list);
  ui_test_assert_finalize_widget (tell_dot_new ());
  ui_test_assert_finalize_widget (g_object_new (TELL_TYPE_PERSON_ROW, NULL));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/people/order", test_order);
  g_test_add_func ("/ui/people/count-only", test_count_only);
  g_test_add_func ("/ui/people/room", test_room);
  g_test_add_func ("/ui/people/list", test_list);
  g_test_add_func ("/ui/people/finalize", test_finalize);
  return g_test_run ();
}
