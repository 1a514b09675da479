/* cli-commands.h: one function for each command; ARGV[0] is the command itself. They give the exit status.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int cli_listen (char **argv);
int cli_emit   (char **argv);
int cli_watch  (char **argv);
int cli_record (char **argv);
int cli_serve  (char **argv);
/* Only checks what is wrong; (transfer full) the window's command line, or NULL with the exit STATUS. */
GStrv cli_replay (char **argv, int *status);

/* Says what is wrong on stderr; gives the status that goes with it. NULL: help was printed, and all is well. */
int cli_fail_usage (GError *error);

G_END_DECLS
