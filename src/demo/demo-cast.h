/* demo-cast.h: the seeded people as persons of the chat, and what moves them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-script.h"
#include "demo-utterance.h"

G_BEGIN_DECLS

typedef struct
{
  GRand      *rand;
  EioClock   *clock;
  DemoChat   *chat;
  DemoFeed   *feed;
  DemoPerson *people[DEMO_N_SPEAKERS]; /* borrowed: the chat never forgets them */
} DemoCast;

/* Puts the rooms and everybody into CHAT; who is not at work yet is away or offline. */
void           demo_cast_init   (DemoCast          *self,
                                 guint32            seed,
                                 EioClock          *clock,
                                 DemoChat          *chat,
                                 DemoFeed          *feed);
void           demo_cast_clear  (DemoCast          *self);
guint          demo_cast_random (DemoCast          *self,
                                 guint              min,
                                 guint              below);
void           demo_cast_come   (DemoCast          *self,
                                 DemoSpeaker        who);
void           demo_cast_go     (DemoCast          *self,
                                 DemoSpeaker        who);
/* (transfer full): WHO comes, thinks for a while and says TEXT. */
DemoUtterance *demo_cast_utter  (DemoCast          *self,
                                 DemoSpeaker        who,
                                 const char        *room_id,
                                 const char        *text,
                                 const char        *name,
                                 guint              think_ms,
                                 DemoUtteranceFunc  done,
                                 gpointer           user_data);

G_END_DECLS
