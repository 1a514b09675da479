/* eio-config-http.c: what a configuration means for libsoup: URLs, headers, sessions, TLS, proxies.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-config-private.h"

#include "eio-error.h"

#include <string.h>

#define PIN_PREFIX "sha256:"

/* The poll, a POST, and some room: libsoup's own limit of two would let a long poll block everything else. */
#define MAX_CONNECTIONS 10

/* A name for each request that no cache has seen before, as the reference client writes it. */
#define STAMP_LENGTH 8

static char *
create_stamp (void)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  char *stamp = g_malloc (STAMP_LENGTH + 1);

  for (guint i = 0; i < STAMP_LENGTH; i++)
    stamp[i] = digits[g_random_int_range (0, sizeof digits - 1)];
  stamp[STAMP_LENGTH] = '\0';
  return stamp;
}

static void
append_parameter (GString *query, const char *name, const char *value)
{
  if (query->len > 0)
    g_string_append_c (query, '&');
  g_string_append_uri_escaped (query, name, NULL, FALSE);
  g_string_append_c (query, '=');
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

static GString *
build_own_query (EioConfig *self)
{
  GString *query = g_string_new (NULL);

  for (guint i = 0; i < self->query->len; i++)
    {
      EioPair *pair = g_ptr_array_index (self->query, i);

      append_parameter (query, pair->name, pair->value);
    }
  return query;
}

char *
eio_config_dup_own_query (EioConfig *self)
{
  return self->query->len > 0 ? g_string_free (build_own_query (self), FALSE) : NULL;
}

/* Revision 3 is not asked for base64 (b64=1): servers of 1.7 then encode text twice, where those of 2.x do not, and
 * nothing tells the two apart. Without it both frame binary data in bytes, which we read. */
static char *
build_query (EioConfig *self, EioTransportKind kind, EioProtocol protocol, const char *sid)
{
  GString *query = build_own_query (self);

  append_parameter (query, "EIO", protocol == EIO_PROTOCOL_3 ? "3" : "4");
  append_parameter (query, "transport", eio_transport_kind_to_string (kind));
  if (kind == EIO_TRANSPORT_POLLING)
    {
      g_autofree char *stamp = create_stamp ();

      append_parameter (query, "t", stamp);
    }
  if (sid != NULL)
    append_parameter (query, "sid", sid);

  return g_string_free (query, FALSE);
}

/**
 * eio_config_build_uri:
 * @self: a configuration
 * @kind: http(s) for polling, ws(s) for WebSocket
 * @protocol: the revision
 * @sid: (nullable): the session, %NULL for the handshake
 *
 * Returns: (transfer full): the address of one request
 */
GUri *
eio_config_build_uri (EioConfig *self, EioTransportKind kind, EioProtocol protocol, const char *sid)
{
  g_autofree char *query = build_query (self, kind, protocol, sid);
  GUri *base = self->redirect != NULL ? self->redirect : self->uri;
  gboolean secure = g_str_equal (g_uri_get_scheme (base), "https");
  const char *scheme = kind == EIO_TRANSPORT_POLLING ? (secure ? "https" : "http") : (secure ? "wss" : "ws");
  int port = g_uri_get_port (base);

  return g_uri_build (SOUP_HTTP_URI_FLAGS, scheme, NULL, g_uri_get_host (base),
                      port == (secure ? 443 : 80) ? -1 : port,
                      self->redirect != NULL ? g_uri_get_path (self->redirect) : self->path, query, NULL);
}

void
eio_config_set_redirect (EioConfig *self, GUri *uri)
{
  g_clear_pointer (&self->redirect, g_uri_unref);
  self->redirect = uri != NULL ? g_uri_ref (uri) : NULL;
}

static char *
compute_pin (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *hex = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  return g_strconcat (PIN_PREFIX, hex, NULL);
}

static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       EioConfig *self)
{
  g_autofree char *pin = compute_pin (certificate);

  if (self->insecure || g_strcmp0 (pin, self->pin) == 0)
    return TRUE;

  g_free (self->refused_pin);
  self->refused_pin = g_steal_pointer (&pin);
  return FALSE;
}

