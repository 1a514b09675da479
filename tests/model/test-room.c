/* test-room.c: order, ids, unread and typing of a room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-room.h"
#include "test-wait.h"

static TellMessage *
add (TellRoom *room, const char *id, TellPerson *author, const char *text, gint64 time)
{
  g_autoptr (TellMessage) message =
      tell_message_new (id, author, text, time, TELL_MESSAGE_KIND_MESSAGE, TELL_MESSAGE_STATE_RECEIVED);

  tell_room_add_message (room, message);
  return message; /* the room has it */
}

static char *
dup_texts (TellRoom *room)
{
  GListModel *messages = tell_room_get_messages (room);
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (TellMessage) message = g_list_model_get_item (messages, i);

      g_string_append_printf (texts, "%s ", tell_message_get_text (message));
    }
  return g_string_free (texts, FALSE);
}

#define assert_texts(room, expected)                                                                         \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *texts = dup_texts (room);                                                               \
    g_assert_cmpstr (texts, ==, expected);                                                                   \
  }                                                                                                          \
  G_STMT_END

static void
test_new (void)
{
  TellRoom *room = tell_room_new ("main");
  TellMessage *message =
      tell_message_new (NULL, NULL, "x", 0, TELL_MESSAGE_KIND_NOTICE, TELL_MESSAGE_STATE_QUEUED);

  g_assert_cmpstr (tell_room_get_name (room), ==, "main");
  g_assert_cmpint (tell_room_get_people_count (room), ==, -1);
  tell_room_add_message (room, message);
  test_assert_finalize (room);
  test_assert_finalize (message);
}

static void
test_order (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");

  add (room, NULL, NULL, "b1", 200);
  add (room, NULL, NULL, "d", 400);
  add (room, NULL, NULL, "a", 100);
  add (room, NULL, NULL, "b2", 200);
  add (room, NULL, NULL, "c", 300);
  assert_texts (room, "a b1 b2 c d ");
}

static void
test_ids (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  TellMessage *first = add (room, "1", NULL, "one", 100);

  add (room, "1", NULL, "again", 200);
  add (room, "2", NULL, "two", 200);
  assert_texts (room, "one two ");
  g_assert_true (tell_room_find_message (room, "1") == first);

  tell_room_move_message (room, first, 300);
  assert_texts (room, "two one ");
  g_assert_true (tell_room_remove_message (room, "2"));
  g_assert_false (tell_room_remove_message (room, "2"));
  assert_texts (room, "one ");

  tell_room_clear_messages (room);
  assert_texts (room, "");
  g_assert_null (tell_room_find_message (room, "1"));
}

/* Ours gets its id from the server's answer; from then on it is found by it. */
static void
test_late_id (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  g_autoptr (TellMessage) message =
      tell_message_new (NULL, NULL, "mine", 100, TELL_MESSAGE_KIND_MESSAGE, TELL_MESSAGE_STATE_SENDING);

  tell_room_add_message (room, message);
  tell_message_set_state (message, TELL_MESSAGE_STATE_SENT, NULL);
  tell_message_set_id (message, "7");
  g_assert_true (tell_room_find_message (room, "7") == message);
  add (room, "7", NULL, "echo", 100);
  assert_texts (room, "mine ");
  tell_room_remove_message (room, "7");
  tell_message_set_id (message, "8");
  g_assert_null (tell_room_find_message (room, "8"));
}

static void
test_limit (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  GListModel *messages = tell_room_get_messages (room);

  for (guint i = 0; i < TELL_ROOM_MAX_MESSAGES + 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add (room, id, NULL, id, 1000 + i);
    }
  g_assert_cmpuint (g_list_model_get_n_items (messages), ==, TELL_ROOM_MAX_MESSAGES);
  g_assert_null (tell_room_find_message (room, "9"));
  g_assert_nonnull (tell_room_find_message (room, "10"));
  add (room, "old", NULL, "old", 1);
  g_assert_null (tell_room_find_message (room, "old"));
}

static void
count_added_cb (TellRoom *room, TellMessage *message, guint *count)
{
  (*count)++;
}

static void
test_unread (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  g_autoptr (TellPerson) me = tell_person_new ("me");
  g_autoptr (TellPerson) ann = tell_person_new ("ann");
  guint added = 0;

  g_signal_connect (room, "message-added", G_CALLBACK (count_added_cb), &added);
  tell_person_set_me (me, TRUE);
  add (room, NULL, ann, "a", 100);
  add (room, NULL, me, "b", 200);
  add (room, NULL, ann, "history", 50);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 1);
  g_assert_cmpuint (added, ==, 2);

  tell_room_set_mention (room, TRUE);
  tell_room_set_seen (room, TRUE);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 0);
  g_assert_false (tell_room_get_mention (room));
  add (room, NULL, ann, "c", 300);
  tell_room_set_mention (room, TRUE);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 0);
  g_assert_false (tell_room_get_mention (room));
  tell_room_set_seen (room, FALSE);
  add (room, NULL, ann, "d", 400);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 1);
}

/* The past of a room, sent when we join it and again after a reconnect. */
static void
test_unread_history (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  g_autoptr (TellPerson) ann = tell_person_new ("ann");

  tell_room_set_read_until (room, 1000);
  add (room, NULL, ann, "before", 1000);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 0);
  add (room, NULL, ann, "read", 1001);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 1);
  tell_room_set_seen (room, TRUE);
  add (room, NULL, ann, "read at once", 1002);
  tell_room_set_seen (room, FALSE);
  tell_room_clear_messages (room);
  add (room, NULL, ann, "read", 1001);
  add (room, NULL, ann, "read at once", 1002);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 0);
  add (room, NULL, ann, "missed", 1003);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 1);
}

