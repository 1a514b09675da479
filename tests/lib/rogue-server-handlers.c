/* rogue-server-handlers.c: Engine.IO written a second time, by hand, so that the client's codec is not
 * tested against itself.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "rogue-server-private.h"

#include <string.h>

static void
log_packet (RogueServer *self, const char *transport, const char *packet, gsize size)
{
  if (self->log->len > 0)
    g_string_append (self->log, " | ");
  g_string_append_printf (self->log, "%s ", transport);
  g_string_append_len (self->log, packet, size);
}

static glong
count_utf16 (const char *text)
{
  glong units = 0;
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16 (text, -1, NULL, &units, NULL);

  return units;
}

/* \0, the length as bytes from 0 to 9, \xff, the packet. */
static void
append_binary_framed (GString *body, const char *packet)
{
  g_autofree char *digits = g_strdup_printf ("%zu", strlen (packet));

  g_string_append_c (body, '\0');
  for (char *digit = digits; *digit != '\0'; digit++)
    g_string_append_c (body, *digit - '0');
  g_string_append_c (body, '\xff');
  g_string_append (body, packet);
}

/* The bytes of several packets as one body. */
static GString *
join_packets (RogueServer *self)
{
  GString *body = g_string_new (NULL);

  for (char *packet; (packet = g_queue_pop_head (&self->packets)) != NULL; g_free (packet))
    if (self->revision == 3 && self->flags.binary_payloads)
      append_binary_framed (body, packet);
    else if (self->revision == 3)
      g_string_append_printf (body, "%ld:%s", count_utf16 (packet), packet);
    else
      g_string_append_printf (body, "%s%s", body->len > 0 ? "\x1e" : "", packet);

  return body;
}

