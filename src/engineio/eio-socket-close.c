/* eio-socket-close.c: the one funnel in which a session ends.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-socket-private.h"

/* How long close () waits for what is queued, and for the upgrade, before it drops the connection. */
#define CLOSE_TIMEOUT_MS 5000

static void
clear_timers (EioSocket *self)
{
  eio_clock_clear (self->clock, &self->open_timer);
  eio_clock_clear (self->clock, &self->settle_timer);
  eio_clock_clear (self->clock, &self->heartbeat_timer);
  eio_clock_clear (self->clock, &self->close_timer);
}

void
eio_socket_drop_transport (EioSocket *self)
{
  g_autoptr (EioTransport) transport = g_steal_pointer (&self->transport);

  if (transport != NULL)
    {
      eio_transport_set_events (transport, NULL, NULL);
      eio_transport_abort (transport);
    }
}

void
eio_socket_drop_all (EioSocket *self)
{
  clear_timers (self);
  g_clear_pointer (&self->upgrade, eio_upgrade_free);
  eio_socket_drop_transport (self);
  g_queue_clear_full (&self->queue, (GDestroyNotify) eio_packet_free);
  self->n_handed = 0;
}

void
eio_socket_end (EioSocket *self, EioCloseReason reason, const GError *error)
{
  g_autoptr (EioSocket) hold = g_object_ref (self);
  g_autoptr (GError) copy = error != NULL ? g_error_copy (error) : NULL;
  gboolean asked = self->state == EIO_SOCKET_STATE_CLOSING;

  if (self->state == EIO_SOCKET_STATE_CLOSED)
    return;

  eio_socket_set_state (self, EIO_SOCKET_STATE_CLOSED);
  eio_socket_drop_all (self);
  if (self->events.closed != NULL)
    self->events.closed (self, asked ? EIO_CLOSE_REASON_FORCED : reason, asked ? NULL : copy,
                         self->user_data);
}

void
eio_socket_end_for_silence (EioSocket *self)
{
  g_autoptr (GError) error =
      g_error_new (EIO_ERROR, EIO_ERROR_PING_TIMEOUT, "The server has shown no sign of life for %g seconds",
                   (self->heartbeat.interval + self->heartbeat.timeout) / (double) G_USEC_PER_SEC);

  eio_socket_end (self, EIO_CLOSE_REASON_PING_TIMEOUT, error);
}

/* Closing in order: first what is queued and an upgrade that is switching, then the transport. */
void
eio_socket_close_when_flushed (EioSocket *self)
{
  if (self->state == EIO_SOCKET_STATE_CLOSING && !eio_socket_is_switching (self) &&
      eio_socket_get_queued (self) == 0)
    {
      g_clear_pointer (&self->upgrade, eio_upgrade_free);
      eio_transport_close (self->transport);
    }
}

static void
close_timed_out_cb (gpointer user_data)
{
  EioSocket *self = user_data;

  self->close_timer = 0;
  eio_socket_end (self, EIO_CLOSE_REASON_FORCED, NULL);
}

/**
 * eio_socket_close:
 * @self: a socket
 *
 * Sends what is queued, waits for the end of an upgrade that is switching, and says good-bye. The closed
 * event follows, with "forced close", within a few seconds whatever the server does; it comes before this
 * returns when the session was not open yet.
 */
void
eio_socket_close (EioSocket *self)
{
  g_autoptr (EioSocket) hold = g_object_ref (self);

  if (self->state == EIO_SOCKET_STATE_OPENING)
    eio_socket_end (self, EIO_CLOSE_REASON_FORCED, NULL);
  if (self->state != EIO_SOCKET_STATE_OPEN)
    return;

  eio_socket_set_state (self, EIO_SOCKET_STATE_CLOSING);
  self->close_timer = eio_clock_add_timeout (self->clock, CLOSE_TIMEOUT_MS, close_timed_out_cb, self);
  eio_socket_close_when_flushed (self);
}

/**
 * eio_socket_fail:
 * @self: a socket
 * @reason: why
 * @error: (nullable): more about it
 *
 * Ends the session because of something that the layer above found wrong. The closed event comes before this
 * returns.
 */
void
eio_socket_fail (EioSocket *self, EioCloseReason reason, const GError *error)
{
  eio_socket_end (self, reason, error);
}

/**
 * eio_socket_drop:
 * @self: a socket
 *
 * Ends the session as a lost network would: "transport close", and not a word to the server. The closed event
 * comes before this returns.
 */
void
eio_socket_drop (EioSocket *self)
{
  eio_socket_end (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
}
