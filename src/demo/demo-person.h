/* demo-person.h: somebody who chats: a user with sockets, or one of the seeded people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-writer.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_PRESENCE_OFFLINE,
  DEMO_PRESENCE_AWAY,
  DEMO_PRESENCE_ONLINE,
} DemoPresence;

typedef struct
{
  char        *id;
  char        *name;
  char        *detail;   /* what they do, or where they are; nullable */
  DemoPresence presence;
  gboolean     seeded;
  GPtrArray   *room_ids; /* of owned char: where they are */
} DemoPerson;

DemoPerson *demo_person_new      (const char       *id,
                                  const char       *name,
                                  gboolean          seeded);
void        demo_person_free     (DemoPerson       *self);
/* Two names that differ in case or spacing only are one person. */
char       *demo_person_build_id (const char       *name);
gboolean    demo_person_is_in    (const DemoPerson *self,
                                  const char       *room_id);
/* The members id, name, state and detail of an object that is open. */
void        demo_person_write    (const DemoPerson *self,
                                  SioWriter        *writer);

G_END_DECLS
