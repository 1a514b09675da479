/* sio-client.c: the engine's life and reconnection; the diagram stands in the header.
 *
 * One engine serves until it closes; each attempt makes a new one. An engine that we close politely is kept
 * in CLOSING until it has flushed, while the client is CLOSED (or opening again) already.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-client-private.h"

#include "sio-backoff.h"
#include "sio-decoder.h"
#include "sio-enums.h"
#include "sio-namespace-private.h"

#include <string.h>

struct _SioClient
{
  GObject parent_instance;

  SioConfig *config;
  EioClock *clock;
  SioClientState state;
  EioSocket *engine;  /* while OPENING or OPEN */
  EioSocket *closing; /* nullable */
  SioDecoder *decoder;
  GPtrArray *namespaces; /* of SioNamespace, in the order they were asked for */
  SioBackoff backoff;
  guint retry_timer; /* while WAITING */
  gint64 retry_at;
  guint reconnects;
  GError *last_error;
};

G_DEFINE_FINAL_TYPE (SioClient, sio_client, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_RETRY_AT,
  N_PROPS
};

enum
{
  SIGNAL_OPENED,
  SIGNAL_UPGRADED,
  SIGNAL_UPGRADE_ERROR,
  SIGNAL_CLOSED,
  SIGNAL_RECONNECT_ATTEMPT,
  SIGNAL_RECONNECTED,
  SIGNAL_RECONNECT_ERROR,
  SIGNAL_OPEN_ERROR,
  SIGNAL_RECONNECT_FAILED,
  SIGNAL_DRAINED,
  SIGNAL_PACKET,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void start_opening (SioClient *self);

/* The one writer of STATE; RETRY_AT goes with WAITING. */
static void
set_state (SioClient *self, SioClientState state, gint64 retry_at)
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

static gboolean
is_wanted (SioClient *self)
{
  for (guint i = 0; i < self->namespaces->len; i++)
    if (sio_namespace_is_wanted (self->namespaces->pdata[i]))
      return TRUE;
  return FALSE;
}

/* What a namespace is told may make others, or end the client. */
static GPtrArray *
snapshot (SioClient *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_extend (copy, self->namespaces, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  return copy;
}

static SioDisconnectReason
to_disconnect_reason (EioCloseReason reason)
{
  switch (reason)
    {
    case EIO_CLOSE_REASON_FORCED:
      return SIO_DISCONNECT_FORCED;
    case EIO_CLOSE_REASON_PING_TIMEOUT:
      return SIO_DISCONNECT_PING_TIMEOUT;
    case EIO_CLOSE_REASON_TRANSPORT_ERROR:
      return SIO_DISCONNECT_TRANSPORT_ERROR;
    case EIO_CLOSE_REASON_PARSE_ERROR:
      return SIO_DISCONNECT_PARSE_ERROR;
    case EIO_CLOSE_REASON_TRANSPORT_CLOSE:
    case EIO_CLOSE_REASON_NONE:
    default:
      return SIO_DISCONNECT_TRANSPORT_CLOSE;
    }
}

static void
retry_cb (gpointer user_data)
{
  SioClient *self = user_data;
  g_autoptr (SioClient) hold = g_object_ref (self);

  self->retry_timer = 0;
  start_opening (self);
}

static gboolean
may_retry (SioClient *self)
{
  return sio_config_get_reconnection (self->config) && is_wanted (self);
}

static gboolean
is_out_of_attempts (SioClient *self)
{
  guint attempts = sio_config_get_reconnect_attempts (self->config);

  return attempts > 0 && self->backoff.attempt >= attempts;
}

/* To WAITING if there is another attempt, else to CLOSED. Returns the delay in ms. */
static guint
enter_wait (SioClient *self)
{
  guint delay;

  if (!may_retry (self) || is_out_of_attempts (self))
    {
      set_state (self, SIO_CLIENT_CLOSED, 0);
      return 0;
    }
  sio_config_get_reconnect_delay (self->config, &self->backoff.min_ms, &self->backoff.max_ms,
                                  &self->backoff.jitter);
  delay = sio_backoff_next (&self->backoff);
  self->retry_timer = eio_clock_add_timeout (self->clock, delay, retry_cb, self);
  set_state (self, SIO_CLIENT_WAITING, eio_clock_get_now (self->clock) + delay * G_GINT64_CONSTANT (1000));
  return delay;
}

static void
give_up (SioClient *self)
{
  g_autoptr (GPtrArray) namespaces = snapshot (self);

  for (guint i = 0; i < namespaces->len; i++)
    sio_namespace_give_up (namespaces->pdata[i]);
}

/* Behind enter_wait (), once everybody knows what happened and if nobody decided otherwise meanwhile. */
static void
announce_wait (SioClient *self, guint delay, gboolean failed, guint timer)
{
  if (self->state == SIO_CLIENT_WAITING && self->retry_timer == timer)
    g_signal_emit (self, signals[SIGNAL_RECONNECT_ATTEMPT], 0, self->backoff.attempt, delay);
  if (self->state != SIO_CLIENT_CLOSED)
    return;
  sio_backoff_reset (&self->backoff);
  give_up (self);
  if (failed)
    g_signal_emit (self, signals[SIGNAL_RECONNECT_FAILED], 0);
}

static void
opening_failed (SioClient *self, const GError *error)
{
  guint attempt = self->backoff.attempt;
  gboolean failed = may_retry (self) && is_out_of_attempts (self);
  g_autoptr (GPtrArray) namespaces = snapshot (self);
  guint delay = enter_wait (self);
  guint timer = self->retry_timer;

  g_signal_emit (self, signals[attempt == 0 ? SIGNAL_OPEN_ERROR : SIGNAL_RECONNECT_ERROR], 0, error);
  for (guint i = 0; i < namespaces->len; i++)
    if (sio_namespace_is_wanted (namespaces->pdata[i]))
      sio_namespace_open_failed (namespaces->pdata[i], error);
  announce_wait (self, delay, failed, timer);
}

static void
connection_lost (SioClient *self, EioCloseReason reason, const GError *error)
{
  g_autoptr (GPtrArray) namespaces = snapshot (self);
  guint delay, timer;

  sio_backoff_reset (&self->backoff);
  delay = enter_wait (self);
  timer = self->retry_timer;
  for (guint i = 0; i < namespaces->len; i++)
    sio_namespace_engine_closed (namespaces->pdata[i], to_disconnect_reason (reason), error);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, reason, error);
  announce_wait (self, delay, FALSE, timer);
}

static void
engine_closed (EioSocket *engine, EioCloseReason reason, const GError *error, gpointer user_data)
{
  SioClient *self = user_data;
  g_autoptr (SioClient) hold = g_object_ref (self);
  g_autoptr (EioSocket) closed = NULL;
  gboolean was_open = self->state == SIO_CLIENT_OPEN;

  if (engine == self->closing)
    {
      closed = g_steal_pointer (&self->closing);
      g_signal_emit (self, signals[SIGNAL_CLOSED], 0, EIO_CLOSE_REASON_FORCED, NULL);
      return;
    }
  closed = g_steal_pointer (&self->engine);
  g_clear_pointer (&self->decoder, sio_decoder_free);
  if (error != NULL)
    sio_client_set_last_error (self, error);
  if (was_open)
    connection_lost (self, reason, error);
  else
    opening_failed (self, error);
}

static void
engine_opened (EioSocket *engine, gpointer user_data)
{
  SioClient *self = user_data;
  g_autoptr (SioClient) hold = g_object_ref (self);
  g_autoptr (GPtrArray) namespaces = snapshot (self);
  guint attempt = self->backoff.attempt;

  self->decoder = sio_decoder_new (eio_socket_get_protocol (engine));
  sio_backoff_reset (&self->backoff);
  g_clear_error (&self->last_error);
  self->reconnects += attempt > 0;
  set_state (self, SIO_CLIENT_OPEN, 0);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  if (attempt > 0)
    g_signal_emit (self, signals[SIGNAL_RECONNECTED], 0, attempt);
  for (guint i = 0; i < namespaces->len && self->engine == engine; i++)
    if (sio_namespace_is_wanted (namespaces->pdata[i]) && self->state == SIO_CLIENT_OPEN)
      sio_namespace_engine_opened (namespaces->pdata[i], TRUE);
}

static SioNamespace *
find_namespace (SioClient *self, const char *path)
{
  for (guint i = 0; i < self->namespaces->len; i++)
    if (strcmp (sio_namespace_get_path (self->namespaces->pdata[i]), path) == 0)
      return self->namespaces->pdata[i];
  return NULL;
}

static void
engine_message (EioSocket *engine, GBytes *data, gboolean binary, gpointer user_data)
{
  SioClient *self = user_data;
  g_autoptr (SioClient) hold = NULL;
  g_autoptr (GError) error = NULL;
  SioPacket *packet = NULL;
  SioNamespace *nsp;

  if (engine != self->engine || self->state != SIO_CLIENT_OPEN)
    return;
  hold = g_object_ref (self);
  if (!sio_decoder_feed (self->decoder, data, binary, &packet, &error))
    {
      eio_socket_fail (engine, EIO_CLOSE_REASON_PARSE_ERROR, error);
      return;
    }
  if (packet == NULL)
    return;
  nsp = find_namespace (self, packet->nsp);
  if (nsp != NULL)
    sio_namespace_take_packet (nsp, packet);
  else
    sio_packet_free (packet);
}

static void
engine_upgraded (EioSocket *engine, EioTransportKind kind, gpointer user_data)
{
  SioClient *self = user_data;

  if (engine == self->engine)
    g_signal_emit (self, signals[SIGNAL_UPGRADED], 0, kind);
}

static void
engine_upgrade_error (EioSocket *engine, const GError *error, gpointer user_data)
{
  SioClient *self = user_data;

  if (engine == self->engine)
    g_signal_emit (self, signals[SIGNAL_UPGRADE_ERROR], 0, error);
}

static void
engine_drain (EioSocket *engine, gpointer user_data)
{
  SioClient *self = user_data;

  if (engine == self->engine)
    g_signal_emit (self, signals[SIGNAL_DRAINED], 0);
}

static void
engine_packet (EioSocket *engine,
               EioDirection direction,
               EioTransportKind kind,
               const EioPacket *packet,
               gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_PACKET], 0, direction, kind, packet);
}