static GBytes *
compress (GZlibCompressorFormat format, const char *data, gsize size)
{
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_compressor_new (format, -1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, zlib);

  g_output_stream_write_all (stream, data, size, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
respond (RogueServer *self,
         SoupServerMessage *message,
         guint status,
         const char *type,
         const char *data,
         gsize size)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) body = self->flags.gzip      ? compress (G_ZLIB_COMPRESSOR_FORMAT_GZIP, data, size)
                            : self->flags.deflate ? compress (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, data, size)
                                                  : g_bytes_new (data, size);

  if (self->flags.gzip || self->flags.deflate)
    soup_message_headers_replace (headers, "Content-Encoding", self->flags.gzip ? "gzip" : "deflate");
  if (self->flags.header != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (self->flags.header, ": ", 2);

      soup_message_headers_append (headers, parts[0], parts[1]);
    }
  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_set_content_type (headers, type, NULL);
  if (g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

void
rogue_server_respond_text (RogueServer *self, SoupServerMessage *message, guint status, const char *text)
{
  respond (self, message, status, "text/plain", text, strlen (text));
}

static void
respond_code (RogueServer *self, SoupServerMessage *message, guint code, const char *text)
{
  g_autofree char *body = g_strdup_printf ("{\"code\":%u,\"message\":\"%s\"}", code, text);

  respond (self, message, 400, "application/json", body, strlen (body));
}

static void
respond_with_packets (RogueServer *self, SoupServerMessage *message)
{
  GString *body = join_packets (self);

  respond (self, message, 200, "text/plain", body->str, body->len);
  g_string_free (body, TRUE);
}

static void
poll_gone_cb (SoupServerMessage *message, RogueServer *self)
{
  if (self->poll == message)
    {
      g_clear_object (&self->poll);
      g_clear_pointer (&self->sid, g_free);
    }
}

static void
release_poll (RogueServer *self)
{
  g_autoptr (SoupServerMessage) poll = g_steal_pointer (&self->poll);

  respond_with_packets (self, poll);
  soup_server_message_unpause (poll);
}

/* Binary packets of replies are frames of their own there. */
static void
send_frame (RogueServer *self, const char *packet)
{
  gboolean binary = self->flags.replies != NULL && *packet == 'b';

  if (soup_websocket_connection_get_state (self->websocket) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  if (binary)
    {
      gsize size;
      g_autofree guchar *data = g_base64_decode (packet + 1, &size);

      soup_websocket_connection_send_binary (self->websocket, data, size);
    }
  else
    soup_websocket_connection_send_text (self->websocket, packet);
}

void
rogue_server_queue_packet (RogueServer *self, const char *packet)
{
  if (self->websocket != NULL && self->upgraded)
    {
      send_frame (self, packet);
      return;
    }
  g_queue_push_tail (&self->packets, g_strdup (packet));
  if (self->poll != NULL)
    release_poll (self);
}

static char *
create_handshake (RogueServer *self, gboolean websocket)
{
  g_autofree char *max_payload = g_strdup_printf (",\"maxPayload\":%u", self->flags.max_payload);

  if (self->flags.body != NULL)
    return g_strdup (self->flags.body);
  return g_strdup_printf ("0{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%u,\"pingTimeout\":%u%s}",
                          self->sid, websocket || self->flags.no_websocket ? "" : "\"websocket\"",
                          self->flags.ping_interval_ms, self->flags.ping_timeout_ms,
                          self->flags.max_payload > 0 ? max_payload : "");
}

static void
start_session (RogueServer *self)
{
  g_free (self->sid);
  self->sid = g_strdup_printf ("session-%u", ++self->n_sessions);
  self->revision = self->flags.revision;
  self->upgraded = self->releasing = FALSE;
  g_queue_clear_full (&self->packets, g_free);
}

static gboolean
cut_cb (gpointer user_data)
{
  RogueServer *self = user_data;

  self->cut = 0;
  rogue_server_cut (self);
  return G_SOURCE_REMOVE;
}

/* Not from inside of libsoup. */
static void
cut_soon (RogueServer *self)
{
  if (self->cut == 0)
    self->cut = g_idle_add_full (G_PRIORITY_HIGH, cut_cb, self, NULL);
}

static gboolean
fits (const char *pattern, const char *text)
{
  return pattern != NULL && g_pattern_match_simple (pattern, text);
}

static void
reply (RogueServer *self, const char *packet)
{
  for (const char *const *pair = self->flags.replies; pair[0] != NULL; pair += 2)
    if (fits (pair[0], packet))
      rogue_server_queue_packet (self, pair[1]);
}

static void
echo_text (RogueServer *self, const char *packet)
{
  if (fits (self->flags.cut_at_packet, packet))
    {
      cut_soon (self);
      return;
    }
  if (*packet == '1')
    {
      g_clear_pointer (&self->sid, g_free);
      if (self->poll != NULL)
        rogue_server_queue_packet (self, "6");
    }
  else if (*packet == '2' && self->revision == 3)
    rogue_server_queue_packet (self, "3");
  else if (self->flags.replies != NULL)
    reply (self, packet);
  else if (*packet == '4' || *packet == 'b')
    rogue_server_queue_packet (self, packet);
}

/* Splits a body of revision 4, or of revision 3 whose packets are ASCII. */
static void
receive_body (RogueServer *self, const char *body, gsize size)
{
  const char *end = body + size;

  while (body < end)
    {
      gsize length = end - body;
      g_autofree char *packet = NULL;
      char *colon;

      if (self->revision == 3 && *body <= 1)
        {
          for (body++, length = 0; (guchar) *body != 0xff; body++)
            length = length * 10 + *body;
          body++;
        }
      else if (self->revision == 3)
        {
          length = g_ascii_strtoull (body, &colon, 10);
          body = colon + 1;
        }
      else if (memchr (body, '\x1e', length) != NULL)
        length = (const char *) memchr (body, '\x1e', length) - body;

      packet = g_strndup (body, length);
      body += length + (self->revision == 4);
      log_packet (self, "polling", packet, length);
      echo_text (self, packet);
    }
}

static void
handle_post (RogueServer *self, SoupServerMessage *message)
{
  SoupMessageBody *request = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) body = soup_message_body_flatten (request);

  rogue_server_respond_text (self, message, 200, "ok");
  receive_body (self, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

/* With a status, libsoup does not take the request for a WebSocket's that went wrong. */
static void
pause_message (SoupServerMessage *message)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_pause (message);
}

static void
handle_poll (RogueServer *self, SoupServerMessage *message)
{
  if (self->poll != NULL)
    respond_code (self, message, 1, "Two polls at once");
  else if (!g_queue_is_empty (&self->packets))
    respond_with_packets (self, message);
  else if (self->releasing)
    rogue_server_respond_text (self, message, 200, "6");
  else
    {
      self->poll = g_object_ref (message);
      g_signal_connect (message, "disconnected", G_CALLBACK (poll_gone_cb), self);
      pause_message (message);
    }
}

static void
handle_handshake (RogueServer *self, SoupServerMessage *message)
{
  g_autofree char *handshake = NULL;

  start_session (self);
  handshake = create_handshake (self, FALSE);
  g_queue_push_tail (&self->packets, g_strdup (handshake));
  if (self->flags.greet)
    g_queue_push_tail (&self->packets, g_strdup ("40"));
  if (self->flags.body != NULL)
    {
      g_queue_clear_full (&self->packets, g_free);
      respond (self, message, 200, self->flags.content_type ?: "text/plain", handshake, strlen (handshake));
    }
  else
    respond_with_packets (self, message);
}

static void
probe_answered (RogueServer *self)
{
  switch (self->flags.probe)
    {
    case ROGUE_PROBE_SILENT:
      break;
    case ROGUE_PROBE_WRONG:
      soup_websocket_connection_send_text (self->websocket, "3wrong");
      break;
    case ROGUE_PROBE_CLOSE:
      soup_websocket_connection_close (self->websocket, 1000, NULL);
      break;
    case ROGUE_PROBE_KEEP_POLL:
    case ROGUE_PROBE_CLOSE_LATE:
      soup_websocket_connection_send_text (self->websocket, "3probe");
      if (self->flags.probe == ROGUE_PROBE_CLOSE_LATE)
        soup_websocket_connection_close (self->websocket, 1000, NULL);
      break;
    case ROGUE_PROBE_ANSWER:
    case ROGUE_PROBE_REFUSE:
    default:
      soup_websocket_connection_send_text (self->websocket, "3probe");
      self->releasing = TRUE;
      if (self->poll != NULL)
        rogue_server_queue_packet (self, "6");
    }
}

static void
flush_to_websocket (RogueServer *self)
{
  for (char *packet; (packet = g_queue_pop_head (&self->packets)) != NULL; g_free (packet))
    send_frame (self, packet);
}

static void
websocket_message_cb (SoupWebsocketConnection *connection, int type, GBytes *frame, RogueServer *self)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (frame, &size);
  g_autoptr (GString) hex = g_string_new ("<");
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (type == SOUP_WEBSOCKET_DATA_BINARY)
    {
      for (gsize i = 0; i < size; i++)
        g_string_append_printf (hex, "%02x", data[i]);
      g_string_append_c (hex, '>');
      log_packet (self, "websocket", hex->str, hex->len);
      if (self->flags.replies == NULL)
        soup_websocket_connection_send_binary (connection, data, size);
      return;
    }

  log_packet (self, "websocket", text, size);
  if (fits (self->flags.cut_at_packet, text))
    cut_soon (self);
  else if (g_str_equal (text, "2probe"))
    probe_answered (self);
  else if (g_str_equal (text, "5"))
    {
      self->upgraded = TRUE;
      self->releasing = FALSE;
      flush_to_websocket (self);
    }
  else
    echo_text (self, text);
}

static void
websocket_closed_cb (SoupWebsocketConnection *connection, RogueServer *self)
{
  if (self->upgraded)
    g_clear_pointer (&self->sid, g_free);
  self->releasing = FALSE;
  g_clear_object (&self->websocket);
}

static void
take_websocket (RogueServer *self, SoupWebsocketConnection *connection, const char *query)
{
  g_autofree char *handshake = NULL;

  g_set_object (&self->websocket, connection);
  soup_websocket_connection_set_max_incoming_payload_size (connection, 64 * 1024 * 1024);
  g_signal_connect (connection, "message", G_CALLBACK (websocket_message_cb), self);
  g_signal_connect (connection, "closed", G_CALLBACK (websocket_closed_cb), self);
  if (strstr (query, "sid=") != NULL || self->flags.silent)
    return;

  start_session (self);
  self->upgraded = TRUE;
  handshake = create_handshake (self, TRUE);
  soup_websocket_connection_send_text (connection, handshake);
  if (self->flags.greet)
    soup_websocket_connection_send_text (connection, "40");
}

static void
websocket_cb (SoupServer *server,
              SoupServerMessage *message,
              const char *path,
              SoupWebsocketConnection *connection,
              gpointer user_data)
{
  take_websocket (user_data, connection, g_uri_get_query (soup_server_message_get_uri (message)));
}

void
rogue_server_accept (RogueServer *self, GIOStream *stream, const char *query)
{
  g_autoptr (GUri) uri = g_uri_parse (self->url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (SoupWebsocketConnection) connection =
      soup_websocket_connection_new (stream, uri, SOUP_WEBSOCKET_CONNECTION_SERVER, NULL, NULL, NULL);

  take_websocket (self, connection, query);
}

static gboolean
is_websocket (SoupServerMessage *message)
{
  return soup_message_headers_header_equals (soup_server_message_get_request_headers (message), "Upgrade",
                                             "websocket");
}

static char *
get_parameter (GUri *uri, const char *name)
{
  g_autoptr (GHashTable) query = soup_form_decode (g_uri_get_query (uri) ?: "");

  return g_strdup (g_hash_table_lookup (query, name));
}

static gboolean
refuse (RogueServer *self, SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *revision = get_parameter (uri, "EIO");
  g_autofree char *sid = get_parameter (uri, "sid");

  if (self->flags.redirect_to != NULL && !g_str_has_prefix (g_uri_get_path (uri), "/moved/"))
    soup_server_message_set_redirect (message, self->flags.redirect_status ?: 307, self->flags.redirect_to);
  else if (self->flags.status != 0)
    respond (self, message, self->flags.status, self->flags.content_type ?: "text/plain",
             self->flags.body ?: "", strlen (self->flags.body ?: ""));
  else if (self->flags.no_polling && !is_websocket (message))
    respond_code (self, message, 0, "Transport unknown");
  else if (self->flags.only_revision && g_strcmp0 (revision, self->flags.revision == 3 ? "3" : "4") != 0)
    respond_code (self, message, 5, "Unsupported protocol version");
  else if (sid != NULL && g_strcmp0 (sid, self->sid) != 0)
    respond_code (self, message, 1, "Session ID unknown");
  else if (is_websocket (message) && self->flags.probe == ROGUE_PROBE_REFUSE)
    rogue_server_respond_text (self, message, 400, "");
  else
    return FALSE;

  return TRUE;
}

static void
keep_waiting (RogueServer *self, SoupServerMessage *message)
{
  g_ptr_array_add (self->polls, g_object_ref (message));
  pause_message (message);
}

static void
note_request (RogueServer *self, SoupServerMessage *message)
{
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  const char *path = strchr (uri + strlen ("http://") + 1, '/');

  g_ptr_array_add (self->requests, g_strdup_printf ("%s %s", soup_server_message_get_method (message), path));
  self->client_port = g_inet_socket_address_get_port (
      G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message)));
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  self->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
}

/* As a proxy that leads to this server wherever one wants to go. */
static void
tunnelled_cb (SoupServerMessage *message, gpointer user_data)
{
  RogueServer *self = user_data;
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  g_autoptr (GSocketAddress) local = g_object_ref (soup_server_message_get_local_address (message));
  g_autoptr (GSocketAddress) remote = g_object_ref (soup_server_message_get_remote_address (message));

  soup_server_accept_iostream (self->server, stream, local, remote, NULL);
}

static void
early_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  RogueServer *self = user_data;

  note_request (self, message);
  if (fits (self->flags.cut_at_request, g_ptr_array_index (self->requests, self->requests->len - 1)))
    {
      keep_waiting (self, message);
      cut_soon (self);
    }
  else if (is_websocket (message))
    refuse (self, message);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  RogueServer *self = user_data;
  g_autofree char *sid = get_parameter (soup_server_message_get_uri (message), "sid");

  if (self->cut != 0)
    return;
  if (g_str_equal (soup_server_message_get_method (message), "CONNECT"))
    {
      soup_server_message_set_status (message, 200, NULL);
      g_signal_connect (message, "wrote-body", G_CALLBACK (tunnelled_cb), self);
      return;
    }
  if (self->flags.silent)
    keep_waiting (self, message);
  else if (is_websocket (message) || refuse (self, message))
    return;
  else if (g_str_equal (soup_server_message_get_method (message), "POST"))
    handle_post (self, message);
  else if (sid != NULL)
    handle_poll (self, message);
  else
    handle_handshake (self, message);
}

/* The early one runs before the WebSocket handler: what has a status by then is not upgraded. */
void
rogue_server_add_handlers (RogueServer *self)
{
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_add_websocket_handler (self->server, NULL, NULL, NULL, websocket_cb, self, NULL);
}
