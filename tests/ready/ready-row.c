/* ready-row.c: one row of the tables of ready dashboards: a document, what is given to it, and the state that it must reach.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "ready-row.h"

#include "config.h"
#include "test-state.h"

#include <string.h>

ReadyRow *
ready_row_load (const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (TELL_SOURCE_DIR, "tests", folder, file, NULL);
  g_autoptr (GError) error = NULL;
  ReadyRow *self = g_new0 (ReadyRow, 1);

  self->name = g_strdup (name);
  self->parser = json_parser_new ();
  if (!json_parser_load_from_file (self->parser, path, &error))
    g_error ("%s", error->message);
  self->object = json_node_get_object (json_parser_get_root (self->parser));
  return self;
}

void
ready_row_free (ReadyRow *self)
{
  g_object_unref (self->parser);
  g_free (self->name);
  g_free (self);
}

char *
ready_row_dup_document (const ReadyRow *self)
{
  g_autofree char *file =
      g_strconcat (json_object_get_string_member (self->object, "document"), ".telltale.json", NULL);

  return g_build_filename (TELL_SOURCE_DIR, "data", "dashboards", file, NULL);
}

char *
ready_row_dup_recording (const ReadyRow *self)
{
  const char *given = json_object_get_string_member_with_default (self->object, "recording", NULL);
  g_autofree char *file = given ? g_strdup (given) : g_strconcat (self->name, ".jsonl", NULL);

  return g_build_filename (TELL_SOURCE_DIR, "tests", "data", "recordings", file, NULL);
}

static void
add_inputs (GPtrArray *argv, JsonObject *inputs)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, inputs);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    g_ptr_array_add (argv, g_strdup_printf ("--input=%s=%s", name, json_node_get_string (value)));
}

GPtrArray *
ready_row_new_argv (const ReadyRow *self, const char *document, const char *option)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (argv, g_strdup (TELL_BUILD_DIR "/src/telltale"));
  g_ptr_array_add (argv, g_strdup ("watch"));
  g_ptr_array_add (argv, g_strdup (document));
  g_ptr_array_add (argv, g_strdup (option));
  if (json_object_has_member (self->object, "inputs"))
    add_inputs (argv, json_object_get_object_member (self->object, "inputs"));
  g_ptr_array_add (argv, NULL);
  return argv;
}

gboolean
ready_row_is_reached (const ReadyRow *self, JsonNode *state, GString *why)
{
  JsonNode *expected = json_object_get_member (self->object, "state");

  g_assert_nonnull (expected);
  return test_state_matches (state, expected, why) && test_state_is_sound (state, self->object, why);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
ready_row_list (const char *folder, const char *suffix)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (suffix)));
  g_ptr_array_sort (names, compare_names);
  return names;
}
