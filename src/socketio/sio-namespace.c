/* sio-namespace.c: state, connecting and disconnecting, emitting; the diagram stands in the header.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-namespace-private.h"

#include "eio-error.h"
#include "sio-enums.h"

/**
 * SioNamespaceState:
 * @SIO_NAMESPACE_DISCONNECTED: nobody asked, it is refused, or the connection is lost
 * @SIO_NAMESPACE_CONNECTING: CONNECT is on its way
 * @SIO_NAMESPACE_CONNECTED: events flow
 *
 * How things stand with a namespace.
 */

/**
 * SioEmitFlags:
 * @SIO_EMIT_NONE: nothing special
 * @SIO_EMIT_VOLATILE: dropped when it cannot be written now
 * @SIO_EMIT_NO_RETRY: sent once, whatever the retries are
 *
 * How an event is sent.
 */

/**
 * SioAuthFunc:
 * @self: the namespace that connects
 * @user_data: what sio_namespace_set_auth_func () was given
 *
 * Asked at every (re)connect.
 *
 * Returns: (transfer full) (nullable): the payload of CONNECT, an object, or %NULL for none
 */

/**
 * SioNamespace:
 *
 * One namespace of a server, on the client that it came from: events in, events out, answers.
 */

G_DEFINE_FINAL_TYPE (SioNamespace, sio_namespace, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

void
sio_namespace_set_state (SioNamespace *self, SioNamespaceState state)
{
  static const char *const names[] = { "disconnected", "connecting", "connected" };

  if (self->state == state)
    return;
  g_debug ("%s: %s → %s", self->path, names[self->state], names[state]);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
emit_connect_error (SioNamespace *self, const GError *error, SioArgs *payload)
{
  g_signal_emit (self, sio_namespace_signals[SIGNAL_CONNECT_ERROR], 0, error, payload);
}

/* To DISCONNECTED; who listens hears of it when everything is in order again. */
static void
leave (SioNamespace *self, SioDisconnectReason reason, const GError *error)
{
  SioNamespaceState before = self->state;

  sio_namespace_forget_session (self);
  sio_namespace_set_state (self, SIO_NAMESPACE_DISCONNECTED);
  sio_outbox_lose (self->outbox);
  if (before == SIO_NAMESPACE_CONNECTED)
    g_signal_emit (self, sio_namespace_signals[SIGNAL_DISCONNECTED], 0, reason, error);
}

static void
sio_namespace_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SioNamespace *self = SIO_NAMESPACE (object);

  if (prop_id == PROP_STATE)
    g_value_set_enum (value, self->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
clear_auth_func (SioNamespace *self)
{
  GDestroyNotify destroy = g_steal_pointer (&self->auth_destroy);

  self->auth_func = NULL;
  if (destroy != NULL)
    destroy (g_steal_pointer (&self->auth_data));
}

static void
sio_namespace_finalize (GObject *object)
{
  SioNamespace *self = SIO_NAMESPACE (object);

  clear_auth_func (self);
  g_clear_pointer (&self->outbox, sio_outbox_free);
  g_clear_pointer (&self->auth, sio_args_unref);
  g_clear_pointer (&self->session, sio_args_unref);
  g_clear_pointer (&self->offset_event, sio_args_unref);
  g_queue_clear_full (&self->early, (GDestroyNotify) sio_event_unref);
  g_queue_clear_full (&self->unanswered_order, g_free);
  g_hash_table_unref (self->unanswered);
  g_free (self->sid);
  g_free (self->path);
  G_OBJECT_CLASS (sio_namespace_parent_class)->finalize (object);
}

static void
sio_namespace_class_init (SioNamespaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sio_namespace_get_property;
  object_class->finalize = sio_namespace_finalize;
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SIO_TYPE_NAMESPACE_STATE, SIO_NAMESPACE_DISCONNECTED,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  sio_namespace_install_signals ();
}

static void
sio_namespace_init (SioNamespace *self)
{
  self->unanswered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SioNamespace *
sio_namespace_new (SioClient *client, const char *path)
{
  SioNamespace *self = g_object_new (SIO_TYPE_NAMESPACE, NULL);

  self->client = client;
  self->path = g_strdup (path);
  self->outbox =
      sio_outbox_new (sio_client_get_config (client), path, &sio_namespace_outbox_funcs, G_OBJECT (self));
  return self;
}

void
sio_namespace_detach (SioNamespace *self)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);

  sio_namespace_forget_session (self);
  self->wish = SIO_WISH_NONE;
  self->client = NULL;
  sio_namespace_set_state (self, SIO_NAMESPACE_DISCONNECTED);
  sio_outbox_lose (self->outbox);
  sio_outbox_clear (self->outbox);
}

gboolean
sio_namespace_is_wanted (SioNamespace *self)
{
  return self->wish == SIO_WISH_CONNECT;
}

void
sio_namespace_give_up (SioNamespace *self)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);

  sio_outbox_give_up (self->outbox);
}

