/* test-messages.c: own messages and rooms across reconnects: sent once, joined again, echoes recognised.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"
#include "test-wait.h"

#define CONNECTED(session) (tell_session_get_state (session) == TELL_SESSION_CONNECTED)

static gboolean
is_joined (TellSession *session, const char *id)
{
  TellRoom *room = tell_store_find_room (tell_session_get_store (session), id);

  return room && tell_room_get_joined (room);
}

static TellSession *
start_other (Fixture *fixture, const char *name)
{
  g_autoptr (TellSession) other = tell_session_new (tell_session_get_document (fixture->session), NULL, NULL);

  tell_session_set_input (other, "name", name);
  g_assert_true (tell_session_start (other, NULL));
  tell_session_join (other, "lobby");
  return g_steal_pointer (&other);
}

static void
test_delivered (void)
{
  g_autoptr (TellSession) other = NULL;
  TellMessage *message;
  Fixture fixture;
  guint n = 0;

  fixture_set_up (&fixture, NULL, NULL);
  other = start_other (&fixture, "ann");
  g_assert_true (tell_session_start (fixture.session, NULL));
  tell_session_join (fixture.session, "lobby");
  message = tell_session_send (fixture.session, "lobby", "hello there");
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_QUEUED);
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_DELIVERED);
  test_wait_until (is_joined (other, "lobby"));
  test_wait_until (fixture_find_message (other, "lobby", "hello there", &n));
  g_assert_true (fixture_find_message (fixture.session, "lobby", "hello there", &n) == message);
  g_assert_cmpuint (n, ==, 1);
  g_clear_object (&other);
  fixture_tear_down (&fixture);
}

/* The server dies and comes back on its port: the room is joined again, what was typed meanwhile arrives once. */
static void
test_reconnect (void)
{
  g_autoptr (TellSession) other = NULL;
  TellMessage *message;
  Fixture fixture;
  guint n = 0;

  fixture_set_up (&fixture, NULL, NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  tell_session_join (fixture.session, "lobby");
  test_wait_until (CONNECTED (fixture.session) && is_joined (fixture.session, "lobby"));
  demo_server_stop (fixture.server);
  test_wait_until (tell_session_get_state (fixture.session) == TELL_SESSION_WAITING);
  g_assert_nonnull (tell_session_get_reason (fixture.session));
  g_assert_cmpint (tell_session_get_retry_at (fixture.session), >, 0);

  message = tell_session_send (fixture.session, "lobby", "typed offline");
  test_wait_ms (100);
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_QUEUED);
  fixture_start_server (&fixture);
  other = start_other (&fixture, "ann");
  test_wait_until (is_joined (other, "lobby"));
  tell_session_retry_now (fixture.session);
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_DELIVERED);
  test_wait_until (fixture_find_message (other, "lobby", "typed offline", &n));
  g_assert_cmpuint (tell_session_get_reconnects (fixture.session), ==, 1);

  /* it is in the room again: what is said there arrives */
  tell_session_send (other, "lobby", "welcome back");
  test_wait_until (fixture_find_message (fixture.session, "lobby", "welcome back", &n));
  fixture_find_message (other, "lobby", "typed offline", &n);
  g_assert_cmpuint (n, ==, 1);
  g_clear_object (&other);
  fixture_tear_down (&fixture);
}

