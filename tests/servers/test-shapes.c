/* test-shapes.c: two servers that have nothing in common, each with a dashboard that knows it from the description of the format
 * only; what their sessions reach is what their recordings reach again, without a secret in them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "cli-state.h"
#include "json-match.h"
#include "server-fixture.h"
#include "tell-recorder.h"
#include "tell-replay.h"
#include "test-wait.h"

typedef struct
{
  const char *name;
  const char *join; /* nullable */
  const char *last; /* the binding that matches last */
  const char *secrets[3];
  const char *expected;
} Shape;

static const Shape plant = {
  "plant",
  "7",
  "-",
  { "4711" },
  "{\"series\":[{\"series\":\"t1\",\"name\":\"Boiler\",\"unit\":\"°C\",\"points\":4,\"first\":[1700000000000,"
  "20],"
  "\"last\":[1700000004000,24],\"min\":20,\"max\":24},{\"series\":\"t2\",\"name\":\"Basin\",\"unit\":\"°C\","
  "\"points\":4,\"first\":[1700000000000,20],\"last\":[1700000004000,24],\"min\":20,\"max\":24},"
  "{\"series\":\"p1\",\"name\":\"Pump\",\"unit\":\"bar\",\"points\":4,\"first\":[1700000000000,20],"
  "\"last\":[1700000004000,24],\"min\":20,\"max\":24}],"
  "\"rooms\":[{\"room\":\"7\",\"name\":\"Control "
  "room\",\"topic\":null,\"joined\":true,\"unread\":0,\"typing\":[],"
  "\"messages\":[{\"id\":null,\"author\":\"u1\",\"name\":\"Ann\",\"text\":\"welcome\",\"time\":1700000005000,"
  "\"kind\":\"message\",\"state\":\"received\"}]},"
  "{\"room\":\"9\",\"name\":\"Workshop\",\"topic\":null,\"joined\":false,\"unread\":0,\"typing\":[],"
  "\"messages\":[]}],"
  "\"people\":[{\"person\":\"u1\",\"name\":\"Ann\",\"state\":\"online\",\"rooms\":[\"7\"],\"detail\":null,"
  "\"me\":false},"
  "{\"person\":\"u2\",\"name\":\"Bob\",\"state\":\"offline\",\"rooms\":[],\"detail\":null,\"me\":false},"
  "{\"person\":\"u3\",\"name\":\"Cid\",\"state\":\"online\",\"rooms\":[\"7\"],\"detail\":null,\"me\":false}],"
  "\"logs\":[{\"log\":\"sign-in\",\"lines\":1,\"last\":\"wrong pin pin 401\"}],"
  "\"variables\":{\"beat\":\"21 makes 42\"},\"unbound\":[]}",
};

static const Shape desk = {
  "desk",
  NULL,
  "@ack:ask",
  { "s3cret-word", "tok-5e7a" },
  "{\"people\":[{\"person\":\"a7\",\"name\":\"Agent\",\"state\":\"online\",\"rooms\":[\"t-1\"],\"detail\":"
  "null,\"me\":true},"
  "{\"person\":\"c1\",\"name\":\"Cleo\",\"state\":\"online\",\"rooms\":[],\"detail\":null,\"me\":false},"
  "{\"person\":\"c2\",\"name\":\"Dan\",\"state\":\"away\",\"rooms\":[],\"detail\":null,\"me\":false}],"
  "\"rooms\":[{\"room\":\"t-1\",\"name\":\"Printer\",\"topic\":null,\"joined\":true,\"unread\":2,\"typing\":["
  "],\"messages\":["
  "{\"id\":\"m1\",\"author\":\"c1\",\"name\":\"Cleo\",\"text\":\"Hello?\",\"time\":1700000001999,\"kind\":"
  "\"message\",\"state\":\"received\"},"
  "{\"id\":\"m2\",\"author\":\"c1\",\"name\":\"Cleo\",\"text\":\"It burns & "
  "smokes\",\"time\":1700000002000,\"kind\":\"message\",\"state\":\"received\"},"
  "{\"id\":\"m3\",\"author\":\"a7\",\"name\":\"Agent\",\"text\":\"On my "
  "way\",\"time\":1700000005100,\"kind\":\"message\",\"state\":\"received\"}]},"
  "{\"room\":\"t-2\",\"name\":\"Mouse\",\"topic\":null,\"joined\":true,\"unread\":0,\"typing\":[],"
  "\"messages\":[]}],"
  "\"series\":[{\"series\":\"load\",\"name\":\"load\",\"unit\":null,\"points\":2,\"first\":[1700000000000,25]"
  ","
  "\"last\":[1700000002000,50],\"min\":25,\"max\":50}],"
  "\"tables\":[{\"table\":\"files\",\"rows\":[{\"key\":\"photo\",\"bytes\":4,\"begins\":\"ff\",\"ticket\":"
  "\"Mouse\"}]}],"
  "\"unbound\":[{\"event\":\"delta\",\"namespace\":\"/\",\"count\":1}]}",
};

static char *
write_state (TellSession *session)
{
  CliConnectionState connection = { "connected", "websocket", 4, 0 };
  g_auto (CliJson) json = { 0 };

  cli_json_init (&json);
  cli_state_write (&json, tell_session_get_store (session), tell_session_get_engine (session), &connection,
                   -1, NULL);
  return g_strdup (json.text->str);
}

