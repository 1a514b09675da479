/* tell-typing-label.h: who types in a room: "Ann is typing…".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-room.h"

G_BEGIN_DECLS

#define TELL_TYPE_TYPING_LABEL (tell_typing_label_get_type ())
G_DECLARE_FINAL_TYPE (TellTypingLabel, tell_typing_label, TELL, TYPING_LABEL, AdwBin)

void        tell_typing_label_set_room (TellTypingLabel *self,
                                        TellRoom        *room); /* nullable */
const char *tell_typing_label_get_text (TellTypingLabel *self); /* "" when nobody does */

G_END_DECLS
