/* test-messages.c: the messages of a room: days, groups, what is unread, states, remote markup.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-follower.h"
#include "tell-message-view.h"
#include "tell-message-row.h"
#include "tell-text-bin.h"
#include "tell-timeline.h"
#include "tell-typing-label.h"
#include "ui-test.h"

#define T0        G_GINT64_CONSTANT (1732276800000) /* 2024-11-22 12:00 UTC */
#define MINUTE_MS (60 * 1000)

static TellTimelineItem *
item_at (TellTimeline *timeline, guint position)
{
  g_autoptr (TellTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (timeline), position);

  return item; /* the timeline has it */
}

static void
assert_starts (TellTimeline *timeline, guint position, gboolean day, gboolean group)
{
  TellTimelineItem *item = item_at (timeline, position);

  g_assert_cmpint (tell_timeline_item_get_starts_day (item), ==, day);
  g_assert_cmpint (tell_timeline_item_get_starts_group (item), ==, group);
}

static void
test_groups (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *room = tell_store_ensure_room (store, "main");
  TellTimeline *timeline = tell_timeline_new (tell_room_get_messages (room));

  ui_test_say (store, "main", "ann", "1", T0);
  ui_test_say (store, "main", "ann", "2", T0 + MINUTE_MS);
  ui_test_say (store, "main", "ben", "3", T0 + 2 * MINUTE_MS);
  ui_test_say (store, "main", "ben", "4", T0 + 20 * MINUTE_MS);
  ui_test_say (store, "main", "ben", "5", T0 + 24 * 60 * MINUTE_MS);
  assert_starts (timeline, 0, TRUE, TRUE);
  assert_starts (timeline, 1, FALSE, FALSE);
  assert_starts (timeline, 2, FALSE, TRUE);
  assert_starts (timeline, 3, FALSE, TRUE);
  assert_starts (timeline, 4, TRUE, TRUE);
  test_assert_finalize (timeline);
}

/* History that arrives late changes what follows it. */
static void
test_insert_before (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *room = tell_store_ensure_room (store, "main");
  g_autoptr (TellTimeline) timeline = tell_timeline_new (tell_room_get_messages (room));

  ui_test_say (store, "main", "ann", "later", T0 + MINUTE_MS);
  assert_starts (timeline, 0, TRUE, TRUE);
  ui_test_say (store, "main", "ann", "earlier", T0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, 2);
  assert_starts (timeline, 0, TRUE, TRUE);
  assert_starts (timeline, 1, FALSE, FALSE);
  tell_room_clear_messages (room);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, 0);
}

static void
test_unread_line (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *room = tell_store_ensure_room (store, "main");
  g_autoptr (TellTimeline) timeline = tell_timeline_new (tell_room_get_messages (room));

  ui_test_say (store, "main", "ann", "1", T0);
  ui_test_say (store, "main", "ann", "2", T0 + 1);
  tell_timeline_mark_unread (timeline, 1);
  g_assert_false (tell_timeline_item_get_starts_unread (item_at (timeline, 0)));
  g_assert_true (tell_timeline_item_get_starts_unread (item_at (timeline, 1)));
  tell_timeline_mark_unread (timeline, 99);
  g_assert_false (tell_timeline_item_get_starts_unread (item_at (timeline, 1)));
  tell_timeline_mark_unread (timeline, 2);
  g_assert_true (tell_timeline_item_get_starts_unread (item_at (timeline, 0)));
  tell_room_clear_messages (room);
  tell_timeline_mark_unread (timeline, 0);
}

