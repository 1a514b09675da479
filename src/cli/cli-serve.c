/* cli-serve.c: telltale serve: the embedded demo server alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-commands.h"
#include "cli-loop.h"
#include "cli-main.h"
#include "cli-options.h"
#include "cli-output.h"

#include "demo-server.h"

#define DEFAULT_SEED 1

static gboolean
write_dashboard (DemoServer *server, const char *path, GError **error)
{
  g_autoptr (GBytes) document = demo_server_dup_document (server);

  return g_file_set_contents (path, g_bytes_get_data (document, NULL), (gssize) g_bytes_get_size (document),
                              error);
}

int
cli_serve (char **argv)
{
  GError *error = NULL;
  g_autoptr (DemoServer) server = NULL;
  g_autoptr (CliLoop) loop = NULL;
  g_autoptr (CliOptions) options =
      cli_options_parse (argv, CLI_OPTIONS_SERVE, "", "Runs the demo server until Ctrl+C.", &error);
  int status;

  if (options == NULL)
    return cli_fail_usage (error);
  if (options->rest[0] != NULL)
    return cli_fail_usage (
        g_error_new (CLI_ERROR, CLI_ERROR_USAGE, "Unexpected argument: %s", options->rest[0]));
  server = demo_server_new (options->seed >= 0 ? (guint32) options->seed : DEFAULT_SEED);
  if (!demo_server_start (server, options->port >= 0 ? (guint) options->port : 0, &error) ||
      (options->dashboard && !write_dashboard (server, options->dashboard, &error)))
    {
      cli_output_complain ("%s", error->message);
      g_error_free (error);
      return CLI_EXIT_FAILED;
    }
  cli_output_line (demo_server_get_url (server));
  loop = cli_loop_new ();
  status = cli_loop_run (loop, options->seconds, CLI_EXIT_OK, CLI_EXIT_OK);
  demo_server_stop (server);
  return status;
}
