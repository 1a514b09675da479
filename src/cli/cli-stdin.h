/* cli-stdin.h: commands on stdin, one JSON object a line.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-listen-private.h"

G_BEGIN_DECLS

typedef struct _CliStdin CliStdin;

/* Reads until its end or until it is freed; LISTEN must stay until then. */
CliStdin *cli_stdin_new  (CliListen *listen);
void      cli_stdin_free (CliStdin  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliStdin, cli_stdin_free)

G_END_DECLS
