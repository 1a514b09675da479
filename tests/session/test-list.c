/* test-list.c: servers are remembered as documents in a folder, inputs beside them; nothing secret in either.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "session-fixture.h"
#include "tell-document-edit.h"
#include "tell-session-list.h"
#include "test-wait.h"

static void
clean (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

static void
test_new (void)
{
  TellSessionList *list = tell_session_list_new (NULL);

  tell_session_list_load (list, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  test_assert_finalize (list);
}

static void
test_remembers (void)
{
  g_autofree char *path = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  g_autofree char *below = g_build_filename (path, "servers", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (below);
  g_autoptr (TellSessionList) first = tell_session_list_new (folder);
  g_autoptr (TellSessionList) second = tell_session_list_new (folder);
  g_autoptr (TellDocument) document =
      fixture_new_document ("http://localhost:1", "'inputs':{'name':{'title':'Name'}}");
  g_autoptr (TellDocument) transient = fixture_new_document ("http://localhost:2", "");
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *broken = g_build_filename (below, "broken.telltale.json", NULL);
  TellSession *session = tell_session_list_add (first, document, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (tell_session_list_add (first, document, FALSE, NULL) == session);
  g_assert_nonnull (tell_session_list_add (first, transient, TRUE, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first)), ==, 2);
  tell_session_list_remember_input (first, session, "name", "ann");
  g_assert_true (g_file_set_contents (broken, "{", 1, NULL));

  tell_session_list_load (second, warnings);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (second)), ==, 1);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_true (g_str_has_prefix (warnings->pdata[0], "broken.telltale.json: "));
  session = tell_session_list_find (second, tell_session_get_id (session));
  g_assert_nonnull (session);
  g_assert_cmpstr (tell_engine_get_input (tell_session_get_engine (session), "name"), ==, "ann");

  tell_session_list_remove (second, session);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (second)), ==, 0);
  g_assert_true (g_file_test (broken, G_FILE_TEST_EXISTS));
  g_ptr_array_set_size (warnings, 0);
  tell_session_list_load (second, warnings);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (second)), ==, 0);
  clean (below);
  clean (path);
}

static void
said_cb (TellSession *session, const char *sentence, guint *said)
{
  g_assert_nonnull (strstr (sentence, "keyring"));
  (*said)++;
}

/* There is no keyring in a test: secrets last as long as the program, which says so, and are in no file. */
static void
test_secrets (void)
{
  g_autofree char *path = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (TellSessionList) list = tell_session_list_new (folder);
  g_autoptr (TellSessionList) again = tell_session_list_new (folder);
  g_autoptr (TellDocument) document =
      fixture_new_document ("http://localhost:1",
                            "'inputs':{'password':{'title':'Password','secret':true}},'bindings':[{'on':'in',"
                            "'do':[{'to':'set','name':'token','value':'t0k3n','secret':true}]}]");
  g_autoptr (SioArgs) args = NULL;
  TellSession *session = tell_session_list_add (list, document, FALSE, NULL);
  g_autofree char *file = g_strdup_printf ("%s/%s.inputs", path, tell_session_get_id (session));
  g_autofree char *text = NULL;
  guint said = 0;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_signal_connect (session, "warned", G_CALLBACK (said_cb), &said);
  tell_session_list_remember_input (list, session, "password", "s3cret");
  args = sio_args_new_text ("[\"in\"]", -1, NULL);
  tell_engine_handle (tell_session_get_engine (session),
                      &(TellIncoming){ .nsp = "/", .name = "in", .args = args, .first = 1 });
  test_wait_until (said == 1);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_null (strstr (text, "s3cret"));
  g_assert_null (strstr (text, "t0k3n"));

  tell_session_list_load (again, NULL);
  session = tell_session_list_find (again, tell_session_get_id (session));
  test_wait_until (
      g_strcmp0 (tell_engine_get_input (tell_session_get_engine (session), "password"), "s3cret") == 0);
  test_wait_ms (20);
  {
    g_autoptr (GPtrArray) variables = tell_engine_list_variables (tell_session_get_engine (session));

    g_assert_cmpuint (variables->len, ==, 1);
    g_assert_cmpstr (((TellVariable *) g_ptr_array_index (variables, 0))->value, ==, "t0k3n");
  }
  clean (path);
}

/* A panel that is added is in the file before anything else happens; one of a transient session is nowhere. */
static void
test_edits (void)
{
  g_autofree char *path = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (TellSessionList) first = tell_session_list_new (folder);
  g_autoptr (TellSessionList) second = tell_session_list_new (folder);
  g_autoptr (TellDocument) document = fixture_new_document ("http://localhost:1", "");
  g_autoptr (TellDocument) transient = fixture_new_document ("http://localhost:2", "");
  TellSession *session = tell_session_list_add (first, document, FALSE, NULL);
  TellPanel model = { .kind = TELL_PANEL_GAUGE, .title = "Mine" };
  GPtrArray *panels;

  g_assert_nonnull (tell_session_list_add (first, transient, TRUE, NULL));
  g_assert_nonnull (tell_document_add_panel (document, &model));
  g_assert_nonnull (tell_document_add_panel (transient, &model));
  tell_session_list_load (second, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (second)), ==, 1);
  session = tell_session_list_find (second, tell_session_get_id (session));
  panels = tell_document_get_panels (tell_session_get_document (session));
  g_assert_cmpuint (panels->len, ==, 1);
  g_assert_cmpstr (((TellPanel *) panels->pdata[0])->title, ==, "Mine");
  clean (path);
}

static void
test_unwritable (void)
{
  g_autoptr (GFile) folder = g_file_new_for_path ("/proc/nowhere");
  g_autoptr (TellSessionList) list = tell_session_list_new (folder);
  g_autoptr (TellDocument) document = fixture_new_document ("http://localhost:1", "");
  g_autoptr (GError) error = NULL;

  g_assert_null (tell_session_list_add (list, document, FALSE, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list/new", test_new);
  g_test_add_func ("/list/remembers", test_remembers);
  g_test_add_func ("/list/secrets", test_secrets);
  g_test_add_func ("/list/edits", test_edits);
  g_test_add_func ("/list/unwritable", test_unwritable);
  return g_test_run ();
}
