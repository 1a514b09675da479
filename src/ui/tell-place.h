/* tell-place.h: where one can go in a window: a server, its dashboard, its events, a room. The rows of the sidebar.
 * Properties: kind, session, room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-session.h"

G_BEGIN_DECLS

typedef enum
{
  TELL_PLACE_SERVER,    /* the heading of what follows; not a page */
  TELL_PLACE_DASHBOARD, /* the panels of its document */
  TELL_PLACE_EVENTS,    /* what arrives and nothing binds yet */
  TELL_PLACE_ROOM,
} TellPlaceKind;

#define TELL_TYPE_PLACE (tell_place_get_type ())
G_DECLARE_FINAL_TYPE (TellPlace, tell_place, TELL, PLACE, GObject)

TellPlace     *tell_place_new         (TellPlaceKind  kind,
                                       TellSession   *session,
                                       TellRoom      *room); /* nullable */
TellPlaceKind  tell_place_get_kind    (TellPlace     *self);
TellSession   *tell_place_get_session (TellPlace     *self);
TellRoom      *tell_place_get_room    (TellPlace     *self); /* nullable */
gboolean       tell_place_equal       (TellPlace     *self,
                                       TellPlace     *other);

/* Every place of every session in SESSIONS (a list of TellSession), in order: (transfer full). */
GListModel    *tell_places_new        (GListModel    *sessions);

G_END_DECLS
