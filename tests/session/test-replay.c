/* test-replay.c: recordings are read as they are documented, and a replay reaches what the connection had reached.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "session-fixture.h"
#include "tell-recorder.h"
#include "tell-replay.h"
#include "test-wait.h"

static TellRecording *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return tell_recording_parse (bytes, error);
}

static void
test_parse (void)
{
  static const char text[] =
      "{\"t\":0,\"start\":1700000000000,\"via\":\"note\",\"note\":\"x\"}\n"
      "{\"t\":0.5,\"dir\":\"send\",\"via\":\"http\",\"raw\":\"GET /\"}\n"
      "{\"t\":1.632,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"42[\\\"x\\\"]\",\"z\":1}\r\n"
      "\n"
      "{\"t\":2,\"dir\":\"recv\",\"via\":\"polling\",\"b64\":\"AAEC\"}\n"
      "{\"t\":3,\"dir\":\"recv\",\"via\":\"polling\"}\n"
      "{\"t\":4,\"dir\":\"up\",\"via\":\"polling\",\"raw\":\"2\"}\n"
      "{\"t\":9.25,\"via\":\"note\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TellRecording) recording = parse (text, &error);
  const TellRecord *record;

  g_assert_no_error (error);
  g_assert_cmpuint (tell_recording_get_n (recording), ==, 2);
  g_assert_cmpint (tell_recording_get_start_ms (recording), ==, 1700000000000);
  g_assert_cmpint (tell_recording_get_length_us (recording), ==, 9250000);
  record = tell_recording_get (recording, 0);
  g_assert_cmpint (record->time_us, ==, 1632000);
  g_assert_cmpint (record->direction, ==, EIO_DIRECTION_IN);
  g_assert_cmpint (record->via, ==, EIO_TRANSPORT_WEBSOCKET);
  g_assert_cmpmem (g_bytes_get_data (record->data, NULL), g_bytes_get_size (record->data), "42[\"x\"]", 7);
  record = tell_recording_get (recording, 1);
  g_assert_true (record->binary);
  g_assert_cmpmem (g_bytes_get_data (record->data, NULL), g_bytes_get_size (record->data), "\0\1\2", 3);
  {
    g_autoptr (TellRecording) cut = parse ("{\"t\":1.5}\n{\"t\":2,\"di", &error);

    g_assert_no_error (error);
    g_assert_cmpint (tell_recording_get_length_us (cut), ==, 1500000);
  }
  g_assert_null (parse ("{\"t\":0}\n{\n", &error));
  g_assert_true (g_str_has_prefix (error->message, "line 2: "));
}

static TellReplay *
replay (const char *body, const char *text)
{
  g_autoptr (TellDocument) document = fixture_new_document ("http://localhost:1", body);
  g_autoptr (TellRecording) recording = parse (text, NULL);
  g_autoptr (EioClock) clock = tell_replay_new_clock (recording);
  g_autoptr (TellSession) session = tell_session_new (document, clock, NULL);
  TellReplay *self = tell_replay_new (session, g_steal_pointer (&recording));

  tell_replay_run (self);
  return self;
}

static guint64
matched (TellReplay *self, const char *on)
{
  return fixture_get_matched (tell_replay_get_session (self), on);
}

/* Events before CONNECT wait for it; an answer finds its question; a new open packet is a new session. */
static void
test_revision_4 (void)
{
  static const char body[] =
      "'emits':{'connect':[{'emit':['hi']}],'every':[{'seconds':3,'emit':['tick']}]},"
      "'bindings':[{'on':'early','do':[{'to':'message','text':'${/0}'}]},{'on':'@connect','do':[]},"
      "{'on':'@disconnect','do':[{'to':'message','text':'${/0}'}]},"
      "{'on':'@ack:ask','do':[{'to':'message','text':'${/0} of ${sent/0}'}]},{'on':'@sent:ask','do':[]},"
      "{'on':'@upgrade','do':[{'to':'message','text':'${/0}'}]},"
      "{'on':'late','do':[{'to':'emit','event':'thanks','args':[1]},{'to':'point','series':'s','value':'${/0/"
      "0}'}]}]";
  static const char text[] =
      "{\"t\":0,\"start\":1700000000000,\"via\":\"note\"}\n"
      "{\"t\":0.1,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"0{}\"}\n"
      "{\"t\":0.2,\"dir\":\"send\",\"via\":\"polling\",\"raw\":\"40\"}\n"
      "{\"t\":0.3,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"42[\\\"early\\\",\\\"a\\\"]\"}\n"
      "{\"t\":1,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"40{\\\"sid\\\":\\\"x\\\"}\"}\n"
      "{\"t\":1.1,\"dir\":\"send\",\"via\":\"websocket\",\"raw\":\"5\"}\n"
      "{\"t\":2,\"dir\":\"send\",\"via\":\"websocket\",\"raw\":\"420[\\\"ask\\\",7]\"}\n"
      "{\"t\":3,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"430[42]\"}\n"
      "{\"t\":3,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"430[43]\"}\n"
      "{\"t\":3.5,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"451-[\\\"late\\\",[5,"
      "{\\\"_placeholder\\\":true,\\\"num\\\":0}]]\"}\n"
      "{\"t\":3.6,\"dir\":\"recv\",\"via\":\"websocket\",\"b64\":\"AAEC\"}\n"
      "{\"t\":5,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"0{}\"}\n"
      "{\"t\":6,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"not a packet\"}\n";
  g_autoptr (TellReplay) self = replay (body, text);
  TellStore *store = tell_session_get_store (tell_replay_get_session (self));
  SeriesPoint point;
  guint n;

  g_assert_cmpint (tell_replay_get_protocol (self), ==, EIO_PROTOCOL_AUTO);
  g_assert_cmpuint (tell_replay_get_reconnects (self), ==, 1);
  g_assert_cmpuint (tell_replay_get_n_broken (self), ==, 1);
  g_assert_cmpstr (tell_replay_get_state (self), ==, "connecting");
  g_assert_cmpint (tell_message_get_time (
                       fixture_find_message (tell_replay_get_session (self), "main", "a", &n)),
                   ==, 1700000000300);
  g_assert_nonnull (fixture_find_message (tell_replay_get_session (self), "main", "42 of 7", &n));
  g_assert_null (fixture_find_message (tell_replay_get_session (self), "main", "43 of 7", &n));
  g_assert_nonnull (fixture_find_message (tell_replay_get_session (self), "main", "transport close", &n));
  g_assert_nonnull (fixture_find_message (tell_replay_get_session (self), "main", "websocket", &n));
  g_assert_cmpuint (matched (self, "@connect"), ==, 1);
  g_assert_cmpuint (matched (self, "@sent:ask"), ==, 1);
  g_assert_true (series_buffer_get_last (series_store_get (tell_store_get_series (store), "s"), &point));
  g_assert_cmpfloat (point.value, ==, 5);
  g_assert_cmpint (point.time_ms, ==, 1700000003600);
  /* "hi" on connect, "thanks" as an answer, "tick" at 4 s; at 5 s the session was over */
  g_assert_cmpuint (tell_replay_get_emitted (self)->len, ==, 3);
}

static void
test_revision_3 (void)
{
  static const char text[] =
      "{\"t\":0.1,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"0{}\"}\n"
      "{\"t\":0.2,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"40\"}\n"
      "{\"t\":0.3,\"dir\":\"send\",\"via\":\"polling\",\"raw\":\"40/no?a=b\"}\n"
      "{\"t\":0.4,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"42[\\\"x\\\"]\"}\n"
      "{\"t\":0.5,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"44/no,\\\"nope\\\"\"}\n";
  g_autoptr (TellReplay) self =
      replay ("'bindings':[{'on':'x','do':[]},{'on':'@connect','do':[]},"
              "{'on':'@connect_error','namespace':'/no','do':[{'to':'message','text':'${/0/message}'}]}]",
              text);
  guint n;

  g_assert_cmpint (tell_replay_get_protocol (self), ==, EIO_PROTOCOL_3);
  g_assert_cmpstr (tell_replay_get_state (self), ==, "connected");
  g_assert_cmpuint (matched (self, "x"), ==, 1);
  g_assert_cmpuint (matched (self, "@connect"), ==, 1);
  g_assert_nonnull (fixture_find_message (tell_replay_get_session (self), "main", "nope", &n));
}

/* What was sent before the server's "40" came is no sign of revision 4. */
static void
test_revision_3_late (void)
{
  static const char text[] = "{\"t\":0.1,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"0{}\"}\n"
                             "{\"t\":0.2,\"dir\":\"send\",\"via\":\"polling\",\"raw\":\"40/a,\"}\n"
                             "{\"t\":0.3,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"40\"}\n"
                             "{\"t\":0.4,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"40/a,\"}\n"
                             "{\"t\":0.5,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"0{}\"}\n"
                             "{\"t\":0.6,\"dir\":\"send\",\"via\":\"polling\",\"raw\":\"40/a,\"}\n"
                             "{\"t\":0.7,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"40/a,{}\"}\n";
  g_autoptr (TellReplay) self = replay ("'bindings':[{'on':'@connect','namespace':'/a','do':[]}]", text);

  g_assert_cmpuint (matched (self, "@connect"), ==, 2);
  g_assert_cmpint (tell_replay_get_protocol (self), ==, EIO_PROTOCOL_4); /* of the second session */
  g_clear_object (&self);
  self = replay ("'bindings':[]", "{\"t\":0.1,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"0{}\"}\n"
                                  "{\"t\":0.2,\"dir\":\"send\",\"via\":\"polling\",\"raw\":\"40/a,\"}\n"
                                  "{\"t\":0.3,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"40\"}\n");
  g_assert_cmpint (tell_replay_get_protocol (self), ==, EIO_PROTOCOL_3);
}

/* What a live session reached, its recording reaches again; what was secret is in neither line of the file. */
static void
test_record (void)
{
  static const char body[] =
      "'inputs':{'word':{'title':'Word','secret':true,'default':'pass\\\"word'}},"
      "'emits':{'connect':[{'emit':['echo','${word}'],'ack':true},{'emit':['echo',8],'ack':true}]},"
      "'bindings':[{'on':'@ack:echo','do':[{'to':'point','series':'s','value':'${/0}'}]},"
      "{'on':'rooms','do':[]}]";
  g_autofree char *folder = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.jsonl", NULL);
  g_autoptr (TellRecorder) recorder = NULL;
  g_autoptr (TellReplay) again = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) secrets = g_strdupv ((char *[]){ "pass\"word", NULL });
  g_autoptr (GError) error = NULL;
  Fixture fixture;

  fixture_set_up (&fixture, body, NULL);
  recorder = tell_recorder_new (path, eio_clock_get_default (), secrets, &error);
  g_assert_no_error (error);
  g_assert_true (tell_session_start (fixture.session, NULL));
  tell_recorder_attach (recorder, tell_session_get_client (fixture.session));
  test_wait_until (fixture_get_matched (fixture.session, "@ack:echo") == 2);
  tell_session_stop (fixture.session);
  g_assert_true (tell_recorder_finish (recorder, secrets, &error));
  g_assert_no_error (error);
  test_assert_finalize (recorder);
  fixture_tear_down (&fixture);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "word"));
  g_assert_nonnull (strstr (text, "(secret)"));
  again = replay (body, text);
  g_assert_cmpuint (matched (again, "@ack:echo"), ==, 2);
  g_assert_cmpuint (matched (again, "rooms"), ==, 1);
  g_assert_cmpuint (tell_replay_get_n_broken (again), ==, 0);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_finalize (void)
{
  TellReplay *self = replay ("", "{\"t\":0}");
  TellSession *session = g_object_ref (tell_replay_get_session (self));

  g_assert_cmpstr (tell_replay_get_state (self), ==, "idle");
  g_assert_null (tell_replay_get_transport (self));
  g_assert_cmpint (tell_replay_get_next (self), ==, -1);
  test_assert_finalize (self);
  test_assert_finalize (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replay/parse", test_parse);
  g_test_add_func ("/replay/revision-4", test_revision_4);
  g_test_add_func ("/replay/revision-3", test_revision_3);
  g_test_add_func ("/replay/revision-3-late", test_revision_3_late);
  g_test_add_func ("/replay/record", test_record);
  g_test_add_func ("/replay/finalize", test_finalize);
  return g_test_run ();
}
