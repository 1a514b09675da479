/* test-http.c: what goes on below the packets: proxies, redirects, compression, connections.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "socket-client.h"

/* A resolver as the desktop's, which knows one proxy. */
#define FAKE_TYPE_RESOLVER (fake_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FakeResolver, fake_resolver, FAKE, RESOLVER, GObject)

struct _FakeResolver
{
  GObject parent_instance;
};

static char *system_proxy; /* nullable: none */

static gboolean
resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
resolver_lookup (GProxyResolver *resolver, const char *uri, GCancellable *cancellable, GError **error)
{
  const char *proxies[] = { system_proxy ? system_proxy : "direct://", NULL };

  return g_strdupv ((char **) proxies);
}

static void
resolver_lookup_async (GProxyResolver *resolver,
                       const char *uri,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_pointer (task, resolver_lookup (resolver, uri, cancellable, NULL),
                         (GDestroyNotify) g_strfreev);
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

G_DEFINE_TYPE_WITH_CODE (FakeResolver,
                         fake_resolver,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, resolver_iface_init))

static void
fake_resolver_class_init (FakeResolverClass *klass)
{
}

static void
fake_resolver_init (FakeResolver *self)
{
}

/* The server stands behind a name that only the proxy can lead to; the rogue server is both. */
static void
init_behind_proxy (Client *client, gconstpointer data)
{
  client_init (client);
  client_set_url (client, "http://behind-the-proxy.invalid:3000");
  client_use (client, GPOINTER_TO_INT (data));
}

static void
assert_talks (Client *client)
{
  client_open_and_wait (client);
  client_send (client, "hello");
  test_wait_until (client_has (client, "message hello"));
}

static void
test_proxy (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  init_behind_proxy (&client, data);
  client_assert_fails (&client, EIO_ERROR_NAME_NOT_FOUND, "*behind-the-proxy.invalid");
  eio_config_set_proxy (client.config, rogue_server_get_url (client.server));
  assert_talks (&client);
  g_assert_cmpstr (rogue_server_get_header (client.server, "Host"), ==, "behind-the-proxy.invalid:3000");
}

/* The system's is asked, unless another one, or none, is asked for. */
static void
test_system_proxy (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  init_behind_proxy (&client, data);
  system_proxy = g_strdup (rogue_server_get_url (client.server));
  assert_talks (&client);
  eio_config_set_proxy (client.config, "direct://");
  client_assert_fails (&client, EIO_ERROR_NAME_NOT_FOUND, "*behind-the-proxy.invalid");
  g_clear_pointer (&system_proxy, g_free);
}

static void
test_proxy_gone (gconstpointer data)
{
  g_auto (Client) client = { 0 };

  init_behind_proxy (&client, data);
  eio_config_set_proxy (client.config, "http://127.0.0.1:1");
  client_open (&client);
  client_wait_closed (&client);
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_PROXY);
  g_assert_nonnull (strstr (client.error->message, "http://127.0.0.1:1"));
}

static void
test_redirects (gconstpointer data)
{
  static const guint statuses[] = { 301, 302, 307, 308 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_auto (Client) client = { 0 };
      RogueFlags *flags;

      client_init (&client);
      client_use (&client, GPOINTER_TO_INT (data));
      flags = rogue_server_get_flags (client.server);
      flags->redirect_to = "/moved/?EIO=4";
      flags->redirect_status = statuses[i];
      assert_talks (&client);
      g_assert_nonnull (strstr (g_ptr_array_index (rogue_server_get_requests (client.server), 1), "/moved/"));
    }
}

static void
test_compressed_bodies (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_auto (Client) client = { 0 };

      client_init (&client);
      client_use (&client, EIO_TRANSPORT_POLLING);
      rogue_server_get_flags (client.server)->gzip = i == 0;
      rogue_server_get_flags (client.server)->deflate = i == 1;
      assert_talks (&client);
      g_assert_nonnull (
          strstr (rogue_server_get_header (client.server, "Accept-Encoding"), i == 0 ? "gzip" : "deflate"));
    }
}

/* A body that is small on the way and large here is too large. */
static void
test_bomb (void)
{
  g_auto (Client) client = { 0 };
  g_autofree char *zeros = g_strnfill (100000, '4');

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  rogue_server_get_flags (client.server)->gzip = TRUE;
  eio_config_set_max_payload (client.config, 50000);
  client_open_and_wait (&client);
  rogue_server_send (client.server, zeros);
  client_wait_closed (&client);
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_TOO_LARGE);
}

