/* eio-heartbeat.c: the deadlines of both revisions.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-heartbeat.h"

/**
 * eio_heartbeat_init:
 * @self: memory for a heartbeat
 * @protocol: the revision
 * @interval_ms: pingInterval of the handshake
 * @timeout_ms: pingTimeout of the handshake
 * @now: the time, in µs
 */
void
eio_heartbeat_init (EioHeartbeat *self, EioProtocol protocol, guint interval_ms, guint timeout_ms, gint64 now)
{
  *self = (EioHeartbeat){
    .protocol = protocol,
    .interval = (gint64) interval_ms * 1000,
    .timeout = (gint64) timeout_ms * 1000,
    .next_ping = G_MAXINT64,
  };
  self->deadline = now + self->interval + self->timeout;
  if (protocol == EIO_PROTOCOL_3)
    self->next_ping = now + self->interval;
}

void
eio_heartbeat_received (EioHeartbeat *self, gint64 now)
{
  if (self->protocol == EIO_PROTOCOL_3)
    self->deadline = now + self->interval + self->timeout;
}

void
eio_heartbeat_pinged (EioHeartbeat *self, gint64 now)
{
  self->deadline = now + self->interval + self->timeout;
}

void
eio_heartbeat_ponged (EioHeartbeat *self, gint64 now)
{
  if (self->protocol == EIO_PROTOCOL_3)
    self->next_ping = now + self->interval;
}

gboolean
eio_heartbeat_take_ping (EioHeartbeat *self, gint64 now)
{
  if (now < self->next_ping)
    return FALSE;

  self->next_ping = G_MAXINT64;
  self->deadline = now + self->timeout;
  return TRUE;
}

gboolean
eio_heartbeat_expired (const EioHeartbeat *self, gint64 now)
{
  return now >= self->deadline;
}

gint64
eio_heartbeat_get_next (const EioHeartbeat *self)
{
  return MIN (self->deadline, self->next_ping);
}
