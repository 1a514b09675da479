/* sio-client.c: state and namespaces of a client; the diagram stands in the header.
 *
 * Its engine stands in sio-client-engine.c, how it comes back in sio-client-reconnect.c.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-client-private.h"

#include "sio-config-private.h"
#include "sio-enums.h"
#include "sio-namespace-private.h"

#include <string.h>

/**
 * SioClientState:
 * @SIO_CLIENT_CLOSED: it does not come back by itself
 * @SIO_CLIENT_OPENING: an attempt is under way
 * @SIO_CLIENT_OPEN: the engine is open
 * @SIO_CLIENT_WAITING: for the next attempt
 *
 * How things stand with the connection.
 */

/**
 * SioClient:
 *
 * A connection to a server that stays: the engine, its namespaces, and reconnection. Everything happens in
 * the default main context. Keep the client as long as its namespaces are used.
 */

G_DEFINE_FINAL_TYPE (SioClient, sio_client, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_RETRY_AT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* The one writer of STATE; RETRY_AT goes with WAITING. */
void
sio_client_set_state (SioClient *self, SioClientState state, gint64 retry_at)
{
  static const char *const names[] = { "closed", "opening", "open", "waiting" };
  gboolean changed = self->state != state;
  gboolean moved = self->retry_at != retry_at;

  g_debug ("client: %s → %s", names[self->state], names[state]);
  self->state = state;
  self->retry_at = retry_at;
  if (state != SIO_CLIENT_WAITING)
    eio_clock_clear (self->clock, &self->retry_timer);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  if (moved)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RETRY_AT]);
}

