/* cli-loop.h: running until something is reached, the time is up, or somebody presses Ctrl+C.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-client.h"

G_BEGIN_DECLS

typedef struct _CliLoop CliLoop;

CliLoop *cli_loop_new         (void);
void     cli_loop_free        (CliLoop   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliLoop, cli_loop_free)

/* SECONDS < 0: no limit; after it TIME_UP_STATUS is the result. Ctrl+C and SIGTERM end it with INTERRUPT_STATUS. */
int      cli_loop_run         (CliLoop   *self,
                               double     seconds,
                               int        time_up_status,
                               int        interrupt_status);
void     cli_loop_quit        (CliLoop   *self,
                               int        status); /* the first one counts */
gboolean cli_loop_has_quit    (CliLoop   *self);
/* Disconnects politely and gives the goodbye a moment to be written. */
void     cli_loop_close       (CliLoop   *self,
                               SioClient *client);

G_END_DECLS
