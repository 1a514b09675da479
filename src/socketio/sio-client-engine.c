/* sio-client-engine.c: the client's engine: what it says, and what is said through it.
 *
 * One engine serves until it closes; each attempt makes a new one. An engine that we close politely is kept
 * in CLOSING until it has flushed, while the client is CLOSED (or opening again) already.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-client-private.h"

#include "eio-error.h"
#include "sio-msgpack.h"
#include "sio-namespace-private.h"

static void
engine_closed (EioSocket *engine, EioCloseReason reason, const GError *error, gpointer user_data)
{
  SioClient *self = user_data;
  g_autoptr (SioClient) hold = g_object_ref (self);
  g_autoptr (EioSocket) closed = NULL;
  g_autoptr (GError) cut = NULL;
  gboolean was_open = self->state == SIO_CLIENT_OPEN;

  if (engine == self->closing)
    {
      closed = g_steal_pointer (&self->closing);
      g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_CLOSED], 0, EIO_CLOSE_REASON_FORCED, NULL);
      return;
    }
  closed = g_steal_pointer (&self->engine);
  g_clear_pointer (&self->decoder, sio_decoder_free);
  if (error != NULL)
    sio_client_set_last_error (self, error);
  if (was_open)
    {
      sio_client_connection_lost (self, reason, error);
      return;
    }
  /* Who listens to ::open-error may count on one, also when drop () came before the handshake. */
  cut = error
            ? g_error_copy (error)
            : g_error_new_literal (EIO_ERROR, EIO_ERROR_CLOSED, "The connection was cut while it was opened");
  sio_client_opening_failed (self, cut);
}

static void
engine_opened (EioSocket *engine, gpointer user_data)
{
  SioClient *self = user_data;
  g_autoptr (SioClient) hold = g_object_ref (self);
  g_autoptr (GPtrArray) namespaces = sio_client_dup_namespaces (self);
  guint attempt = self->backoff.attempt;

  self->decoder = sio_decoder_new (eio_socket_get_protocol (engine));
  sio_decoder_set_parser (self->decoder, sio_config_get_parser (self->config));
  sio_backoff_reset (&self->backoff);
  g_clear_error (&self->last_error);
  self->reconnects += attempt > 0;
  sio_client_set_state (self, SIO_CLIENT_OPEN, 0);
  g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_OPENED], 0);
  if (attempt > 0)
    g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_RECONNECTED], 0, attempt);
  for (guint i = 0; i < namespaces->len && self->engine == engine; i++)
    if (sio_namespace_is_wanted (namespaces->pdata[i]) && self->state == SIO_CLIENT_OPEN)
      sio_namespace_engine_opened (namespaces->pdata[i], TRUE);
}

static void
engine_message (EioSocket *engine, GBytes *data, gboolean binary, gpointer user_data)
{
  SioClient *self = user_data;
  g_autoptr (GError) error = NULL;
  SioPacket *packet = NULL;
  SioNamespace *nsp;

  if (engine != self->engine || self->state != SIO_CLIENT_OPEN)
    return;
  if (!sio_decoder_feed (self->decoder, data, binary, &packet, &error))
    {
      eio_socket_fail (engine, EIO_CLOSE_REASON_PARSE_ERROR, error);
      return;
    }
  if (packet == NULL)
    return;
  /* Whoever listens may let go of the client: nothing of it is touched after this. */
  nsp = sio_client_find_namespace (self, packet->nsp);
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
    g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_UPGRADED], 0, kind);
}

static void
engine_upgrade_error (EioSocket *engine, const GError *error, gpointer user_data)
{
  SioClient *self = user_data;

  if (engine == self->engine)
    g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_UPGRADE_ERROR], 0, error);
}

static void
engine_drain (EioSocket *engine, gpointer user_data)
{
  SioClient *self = user_data;

  if (engine == self->engine)
    g_signal_emit (self, sio_client_signals[SIO_CLIENT_SIGNAL_DRAINED], 0);
}

static void
engine_packet (EioSocket *engine,
               EioDirection direction,
               EioTransportKind kind,
               const EioPacket *packet,
               gpointer user_data)
{
  g_signal_emit (user_data, sio_client_signals[SIO_CLIENT_SIGNAL_PACKET], 0, direction, kind, packet);
}