static void
test_unread_of_server (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  guint notified = 0;

  test_count_notify (room, "unread", &notified);
  tell_room_set_unread (room, 7);
  add (room, NULL, NULL, "a", 100);
  tell_room_set_seen (room, TRUE);
  tell_room_set_unread (room, 7);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 7);
  g_assert_cmpuint (notified, ==, 1);
}

static void
test_typing (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  g_autoptr (TellPerson) ann = tell_person_new ("ann");
  g_autoptr (TellPerson) bob = tell_person_new ("bob");
  GListModel *typing = tell_room_get_typing (room);

  tell_room_set_typing (room, ann, TRUE, 1000);
  tell_room_set_typing (room, bob, TRUE, 2000);
  tell_room_set_typing (room, ann, TRUE, 3000);
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 2);
  g_assert_cmpint (tell_room_expire_typing (room, 7999), ==, 8000);
  g_assert_cmpint (tell_room_expire_typing (room, 8000), ==, 9000);
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 1);
  add (room, NULL, ann, "done", 100);
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 0);
  g_assert_cmpint (tell_room_expire_typing (room, 9000), ==, 0);
}

static TellMessage *
add_own (TellRoom *room, TellPerson *me, const char *text)
{
  g_autoptr (TellMessage) own =
      tell_message_new (NULL, me, text, 100, TELL_MESSAGE_KIND_MESSAGE, TELL_MESSAGE_STATE_SENDING);

  tell_room_add_message (room, own);
  tell_room_expect_echo (room, own);
  return own; /* the room has it */
}

static void
test_echo (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  g_autoptr (TellPerson) me = tell_person_new ("bob");
  g_autoptr (TellPerson) other = tell_person_new ("ann");
  g_autoptr (TellPerson) bob = tell_person_new ("7");
  TellMessage *own = add_own (room, me, "hi");

  tell_person_set_name (bob, "bob");
  add (room, "1", other, "hi", 150);
  add (room, "2", bob, "hello", 160);
  assert_texts (room, "hi hi hello ");
  add (room, "3", bob, "hi", 170);
  assert_texts (room, "hi hello hi ");
  g_assert_true (tell_room_find_message (room, "3") == own);
  g_assert_true (tell_message_get_author (own) == bob);
  g_assert_cmpint (tell_message_get_state (own), ==, TELL_MESSAGE_STATE_SENT);
  g_assert_cmpuint (tell_room_get_unread (room), ==, 2);
  add (room, "4", bob, "hi", 180);
  assert_texts (room, "hi hello hi hi ");
}

static void
test_echo_forgotten (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  TellMessage *own = add_own (room, NULL, "hi");

  tell_room_forget_echo (room, own);
  add (room, NULL, NULL, "hi", 200);
  assert_texts (room, "hi hi ");
  g_assert_cmpint (tell_message_get_state (own), ==, TELL_MESSAGE_STATE_SENDING);
}

static void
test_clear (void)
{
  g_autoptr (TellRoom) room = tell_room_new ("main");
  TellMessage *own = NULL;

  add (room, "1", NULL, "a", 50);
  own = add_own (room, NULL, "b");
  add (room, "2", NULL, "c", 200);
  tell_room_clear_messages (room);
  assert_texts (room, "b ");
  g_assert_null (tell_room_find_message (room, "1"));
  tell_message_set_id (own, "3");
  g_assert_true (tell_room_find_message (room, "3") == own);
  tell_message_set_state (own, TELL_MESSAGE_STATE_DELIVERED, NULL);
  tell_room_clear_messages (room);
  assert_texts (room, "");
}

static void
test_message (void)
{
  g_autoptr (TellMessage) message =
      tell_message_new ("1", NULL, "a", 1, TELL_MESSAGE_KIND_EVENT, TELL_MESSAGE_STATE_SENDING);
  guint notified = 0;
  TellMessageKind kind;

  test_count_notify (message, "state", &notified);
  tell_message_set_text (message, "a");
  g_assert_false (tell_message_get_edited (message));
  tell_message_set_text (message, "b");
  g_assert_true (tell_message_get_edited (message));
  tell_message_set_state (message, TELL_MESSAGE_STATE_FAILED, "no");
  tell_message_set_state (message, TELL_MESSAGE_STATE_FAILED, "no");
  g_assert_cmpstr (tell_message_get_error (message), ==, "no");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_true (tell_message_get_outgoing (message));
  g_assert_true (tell_message_kind_from_string ("notice", &kind));
  g_assert_cmpint (kind, ==, TELL_MESSAGE_KIND_NOTICE);
  g_assert_false (tell_message_kind_from_string ("loud", &kind));
  g_assert_cmpstr (tell_message_state_to_string (TELL_MESSAGE_STATE_DELIVERED), ==, "delivered");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/room/new", test_new);
  g_test_add_func ("/room/order", test_order);
  g_test_add_func ("/room/ids", test_ids);
  g_test_add_func ("/room/late-id", test_late_id);
  g_test_add_func ("/room/limit", test_limit);
  g_test_add_func ("/room/unread", test_unread);
  g_test_add_func ("/room/unread-history", test_unread_history);
  g_test_add_func ("/room/unread-of-server", test_unread_of_server);
  g_test_add_func ("/room/typing", test_typing);
  g_test_add_func ("/room/echo", test_echo);
  g_test_add_func ("/room/echo-forgotten", test_echo_forgotten);
  g_test_add_func ("/room/clear", test_clear);
  g_test_add_func ("/room/message", test_message);
  return g_test_run ();
}
