/* eio-transport.c: state and events of every transport; the diagram stands in the header.
 *
 * The owner may let go of a transport inside any event, so each event holds a reference while it runs, but
 * for the one that comes with every message: who emits a packet and goes on after it holds the transport
 * itself.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-transport-private.h"

typedef struct
{
  EioConfig *config;
  EioTransportState state;
  EioTransportEvents events;
  gpointer user_data;
  EioProtocol protocol;
  char *sid;
  gsize max_payload;
  gboolean writable;
} EioTransportPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (EioTransport, eio_transport, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CONFIG,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

#define PRIVATE(self) ((EioTransportPrivate *) eio_transport_get_instance_private (self))

static void
set_state (EioTransport *self, EioTransportState state)
{
  static const char *const names[] = { "closed", "opening", "open", "pausing", "paused" };
  EioTransportPrivate *priv = PRIVATE (self);

  g_debug ("%s %p: %s → %s", eio_transport_kind_to_string (eio_transport_get_kind (self)), self,
           names[priv->state], names[state]);
  priv->state = state;
}

static void
eio_transport_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  EioTransportPrivate *priv = PRIVATE (EIO_TRANSPORT (object));

  if (prop_id == PROP_CONFIG)
    priv->config = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
eio_transport_finalize (GObject *object)
{
  EioTransportPrivate *priv = PRIVATE (EIO_TRANSPORT (object));

  g_clear_object (&priv->config);
  g_clear_pointer (&priv->sid, g_free);

  G_OBJECT_CLASS (eio_transport_parent_class)->finalize (object);
}

static void
eio_transport_class_init (EioTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = eio_transport_set_property;
  object_class->finalize = eio_transport_finalize;

  props[PROP_CONFIG] =
      g_param_spec_object ("config", NULL, NULL, EIO_TYPE_CONFIG,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
eio_transport_init (EioTransport *self)
{
}

EioConfig *
eio_transport_get_config (EioTransport *self)
{
  return PRIVATE (self)->config;
}

gsize
eio_transport_get_max_payload (EioTransport *self)
{
  return PRIVATE (self)->max_payload;
}

/* Between handing packets over and having written them, a transport is open but not writable. */
void
eio_transport_set_writable (EioTransport *self, gboolean writable)
{
  PRIVATE (self)->writable = writable;
}

void
eio_transport_emit_opened (EioTransport *self)
{
  EioTransportPrivate *priv = PRIVATE (self);
  g_autoptr (EioTransport) hold = g_object_ref (self);

  g_return_if_fail (priv->state == EIO_TRANSPORT_STATE_OPENING);

  set_state (self, EIO_TRANSPORT_STATE_OPEN);
  priv->writable = TRUE;
  if (priv->events.opened != NULL)
    priv->events.opened (self, priv->user_data);
}

void
eio_transport_emit_packet (EioTransport *self, EioPacket *packet)
{
  EioTransportPrivate *priv = PRIVATE (self);

  if (priv->state != EIO_TRANSPORT_STATE_CLOSED && priv->events.packet != NULL)
    priv->events.packet (self, packet, priv->user_data);
}

void
eio_transport_emit_drain (EioTransport *self)
{
  EioTransportPrivate *priv = PRIVATE (self);
  g_autoptr (EioTransport) hold = g_object_ref (self);

  priv->writable = TRUE;
  if (priv->state != EIO_TRANSPORT_STATE_CLOSED && priv->events.drain != NULL)
    priv->events.drain (self, priv->user_data);
}

void
eio_transport_emit_paused (EioTransport *self)
{
  EioTransportPrivate *priv = PRIVATE (self);
  g_autoptr (EioTransport) hold = g_object_ref (self);

  g_return_if_fail (priv->state == EIO_TRANSPORT_STATE_PAUSING);

  set_state (self, EIO_TRANSPORT_STATE_PAUSED);
  if (priv->events.paused != NULL)
    priv->events.paused (self, priv->user_data);
}

/* The one funnel for every end; only the first one counts. */
void
eio_transport_emit_closed (EioTransport *self, EioCloseReason reason, const GError *error)
{
  EioTransportPrivate *priv = PRIVATE (self);
  g_autoptr (EioTransport) hold = g_object_ref (self);

  if (priv->state == EIO_TRANSPORT_STATE_CLOSED)
    return;

  set_state (self, EIO_TRANSPORT_STATE_CLOSED);
  priv->writable = FALSE;
  if (priv->events.closed != NULL)
    priv->events.closed (self, reason, error, priv->user_data);
}

/**
 * eio_transport_get_kind:
 * @self: a transport
 *
 * Returns: which one it is
 */
EioTransportKind
eio_transport_get_kind (EioTransport *self)
{
  return EIO_TRANSPORT_GET_CLASS (self)->kind;
}

/**
 * eio_transport_get_state:
 * @self: a transport
 *
 * Returns: where it stands
 */
EioTransportState
eio_transport_get_state (EioTransport *self)
{
  return PRIVATE (self)->state;
}

/**
 * eio_transport_get_protocol:
 * @self: a transport
 *
 * Returns: the revision it speaks
 */
EioProtocol
eio_transport_get_protocol (EioTransport *self)
{
  return PRIVATE (self)->protocol;
}

