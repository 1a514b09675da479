/* eio-config.c: where the server is and how to ask it; the HTTP side stands in eio-config-http.c.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-config-private.h"

#include "eio-error.h"

#include <string.h>

#define DEFAULT_PATH "/socket.io/"

/**
 * EioConfig:
 *
 * How to reach a server: URL, path, transports, TLS, proxy. Set it up before a client opens; all its
 * reconnections share it.
 */

G_DEFINE_FINAL_TYPE (EioConfig, eio_config, G_TYPE_OBJECT)

static const EioTransportKind default_transports[] = { EIO_TRANSPORT_POLLING, EIO_TRANSPORT_WEBSOCKET };

EioPair *
eio_pair_new (const char *name, const char *value)
{
  EioPair *pair = g_new (EioPair, 1);

  pair->name = g_strdup (name);
  pair->value = g_strdup (value);
  return pair;
}

static void
pair_free (gpointer data)
{
  EioPair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

static void
eio_config_finalize (GObject *object)
{
  EioConfig *self = EIO_CONFIG (object);

  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->redirect, g_uri_unref);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->query, g_ptr_array_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->transports, g_array_unref);
  g_clear_object (&self->database);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->pin, g_free);
  g_clear_pointer (&self->refused_pin, g_free);
  g_clear_pointer (&self->proxy, g_free);
  g_clear_object (&self->resolver);
  g_clear_object (&self->websocket_resolver);
  g_clear_object (&self->cookies);

  G_OBJECT_CLASS (eio_config_parent_class)->finalize (object);
}

static void
eio_config_class_init (EioConfigClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = eio_config_finalize;
}

static void
eio_config_init (EioConfig *self)
{
  self->clock = g_object_ref (eio_clock_get_default ());
  self->path = g_strdup (DEFAULT_PATH);
  self->query = g_ptr_array_new_with_free_func (pair_free);
  self->headers = g_ptr_array_new_with_free_func (pair_free);
  self->transports = g_array_new (FALSE, FALSE, sizeof (EioTransportKind));
  self->upgrade = TRUE;
  self->max_payload = EIO_DEFAULT_MAX_PAYLOAD;
  self->open_timeout_ms = EIO_DEFAULT_OPEN_TIMEOUT_MS;
  self->cookies = soup_cookie_jar_new ();
  eio_config_set_transports (self, default_transports, G_N_ELEMENTS (default_transports));
}

/* What a browser makes of a query: "+" is a space, a name without "=" has an empty value. */
static char *
decode_query_part (const char *part, gsize length)
{
  g_autofree char *spaced = g_strndup (part, length);
  char *decoded = g_uri_unescape_string (g_strdelimit (spaced, "+", ' '), NULL);

  return decoded != NULL ? decoded : g_strdup (spaced);
}

static void
add_query_string (EioConfig *self, const char *query)
{
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      const char *equals = strchr (*part, '=');
      g_autofree char *name =
          decode_query_part (*part, equals != NULL ? (gsize) (equals - *part) : strlen (*part));
      g_autofree char *value =
          equals != NULL ? decode_query_part (equals + 1, strlen (equals + 1)) : g_strdup ("");

      if (*name != '\0')
        eio_config_add_query (self, name, value);
    }
}

/* A name and password in the URL are sent as HTTP's Basic scheme says. */
static void
add_basic_authorization (EioConfig *self, GUri *uri)
{
  g_autofree char *name_and_password = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *value = NULL;

  if (g_uri_get_user (uri) == NULL)
    return;

  name_and_password = g_strdup_printf ("%s:%s", g_uri_get_user (uri), g_uri_get_password (uri) ?: "");
  base64 = g_base64_encode ((const guchar *) name_and_password, strlen (name_and_password));
  value = g_strconcat ("Basic ", base64, NULL);
  eio_config_add_header (self, "Authorization", value);
}

static const char *
http_scheme (const char *scheme)
{
  if (g_str_equal (scheme, "http") || g_str_equal (scheme, "ws"))
    return "http";
  if (g_str_equal (scheme, "https") || g_str_equal (scheme, "wss"))
    return "https";
  return NULL;
}

/**
 * eio_config_new:
 * @url: http, https, ws or wss; the path is left to the caller, the query goes into the handshake
 * @error: %EIO_ERROR_BAD_URL
 *
 * Returns: (transfer full) (nullable): the settings for that server
 */
