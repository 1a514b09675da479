/* tell-message-private.h: what only a room may change.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-message.h"

G_BEGIN_DECLS

void tell_message_set_time (TellMessage *self, gint64 time_ms);

G_END_DECLS
