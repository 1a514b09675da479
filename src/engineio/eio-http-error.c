/* eio-http-error.c: from libsoup's and the server's errors to ours.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-http-error.h"

#include "eio-json.h"

/* Of a refusal's body, in characters: enough for the server's own words, and not for a page of HTML. */
#define MAX_SHOWN 200

static const EioError refusals[] = {
  EIO_ERROR_TRANSPORT_UNKNOWN, EIO_ERROR_SESSION_UNKNOWN, EIO_ERROR_BAD_HANDSHAKE,
  EIO_ERROR_BAD_REQUEST,       EIO_ERROR_FORBIDDEN,       EIO_ERROR_WRONG_REVISION,
};

static const struct
{
  GTlsCertificateFlags flag;
  const char *check;
} checks[] = {
  { G_TLS_CERTIFICATE_EXPIRED, "it has expired" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "it is not valid yet" },
  { G_TLS_CERTIFICATE_REVOKED, "it was revoked" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "it belongs to another host" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "nobody known here has signed it" },
  { G_TLS_CERTIFICATE_INSECURE, "its algorithm is not safe" },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, "it could not be checked" },
};

static char *
dup_host_and_port (SoupMessage *message)
{
  GUri *uri = soup_message_get_uri (message);
  const char *host = g_uri_get_host (uri);
  gboolean is_ipv6 = strchr (host, ':') != NULL;
  g_autofree char *shown = is_ipv6 ? g_strdup_printf ("[%s]", host) : g_strdup (host);
  int port = g_uri_get_port (uri);

  return port > 0 ? g_strdup_printf ("%s:%d", shown, port) : g_steal_pointer (&shown);
}

/* The address without its query, which may hold a secret. */
static char *
dup_address (SoupMessage *message)
{
  return g_uri_to_string_partial (soup_message_get_uri (message), G_URI_HIDE_QUERY | G_URI_HIDE_PASSWORD);
}

static char *
describe_checks (GTlsCertificateFlags flags)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (flags & checks[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", checks[i].check);

  return g_strdup (text->len > 0 ? text->str : "a check failed");
}

static GError *
new_tls_error (SoupMessage *message, const GError *error, const char *host)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  g_autofree char *failed = describe_checks (flags);

  /* First: there may be flags that we were told not to mind. */
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED))
    return g_error_new (EIO_ERROR, EIO_ERROR_TLS, "%s asks for a client certificate", host);
  if (flags != 0)
    return g_error_new (EIO_ERROR, EIO_ERROR_TLS, "The certificate of %s is not trusted: %s", host, failed);
  /* No certificate came: what a server does that expects no TLS. */
  if (soup_message_get_tls_peer_certificate (message) == NULL)
    return g_error_new (EIO_ERROR, EIO_ERROR_TLS,
                        "No secure connection to %s (%s); without TLS its address begins with http://", host,
                        error->message);
  return g_error_new (EIO_ERROR, EIO_ERROR_TLS, "No secure connection to %s: %s", host, error->message);
}

static GError *
new_resolver_error (SoupMessage *message, const GError *error)
{
  const char *name = g_uri_get_host (soup_message_get_uri (message));

  if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE))
    return g_error_new (EIO_ERROR, EIO_ERROR_NAME_NOT_FOUND, "The name %s could not be looked up: %s", name,
                        error->message);
  return g_error_new (EIO_ERROR, EIO_ERROR_NAME_NOT_FOUND, "There is no host called %s", name);
}

static GError *
new_io_error (const GError *error, const char *host)
{
  switch (error->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_error_new (EIO_ERROR, EIO_ERROR_REFUSED, "Nothing is listening on %s: connection refused",
                          host);
    case G_IO_ERROR_HOST_NOT_FOUND:
      return g_error_new (EIO_ERROR, EIO_ERROR_NAME_NOT_FOUND, "There is no host called %s", host);
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return g_error_new (EIO_ERROR, EIO_ERROR_UNREACHABLE, "%s cannot be reached: %s", host, error->message);
    case G_IO_ERROR_TIMED_OUT:
      return g_error_new (EIO_ERROR, EIO_ERROR_TIMEOUT, "%s did not answer in time", host);
    case G_IO_ERROR_CONNECTION_CLOSED: /* the same number as a broken pipe */
    case G_IO_ERROR_PARTIAL_INPUT:
      return g_error_new (EIO_ERROR, EIO_ERROR_CLOSED, "%s closed the connection without an answer", host);
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return g_error_new (EIO_ERROR, EIO_ERROR_PROXY, "The proxy does not lead to %s: %s", host,
                          error->message);
    default:
      return g_error_new (EIO_ERROR, EIO_ERROR_FAILED, "The connection to %s failed: %s", host,
                          error->message);
    }
}