EioConfig *
eio_config_new (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (EioConfig) self = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY,
                     NULL);
  if (uri == NULL)
    g_set_error (error, EIO_ERROR, EIO_ERROR_BAD_URL, "“%s” is not a URL, such as http://localhost:3000",
                 url);
  else if (http_scheme (g_uri_get_scheme (uri)) == NULL)
    g_set_error (error, EIO_ERROR, EIO_ERROR_BAD_URL, "“%s” is not an http, https, ws or wss URL", url);
  else if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    g_set_error (error, EIO_ERROR, EIO_ERROR_BAD_URL, "“%s” names no host", url);
  else
    self = g_object_new (EIO_TYPE_CONFIG, NULL);
  if (self == NULL)
    return NULL;

  self->uri = g_uri_build (SOUP_HTTP_URI_FLAGS, http_scheme (g_uri_get_scheme (uri)), NULL,
                           g_uri_get_host (uri), g_uri_get_port (uri), "", NULL, NULL);
  if (g_uri_get_query (uri) != NULL)
    {
      add_query_string (self, g_uri_get_query (uri));
      self->url_has_query = self->query->len > 0;
    }
  add_basic_authorization (self, uri);
  return g_steal_pointer (&self);
}

/**
 * eio_config_get_uri:
 * @self: a configuration
 *
 * Returns: (transfer none): scheme (http or https), host and port
 */
GUri *
eio_config_get_uri (EioConfig *self)
{
  return self->uri;
}

/**
 * eio_config_get_clock:
 * @self: a configuration
 *
 * Returns: (transfer none): what time and timers come from
 */
EioClock *
eio_config_get_clock (EioConfig *self)
{
  return self->clock;
}

/**
 * eio_config_set_clock:
 * @self: a configuration
 * @clock: (transfer none): what time and timers come from; the machine's clock unless set
 */
void
eio_config_set_clock (EioConfig *self, EioClock *clock)
{
  g_set_object (&self->clock, clock);
}

/**
 * eio_config_get_path:
 * @self: a configuration
 *
 * Returns: the path of requests, with a slash at both ends
 */
const char *
eio_config_get_path (EioConfig *self)
{
  return self->path;
}

/**
 * eio_config_set_path:
 * @self: a configuration
 * @path: the path of requests; slashes at its ends are added
 */
void
eio_config_set_path (EioConfig *self, const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/%:@!$&'()*+,;=", FALSE);

  g_free (self->path);
  self->path = g_strconcat (g_str_has_prefix (escaped, "/") ? "" : "/", escaped,
                            g_str_has_suffix (escaped, "/") ? "" : "/", NULL);
  if (g_str_equal (self->path, "//"))
    self->path[1] = '\0';
}

/**
 * eio_config_clear_query:
 * @self: a configuration
 *
 * Forgets what the URL's query and eio_config_add_query () set.
 */
void
eio_config_clear_query (EioConfig *self)
{
  g_ptr_array_set_size (self->query, 0);
  self->url_has_query = FALSE;
}

/**
 * eio_config_add_query:
 * @self: a configuration
 * @name: of a parameter, not encoded
 * @value: its value, not encoded
 *
 * Adds to the query of every request. The names that Engine.IO uses itself are left out; and where the URL has a
 * query of its own, that one stands for all, as in the reference client.
 */
void
eio_config_add_query (EioConfig *self, const char *name, const char *value)
{
  static const char *const reserved[] = { "EIO", "transport", "sid", "t", "b64", NULL };

  if (!self->url_has_query && !g_strv_contains (reserved, name))
    g_ptr_array_add (self->query, eio_pair_new (name, value));
}

/**
 * eio_config_add_header:
 * @self: a configuration
 * @name: of a header
 * @value: its value
 *
 * Sends the header with every request; one of the same name is replaced.
 */
void
eio_config_add_header (EioConfig *self, const char *name, const char *value)
{
  for (guint i = self->headers->len; i > 0; i--)
    {
      EioPair *pair = g_ptr_array_index (self->headers, i - 1);

      if (g_ascii_strcasecmp (pair->name, name) == 0)
        g_ptr_array_remove_index (self->headers, i - 1);
    }
  g_ptr_array_add (self->headers, eio_pair_new (name, value));
}

/**
 * eio_config_set_transports:
 * @self: a configuration
 * @kinds: (array length=n_kinds): the transports to use, in the order to try them
 * @n_kinds: how many, at least one
 */
