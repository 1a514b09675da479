/* test-examples.c: the library's examples, and its bindings, against the demo server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"
#include "test-wait.h"

#include <string.h>

/* Leaks of a Python interpreter are not ours, and it does not run under a sanitizer: there are no typelibs then. */
static const char *const has_gi[] = { PYTHON, "-c", "import gi; gi.require_version ('Json', '1.0')", NULL };

typedef struct
{
  DemoServer *server;
  char *output;
  gboolean ended;
  gboolean succeeded;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  f->server = demo_server_new (1);
  demo_server_start (f->server, 0, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  demo_server_stop (f->server);
  test_assert_finalize (f->server);
  g_free (f->output);
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (process), result, &f->output, NULL, &error);
  g_assert_no_error (error);
  f->succeeded = g_subprocess_get_successful (G_SUBPROCESS (process));
  f->ended = TRUE;
}

/* Runs a program that gets the server's URL, and ends by itself: it has deadlines of its own. */
static void
run (Fixture *f, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "LD_LIBRARY_PATH", LIBRARY, TRUE);
  g_subprocess_launcher_setenv (launcher, "GI_TYPELIB_PATH", TYPELIBS, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, ended_cb, f);
  test_wait_until (f->ended);
  if (!f->succeeded)
    g_printerr ("%s", f->output);
  g_assert_true (f->succeeded);
}

static gboolean
skip_without_gi (void)
{
  g_autoptr (GSubprocess) process = NULL;

  if (strlen (TYPELIBS) == 0)
    {
      g_test_skip ("the library was built without introspection");
      return TRUE;
    }
  process =
      g_subprocess_newv (has_gi, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process != NULL && g_subprocess_wait_check (process, NULL, NULL))
    return FALSE;
  g_test_skip ("python3-gi is not here");
  return TRUE;
}

static void
assert_says_hello (Fixture *f)
{
  g_assert_nonnull (strstr (f->output, "[\"rooms\",{\"rooms\":[{"));
  g_assert_true (g_str_has_suffix (f->output, "\nanswer: [\"hello\"]\n"));
}

static void
test_c (Fixture *f, gconstpointer unused)
{
  const char *argv[] = { HELLO, demo_server_get_url (f->server), NULL };

  run (f, argv);
  assert_says_hello (f);
}

static void
test_python (Fixture *f, gconstpointer unused)
{
  const char *argv[] = { PYTHON, EXAMPLES "/hello.py", demo_server_get_url (f->server), NULL };

  if (skip_without_gi ())
    return;
  run (f, argv);
  assert_says_hello (f);
}

static void
test_bindings (Fixture *f, gconstpointer unused)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "library", "bindings.py", NULL);
  const char *argv[] = { PYTHON, script, demo_server_get_url (f->server), NULL };

  if (skip_without_gi ())
    return;
  run (f, argv);
  g_assert_true (g_str_has_suffix (f->output, "\nOK\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/library/c", Fixture, NULL, set_up, test_c, tear_down);
  g_test_add ("/library/python", Fixture, NULL, set_up, test_python, tear_down);
  g_test_add ("/library/bindings", Fixture, NULL, set_up, test_bindings, tear_down);
  return g_test_run ();
}
