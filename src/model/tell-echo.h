/* tell-echo.h: own messages of a room that the server is expected to send back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-message.h"

G_BEGIN_DECLS

/* The first of EXPECTED (of TellMessage) that ARRIVED is, taken out; NULL if it is none of ours. */
TellMessage *tell_echo_take   (GPtrArray   *expected,
                               TellMessage *arrived);
/* What the server says of an own message: its id, its author, and that it has it. */
void         tell_echo_adopt  (TellMessage *own,
                               TellMessage *arrived);

G_END_DECLS
