/* main.c: picks the command line or the window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-main.h"
#include "demo-server.h"
#include "tell-application.h"

#include <libintl.h>
#include <locale.h>

/* The demo runs inside the program; the window only gets its dashboard. */
static GBytes *
start_demo (gpointer user_data, GError **error)
{
  DemoServer **server = user_data;
  g_autoptr (DemoServer) started = NULL;

  if (*server == NULL)
    {
      started = demo_server_new (g_random_int ());
      if (!demo_server_start (started, 0, error))
        return NULL;
      *server = g_steal_pointer (&started);
    }
  return demo_server_dup_document (*server);
}

static int
run_window (int argc, char **argv)
{
  g_autoptr (DemoServer) server = NULL;
  g_autoptr (TellApplication) application = tell_application_new (start_demo, &server);

  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* Run from the build directory, the translations are there as well. */
static const char *
get_locale_dir (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return g_strcmp0 (program, TELL_BUILD_DIR "/src/telltale") == 0 ? TELL_BUILD_DIR "/po" : TELL_LOCALE_DIR;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) window = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, get_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (cli_is_command (argc, argv))
    {
      status = cli_main (argc, argv, &window);
      return window ? run_window ((int) g_strv_length (window), window) : status;
    }
  return run_window (argc, argv);
}
