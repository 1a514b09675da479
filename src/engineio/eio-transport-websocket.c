/* eio-transport-websocket.c: a WebSocket as a transport.
 *
 * libsoup does the handshake, with TLS, proxies and cookies, and says whether deflate was agreed on; but it
 * reads from the negotiated stream until nothing is left, which in a flood freezes the window, and costs more
 * than all the rest. So it connects in a main context of its own, which is driven only until the handshake is
 * done and never again; its connection is kept, silent, while an EioWebsocket reads and writes the stream.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-transport-websocket.h"

#include "eio-context-source.h"
#include "eio-http-error.h"
#include "eio-http-request.h"
#include "eio-transport-private.h"
#include "eio-websocket.h"

#define MAX_REDIRECTS 5

struct _EioWebsocketTransport
{
  EioTransport parent_instance;

  GMainContext *context; /* of the handshake, and of what it made */
  SoupSession *session;
  SoupMessage *message;
  GCancellable *connecting; /* while it is under way */
  GAsyncResult *result;     /* of the handshake, until it is looked at */
  guint redirects;
  SoupWebsocketConnection *negotiated; /* silent */
  EioWebsocket *websocket;             /* what reads and writes its stream */
};

G_DEFINE_FINAL_TYPE (EioWebsocketTransport, eio_websocket_transport, EIO_TYPE_TRANSPORT)

static void start_connecting (EioWebsocketTransport *self, GUri *uri);

static EioConfig *
get_config (EioWebsocketTransport *self)
{
  return eio_transport_get_config (EIO_TRANSPORT (self));
}

/* Lets go of everything without a word. A handshake given up ends by itself, with a reference of its own. */
static void
stop (EioWebsocketTransport *self)
{
  g_autoptr (SoupWebsocketConnection) negotiated = g_steal_pointer (&self->negotiated);
  g_autoptr (GCancellable) connecting = g_steal_pointer (&self->connecting);

  g_clear_pointer (&self->websocket, eio_websocket_free);
  if (connecting != NULL)
    g_cancellable_cancel (connecting);
}

static void
fail (EioWebsocketTransport *self, EioCloseReason reason, const GError *error)
{
  g_autoptr (GError) copy = error != NULL ? g_error_copy (error) : NULL;

  stop (self);
  eio_transport_emit_closed (EIO_TRANSPORT (self), reason, copy);
}

static GError *
new_too_large_error (EioWebsocketTransport *self)
{
  return g_error_new (EIO_ERROR, EIO_ERROR_TOO_LARGE,
                      "The server sent more than %" G_GSIZE_FORMAT " bytes at once, which is the limit",
                      eio_config_get_max_payload (get_config (self)));
}

static gboolean
parse_frame (EioWebsocketTransport *self, const EioMessage *message, EioPacket *packet, GError **error)
{
  EioProtocol protocol = eio_transport_get_protocol (EIO_TRANSPORT (self));
  g_autoptr (GBytes) frame = eio_websocket_slice (self->websocket, message, 0);

  if (message->opcode == EIO_OPCODE_BINARY)
    return eio_packet_parse_binary (packet, frame, protocol, error);
  if (message->size > 0 && message->data[0] == 'b')
    return eio_packet_parse_base64 (packet, frame, protocol, error);
  return eio_packet_parse_text (packet, frame, error);
}

