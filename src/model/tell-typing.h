/* tell-typing.h: who types in a room right now: a GListModel of TellPerson whose items end by themselves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-person.h"

G_BEGIN_DECLS

#define TELL_TYPE_TYPING (tell_typing_get_type ())
G_DECLARE_FINAL_TYPE (TellTyping, tell_typing, TELL, TYPING, GObject)

TellTyping *tell_typing_new    (void);
void        tell_typing_start  (TellTyping *self,
                                TellPerson *person,
                                gint64      until_ms);
void        tell_typing_stop   (TellTyping *self,
                                TellPerson *person);
void        tell_typing_clear  (TellTyping *self);
/* Takes out whose time is over; gives when the next one ends, 0 if nobody types. */
gint64      tell_typing_expire (TellTyping *self,
                                gint64      now_ms);

G_END_DECLS