static EioProxyResolver *
get_resolver (EioConfig *self)
{
  if (self->resolver == NULL)
    self->resolver = eio_proxy_resolver_new (self->proxy, FALSE);
  return self->resolver;
}

/* What the server itself asks is left to libsoup. */
static gboolean
authenticate_cb (SoupMessage *message, SoupAuth *auth, gboolean retrying, EioConfig *self)
{
  return soup_auth_is_for_proxy (auth) && !retrying && eio_proxy_resolver_sign_in (get_resolver (self), auth);
}

/**
 * eio_config_apply_headers:
 * @self: a configuration
 * @message: a request that is not sent yet
 *
 * Puts on the request what every request carries: headers, the client's certificate, and whom to trust.
 */
void
eio_config_apply_headers (EioConfig *self, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  for (guint i = 0; i < self->headers->len; i++)
    {
      EioPair *pair = g_ptr_array_index (self->headers, i);

      soup_message_headers_replace (headers, pair->name, pair->value);
    }
  if (self->certificate != NULL)
    soup_message_set_tls_client_certificate (message, self->certificate);
  g_signal_connect_object (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self, 0);
  g_signal_connect_object (message, "authenticate", G_CALLBACK (authenticate_cb), self, 0);
}

static void
ensure_feature (SoupSession *session, GType type)
{
  if (!soup_session_has_feature (session, type))
    soup_session_add_feature_by_type (session, type);
}

/**
 * eio_config_create_session:
 * @self: a configuration
 *
 * Connections are not shared between Engine.IO sessions: behind a balancer that ties each connection to one
 * server, a connection kept from another session leads to the wrong one. Cookies are shared, since those tie
 * the client.
 *
 * Returns: (transfer full): a session for one connection, in the thread-default main context
 */
