/* eio-socket.c: one session: packets and heartbeat.
 *
 * The diagram of states stands in the header. How a session comes to be open stands in eio-socket-open.c, how
 * it changes its transport in eio-socket-upgrade.c, and how it ends in eio-socket-close.c.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-socket-private.h"

G_DEFINE_FINAL_TYPE (EioSocket, eio_socket, G_TYPE_OBJECT)

void
eio_socket_set_state (EioSocket *self, EioSocketState state)
{
  static const char *const names[] = { "closed", "opening", "open", "closing" };

  g_debug ("socket %p: %s → %s", self, names[self->state], names[state]);
  self->state = state;
}

static gboolean
is_expired (EioSocket *self)
{
  return eio_heartbeat_expired (&self->heartbeat, eio_clock_get_now (self->clock));
}

void
eio_socket_record (EioSocket *self, EioDirection direction, EioTransportKind kind, const EioPacket *packet)
{
  if (self->events.packet != NULL)
    self->events.packet (self, direction, kind, packet, self->user_data);
}

static void
record_queue (EioSocket *self)
{
  EioTransportKind kind = eio_transport_get_kind (self->transport);

  for (GList *link = self->queue.head; link != NULL && self->events.packet != NULL; link = link->next)
    eio_socket_record (self, EIO_DIRECTION_OUT, kind, link->data);
}

void
eio_socket_flush (EioSocket *self)
{
  if (self->transport == NULL || g_queue_is_empty (&self->queue) || eio_socket_is_switching (self) ||
      !eio_transport_is_writable (self->transport))
    return;

  record_queue (self);
  self->n_handed += self->queue.length;
  eio_transport_send (self->transport, &self->queue);
}

static void
push (EioSocket *self, EioPacketType type, gboolean binary, GBytes *data)
{
  g_queue_push_tail (&self->queue, eio_packet_new (type, binary, data));
  eio_socket_flush (self);
}

static void
push_empty (EioSocket *self, EioPacketType type)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  push (self, type, FALSE, nothing);
}

static void schedule_heartbeat (EioSocket *self);

static void
heartbeat_cb (gpointer user_data)
{
  g_autoptr (EioSocket) self = g_object_ref (user_data);
  gint64 now = eio_clock_get_now (self->clock);

  self->heartbeat_timer = 0;
  if (eio_heartbeat_expired (&self->heartbeat, now))
    {
      eio_socket_end_for_silence (self);
      return;
    }
  if (eio_heartbeat_take_ping (&self->heartbeat, now))
    push_empty (self, EIO_PACKET_PING);
  if (self->state != EIO_SOCKET_STATE_CLOSED)
    schedule_heartbeat (self);
}

/* A deadline that moves away leaves the timer as it is: it finds nothing to do, and waits on. */
static void
schedule_heartbeat (EioSocket *self)
{
  gint64 wait_us = eio_heartbeat_get_next (&self->heartbeat) - eio_clock_get_now (self->clock);

  if (self->heartbeat_timer == 0)
    self->heartbeat_timer =
        eio_clock_add_timeout (self->clock, CLAMP ((wait_us + 999) / 1000, 0, G_MAXINT), heartbeat_cb, self);
}

void
eio_socket_session_opened (EioSocket *self)
{
  EioProtocol protocol = eio_transport_get_protocol (self->transport);

  eio_clock_clear (self->clock, &self->open_timer);
  eio_config_learn_protocol (self->config, protocol);
  eio_heartbeat_init (&self->heartbeat, protocol, self->handshake.ping_interval_ms,
                      self->handshake.ping_timeout_ms, eio_clock_get_now (self->clock));
  schedule_heartbeat (self);

  eio_socket_set_state (self, EIO_SOCKET_STATE_OPEN);
  if (self->events.opened != NULL)
    self->events.opened (self, self->user_data);
  eio_socket_flush (self);
  eio_socket_start_upgrade (self);
}

