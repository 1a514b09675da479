/* tell-pace.h: at most so many a second; the rest waits its turn.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-engine.h"

G_BEGIN_DECLS

#define TELL_PACE_PER_SECOND 20
#define TELL_PACE_MAX_WAITING 1000

typedef struct _TellPace TellPace;

TellPace     *tell_pace_new      (void);
void          tell_pace_free     (TellPace     *self);
/* FALSE if too many wait already. */
gboolean      tell_pace_push     (TellPace     *self,
                                  TellEmission *emission);
/* (transfer full): one whose turn it is at NOW (µs), or NULL. */
TellEmission *tell_pace_pop      (TellPace     *self,
                                  gint64        now);
/* When the next one's turn is (µs), 0 if none waits. */
gint64        tell_pace_get_next (TellPace     *self);
void          tell_pace_clear    (TellPace     *self);

G_END_DECLS
