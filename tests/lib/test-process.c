/* test-process.c: a helper program that speaks JSON Lines: started, talked to, killed, never left behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-process.h"

#include "test-wait.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

struct _TestProcess
{
  GSubprocess *process;
  GDataInputStream *out;
  GDataInputStream *err;
  GCancellable *cancellable;
  GQueue lines; /* owned char *, arrived and not taken */
  GString *errors;
  gboolean ended; /* its stdout is at its end */
  gboolean err_ended;
};

static void read_out (TestProcess *self);
static void read_err (TestProcess *self);

static void
out_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  TestProcess *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->ended = line == NULL;
  if (line == NULL)
    return;
  g_queue_push_tail (&self->lines, line);
  read_out (self);
}

static void
err_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  TestProcess *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->err_ended = line == NULL;
  if (line == NULL)
    return;
  g_test_message ("stderr: %s", line);
  g_string_append_printf (self->errors, "%s\n", line);
  read_err (self);
}

static void
read_out (TestProcess *self)
{
  g_data_input_stream_read_line_async (self->out, G_PRIORITY_DEFAULT, self->cancellable, out_line_cb, self);
}

static void
read_err (TestProcess *self)
{
  g_data_input_stream_read_line_async (self->err, G_PRIORITY_DEFAULT, self->cancellable, err_line_cb, self);
}

/* In a group of its own, which is killed with all that it has started. */
static void
child_setup (gpointer user_data)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocessLauncher *
launcher_new (void)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_set_child_setup (launcher, child_setup, NULL, NULL);
  return launcher;
}

static char *
take_line (TestProcess *self)
{
  test_wait_until (!g_queue_is_empty (&self->lines) || self->ended);
  if (g_queue_is_empty (&self->lines))
    g_error ("the process ended without another line; stderr:\n%s", self->errors->str);
  return g_queue_pop_head (&self->lines);
}

static JsonNode *
parse_line (const char *line)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (line, &error);

  if (node == NULL)
    g_error ("no JSON: %s (%s)", line, error ? error->message : "empty");
  return node;
}

TestProcess *
test_process_new (const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher = launcher_new ();
  g_autoptr (GError) error = NULL;
  TestProcess *self = g_new0 (TestProcess, 1);

  signal (SIGPIPE, SIG_IGN); /* a helper may be gone when it is written to */
  self->process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  self->cancellable = g_cancellable_new ();
  self->out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->err = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  self->errors = g_string_new (NULL);
  g_queue_init (&self->lines);
  read_out (self);
  read_err (self);
  return self;
}

void
test_process_free (TestProcess *self)
{
  test_process_kill (self);
  g_cancellable_cancel (self->cancellable);
  test_wait_until (!g_input_stream_has_pending (G_INPUT_STREAM (self->out)) &&
                   !g_input_stream_has_pending (G_INPUT_STREAM (self->err)));
  g_queue_clear_full (&self->lines, g_free);
  g_string_free (self->errors, TRUE);
  g_clear_object (&self->out);
  g_clear_object (&self->err);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->process);
  g_free (self);
}

void
test_process_send (TestProcess *self, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (line, format, args);
  va_end (args);
  g_string_append_c (line, '\n');
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), line->str, line->len, NULL, NULL,
                             &error);
  g_assert_no_error (error);
}

void
test_process_close (TestProcess *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
}

char *
test_process_next_line (TestProcess *self)
{
  return take_line (self);
}

JsonNode *
test_process_next (TestProcess *self)
{
  g_autofree char *line = take_line (self);

  return parse_line (line);
}

char *
test_process_expect_line (TestProcess *self, const char *text)
{
  gint64 deadline = test_wait_deadline ();

  while (g_get_monotonic_time () < deadline)
    {
      g_autofree char *line = take_line (self);

      g_test_message ("%s", line);
      if (strstr (line, text) != NULL)
        return g_steal_pointer (&line);
    }
  g_error ("many lines came, but none with: %s", text);
}

JsonNode *
test_process_expect (TestProcess *self, const char *text)
{
  g_autofree char *line = test_process_expect_line (self, text);

  return parse_line (line);
}

guint
test_process_count (TestProcess *self, const char *text)
{
  guint count = 0;

  for (GList *link = self->lines.head; link != NULL; link = link->next)
    count += strstr (link->data, text) != NULL;
  return count;
}

int
test_process_wait (TestProcess *self, GPtrArray **lines)
{
  test_wait_until (self->ended && self->err_ended);
  g_subprocess_wait (self->process, NULL, NULL);
  if (lines != NULL)
    {
      *lines = g_ptr_array_new_with_free_func (g_free);
      while (!g_queue_is_empty (&self->lines))
        g_ptr_array_add (*lines, g_queue_pop_head (&self->lines));
    }
  return g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process)
                                                    : -g_subprocess_get_term_sig (self->process);
}

void
test_process_kill (TestProcess *self)
{
  const char *identifier = g_subprocess_get_identifier (self->process); /* NULL after its end */

  if (identifier != NULL)
    kill (-atoi (identifier), SIGKILL);
  g_subprocess_wait (self->process, NULL, NULL);
}

void
test_process_signal (TestProcess *self, int number)
{
  g_subprocess_send_signal (self->process, number);
}

static gboolean
is_stopped (TestProcess *self)
{
  const char *id = g_subprocess_get_identifier (self->process);
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", id ? id : "self");
  g_autofree char *text = NULL;

  /* "PID (NAME) STATE …" */
  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") T ") != NULL;
}

void
test_process_stop (TestProcess *self)
{
  g_subprocess_send_signal (self->process, SIGSTOP);
  test_wait_until (is_stopped (self));
}

const char *
test_process_get_errors (TestProcess *self)
{
  return self->errors->str;
}
