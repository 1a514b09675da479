/* eio-socket-upgrade.c: a session that goes over to WebSocket.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-socket-private.h"

static void
upgrade_switched_cb (EioTransport *websocket, gpointer user_data)
{
  g_autoptr (EioSocket) self = g_object_ref (user_data);

  g_clear_pointer (&self->upgrade, eio_upgrade_free);
  eio_socket_set_transport (self, g_object_ref (websocket));
  if (self->events.upgraded != NULL)
    self->events.upgraded (self, EIO_TRANSPORT_WEBSOCKET, self->user_data);
  eio_socket_flush (self);
  eio_socket_close_when_flushed (self);
}

static void
upgrade_failed_cb (const GError *error, gpointer user_data)
{
  g_autoptr (EioSocket) self = g_object_ref (user_data);
  g_autoptr (GError) copy = g_error_copy (error);

  g_debug ("socket %p: stays on polling: %s", self, error->message);
  g_clear_pointer (&self->upgrade, eio_upgrade_free);
  if (self->events.upgrade_error != NULL && self->state != EIO_SOCKET_STATE_CLOSED)
    self->events.upgrade_error (self, copy, self->user_data);
  eio_socket_flush (self);
  eio_socket_close_when_flushed (self);
}

static void
upgrade_packet_cb (EioDirection direction, EioTransportKind kind, const EioPacket *packet, gpointer user_data)
{
  eio_socket_record (user_data, direction, kind, packet);
}

void
eio_socket_start_upgrade (EioSocket *self)
{
  static const EioUpgradeEvents events = { upgrade_switched_cb, upgrade_failed_cb, upgrade_packet_cb };
  guint n_kinds;
  const EioTransportKind *kinds = eio_config_get_transports (self->config, &n_kinds);

  if (self->state != EIO_SOCKET_STATE_OPEN || !self->handshake.websocket ||
      !eio_config_get_upgrade (self->config) ||
      eio_transport_get_kind (self->transport) != EIO_TRANSPORT_POLLING)
    return;

  for (guint i = 0; i < n_kinds && self->upgrade == NULL; i++)
    if (kinds[i] == EIO_TRANSPORT_WEBSOCKET)
      self->upgrade = eio_upgrade_new (self->config, self->transport, &events, self);
}

gboolean
eio_socket_is_switching (EioSocket *self)
{
  return self->upgrade != NULL && eio_upgrade_is_switching (self->upgrade);
}