static guint64
get_matched (TellSession *session, const char *on)
{
  g_autoptr (GPtrArray) bindings = tell_engine_list_bindings (tell_session_get_engine (session));

  for (guint i = 0; i < bindings->len; i++)
    if (g_str_equal (((TellBindingStats *) g_ptr_array_index (bindings, i))->on[0], on))
      return ((TellBindingStats *) g_ptr_array_index (bindings, i))->matched;
  return 0;
}

static void
opening_cb (TellSession *session, SioClient *client, TellRecorder *recorder)
{
  tell_recorder_attach (recorder, client);
}

static TellDocument *
load_document (const Shape *shape, guint port)
{
  g_autofree char *name = g_strdup_printf ("shapes/%s.telltale.json", shape->name);
  g_autofree char *path = server_fixture_dup_path (name);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  TellDocument *document = tell_document_new_from_file (file, &error);

  g_assert_no_error (error);
  g_assert_null (*tell_document_get_warnings (document));
  g_assert_true (tell_document_set_url (document, url, NULL));
  return document;
}

/* Runs it live until everything has arrived; gives its state. */
static char *
run_live (const Shape *shape, TellDocument *document, const char *path)
{
  g_auto (GStrv) secrets = g_strdupv ((char **) shape->secrets);
  g_autoptr (GError) error = NULL;
  g_autoptr (TellSession) session = tell_session_new (document, NULL, &error);
  g_autoptr (TellRecorder) recorder =
      tell_recorder_new (path, tell_session_get_clock (session), secrets, NULL);
  char *state;

  g_assert_no_error (error);
  g_signal_connect (session, "opening", G_CALLBACK (opening_cb), recorder);
  if (shape->join)
    tell_session_join (session, shape->join);
  g_assert_true (tell_session_start (session, &error));
  g_assert_no_error (error);
  test_wait_until (get_matched (session, shape->last) > 0 &&
                   (!g_str_equal (shape->name, "plant") || get_matched (session, "@ack:beat") > 0));
  g_signal_handlers_disconnect_by_data (session, recorder);
  state = write_state (session);
  g_assert_true (tell_recorder_finish (recorder, secrets, &error));
  g_assert_no_error (error);
  tell_session_stop (session);
  return state;
}

static char *
run_again (TellDocument *document, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TellRecording) recording = tell_recording_load (file, &error);
  g_autoptr (EioClock) clock = NULL;
  g_autoptr (TellSession) session = NULL;
  g_autoptr (TellReplay) replay = NULL;

  g_assert_no_error (error);
  clock = tell_replay_new_clock (recording);
  session = tell_session_new (document, clock, NULL);
  replay = tell_replay_new (session, g_steal_pointer (&recording));
  tell_replay_run (replay);
  g_assert_cmpuint (tell_replay_get_n_broken (replay), ==, 0);
  return write_state (session);
}

static void
assert_not_in (const Shape *shape, const void *data, gsize size)
{
  for (guint i = 0; shape->secrets[i]; i++)
    g_assert_null (memmem (data, size, shape->secrets[i], strlen (shape->secrets[i])));
}

/* Neither as text nor in a binary packet. */
static void
assert_no_secrets (const Shape *shape, const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_hidden = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_not_in (shape, text, strlen (text));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *base64 = *lines[i] ? json_match_dup_member (lines[i], "b64") : NULL;
      gsize size = base64 ? strlen (base64) - 2 : 0; /* without its quotes */
      g_autofree guchar *data = NULL;

      n_hidden += strstr (lines[i], "(secret)") != NULL;
      if (base64 == NULL)
        continue;
      base64[size + 1] = '\0';
      data = g_base64_decode (base64 + 1, &size);
      assert_not_in (shape, data, size);
      n_hidden += memmem (data, size, "(secret)", strlen ("(secret)")) != NULL;
    }
  g_assert_cmpuint (n_hidden, >, 0);
}

static void
expect (const char *what, const char *state, const char *expected)
{
  if (!json_match (state, expected))
    g_error ("%s: %s", what, state);
}

/* Of what stands in the state: all that is not the moment when it happened, which is a rounded one in a recording. */
static void
expect_same (const char *live, const char *again)
{
  /* Not "variables": those of a sign-in over HTTP are in no recording. */
  static const char *const members[] = { "rooms",  "people", "counts",   "series",
                                         "tables", "logs",   "bindings", "unbound" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *a = json_match_dup_member (live, members[i]);
      g_autofree char *b = json_match_dup_member (again, members[i]);

      g_assert_cmpstr (a, ==, b);
    }
}

static void
test_shape (gconstpointer data)
{
  const Shape *shape = data;
  g_autofree char *name = g_strdup_printf ("shapes/%s.js", shape->name);
  g_autofree char *script = server_fixture_dup_path (name);
  const char *argv[] = { "node", script, NULL };
  g_autoptr (TestProcess) server = test_process_new (argv);
  g_autoptr (JsonNode) first = test_process_next (server);
  g_autoptr (TellDocument) document =
      load_document (shape, (guint) json_object_get_int_member (json_node_get_object (first), "port"));
  g_autofree char *folder = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "recording.jsonl", NULL);
  g_autofree char *live = run_live (shape, document, path);
  g_autofree char *again = run_again (document, path);

  expect ("live", live, shape->expected);
  expect_same (live, again);
  assert_no_secrets (shape, path);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  server_fixture_require ();
  g_test_add_data_func ("/servers/shapes/plant", &plant, test_shape);
  g_test_add_data_func ("/servers/shapes/desk", &desk, test_shape);
  return g_test_run ();
}
