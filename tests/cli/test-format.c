/* test-format.c: what the description of the format promises, sentence by sentence: a document, packets, and the state
 * that watching must print. The cases are in tests/data/format, one file a chapter:
 *
 *   "why"       the sentence
 *   "document"  its members behind "telltale", "name" and "connection"
 *   "packets"   in order: a number sets the time in s; an array is an event that arrives; ">RAW" was sent, "<RAW" arrived, "<=B64"
 *               and ">=B64" are binary. Before them stand an open packet and a CONNECT of revision 4, unless "bare" is true.
 *   "expect"    of the state: objects may have more members, lists and the rest must be equal
 *   "error"     instead of the last two: what the error of the document says
 *   "warning"   beside the rest: what one of its warnings says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <math.h>

#include "cli-state.h"
#include "tell-replay.h"

#define START_MS G_GINT64_CONSTANT (1700000000000)
/* Between two packets whose time is not given. */
#define STEP_S 0.1

static gboolean is_equal (JsonNode *found, JsonNode *expected);

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING &&
         json_node_get_value_type (node) != G_TYPE_BOOLEAN;
}

static gboolean
has_all (JsonObject *found, JsonObject *expected)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonNode *member = json_object_get_member (found, name);

      if (member == NULL || !is_equal (member, value))
        {
          g_autofree char *was = member ? json_to_string (member, FALSE) : g_strdup ("nothing");

          g_test_message ("%s: found %s", name, was);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_equal_list (JsonArray *found, JsonArray *expected)
{
  if (json_array_get_length (found) != json_array_get_length (expected))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (expected); i++)
    if (!is_equal (json_array_get_element (found, i), json_array_get_element (expected, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_equal (JsonNode *found, JsonNode *expected)
{
  if (is_number (expected) && is_number (found))
    return fabs (json_node_get_double (found) - json_node_get_double (expected)) < 1e-9;
  if (json_node_get_node_type (found) != json_node_get_node_type (expected))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (expected))
    return has_all (json_node_get_object (found), json_node_get_object (expected));
  if (JSON_NODE_HOLDS_ARRAY (expected))
    return is_equal_list (json_node_get_array (found), json_node_get_array (expected));
  return json_node_equal (found, expected);
}

static TellDocument *
load_document (JsonObject *one, GError **error)
{
  g_autoptr (JsonNode) copy = json_node_copy (json_object_get_member (one, "document"));
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *document = json_node_get_object (copy);
  char *text;

  if (!json_object_has_member (document, "telltale"))
    json_object_set_int_member (document, "telltale", 1);
  if (!json_object_has_member (document, "connection"))
    {
      JsonObject *connection = json_object_new ();

      json_object_set_string_member (connection, "url", "http://localhost:1");
      json_object_set_object_member (document, "connection", connection);
    }
  text = json_to_string (copy, FALSE);
  bytes = g_bytes_new_take (text, strlen (text));
  return tell_document_new_from_bytes (bytes, error);
}

static void
append_line (GString *recording, double t, const char *direction, const char *key, const char *data)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), data);
  g_autofree char *quoted = json_to_string (node, FALSE);
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (recording, "{\"t\":%s,\"dir\":\"%s\",\"via\":\"websocket\",\"%s\":%s}\n",
                          g_ascii_formatd (seconds, sizeof seconds, "%.3f", t), direction, key, quoted);
}

static void
append_packet (GString *recording, double t, JsonNode *node)
{
  g_autofree char *event = NULL;
  const char *text;
  gboolean binary;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autofree char *json = json_to_string (node, FALSE);

      event = g_strconcat ("<42", json, NULL);
    }
  text = event ? event : json_node_get_string (node);
  binary = text[1] == '=';
  append_line (recording, t, *text == '<' ? "recv" : "send", binary ? "b64" : "raw", text + 1 + binary);
}

