/* demo-player.h: plays the conversations of one room, one after the other, with rests between.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-cast.h"

G_BEGIN_DECLS

typedef struct _DemoPlayer DemoPlayer;

/* CAST is borrowed. What was said before the server started is put into the room's history at once. */
DemoPlayer      *demo_player_new       (DemoCast               *cast,
                                        const DemoPlace        *place);
void             demo_player_free      (DemoPlayer             *self);
void             demo_player_start     (DemoPlayer             *self);
void             demo_player_stop      (DemoPlayer             *self);
/* At once, in place of what is being played. */
void             demo_player_play      (DemoPlayer             *self,
                                        const DemoConversation *conversation);
const char      *demo_player_get_room  (DemoPlayer             *self);
/* Whether WHO still has a line in what is being played. */
gboolean         demo_player_needs     (DemoPlayer             *self,
                                        DemoSpeaker             who);

G_END_DECLS
