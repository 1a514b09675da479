/* demo-people.h: the seeded people: they talk to each other, come and go, and answer who speaks to them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-feed.h"

G_BEGIN_DECLS

#define DEMO_TYPE_PEOPLE (demo_people_get_type ())
G_DECLARE_FINAL_TYPE (DemoPeople, demo_people, DEMO, PEOPLE, GObject)

/* Puts rooms, people and what they said before into CHAT. */
DemoPeople *demo_people_new      (guint32       seed,
                                  EioClock     *clock,
                                  DemoChat     *chat,
                                  DemoFeed     *feed);
void        demo_people_start    (DemoPeople   *self);
void        demo_people_stop     (DemoPeople   *self);
/* A user said something: somebody may answer. */
void        demo_people_hear     (DemoPeople   *self,
                                  DemoPerson   *user,
                                  const char   *room_id,
                                  const char   *text);
/* The room of the incident drops what it was talking about. */
void        demo_people_discuss  (DemoPeople   *self,
                                  DemoIncident  incident,
                                  gboolean      begins);

G_END_DECLS
