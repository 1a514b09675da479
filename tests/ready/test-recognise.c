/* test-recognise.c: each program is recognised by what it sends, and nothing else is taken for one of them.
 *
 * Rows of tests/data/recordings with "recognised": false are of programs that send nothing unless they are asked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ready-row.h"
#include "tell-recogniser.h"
#include "tell-replay.h"
#include "tell-session-list.h"
#include "test-wait.h"

#include <glib/gstdio.h>

static GPtrArray *
load_ready (void)
{
  g_autoptr (GFile) folder = tell_ready_dup_folder ();
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *ready = tell_ready_load (folder, warnings);

  if (warnings->len > 0)
    g_error ("%s", (char *) g_ptr_array_index (warnings, 0));
  g_assert_cmpuint (ready->len, >, 0);
  return ready;
}

static TellReady *
find (GPtrArray *ready, const char *id)
{
  for (guint i = 0; i < ready->len; i++)
    if (g_str_equal (((TellReady *) g_ptr_array_index (ready, i))->id, id))
      return g_ptr_array_index (ready, i);
  g_error ("no dashboard is called %s", id);
}

/* A document that binds nothing, for MEMBERS behind the connection; single quotes stand for double ones. */
static TellDocument *
new_document (const char *url, const char *members)
{
  g_autofree char *text =
      g_strdup_printf ("{'telltale':1,'connection':{'url':'%s','query':{'a':'b'}}%s}", url, members);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TellDocument *document;

  g_strdelimit (text, "'", '"');
  bytes = g_bytes_new (text, strlen (text));
  document = tell_document_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  return document;
}

/* Somebody who found the namespaces, and said nothing of the events. */
static TellDocument *
new_silent_document (TellReady *ready)
{
  JsonObject *root = tell_document_get_root (ready->document);
  g_autoptr (JsonObject) namespaces = json_object_new ();
  const char *given = json_object_get_string_member_with_default (root, "namespace", "/");
  g_autofree char *members = NULL;
  g_autoptr (GList) names = NULL;

  json_object_set_object_member (namespaces, given, json_object_new ());
  if (json_object_has_member (root, "namespaces"))
    names = json_object_get_members (json_object_get_object_member (root, "namespaces"));
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_object_member (namespaces, l->data, json_object_new ());
  {
    g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), namespaces);
    g_autofree char *text = json_to_string (node, FALSE);

    members = g_strdup_printf (",'namespace':'%s','namespaces':%s", given, text);
  }
  return new_document ("http://localhost:1", members);
}

static char *
recognise (GPtrArray *ready, TellDocument *document, TellRecording *recording)
{
  g_autoptr (EioClock) clock = tell_replay_new_clock (recording);
  g_autoptr (TellSession) session = tell_session_new (document, clock, NULL);
  g_autoptr (TellReplay) replay = NULL;
  TellReady *offer;

  tell_session_recognise (session, ready);
  replay = tell_replay_new (session, recording);
  tell_replay_run (replay);
  offer = tell_session_get_offer (session);
  return offer ? g_strdup (offer->id) : NULL;
}

static void
test_recording (gconstpointer data)
{
  g_autoptr (ReadyRow) row = ready_row_load ("data/recordings", data);
  const char *document = json_object_get_string_member (row->object, "document");
  gboolean expected = json_object_get_boolean_member_with_default (row->object, "recognised", TRUE);
  g_autofree char *path = ready_row_dup_recording (row);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) ready = load_ready ();
  g_autoptr (TellDocument) silent = new_silent_document (find (ready, document));
  g_autoptr (GError) error = NULL;
  TellRecording *recording = tell_recording_load (file, &error);
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  id = recognise (ready, silent, recording);
  g_assert_cmpstr (id, ==, expected ? document : NULL);
}

static const char *
feed (TellRecogniser *self, const char *name, const char *args)
{
  g_autofree char *text = g_strdup_printf ("[\"%s\"%s%s]", name, *args ? "," : "", args);
  g_autoptr (SioArgs) payload = NULL;
  g_autoptr (GError) error = NULL;
  TellReady *found;

  payload = sio_args_new_text (text, -1, &error);
  g_assert_no_error (error);
  found =
      tell_recogniser_feed (self, &(TellIncoming){
                                      .nsp = "/", .name = name, .args = payload, .first = 1, .time_ms = 1 });
  return found ? found->id : NULL;
}

