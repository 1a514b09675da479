/* test-program.c: a ready dashboard on its program, live: telltale watch reaches the state that the row asks for.
 *
 *   test-program NAME        of tests/programs/NAME.json, which is a row as in tests/ready/test-recordings.c with
 *     "program": ["FOLDER/SCRIPT.js", ARG…],   run by node; prints {"port":N} first, "inputs": {} beside it where it made them
 *     "seconds": 30                            how long it may take
 *
 * Skipped when npm has not installed what the folder's package.json lists.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ready-row.h"
#include "test-process.h"
#include "test-state.h"
#include "test-wait.h"

#include <stdlib.h>

#define DEFAULT_SECONDS 30

static const char *row_name;

static void
skip_all (const char *reason, const char *what)
{
  g_print ("1..0 # SKIP ");
  g_print (reason, what);
  g_print ("\n");
  exit (0);
}

static const char *
get_word (ReadyRow *row, guint i)
{
  JsonArray *words = json_object_get_array_member (row->object, "program");

  return i < json_array_get_length (words) ? json_array_get_string_element (words, i) : NULL;
}

static void
require (ReadyRow *row)
{
  g_autofree char *node = g_find_program_in_path ("node");
  g_autofree char *folder = g_path_get_dirname (get_word (row, 0));
  g_autofree char *modules =
      g_test_build_filename (G_TEST_DIST, "programs", folder, "node_modules", ".package-lock.json", NULL);

  if (node == NULL)
    skip_all ("%s is not here", "node");
  if (!g_file_test (modules, G_FILE_TEST_EXISTS))
    skip_all ("npm ci has not run in tests/programs/%s", folder);
}

static TestProcess *
start_program (ReadyRow *row)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "programs", get_word (row, 0), NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, "node");
  g_ptr_array_add (argv, script);
  for (guint i = 1; get_word (row, i); i++)
    g_ptr_array_add (argv, (char *) get_word (row, i));
  g_ptr_array_add (argv, NULL);
  return test_process_new ((const char *const *) argv->pdata);
}

/* What the program made up, as a password: asked of it, not written into the row. */
static void
take_inputs (ReadyRow *row, JsonObject *first)
{
  if (json_object_has_member (first, "inputs"))
    json_object_set_member (row->object, "inputs", json_object_dup_member (first, "inputs"));
}

static TestProcess *
start_telltale (ReadyRow *row, JsonObject *first)
{
  g_autofree char *document = ready_row_dup_document (row);
  g_autofree char *url =
      g_strdup_printf ("--url=http://127.0.0.1:%d", (int) json_object_get_int_member (first, "port"));
  g_autoptr (GPtrArray) argv = NULL;

  take_inputs (row, first);
  argv = ready_row_new_argv (row, document, url);
  g_ptr_array_insert (argv, argv->len - 1, g_strdup ("--interval=0.5"));
  g_ptr_array_insert (argv, argv->len - 1, g_strdup ("--for=110"));
  return test_process_new ((const char *const *) argv->pdata);
}

/* Each state that is printed may be the one; what the last one lacked is said. */
static void
wait_for_state (ReadyRow *row, TestProcess *telltale)
{
  gint64 seconds = json_object_get_int_member_with_default (row->object, "seconds", DEFAULT_SECONDS);
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  g_autoptr (GString) why = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (JsonNode) state = test_process_next (telltale);

      if (ready_row_is_reached (row, state, why))
        return;
      if (g_get_monotonic_time () > end)
        g_error ("not reached within %d s: %s", (int) seconds, why->str);
    }
}

static void
test_program (void)
{
  g_autoptr (ReadyRow) row = ready_row_load ("programs", row_name);
  g_autoptr (TestProcess) program = start_program (row);
  g_autoptr (JsonNode) first = test_process_next (program);
  g_autoptr (TestProcess) telltale = start_telltale (row, json_node_get_object (first));

  wait_for_state (row, telltale);
  g_assert_cmpstr (test_process_get_errors (telltale), ==, "");
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (ReadyRow) row = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  row_name = argv[1];
  row = ready_row_load ("programs", row_name);
  require (row);
  path = g_strconcat ("/programs/", row_name, NULL);
  g_test_add_func (path, test_program);
  return g_test_run ();
}
