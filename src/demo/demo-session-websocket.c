/* demo-session-websocket.c: a session's WebSocket: opened with it, or taken over from polling after a probe.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-session.h"

#include "demo-limits.h"
#include "demo-session-private.h"

/* Lets go of the WebSocket, which lives until its closing handshake is over. */
void
demo_session_drop_websocket (DemoSession *self, gushort code)
{
  g_autoptr (SoupWebsocketConnection) websocket = g_steal_pointer (&self->websocket);

  self->probed = FALSE;
  if (websocket == NULL)
    return;
  g_signal_handlers_disconnect_by_data (websocket, self);
  if (soup_websocket_connection_get_state (websocket) == SOUP_WEBSOCKET_STATE_CLOSED)
    return;
  g_signal_connect (g_object_ref (websocket), "closed", G_CALLBACK (g_object_unref), NULL);
  if (soup_websocket_connection_get_state (websocket) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (websocket, code, NULL);
}

/* Polling goes on as if nothing had been tried. */
static void
give_up_probe (DemoSession *self)
{
  eio_clock_clear (self->clock, &self->upgrade_timer);
  demo_session_drop_websocket (self, SOUP_WEBSOCKET_CLOSE_NORMAL);
  demo_session_set_state (self, DEMO_SESSION_POLLING);
}

static void
upgrade_timeout_cb (gpointer user_data)
{
  DemoSession *self = user_data;

  self->upgrade_timer = 0;
  give_up_probe (self);
}

static void
complete_upgrade (DemoSession *self)
{
  eio_clock_clear (self->clock, &self->upgrade_timer);
  eio_clock_clear (self->clock, &self->release_timer);
  demo_session_set_state (self, DEMO_SESSION_WEBSOCKET);
  g_clear_pointer (&self->poll, demo_poll_free);
  demo_session_flush (self);
}

static gboolean
packet_is (EioPacket *packet, EioPacketType type, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (packet->data, &size);

  return packet->type == type && !packet->binary && size == strlen (text) &&
         (size == 0 || memcmp (data, text, size) == 0);
}

static void
take_probe_packet (DemoSession *self, EioPacket *packet)
{
  if (packet_is (packet, EIO_PACKET_PING, "probe"))
    {
      self->probed = TRUE;
      soup_websocket_connection_send_text (self->websocket, "3probe");
      g_clear_pointer (&self->poll, demo_poll_free);
    }
  else if (packet_is (packet, EIO_PACKET_UPGRADE, "") && self->probed)
    complete_upgrade (self);
  else
    give_up_probe (self);
}

static void
message_cb (SoupWebsocketConnection *websocket, gint type, GBytes *message, DemoSession *self)
{
  g_autoptr (DemoSession) hold = g_object_ref (self);
  g_auto (EioPacket) packet = { 0 };
  gboolean binary = type == SOUP_WEBSOCKET_DATA_BINARY;
  gboolean parsed = binary ? eio_packet_parse_binary (&packet, message, EIO_PROTOCOL_4, NULL)
                           : eio_packet_parse_text (&packet, message, NULL);

  if (soup_websocket_connection_get_state (websocket) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  if (self->state == DEMO_SESSION_PROBING)
    {
      if (parsed)
        take_probe_packet (self, &packet);
      else
        give_up_probe (self);
    }
  else if (!parsed)
    demo_session_abort (self, EIO_CLOSE_REASON_PARSE_ERROR);
  else
    demo_session_take_packet (self, &packet);
}

static void
closed_cb (SoupWebsocketConnection *websocket, DemoSession *self)
{
  if (self->state == DEMO_SESSION_PROBING)
    give_up_probe (self);
  else
    demo_session_finish (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE);
}

static void
adopt_websocket (DemoSession *self, SoupWebsocketConnection *connection)
{
  g_set_object (&self->websocket, connection);
  soup_websocket_connection_set_max_incoming_payload_size (connection, DEMO_MAX_PAYLOAD);
  g_signal_connect_object (connection, "message", G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (connection, "closed", G_CALLBACK (closed_cb), self, 0);
}

static void
refuse_websocket (SoupWebsocketConnection *connection)
{
  g_signal_connect (g_object_ref (connection), "closed", G_CALLBACK (g_object_unref), NULL);
  soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
}

/**
 * demo_session_handle_websocket:
 * @self: a session
 * @connection: its first transport, or one that wants to take over from polling
 *
 * A second WebSocket, or one for a session that is closing, is closed.
 */
void
demo_session_handle_websocket (DemoSession *self, SoupWebsocketConnection *connection)
{
  switch (self->state)
    {
    case DEMO_SESSION_NEW:
      adopt_websocket (self, connection);
      demo_session_set_state (self, DEMO_SESSION_WEBSOCKET);
      demo_session_push_open (self);
      demo_session_flush (self);
      break;
    case DEMO_SESSION_POLLING:
      adopt_websocket (self, connection);
      demo_session_set_state (self, DEMO_SESSION_PROBING);
      self->upgrade_timer =
          eio_clock_add_timeout (self->clock, DEMO_UPGRADE_TIMEOUT_MS, upgrade_timeout_cb, self);
      break;
    case DEMO_SESSION_PROBING:
    case DEMO_SESSION_WEBSOCKET:
    case DEMO_SESSION_CLOSING:
    case DEMO_SESSION_CLOSED:
      refuse_websocket (connection);
      break;
    }
}