/* Says good-bye also when the answer to CONNECT is still to come: the server would take us for connected. */
static void
disconnect_with_wish (SioNamespace *self, SioWish wish)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);

  self->wish = wish;
  if (self->state == SIO_NAMESPACE_CONNECTED || self->connect_timer != 0)
    sio_client_send (self->client, SIO_PACKET_DISCONNECT, self->path, NULL, NULL);
  leave (self, SIO_DISCONNECT_CLIENT, NULL);
  if (self->wish == wish)
    sio_outbox_give_up (self->outbox);
}

void
sio_namespace_park (SioNamespace *self)
{
  if (self->wish == SIO_WISH_CONNECT)
    disconnect_with_wish (self, SIO_WISH_PARKED);
}

void
sio_namespace_unpark (SioNamespace *self)
{
  if (self->wish != SIO_WISH_PARKED)
    return;
  self->wish = SIO_WISH_CONNECT;
  sio_namespace_set_state (self, SIO_NAMESPACE_CONNECTING);
}

void
sio_namespace_open_failed (SioNamespace *self, const GError *error)
{
  sio_namespace_set_state (self, SIO_NAMESPACE_DISCONNECTED);
  emit_connect_error (self, error, NULL);
}

void
sio_namespace_engine_opened (SioNamespace *self, gboolean fresh)
{
  sio_namespace_set_state (self, SIO_NAMESPACE_CONNECTING);
  sio_namespace_send_connect (self, fresh);
}

void
sio_namespace_engine_closed (SioNamespace *self, SioDisconnectReason reason, const GError *error)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);
  gboolean connecting = self->state == SIO_NAMESPACE_CONNECTING;
  g_autoptr (GError) own_error = NULL;

  leave (self, reason, error);
  if (!connecting)
    return;
  if (error == NULL)
    own_error = g_error_new_literal (EIO_ERROR, EIO_ERROR_CLOSED, sio_disconnect_reason_to_string (reason));
  emit_connect_error (self, error ? error : own_error, NULL);
}

void
sio_namespace_refuse (SioNamespace *self, GError *error, SioArgs *payload)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);

  self->wish = SIO_WISH_NONE;
  sio_client_set_last_error (self->client, error);
  leave (self, SIO_DISCONNECT_NONE, error);
  emit_connect_error (self, error, payload);
  if (self->wish == SIO_WISH_NONE)
    sio_outbox_give_up (self->outbox);
  if (self->client != NULL)
    sio_client_release (self->client);
}

void
sio_namespace_server_left (SioNamespace *self)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);

  self->wish = SIO_WISH_NONE;
  leave (self, SIO_DISCONNECT_SERVER, NULL);
  if (self->wish == SIO_WISH_NONE)
    sio_outbox_give_up (self->outbox);
  if (self->client != NULL)
    sio_client_release (self->client);
}

/**
 * sio_namespace_get_path:
 *
 * Returns: "/" or, say, "/admin"
 */
