/* eio-proxy.c: asks which proxy leads to a server, and makes up for what libsoup 3.2 does not do with it.
 *
 * - To an HTTP proxy libsoup sends a WebSocket's request as it is, with a ws: address, which no proxy knows. RFC
 *   6455 (4.1) asks for a tunnel.
 * - Through its own tunnels, those of https: and wss:, it gives the proxy's name and password to the server, too.
 * - When a proxy of http: asks for a name and a password that are part of its address, it sends the request to that
 *   address instead.
 *
 * So what needs a tunnel finds an HTTP proxy under the scheme of EioTunnel, which leaves the work to GLib's own; and
 * for plain requests name and password are taken off the address, and given when they are asked for.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-proxy.h"

#define TUNNEL "eio-tunnel"

#define EIO_TYPE_TUNNEL (eio_tunnel_get_type ())
G_DECLARE_FINAL_TYPE (EioTunnel, eio_tunnel, EIO, TUNNEL, GObject)

/* A GProxy of GIO's, found by its scheme. */
struct _EioTunnel
{
  GObject parent_instance;
};

struct _EioProxyResolver
{
  GObject parent_instance;

  GProxyResolver *inner;
  gboolean for_websocket;
  char *used; /* nullable: the last proxy, without name and password */
  char *user; /* nullable: of that */
  char *password;
};

static GIOStream *
tunnel_connect (GProxy *proxy,
                GIOStream *stream,
                GProxyAddress *address,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GProxy) http = g_proxy_get_default_for_protocol ("http");

  return g_proxy_connect (http, stream, address, cancellable, error);
}

static void
tunnel_connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GIOStream *stream = g_proxy_connect_finish (G_PROXY (source), result, &error);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
tunnel_connect_async (GProxy *proxy,
                      GIOStream *stream,
                      GProxyAddress *address,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GProxy) http = g_proxy_get_default_for_protocol ("http");
  GTask *task = g_task_new (proxy, cancellable, callback, user_data);

  g_proxy_connect_async (http, stream, address, cancellable, tunnel_connected_cb, task);
}

static GIOStream *
tunnel_connect_finish (GProxy *proxy, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
tunnel_supports_hostname (GProxy *proxy)
{
  return TRUE;
}

static void
tunnel_iface_init (GProxyInterface *iface)
{
  iface->connect = tunnel_connect;
  iface->connect_async = tunnel_connect_async;
  iface->connect_finish = tunnel_connect_finish;
  iface->supports_hostname = tunnel_supports_hostname;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EioTunnel,
                               eio_tunnel,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY, tunnel_iface_init))

static void
eio_tunnel_class_init (EioTunnelClass *klass)
{
}

static void
eio_tunnel_init (EioTunnel *self)
{
}

static void
forget (EioProxyResolver *self)
{
  g_clear_pointer (&self->used, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->password, g_free);
}

static char *
write_uri (GUri *uri, const char *scheme, gboolean with_user)
{
  g_autoptr (GUri) copy = NULL;

  if (with_user && g_uri_get_user (uri) != NULL)
    copy = g_uri_build_with_user (G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, scheme,
                                  g_uri_get_user (uri), g_uri_get_password (uri), NULL, g_uri_get_host (uri),
                                  g_uri_get_port (uri), "", NULL, NULL);
  else
    copy = g_uri_build (G_URI_FLAGS_ENCODED, scheme, NULL, g_uri_get_host (uri), g_uri_get_port (uri), "",
                        NULL, NULL);
  return g_uri_to_string (copy);
}

/* PROXY on the way to an address of this SCHEME (libsoup calls ws: http:), as libsoup can use it. */
static char *
translate (EioProxyResolver *self, const char *proxy, const char *scheme)
{
  g_autoptr (GUri) uri = g_uri_parse (proxy, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);
  gboolean is_http = uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http");

  if (uri == NULL || g_str_equal (g_uri_get_scheme (uri), "direct") || g_uri_get_host (uri) == NULL)
    return g_strdup (proxy);

  forget (self);
  self->used = write_uri (uri, g_uri_get_scheme (uri), FALSE);
  self->user = g_uri_unescape_string (g_uri_get_user (uri), NULL);
  self->password = g_uri_unescape_string (g_uri_get_password (uri), NULL);
  if (is_http && (self->for_websocket || g_str_equal (scheme, "https")))
    return write_uri (uri, TUNNEL, TRUE);
  if (is_http)
    return write_uri (uri, "http", FALSE);
  return g_strdup (proxy);
}

