/* cli-window.c: telltale replay FILE: what is wrong is said here, the rest is the window's.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-commands.h"
#include "cli-main.h"
#include "cli-options.h"

#include "tell-player.h"

static gboolean
check_dashboard (const char *name, GError **error)
{
  g_autoptr (GFile) file = name ? g_file_new_for_commandline_arg (name) : NULL;
  g_autoptr (TellDocument) document = file ? tell_document_new_from_file (file, error) : NULL;
  g_autoptr (TellSession) session = document ? tell_session_new (document, NULL, error) : NULL;

  if (file == NULL || session != NULL)
    return TRUE;
  g_prefix_error (error, "--dashboard: ");
  return FALSE;
}

static gboolean
check (const CliOptions *options, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->rest[0]);
  g_autoptr (TellRecording) recording = tell_player_load (file, error);

  if (recording != NULL)
    return check_dashboard (options->dashboard, error);
  g_prefix_error (error, "%s: ", options->rest[0]);
  return FALSE;
}

static void
add_path (GStrvBuilder *builder, const char *option, const char *name)
{
  g_autoptr (GFile) file = name ? g_file_new_for_commandline_arg (name) : NULL;
  g_autofree char *uri = file ? g_file_get_uri (file) : NULL;
  g_autofree char *word = g_strconcat (option, uri, NULL);

  if (uri)
    g_strv_builder_add (builder, word);
}

GStrv
cli_replay (char **argv, int *status)
{
  GError *error = NULL;
  char speed[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *option = NULL;
  g_autoptr (CliOptions) options =
      cli_options_parse (argv, CLI_OPTIONS_WINDOW | CLI_OPTIONS_SPEED, "FILE",
                         "Opens a window on a recording and plays it as it happened.", &error);

  if (options == NULL || !cli_options_expect (options, 1, 1, "the file of a recording", &error) ||
      !check (options, &error))
    {
      *status = cli_fail_usage (error);
      return NULL;
    }
  g_ascii_dtostr (speed, sizeof speed, options->speed < 0 ? 1 : options->speed);
  option = g_strconcat ("--speed=", speed, NULL);
  g_strv_builder_add_many (builder, "telltale", option, NULL);
  add_path (builder, "--replay=", options->rest[0]);
  add_path (builder, "--dashboard=", options->dashboard);
  return g_strv_builder_end (builder);
}
