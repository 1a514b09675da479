/* demo-io.c: the Socket.IO 5 side of the server: clients, their namespaces, their events.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-io.h"

#include "demo-client.h"

struct _DemoIo
{
  GObject parent_instance;

  DemoEngine *engine;
  GHashTable *namespaces; /* name → owned DemoNamespace */
};

G_DEFINE_FINAL_TYPE (DemoIo, demo_io, G_TYPE_OBJECT)

static void
opened_cb (DemoEngine *engine, DemoSession *session, gpointer user_data)
{
  DemoIo *self = user_data;

  demo_client_start (session, self->namespaces);
}

static void
demo_io_dispose (GObject *object)
{
  DemoIo *self = DEMO_IO (object);

  if (self->engine != NULL)
    demo_engine_detach (self->engine);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (demo_io_parent_class)->dispose (object);
}

static void
demo_io_finalize (GObject *object)
{
  DemoIo *self = DEMO_IO (object);

  g_clear_pointer (&self->namespaces, g_hash_table_unref);
  G_OBJECT_CLASS (demo_io_parent_class)->finalize (object);
}

static void
demo_io_class_init (DemoIoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_io_dispose;
  G_OBJECT_CLASS (klass)->finalize = demo_io_finalize;
}

static void
demo_io_init (DemoIo *self)
{
  self->namespaces =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) demo_namespace_free);
}

/**
 * demo_io_new:
 * @clock: what every time limit goes by
 *
 * Returns: (transfer full): a server without namespaces, not attached to HTTP yet
 */
DemoIo *
demo_io_new (EioClock *clock)
{
  DemoIo *self = g_object_new (DEMO_TYPE_IO, NULL);

  self->engine = demo_engine_new (clock, opened_cb, self);
  return self;
}

DemoEngine *
demo_io_get_engine (DemoIo *self)
{
  return self->engine;
}

/**
 * demo_io_add_namespace:
 * @self: a server
 * @nsp: its name, "/" or "/admin"
 * @events: what it does
 * @user_data: for @events; must outlive the server's sessions
 *
 * Returns: (transfer none): its sockets
 */
DemoAdapter *
demo_io_add_namespace (DemoIo *self, const char *nsp, const DemoNamespaceEvents *events, gpointer user_data)
{
  DemoNamespace *namespace = g_new0 (DemoNamespace, 1);

  namespace->nsp = g_strdup (nsp);
  namespace->events = *events;
  namespace->user_data = user_data;
  namespace->adapter = demo_adapter_new (nsp);
  g_hash_table_insert (self->namespaces, namespace->nsp, namespace);
  return namespace->adapter;
}

void
demo_io_disconnect (DemoIo *self, DemoSocket *socket)
{
  DemoNamespace *namespace = g_hash_table_lookup (self->namespaces, demo_socket_get_nsp (socket));

  demo_socket_send_packet (socket, SIO_PACKET_DISCONNECT, NULL, NULL);
  demo_namespace_remove (namespace, socket);
}
