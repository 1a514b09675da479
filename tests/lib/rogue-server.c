/* rogue-server.c: starting and stopping it, and what a test sees and says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "rogue-server-private.h"

#include <string.h>

static void
listen_on (RogueServer *self, guint port)
{
  g_autoptr (GError) error = NULL;
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;

  if (self->tls)
    options |= SOUP_SERVER_LISTEN_HTTPS;
  soup_server_listen_local (self->server, port, options, &error);
  g_assert_no_error (error);
}

static RogueServer *
create (GTlsCertificate *certificate)
{
  RogueServer *self = g_new0 (RogueServer, 1);
  GSList *uris;

  self->flags = (RogueFlags){
    .revision = 4, .ping_interval_ms = 25000, .ping_timeout_ms = 20000, .max_payload = 1000000
  };
  self->log = g_string_new (NULL);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->polls = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->packets);

  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  rogue_server_add_handlers (self);
  self->tls = certificate != NULL;
  listen_on (self, 0);
  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
  self->url = g_strdup_printf ("%s://127.0.0.1:%u", self->tls ? "https" : "http", self->port);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

RogueServer *
rogue_server_new (void)
{
  return create (NULL);
}

RogueServer *
rogue_server_new_tls (GTlsCertificate *certificate)
{
  return create (certificate);
}

static gboolean
accept_any_cb (SoupServerMessage *message,
               GTlsCertificate *certificate,
               GTlsCertificateFlags errors,
               gpointer data)
{
  return TRUE;
}

static void
started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_any_cb), NULL);
}

void
rogue_server_ask_for_certificate (RogueServer *self)
{
  soup_server_set_tls_auth_mode (self->server, G_TLS_AUTHENTICATION_REQUIRED);
  g_signal_connect (self->server, "request-started", G_CALLBACK (started_cb), NULL);
}

void
rogue_server_free (RogueServer *self)
{
  rogue_server_cut (self);
  g_clear_object (&self->server);
  g_ptr_array_unref (self->polls);
  g_ptr_array_unref (self->requests);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_string_free (self->log, TRUE);
  g_queue_clear_full (&self->packets, g_free);
  g_free (self->sid);
  g_free (self->url);
  g_free (self);
}

const char *
rogue_server_get_url (RogueServer *self)
{
  return self->url;
}

RogueFlags *
rogue_server_get_flags (RogueServer *self)
{
  return &self->flags;
}

char *
rogue_server_dup_log (RogueServer *self)
{
  return g_strdup (self->log->str);
}

gboolean
rogue_server_has_logged (RogueServer *self, const char *entry)
{
  g_auto (GStrv) entries = g_strsplit (self->log->str, " | ", -1);

  return g_strv_contains ((const char *const *) entries, entry);
}

GPtrArray *
rogue_server_get_requests (RogueServer *self)
{
  return self->requests;
}

const char *
rogue_server_get_header (RogueServer *self, const char *name)
{
  return self->headers != NULL ? soup_message_headers_get_list (self->headers, name) : NULL;
}

guint
rogue_server_get_client_port (RogueServer *self)
{
  return self->client_port;
}

gboolean
rogue_server_uses_deflate (RogueServer *self)
{
  GList *extensions = self->websocket ? soup_websocket_connection_get_extensions (self->websocket) : NULL;

  return extensions != NULL && SOUP_IS_WEBSOCKET_EXTENSION_DEFLATE (extensions->data);
}

guint
rogue_server_count_polls (RogueServer *self)
{
  return self->poll != NULL;
}

gboolean
rogue_server_has_websocket (RogueServer *self)
{
  return self->websocket != NULL;
}

gboolean
rogue_server_has_session (RogueServer *self)
{
  return self->sid != NULL;
}

void
rogue_server_send (RogueServer *self, const char *text)
{
  rogue_server_queue_packet (self, text);
}

void
rogue_server_send_binary (RogueServer *self, GBytes *data)
{
  g_autofree char *base64 = NULL;
  g_autofree char *packet = NULL;

  if (self->websocket != NULL && self->upgraded)
    {
      soup_websocket_connection_send_message (self->websocket, SOUP_WEBSOCKET_DATA_BINARY, data);
      return;
    }
  base64 = g_base64_encode (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  packet = g_strconcat (self->revision == 3 ? "b4" : "b", base64, NULL);
  rogue_server_queue_packet (self, packet);
}

void
rogue_server_answer (RogueServer *self, guint status, const char *body)
{
  g_autoptr (SoupServerMessage) poll = g_steal_pointer (&self->poll);

  g_assert_nonnull (poll);
  rogue_server_respond_text (self, poll, status, body);
  soup_server_message_unpause (poll);
}

void
rogue_server_close_websocket (RogueServer *self, gushort code)
{
  g_assert_nonnull (self->websocket);
  soup_websocket_connection_close (self->websocket, code, "bye");
}

/* Shuts the sockets down, so that the client sees it at once, and libsoup cleans up behind it. */
static void
shut_down (GSocket *socket)
{
  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

void
rogue_server_cut (RogueServer *self)
{
  g_autoptr (SoupServerMessage) poll = g_steal_pointer (&self->poll);
  g_autoptr (SoupWebsocketConnection) websocket = g_steal_pointer (&self->websocket);

  g_clear_handle_id (&self->cut, g_source_remove);
  g_clear_pointer (&self->sid, g_free);
  if (poll != NULL)
    {
      g_signal_handlers_disconnect_by_data (poll, self);
      shut_down (soup_server_message_get_socket (poll));
    }
  if (websocket != NULL)
    {
      GIOStream *stream = soup_websocket_connection_get_io_stream (websocket);

      g_signal_handlers_disconnect_by_data (websocket, self);
      if (stream != NULL)
        g_io_stream_close (stream, NULL, NULL);
    }
  for (guint i = 0; i < self->polls->len; i++)
    shut_down (soup_server_message_get_socket (g_ptr_array_index (self->polls, i)));
  g_ptr_array_set_size (self->polls, 0);
  soup_server_disconnect (self->server);
  listen_on (self, self->port);
}
