/* receive-run.c: starting the servers, running the clients, reading what they print.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "receive-run.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
spawn (const char *const *argv, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  if (process == NULL)
    g_printerr ("%s: %s\n", argv[0], error->message);
  return process;
}

static JsonObject *
parse_object (const char *line)
{
  g_autoptr (JsonNode) node = line != NULL ? json_from_string (line, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* The port that a server prints first; 0 when it did not start. */
static guint
read_port (GSubprocess *process)
{
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (process == NULL)
    return 0;
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (out), FALSE);
  line = g_data_input_stream_read_line (out, NULL, NULL, NULL);
  object = parse_object (line);
  return object != NULL ? json_object_get_int_member_with_default (object, "port", 0) : 0;
}

static GSubprocess *
start_server (const char *const *argv, guint *port)
{
  GSubprocess *process = spawn (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);

  *port = read_port (process);
  return process;
}

static GStrv
make_command (const char *program, const char *script)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, program);
  if (script != NULL)
    g_strv_builder_add (builder, script);
  return g_strv_builder_end (builder);
}

static GStrv
make_program (Bench *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return make_command (path, NULL);
}

static gboolean
has_python_socketio (void)
{
  const char *const argv[] = { "/usr/bin/python3", "-c", "import aiohttp, socketio; socketio.AsyncClient",
                               NULL };
  g_autoptr (GSubprocess) process = NULL;

  if (!g_file_test (argv[0], G_FILE_TEST_IS_EXECUTABLE))
    return FALSE;
  process = spawn (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

static void
find_node (Bench *self)
{
  g_autofree char *node = g_find_program_in_path ("node");
  const char *const server[] = { "node", BENCH_DIR "/receive-server.js", NULL };

  if (node == NULL || !g_file_test (BENCH_DIR "/../servers/node_modules/socket.io", G_FILE_TEST_IS_DIR))
    {
      g_print ("skipped: socket.io and its client (node, and npm ci in tests/servers)\n");
      return;
    }
  self->commands[1] = make_command (node, BENCH_DIR "/receive-client.js");
  self->server = start_server (server, &self->server_port);
}

static void
find_others (Bench *self)
{
  self->commands[0] = make_program (self, "receive-client");
  self->commands[2] = make_program (self, "receive-baseline");
  if (has_python_socketio ())
    self->commands[3] = make_command ("/usr/bin/python3", BENCH_DIR "/receive-client.py");
  else
    g_print ("skipped: python-socketio (python3-socketio, python3-aiohttp)\n");
  self->strace = g_find_program_in_path ("strace");
  if (self->strace == NULL)
    g_print ("skipped: system calls (strace)\n");
}

Bench *
bench_new (void)
{
  g_autoptr (Bench) self = g_new0 (Bench, 1);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_auto (GStrv) source = NULL;

  self->folder = g_path_get_dirname (program);
  source = make_program (self, "receive-source");
  self->source = start_server ((const char *const *) source, &self->source_port);
  if (self->source_port == 0)
    return NULL;
  find_node (self);
  find_others (self);
  return g_steal_pointer (&self);
}

static void
stop (GSubprocess *process)
{
  if (process != NULL)
    g_subprocess_force_exit (process);
  g_clear_object (&process);
}

void
bench_free (Bench *self)
{
  stop (self->source);
  stop (self->server);
  g_free (self->folder);
  g_free (self->strace);
  for (guint i = 0; i < G_N_ELEMENTS (self->commands); i++)
    g_strfreev (self->commands[i]);
  g_free (self);
}

/* What the client prints; NULL when it failed. */
static char *
run_command (GStrv prefix, GStrv command, const char *url, const char *mode, const char *count)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *out = NULL;

  if (prefix != NULL)
    g_strv_builder_addv (builder, (const char **) prefix);
  g_strv_builder_addv (builder, (const char **) command);
  g_strv_builder_add_many (builder, url, mode, count, NULL);
  argv = g_strv_builder_end (builder);
  process = spawn ((const char *const *) argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL))
    return NULL;
  if (g_subprocess_get_successful (process))
    return out;

  g_printerr ("%s failed\n", argv[0]);
  g_free (out);
  return NULL;
}

gboolean
bench_run (Bench *self,
           guint client,
           const char *url,
           const char *mode,
           const char *count,
           ReceiveResult *result)
{
  g_autofree char *line =
      self->commands[client] != NULL ? run_command (NULL, self->commands[client], url, mode, count) : NULL;
  g_autoptr (JsonObject) object = parse_object (line);

  if (object == NULL)
    return FALSE;
  *result = (ReceiveResult){ .n_events = json_object_get_int_member (object, "events"),
                             .checksum = (gint64) json_object_get_double_member (object, "checksum"),
                             .cpu_us = json_object_get_double_member (object, "cpu_us"),
                             .gap_us = json_object_get_double_member (object, "gap_us"),
                             .own_gap_us = json_object_get_double_member (object, "own_gap_us"),
                             .p50_us = json_object_get_double_member (object, "p50_us"),
                             .p99_us = json_object_get_double_member (object, "p99_us") };
  return TRUE;
}

/* The fourth column of the line "100.00 … total". */
static double
read_total (const char *path)
{
  g_autofree char *summary = NULL;
  const char *end;
  g_autofree char *line = NULL;
  g_auto (GStrv) lines = NULL;
  double calls = 0;

  if (!g_file_get_contents (path, &summary, NULL, NULL))
    return 0;
  lines = g_strsplit (summary, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      end = strstr (lines[i], " total");
      if (end != NULL && sscanf (lines[i], "%*s %*s %*s %lf", &calls) == 1)
        return calls;
    }
  return 0;
}

double
bench_count_calls (Bench *self, guint client, const char *url)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bench-receive-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  char *prefix[] = { self->strace, "-f", "-c", "-o", path, NULL };
  g_autofree char *line = NULL;
  double calls;

  if (fd < 0)
    return 0;
  g_close (fd, NULL);
  if (self->commands[client] != NULL)
    line = run_command (prefix, self->commands[client], url, "read", NULL);
  calls = line != NULL ? read_total (path) : 0;
  g_unlink (path);
  return calls;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_median (GArray *values)
{
  g_array_sort (values, compare);
  return values->len > 0 ? g_array_index (values, double, values->len / 2) : 0;
}