SoupSession *
eio_config_create_session (EioConfig *self)
{
  /* A long poll takes as long as the server likes; the heartbeat is what notices a dead one. */
  SoupSession *session = soup_session_new_with_options ("timeout", 0, "idle-timeout", 0, "max-conns-per-host",
                                                        MAX_CONNECTIONS, "max-conns", MAX_CONNECTIONS, NULL);

  ensure_feature (session, SOUP_TYPE_CONTENT_DECODER);
  ensure_feature (session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  soup_session_add_feature (session, SOUP_SESSION_FEATURE (self->cookies));
  if (self->database != NULL)
    soup_session_set_tls_database (session, self->database);
  soup_session_set_proxy_resolver (session, G_PROXY_RESOLVER (get_resolver (self)));
  return session;
}

/**
 * eio_config_set_stream_func:
 * @self: a configuration
 * @func: (nullable): where WebSockets get their streams from; %NULL for the network
 * @user_data: for @func
 */
void
eio_config_set_stream_func (EioConfig *self, EioStreamFunc func, gpointer user_data)
{
  self->stream_func = func;
  self->stream_data = user_data;
}

GIOStream *
eio_config_create_stream (EioConfig *self, GUri *uri)
{
  return self->stream_func != NULL ? self->stream_func (uri, self->stream_data) : NULL;
}

/**
 * eio_config_create_websocket_session:
 * @self: a configuration
 *
 * Returns: (transfer full): a session for one WebSocket, in the thread-default main context
 */
SoupSession *
eio_config_create_websocket_session (EioConfig *self)
{
  SoupSession *session = eio_config_create_session (self);

  if (self->websocket_resolver == NULL)
    self->websocket_resolver = eio_proxy_resolver_new (self->proxy, TRUE);
  soup_session_set_proxy_resolver (session, G_PROXY_RESOLVER (self->websocket_resolver));
  return session;
}

/**
 * eio_config_share_cookies:
 * @self: a configuration
 * @other: the one whose cookies are used from now on
 *
 * A sign-in may have to come before the rest of the configuration is known.
 */
void
eio_config_share_cookies (EioConfig *self, EioConfig *other)
{
  g_set_object (&self->cookies, other->cookies);
}

/**
 * eio_config_set_insecure:
 * @self: a configuration
 * @insecure: whether to take any certificate
 */
void
eio_config_set_insecure (EioConfig *self, gboolean insecure)
{
  self->insecure = insecure;
}

/**
 * eio_config_set_ca_file:
 * @self: a configuration
 * @path: a file of certificates in PEM form, trusted instead of the system's
 * @error: of reading it
 *
 * Returns: whether the file is good
 */
gboolean
eio_config_set_ca_file (EioConfig *self, const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  GTlsDatabase *database = g_tls_file_database_new (absolute, error);

  if (database == NULL)
    return FALSE;

  g_clear_object (&self->database);
  self->database = database;
  return TRUE;
}

/**
 * eio_config_set_client_certificate:
 * @self: a configuration
 * @certificate_path: a certificate in PEM form
 * @key_path: (nullable): its private key, %NULL when it is in the same file
 * @error: of reading them
 *
 * Returns: whether the files are good
 */
gboolean
eio_config_set_client_certificate (EioConfig *self,
                                   const char *certificate_path,
                                   const char *key_path,
                                   GError **error)
{
  GTlsCertificate *certificate =
      g_tls_certificate_new_from_files (certificate_path, key_path ?: certificate_path, error);

  if (certificate == NULL)
    return FALSE;

  g_clear_object (&self->certificate);
  self->certificate = certificate;
  return TRUE;
}

/**
 * eio_config_set_pin:
 * @self: a configuration
 * @pin: (nullable): `sha256:` and the hex digest of the certificate in DER form; colons between digits are
 * fine
 */
void
eio_config_set_pin (EioConfig *self, const char *pin)
{
  g_autofree char *lower = pin != NULL ? g_ascii_strdown (pin, -1) : NULL;
  const char *hex =
      lower != NULL && g_str_has_prefix (lower, PIN_PREFIX) ? lower + strlen (PIN_PREFIX) : lower;
  g_auto (GStrv) parts = hex != NULL ? g_strsplit (hex, ":", -1) : NULL;
  g_autofree char *joined = parts != NULL ? g_strjoinv (NULL, parts) : NULL;

  g_free (self->pin);
  self->pin = joined != NULL ? g_strconcat (PIN_PREFIX, joined, NULL) : NULL;
}

/**
 * eio_config_dup_refused_pin:
 * @self: a configuration
 *
 * Returns: (transfer full) (nullable): the pin of the certificate that was refused last
 */
char *
eio_config_dup_refused_pin (EioConfig *self)
{
  return g_strdup (self->refused_pin);
}

/**
 * eio_config_set_proxy:
 * @self: a configuration
 * @proxy_uri: (nullable): http, socks4, socks4a or socks5; `direct://` for none; %NULL for what the system
 * says
 */
void
eio_config_set_proxy (EioConfig *self, const char *proxy_uri)
{
  g_free (self->proxy);
  self->proxy = g_strdup (proxy_uri);
  g_clear_object (&self->resolver);
  g_clear_object (&self->websocket_resolver);
}

/**
 * eio_config_get_used_proxy:
 * @self: a configuration
 *
 * Returns: (nullable): the proxy that the last request went through, %NULL when it went straight
 */
const char *
eio_config_get_used_proxy (EioConfig *self)
{
  const char *used = self->resolver != NULL ? eio_proxy_resolver_get_used (self->resolver) : NULL;

  if (used == NULL && self->websocket_resolver != NULL)
    used = eio_proxy_resolver_get_used (self->websocket_resolver);
  return used;
}
