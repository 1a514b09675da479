/* demo-session.c: the state, heartbeat, queue and close of one Engine.IO 4 session (diagram in the header).
 * Source: the Engine.IO protocol, revision 4 (github.com/socketio/engine.io-protocol).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-session.h"

#include "demo-limits.h"
#include "demo-session-private.h"
#include "eio-payload.h"

G_DEFINE_FINAL_TYPE (DemoSession, demo_session, G_TYPE_OBJECT)

static void schedule_ping (DemoSession *self);

static void
pong_missing_cb (gpointer user_data)
{
  DemoSession *self = user_data;

  self->heartbeat_timer = 0;
  demo_session_abort (self, EIO_CLOSE_REASON_PING_TIMEOUT);
}

static void
ping_cb (gpointer user_data)
{
  DemoSession *self = user_data;

  self->heartbeat_timer = eio_clock_add_timeout (self->clock, DEMO_PING_TIMEOUT_MS, pong_missing_cb, self);
  demo_session_push (self, EIO_PACKET_PING, "");
  demo_session_flush (self);
}

static void
schedule_ping (DemoSession *self)
{
  eio_clock_clear (self->clock, &self->heartbeat_timer);
  self->heartbeat_timer = eio_clock_add_timeout (self->clock, DEMO_PING_INTERVAL_MS, ping_cb, self);
}

void
demo_session_set_state (DemoSession *self, DemoSessionState state)
{
  DemoSessionState old = self->state;

  if (state == old)
    return;
  self->state = state;
  g_debug ("session %s: state %d → %d", self->sid, old, state);
  if (old == DEMO_SESSION_NEW && state != DEMO_SESSION_CLOSED)
    schedule_ping (self);
  if (state >= DEMO_SESSION_CLOSING)
    eio_clock_clear (self->clock, &self->heartbeat_timer);
}

void
demo_session_push (DemoSession *self, EioPacketType type, const char *text)
{
  g_autoptr (GBytes) data = g_bytes_new (text, strlen (text));

  g_queue_push_tail (&self->out, eio_packet_new (type, FALSE, data));
}

/* The first packet, by whichever transport came first: only polling has something to upgrade to. */
void
demo_session_push_open (DemoSession *self)
{
  const char *upgrades = self->state == DEMO_SESSION_POLLING ? "\"websocket\"" : "";
  g_autofree char *json =
      g_strdup_printf ("{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,"
                       "\"pingTimeout\":%d,\"maxPayload\":%d}",
                       self->sid, upgrades, DEMO_PING_INTERVAL_MS, DEMO_PING_TIMEOUT_MS, DEMO_MAX_PAYLOAD);

  demo_session_push (self, EIO_PACKET_OPEN, json);
}

