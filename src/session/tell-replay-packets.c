/* tell-replay-packets.c: one packet of a recording after the other becomes what a live connection would have told the engine.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-replay-private.h"

#include "eio-packet-codec.h"
#include "sio-msgpack.h"
#include "sio-connect-error.h"

void
tell_replay_early_free (TellReplayEarly *early)
{
  sio_args_unref (early->args);
  g_free (early->ack_id);
  g_free (early);
}

static gint64
wall_ms (TellReplay *self)
{
  return eio_clock_get_wall (tell_session_get_clock (self->session)) / 1000;
}

/* The document's parser, or what the packets tell; a document that needs an input to connect can be replayed without it. */
SioParserKind
tell_replay_find_parser (TellEngine *engine, TellRecording *recording)
{
  g_autoptr (SioConfig) config = tell_engine_build_config (engine, NULL);

  if (tell_recording_uses_msgpack (recording))
    return SIO_PARSER_MSGPACK;
  return config ? sio_config_get_parser (config) : SIO_PARSER_JSON;
}

static char *
dup_name (const SioArgs *args)
{
  SioValue value = sio_args_get (args, 0);
  char *name = sio_value_dup_string (value, NULL);
  gsize length;
  const char *json;

  if (name || sio_value_is_missing (value))
    return name;
  json = sio_value_peek_json (value, &length);
  return g_strndup (json, length);
}

static void
handle_event (TellReplay *self, const char *nsp, SioArgs *args, const char *prefix, gint64 time_ms)
{
  g_autofree char *name = dup_name (args);
  g_autofree char *full = name && prefix ? g_strconcat (prefix, name, NULL) : g_steal_pointer (&name);
  TellIncoming incoming = {
    .nsp = nsp, .name = full, .pseudo = prefix != NULL, .args = args, .first = 1, .time_ms = time_ms
  };

  if (full)
    tell_session_handle (self->session, &incoming);
  else
    self->n_broken++;
}

static void
deliver (TellReplay *self, const char *nsp, SioArgs *args, const char *ack_id, gint64 time_ms)
{
  g_autoptr (SioEvent) event = self->listener ? sio_event_new (nsp, args, ack_id, time_ms * 1000) : NULL;

  if (event)
    TELL_REPLAY_SAY (self, event, event);
  handle_event (self, nsp, args, NULL, time_ms);
}

static void
handle_whole (TellReplay *self, const char *nsp, const char *name, SioArgs *payload)
{
  TellIncoming incoming = {
    .nsp = nsp, .name = name, .pseudo = TRUE, .args = payload, .whole = TRUE, .time_ms = wall_ms (self)
  };

  tell_session_handle (self->session, &incoming);
}

static void
handle_text (TellReplay *self, const char *nsp, const char *name, const char *text)
{
  TellIncoming incoming = {
    .nsp = nsp, .name = name, .pseudo = TRUE, .text = text, .time_ms = wall_ms (self)
  };

  tell_session_handle (self->session, &incoming);
}

void
tell_replay_disconnect (TellReplay *self, TellReplayPeer *peer, SioDisconnectReason reason)
{
  peer->connected = FALSE;
  TELL_REPLAY_SAY (self, disconnected, peer->nsp, reason);
  handle_text (self, peer->nsp, "disconnect", sio_disconnect_reason_to_string (reason));
  tell_replay_update_every (self);
}

static void
list_connect_emits (TellReplay *self, const char *nsp)
{
  g_autoptr (GPtrArray) emissions =
      tell_engine_build_connect_emits (tell_session_get_engine (self->session), nsp);

  for (guint i = 0; i < emissions->len; i++)
    tell_replay_add_emission (self, g_ptr_array_index (emissions, i));
}

static char *
dup_member (SioArgs *payload, const char *name)
{
  return payload ? sio_value_dup_string (sio_value_get_member (sio_args_get_root (payload), name, -1), NULL)
                 : NULL;
}

/* Whether the server restored the session that was there before. */
static gboolean
take_pid (TellReplayPeer *peer, SioArgs *payload)
{
  g_autofree char *before = g_steal_pointer (&peer->pid);

  peer->pid = dup_member (payload, "pid");
  return peer->visited && peer->pid != NULL && g_strcmp0 (before, peer->pid) == 0;
}

