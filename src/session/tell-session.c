/* tell-session.c: a running dashboard: what it is made of, and its state.
 * The state follows from the client's and its namespaces' (update_state), and set_state () is its only
 * writer:
 *
 *   IDLE ── start () ──► CONNECTING ──► CONNECTED
 *    ▲                     ▲   │  ▲        │
 *    │ stop ()             │   ▼  └──── WAITING ◄┘  (reason, retry-at)
 *    └──────── REFUSED ◄───┴───┘                    (reason: the server's own words; start () again, with
 * other inputs)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"
#include "tell-reason.h"

/* What a server dates before we came is history, unless its clock is only a little behind ours. */
#define CLOCK_TOLERANCE_MS (60 * 1000)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_STATE,
  PROP_REASON,
  PROP_RETRY_AT,
  PROP_TRANSPORT,
  PROP_OFFER,
  N_PROPS
};

enum
{
  NOTIFIED,
  WARNED,
  OPENING,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TellSession, tell_session, G_TYPE_OBJECT)

GType
tell_session_state_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { TELL_SESSION_IDLE, "TELL_SESSION_IDLE", "idle" },
    { TELL_SESSION_CONNECTING, "TELL_SESSION_CONNECTING", "connecting" },
    { TELL_SESSION_CONNECTED, "TELL_SESSION_CONNECTED", "connected" },
    { TELL_SESSION_WAITING, "TELL_SESSION_WAITING", "waiting" },
    { TELL_SESSION_REFUSED, "TELL_SESSION_REFUSED", "refused" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("TellSessionState", values));
  return type;
}

/* The only writer of the state. */
void
tell_session_set_state (TellSession *self, TellSessionState state)
{
  gint64 retry_at = self->client ? sio_client_get_retry_at (self->client) : self->login_retry_at;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->retry_at != retry_at)
    {
      self->retry_at = retry_at;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RETRY_AT]);
    }
  if (self->state != state)
    {
      g_debug ("%s: state %d to %d", self->name, self->state, state);
      self->state = state;
      if (state == TELL_SESSION_CONNECTED || state == TELL_SESSION_IDLE)
        tell_session_set_reason (self, NULL, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TRANSPORT]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
tell_session_set_reason (TellSession *self, char *reason, const GError *error)
{
  GError *copy = error ? g_error_copy (error) : NULL;

  g_clear_error (&self->error);
  self->error = copy;
  if (g_strcmp0 (self->reason, reason) == 0)
    {
      g_free (reason);
      return;
    }
  g_free (self->reason);
  self->reason = reason;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REASON]);
}

static void
notified_cb (TellStore *store, TellNotification *notification, TellSession *self)
{
  g_signal_emit (self, signals[NOTIFIED], 0, notification);
}

static void
wakeup_cb (TellEngine *engine, GParamSpec *pspec, TellSession *self)
{
  tell_session_schedule_wakeup (self);
}

static void
emission_cb (TellEngine *engine, TellEmission *emission, TellSession *self)
{
  g_autoptr (GError) error = NULL;

  if (!tell_session_emit (self, emission, &error))
    g_debug ("%s: %s not sent: %s", self->name, emission->name, error->message);
}

static void
tell_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TellSession *self = TELL_SESSION (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    case PROP_TRANSPORT:
      g_value_set_string (value, tell_session_get_transport (self));
      break;
    case PROP_OFFER:
      g_value_set_boxed (value, self->offer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_session_dispose (GObject *object)
{
  TellSession *self = TELL_SESSION (object);

  if (self->engine)
    {
      tell_session_leave_everything (self);
      tell_session_clear_echoes (self);
      g_signal_handlers_disconnect_by_data (self->engine, self);
      g_signal_handlers_disconnect_by_data (self->store, self);
      g_signal_handlers_disconnect_by_data (tell_store_get_rooms (self->store), self);
    }
  g_ptr_array_set_size (self->pending, 0);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tell_session_parent_class)->dispose (object);
}

static void
tell_session_finalize (GObject *object)
{
  TellSession *self = TELL_SESSION (object);

  g_hash_table_unref (self->warned);
  g_hash_table_unref (self->visited);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->wishes);
  g_ptr_array_unref (self->pending);
  g_clear_error (&self->error);
  g_free (self->reason);
  g_free (self->id);
  g_free (self->name);
  g_free (self->typing_room);
  g_free (self->every);
  g_clear_pointer (&self->recogniser, tell_recogniser_free);
  g_clear_pointer (&self->offer, tell_ready_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->document);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (tell_session_parent_class)->finalize (object);
}

static void
tell_session_class_init (TellSessionClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tell_session_get_property;
  object_class->dispose = tell_session_dispose;
  object_class->finalize = tell_session_finalize;

  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, TELL_TYPE_SESSION_STATE, TELL_SESSION_IDLE, flags);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  props[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_TRANSPORT] = g_param_spec_string ("transport", NULL, NULL, NULL, flags);
  props[PROP_OFFER] = g_param_spec_boxed ("offer", NULL, NULL, TELL_TYPE_READY, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * TellSession::notified:
   * @notification: the notification
   *
   * Something that a person is to be told, once.
   */
  signals[NOTIFIED] = g_signal_new ("notified", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, TELL_TYPE_NOTIFICATION);

  /**
   * TellSession::warned:
   * @sentence: what works, but not as one might think
   */
  signals[WARNED] = g_signal_new ("warned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * TellSession::opening:
   * @client: the client, with its namespaces, before it sends anything
   *
   * For who wants to see everything: recorders, the inspector.
   */
  signals[OPENING] = g_signal_new ("opening", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, SIO_TYPE_CLIENT);
}

static void
tell_session_init (TellSession *self)
{
  self->store = tell_store_new ();
  self->warned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_link_free);
  self->wishes = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_wish_free);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_pending_release);
}

