/* eio-heartbeat.h: when a session counts as dead, and when to ask; only arithmetic, the timer is its owner's.
 *
 *   revision 4   the server pings; the deadline moves at each ping
 *   revision 3   we ping every interval and expect the answer within the timeout; whatever arrives moves the deadline
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-types.h"

G_BEGIN_DECLS

typedef struct
{
  EioProtocol protocol;
  gint64      interval; /* µs, as everything here */
  gint64      timeout;
  gint64      deadline; /* dead from then on */
  gint64      next_ping; /* revision 3: when to ask, G_MAXINT64 while an answer is missing */
} EioHeartbeat;

void     eio_heartbeat_init     (EioHeartbeat       *self,
                                 EioProtocol         protocol,
                                 guint               interval_ms,
                                 guint               timeout_ms,
                                 gint64              now);
void     eio_heartbeat_received (EioHeartbeat       *self,
                                 gint64              now); /* any packet */
void     eio_heartbeat_pinged   (EioHeartbeat       *self,
                                 gint64              now); /* revision 4: the server's ping */
void     eio_heartbeat_ponged   (EioHeartbeat       *self,
                                 gint64              now); /* revision 3: the server's answer */
/* Whether to send a ping now; counts it as sent. */
gboolean eio_heartbeat_take_ping (EioHeartbeat      *self,
                                 gint64              now);
gboolean eio_heartbeat_expired  (const EioHeartbeat *self,
                                 gint64              now);
gint64   eio_heartbeat_get_next (const EioHeartbeat *self); /* when something is to be done */

G_END_DECLS