/* The names are those of the chat example; what they carry, or what else comes, is not. */
static void
test_strangers (void)
{
  g_autoptr (GPtrArray) ready = load_ready ();
  g_autoptr (TellRecogniser) shape = tell_recogniser_new (ready, eio_clock_get_default ());
  g_autoptr (TellRecogniser) mixed = tell_recogniser_new (ready, eio_clock_get_default ());
  g_autoptr (TellRecogniser) late = tell_recogniser_new (ready, eio_clock_get_default ());

  g_assert_null (feed (shape, "new message", "{\"from\":\"ann\",\"text\":\"hi\"}"));
  g_assert_null (feed (shape, "typing", "{\"username\":\"ann\"}"));
  g_assert_null (feed (shape, "stop typing", "{\"username\":\"ann\"}"));

  g_assert_null (feed (mixed, "stock", "1"));
  g_assert_null (feed (mixed, "price", "2"));
  g_assert_null (feed (mixed, "typing", "{\"username\":\"ann\"}"));
  g_assert_null (feed (mixed, "stop typing", "{\"username\":\"ann\"}"));
  g_assert_cmpstr (feed (mixed, "user joined", "{\"username\":\"bob\",\"numUsers\":2}"), ==, "socketio-chat");

  for (guint i = 0; i < TELL_RECOGNISER_MAX_EVENTS; i++)
    g_assert_null (feed (late, "stock", "1"));
  g_assert_null (feed (late, "esm_start", "[]"));
}

static void
test_refusal (void)
{
  g_autoptr (GPtrArray) ready = load_ready ();
  g_autoptr (TellRecogniser) self = tell_recogniser_new (ready, eio_clock_get_default ());

  g_assert_null (tell_recogniser_refuse (self, "/", "invalid credentials"));
  g_assert_null (tell_recogniser_refuse (self, "/admin", "Not today"));
  g_assert_true (tell_recogniser_refuse (self, "/admin", "invalid credentials") == find (ready, "admin-ui"));
}

/* The address and what is known of the way there stay; the path of an address was a namespace. */
static void
test_adapt (void)
{
  g_autoptr (GPtrArray) ready = load_ready ();
  g_autoptr (TellDocument) present = new_document ("https://example.org:8443/admin", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document =
      tell_ready_adapt (find (ready, "express-status-monitor"), present, &error);
  JsonObject *connection;

  g_assert_no_error (error);
  g_assert_cmpstr (tell_document_get_url (document), ==, "https://example.org:8443");
  connection = json_object_get_object_member (tell_document_get_root (document), "connection");
  g_assert_true (json_object_has_member (connection, "query"));
  g_assert_true (json_object_has_member (connection, "login"));
  g_assert_cmpstr (tell_document_get_url (find (ready, "express-status-monitor")->document), ==,
                   "http://localhost:3000");
}

/* Only who has no bindings is offered any; what is taken comes instead of what was there. */
static void
test_list (void)
{
  g_autofree char *path = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GPtrArray) ready = load_ready ();
  g_autoptr (TellSessionList) list = tell_session_list_new (folder);
  g_autoptr (TellSessionList) again = tell_session_list_new (folder);
  g_autoptr (TellDocument) plain = new_document ("http://localhost:1", "");
  g_autoptr (TellDocument) adapted = tell_ready_adapt (find (ready, "admin-ui"), plain, NULL);
  TellSession *session, *next;
  g_autoptr (GError) error = NULL;

  tell_session_list_set_ready (list, ready);
  session = tell_session_list_add (list, plain, FALSE, &error);
  g_assert_no_error (error);
  g_assert_null (tell_session_get_offer (session));
  next = tell_session_list_replace (list, session, adapted, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpstr (tell_session_get_name (next), ==, "Socket.IO Admin UI");
  tell_session_list_load (again, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 1);
  g_assert_nonnull (tell_session_list_find (again, tell_session_get_id (next)));
  tell_session_list_remove (again, tell_session_list_find (again, tell_session_get_id (next)));
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = NULL;

  g_test_init (&argc, &argv, NULL);
  names = ready_row_list (TELL_SOURCE_DIR "/tests/data/recordings", ".json");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_strconcat ("/recognise/", g_ptr_array_index (names, i), NULL);

      g_test_add_data_func (path, g_ptr_array_index (names, i), test_recording);
    }
  g_test_add_func ("/recognise/strangers", test_strangers);
  g_test_add_func ("/recognise/refusal", test_refusal);
  g_test_add_func ("/recognise/adapt", test_adapt);
  g_test_add_func ("/recognise/list", test_list);
  return g_test_run ();
}
