/* sio-client-reconnect.c: what happens when there is no engine any more, and when to try again.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-client-private.h"

#include "sio-namespace-private.h"

/* From then on an attempt does not look as if it would succeed by itself. */
#define STALE_ATTEMPT_US G_USEC_PER_SEC

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
  sio_client_start_opening (self);
}

static gboolean
may_retry (SioClient *self)
{
  return sio_config_get_reconnection (self->config) && sio_client_is_wanted (self);
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
      sio_client_set_state (self, SIO_CLIENT_CLOSED, 0);
      return 0;
    }
  sio_config_get_reconnect_delay (self->config, &self->backoff.min_ms, &self->backoff.max_ms,
                                  &self->backoff.jitter);
  delay = sio_backoff_next (&self->backoff);
  if (self->hurry)
    delay = 0;
  self->hurry = FALSE;
  self->retry_timer = eio_clock_add_timeout (self->clock, delay, retry_cb, self);
  sio_client_set_state (self, SIO_CLIENT_WAITING,
                        eio_clock_get_now (self->clock) + delay * G_GINT64_CONSTANT (1000));
  return delay;
}

static void
give_up (SioClient *self)
{
  g_autoptr (GPtrArray) namespaces = sio_client_dup_namespaces (self);

  for (guint i = 0; i < namespaces->len; i++)
    sio_namespace_give_up (namespaces->pdata[i]);
}

/* Behind enter_wait (), once everybody knows what happened and if nobody decided otherwise meanwhile. */
static void
announce_wait (SioClient *self, guint delay, gboolean failed, guint timer)
{
  if (self->state == SIO_CLIENT_WAITING && self->retry_timer == timer)
    g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_RECONNECT_ATTEMPT], 0, self->backoff.attempt,
                   delay);
  if (self->state != SIO_CLIENT_CLOSED)
    return;
  sio_backoff_reset (&self->backoff);
  give_up (self);
  if (failed)
    g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_RECONNECT_FAILED], 0);
}

void
sio_client_opening_failed (SioClient *self, const GError *error)
{
  SioClientSignal signal =
      self->backoff.attempt == 0 ? SIO_CLIENT_SIGNAL_OPEN_ERROR : SIO_CLIENT_SIGNAL_RECONNECT_ERROR;
  gboolean failed = may_retry (self) && is_out_of_attempts (self);
  g_autoptr (GPtrArray) namespaces = sio_client_dup_namespaces (self);
  guint delay = enter_wait (self);
  guint timer = self->retry_timer;

  g_signal_emit (self, sio_client_signals[signal], 0, error);
  for (guint i = 0; i < namespaces->len; i++)
    if (sio_namespace_is_wanted (namespaces->pdata[i]))
      sio_namespace_open_failed (namespaces->pdata[i], error);
  announce_wait (self, delay, failed, timer);
}

void
sio_client_connection_lost (SioClient *self, EioCloseReason reason, const GError *error)
{
  g_autoptr (GPtrArray) namespaces = sio_client_dup_namespaces (self);
  guint delay, timer;

  sio_backoff_reset (&self->backoff);
  delay = enter_wait (self);
  timer = self->retry_timer;
  for (guint i = 0; i < namespaces->len; i++)
    sio_namespace_engine_closed (namespaces->pdata[i], to_disconnect_reason (reason), error);
  g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_CLOSED], 0, reason, error);
  announce_wait (self, delay, FALSE, timer);
}

/* An attempt that began before is waited for no longer: what it went by may be gone. A fresh one goes on. */
static void
restart_stale_attempt (SioClient *self)
{
  gint64 age = eio_clock_get_now (self->clock) - self->opening_since;

  if (age < STALE_ATTEMPT_US)
    return;
  sio_client_discard_engine (&self->engine);
  sio_client_start_opening (self);
}

/**
 * sio_client_wake:
 *
 * The network or the machine is back: while waiting for the next attempt it tries at once; an attempt that has
 * been under way for a while begins again; and a connection whose heartbeat is overdue ends ("ping timeout"), to
 * be tried again at once.
 */
void
sio_client_wake (SioClient *self)
{
  g_autoptr (SioClient) hold = NULL;

  g_return_if_fail (SIO_IS_CLIENT (self));
  hold = g_object_ref (self);
  switch (self->state)
    {
    case SIO_CLIENT_WAITING:
      sio_client_retry_now (self);
      break;
    case SIO_CLIENT_OPENING:
      restart_stale_attempt (self);
      break;
    case SIO_CLIENT_OPEN:
      self->hurry = !sio_client_is_alive (self);
      break;
    case SIO_CLIENT_CLOSED:
    default:
      break;
    }
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
