/* eio-upgrade.c: the probe.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-upgrade.h"

#include "eio-transport-websocket.h"

/* The reference server gives up after the same time. */
#define PROBE_TIMEOUT_MS 10000

typedef enum
{
  STATE_PROBING,
  STATE_PAUSING,
} State;

struct _EioUpgrade
{
  State state;
  EioClock *clock;
  EioTransport *polling;
  EioTransport *websocket;
  EioUpgradeEvents events;
  gpointer user_data;
  guint timer;
};

/* The last thing it does: the owner frees it in there. */
static void
fail (EioUpgrade *self, const GError *error)
{
  EioTransportState polling = eio_transport_get_state (self->polling);

  if (polling == EIO_TRANSPORT_STATE_PAUSING || polling == EIO_TRANSPORT_STATE_PAUSED)
    eio_transport_resume (self->polling);
  self->events.failed (error, self->user_data);
}

static void
send (EioUpgrade *self, EioPacketType type, const char *text)
{
  g_autoptr (GBytes) data = g_bytes_new_static (text, strlen (text));
  EioPacket *packet = eio_packet_new (type, FALSE, data);
  GQueue queue = G_QUEUE_INIT;

  self->events.packet (EIO_DIRECTION_OUT, EIO_TRANSPORT_WEBSOCKET, packet, self->user_data);
  g_queue_push_tail (&queue, packet);
  eio_transport_send (self->websocket, &queue);
}

static void
timed_out_cb (gpointer user_data)
{
  EioUpgrade *self = user_data;
  g_autoptr (GError) error =
      g_error_new (EIO_ERROR, EIO_ERROR_TIMEOUT, "The WebSocket did not answer within %d seconds",
                   PROBE_TIMEOUT_MS / 1000);

  self->timer = 0;
  fail (self, error);
}

static void
opened_cb (EioTransport *websocket, gpointer user_data)
{
  send (user_data, EIO_PACKET_PING, "probe");
}

static void
closed_cb (EioTransport *websocket, EioCloseReason reason, const GError *error, gpointer user_data)
{
  g_autoptr (GError) closed = g_error_new_literal (EIO_ERROR, EIO_ERROR_CLOSED, "The WebSocket was closed");

  fail (user_data, error ?: closed);
}

static gboolean
is_probe_answer (const EioPacket *packet)
{
  gsize size;
  const char *data = g_bytes_get_data (packet->data, &size);

  return packet->type == EIO_PACKET_PONG && size == 5 && memcmp (data, "probe", 5) == 0;
}

static void
packet_cb (EioTransport *websocket, EioPacket *packet, gpointer user_data)
{
  EioUpgrade *self = user_data;

  self->events.packet (EIO_DIRECTION_IN, EIO_TRANSPORT_WEBSOCKET, packet, self->user_data);
  if (self->state == STATE_PROBING && is_probe_answer (packet))
    {
      self->state = STATE_PAUSING;
      eio_transport_pause (self->polling);
    }
  else
    {
      g_autoptr (GError) error =
          g_error_new_literal (EIO_ERROR, EIO_ERROR_BAD_PACKET, "The WebSocket did not answer the probe");

      fail (self, error);
    }
}

/**
 * eio_upgrade_new:
 * @config: where the server is
 * @polling: (transfer none): the transport to leave, open
 * @events: what to call, all of them
 * @user_data: for each of them
 *
 * Starts the probe.
 *
 * Returns: (transfer full): an upgrade under way
 */
EioUpgrade *
eio_upgrade_new (EioConfig *config, EioTransport *polling, const EioUpgradeEvents *events, gpointer user_data)
{
  static const EioTransportEvents transport_events = { opened_cb, packet_cb, NULL, NULL, closed_cb };
  EioUpgrade *self = g_new0 (EioUpgrade, 1);

  self->clock = g_object_ref (eio_config_get_clock (config));
  self->polling = g_object_ref (polling);
  self->websocket = eio_websocket_transport_new (config, eio_transport_get_protocol (polling));
  self->events = *events;
  self->user_data = user_data;
  self->timer = eio_clock_add_timeout (self->clock, PROBE_TIMEOUT_MS, timed_out_cb, self);
  eio_transport_set_events (self->websocket, &transport_events, self);
  eio_transport_open (self->websocket, eio_transport_get_sid (polling));
  return self;
}

/**
 * eio_upgrade_free:
 * @self: (transfer full): an upgrade
 *
 * Gives up the probe, unless it has switched.
 */
void
eio_upgrade_free (EioUpgrade *self)
{
  eio_clock_clear (self->clock, &self->timer);
  if (self->websocket != NULL)
    {
      eio_transport_set_events (self->websocket, NULL, NULL);
      eio_transport_abort (self->websocket);
    }
  g_clear_object (&self->websocket);
  g_clear_object (&self->polling);
  g_clear_object (&self->clock);
  g_free (self);
}

/**
 * eio_upgrade_is_switching:
 * @self: an upgrade
 *
 * Returns: whether polling is being paused: what is to be sent waits until the end of the upgrade
 */
gboolean
eio_upgrade_is_switching (EioUpgrade *self)
{
  return self->state == STATE_PAUSING;
}

/**
 * eio_upgrade_polling_paused:
 * @self: an upgrade
 *
 * To be called at the polling transport's paused event.
 */
void
eio_upgrade_polling_paused (EioUpgrade *self)
{
  g_autoptr (EioTransport) websocket = NULL;

  g_return_if_fail (self->state == STATE_PAUSING);

  send (self, EIO_PACKET_UPGRADE, "");
  websocket = g_steal_pointer (&self->websocket);
  eio_transport_set_events (websocket, NULL, NULL);
  self->events.switched (websocket, self->user_data);
}
