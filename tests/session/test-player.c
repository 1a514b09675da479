/* test-player.c: a recording that plays in a session as it happened: its time, its states, its end, and that nothing is sent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "session-fixture.h"
#include "tell-session-list.h"
#include "test-wait.h"

#define START_MS G_GINT64_CONSTANT (1700000000000)

static const char recorded[] =
    "{\"t\":0,\"start\":1700000000000,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"0{\\\"sid\\\":"
    "\\\"e1\\\"}\"}\n"
    "{\"t\":0.5,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"40{\\\"sid\\\":\\\"s1\\\"}\"}\n"
    "{\"t\":1,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"42[\\\"typing\\\",\\\"ann\\\"]\"}\n"
    "{\"t\":10,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"42[\\\"say\\\",\\\"ann\\\",\\\"hi\\\"]\"}\n"
    "{\"t\":12,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"1\"}\n"
    "{\"t\":14,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"0{\\\"sid\\\":\\\"e2\\\"}\"}\n"
    "{\"t\":14,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"40{\\\"sid\\\":\\\"s2\\\"}\"}\n"
    "{\"t\":20,\"via\":\"note\"}\n";

static const char body[] =
    "'emits':{'connect':[{'emit':['hi']}],'send':{'emit':['say','${text}']},'join':{'emit':['join']}},"
    "'rooms':[{'room':'a'}],"
    "'bindings':[{'on':'typing','do':[{'to':'typing','person':'${/0}'}]},"
    "{'on':'say','do':[{'to':'message','author':'${/0}','text':'${/1}'}]}]";

static TellRecording *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  TellRecording *recording = tell_recording_parse (bytes, &error);

  g_assert_no_error (error);
  return recording;
}

static TellPlayer *
create (EioClock *clock, double speed)
{
  g_autoptr (TellDocument) document = fixture_new_document ("http://127.0.0.1:1", body);
  g_autoptr (GError) error = NULL;
  TellPlayer *player = tell_player_new (document, parse (recorded), clock, speed, &error);

  g_assert_no_error (error);
  return player;
}

static void
pass (EioClock *clock, double seconds)
{
  eio_clock_advance (clock, (gint64) (seconds * G_USEC_PER_SEC));
}

static gint64
wall_ms (TellSession *session)
{
  return eio_clock_get_wall (tell_session_get_clock (session)) / 1000;
}

static TellMessage *
find_hi (TellSession *session)
{
  guint n;

  return fixture_find_message (session, "a", "hi", &n);
}

/* Its time is the recording's: arrivals, what lasts a while, and what it says of the connection. */
static void
test_time (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (TellPlayer) player = create (clock, 1);
  TellSession *session = tell_player_get_session (player);
  TellRoom *room = tell_store_find_room (tell_session_get_store (session), "a");

  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_IDLE);
  pass (clock, 5);
  g_assert_cmpint (wall_ms (session), ==, START_MS); /* nobody started it */
  g_assert_true (tell_session_start (session, NULL));
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_CONNECTING);
  pass (clock, 2);
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_CONNECTED);
  g_assert_cmpstr (tell_session_get_transport (session), ==, "polling");
  g_assert_cmpint (wall_ms (session), ==, START_MS + 2000);
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_typing (room)), ==, 1);
  pass (clock, 6);
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_typing (room)), ==,
                    0); /* after six seconds of its own */
  g_assert_null (find_hi (session));
  pass (clock, 2.5);
  g_assert_cmpint (tell_message_get_time (find_hi (session)), ==, START_MS + 10000);
  pass (clock, 2);
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_WAITING);
  g_assert_nonnull (tell_session_get_reason (session));
  g_assert_cmpint (tell_session_get_retry_at (session), ==, 0);
  pass (clock, 2);
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_CONNECTED);
  g_assert_cmpstr (tell_session_get_transport (session), ==, "websocket");
  g_assert_null (tell_session_get_reason (session));
  g_assert_cmpuint (tell_session_get_reconnects (session), ==, 1);
  pass (clock, 6);
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_IDLE);
  g_assert_cmpstr (tell_session_get_reason (session), ==, "The recording has ended.");
  g_assert_cmpint (wall_ms (session), ==, START_MS + 20000);
}

