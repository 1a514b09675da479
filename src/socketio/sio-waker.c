/* sio-waker.c: GNetworkMonitor and logind's PrepareForSleep, as one signal.
 *
 * A wait for the next attempt is at most some seconds long; but who opens the lid looks at the screen at once.
 * Source: the D-Bus interface of systemd-logind, org.freedesktop.login1.Manager.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-waker.h"

#include <gio/gunixconnection.h>
#include <gio/gunixcredentialsmessage.h>
#include <gio/gunixfdlist.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>

/**
 * SioWaker:
 *
 * Says when it is worth trying again at once: the network is back, or the machine has woken. Give it to clients
 * with sio_client_set_waker ().
 */
struct _SioWaker
{
  GObject parent_instance;

  GNetworkMonitor *network; /* nullable */
  GDBusConnection *bus;     /* nullable */
  guint subscription;
  GCancellable *finding_bus; /* nullable */
};

G_DEFINE_FINAL_TYPE (SioWaker, sio_waker, G_TYPE_OBJECT)

enum
{
  SIGNAL_WOKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sio_waker_dispose (GObject *object)
{
  SioWaker *self = SIO_WAKER (object);

  if (self->finding_bus != NULL)
    g_cancellable_cancel (self->finding_bus);
  g_clear_object (&self->finding_bus);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);
  g_clear_object (&self->network);
  G_OBJECT_CLASS (sio_waker_parent_class)->dispose (object);
}

static void
sio_waker_class_init (SioWakerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sio_waker_dispose;

  /**
   * SioWaker::woken:
   * @self: a waker
   *
   * The network is back, or has changed, or the machine has woken.
   */
  signals[SIGNAL_WOKEN] =
      g_signal_new ("woken", SIO_TYPE_WAKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sio_waker_init (SioWaker *self)
{
}

static void
network_changed_cb (GNetworkMonitor *network, gboolean available, SioWaker *self)
{
  if (available)
    sio_waker_wake (self);
}

static void
watch_network (SioWaker *self, GNetworkMonitor *network)
{
  self->network = g_object_ref (network);
  g_signal_connect_object (network, "network-changed", G_CALLBACK (network_changed_cb), self, 0);
}

/* Unsubscribing does not take back a signal that is on its way: it comes with a reference of its own, or not. */
static void
sleep_cb (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *name,
          GVariant *parameters,
          gpointer user_data)
{
  g_autoptr (SioWaker) self = g_weak_ref_get (user_data);
  gboolean begins = TRUE;

  if (self == NULL || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  if (!begins)
    sio_waker_wake (self);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
watch_bus (SioWaker *self, GDBusConnection *bus)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  self->bus = g_object_ref (bus);
  self->subscription =
      g_dbus_connection_signal_subscribe (bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager",
                                          "PrepareForSleep", "/org/freedesktop/login1", NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, sleep_cb, weak, weak_ref_free);
}

/* A machine without a system bus has nothing to tell; nobody is told of that, either. */
static void
bus_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_debug ("waker: no system bus: %s", error->message); /* or the waker is gone */
      return;
    }
  /* The whole program shares this connection, and must not end with it. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  watch_bus (user_data, bus);
}

/* The bus is connected to in a thread, which may deadlock in GLib (2.74) when it registers a type that a class of ours,
 * while it is made in the main thread, asks for. So all that the two may have in common is there before. */
static void
make_classes (void)
{
  const GType types[] = {
    G_TYPE_INET_ADDRESS,
    G_TYPE_INET_SOCKET_ADDRESS,
    G_TYPE_UNIX_SOCKET_ADDRESS,
    G_TYPE_NETWORK_ADDRESS,
    G_TYPE_PROXY_ADDRESS,
    G_TYPE_PROXY_ADDRESS_ENUMERATOR,
    G_TYPE_SOCKET,
    G_TYPE_SOCKET_CLIENT,
    G_TYPE_SOCKET_CONNECTION,
    G_TYPE_TCP_CONNECTION,
    G_TYPE_UNIX_CONNECTION,
    G_TYPE_DATA_INPUT_STREAM,
    G_TYPE_CANCELLABLE,
    G_TYPE_CREDENTIALS,
    G_TYPE_UNIX_CREDENTIALS_MESSAGE,
    G_TYPE_TASK,
    G_TYPE_DBUS_CONNECTION,
    G_TYPE_DBUS_MESSAGE,
    G_TYPE_DBUS_AUTH_OBSERVER,
    G_TYPE_UNIX_FD_LIST,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_class_unref (g_type_class_ref (types[i]));
}

/* No thread is started to find out that the socket is not there. */
static gboolean
may_have_system_bus (void)
{
  static const char prefix[] = "unix:path=";
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);
  g_autofree char *path = NULL;

  if (address == NULL || !g_str_has_prefix (address, prefix))
    return address != NULL;
  path = g_strndup (address + strlen (prefix), strcspn (address + strlen (prefix), ",;"));
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
find_bus (SioWaker *self)
{
  if (!may_have_system_bus ())
    return;
  make_classes ();
  self->finding_bus = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SYSTEM, self->finding_bus, bus_found_cb, self);
}

/**
 * sio_waker_new:
 * @network: (nullable): whose changes to tell
 * @system_bus: (nullable): on which logind tells of sleep
 *
 * Returns: (transfer full): a waker that watches these two
 */
SioWaker *
sio_waker_new (GNetworkMonitor *network, GDBusConnection *system_bus)
{
  SioWaker *self = g_object_new (SIO_TYPE_WAKER, NULL);

  if (network != NULL)
    watch_network (self, network);
  if (system_bus != NULL)
    watch_bus (self, system_bus);
  return self;
}

/**
 * sio_waker_dup_default:
 *
 * Watches this machine's network and, where there is a system bus, its sleep.
 *
 * Returns: (transfer full): the same one for all who ask while somebody holds it
 */
SioWaker *
sio_waker_dup_default (void)
{
  static SioWaker *shared; /* weak */

  if (shared != NULL)
    return g_object_ref (shared);
  shared = sio_waker_new (g_network_monitor_get_default (), NULL);
  g_object_add_weak_pointer (G_OBJECT (shared), (gpointer *) &shared);
  find_bus (shared);
  return shared;
}

/**
 * sio_waker_wake:
 *
 * Tells ::woken, as if the machine had woken: for programs that know better than the system.
 */
void
sio_waker_wake (SioWaker *self)
{
  g_return_if_fail (SIO_IS_WAKER (self));
  g_debug ("waker: woken");
  g_signal_emit (self, signals[SIGNAL_WOKEN], 0);
}
