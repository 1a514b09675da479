/* cli-main.h: the commands without a window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit status, as documented for scripts. */
enum
{
  CLI_EXIT_OK = 0,
  CLI_EXIT_FAILED = 1,
  CLI_EXIT_USAGE = 2,
  CLI_EXIT_NO_CONNECTION = 3,
  CLI_EXIT_TIME_UP = 4,
};

/* Whether argv[1] names a command: listen, emit, watch, record, replay, serve. */
gboolean cli_is_command (int argc, char **argv);
/* The exit status. WINDOW: the command line of a window that has to open now, or NULL: all is done. */
int      cli_main       (int argc, char **argv, GStrv *window);

G_END_DECLS
