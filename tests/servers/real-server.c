/* real-server.c: somebody else's server on a free port of loopback, and telltale as a process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-server.h"

#include "config.h"

#include <stdlib.h>

#define PROGRAM TELL_BUILD_DIR "/src/telltale"

/* Below those that the system gives away by itself, which another test may get in between. */
#define FIRST_PORT 20000
#define END_PORT   32000

static void
skip_all (const char *what)
{
  g_print ("1..0 # SKIP %s\n", what);
  exit (0);
}

void
real_server_require (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);
  g_autofree char *reason = g_strdup_printf ("%s is not installed", program);

  if (path == NULL)
    skip_all (reason);
}

void
real_server_require_module (const char *npm_module)
{
  g_autofree char *folder = g_strconcat ("node_modules/", npm_module, NULL);
  g_autofree char *path = server_fixture_dup_path (folder);
  g_autofree char *reason = g_strdup_printf ("%s of npm is not in tests/servers", npm_module);

  real_server_require ("node");
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    skip_all (reason);
}

void
real_server_require_python (const char *modules)
{
  g_autofree char *statement = g_strconcat ("import ", modules, NULL);
  const char *argv[] = { REAL_SERVER_PYTHON, "-c", statement, NULL };
  g_autofree char *reason = g_strdup_printf ("Debian's Python has no %s", modules);
  GSpawnFlags flags = G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
  int status = 1;

  real_server_require (REAL_SERVER_PYTHON);
  g_spawn_sync (NULL, (char **) argv, NULL, flags, NULL, NULL, NULL, NULL, &status, NULL);
  if (!g_spawn_check_wait_status (status, NULL))
    skip_all (reason);
}

static gboolean
is_free (guint port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  return g_socket_bind (socket, address, FALSE, NULL);
}

guint
real_server_find_port (void)
{
  gint64 deadline = test_wait_deadline ();

  while (g_get_monotonic_time () < deadline)
    {
      guint port = g_random_int_range (FIRST_PORT, END_PORT);

      if (is_free (port))
        return port;
    }
  g_error ("no port is free");
}

void
real_server_wait_for_port (TestProcess *process, guint port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  gint64 deadline = test_wait_deadline ();

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (GSocketConnection) connection =
          g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

      if (connection != NULL)
        return;
      test_wait_ms (10);
    }
  g_error ("nobody listens on port %u; stderr:\n%s", port, test_process_get_errors (process));
}

RealServer *
real_server_new (const char *const *words)
{
  g_autofree char *script = server_fixture_dup_path (words[1]);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (JsonNode) first = NULL;
  RealServer *self = g_new0 (RealServer, 1);

  g_ptr_array_add (argv, (char *) words[0]);
  g_ptr_array_add (argv, script);
  for (guint i = 2; words[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) words[i]);
  g_ptr_array_add (argv, NULL);
  self->process = test_process_new ((const char *const *) argv->pdata);
  first = test_process_next (self->process);
  self->port = json_object_get_int_member (json_node_get_object (first), "port");
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  return self;
}

void
real_server_free (RealServer *self)
{
  test_process_free (self->process);
  g_free (self->url);
  g_free (self);
}

TestProcess *
real_server_start_telltale (const char *const *words, const char *const *more)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (char *) PROGRAM);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) words[i]);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) more[i]);
  g_ptr_array_add (argv, NULL);
  return test_process_new ((const char *const *) argv->pdata);
}
