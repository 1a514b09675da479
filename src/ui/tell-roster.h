/* tell-roster.h: who is in a room and who is gone, in the order in which a person looks for them, with the numbers.
 * Who is online in other rooms only is left out; without any membership everybody is in.
 * Properties: summary ("3 online, 2 known").
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-store.h"

G_BEGIN_DECLS

#define TELL_TYPE_ROSTER (tell_roster_get_type ())
G_DECLARE_FINAL_TYPE (TellRoster, tell_roster, TELL, ROSTER, GObject)

TellRoster *tell_roster_new         (TellStore  *store,
                                     TellRoom   *room); /* nullable: the whole server */
GListModel *tell_roster_get_people  (TellRoster *self); /* of TellPerson, sorted */
/* "3 online", "3 online, 2 known", "12 online" where the server gives a number only, NULL where it gives nothing. */
const char *tell_roster_get_summary (TellRoster *self);

G_END_DECLS