static void
watch_engine (SioClient *self, EioSocket *engine)
{
  EioSocketEvents events = {
    .opened = engine_opened,
    .message = engine_message,
    .upgraded = engine_upgraded,
    .upgrade_error = engine_upgrade_error,
    .drain = engine_drain,
    .closed = engine_closed,
  };

  if (g_signal_has_handler_pending (self, signals[SIGNAL_PACKET], 0, TRUE))
    events.packet = engine_packet;
  eio_socket_set_events (engine, &events, self);
}

static void
start_opening (SioClient *self)
{
  g_assert (self->engine == NULL);
  self->engine = eio_socket_new (sio_config_get_engine (self->config));
  watch_engine (self, self->engine);
  set_state (self, SIO_CLIENT_OPENING, 0);
  if (self->state == SIO_CLIENT_OPENING && self->engine != NULL)
    eio_socket_open (self->engine);
}

/* Nobody listens to it any more. */
static void
discard_engine (EioSocket **engine)
{
  static const EioSocketEvents deaf = { NULL };
  g_autoptr (EioSocket) discarded = g_steal_pointer (engine);

  if (discarded == NULL)
    return;
  eio_socket_set_events (discarded, &deaf, NULL);
  eio_socket_drop (discarded);
}

/* An engine that was open flushes and says good-bye; the client is CLOSED meanwhile. */
static void
stop (SioClient *self)
{
  gboolean open = self->state == SIO_CLIENT_OPEN;
  EioSocket *engine;

  if (self->state == SIO_CLIENT_CLOSED)
    return;
  g_clear_pointer (&self->decoder, sio_decoder_free);
  sio_backoff_reset (&self->backoff);
  if (!open)
    discard_engine (&self->engine);
  else
    {
      discard_engine (&self->closing);
      self->closing = g_steal_pointer (&self->engine);
    }
  engine = open ? self->closing : NULL;
  set_state (self, SIO_CLIENT_CLOSED, 0);
  if (engine != NULL && engine == self->closing)
    eio_socket_close (engine);
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

  discard_engine (&self->engine);
  discard_engine (&self->closing);
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
  g_clear_object (&self->clock);
  g_clear_object (&self->config);
  G_OBJECT_CLASS (sio_client_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  const GType error = G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE;
  const GSignalFlags flags = G_SIGNAL_RUN_LAST;

#define SIGNAL(name, ...)                                                                                    \
  g_signal_new (name, SIO_TYPE_CLIENT, flags, 0, NULL, NULL, NULL, G_TYPE_NONE, __VA_ARGS__)
  signals[SIGNAL_OPENED] = SIGNAL ("opened", 0);
  signals[SIGNAL_UPGRADED] = SIGNAL ("upgraded", 1, G_TYPE_INT);
  signals[SIGNAL_UPGRADE_ERROR] = SIGNAL ("upgrade-error", 1, error);
  signals[SIGNAL_CLOSED] = SIGNAL ("closed", 2, G_TYPE_INT, error);
  signals[SIGNAL_RECONNECT_ATTEMPT] = SIGNAL ("reconnect-attempt", 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_RECONNECTED] = SIGNAL ("reconnected", 1, G_TYPE_UINT);
  signals[SIGNAL_RECONNECT_ERROR] = SIGNAL ("reconnect-error", 1, error);
  signals[SIGNAL_OPEN_ERROR] = SIGNAL ("open-error", 1, error);
  signals[SIGNAL_RECONNECT_FAILED] = SIGNAL ("reconnect-failed", 0);
  signals[SIGNAL_DRAINED] = SIGNAL ("drained", 0);
  signals[SIGNAL_PACKET] = SIGNAL ("packet", 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_POINTER);
#undef SIGNAL
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
  install_signals ();
}

static void
sio_client_init (SioClient *self)
{
  self->namespaces = g_ptr_array_new_with_free_func (g_object_unref);
  self->backoff = SIO_BACKOFF_INIT;
}

EioClock *
sio_client_get_clock (SioClient *self)
{
  return self->clock;
}

void
sio_client_require (SioClient *self)
{
  if (self->state == SIO_CLIENT_CLOSED)
    start_opening (self);
}

void
sio_client_release (SioClient *self)
{
  if (!is_wanted (self))
    stop (self);
}

void
sio_client_send (SioClient *self, SioPacketType type, const char *nsp, const char *id, const SioArgs *args)
{
  GPtrArray *attachments = args ? sio_args_get_attachments (args) : NULL;
  g_autoptr (GBytes) text = NULL;

  if (self->state != SIO_CLIENT_OPEN)
    return;
  text = sio_packet_to_text (type, nsp, id, args);
  eio_socket_send (self->engine, text, FALSE);
  for (guint i = 0; attachments != NULL && i < attachments->len && self->state == SIO_CLIENT_OPEN; i++)
    eio_socket_send (self->engine, attachments->pdata[i], TRUE);
}

gboolean
sio_client_is_writable (SioClient *self)
{
  return self->state == SIO_CLIENT_OPEN && eio_socket_is_writable (self->engine);
}

static gboolean
is_connected (SioClient *self)
{
  for (guint i = 0; i < self->namespaces->len; i++)
    if (sio_namespace_get_state (self->namespaces->pdata[i]) == SIO_NAMESPACE_CONNECTED)
      return TRUE;
  return FALSE;
}

gboolean
sio_client_start_over (SioClient *self, const GError *error)
{
  g_autoptr (SioClient) hold = g_object_ref (self);

  if (self->state != SIO_CLIENT_OPEN || is_connected (self) || !sio_config_get_reconnection (self->config))
    return FALSE;
  eio_socket_fail (self->engine, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
  return TRUE;
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
  SioNamespace *nsp = find_namespace (self, absolute);

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
    start_opening (self);
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
  g_autoptr (GPtrArray) namespaces = snapshot (self);

  for (guint i = 0; i < namespaces->len; i++)
    sio_namespace_park (namespaces->pdata[i]);
  stop (self);
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
 * Ends the wait for the next attempt: the network or the machine is back, or somebody is impatient.
 */
void
sio_client_retry_now (SioClient *self)
{
  if (self->state != SIO_CLIENT_WAITING)
    return;
  eio_clock_clear (self->clock, &self->retry_timer);
  start_opening (self);
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
    watch_engine (self, self->engine);
}