/**
 * eio_transport_set_protocol:
 * @self: a transport
 * @protocol: the revision to speak from now on; set before opening, or once the server's answer shows another
 * one
 */
void
eio_transport_set_protocol (EioTransport *self, EioProtocol protocol)
{
  PRIVATE (self)->protocol = protocol;
}

/**
 * eio_transport_get_sid:
 * @self: a transport
 *
 * Returns: (nullable): the session, %NULL before the handshake
 */
const char *
eio_transport_get_sid (EioTransport *self)
{
  return PRIVATE (self)->sid;
}

/**
 * eio_transport_set_sid:
 * @self: a transport
 * @sid: the session that the server's open packet named
 */
void
eio_transport_set_sid (EioTransport *self, const char *sid)
{
  EioTransportPrivate *priv = PRIVATE (self);

  g_free (priv->sid);
  priv->sid = g_strdup (sid);
}

/**
 * eio_transport_set_max_payload:
 * @self: a transport
 * @max_payload: the server's limit for one POST in bytes, 0 when it named none
 */
void
eio_transport_set_max_payload (EioTransport *self, gsize max_payload)
{
  PRIVATE (self)->max_payload = max_payload;
}

/**
 * eio_transport_set_events:
 * @self: a transport
 * @events: (nullable): what to call; copied, any of them may be %NULL
 * @user_data: for each of them
 *
 * Whoever sets %NULL hears no more of the transport.
 */
void
eio_transport_set_events (EioTransport *self, const EioTransportEvents *events, gpointer user_data)
{
  EioTransportPrivate *priv = PRIVATE (self);

  priv->events = events != NULL ? *events : (EioTransportEvents){ 0 };
  priv->user_data = user_data;
}

/**
 * eio_transport_open:
 * @self: a transport that was never open
 * @sid: (nullable): the session to join, %NULL for a new one
 *
 * The opened event follows, or the closed one; for a session that exists already, opened follows at once on
 * polling.
 */
void
eio_transport_open (EioTransport *self, const char *sid)
{
  g_return_if_fail (PRIVATE (self)->state == EIO_TRANSPORT_STATE_CLOSED);

  eio_transport_set_sid (self, sid);
  set_state (self, EIO_TRANSPORT_STATE_OPENING);
  EIO_TRANSPORT_GET_CLASS (self)->open (self, sid);
}

/**
 * eio_transport_is_writable:
 * @self: a transport
 *
 * Returns: whether it is open and has written everything it was given
 */
gboolean
eio_transport_is_writable (EioTransport *self)
{
  EioTransportPrivate *priv = PRIVATE (self);

  return priv->state == EIO_TRANSPORT_STATE_OPEN && priv->writable;
}

/**
 * eio_transport_send:
 * @self: an open transport
 * @packets: a queue of EioPacket from eio_packet_new (); empty afterwards
 *
 * The drain event follows once they are written.
 */
void
eio_transport_send (EioTransport *self, GQueue *packets)
{
  EioTransportPrivate *priv = PRIVATE (self);

  g_return_if_fail (priv->state == EIO_TRANSPORT_STATE_OPEN || priv->state == EIO_TRANSPORT_STATE_PAUSED);

  priv->writable = FALSE;
  EIO_TRANSPORT_GET_CLASS (self)->send (self, packets);
}

/**
 * eio_transport_pause:
 * @self: an open transport
 *
 * Finishes what is under way and starts nothing new; the paused event follows, maybe at once.
 */
void
eio_transport_pause (EioTransport *self)
{
  g_return_if_fail (PRIVATE (self)->state == EIO_TRANSPORT_STATE_OPEN);

  set_state (self, EIO_TRANSPORT_STATE_PAUSING);
  EIO_TRANSPORT_GET_CLASS (self)->pause (self);
}

/**
 * eio_transport_resume:
 * @self: a pausing or paused transport
 *
 * Goes on as if it had never been paused.
 */
void
eio_transport_resume (EioTransport *self)
{
  EioTransportPrivate *priv = PRIVATE (self);

  g_return_if_fail (priv->state == EIO_TRANSPORT_STATE_PAUSING || priv->state == EIO_TRANSPORT_STATE_PAUSED);

  set_state (self, EIO_TRANSPORT_STATE_OPEN);
  EIO_TRANSPORT_GET_CLASS (self)->resume (self);
}

/**
 * eio_transport_close:
 * @self: a transport
 *
 * Says good-bye as the transport does; the closed event follows. Does nothing when it is closed.
 */
void
eio_transport_close (EioTransport *self)
{
  if (PRIVATE (self)->state != EIO_TRANSPORT_STATE_CLOSED)
    EIO_TRANSPORT_GET_CLASS (self)->close (self);
}

/**
 * eio_transport_abort:
 * @self: a transport
 *
 * Drops the connection without a word, as a lost network would; the closed event comes before this returns,
 * unless it was closed already.
 */
void
eio_transport_abort (EioTransport *self)
{
  g_autoptr (EioTransport) hold = g_object_ref (self);

  if (PRIVATE (self)->state == EIO_TRANSPORT_STATE_CLOSED)
    return;
  EIO_TRANSPORT_GET_CLASS (self)->abort (self);
  eio_transport_emit_closed (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
}
