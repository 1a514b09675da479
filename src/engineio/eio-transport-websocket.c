/* eio-transport-websocket.c: a SoupWebsocketConnection as a transport.
 *
 * libsoup does the handshake, with TLS, proxies, cookies and deflate, but reads from the negotiated stream
 * until nothing is left, which in a flood freezes the window. So it connects in a main context of its own,
 * which is driven only until the handshake is done and never again; that connection is kept, silent, while
 * another one in the main context reads the same stream by way of an EioPacedStream.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-transport-websocket.h"

#include "eio-context-source.h"
#include "eio-frame-guard.h"
#include "eio-http-error.h"
#include "eio-http-request.h"
#include "eio-paced-stream.h"
#include "eio-transport-private.h"

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
  SoupWebsocketConnection *connection; /* the one that reads and writes */
  EioPacedStream *stream;
  GError *error; /* what the connection said before it closed */
  guint drain_idle;
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
  g_autoptr (SoupWebsocketConnection) connection = g_steal_pointer (&self->connection);
  g_autoptr (GCancellable) connecting = g_steal_pointer (&self->connecting);

  g_clear_object (&self->stream);
  g_clear_handle_id (&self->drain_idle, g_source_remove);
  if (connection != NULL)
    g_signal_handlers_disconnect_by_data (connection, self);
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

static void
message_cb (SoupWebsocketConnection *connection,
            SoupWebsocketDataType type,
            GBytes *frame,
            EioWebsocketTransport *self)
{
  EioTransport *transport = EIO_TRANSPORT (self);
  EioProtocol protocol = eio_transport_get_protocol (transport);
  gsize size;
  const char *data = g_bytes_get_data (frame, &size);
  g_autoptr (GError) error = NULL;
  g_auto (EioPacket) packet = { 0 };
  gboolean parsed = FALSE;

  if (type == SOUP_WEBSOCKET_DATA_BINARY)
    parsed = eio_packet_parse_binary (&packet, frame, protocol, &error);
  else if (size > 0 && data[0] == 'b')
    parsed = eio_packet_parse_base64 (&packet, frame, protocol, &error);
  else
    parsed = eio_packet_parse_text (&packet, frame, &error);

  if (parsed)
    eio_transport_emit_packet (transport, &packet);
  else
    fail (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
}

static void
error_cb (SoupWebsocketConnection *connection, GError *error, EioWebsocketTransport *self)
{
  /* libsoup goes on with what it did not understand; the first error is the one that matters. */
  if (self->error != NULL)
    return;
  if (g_error_matches (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG))
    self->error = new_too_large_error (self);
  else if (error->domain == SOUP_WEBSOCKET_ERROR)
    self->error = g_error_new (EIO_ERROR, EIO_ERROR_BAD_PACKET, "The server broke the rules of WebSocket: %s",
                               error->message);
  else
    self->error = eio_http_error_new_failed (self->message, error);
}

static GError *
new_close_error (SoupWebsocketConnection *connection)
{
  gushort code = soup_websocket_connection_get_close_code (connection);
  const char *said = soup_websocket_connection_get_close_data (connection);

  switch (code)
    {
    case 0:
    case SOUP_WEBSOCKET_CLOSE_NORMAL:
    case SOUP_WEBSOCKET_CLOSE_NO_STATUS:
    case SOUP_WEBSOCKET_CLOSE_ABNORMAL:
      return NULL;
    case SOUP_WEBSOCKET_CLOSE_TOO_BIG:
      return g_error_new (EIO_ERROR, EIO_ERROR_TOO_LARGE,
                          "The server refused a message as too large (code 1009)");
    default:
      return g_error_new (EIO_ERROR, EIO_ERROR_CLOSED, "The server closed the connection (code %u%s%s)", code,
                          said != NULL && *said != '\0' ? ": " : "", said ?: "");
    }
}

static void
closed_cb (SoupWebsocketConnection *connection, EioWebsocketTransport *self)
{
  g_autoptr (GError) error = self->error != NULL ? g_error_copy (self->error) : new_close_error (connection);

  fail (self, self->error != NULL ? EIO_CLOSE_REASON_TRANSPORT_ERROR : EIO_CLOSE_REASON_TRANSPORT_CLOSE,
        error);
}

/* One extension that keeps what arrives within the limit, and knows the deflate that was negotiated. */
static GList *
create_extensions (EioWebsocketTransport *self)
{
  SoupWebsocketExtension *deflate = NULL;

  for (GList *link = soup_websocket_connection_get_extensions (self->negotiated); link != NULL;
       link = link->next)
    if (SOUP_IS_WEBSOCKET_EXTENSION_DEFLATE (link->data))
      deflate = link->data;

  return g_list_append (NULL, eio_frame_guard_new (deflate, eio_config_get_max_payload (get_config (self))));
}

static void
take_connection (EioWebsocketTransport *self, SoupWebsocketConnection *negotiated)
{
  GUri *uri = soup_websocket_connection_get_uri (negotiated);
  GIOStream *stream = eio_paced_stream_new (soup_websocket_connection_get_io_stream (negotiated));

  self->negotiated = negotiated;
  self->stream = EIO_PACED_STREAM (stream);
  self->connection = soup_websocket_connection_new (stream, uri, SOUP_WEBSOCKET_CONNECTION_CLIENT, NULL, NULL,
                                                    create_extensions (self));
  soup_websocket_connection_set_max_incoming_payload_size (self->connection,
                                                           eio_config_get_max_payload (get_config (self)));
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (self->connection, "error", G_CALLBACK (error_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
  eio_transport_emit_opened (EIO_TRANSPORT (self));
}

static GError *
new_handshake_error (EioWebsocketTransport *self, const GError *error)
{
  guint status = soup_message_get_status (self->message);

  if (error->domain != SOUP_WEBSOCKET_ERROR)
    return eio_http_error_new_failed (self->message, error);
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
  if (connection != NULL)
    take_connection (self, g_steal_pointer (&connection));
  else
    connect_failed (self, error);
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
    self->session = eio_config_create_session (get_config (self));
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

  if (sid == NULL)
    eio_config_set_redirect (config, NULL);
  uri = eio_config_build_uri (config, EIO_TRANSPORT_WEBSOCKET, eio_transport_get_protocol (transport), sid);
  start_connecting (self, uri);
}

static gboolean
drain_cb (gpointer user_data)
{
  EioWebsocketTransport *self = user_data;

  self->drain_idle = 0;
  eio_transport_emit_drain (EIO_TRANSPORT (self));
  return G_SOURCE_REMOVE;
}

/* libsoup makes it a critical to send on a connection that is closing. */
static gboolean
is_sendable (EioWebsocketTransport *self)
{
  return self->connection != NULL &&
         soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN;
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

      if (is_sendable (self))
        soup_websocket_connection_send_message (self->connection,
                                                packet->binary ? SOUP_WEBSOCKET_DATA_BINARY
                                                               : SOUP_WEBSOCKET_DATA_TEXT,
                                                frame);
    }

  if (self->stream != NULL)
    eio_paced_stream_hurry (self->stream);
  eio_transport_set_writable (transport, TRUE);
  if (self->drain_idle == 0 && self->connection != NULL)
    self->drain_idle = g_idle_add_full (G_PRIORITY_DEFAULT, drain_cb, self, NULL);
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

  if (self->connection == NULL)
    fail (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  else if (is_sendable (self))
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NO_STATUS, NULL);
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
  g_clear_error (&self->error);

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
