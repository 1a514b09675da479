/* cli-fixture.c: runs the built program as a process and looks at what it printed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"

#include "test-wait.h"

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CliRun *self = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (self->process, result, &self->out, &self->err, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_exited (self->process))
    self->status = g_subprocess_get_exit_status (self->process);
  else
    self->status = -g_subprocess_get_term_sig (self->process);
  self->done = TRUE;
}

CliRun *
cli_run_start (const char *input, ...)
{
  CliRun *self = g_new0 (CliRun, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list words;

  g_ptr_array_add (argv, (char *) TELLTALE);
  va_start (words, input);
  while ((word = va_arg (words, const char *)))
    g_ptr_array_add (argv, (char *) word);
  va_end (words);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (self->process, input, NULL, ended_cb, self);
  return self;
}

void
cli_run_wait (CliRun *self)
{
  test_wait_until (self->done);
}

void
cli_run_free (CliRun *self)
{
  if (!self->done)
    {
      g_subprocess_force_exit (self->process);
      cli_run_wait (self);
    }
  g_object_unref (self->process);
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

guint
cli_run_count_lines (const char *text)
{
  guint n = 0;

  for (; text && *text; text++)
    n += *text == '\n';
  return n;
}

GPtrArray *
cli_run_parse (CliRun *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_auto (GStrv) texts = g_strsplit (self->out, "\n", -1);

  for (guint i = 0; texts[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      JsonNode *node = *texts[i] ? json_from_string (texts[i], &error) : NULL;

      g_assert_no_error (error);
      if (node)
        g_ptr_array_add (lines, node);
    }
  return lines;
}

JsonObject *
cli_run_find (GPtrArray *lines, const char *type, guint n)
{
  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *line = json_node_get_object (g_ptr_array_index (lines, i));

      if (g_str_equal (json_object_get_string_member_with_default (line, "type", ""), type) && n-- == 0)
        return line;
    }
  return NULL;
}