static TellRecording *
build_recording (JsonObject *one)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TellRecording *recording;
  JsonArray *packets =
      json_object_has_member (one, "packets") ? json_object_get_array_member (one, "packets") : NULL;
  double t = 1;

  g_string_append_printf (text, "{\"t\":0,\"via\":\"note\",\"start\":%" G_GINT64_FORMAT "}\n", START_MS);
  if (!json_object_get_boolean_member_with_default (one, "bare", FALSE))
    {
      append_line (text, 0.1, "recv", "raw", "0{\"sid\":\"e\"}");
      append_line (text, 0.2, "send", "raw", "40");
      append_line (text, 0.3, "recv", "raw", "40{\"sid\":\"s\"}");
    }
  for (guint i = 0; packets && i < json_array_get_length (packets); i++)
    {
      JsonNode *node = json_array_get_element (packets, i);

      if (is_number (node))
        {
          t = json_node_get_double (node);
          g_string_append_printf (text, "{\"t\":%d.%03d,\"via\":\"note\"}\n", (int) t,
                                  (int) (t * 1000) % 1000);
          continue;
        }
      append_packet (text, t, node);
      t += STEP_S;
    }
  bytes = g_bytes_new (text->str, text->len);
  recording = tell_recording_parse (bytes, &error);
  g_assert_no_error (error);
  return recording;
}

static JsonNode *
read_state (TellReplay *replay)
{
  TellSession *session = tell_replay_get_session (replay);
  CliConnectionState connection = { tell_replay_get_state (replay), tell_replay_get_transport (replay),
                                    tell_replay_get_protocol (replay), tell_replay_get_reconnects (replay) };
  g_auto (CliJson) json = { 0 };
  g_autoptr (GError) error = NULL;
  JsonNode *state;

  cli_json_init (&json);
  cli_state_write (&json, tell_session_get_store (session), tell_session_get_engine (session), &connection,
                   -1, tell_replay_get_emitted (replay));
  g_assert_null (strchr (json.text->str, '\n'));
  state = json_from_string (json.text->str, &error);
  g_assert_no_error (error);
  return state;
}

static JsonNode *
run (JsonObject *one, TellDocument *document, GError **error)
{
  g_autoptr (TellRecording) recording = NULL;
  g_autoptr (EioClock) clock = NULL;
  g_autoptr (TellSession) session = NULL;
  g_autoptr (TellReplay) replay = NULL;

  recording = build_recording (one);
  clock = tell_replay_new_clock (recording);
  session = tell_session_new (document, clock, error);
  if (session == NULL)
    return NULL;
  replay = tell_replay_new (session, g_steal_pointer (&recording));
  tell_replay_run (replay);
  return read_state (replay);
}

static void
check_warning (JsonObject *one, TellDocument *document)
{
  const char *expected = json_object_get_string_member_with_default (one, "warning", NULL);
  g_autofree char *all = g_strjoinv ("\n", tell_document_get_warnings (document));

  if (json_object_has_member (one, "error")) /* says more */
    return;
  if (expected ? strstr (all, expected) != NULL : *all == '\0')
    return;
  g_test_message ("%s: expected the warning “%s”, found “%s”", json_object_get_string_member (one, "why"),
                  expected ? expected : "", all);
  g_test_fail ();
}

static void
check_case (JsonObject *one)
{
  const char *why = json_object_get_string_member (one, "why");
  const char *expected = json_object_get_string_member_with_default (one, "error", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = load_document (one, &error);
  g_autoptr (JsonNode) state = NULL;

  if (document)
    {
      check_warning (one, document);
      state = run (one, document, &error);
    }
  if (error || expected)
    {
      if (expected && error && strstr (error->message, expected))
        return;
      g_test_message ("%s: expected the error “%s”, found “%s”", why, expected ? expected : "",
                      error ? error->message : "");
      g_test_fail ();
    }
  else if (json_object_has_member (one, "expect") &&
           !is_equal (state, json_object_get_member (one, "expect")))
    {
      g_autofree char *found = json_to_string (state, FALSE);

      g_test_message ("%s: %s", why, found);
      g_test_fail ();
    }
}

static void
test_file (gconstpointer path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *cases;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s: %s", (const char *) path, error->message);
  cases = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (cases), >, 0);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    check_case (json_array_get_object_element (cases, i));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "data", "format", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_strconcat ("/format/", name, NULL);

      *strchr (path + 8, '.') = '\0';
      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_file, g_free);
    }
  return g_test_run ();
}