/* With a proxy on the way, what could not be reached may be the proxy, or what it said of the server. */
static gboolean
is_about_the_way (const GError *error)
{
  static const GIOErrorEnum codes[] = {
    G_IO_ERROR_CONNECTION_REFUSED,  G_IO_ERROR_HOST_NOT_FOUND,  G_IO_ERROR_HOST_UNREACHABLE,
    G_IO_ERROR_NETWORK_UNREACHABLE, G_IO_ERROR_TIMED_OUT,       G_IO_ERROR_PROXY_FAILED,
    G_IO_ERROR_PROXY_AUTH_FAILED,   G_IO_ERROR_PROXY_NEED_AUTH, G_IO_ERROR_PROXY_NOT_ALLOWED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, codes[i]))
      return TRUE;
  return error->domain == G_RESOLVER_ERROR;
}

/**
 * eio_http_error_new_failed:
 * @message: the request
 * @proxy: (nullable): what it went through
 * @error: what libsoup said
 *
 * Returns: (transfer full): an error of ours; one that is ours already, and a cancelled one, are copied
 */
GError *
eio_http_error_new_failed (SoupMessage *message, const char *proxy, const GError *error)
{
  g_autofree char *host = dup_host_and_port (message);

  if (error->domain == EIO_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (proxy != NULL && is_about_the_way (error))
    return g_error_new (EIO_ERROR, EIO_ERROR_PROXY, "No way to %s through the proxy %s: %s", host, proxy,
                        error->message);
  if (error->domain == G_TLS_ERROR)
    return new_tls_error (message, error, host);
  if (error->domain == G_RESOLVER_ERROR)
    return new_resolver_error (message, error);
  if (error->domain == SOUP_SESSION_ERROR)
    return g_error_new (EIO_ERROR, EIO_ERROR_NOT_ENGINE_IO, "%s answers, but not as a web server does: %s",
                        host, error->message);
  if (error->domain == G_IO_ERROR)
    return new_io_error (error, host);
  return g_error_new (EIO_ERROR, EIO_ERROR_FAILED, "The connection to %s failed: %s", host, error->message);
}

/* Engine.IO's own refusal: {"code":n,"message":"…"}. */
static GError *
new_refusal (SoupMessage *message, GBytes *body)
{
  g_autoptr (JsonObject) object = body != NULL ? eio_json_parse_object (body) : NULL;
  g_autofree char *host = dup_host_and_port (message);
  const char *said;
  guint64 code;

  if (object == NULL || !eio_json_get_count (object, "code", G_MAXINT32, &code))
    return NULL;

  said = eio_json_get_string (object, "message") ?: "no reason given";
  return g_error_new (EIO_ERROR, code < G_N_ELEMENTS (refusals) ? refusals[code] : EIO_ERROR_HTTP,
                      "%s refused the connection: %s (code %" G_GUINT64_FORMAT ")", host, said, code);
}

static EioError
code_of_status (guint status)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return EIO_ERROR_UNAUTHORIZED;
    case SOUP_STATUS_FORBIDDEN:
      return EIO_ERROR_FORBIDDEN;
    case SOUP_STATUS_NOT_FOUND:
      return EIO_ERROR_NOT_FOUND;
    case SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE:
      return EIO_ERROR_TOO_LARGE;
    default:
      return EIO_ERROR_HTTP;
    }
}

/* What a page calls itself, if it does; without the status, which is told already. */
static char *
dup_title (const char *page, guint status)
{
  g_autofree char *lower = g_ascii_strdown (page, -1);
  const char *start = strstr (lower, "<title>");
  const char *end = start != NULL ? strstr (start, "</title>") : NULL;
  g_autofree char *number = g_strdup_printf ("%u ", status);
  const char *title = start != NULL ? page + (start - lower) + strlen ("<title>") : NULL;

  if (end == NULL)
    return g_strdup ("");
  while (g_ascii_isspace (*title))
    title++;
  if (g_str_has_prefix (title, number))
    title += strlen (number);
  return g_strndup (title, page + (end - lower) - title);
}