static void
flush_websocket (DemoSession *self)
{
  while (!g_queue_is_empty (&self->out))
    {
      g_autoptr (EioPacket) packet = g_queue_pop_head (&self->out);
      g_autoptr (GBytes) frame = eio_packet_to_frame (packet, EIO_PROTOCOL_4);

      if (soup_websocket_connection_get_state (self->websocket) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_send_message (self->websocket,
                                                packet->binary ? SOUP_WEBSOCKET_DATA_BINARY
                                                               : SOUP_WEBSOCKET_DATA_TEXT,
                                                frame);
    }
}

/* Sends what waits, as far as the transport can take it now. */
void
demo_session_flush (DemoSession *self)
{
  if (self->state == DEMO_SESSION_WEBSOCKET)
    flush_websocket (self);
  else if (self->poll != NULL && !g_queue_is_empty (&self->out))
    {
      g_autoptr (GBytes) body = eio_payload_take (&self->out, EIO_PROTOCOL_4, 0);

      eio_clock_clear (self->clock, &self->release_timer);
      demo_poll_reply (g_steal_pointer (&self->poll), body);
    }
  if (self->state == DEMO_SESSION_CLOSING && g_queue_is_empty (&self->out))
    demo_session_finish (self, EIO_CLOSE_REASON_NONE);
}

static void
report_closed (DemoSession *self, EioCloseReason reason)
{
  DemoSessionEvents events = self->events;

  self->events = (DemoSessionEvents){ 0 };
  if (events.closed != NULL)
    events.closed (self, reason, self->events_data);
}

void
demo_session_finish (DemoSession *self, EioCloseReason reason)
{
  g_autoptr (DemoSession) hold = g_object_ref (self);
  DemoSessionGoneFunc gone = g_steal_pointer (&self->gone);

  demo_session_set_state (self, DEMO_SESSION_CLOSED);
  eio_clock_clear (self->clock, &self->upgrade_timer);
  eio_clock_clear (self->clock, &self->release_timer);
  eio_clock_clear (self->clock, &self->close_timer);
  g_clear_pointer (&self->poll, demo_poll_free);
  demo_session_drop_websocket (self, SOUP_WEBSOCKET_CLOSE_NORMAL);
  report_closed (self, reason);
  if (gone != NULL)
    gone (self, self->gone_data);
}

static void
close_timeout_cb (gpointer user_data)
{
  DemoSession *self = user_data;

  self->close_timer = 0;
  demo_session_finish (self, EIO_CLOSE_REASON_NONE);
}

/* The goodbye of a polling session is one more packet, for the GET that is held or the next one. */
static void
close_polling (DemoSession *self, EioCloseReason reason)
{
  g_autoptr (DemoSession) hold = g_object_ref (self);

  eio_clock_clear (self->clock, &self->upgrade_timer);
  eio_clock_clear (self->clock, &self->close_timer);
  demo_session_drop_websocket (self, SOUP_WEBSOCKET_CLOSE_NORMAL);
  demo_session_set_state (self, DEMO_SESSION_CLOSING);
  demo_session_push (self, EIO_PACKET_CLOSE, "");
  self->close_timer = eio_clock_add_timeout (self->clock, DEMO_CLOSE_TIMEOUT_MS, close_timeout_cb, self);
  report_closed (self, reason);
  demo_session_flush (self);
}

static void
take_message (DemoSession *self, EioPacket *packet)
{
  if (self->events.message != NULL)
    self->events.message (self, packet->data, packet->binary, self->events_data);
}

gboolean
demo_session_take_packet (DemoSession *self, EioPacket *packet)
{
  switch (packet->type)
    {
    case EIO_PACKET_MESSAGE:
      take_message (self, packet);
      break;
    case EIO_PACKET_PONG:
      schedule_ping (self);
      break;
    case EIO_PACKET_CLOSE:
      demo_session_finish (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE);
      break;
    case EIO_PACKET_PING: /* in revision 4 only the server pings */
      demo_session_abort (self, EIO_CLOSE_REASON_TRANSPORT_ERROR);
      break;
    case EIO_PACKET_OPEN:
    case EIO_PACKET_UPGRADE:
    case EIO_PACKET_NOOP:
      break;
    }
  return self->state < DEMO_SESSION_CLOSING;
}

static void
demo_session_finalize (GObject *object)
{
  DemoSession *self = DEMO_SESSION (object);

  eio_clock_clear (self->clock, &self->heartbeat_timer);
  eio_clock_clear (self->clock, &self->upgrade_timer);
  eio_clock_clear (self->clock, &self->release_timer);
  eio_clock_clear (self->clock, &self->close_timer);
  g_clear_pointer (&self->poll, demo_poll_free);
  demo_session_drop_websocket (self, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
  g_queue_clear_full (&self->out, (GDestroyNotify) eio_packet_free);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->sid, g_free);
  G_OBJECT_CLASS (demo_session_parent_class)->finalize (object);
}

static void
demo_session_class_init (DemoSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_session_finalize;
}

static void
demo_session_init (DemoSession *self)
{
  g_queue_init (&self->out);
}

/**
 * demo_session_new:
 * @sid: its id, hard to guess
 * @clock: what heartbeats and time limits go by
 * @gone: (scope notified): called once, when the session has ended and said all it had to say
 * @user_data: for @gone
 *
 * Returns: (transfer full): the session
 */
DemoSession *
demo_session_new (const char *sid, EioClock *clock, DemoSessionGoneFunc gone, gpointer user_data)
{
  DemoSession *self = g_object_new (DEMO_TYPE_SESSION, NULL);

  self->sid = g_strdup (sid);
  self->clock = g_object_ref (clock);
  self->gone = gone;
  self->gone_data = user_data;
  return self;
}

void
demo_session_set_events (DemoSession *self, const DemoSessionEvents *events, gpointer user_data)
{
  self->events = events != NULL ? *events : (DemoSessionEvents){ 0 };
  self->events_data = user_data;
}

const char *
demo_session_get_sid (DemoSession *self)
{
  return self->sid;
}

DemoSessionState
demo_session_get_state (DemoSession *self)
{
  return self->state;
}

EioClock *
demo_session_get_clock (DemoSession *self)
{
  return self->clock;
}

static void
overflow_cb (gpointer user_data)
{
  DemoSession *self = user_data;

  self->close_timer = 0;
  demo_session_abort (self, EIO_CLOSE_REASON_TRANSPORT_ERROR);
}

/**
 * demo_session_send:
 * @self: a session
 * @data: a message; text must be UTF-8
 * @binary: whether it is bytes
 *
 * Queued in order. A client that lets too much pile up does not read, and is cut off; never from within this
 * call, so that whoever broadcasts need not expect sockets to go.
 */
void
demo_session_send (DemoSession *self, GBytes *data, gboolean binary)
{
  if (self->state >= DEMO_SESSION_CLOSING)
    return;
  if (g_queue_get_length (&self->out) >= DEMO_MAX_QUEUED)
    {
      if (self->close_timer == 0)
        self->close_timer = eio_clock_add_timeout (self->clock, 0, overflow_cb, self);
      return;
    }
  g_queue_push_tail (&self->out, eio_packet_new (EIO_PACKET_MESSAGE, binary, data));
  demo_session_flush (self);
}

void
demo_session_close (DemoSession *self, EioCloseReason reason)
{
  if (self->state >= DEMO_SESSION_CLOSING)
    return;
  if (self->state == DEMO_SESSION_WEBSOCKET)
    demo_session_finish (self, reason);
  else
    close_polling (self, reason);
}

void
demo_session_abort (DemoSession *self, EioCloseReason reason)
{
  if (self->state == DEMO_SESSION_CLOSED)
    return;
  demo_session_drop_websocket (self, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
  demo_session_finish (self, reason);
}
