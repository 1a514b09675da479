/* cli-watch-private.h: what watching and recording share: a session that runs without a window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-connect.h"
#include "cli-loop.h"
#include "tell-replay.h"

G_BEGIN_DECLS

typedef struct
{
  CliOptions  *options; /* owned */
  TellSession *session; /* owned */
  TellReplay  *replay;  /* owned; with --replay */
  CliLoop     *loop;    /* owned */
  GPtrArray   *emits;   /* of SioArgs, on every connect */
  gint64       count;   /* events so far */
  guint        check;
  gboolean     was_connected;
} CliWatch;

void     cli_watch_clear   (CliWatch  *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliWatch, cli_watch_clear)

/* N_WORDS is how many words the command takes. */
gboolean cli_watch_prepare (CliWatch  *self,
                            char     **argv,
                            guint      n_words,
                            const char *parameters,
                            const char *summary,
                            GError   **error);
gboolean cli_watch_start   (CliWatch  *self,
                            GError   **error);
/* Until the time is up or what was asked for is reached; gives the status. */
int      cli_watch_loop    (CliWatch  *self);
void     cli_watch_stop    (CliWatch  *self);

G_END_DECLS