static void
test_leave (void)
{
  Fixture fixture;

  fixture_set_up (&fixture, NULL, NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  tell_session_join (fixture.session, "lobby");
  test_wait_until (is_joined (fixture.session, "lobby"));
  tell_session_leave (fixture.session, "lobby");
  g_assert_false (is_joined (fixture.session, "lobby"));
  sio_client_drop (tell_session_get_client (fixture.session));
  test_wait_until (tell_session_get_reconnects (fixture.session) == 1 && CONNECTED (fixture.session));
  test_wait_ms (100);
  g_assert_false (is_joined (fixture.session, "lobby"));
  fixture_tear_down (&fixture);
}

static void
test_join_refused (void)
{
  Fixture fixture;

  fixture_set_up (&fixture,
                  "'emits':{'join':{'emit':['echo','no'],'ack':{'ok':[['/0','==','yes']],'error':'/0'}}}",
                  NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  tell_session_join (fixture.session, "secret");
  test_wait_until (CONNECTED (fixture.session) && tell_session_get_reason (fixture.session));
  g_assert_nonnull (strstr (tell_session_get_reason (fixture.session), "no"));
  g_assert_false (is_joined (fixture.session, "secret"));
  fixture_tear_down (&fixture);
}

/* The server sends our own message back: it is one message, and the pending one becomes it. */
static void
test_echo (void)
{
  TellMessage *message;
  Fixture fixture;
  guint n = 0;

  fixture_set_up (
      &fixture,
      "'inputs':{'name':{'title':'Name','default':'bob'}},"
      "'emits':{'send':{'emit':['echo',{'id':'m1','who':'${name}','text':'${text}','room':'${room}'}]}},"
      "'rooms':[{'room':'main'}],"
      "'bindings':[{'on':'echo','do':[{'to':'message','room':'${/0/room}','id':'${/0/id}',"
      "'author':'${/0/who}','text':'${/0/text}'}]}]",
      NULL);
  message = tell_session_send (fixture.session, "main", "once");
  g_assert_true (tell_session_start (fixture.session, NULL));
  test_wait_until (fixture_get_matched (fixture.session, "echo") == 1);
  g_assert_true (fixture_find_message (fixture.session, "main", "once", &n) == message);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (tell_message_get_id (message), ==, "m1");
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_SENT);
  g_assert_true (is_joined (fixture.session, "main"));
  fixture_tear_down (&fixture);
}

/* "echo": true says that the server does not send it back, so what does come back is another message. */
static void
test_no_echo (void)
{
  TellMessage *message;
  Fixture fixture;
  guint n = 0;

  fixture_set_up (&fixture,
                  "'emits':{'send':{'emit':['echo','${text}'],'echo':true}},'rooms':[{'room':'main'}],"
                  "'bindings':[{'on':'echo','do':[{'to':'message','text':'${/0}'}]}]",
                  NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  message = tell_session_send (fixture.session, "main", "twice");
  test_wait_until (fixture_get_matched (fixture.session, "echo") == 1);
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_SENT);
  fixture_find_message (fixture.session, "main", "twice", &n);
  g_assert_cmpuint (n, ==, 2);
  fixture_tear_down (&fixture);
}

static void
test_failed (void)
{
  TellMessage *message;
  Fixture fixture;

  fixture_set_up (&fixture,
                  "'emits':{'send':{'emit':['echo','not allowed'],'echo':true,"
                  "'ack':{'ok':[['/0','==','fine']],'error':'/0'}}}",
                  NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  message = tell_session_send (fixture.session, "main", "x");
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_FAILED);
  g_assert_cmpstr (tell_message_get_error (message), ==, "not allowed");
  tell_session_resend (fixture.session, "main", message);
  g_assert_cmpint (tell_message_get_state (message), !=, TELL_MESSAGE_STATE_FAILED);
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_FAILED);
  fixture_tear_down (&fixture);
}

/* An answer lost with the connection: asked for again, and then there is one. */
static void
test_answer_lost (void)
{
  TellMessage *message;
  Fixture fixture;

  fixture_set_up (&fixture, NULL, NULL);
  g_assert_true (tell_session_start (fixture.session, NULL));
  tell_session_join (fixture.session, "lobby");
  test_wait_until (is_joined (fixture.session, "lobby"));
  message = tell_session_send (fixture.session, "lobby", "on the way");
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_SENDING);
  sio_client_drop (tell_session_get_client (fixture.session));
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_QUEUED);
  tell_session_retry_now (fixture.session);
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_DELIVERED);
  fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messages/delivered", test_delivered);
  g_test_add_func ("/messages/reconnect", test_reconnect);
  g_test_add_func ("/messages/leave", test_leave);
  g_test_add_func ("/messages/join-refused", test_join_refused);
  g_test_add_func ("/messages/echo", test_echo);
  g_test_add_func ("/messages/no-echo", test_no_echo);
  g_test_add_func ("/messages/failed", test_failed);
  g_test_add_func ("/messages/answer-lost", test_answer_lost);
  return g_test_run ();
}