static void
sio_client_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SioClient *self = SIO_CLIENT (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sio_client_dispose (GObject *object)
{
  SioClient *self = SIO_CLIENT (object);

  sio_client_discard_engine (&self->engine);
  sio_client_discard_engine (&self->closing);
  eio_clock_clear (self->clock, &self->retry_timer);
  for (guint i = 0; i < self->namespaces->len; i++)
    sio_namespace_detach (self->namespaces->pdata[i]);
  g_ptr_array_set_size (self->namespaces, 0);
  G_OBJECT_CLASS (sio_client_parent_class)->dispose (object);
}

static void
sio_client_finalize (GObject *object)
{
  SioClient *self = SIO_CLIENT (object);

  g_ptr_array_unref (self->namespaces);
  g_clear_pointer (&self->decoder, sio_decoder_free);
  g_clear_error (&self->last_error);
  g_clear_object (&self->waker);
  g_clear_object (&self->clock);
  g_clear_object (&self->config);
  G_OBJECT_CLASS (sio_client_parent_class)->finalize (object);
}

static void
sio_client_class_init (SioClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sio_client_get_property;
  object_class->dispose = sio_client_dispose;
  object_class->finalize = sio_client_finalize;
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SIO_TYPE_CLIENT_STATE, SIO_CLIENT_CLOSED, flags);
  props[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  sio_client_install_signals ();
}

static void
sio_client_init (SioClient *self)
{
  self->namespaces = g_ptr_array_new_with_free_func (g_object_unref);
  self->backoff = SIO_BACKOFF_INIT;
}

gboolean
sio_client_is_wanted (SioClient *self)
{
  for (guint i = 0; i < self->namespaces->len; i++)
    if (sio_namespace_is_wanted (self->namespaces->pdata[i]))
      return TRUE;
  return FALSE;
}

/* What a namespace is told may make others, or end the client. */
GPtrArray *
sio_client_dup_namespaces (SioClient *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_extend (copy, self->namespaces, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  return copy;
}

SioNamespace *
sio_client_find_namespace (SioClient *self, const char *path)
{
  for (guint i = 0; i < self->namespaces->len; i++)
    if (strcmp (sio_namespace_get_path (self->namespaces->pdata[i]), path) == 0)
      return self->namespaces->pdata[i];
  return NULL;
}

EioClock *
sio_client_get_clock (SioClient *self)
{
  return self->clock;
}

void
sio_client_set_last_error (SioClient *self, const GError *error)
{
  g_autoptr (GError) before = g_steal_pointer (&self->last_error);

  self->last_error = g_error_copy (error);
}

/**
 * sio_client_new:
 * @config: kept; changes apply from the next attempt on
 *
 * Returns: (transfer full): a client that is closed
 */
SioClient *
sio_client_new (SioConfig *config)
{
  SioClient *self;

  g_return_val_if_fail (SIO_IS_CONFIG (config), NULL);
  self = g_object_new (SIO_TYPE_CLIENT, NULL);
  self->config = g_object_ref (config);
  self->clock = g_object_ref (eio_config_get_clock (sio_config_get_engine (config)));
  self->backoff.rand = sio_config_get_rand (config);
  return self;
}

/**
 * sio_client_get_config:
 *
 * Returns: (transfer none): the settings
 */
SioConfig *
sio_client_get_config (SioClient *self)
{
  return self->config;
}

/**
 * sio_client_get_state:
 *
 * Returns: how things stand with the connection
 */
SioClientState
sio_client_get_state (SioClient *self)
{
  return self->state;
}

/**
 * sio_client_get_namespace:
 * @path: "/" or, say, "/admin"; a missing slash in front is added
 *
 * Returns: (transfer none): the namespace, made on the first call
 */
SioNamespace *
sio_client_get_namespace (SioClient *self, const char *path)
{
  g_autofree char *absolute = *path == '/' ? g_strdup (path) : g_strconcat ("/", path, NULL);
  SioNamespace *nsp = sio_client_find_namespace (self, absolute);

  if (nsp != NULL)
    return nsp;
  nsp = sio_namespace_new (self, absolute);
  g_ptr_array_add (self->namespaces, nsp);
  return nsp;
}

/**
 * sio_client_open:
 *
 * Opens the engine, and connects the namespaces that want to be or that close () took along. While waiting it
 * tries at once.
 */
void
sio_client_open (SioClient *self)
{
  g_autoptr (SioClient) hold = g_object_ref (self);

  for (guint i = 0; i < self->namespaces->len; i++)
    sio_namespace_unpark (self->namespaces->pdata[i]);
  if (self->state == SIO_CLIENT_CLOSED)
    sio_client_start_opening (self);
  else
    sio_client_retry_now (self);
}

/**
 * sio_client_close:
 *
 * Disconnects every namespace ("io client disconnect") and closes the engine when everything has been
 * written; ::closed follows if it was open.
 */
void
sio_client_close (SioClient *self)
{
  g_autoptr (SioClient) hold = g_object_ref (self);
  g_autoptr (GPtrArray) namespaces = sio_client_dup_namespaces (self);

  for (guint i = 0; i < namespaces->len; i++)
    sio_namespace_park (namespaces->pdata[i]);
  sio_client_stop (self);
}

/**
 * sio_client_drop:
 *
 * Cuts the connection as a lost network would ("transport close"): the client reconnects.
 */
void
sio_client_drop (SioClient *self)
{
  g_autoptr (SioClient) hold = g_object_ref (self);

  if (self->engine != NULL)
    eio_socket_drop (self->engine);
}

/**
 * sio_client_retry_now:
 *
 * Ends the wait for the next attempt: somebody is impatient.
 */
void
sio_client_retry_now (SioClient *self)
{
  if (self->state != SIO_CLIENT_WAITING)
    return;
  eio_clock_clear (self->clock, &self->retry_timer);
  sio_client_start_opening (self);
}

/**
 * sio_client_set_waker:
 * @waker: (nullable): whose ::woken to follow with sio_client_wake (), in place of the one before
 */
void
sio_client_set_waker (SioClient *self, SioWaker *waker)
{
  g_autoptr (SioWaker) before = g_steal_pointer (&self->waker);

  g_return_if_fail (SIO_IS_CLIENT (self) && (waker == NULL || SIO_IS_WAKER (waker)));
  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, sio_client_wake, self);
  if (waker == NULL)
    return;
  self->waker = g_object_ref (waker);
  g_signal_connect_object (waker, "woken", G_CALLBACK (sio_client_wake), self, G_CONNECT_SWAPPED);
}

/**
 * sio_client_get_retry_at:
 *
 * Returns: when the next attempt is due, in µs of the clock's now; 0 unless waiting
 */
gint64
sio_client_get_retry_at (SioClient *self)
{
  return self->retry_at;
}

/**
 * sio_client_get_reconnects:
 *
 * Returns: how often it came back so far
 */
guint
sio_client_get_reconnects (SioClient *self)
{
  return self->reconnects;
}

/**
 * sio_client_get_last_error:
 *
 * Returns: (nullable): why the last attempt or connection ended; %NULL since an engine opened
 */
const GError *
sio_client_get_last_error (SioClient *self)
{
  return self->last_error;
}

/**
 * sio_client_get_transport:
 *
 * Returns: what the engine uses now; polling while there is none
 */
EioTransportKind
sio_client_get_transport (SioClient *self)
{
  return self->engine ? eio_socket_get_transport (self->engine) : EIO_TRANSPORT_POLLING;
}

/**
 * sio_client_get_protocol:
 *
 * Returns: the engine's revision; %EIO_PROTOCOL_AUTO while it is not known
 */
EioProtocol
sio_client_get_protocol (SioClient *self)
{
  return self->engine ? eio_socket_get_protocol (self->engine) : EIO_PROTOCOL_AUTO;
}

/**
 * sio_client_get_engine_sid:
 *
 * Returns: (nullable): the engine's session id
 */
const char *
sio_client_get_engine_sid (SioClient *self)
{
  return self->engine ? eio_socket_get_sid (self->engine) : NULL;
}

/**
 * sio_client_is_flushed:
 *
 * Returns: %TRUE if neither a send buffer nor the engine holds anything back
 */
gboolean
sio_client_is_flushed (SioClient *self)
{
  for (guint i = 0; i < self->namespaces->len; i++)
    if (sio_namespace_get_n_buffered (self->namespaces->pdata[i]) > 0)
      return FALSE;
  if (self->closing != NULL && eio_socket_get_queued (self->closing) > 0)
    return FALSE;
  return self->engine == NULL || eio_socket_get_queued (self->engine) == 0;
}

/**
 * sio_client_watch_packets:
 *
 * Looks again whether somebody listens to ::packet; needed only after connecting to it while an engine is
 * there.
 */
void
sio_client_watch_packets (SioClient *self)
{
  if (self->engine != NULL)
    sio_client_watch_engine (self, self->engine);
}