/* What was missed is asked for, unless the server restored the session: then nothing was. */
static void
list_refresh (TellReplay *self, TellReplayPeer *peer)
{
  TellEngine *engine = tell_session_get_engine (self->session);
  g_autoptr (TellEmission) emission = NULL;

  if (!tell_engine_has_emit (engine, TELL_EMIT_REFRESH))
    return;
  emission = tell_engine_build_emit (engine, TELL_EMIT_REFRESH, NULL, NULL, NULL);
  if (emission && g_str_equal (emission->nsp, peer->nsp))
    tell_replay_add_emission (self, emission);
}

/* As a live namespace does it: what came early is delivered first. */
static void
take_connect (TellReplay *self, TellReplayPeer *peer, SioArgs *payload)
{
  g_autofree char *sid = dup_member (payload, "sid");
  gboolean recovered = take_pid (peer, payload);
  gboolean gap = peer->visited && !recovered;
  TellReplayEarly *early;

  peer->connected = peer->visited = TRUE;
  self->phase = TELL_REPLAY_OPEN;
  TELL_REPLAY_SAY (self, connected, peer->nsp, sid, recovered);
  while ((early = g_queue_pop_head (&peer->early)))
    {
      deliver (self, peer->nsp, early->args, early->ack_id, early->time_ms);
      tell_replay_early_free (early);
    }
  handle_whole (self, peer->nsp, "connect", payload);
  list_connect_emits (self, peer->nsp);
  if (gap)
    list_refresh (self, peer);
  tell_replay_update_every (self);
}

static void
take_connect_error (TellReplay *self, TellReplayPeer *peer, SioArgs *payload)
{
  g_autoptr (SioArgs) wrapped = sio_connect_error_build (payload);

  self->phase = TELL_REPLAY_REFUSED;
  TELL_REPLAY_SAY (self, refused, peer->nsp, wrapped);
  handle_whole (self, peer->nsp, "connect_error", wrapped);
}

static void
take_event (TellReplay *self, TellReplayPeer *peer, const SioPacket *packet)
{
  TellReplayEarly *early;

  if (peer->connected)
    {
      deliver (self, peer->nsp, packet->args, packet->id, wall_ms (self));
      return;
    }
  if (g_queue_get_length (&peer->early) >= TELL_REPLAY_MAX_EARLY)
    return;
  early = g_new (TellReplayEarly, 1);
  early->args = sio_args_ref (packet->args);
  early->ack_id = g_strdup (packet->id);
  early->time_ms = wall_ms (self);
  g_queue_push_tail (&peer->early, early);
}

static void
take_answer (TellReplay *self, const SioPacket *packet)
{
  g_autofree char *key = g_strconcat (packet->nsp, "\n", packet->id, NULL);
  g_autofree char *name = NULL;
  g_autofree char *full = NULL;
  g_autofree char *owned_key = NULL;
  g_autoptr (SioArgs) sent = NULL;
  TellIncoming incoming = {
    .nsp = packet->nsp, .pseudo = TRUE, .args = packet->args, .time_ms = wall_ms (self)
  };

  if (!g_hash_table_steal_extended (self->asked, key, (gpointer *) &owned_key, (gpointer *) &sent))
    return;
  TELL_REPLAY_SAY (self, answered, packet->nsp, packet->id, packet->args);
  tell_replay_see_answer (self, key, packet->args);
  name = dup_name (sent);
  full = g_strconcat ("ack:", name, NULL);
  incoming.name = full;
  incoming.sent = sent;
  tell_session_handle (self->session, &incoming);
}

static void
take_received (TellReplay *self, const SioPacket *packet)
{
  TellReplayPeer *peer = tell_replay_get_peer (self, packet->nsp);

  switch (packet->type)
    {
    case SIO_PACKET_CONNECT:
      take_connect (self, peer, packet->args);
      break;
    case SIO_PACKET_DISCONNECT:
      if (peer->connected)
        tell_replay_disconnect (self, peer, SIO_DISCONNECT_SERVER);
      break;
    case SIO_PACKET_CONNECT_ERROR:
      take_connect_error (self, peer, packet->args);
      break;
    case SIO_PACKET_EVENT:
    case SIO_PACKET_BINARY_EVENT:
      take_event (self, peer, packet);
      break;
    case SIO_PACKET_ACK:
    case SIO_PACKET_BINARY_ACK:
      if (packet->id && packet->args)
        take_answer (self, packet);
      break;
    default:
      break;
    }
}

