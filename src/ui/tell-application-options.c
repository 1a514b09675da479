/* tell-application-options.c: the command line of the window: addresses, files, the demo.
 * What is wrong is said where the program was called, before any window opens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-application-private.h"

#include "tell-url.h"

#include <glib/gi18n.h>

#define EXIT_FAILED 1
#define GO_ON       (-1)

/* The hidden ones are what "telltale replay" becomes: addresses, checked already. */
void
tell_application_add_options (GApplication *application)
{
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start the embedded demo server and open its dashboard"),
      NULL },
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open another window"), NULL },
    { "replay", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "dashboard", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "speed", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[URL | FILE…]") },
    { NULL },
  };

  g_application_add_main_option_entries (application, entries);
  g_application_set_option_context_summary (application,
                                            _ ("Live chat, people and charts of any Socket.IO server"));
}

/* Reads it once for its errors; what opens it later reads it again. */
static gboolean
check_argument (const char *argument, GError **error)
{
  g_autoptr (TellDocument) document = NULL;
  g_autoptr (TellSession) session = NULL;
  g_autoptr (TellRecording) recording = NULL;
  g_autoptr (GFile) file = NULL;

  if (!tell_url_is_one (argument))
    {
      file = g_file_new_for_commandline_arg (argument);
      if (tell_player_is_recording (file))
        return (recording = tell_player_load (file, error)) != NULL;
      document = tell_document_new_from_file (file, error);
    }
  else if ((document = tell_document_new_for_url (argument, NULL)) == NULL)
    g_set_error_literal (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
                         _ ("this is not the address of a server"));
  session = document ? tell_session_new (document, NULL, error) : NULL;
  return session != NULL;
}

static gboolean
check_arguments (GVariantDict *options)
{
  g_autofree const char **arguments = NULL;

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &arguments);
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (check_argument (arguments[i], &error))
        continue;
      g_printerr ("telltale: %s: %s\n", arguments[i], error->message);
      return FALSE;
    }
  return TRUE;
}

/**
 * tell_application_check_options:
 * @options: what stood on the command line
 *
 * Returns: -1 to go on, 0 when all is done, 2 for wrong usage or a bad document, 1 where no window can open
 */
int
tell_application_check_options (GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("telltale %s\n", TELL_VERSION);
      return EXIT_SUCCESS;
    }
  if (!check_arguments (options))
    return TELL_EXIT_USAGE;
  if (gtk_init_check ())
    return GO_ON;
  g_printerr ("telltale: %s\n",
              _ ("There is no display to open a window on; “telltale --help” names the commands "
                 "that need none."));
  return EXIT_FAILED;
}

static void
open_arguments (TellWindow *window, GApplicationCommandLine *command_line, const char **arguments)
{
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      g_autoptr (GFile) file = NULL;

      if (tell_url_is_one (arguments[i]))
        {
          tell_window_open_url (window, arguments[i]);
          continue;
        }
      file = g_application_command_line_create_file_for_arg (command_line, arguments[i]);
      tell_window_open_file (window, file);
    }
}

static void
open_recording (TellWindow *window, GVariantDict *options)
{
  const char *recording = NULL, *dashboard = NULL, *speed = "1";
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) document = NULL;

  if (!g_variant_dict_lookup (options, "replay", "&s", &recording))
    return;
  g_variant_dict_lookup (options, "dashboard", "&s", &dashboard);
  g_variant_dict_lookup (options, "speed", "&s", &speed); /* as text: GLib takes a 0.0 for absent */
  file = g_file_new_for_uri (recording);
  document = dashboard ? g_file_new_for_uri (dashboard) : NULL;
  tell_window_open_recording (window, file, document, g_ascii_strtod (speed, NULL));
}

/**
 * tell_application_run_options:
 * @self: the program, the one that runs already if there is one
 * @command_line: what stood on the command line, wherever it was
 *
 * Returns: the exit status
 */
int
tell_application_run_options (TellApplication *self, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  gboolean new_window = g_variant_dict_contains (options, "new-window");
  TellWindow *window =
      new_window ? tell_application_new_window (self) : tell_application_ensure_window (self);
  g_autofree const char **arguments = NULL;

  gtk_window_present (GTK_WINDOW (window));
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &arguments);
  if (arguments != NULL)
    open_arguments (window, command_line, arguments);
  open_recording (window, options);
  if (g_variant_dict_contains (options, "demo"))
    tell_application_open_demo (self);
  return EXIT_SUCCESS;
}