void
eio_config_set_transports (EioConfig *self, const EioTransportKind *kinds, guint n_kinds)
{
  g_return_if_fail (n_kinds > 0);

  g_array_set_size (self->transports, 0);
  g_array_append_vals (self->transports, kinds, n_kinds);
}

/**
 * eio_config_get_transports:
 * @self: a configuration
 * @n_kinds: (out): how many
 *
 * Returns: (array length=n_kinds) (transfer none): the transports to use, in the order to try them
 */
const EioTransportKind *
eio_config_get_transports (EioConfig *self, guint *n_kinds)
{
  *n_kinds = self->transports->len;
  return (const EioTransportKind *) (gpointer) self->transports->data;
}

/**
 * eio_config_get_upgrade:
 * @self: a configuration
 *
 * Returns: whether to go over to WebSocket when the server offers it
 */
gboolean
eio_config_get_upgrade (EioConfig *self)
{
  return self->upgrade;
}

/**
 * eio_config_set_upgrade:
 * @self: a configuration
 * @upgrade: whether to go over to WebSocket when the server offers it
 */
void
eio_config_set_upgrade (EioConfig *self, gboolean upgrade)
{
  self->upgrade = upgrade;
}

/**
 * eio_config_get_protocol:
 * @self: a configuration
 *
 * Returns: the revision that was asked for, %EIO_PROTOCOL_AUTO to find out
 */
EioProtocol
eio_config_get_protocol (EioConfig *self)
{
  return self->protocol;
}

/**
 * eio_config_set_protocol:
 * @self: a configuration
 * @protocol: the revision to speak; %EIO_PROTOCOL_AUTO to find out which one the server speaks
 */
void
eio_config_set_protocol (EioConfig *self, EioProtocol protocol)
{
  self->protocol = protocol;
}

/* Of this program's life, for all configurations: the servers that speak revision 3. Others are asked for 4 first. */
static GHashTable *
get_old_servers (void)
{
  static GHashTable *servers; /* of owned addresses */

  if (servers == NULL)
    servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return servers;
}

static char *
dup_server (EioConfig *self)
{
  return g_strdup_printf ("%s://%s:%d%s", g_uri_get_scheme (self->uri), g_uri_get_host (self->uri),
                          g_uri_get_port (self->uri), self->path);
}

static EioProtocol
recall_protocol (EioConfig *self)
{
  g_autofree char *server = dup_server (self);

  return g_hash_table_contains (get_old_servers (), server) ? EIO_PROTOCOL_3 : EIO_PROTOCOL_4;
}

static void
remember_protocol (EioConfig *self, EioProtocol protocol)
{
  g_autofree char *server = dup_server (self);

  if (protocol == EIO_PROTOCOL_3)
    g_hash_table_add (get_old_servers (), g_steal_pointer (&server));
  else
    g_hash_table_remove (get_old_servers (), server);
}

/* The one that was asked for, the one that this server showed to speak, or 4. */
EioProtocol
eio_config_get_first_protocol (EioConfig *self)
{
  if (self->protocol != EIO_PROTOCOL_AUTO)
    return self->protocol;
  if (self->learned_protocol != EIO_PROTOCOL_AUTO)
    return self->learned_protocol;
  return recall_protocol (self);
}

void
eio_config_learn_protocol (EioConfig *self, EioProtocol protocol)
{
  self->learned_protocol = protocol;
  remember_protocol (self, protocol);
}

/**
 * eio_config_get_max_payload:
 * @self: a configuration
 *
 * Returns: the largest message or polling body that is read, in bytes
 */
gsize
eio_config_get_max_payload (EioConfig *self)
{
  return self->max_payload;
}

/**
 * eio_config_set_max_payload:
 * @self: a configuration
 * @max_payload: the largest message or polling body to read, in bytes; a larger one is %EIO_ERROR_TOO_LARGE
 */
void
eio_config_set_max_payload (EioConfig *self, gsize max_payload)
{
  self->max_payload = max_payload;
}

/**
 * eio_config_get_open_timeout:
 * @self: a configuration
 *
 * Returns: how long opening may take altogether, in ms; 0 for ever
 */
guint
eio_config_get_open_timeout (EioConfig *self)
{
  return self->open_timeout_ms;
}

/**
 * eio_config_set_open_timeout:
 * @self: a configuration
 * @timeout_ms: how long opening may take altogether, in ms; 0 for ever
 */
void
eio_config_set_open_timeout (EioConfig *self, guint timeout_ms)
{
  self->open_timeout_ms = timeout_ms;
}