void
sio_client_watch_engine (SioClient *self, EioSocket *engine)
{
  EioSocketEvents events = {
    .opened = engine_opened,
    .message = engine_message,
    .upgraded = engine_upgraded,
    .upgrade_error = engine_upgrade_error,
    .drain = engine_drain,
    .closed = engine_closed,
  };

  if (g_signal_has_handler_pending (self, sio_client_signals[SIO_CLIENT_SIGNAL_PACKET], 0, TRUE))
    events.packet = engine_packet;
  eio_socket_set_events (engine, &events, self);
}

void
sio_client_start_opening (SioClient *self)
{
  g_assert (self->engine == NULL);
  self->engine = eio_socket_new (sio_config_get_engine (self->config));
  sio_client_watch_engine (self, self->engine);
  self->opening_since = eio_clock_get_now (self->clock);
  sio_client_set_state (self, SIO_CLIENT_OPENING, 0);
  if (self->state == SIO_CLIENT_OPENING && self->engine != NULL)
    eio_socket_open (self->engine);
}

/* Nobody listens to it any more. */
void
sio_client_discard_engine (EioSocket **engine)
{
  static const EioSocketEvents deaf = { NULL };
  g_autoptr (EioSocket) discarded = g_steal_pointer (engine);

  if (discarded == NULL)
    return;
  eio_socket_set_events (discarded, &deaf, NULL);
  eio_socket_drop (discarded);
}

/* An engine that was open flushes and says good-bye; the client is CLOSED meanwhile. */
void
sio_client_stop (SioClient *self)
{
  gboolean open = self->state == SIO_CLIENT_OPEN;
  EioSocket *engine;

  if (self->state == SIO_CLIENT_CLOSED)
    return;
  g_clear_pointer (&self->decoder, sio_decoder_free);
  sio_backoff_reset (&self->backoff);
  self->hurry = FALSE;
  if (!open)
    sio_client_discard_engine (&self->engine);
  else
    {
      sio_client_discard_engine (&self->closing);
      self->closing = g_steal_pointer (&self->engine);
    }
  engine = open ? self->closing : NULL;
  sio_client_set_state (self, SIO_CLIENT_CLOSED, 0);
  if (engine != NULL && engine == self->closing)
    eio_socket_close (engine);
}

void
sio_client_require (SioClient *self)
{
  if (self->state == SIO_CLIENT_CLOSED)
    sio_client_start_opening (self);
}

void
sio_client_release (SioClient *self)
{
  if (!sio_client_is_wanted (self))
    sio_client_stop (self);
}

static void
send_json (SioClient *self, SioPacketType type, const char *nsp, const char *id, const SioArgs *args)
{
  GPtrArray *attachments = args ? sio_args_get_attachments (args) : NULL;
  g_autoptr (GBytes) text = sio_packet_to_text (type, nsp, id, args);

  eio_socket_send (self->engine, text, FALSE);
  for (guint i = 0; attachments != NULL && i < attachments->len && self->state == SIO_CLIENT_OPEN; i++)
    eio_socket_send (self->engine, attachments->pdata[i], TRUE);
}

static void
send_msgpack (SioClient *self, SioPacketType type, const char *nsp, const char *id, const SioArgs *args)
{
  g_autoptr (GBytes) message = sio_msgpack_encode (type, nsp, id, args);

  eio_socket_send (self->engine, message, TRUE);
}

void
sio_client_send (SioClient *self, SioPacketType type, const char *nsp, const char *id, const SioArgs *args)
{
  if (self->state != SIO_CLIENT_OPEN)
    return;
  if (sio_config_get_parser (self->config) == SIO_PARSER_MSGPACK)
    send_msgpack (self, type, nsp, id, args);
  else
    send_json (self, type, nsp, id, args);
}

gboolean
sio_client_is_alive (SioClient *self)
{
  return self->state == SIO_CLIENT_OPEN && eio_socket_check_alive (self->engine);
}

gboolean
sio_client_is_writable (SioClient *self)
{
  return self->state == SIO_CLIENT_OPEN && eio_socket_is_writable (self->engine);
}
