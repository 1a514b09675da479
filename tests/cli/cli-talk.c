/* cli-talk.c: the pipes of a running program.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-talk.h"

#include "test-wait.h"

#include <string.h>

static void read_next (CliTalk *self);

/* {"t":1732250000123,"type":… → {"type":…; the time must be there, and first. */
static char *
without_time (const char *line)
{
  const char *rest = line + strlen ("{\"t\":");

  g_assert_true (g_str_has_prefix (line, "{\"t\":"));
  while (g_ascii_isdigit (*rest))
    rest++;
  g_assert_cmpint (*rest, ==, ',');
  return g_strconcat ("{", rest + 1, NULL);
}

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliTalk *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  g_assert_no_error (error);
  self->ended = line == NULL;
  if (line == NULL)
    return;
  g_ptr_array_add (self->out, without_time (line));
  read_next (self);
}

static void
read_next (CliTalk *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_cb, self);
}

const char *
cli_talk_program (void)
{
  return TELLTALE;
}

CliTalk *
cli_talk_start (const char *const *words)
{
  CliTalk *self = g_new0 (CliTalk, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (char *) TELLTALE);
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (char *) *words);
  g_ptr_array_add (argv, NULL);
  self->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                         G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                     &error);
  g_assert_no_error (error);
  self->out = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_next (self);
  return self;
}

void
cli_talk_free (CliTalk *self)
{
  if (!self->ended)
    g_subprocess_force_exit (self->process);
  test_wait_until (self->ended);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->lines);
  g_object_unref (self->process);
  g_ptr_array_unref (self->out);
  g_free (self);
}

void
cli_talk_say (CliTalk *self, const char *line)
{
  GOutputStream *pipe = g_subprocess_get_stdin_pipe (self->process);
  g_autofree char *text = g_strconcat (line, "\n", NULL);

  g_assert_true (g_output_stream_write_all (pipe, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (pipe, NULL, NULL));
}

static gboolean
has_line (CliTalk *self, const char *glob)
{
  for (guint i = 0; i < self->out->len; i++)
    if (g_pattern_match_simple (glob, self->out->pdata[i]))
      return TRUE;
  return FALSE;
}

static char *
join (CliTalk *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->out->len; i++)
    g_string_append_printf (text, "%s\n", (char *) self->out->pdata[i]);
  return g_string_free (text, FALSE);
}

void
cli_talk_expect_at (CliTalk *self, const char *glob, const char *where)
{
  gint64 deadline = test_wait_deadline ();

  while (!has_line (self, glob) && !self->ended && g_get_monotonic_time () < deadline)
    test_wait_ms (5);
  if (!has_line (self, glob))
    {
      g_autofree char *said = join (self);

      g_error ("%s: expected %s, but it said\n%s", where, glob, said);
    }
}

int
cli_talk_finish (CliTalk *self)
{
  test_wait_until (self->ended);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  return g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process)
                                                    : -g_subprocess_get_term_sig (self->process);
}

static const char *
next_line (CliTalk *self, guint *i)
{
  while (*i < self->out->len && g_str_has_prefix (self->out->pdata[*i], "{\"type\":\"packet\""))
    ++*i;
  return *i < self->out->len ? self->out->pdata[(*i)++] : NULL;
}

void
cli_talk_assert_lines_at (CliTalk *self, const char *const *globs, const char *where)
{
  guint i = 0;
  const char *line;

  for (; *globs != NULL; globs++)
    if ((line = next_line (self, &i)) == NULL || !g_pattern_match_simple (*globs, line))
      g_error ("%s: expected %s, but it said %s", where, *globs, line ? line : "nothing");
  if ((line = next_line (self, &i)) != NULL)
    g_error ("%s: it said more: %s", where, line);
}
