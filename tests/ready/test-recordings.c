/* test-recordings.c: each ready dashboard on a recording of its program reaches the state that stands beside it.
 *
 * tests/data/recordings/NAME.json is a row of the table:
 *   { "document": "express-status-monitor",     of data/dashboards
 *     "recording": "NAME.jsonl",                this one if it does not say
 *     "inputs": { "name": "ann" },
 *     "state": { … },                           as test-state.h matches it
 *     "quiet": [], "skipped": {}, "unbound": [] }
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ready-row.h"
#include "test-state.h"
#include "test-wait.h"

static JsonNode *
watch (const ReadyRow *row)
{
  g_autofree char *document = ready_row_dup_document (row);
  g_autofree char *recording = ready_row_dup_recording (row);
  g_autofree char *replay = g_strconcat ("--replay=", recording, NULL);
  g_autoptr (GPtrArray) argv = ready_row_new_argv (row, document, replay);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *state;
  int status;

  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  if (error)
    g_error ("%s: %s", error->message, err);
  g_assert_cmpstr (err, ==, ""); /* no warning of the document, none of ours */
  state = json_from_string (out, &error);
  g_assert_no_error (error);
  return state;
}

static void
test_recording (gconstpointer data)
{
  g_autoptr (ReadyRow) row = ready_row_load ("data/recordings", data);
  g_autoptr (JsonNode) state = watch (row);
  g_autoptr (GString) why = g_string_new (NULL);

  if (!ready_row_is_reached (row, state, why))
    g_error ("%s", why->str);
}

static gboolean
is_recorded (const char *document, GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (ReadyRow) row = ready_row_load ("data/recordings", g_ptr_array_index (names, i));

      if (g_str_equal (json_object_get_string_member (row->object, "document"), document))
        return TRUE;
    }
  return FALSE;
}

/* A dashboard that nothing tries is not shipped. */
static void
test_complete (gconstpointer data)
{
  g_autoptr (GPtrArray) documents = ready_row_list (TELL_SOURCE_DIR "/data/dashboards", ".telltale.json");

  g_assert_cmpuint (documents->len, >, 0);
  for (guint i = 0; i < documents->len; i++)
    if (!is_recorded (g_ptr_array_index (documents, i), (GPtrArray *) data))
      g_error ("%s has no recording in tests/data/recordings", (char *) g_ptr_array_index (documents, i));
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = NULL;

  g_test_init (&argc, &argv, NULL);
  names = ready_row_list (TELL_SOURCE_DIR "/tests/data/recordings", ".json");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_strconcat ("/ready/recordings/", g_ptr_array_index (names, i), NULL);

      g_test_add_data_func (path, g_ptr_array_index (names, i), test_recording);
    }
  g_test_add_data_func ("/ready/complete", names, test_complete);
  return g_test_run ();
}
