/* cli-replay.h: running a dashboard on a recording instead of a server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-loop.h"
#include "cli-options.h"
#include "tell-replay.h"

G_BEGIN_DECLS

/* A session that lives in the recording of --replay, and the replay that feeds it. */
TellSession *cli_replay_new_session (const CliOptions *options,
                                     TellDocument     *document,
                                     TellReplay      **replay,
                                     GError          **error);
/* To the end or as far as --for says, then prints the state; gives the exit status. */
int          cli_replay_run         (TellReplay       *replay,
                                     const CliOptions *options,
                                     CliLoop          *loop);

G_END_DECLS
