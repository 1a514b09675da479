/* demo-session-private.h: what the files of one session share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-poll.h"
#include "demo-session.h"

G_BEGIN_DECLS

struct _DemoSession
{
  GObject parent_instance;

  char *sid;
  EioClock *clock;
  DemoSessionState state;
  GQueue out;                         /* of owned EioPacket */
  DemoPoll *poll;                     /* the GET that is held, nullable */
  SoupWebsocketConnection *websocket; /* in use or probing, nullable */
  gboolean probed;                    /* "2probe" came on it */
  guint heartbeat_timer;              /* until the next ping, or until its pong is due */
  guint upgrade_timer;
  guint release_timer;
  guint close_timer;

  DemoSessionEvents events;
  gpointer events_data;
  DemoSessionGoneFunc gone;
  gpointer gone_data;
};

void demo_session_set_state       (DemoSession      *self,
                                   DemoSessionState  state);
/* FALSE when nothing more of the same source is to be read: the session is closing. */
gboolean demo_session_take_packet (DemoSession      *self,
                                   EioPacket        *packet);
void demo_session_flush           (DemoSession      *self);
void demo_session_push            (DemoSession      *self,
                                   EioPacketType     type,
                                   const char       *text);
void demo_session_push_open       (DemoSession      *self);
/* Everything ends here: REASON reaches the owner unless it was told before. */
void demo_session_finish          (DemoSession      *self,
                                   EioCloseReason    reason);
void demo_session_drop_websocket  (DemoSession      *self,
                                   gushort           code);

G_END_DECLS