static void
test_shown (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *room = tell_store_ensure_room (store, "main");
  GtkWidget *list = tell_message_view_new ();
  GtkWindow *window = NULL;

  tell_message_view_set_room (TELL_MESSAGE_VIEW (list), room);
  window = ui_test_show (list, 600, 400);
  g_assert_true (ui_test_has_label (list, "No Messages Yet"));
  tell_person_set_name (tell_store_ensure_person (store, "a1"), "Ann");
  ui_test_say (store, "main", "a1", "Good morning", T0);
  test_wait_until (ui_test_has_label (list, "Good morning"));
  g_assert_true (ui_test_has_label (list, "Ann"));
  tell_person_set_name (tell_store_find_person (store, "a1"), "Anna");
  g_assert_true (ui_test_has_label (list, "Anna"));
  ui_test_close (window);
}

static void
test_remote_markup (void)
{
  const char *text = "<span size=\"99999\">big</span> & <a href=\"file:///etc/passwd\">x</a>";
  g_autoptr (TellStore) store = tell_store_new ();
  GtkWidget *list = tell_message_view_new ();
  GtkWindow *window = NULL;

  ui_test_say (store, "main", "<b>eve</b>", text, T0);
  tell_message_view_set_room (TELL_MESSAGE_VIEW (list), tell_store_find_room (store, "main"));
  window = ui_test_show (list, 600, 400);
  test_wait_until (ui_test_has_label (list, text));
  g_assert_true (ui_test_has_label (list, "<b>eve</b>"));
  ui_test_close (window);
}

static void
count_cb (TellMessageView *list, TellMessage *message, guint *count)
{
  (*count)++;
}

static void
test_states (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *room = tell_store_ensure_room (store, "main");
  g_autoptr (TellMessage) message =
      tell_message_new (NULL, NULL, "mine", T0, TELL_MESSAGE_KIND_MESSAGE, TELL_MESSAGE_STATE_QUEUED);
  GtkWidget *list = tell_message_view_new ();
  GtkWindow *window = NULL;
  GtkWidget *row = NULL;
  guint n_retries = 0;

  tell_room_add_message (room, message);
  tell_message_view_set_room (TELL_MESSAGE_VIEW (list), room);
  g_signal_connect (list, "retry", G_CALLBACK (count_cb), &n_retries);
  window = ui_test_show (list, 600, 400);
  test_wait_until ((row = ui_test_find (list, TELL_TYPE_MESSAGE_ROW)) != NULL);
  g_assert_true (ui_test_has_label (list, "You"));
  tell_message_set_state (message, TELL_MESSAGE_STATE_SENT, NULL);
  g_assert_false (ui_test_has_label (list, "Not sent: kicked"));
  tell_message_set_state (message, TELL_MESSAGE_STATE_FAILED, "kicked");
  g_assert_true (ui_test_has_label (list, "Not sent: kicked"));
  g_signal_emit_by_name (ui_test_find (row, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (n_retries, ==, 1);
  ui_test_close (window);
}

/* It stays at the end through many arrivals, and stays away from it once somebody scrolled up. */
static void
test_follows_end (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  GtkWidget *list = tell_message_view_new ();
  GtkWindow *window = NULL;
  GtkAdjustment *adjustment = NULL;

  tell_message_view_set_room (TELL_MESSAGE_VIEW (list), tell_store_ensure_room (store, "main"));
  window = ui_test_show (list, 600, 300);
  adjustment = gtk_scrollable_get_vadjustment (ui_test_find (list, GTK_TYPE_LIST_VIEW));
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *text = g_strnfill (1 + i * 7 % 400, 'x');

      for (guint j = 5; j < 1 + i * 7 % 400; j += 6)
        text[j] = ' ';
      ui_test_say (store, "main", i % 3 ? "ann" : "ben", text, T0 + i * MINUTE_MS);
      if (i % 10 == 0)
        test_wait_ms (30);
    }
  ui_test_say (store, "main", "ann", "the end", T0 + 90 * MINUTE_MS);
  test_wait_until (ui_test_has_label (list, "the end") && gtk_adjustment_get_value (adjustment) > 1000);
  g_assert_true (tell_message_view_get_at_end (TELL_MESSAGE_VIEW (list)));
  test_wait_ms (200);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 800);
  g_assert_false (tell_message_view_get_at_end (TELL_MESSAGE_VIEW (list)));
  test_wait_ms (200);
  ui_test_say (store, "main", "ann", "unseen", T0 + 91 * MINUTE_MS);
  test_wait_ms (200);
  g_assert_false (tell_message_view_get_at_end (TELL_MESSAGE_VIEW (list)));
  g_assert_true (ui_test_has_label (list, "1 new message"));
  tell_message_view_scroll_to_end (TELL_MESSAGE_VIEW (list));
  g_assert_true (tell_message_view_get_at_end (TELL_MESSAGE_VIEW (list)));
  ui_test_close (window);
}

