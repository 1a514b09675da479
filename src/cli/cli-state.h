/* cli-state.h: the state that a session has reached, as one JSON object.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-json.h"
#include "tell-session.h"

G_BEGIN_DECLS

/* What the object says of the connection; a replay has one without a client. */
typedef struct
{
  const char *state;
  const char *transport; /* nullable */
  guint       protocol;  /* 0: unknown yet */
  guint       reconnects;
} CliConnectionState;

/* MAX_MESSAGES < 0: all of each room. EMITTED: of TellEmission, what a replay would have sent; nullable. */
void cli_state_write (CliJson                  *json,
                      TellStore                *store,
                      TellEngine               *engine,
                      const CliConnectionState *connection,
                      gint64                    max_messages,
                      GPtrArray                *emitted);

G_END_DECLS