/* There is nobody to send to, before, while and after it plays; and the end is the end. */
static void
test_sends_nothing (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (TellPlayer) player = create (clock, 1);
  TellSession *session = tell_player_get_session (player);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (tell_session_is_recorded (session));
      g_assert_false (tell_session_can_send (session));
      g_assert_false (tell_session_can_join (session));
      g_assert_null (tell_session_send (session, "a", "hello"));
      tell_session_typing (session, "a");
      tell_session_join (session, "a");
      tell_session_retry_now (session);
      g_assert_null (tell_session_get_client (session));
      g_assert_true (tell_session_start (session, NULL));
      pass (clock, 11);
    }
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_IDLE);
  g_assert_false (tell_session_can_start (session));
  g_clear_object (&clock);
  {
    g_autoptr (TellSession) kept = g_object_ref (session);

    g_clear_object (&player);
    g_assert_true (
        tell_session_start (kept, NULL)); /* with nobody to feed it, it still reaches for no server */
    g_assert_null (tell_session_get_client (kept));
    g_assert_cmpint (tell_session_get_state (kept), ==, TELL_SESSION_IDLE);
  }
}

/* Held, its time stands; played on, it goes on from there. */
static void
test_hold (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (TellPlayer) player = create (clock, 2);
  TellSession *session = tell_player_get_session (player);

  tell_session_start (session, NULL);
  pass (clock, 4);
  g_assert_cmpint (wall_ms (session), ==, START_MS + 8000);
  tell_session_stop (session);
  g_assert_cmpint (tell_session_get_state (session), ==, TELL_SESSION_IDLE);
  g_assert_cmpstr (tell_session_get_reason (session), ==, "The recording is held.");
  g_assert_true (tell_session_can_start (session));
  pass (clock, 60);
  g_assert_cmpint (wall_ms (session), ==, START_MS + 8000);
  tell_session_start (session, NULL);
  pass (clock, 1.5);
  g_assert_cmpint (wall_ms (session), ==, START_MS + 11000);
  g_assert_nonnull (find_hi (session));
}

static void
test_at_once (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (TellPlayer) player = create (clock, 0);
  TellSession *session = tell_player_get_session (player);

  tell_session_start (session, NULL);
  for (guint i = 0; i < 1000 && tell_session_get_state (session) != TELL_SESSION_IDLE; i++)
    pass (clock, 0.01); /* a busy machine may need more than one turn */
  g_assert_cmpstr (tell_session_get_reason (session), ==, "The recording has ended.");
  g_assert_cmpint (wall_ms (session), ==, START_MS + 20000);
  g_assert_nonnull (find_hi (session));
}

/* In the sidebar: never remembered, known by what it brings, and a second one beside the first. */
static void
test_list (void)
{
  g_autofree char *folder = g_dir_make_tmp ("telltale-player-XXXXXX", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (TellSessionList) list = tell_session_list_new (file);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "recordings", "express-status-monitor.jsonl", NULL);
  g_autoptr (GFile) traffic = g_file_new_for_path (path);
  g_autoptr (GFile) ready_folder = tell_ready_dup_folder ();
  g_autoptr (GPtrArray) ready = tell_ready_load (ready_folder, NULL);
  TellSession *plain, *known, *again;

  plain = tell_session_list_add_recording (list, parse (recorded), "a.jsonl", NULL, 1, NULL);
  g_assert_cmpstr (tell_session_get_name (plain), ==, "a.jsonl (recording)");
  tell_session_list_set_ready (list, ready);
  known = tell_session_list_add_recording (list, tell_player_load (traffic, NULL), "b.jsonl", NULL, 1, NULL);
  again = tell_session_list_add_recording (list, tell_player_load (traffic, NULL), "b.jsonl", NULL, 1, NULL);
  g_assert_cmpstr (tell_session_get_name (known), ==, "Express status (recording)");
  g_assert_true (known != again);
  g_assert_cmpstr (tell_session_get_id (known), !=, tell_session_get_id (again));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  tell_session_list_remember_input (list, known, "name", "ann");
  tell_session_list_remove (list, known);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing is in it */
}

/* Which file is none, in one sentence. */
static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("telltale-player-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.jsonl", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  static const char *const contents[] = { "", "{\"t\":1,\"via\":\"note\"}\n", "hello\n",
                                          "{\n\"telltale\": 1 }\n" };

  g_assert_true (tell_player_is_recording (file));
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_assert_null (tell_player_load (file, &error));
      g_assert_nonnull (error);
    }
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_finalize (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  TellPlayer *player = create (clock, 1);
  TellSession *session = g_object_ref (tell_player_get_session (player));

  tell_session_start (session, NULL);
  pass (clock, 3);
  g_assert_finalize_object (player); /* in the middle of it */
  pass (clock, 30);
  g_assert_finalize_object (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/player/time", test_time);
  g_test_add_func ("/player/sends-nothing", test_sends_nothing);
  g_test_add_func ("/player/hold", test_hold);
  g_test_add_func ("/player/at-once", test_at_once);
  g_test_add_func ("/player/list", test_list);
  g_test_add_func ("/player/load", test_load);
  g_test_add_func ("/player/finalize", test_finalize);
  return g_test_run ();
}
