/* tell-session-text.h: how a connection stands, in words and as the look of a lamp.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-session.h"

G_BEGIN_DECLS

char       *tell_session_dup_state_text     (TellSession *session); /* "Connected", "Offline: …" */
const char *tell_session_get_look           (TellSession *session); /* of a TellDot */
/* Whole seconds until the next attempt, at least 0; -1 when none is planned. */
int         tell_session_get_seconds_left   (TellSession *session);
/* (transfer full): "Trying again in 12 seconds" */
char       *tell_session_dup_countdown_text (TellSession *session);

G_END_DECLS
