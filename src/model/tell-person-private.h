/* tell-person-private.h: what rooms and the store tell a person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-room.h"

G_BEGIN_DECLS

/* Rooms are borrowed: a room takes its members out before it goes. */
void       tell_person_entered   (TellPerson *self, TellRoom *room);
void       tell_person_left      (TellPerson *self, TellRoom *room);
GPtrArray *tell_person_get_rooms (TellPerson *self); /* of borrowed TellRoom */
void       tell_person_depart    (TellPerson *self); /* offline until a room or a state says otherwise */
void       tell_person_reset     (TellPerson *self); /* as if never seen, but for id, name and me */

G_END_DECLS