static char *
build_id (TellDocument *document)
{
  g_autofree char *key =
      g_strjoin ("\n", tell_document_get_url (document), tell_document_get_name (document), NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return g_strndup (sum, 16);
}

/**
 * tell_session_new:
 * @document: what to run
 * @clock: (nullable): the time it lives by, or %NULL for the machine's
 * @error: a #TellDocumentError when the document can't be compiled
 *
 * Makes a session that is idle: nothing is sent before tell_session_start ().
 *
 * Returns: (transfer full) (nullable): the session
 */
TellSession *
tell_session_new (TellDocument *document, EioClock *clock, GError **error)
{
  g_autoptr (TellSession) self = g_object_new (TELL_TYPE_SESSION, NULL);
  const char *name = tell_document_get_name (document);

  self->document = g_object_ref (document);
  self->clock = g_object_ref (clock ? clock : eio_clock_get_default ());
  tell_store_set_read_until (self->store, eio_clock_get_wall (self->clock) / 1000 - CLOCK_TOLERANCE_MS);
  self->engine = tell_engine_new (document, self->store, self->clock, error);
  if (self->engine == NULL)
    return NULL;
  self->id = build_id (document);
  self->name = name && *name ? g_strdup (name) : tell_session_dup_host (self);
  g_signal_connect (self->engine, "emission", G_CALLBACK (emission_cb), self);
  g_signal_connect (self->engine, "notify::wakeup", G_CALLBACK (wakeup_cb), self);
  g_signal_connect (self->store, "notified", G_CALLBACK (notified_cb), self);
  tell_session_init_rooms (self);
  tell_session_init_ready (self);
  tell_session_init_every (self);
  return g_steal_pointer (&self);
}

const char *
tell_session_get_id (TellSession *self)
{
  return self->id;
}

const char *
tell_session_get_name (TellSession *self)
{
  return self->name;
}

TellDocument *
tell_session_get_document (TellSession *self)
{
  return self->document;
}

TellStore *
tell_session_get_store (TellSession *self)
{
  return self->store;
}

TellEngine *
tell_session_get_engine (TellSession *self)
{
  return self->engine;
}

SioClient *
tell_session_get_client (TellSession *self)
{
  return self->client;
}

EioClock *
tell_session_get_clock (TellSession *self)
{
  return self->clock;
}

TellSessionState
tell_session_get_state (TellSession *self)
{
  return self->state;
}

const char *
tell_session_get_reason (TellSession *self)
{
  return self->reason;
}

const GError *
tell_session_get_error (TellSession *self)
{
  return self->error;
}

gint64
tell_session_get_retry_at (TellSession *self)
{
  return self->retry_at;
}

guint
tell_session_get_reconnects (TellSession *self)
{
  if (self->player)
    return tell_player_get_reconnects (self->player);
  return self->n_opened > 0 ? self->n_opened - 1 : 0;
}

/**
 * tell_session_get_transport:
 * @self: a session
 *
 * Returns: (nullable): "polling" or "websocket" while a connection is open
 */
const char *
tell_session_get_transport (TellSession *self)
{
  if (self->player)
    return tell_player_get_transport (self->player);
  if (self->client == NULL || sio_client_get_state (self->client) != SIO_CLIENT_OPEN)
    return NULL;
  return eio_transport_kind_to_string (sio_client_get_transport (self->client));
}

/**
 * tell_session_is_recorded:
 * @self: a session
 *
 * Returns: whether a recording feeds it instead of a server
 */
gboolean
tell_session_is_recorded (TellSession *self)
{
  g_return_val_if_fail (TELL_IS_SESSION (self), FALSE);
  return self->recorded;
}

/**
 * tell_session_can_start:
 * @self: a session
 *
 * Returns: whether tell_session_start () would change anything
 */
gboolean
tell_session_can_start (TellSession *self)
{
  g_return_val_if_fail (TELL_IS_SESSION (self), FALSE);
  if (self->recorded)
    return self->state == TELL_SESSION_IDLE && self->player && !tell_player_has_ended (self->player);
  return self->state == TELL_SESSION_IDLE || self->state == TELL_SESSION_REFUSED;
}

void
tell_session_notify_transport (TellSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TRANSPORT]);
}

void
tell_session_notify_offer (TellSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OFFER]);
}

/**
 * tell_session_warn:
 * @self: a session
 * @sentence: what the user should know; said once
 * @error: (nullable): the details, for the log
 */
void
tell_session_warn (TellSession *self, const char *sentence, const GError *error)
{
  g_info ("%s: %s %s", self->name, sentence, error ? error->message : "");
  if (g_hash_table_add (self->warned, g_strdup (sentence)))
    g_signal_emit (self, signals[WARNED], 0, sentence);
}

void
tell_session_set_input (TellSession *self, const char *name, const char *value)
{
  tell_engine_set_input (self->engine, name, value);
}

void
tell_session_set_config_func (TellSession *self, TellConfigFunc func, gpointer user_data)
{
  self->config_func = func;
  self->config_data = user_data;
}