static void
test_typing (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  TellRoom *room = tell_store_ensure_room (store, "main");
  GtkWidget *label = g_object_ref_sink (g_object_new (TELL_TYPE_TYPING_LABEL, NULL));
  TellTypingLabel *typing = TELL_TYPING_LABEL (label);
  TellPerson *me = tell_store_ensure_person (store, "me");

  tell_person_set_me (me, TRUE);
  tell_typing_label_set_room (typing, room);
  tell_room_set_typing (room, me, TRUE, T0);
  g_assert_cmpstr (tell_typing_label_get_text (typing), ==, "");
  tell_room_set_typing (room, tell_store_ensure_person (store, "Ann"), TRUE, T0);
  g_assert_cmpstr (tell_typing_label_get_text (typing), ==, "Ann is typing…");
  tell_room_set_typing (room, tell_store_ensure_person (store, "Ben"), TRUE, T0);
  g_assert_cmpstr (tell_typing_label_get_text (typing), ==, "Ann and Ben are typing…");
  tell_room_set_typing (room, tell_store_ensure_person (store, "Cleo"), TRUE, T0);
  g_assert_cmpstr (tell_typing_label_get_text (typing), ==, "3 people are typing…");
  tell_room_expire_typing (room, T0 + TELL_TYPING_MS + 1);
  g_assert_cmpstr (tell_typing_label_get_text (typing), ==, "");
  test_assert_finalize (label);
}

static void
test_finalize (void)
{
  g_autoptr (TellStore) store = tell_store_new ();
  GtkWidget *list = tell_message_view_new ();
  GtkWidget *scroller = g_object_ref_sink (gtk_scrolled_window_new ());
  TellFollower *follower = tell_follower_new (GTK_SCROLLED_WINDOW (scroller));
  TellTimeline *timeline = NULL;
  TellTimelineItem *item = NULL;

  test_assert_finalize (follower);
  test_assert_finalize (scroller);
  ui_test_say (store, "main", "ann", "1", T0);
  timeline = tell_timeline_new (tell_room_get_messages (tell_store_find_room (store, "main")));
  item = g_list_model_get_item (G_LIST_MODEL (timeline), 0);
  test_assert_finalize (timeline);
  test_assert_finalize (item);
  tell_message_view_set_room (TELL_MESSAGE_VIEW (list), tell_store_find_room (store, "main"));
  ui_test_assert_finalize_widget (list);
  ui_test_assert_finalize_widget (tell_message_row_new ());
  ui_test_assert_finalize_widget (g_object_new (TELL_TYPE_TEXT_BIN, NULL));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/messages/groups", test_groups);
  g_test_add_func ("/ui/messages/insert-before", test_insert_before);
  g_test_add_func ("/ui/messages/unread-line", test_unread_line);
  g_test_add_func ("/ui/messages/shown", test_shown);
  g_test_add_func ("/ui/messages/remote-markup", test_remote_markup);
  g_test_add_func ("/ui/messages/states", test_states);
  g_test_add_func ("/ui/messages/follows-end", test_follows_end);
  g_test_add_func ("/ui/messages/typing", test_typing);
  g_test_add_func ("/ui/messages/finalize", test_finalize);
  return g_test_run ();
}
