/* demo-request.c: one HTTP request to the Engine.IO path: what it asks for, whether it may, and answering it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-request.h"

static const char *const refusal_messages[] = {
  [DEMO_REFUSAL_TRANSPORT_UNKNOWN] = "Transport unknown",
  [DEMO_REFUSAL_SESSION_UNKNOWN] = "Session ID unknown",
  [DEMO_REFUSAL_BAD_HANDSHAKE_METHOD] = "Bad handshake method",
  [DEMO_REFUSAL_BAD_REQUEST] = "Bad request",
  [DEMO_REFUSAL_FORBIDDEN] = "Forbidden",
  [DEMO_REFUSAL_UNSUPPORTED_PROTOCOL] = "Unsupported protocol version",
};

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
is_loopback_uri (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && is_loopback_host (g_uri_get_host (uri));
}

/**
 * demo_message_is_local:
 * @message: a request
 *
 * A page from elsewhere must not talk to this server through a visitor's browser: its Origin gives it away,
 * and where there is none (a GET after DNS rebinding) its Host does.
 *
 * Returns: whether Host, and Origin where there is one, name this machine.
 */
gboolean
demo_message_is_local (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  const char *host = soup_message_headers_get_one (headers, "Host");
  g_autofree char *host_uri = g_strconcat ("http://", host != NULL ? host : "", NULL);

  if (host == NULL || !is_loopback_uri (host_uri))
    return FALSE;
  return origin == NULL || is_loopback_uri (origin);
}

static gboolean
asks_for_websocket (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_message_headers_header_equals (headers, "Upgrade", "websocket") &&
         soup_message_headers_header_contains (headers, "Connection", "upgrade");
}

/**
 * demo_request_init:
 * @self: to be cleared with demo_request_clear ()
 * @message: the request
 *
 * Reads what the query and the headers ask for.
 */
void
demo_request_init (DemoRequest *self, SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) values = soup_form_decode (query != NULL ? query : "");
  const char *transport = g_hash_table_lookup (values, "transport");
  const char *protocol = g_hash_table_lookup (values, "EIO");

  self->transport = EIO_TRANSPORT_POLLING;
  self->transport_known = transport != NULL && eio_transport_kind_from_string (transport, &self->transport);
  self->websocket = asks_for_websocket (message);
  self->protocol = protocol != NULL ? (int) g_ascii_strtoll (protocol, NULL, 10) : 0;
  self->sid = g_strdup (g_hash_table_lookup (values, "sid"));
}

void
demo_request_clear (DemoRequest *self)
{
  g_clear_pointer (&self->sid, g_free);
}

/**
 * demo_message_reply:
 * @message: the request to answer
 * @status: the HTTP status
 * @content_type: (nullable): of the body
 * @body: (nullable): what to send
 */
void
demo_message_reply (SoupServerMessage *message, guint status, const char *content_type, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", content_type);
  if (body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

void
demo_message_reply_text (SoupServerMessage *message, guint status, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  demo_message_reply (message, status, "text/plain; charset=UTF-8", body);
}

/**
 * demo_message_refuse:
 * @message: the request to answer
 * @refusal: why
 *
 * Answers as the reference server does: 403 for what is forbidden, 400 for the rest, and a JSON body with the
 * code.
 */
void
demo_message_refuse (SoupServerMessage *message, DemoRefusal refusal)
{
  g_autofree char *json =
      g_strdup_printf ("{\"code\":%d,\"message\":\"%s\"}", refusal, refusal_messages[refusal]);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  guint status = refusal == DEMO_REFUSAL_FORBIDDEN ? SOUP_STATUS_FORBIDDEN : SOUP_STATUS_BAD_REQUEST;

  demo_message_reply (message, status, "application/json", body);
}