static void
handle_packet (EioSocket *self, EioPacket *packet)
{
  switch (packet->type)
    {
    case EIO_PACKET_MESSAGE:
      if (self->events.message != NULL)
        self->events.message (self, packet->data, packet->binary, self->user_data);
      break;
    case EIO_PACKET_PING:
      eio_heartbeat_pinged (&self->heartbeat, eio_clock_get_now (self->clock));
      push_empty (self, EIO_PACKET_PONG);
      break;
    case EIO_PACKET_PONG:
      eio_heartbeat_ponged (&self->heartbeat, eio_clock_get_now (self->clock));
      break;
    case EIO_PACKET_CLOSE:
      eio_socket_end (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
      break;
    case EIO_PACKET_OPEN:
    case EIO_PACKET_UPGRADE:
    case EIO_PACKET_NOOP:
    default:
      break;
    }
}

/* Nearly every packet is one: it goes by without a reference, for nothing is touched after it. */
static gboolean
is_plain_message (EioSocket *self, EioPacket *packet)
{
  return packet->type == EIO_PACKET_MESSAGE && self->state == EIO_SOCKET_STATE_OPEN &&
         self->heartbeat.protocol != EIO_PROTOCOL_3 && self->settle_timer == 0 && self->events.packet == NULL;
}

static void
packet_cb (EioTransport *transport, EioPacket *packet, gpointer user_data)
{
  EioSocket *self = user_data;

  if (G_LIKELY (is_plain_message (self, packet)))
    {
      handle_packet (self, packet);
      return;
    }

  g_object_ref (self);
  eio_socket_record (self, EIO_DIRECTION_IN, eio_transport_get_kind (transport), packet);
  if (self->settle_timer != 0)
    eio_socket_settle (self, packet);

  if (self->state == EIO_SOCKET_STATE_OPEN || self->state == EIO_SOCKET_STATE_CLOSING)
    {
      if (self->heartbeat.protocol == EIO_PROTOCOL_3)
        eio_heartbeat_received (&self->heartbeat, eio_clock_get_now (self->clock));
      handle_packet (self, packet);
    }
  else if (self->state == EIO_SOCKET_STATE_OPENING)
    eio_socket_take_handshake (self, packet);

  g_object_unref (self);
}

static void
drain_cb (EioTransport *transport, gpointer user_data)
{
  g_autoptr (EioSocket) self = g_object_ref (user_data);

  self->n_handed = 0;
  eio_socket_flush (self);
  if (eio_socket_get_queued (self) == 0 && self->events.drain != NULL)
    self->events.drain (self, self->user_data);
  eio_socket_close_when_flushed (self);
}

static void
paused_cb (EioTransport *transport, gpointer user_data)
{
  EioSocket *self = user_data;

  if (self->upgrade != NULL)
    eio_upgrade_polling_paused (self->upgrade);
}

static void
closed_cb (EioTransport *transport, EioCloseReason reason, const GError *error, gpointer user_data)
{
  g_autoptr (EioSocket) self = g_object_ref (user_data);
  g_autoptr (GError) closed = g_error_new_literal (EIO_ERROR, EIO_ERROR_CLOSED,
                                                   "The server closed the connection before the handshake");

  if (self->state != EIO_SOCKET_STATE_OPENING)
    eio_socket_end (self, reason, error);
  else if (!eio_socket_try_next (self, error ?: closed))
    eio_socket_end (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error ?: closed);
}

void
eio_socket_set_transport (EioSocket *self, EioTransport *transport)
{
  static const EioTransportEvents events = {
    .packet = packet_cb,
    .drain = drain_cb,
    .paused = paused_cb,
    .closed = closed_cb,
  };

  eio_socket_drop_transport (self);
  self->transport = transport;
  self->n_handed = 0;
  eio_transport_set_events (transport, &events, self);
}

static void
eio_socket_dispose (GObject *object)
{
  EioSocket *self = EIO_SOCKET (object);

  if (self->clock != NULL)
    eio_socket_drop_all (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->config);

  G_OBJECT_CLASS (eio_socket_parent_class)->dispose (object);
}

static void
eio_socket_finalize (GObject *object)
{
  eio_handshake_clear (&EIO_SOCKET (object)->handshake);

  G_OBJECT_CLASS (eio_socket_parent_class)->finalize (object);
}

static void
eio_socket_class_init (EioSocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eio_socket_dispose;
  object_class->finalize = eio_socket_finalize;
}

static void
eio_socket_init (EioSocket *self)
{
  g_queue_init (&self->queue);
}

/**
 * eio_socket_new:
 * @config: where the server is and how to reach it
 *
 * Returns: (transfer full): a closed socket, to be opened once
 */
EioSocket *
eio_socket_new (EioConfig *config)
{
  EioSocket *self = g_object_new (EIO_TYPE_SOCKET, NULL);

  self->config = g_object_ref (config);
  self->clock = g_object_ref (eio_config_get_clock (config));
  return self;
}

/**
 * eio_socket_set_events:
 * @self: a socket
 * @events: (nullable): what to call; copied, any of them may be %NULL
 * @user_data: for each of them
 */
void
eio_socket_set_events (EioSocket *self, const EioSocketEvents *events, gpointer user_data)
{
  self->events = events != NULL ? *events : (EioSocketEvents){ 0 };
  self->user_data = user_data;
}

/**
 * eio_socket_open:
 * @self: a socket that was never open
 *
 * The opened event follows, or the closed one, but neither before this returns.
 */
void
eio_socket_open (EioSocket *self)
{
  g_return_if_fail (!self->used);

  self->used = TRUE;
  eio_socket_set_state (self, EIO_SOCKET_STATE_OPENING);
  eio_socket_start_opening (self);
}

/**
 * eio_socket_send:
 * @self: a socket
 * @data: the message, UTF-8 unless @binary
 * @binary: whether @data are bytes
 *
 * Queues a message; before the session is open it waits. On a socket that is closing or closed it is dropped.
 */
void
eio_socket_send (EioSocket *self, GBytes *data, gboolean binary)
{
  if (self->state == EIO_SOCKET_STATE_OPENING || self->state == EIO_SOCKET_STATE_OPEN)
    push (self, EIO_PACKET_MESSAGE, binary, data);
}

static void
expire_cb (gpointer user_data)
{
  EioSocket *self = user_data;

  self->heartbeat_timer = 0;
  eio_socket_end_for_silence (self);
}

/**
 * eio_socket_check_alive:
 * @self: a socket
 *
 * Whether to trust an open session before sending: after the machine has slept, the deadline of the heartbeat
 * may have passed without a timer having run. The closed event follows then, with "ping timeout", but not
 * before this returns.
 *
 * Returns: %FALSE when the socket is not open, or the deadline has passed
 */
gboolean
eio_socket_check_alive (EioSocket *self)
{
  if (self->state != EIO_SOCKET_STATE_OPEN)
    return FALSE;
  if (!is_expired (self))
    return TRUE;

  eio_clock_clear (self->clock, &self->heartbeat_timer);
  self->heartbeat_timer = eio_clock_add_timeout (self->clock, 0, expire_cb, self);
  return FALSE;
}

/**
 * eio_socket_is_writable:
 * @self: a socket
 *
 * Returns: whether a message would be written at once: open, not switching transports, nothing before it in
 * the queue
 */
gboolean
eio_socket_is_writable (EioSocket *self)
{
  return self->state == EIO_SOCKET_STATE_OPEN && !eio_socket_is_switching (self) &&
         g_queue_is_empty (&self->queue) && eio_transport_is_writable (self->transport) && !is_expired (self);
}

/**
 * eio_socket_get_queued:
 * @self: a socket
 *
 * Returns: how many packets are not written yet
 */
gsize
eio_socket_get_queued (EioSocket *self)
{
  return self->queue.length + self->n_handed;
}

/**
 * eio_socket_get_state:
 * @self: a socket
 *
 * Returns: where it stands
 */
EioSocketState
eio_socket_get_state (EioSocket *self)
{
  return self->state;
}

/**
 * eio_socket_get_sid:
 * @self: a socket
 *
 * Returns: (nullable): the session, %NULL before the handshake
 */
const char *
eio_socket_get_sid (EioSocket *self)
{
  return self->handshake.sid;
}

/**
 * eio_socket_get_protocol:
 * @self: a socket
 *
 * Returns: the revision that is spoken; clear once the session is open
 */
EioProtocol
eio_socket_get_protocol (EioSocket *self)
{
  return self->heartbeat.protocol;
}

/**
 * eio_socket_get_transport:
 * @self: a socket
 *
 * Returns: the transport in use
 */
EioTransportKind
eio_socket_get_transport (EioSocket *self)
{
  return self->transport != NULL ? eio_transport_get_kind (self->transport) : EIO_TRANSPORT_POLLING;
}