static void
message_cb (EioWebsocket *websocket, const EioMessage *message, gpointer user_data)
{
  EioWebsocketTransport *self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (EioPacket) packet = { .type = EIO_PACKET_MESSAGE };

  /* What nearly everything is goes without a slice of a slice. */
  if (message->opcode == EIO_OPCODE_TEXT && message->size > 0 && message->data[0] == '0' + EIO_PACKET_MESSAGE)
    packet.data = eio_websocket_slice (websocket, message, 1);
  else if (!parse_frame (self, message, &packet, &error))
    {
      fail (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
      return;
    }
  eio_transport_emit_packet (EIO_TRANSPORT (self), &packet);
}

static void
drained_cb (gpointer user_data)
{
  eio_transport_emit_drain (user_data);
}

static GError *
new_stream_error (EioWebsocketTransport *self, const GError *error)
{
  if (g_error_matches (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG))
    return new_too_large_error (self);
  if (error->domain == SOUP_WEBSOCKET_ERROR)
    return g_error_new (EIO_ERROR, EIO_ERROR_BAD_PACKET, "The server broke the rules of WebSocket: %s",
                        error->message);
  return eio_http_error_new_failed (self->message, eio_config_get_used_proxy (get_config (self)), error);
}

static GError *
new_close_error (guint code, const char *said)
{
  switch (code)
    {
    case 0:
    case SOUP_WEBSOCKET_CLOSE_NORMAL:
      return NULL;
    case SOUP_WEBSOCKET_CLOSE_TOO_BIG:
      return g_error_new (EIO_ERROR, EIO_ERROR_TOO_LARGE,
                          "The server refused a message as too large (code 1009)");
    default:
      return g_error_new (EIO_ERROR, EIO_ERROR_CLOSED, "The server closed the connection (code %u%s%s)", code,
                          *said != '\0' ? ": " : "", said);
    }
}

static void
closed_cb (guint code, const char *said, const GError *error, gpointer user_data)
{
  EioWebsocketTransport *self = user_data;
  g_autoptr (GError) why = error != NULL ? new_stream_error (self, error) : new_close_error (code, said);

  fail (self, error != NULL ? EIO_CLOSE_REASON_TRANSPORT_ERROR : EIO_CLOSE_REASON_TRANSPORT_CLOSE, why);
}

static SoupWebsocketExtension *
find_deflate (SoupWebsocketConnection *negotiated)
{
  for (GList *link = soup_websocket_connection_get_extensions (negotiated); link != NULL; link = link->next)
    if (SOUP_IS_WEBSOCKET_EXTENSION_DEFLATE (link->data))
      return link->data;

  return NULL;
}

static void
take_stream (EioWebsocketTransport *self, GIOStream *stream, SoupWebsocketExtension *deflate)
{
  static const EioWebsocketEvents events = { message_cb, drained_cb, closed_cb };

  self->websocket =
      eio_websocket_new (stream, deflate, eio_config_get_max_payload (get_config (self)), &events, self);
  eio_transport_emit_opened (EIO_TRANSPORT (self));
}

static GError *
new_handshake_error (EioWebsocketTransport *self, const GError *error)
{
  guint status = soup_message_get_status (self->message);

  if (error->domain != SOUP_WEBSOCKET_ERROR)
    return eio_http_error_new_failed (self->message, eio_config_get_used_proxy (get_config (self)), error);
  if (status == SOUP_STATUS_OK || status == SOUP_STATUS_SWITCHING_PROTOCOLS)
    return eio_http_error_new_stranger (self->message);
  return eio_http_error_new_status (self->message, NULL);
}

static gboolean
is_redirect (EioWebsocketTransport *self)
{
  guint status = soup_message_get_status (self->message);

  return SOUP_STATUS_IS_REDIRECTION (status) && status != SOUP_STATUS_NOT_MODIFIED &&
         self->redirects < MAX_REDIRECTS;
}

static void
connect_failed (EioWebsocketTransport *self, const GError *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;

  if (is_redirect (self))
    uri = eio_http_follow (self->message, &error);
  else
    error = new_handshake_error (self, why);

  if (uri != NULL)
    {
      self->redirects++;
      start_connecting (self, uri);
    }
  else
    fail (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
}

static void
connected (EioWebsocketTransport *self)
{
  g_autoptr (GAsyncResult) result = g_steal_pointer (&self->result);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection =
      soup_session_websocket_connect_finish (self->session, result, &error);

  if (self->connecting == NULL)
    return;

  g_clear_object (&self->connecting);
  if (connection == NULL)
    {
      connect_failed (self, error);
      return;
    }
  self->negotiated = g_steal_pointer (&connection);
  take_stream (self, soup_websocket_connection_get_io_stream (self->negotiated),
               find_deflate (self->negotiated));
}

/* Runs after each turn of the handshake's context, outside of it. */
static gboolean
turned_cb (gpointer user_data)
{
  EioWebsocketTransport *self = user_data;

  if (self->result == NULL)
    return G_SOURCE_CONTINUE;

  connected (self);
  return G_SOURCE_REMOVE;
}

/* Runs inside of the handshake's context. */
static void
connect_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EioWebsocketTransport) self = user_data;

  self->result = g_object_ref (result);
}