static void
test_deflate (void)
{
  g_auto (Client) client = { 0 };
  g_autofree char *text = g_strnfill (100000, 'x');

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_WEBSOCKET);
  client_open_and_wait (&client);
  g_assert_nonnull (
      strstr (rogue_server_get_header (client.server, "Sec-WebSocket-Extensions"), "permessage-deflate"));
  g_assert_true (rogue_server_uses_deflate (client.server));
  for (guint i = 0; i < 3; i++)
    client_send (&client, text);
  test_wait_until (client.n_messages == 3);
}

/* Behind a balancer that ties connections to servers: each session has connections of its own. */
static void
test_own_connections (void)
{
  g_auto (Client) client = { 0 };
  guint first;

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  assert_talks (&client);
  first = rogue_server_get_client_port (client.server);
  eio_socket_close (client.socket);
  client_wait_closed (&client);
  client_open_and_wait (&client);
  g_assert_cmpuint (rogue_server_get_client_port (client.server), !=, first);
}

static guint
count_posts (Client *client)
{
  GPtrArray *requests = rogue_server_get_requests (client->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_has_prefix (requests->pdata[i], "POST ");
  return n;
}

static void
send_repeated (Client *client, const char *text, guint count)
{
  g_autoptr (GString) message = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append (message, text);
  client_send (client, message->str);
}

/* While one POST runs, what is sent waits; then it goes in as few as the server takes: by bytes, and by packets. */
static void
test_batches (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  rogue_server_get_flags (client.server)->max_payload = 100;
  client_open_and_wait (&client);
  send_repeated (&client, "a", 99);
  send_repeated (&client, "b", 30);
  send_repeated (&client, "c", 30);
  send_repeated (&client, "d", 35); /* three types, two separators: 100 bytes with the two before */
  send_repeated (&client, "€", 33);
  send_repeated (&client, "f", 99);
  send_repeated (&client, "g", 200); /* more than the server said, all the same: it may know better */
  send_repeated (&client, "h", 1);
  test_wait_until (client.n_messages == 8);
  g_assert_cmpuint (count_posts (&client), ==, 6);
  for (guint i = 0; i < 40; i++)
    client_send (&client, "x");
  test_wait_until (client.n_messages == 48);
  g_assert_cmpuint (count_posts (&client), ==, 6 + 1 + 3);
}

/* A server refuses what is too large for it; the error names that. */
static void
test_post_refused (void)
{
  g_auto (Client) client = { 0 };

  client_init (&client);
  client_use (&client, EIO_TRANSPORT_POLLING);
  client_open_and_wait (&client);
  test_wait_until (rogue_server_count_polls (client.server) == 1);
  rogue_server_get_flags (client.server)->status = 413;
  client_send (&client, "too large");
  client_wait_closed (&client);
  g_assert_error (client.error, EIO_ERROR, EIO_ERROR_TOO_LARGE);
  g_assert_cmpint (client.reason, ==, EIO_CLOSE_REASON_TRANSPORT_ERROR);
}

static void
add_both (const char *name, GTestDataFunc func)
{
  g_autofree char *polling = g_strdup_printf ("/http/%s/polling", name);
  g_autofree char *websocket = g_strdup_printf ("/http/%s/websocket", name);

  g_test_add_data_func (polling, GINT_TO_POINTER (EIO_TRANSPORT_POLLING), func);
  g_test_add_data_func (websocket, GINT_TO_POINTER (EIO_TRANSPORT_WEBSOCKET), func);
}

int
main (int argc, char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "fake", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, FAKE_TYPE_RESOLVER, "fake", 1000);
  add_both ("proxy", test_proxy);
  add_both ("system-proxy", test_system_proxy);
  add_both ("proxy-gone", test_proxy_gone);
  add_both ("redirects", test_redirects);
  g_test_add_func ("/http/compressed-bodies", test_compressed_bodies);
  g_test_add_func ("/http/bomb", test_bomb);
  g_test_add_func ("/http/deflate", test_deflate);
  g_test_add_func ("/http/own-connections", test_own_connections);
  g_test_add_func ("/http/batches", test_batches);
  g_test_add_func ("/http/post-refused", test_post_refused);
  return g_test_run ();
}