static char **
translate_all (EioProxyResolver *self, char **proxies, const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);

  forget (self);
  for (guint i = 0; proxies != NULL && proxies[i] != NULL; i++)
    {
      g_autofree char *proxy = proxies[i];

      proxies[i] = translate (self, proxy, scheme ?: "");
    }
  return proxies;
}

static gboolean
resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
resolver_lookup (GProxyResolver *resolver, const char *address, GCancellable *cancellable, GError **error)
{
  EioProxyResolver *self = EIO_PROXY_RESOLVER (resolver);

  return translate_all (self, g_proxy_resolver_lookup (self->inner, address, cancellable, error), address);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  EioProxyResolver *self = g_task_get_source_object (task);
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (proxies != NULL)
    g_task_return_pointer (task, translate_all (self, proxies, g_task_get_task_data (task)),
                           (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
resolver_lookup_async (GProxyResolver *resolver,
                       const char *address,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  EioProxyResolver *self = EIO_PROXY_RESOLVER (resolver);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (address), g_free);
  g_proxy_resolver_lookup_async (self->inner, address, cancellable, looked_up_cb, task);
}

static char **
resolver_lookup_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = resolver_is_supported;
  iface->lookup = resolver_lookup;
  iface->lookup_async = resolver_lookup_async;
  iface->lookup_finish = resolver_lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EioProxyResolver,
                               eio_proxy_resolver,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, resolver_iface_init))

static void
eio_proxy_resolver_finalize (GObject *object)
{
  EioProxyResolver *self = EIO_PROXY_RESOLVER (object);

  forget (self);
  g_clear_object (&self->inner);

  G_OBJECT_CLASS (eio_proxy_resolver_parent_class)->finalize (object);
}

static void
eio_proxy_resolver_class_init (EioProxyResolverClass *klass)
{
  g_autoptr (GProxy) any = g_proxy_get_default_for_protocol ("http"); /* registers the extension point */

  G_OBJECT_CLASS (klass)->finalize = eio_proxy_resolver_finalize;
  g_io_extension_point_implement (G_PROXY_EXTENSION_POINT_NAME, EIO_TYPE_TUNNEL, TUNNEL, 0);
}

static void
eio_proxy_resolver_init (EioProxyResolver *self)
{
}

/**
 * eio_proxy_resolver_new:
 * @uri: (nullable): the proxy, `direct://` for none, %NULL for what the system says
 * @for_websocket: whether sessions that use it open WebSockets, and nothing else
 *
 * Returns: (transfer full): a resolver for one configuration
 */
EioProxyResolver *
eio_proxy_resolver_new (const char *uri, gboolean for_websocket)
{
  EioProxyResolver *self = g_object_new (EIO_TYPE_PROXY_RESOLVER, NULL);

  self->for_websocket = for_websocket;
  if (uri == NULL)
    self->inner = g_object_ref (g_proxy_resolver_get_default ());
  else if (g_str_equal (uri, "direct://"))
    self->inner = g_simple_proxy_resolver_new (NULL, NULL);
  else
    self->inner = g_simple_proxy_resolver_new (uri, NULL);
  return self;
}

/**
 * eio_proxy_resolver_get_used:
 * @self: a resolver
 *
 * Returns: (nullable): the proxy that was named last, without name and password; %NULL when there was none
 */
const char *
eio_proxy_resolver_get_used (EioProxyResolver *self)
{
  return self->used;
}

/**
 * eio_proxy_resolver_sign_in:
 * @self: a resolver
 * @auth: what the proxy asks
 *
 * Returns: whether there was an answer
 */
gboolean
eio_proxy_resolver_sign_in (EioProxyResolver *self, SoupAuth *auth)
{
  if (self->user == NULL || self->password == NULL)
    return FALSE;

  soup_auth_authenticate (auth, self->user, self->password);
  return TRUE;
}