static void
start_connecting (EioWebsocketTransport *self, GUri *uri)
{
  g_autoptr (GSource) driver = eio_context_source_new (self->context);

  g_clear_object (&self->message);
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  eio_config_apply_headers (get_config (self), self->message);

  g_source_set_callback (driver, turned_cb, g_object_ref (self), g_object_unref);
  g_source_attach (driver, NULL);

  self->connecting = g_cancellable_new ();
  g_main_context_push_thread_default (self->context);
  if (self->session == NULL)
    self->session = eio_config_create_websocket_session (get_config (self));
  soup_session_websocket_connect_async (self->session, self->message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        self->connecting, connect_cb, g_object_ref (self));
  g_main_context_pop_thread_default (self->context);
}

static void
eio_websocket_transport_open (EioTransport *transport, const char *sid)
{
  EioWebsocketTransport *self = EIO_WEBSOCKET_TRANSPORT (transport);
  EioConfig *config = get_config (self);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GIOStream) stream = NULL;

  if (sid == NULL)
    eio_config_set_redirect (config, NULL);
  uri = eio_config_build_uri (config, EIO_TRANSPORT_WEBSOCKET, eio_transport_get_protocol (transport), sid);
  stream = eio_config_create_stream (config, uri);
  if (stream != NULL)
    take_stream (self, stream, NULL);
  else
    start_connecting (self, uri);
}

static void
eio_websocket_transport_send (EioTransport *transport, GQueue *packets)
{
  EioWebsocketTransport *self = EIO_WEBSOCKET_TRANSPORT (transport);
  EioProtocol protocol = eio_transport_get_protocol (transport);

  while (!g_queue_is_empty (packets))
    {
      g_autoptr (EioPacket) packet = g_queue_pop_head (packets);
      g_autoptr (GBytes) frame = eio_packet_to_frame (packet, protocol);

      if (self->websocket != NULL)
        eio_websocket_send (self->websocket, packet->binary ? EIO_OPCODE_BINARY : EIO_OPCODE_TEXT, frame);
    }

  if (self->websocket == NULL)
    return;
  eio_websocket_flush (self->websocket);
  eio_transport_set_writable (transport, eio_websocket_is_drained (self->websocket));
}

/* Nothing is ever under way on a WebSocket. */
static void
eio_websocket_transport_pause (EioTransport *transport)
{
  eio_transport_emit_paused (transport);
}

static void
eio_websocket_transport_resume (EioTransport *transport)
{
}

static void
eio_websocket_transport_close (EioTransport *transport)
{
  EioWebsocketTransport *self = EIO_WEBSOCKET_TRANSPORT (transport);

  if (self->websocket == NULL)
    fail (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  else
    eio_websocket_close (self->websocket);
}

static void
eio_websocket_transport_abort (EioTransport *transport)
{
  stop (EIO_WEBSOCKET_TRANSPORT (transport));
}

static void
eio_websocket_transport_dispose (GObject *object)
{
  EioWebsocketTransport *self = EIO_WEBSOCKET_TRANSPORT (object);

  stop (self);
  g_clear_object (&self->message);
  g_clear_object (&self->result);
  g_clear_object (&self->session);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (eio_websocket_transport_parent_class)->dispose (object);
}

static void
eio_websocket_transport_class_init (EioWebsocketTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EioTransportClass *transport_class = EIO_TRANSPORT_CLASS (klass);

  object_class->dispose = eio_websocket_transport_dispose;

  transport_class->kind = EIO_TRANSPORT_WEBSOCKET;
  transport_class->open = eio_websocket_transport_open;
  transport_class->send = eio_websocket_transport_send;
  transport_class->pause = eio_websocket_transport_pause;
  transport_class->resume = eio_websocket_transport_resume;
  transport_class->close = eio_websocket_transport_close;
  transport_class->abort = eio_websocket_transport_abort;
}

static void
eio_websocket_transport_init (EioWebsocketTransport *self)
{
  self->context = g_main_context_new ();
}

/**
 * eio_websocket_transport_new:
 * @config: where the server is
 * @protocol: the revision
 *
 * Returns: (transfer full): a closed transport
 */
EioTransport *
eio_websocket_transport_new (EioConfig *config, EioProtocol protocol)
{
  EioWebsocketTransport *self = g_object_new (EIO_TYPE_WEBSOCKET_TRANSPORT, "config", config, NULL);

  eio_transport_set_protocol (EIO_TRANSPORT (self), protocol);
  return EIO_TRANSPORT (self);
}