const char *
sio_namespace_get_path (SioNamespace *self)
{
  return self->path;
}

/**
 * sio_namespace_get_client:
 *
 * Returns: (transfer none) (nullable): the client, %NULL once it is gone
 */
SioClient *
sio_namespace_get_client (SioNamespace *self)
{
  return self->client;
}

/**
 * sio_namespace_get_state:
 *
 * Returns: how things stand with the namespace
 */
SioNamespaceState
sio_namespace_get_state (SioNamespace *self)
{
  return self->state;
}

/**
 * sio_namespace_get_sid:
 *
 * Returns: (nullable): the id the server gave to this connection; %NULL unless connected
 */
const char *
sio_namespace_get_sid (SioNamespace *self)
{
  return self->state == SIO_NAMESPACE_CONNECTED ? self->sid : NULL;
}

/**
 * sio_namespace_get_recovered:
 *
 * Returns: %TRUE if the server restored the state of the connection before, missed events included
 */
gboolean
sio_namespace_get_recovered (SioNamespace *self)
{
  return self->recovered;
}

/**
 * sio_namespace_set_auth:
 * @auth: (nullable): an object, sent with every CONNECT unless there is an auth function
 */
void
sio_namespace_set_auth (SioNamespace *self, SioArgs *auth)
{
  g_autoptr (SioArgs) old = g_steal_pointer (&self->auth);

  self->auth = auth ? sio_args_ref (auth) : NULL;
}

/**
 * sio_namespace_set_auth_func:
 * @func: (nullable) (scope notified) (closure user_data) (destroy destroy): asked for the payload of every
 *   CONNECT, so that a token can be fresh
 * @user_data: for @func
 * @destroy: (nullable): for @user_data
 */
void
sio_namespace_set_auth_func (SioNamespace *self, SioAuthFunc func, gpointer user_data, GDestroyNotify destroy)
{
  clear_auth_func (self);
  self->auth_func = func;
  self->auth_data = user_data;
  self->auth_destroy = destroy;
}

/**
 * sio_namespace_connect: (skip)
 *
 * Connects, and from then on takes part in the client's reconnections. Opens the client when it has to.
 */
void
sio_namespace_connect (SioNamespace *self)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);

  if (self->client == NULL || (self->wish == SIO_WISH_CONNECT && self->state != SIO_NAMESPACE_DISCONNECTED))
    return;
  self->wish = SIO_WISH_CONNECT;
  switch (sio_client_get_state (self->client))
    {
    case SIO_CLIENT_OPEN:
      sio_namespace_engine_opened (self, FALSE);
      break;
    case SIO_CLIENT_CLOSED:
    case SIO_CLIENT_OPENING:
      sio_namespace_set_state (self, SIO_NAMESPACE_CONNECTING);
      sio_client_require (self->client);
      break;
    case SIO_CLIENT_WAITING:
    default:
      break;
    }
}

/**
 * sio_namespace_open:
 *
 * Connects, as sio_namespace_connect () does; bindings need `connect` for signals.
 */
void
sio_namespace_open (SioNamespace *self)
{
  sio_namespace_connect (self);
}

/**
 * sio_namespace_close:
 *
 * Disconnects, as sio_namespace_disconnect () does; bindings need `disconnect` for signals.
 */
void
sio_namespace_close (SioNamespace *self)
{
  sio_namespace_disconnect (self);
}

/**
 * sio_namespace_disconnect: (skip)
 *
 * Disconnects ("io client disconnect") and stays so; the client closes when no other namespace needs it.
 * Whoever waits for an answer gets %SIO_ERROR_DISCONNECTED; events without a waiter stay in the send buffer.
 */
void
sio_namespace_disconnect (SioNamespace *self)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);

  if (self->client == NULL || self->wish == SIO_WISH_NONE)
    return;
  disconnect_with_wish (self, SIO_WISH_NONE);
  if (self->client != NULL)
    sio_client_release (self->client);
}