static void
take_sent (TellReplay *self, const SioPacket *packet)
{
  TellReplayPeer *peer = tell_replay_get_peer (self, packet->nsp);

  if (packet->type == SIO_PACKET_DISCONNECT && peer->connected)
    tell_replay_disconnect (self, peer, SIO_DISCONNECT_CLIENT);
  if ((packet->type != SIO_PACKET_EVENT && packet->type != SIO_PACKET_BINARY_EVENT) || packet->args == NULL)
    return;
  if (packet->id)
    g_hash_table_replace (self->asked, g_strconcat (packet->nsp, "\n", packet->id, NULL),
                          sio_args_ref (packet->args));
  tell_replay_see_sent (self, packet);
  handle_event (self, packet->nsp, packet->args, "sent:", wall_ms (self));
}

static SioDecoder *
get_decoder (TellReplay *self, EioDirection direction)
{
  SioDecoder **decoder = direction == EIO_DIRECTION_IN ? &self->decoder_in : &self->decoder_out;

  if (*decoder == NULL)
    *decoder = sio_decoder_new (self->protocol);
  return *decoder;
}

static gboolean
decode (TellReplay *self, EioDirection direction, GBytes *data, gboolean binary, SioPacket **packet)
{
  SioDecoder *decoder;

  if (self->parser == SIO_PARSER_MSGPACK && binary)
    return (*packet = sio_msgpack_parse (data, NULL)) != NULL;
  decoder = get_decoder (self, direction);
  if (sio_decoder_feed (decoder, data, binary, packet, NULL))
    return TRUE;
  sio_decoder_reset (decoder);
  return FALSE;
}

static void
take_message (TellReplay *self, const TellRecord *record, GBytes *data, gboolean binary)
{
  g_autoptr (SioPacket) packet = NULL;

  tell_replay_find_protocol (self);
  if (self->phase == TELL_REPLAY_IDLE)
    self->phase = TELL_REPLAY_OPEN; /* the recording began in the middle */
  if (!decode (self, record->direction, data, binary, &packet))
    self->n_broken++;
  else if (packet && record->direction == EIO_DIRECTION_IN)
    take_received (self, packet);
  else if (packet)
    take_sent (self, packet);
}

/* The transport is one for all namespaces, so each one's bindings hear of it. */
static void
take_upgrade (TellReplay *self)
{
  TELL_REPLAY_SAY (self, upgraded, EIO_TRANSPORT_WEBSOCKET);
  for (guint i = 0; i < self->peers->len; i++)
    handle_text (self, ((TellReplayPeer *) g_ptr_array_index (self->peers, i))->nsp, "upgrade", "websocket");
}

static void
say_opened (TellReplay *self, GBytes *handshake)
{
  gsize size;
  const char *text = g_bytes_get_data (handshake, &size);
  g_autoptr (SioArgs) payload = self->listener ? sio_args_new_text (text, (gssize) size, NULL) : NULL;
  g_autofree char *sid = dup_member (payload, "sid");

  TELL_REPLAY_SAY (self, opened, sid, self->via);
}

void
tell_replay_take (TellReplay *self, const TellRecord *record)
{
  gboolean in = record->direction == EIO_DIRECTION_IN;
  g_auto (EioPacket) packet = { 0 };

  TELL_REPLAY_SAY (self, packet, record);
  if (record->binary)
    {
      take_message (self, record, record->data, TRUE);
      return;
    }
  if (!eio_packet_parse_text (&packet, record->data, NULL))
    {
      self->n_broken++;
      return;
    }
  if (packet.type != EIO_PACKET_PING && packet.type != EIO_PACKET_PONG)
    self->via = record->via;
  if (packet.type == EIO_PACKET_OPEN && in)
    {
      tell_replay_begin_session (self);
      say_opened (self, packet.data);
    }
  else if (packet.type == EIO_PACKET_CLOSE)
    tell_replay_end_session (self, in ? SIO_DISCONNECT_TRANSPORT_CLOSE : SIO_DISCONNECT_CLIENT);
  else if (packet.type == EIO_PACKET_UPGRADE && !in)
    take_upgrade (self);
  else if (packet.type == EIO_PACKET_MESSAGE)
    take_message (self, record, packet.data, packet.binary);
}
