/* test-notifier.c: what a person is told, how often, and when it is taken back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-notifier.h"
#include "ui-session.h"

typedef struct
{
  EioClock *clock;
  GListStore *sessions;
  TellSession *session;
  TellNotifier *notifier;
  GPtrArray *log; /* of owned char *: what happened, in order */
} Fixture;

static void
show_cb (TellNotifier *notifier,
         const char *id,
         const char *session_id,
         TellNotification *notification,
         guint n_more,
         Fixture *fixture)
{
  g_assert_cmpstr (session_id, ==, tell_session_get_id (fixture->session));
  g_ptr_array_add (fixture->log,
                   g_strdup_printf ("show %s +%u", tell_notification_get_title (notification), n_more));
}

static void
withdraw_cb (TellNotifier *notifier, const char *id, Fixture *fixture)
{
  g_ptr_array_add (fixture->log, g_strdup ("withdraw"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = eio_clock_new_manual (G_GINT64_CONSTANT (1732276800000000));
  fixture->sessions = g_list_store_new (TELL_TYPE_SESSION);
  fixture->session = ui_test_session (UI_TEST_DOCUMENT, fixture->clock);
  fixture->notifier = tell_notifier_new (G_LIST_MODEL (fixture->sessions));
  fixture->log = g_ptr_array_new_with_free_func (g_free);
  g_list_store_append (fixture->sessions, fixture->session);
  g_signal_connect (fixture->notifier, "show", G_CALLBACK (show_cb), fixture);
  g_signal_connect (fixture->notifier, "withdraw", G_CALLBACK (withdraw_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_finalize (fixture->notifier);
  g_object_unref (fixture->sessions);
  test_assert_finalize (fixture->session);
  g_ptr_array_unref (fixture->log);
  g_object_unref (fixture->clock);
}

static void
tell (Fixture *fixture, const char *title, const char *room)
{
  g_autoptr (TellNotification) notification =
      tell_notification_new (NULL, title, NULL, TELL_LEVEL_INFO, room, 1732276800000);

  tell_store_notify (tell_session_get_store (fixture->session), notification);
}

static TellRoom *
room_a (Fixture *fixture)
{
  return tell_store_find_room (tell_session_get_store (fixture->session), "a");
}

static void
assert_last (Fixture *fixture, guint n, const char *last)
{
  g_assert_cmpuint (fixture->log->len, ==, n);
  g_assert_cmpstr (fixture->log->pdata[n - 1], ==, last);
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "one", "a");
  assert_last (fixture, 1, "show one +0");
  tell (fixture, "other room", "b");
  assert_last (fixture, 2, "show other room +0");
  tell (fixture, "no room", NULL);
  assert_last (fixture, 3, "show no room +0");
  tell (fixture, "unknown room", "nowhere");
  assert_last (fixture, 4, "show unknown room +0");
}

static void
test_seen (Fixture *fixture, gconstpointer data)
{
  tell_room_set_seen (room_a (fixture), TRUE);
  tell (fixture, "one", "a");
  g_assert_cmpuint (fixture->log->len, ==, 0);
  tell_room_set_seen (room_a (fixture), FALSE);
  tell (fixture, "two", "a");
  assert_last (fixture, 1, "show two +0");
}

static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "one", "a");
  tell_room_set_seen (room_a (fixture), TRUE);
  assert_last (fixture, 2, "withdraw");
  tell_room_set_seen (room_a (fixture), FALSE);
  g_assert_cmpuint (fixture->log->len, ==, 2);
}

static void
test_flood (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "1", "a");
  for (guint i = 2; i <= 13; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      tell (fixture, title, "a");
    }
  g_assert_cmpuint (fixture->log->len, ==, 1);
  eio_clock_advance (fixture->clock, TELL_NOTIFIER_WINDOW_MS * 1000);
  assert_last (fixture, 2, "show 13 +11");
  eio_clock_advance (fixture->clock, TELL_NOTIFIER_WINDOW_MS * 1000);
  g_assert_cmpuint (fixture->log->len, ==, 2);
  tell (fixture, "later", "a");
  assert_last (fixture, 3, "show later +0");
}

/* The window of a flood ends while the session is gone: nothing is said any more. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "1", "a");
  tell (fixture, "2", "a");
  g_list_store_remove_all (fixture->sessions);
  eio_clock_advance (fixture->clock, TELL_NOTIFIER_WINDOW_MS * 1000);
  tell (fixture, "3", "a");
  g_assert_cmpuint (fixture->log->len, ==, 1);
}

#define ADD(name, func) g_test_add ("/ui/notifier/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("shown", test_shown);
  ADD ("seen", test_seen);
  ADD ("withdrawn", test_withdrawn);
  ADD ("flood", test_flood);
  ADD ("removed", test_removed);
  return g_test_run ();
}
