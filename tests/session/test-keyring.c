/* test-keyring.c: secrets in a real keyring: gnome-keyring, on a bus and in a folder of the test's own. Each step is a
 * program run of its own, so that nothing is remembered but by the keyring.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "session-fixture.h"
#include "tell-inputs.h"
#include "tell-secrets.h"
#include "test-process.h"
#include "test-wait.h"

#define SECRET "opens-sesame-4711"
#define FOLDER "TELL_TEST_FOLDER"

static TellSession *
create_session (void)
{
  g_autoptr (TellDocument) document =
      fixture_new_document ("http://localhost:1",
                            "'inputs': { 'name': {}, 'password': { 'secret': true } },"
                            "'emits': { 'connect': [ { 'emit': ['in', '${name}', '${password}'] } ] }");
  TellSession *session = tell_session_new (document, NULL, NULL);

  g_assert_nonnull (session);
  return session;
}

static GFile *
get_folder (void)
{
  return g_file_new_for_path (g_getenv (FOLDER));
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Both say "kept" to the keyring; when the second is answered, so is the first. */
static void
step_give (void)
{
  g_autoptr (TellSession) session = create_session ();
  g_autoptr (GFile) folder = get_folder ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tell_inputs_save (session, folder, "name", "ann");
  tell_inputs_save (session, folder, "password", SECRET);
  tell_secrets_store_async (tell_session_get_id (session), "password", SECRET, "Bench", NULL, result_cb,
                            &result);
  test_wait_until (result != NULL);
  tell_secrets_store_finish (result, &error);
  g_assert_no_error (error);
}

static char *
look_up (TellSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *value;

  tell_secrets_lookup_async (tell_session_get_id (session), "password", NULL, result_cb, &result);
  test_wait_until (result != NULL);
  value = tell_secrets_lookup_finish (result, &error);
  g_assert_no_error (error);
  return value;
}

/* Without its secret a session does not start. */
static void
step_take (void)
{
  g_autoptr (TellSession) session = create_session ();
  g_autoptr (GFile) folder = get_folder ();
  g_autofree char *value = look_up (session);

  g_assert_cmpstr (value, ==, SECRET);
  g_assert_false (tell_session_start (session, NULL));
  tell_inputs_load (session, folder);
  test_wait_until (tell_session_start (session, NULL));
  tell_session_stop (session);
}

static gboolean
is_gone (TellSession *session)
{
  g_autofree char *value = look_up (session);

  return value == NULL;
}

static void
step_forget (void)
{
  g_autoptr (TellSession) session = create_session ();
  g_autoptr (GFile) folder = get_folder ();

  g_assert_false (is_gone (session));
  tell_inputs_forget (session, folder);
  test_wait_until (is_gone (session));
}

static void
assert_in_no_file (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint files = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
      g_assert_null (g_strstr_len (contents, length, SECRET));
      files++;
    }
  g_assert_cmpuint (files, >, 0);
}

static void
step (const char *name)
{
  g_autofree char *path = g_strconcat ("/keyring/kept/subprocess/", name, NULL);

  g_test_trap_subprocess (path, 0, 0);
  g_test_trap_assert_passed ();
}

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
wait_for_keyring (GTestDBus *bus)
{
  g_autoptr (GDBusConnection) connection = NULL;
  gboolean appeared = FALSE;
  guint watch;

  connection = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                           G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, NULL);
  g_assert_nonnull (connection);
  watch = g_bus_watch_name_on_connection (connection, "org.freedesktop.secrets", 0, appeared_cb, NULL,
                                          &appeared, NULL);
  test_wait_until (appeared);
  g_bus_unwatch_name (watch);
  g_assert_true (g_dbus_connection_close_sync (connection, NULL, NULL));
}

static void
remove_folder (const char *path)
{
  const char *argv[] = { "rm", "-r", path, NULL };

  g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
test_kept (void)
{
  /* its warnings are its own */
  static const char *const daemon[] = {
    "env", "-u", "G_DEBUG", "gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets", NULL
  };
  g_autofree char *program = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *bus_program = g_find_program_in_path ("dbus-daemon");
  g_autofree char *home = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GTestDBus) bus = NULL;
  g_autoptr (TestProcess) keyring = NULL;

  if (program == NULL || bus_program == NULL)
    {
      g_test_skip ("gnome-keyring is not here");
      return;
    }
  home = g_dir_make_tmp ("telltale-keyring-XXXXXX", NULL);
  folder = g_build_filename (home, "inputs", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  g_setenv (FOLDER, folder, TRUE);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  keyring = test_process_new (daemon);
  test_process_send (keyring, "a password");
  test_process_close (keyring);
  wait_for_keyring (bus);

  step ("give");
  assert_in_no_file (folder);
  step ("take");
  step ("forget");
  test_process_kill (keyring);
  g_test_dbus_down (bus);
  remove_folder (home);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/kept", test_kept);
  g_test_add_func ("/keyring/kept/subprocess/give", step_give);
  g_test_add_func ("/keyring/kept/subprocess/take", step_take);
  g_test_add_func ("/keyring/kept/subprocess/forget", step_forget);
  return g_test_run ();
}
