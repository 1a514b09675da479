/* test-people.c: who is there: presence from rooms, leaving, forgetting, limits of the store.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-store.h"
#include "test-wait.h"

static void
assert_state (TellPerson *person, const char *state)
{
  g_assert_cmpstr (tell_presence_to_string (tell_person_get_state (person)), ==, state);
}

static void
test_new (void)
{
  TellStore *store = tell_store_new ();
  TellPerson *person = tell_person_new ("7");

  tell_store_enter_room (store, tell_store_ensure_person (store, "ann"),
                         tell_store_ensure_room (store, "main"));
  tell_person_set_me (tell_store_find_person (store, "ann"), TRUE);
  test_assert_finalize (store);
  g_assert_cmpstr (tell_person_get_name (person), ==, "7");
  test_assert_finalize (person);
}

static void
test_presence_from_rooms (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *a = tell_store_ensure_room (store, "a");
  TellRoom *b = tell_store_ensure_room (store, "b");
  TellPerson *ann = tell_store_ensure_person (store, "ann");

  assert_state (ann, "unknown");
  tell_store_enter_room (store, ann, a);
  tell_store_enter_room (store, ann, b);
  tell_store_enter_room (store, ann, b);
  assert_state (ann, "online");
  tell_store_leave_room (store, ann, a);
  assert_state (ann, "online");
  tell_store_leave_room (store, ann, b);
  assert_state (ann, "offline");
  tell_store_enter_room (store, ann, a);
  assert_state (ann, "online");
  tell_store_remove_room (store, "a");
  assert_state (ann, "offline");
}

static void
test_given_state_stays (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *a = tell_store_ensure_room (store, "a");
  TellPerson *ann = tell_store_ensure_person (store, "ann");

  tell_person_set_state (ann, TELL_PRESENCE_AWAY);
  tell_store_enter_room (store, ann, a);
  assert_state (ann, "away");
  tell_store_leave_room (store, ann, a);
  assert_state (ann, "away");
}

static void
test_left (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *a = tell_store_ensure_room (store, "a");
  TellPerson *ann = tell_store_ensure_person (store, "ann");
  TellPerson *bob = tell_store_ensure_person (store, "bob");

  tell_person_set_state (ann, TELL_PRESENCE_ONLINE);
  tell_store_enter_room (store, ann, a);
  tell_room_set_typing (a, ann, TRUE, 0);
  tell_store_person_left (store, ann);
  assert_state (ann, "offline");
  g_assert_false (tell_room_has_member (a, ann));
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_typing (a)), ==, 0);

  tell_store_person_left (store, bob);
  assert_state (bob, "offline");
  tell_store_enter_room (store, ann, a);
  assert_state (ann, "online");
}

static void
test_forget (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *a = tell_store_ensure_room (store, "a");
  TellPerson *ann = tell_store_ensure_person (store, "7");

  tell_person_set_name (ann, "Ann");
  tell_store_enter_room (store, ann, a);
  tell_store_forget_person (store, "7");
  g_assert_null (tell_store_find_person (store, "7"));
  g_assert_cmpuint (g_list_model_get_n_items (tell_store_get_people (store)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_members (a)), ==, 0);
  g_assert_cmpstr (tell_store_get_person_name (store, "7"), ==, "Ann");

  g_assert_true (tell_store_ensure_person (store, "7") == ann);
  g_assert_cmpstr (tell_person_get_name (ann), ==, "Ann");
  assert_state (ann, "unknown");
  g_assert_null (tell_store_get_person_name (store, "8"));
}

static void
test_clear (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *a = tell_store_ensure_room (store, "a");
  TellRoom *b = tell_store_ensure_room (store, "b");
  TellPerson *ann = tell_store_ensure_person (store, "ann");
  g_auto (GStrv) rooms = NULL;

  tell_store_enter_room (store, ann, a);
  tell_store_enter_room (store, ann, b);
  tell_store_clear_people (store, a);
  rooms = tell_store_dup_room_ids_of (store, ann);
  g_assert_cmpuint (g_strv_length (rooms), ==, 1);
  g_assert_cmpstr (rooms[0], ==, "b");
  tell_store_clear_people (store, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_members (b)), ==, 0);
  g_assert_null (tell_store_find_person (store, "ann"));
  tell_store_clear_rooms (store);
  g_assert_null (tell_store_find_room (store, "a"));
}

static void
test_me (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellPerson *ann = tell_store_ensure_person (store, "ann");
  TellPerson *bob = tell_store_ensure_person (store, "bob");

  tell_person_set_me (ann, TRUE);
  g_assert_true (tell_store_get_me (store) == ann);
  tell_person_set_me (bob, TRUE);
  g_assert_true (tell_store_get_me (store) == bob);
  g_assert_false (tell_person_get_me (ann));
  tell_person_set_me (bob, FALSE);
  g_assert_null (tell_store_get_me (store));
}

static void
test_find_by_name (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellPerson *ann = tell_store_ensure_person (store, "7");

  tell_person_set_name (ann, "Ann");
  g_assert_true (tell_store_find_person_by_name (store, "Ann") == ann);
  g_assert_null (tell_store_find_person_by_name (store, "7"));
}

static void
test_limits (void)
{
  g_autoptr (TellStore) store = tell_store_new ();

  for (guint i = 0; i < TELL_STORE_MAX_ROOMS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_nonnull (tell_store_ensure_room (store, id));
    }
  g_assert_null (tell_store_ensure_room (store, "more"));
  g_assert_nonnull (tell_store_ensure_room (store, "0"));
}

static void
test_counts (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  guint notified = 0;

  test_count_notify (store, "people-count", &notified);
  tell_store_set_people_count (store, 3);
  tell_store_set_people_count (store, 3);
  g_assert_cmpuint (notified, ==, 1);
  tell_store_set_people_count (store, -5);
  g_assert_cmpint (tell_store_get_people_count (store), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/new", test_new);
  g_test_add_func ("/people/presence-from-rooms", test_presence_from_rooms);
  g_test_add_func ("/people/given-state-stays", test_given_state_stays);
  g_test_add_func ("/people/left", test_left);
  g_test_add_func ("/people/forget", test_forget);
  g_test_add_func ("/people/clear", test_clear);
  g_test_add_func ("/people/me", test_me);
  g_test_add_func ("/people/find-by-name", test_find_by_name);
  g_test_add_func ("/people/limits", test_limits);
  g_test_add_func ("/people/counts", test_counts);
  return g_test_run ();
}