/* A sentence is one line. */
static char *
shorten (const char *text)
{
  g_autofree char *shown =
      g_utf8_strlen (text, -1) > MAX_SHOWN ? g_utf8_substring (text, 0, MAX_SHOWN) : g_strdup (text);

  for (char *c = shown; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  return g_steal_pointer (&shown);
}

/* The server's own words, of a page its title: ": “…”", or nothing when they add nothing to PHRASE. */
static char *
quote_body (SoupMessage *message, GBytes *body, const char *phrase)
{
  const char *type =
      soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  g_autofree char *valid = NULL;
  g_autofree char *said = NULL;
  g_autofree char *shown = NULL;

  if (body == NULL || g_bytes_get_size (body) == 0)
    return g_strdup ("");

  valid = g_utf8_make_valid (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (type != NULL && g_ascii_strcasecmp (type, "text/html") == 0)
    said = dup_title (valid, soup_message_get_status (message));
  else
    said = g_strdup (valid);
  shown = shorten (g_strstrip (said));
  if (*shown == '\0' || g_strcmp0 (shown, phrase) == 0)
    return g_strdup ("");
  return g_strdup_printf (": “%s”", shown);
}

/**
 * eio_http_error_new_status:
 * @message: the request
 * @body: (nullable): the answer's body
 *
 * Returns: (transfer full): what the answer means
 */
GError *
eio_http_error_new_status (SoupMessage *message, GBytes *body)
{
  guint status = soup_message_get_status (message);
  const char *phrase = soup_message_get_reason_phrase (message);
  g_autofree char *address = dup_address (message);
  g_autofree char *host = dup_host_and_port (message);
  g_autofree char *said = quote_body (message, body, phrase);
  g_autofree char *shown =
      g_strdup_printf ("%u%s%s%s", status, phrase != NULL && *phrase != '\0' ? " " : "", phrase ?: "", said);
  GError *refusal = new_refusal (message, body);

  if (refusal != NULL)
    return refusal;
  if (status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    return g_error_new (EIO_ERROR, EIO_ERROR_PROXY,
                        "The proxy on the way to %s asks for a user name and a password (%s)", host, shown);

  switch (code_of_status (status))
    {
    case EIO_ERROR_UNAUTHORIZED:
      return g_error_new (EIO_ERROR, EIO_ERROR_UNAUTHORIZED, "%s asks for a user name and a password (%s)",
                          host, shown);
    case EIO_ERROR_FORBIDDEN:
      return g_error_new (EIO_ERROR, EIO_ERROR_FORBIDDEN, "%s does not let you in (%s)", host, shown);
    case EIO_ERROR_NOT_FOUND:
      return g_error_new (EIO_ERROR, EIO_ERROR_NOT_FOUND, "There is no Socket.IO server at %s (%s)", address,
                          shown);
    case EIO_ERROR_TOO_LARGE:
      return g_error_new (EIO_ERROR, EIO_ERROR_TOO_LARGE, "%s refused a message as too large (%s)", host,
                          shown);
    default:
      return g_error_new (EIO_ERROR, EIO_ERROR_HTTP, "%s did not accept the connection (%s)", host, shown);
    }
}

/**
 * eio_http_error_new_stranger:
 * @message: the request
 *
 * Returns: (transfer full): the error for an answer that no Engine.IO server gives
 */
GError *
eio_http_error_new_stranger (SoupMessage *message)
{
  g_autofree char *address = dup_address (message);

  return g_error_new (EIO_ERROR, EIO_ERROR_NOT_ENGINE_IO, "%s answers, but is not a Socket.IO server",
                      address);
}

/**
 * eio_http_error_new_redirect:
 * @message: the request
 * @location: (nullable): where the server sends us
 *
 * Returns: (transfer full): the error for a redirect that is not followed
 */
GError *
eio_http_error_new_redirect (SoupMessage *message, const char *location)
{
  g_autofree char *host = dup_host_and_port (message);
  g_autofree char *shown = g_utf8_make_valid (location ?: "nowhere", -1);

  return g_error_new (EIO_ERROR, EIO_ERROR_HTTP, "%s redirects to %s; if that is right, use that address",
                      host, shown);
}
