/* tell-replay.c: runs a session's dashboard on a recording: time, sessions and revisions as the recording has them.
 * What was received goes in; what was sent is taken from the file, so that an answer finds its question; nothing is sent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-replay-private.h"

G_DEFINE_FINAL_TYPE (TellReplay, tell_replay, G_TYPE_OBJECT)

static void
peer_free (TellReplayPeer *peer)
{
  g_queue_clear_full (&peer->early, (GDestroyNotify) tell_replay_early_free);
  g_free (peer->nsp);
  g_free (peer->pid);
  g_free (peer);
}

static void
emission_cb (TellEngine *engine, TellEmission *emission, TellReplay *self)
{
  tell_replay_add_emission (self, emission);
}

void
tell_replay_add_emission (TellReplay *self, TellEmission *emission)
{
  if (self->emitted->len < TELL_REPLAY_MAX_EMITTED)
    g_ptr_array_add (self->emitted, tell_emission_ref (emission));
}

/* The one with this path, made when it is new. */
TellReplayPeer *
tell_replay_get_peer (TellReplay *self, const char *nsp)
{
  TellReplayPeer *peer;

  for (guint i = 0; i < self->peers->len; i++)
    {
      peer = g_ptr_array_index (self->peers, i);
      if (g_str_equal (peer->nsp, nsp))
        return peer;
    }
  peer = g_new0 (TellReplayPeer, 1);
  peer->nsp = g_strdup (nsp);
  g_ptr_array_add (self->peers, peer);
  return peer;
}

static void
forget_session (TellReplay *self)
{
  g_clear_pointer (&self->decoder_in, sio_decoder_free);
  g_clear_pointer (&self->decoder_out, sio_decoder_free);
  g_hash_table_remove_all (self->asked);
  g_hash_table_remove_all (self->joins);
  for (guint i = 0; i < self->peers->len; i++)
    {
      TellReplayPeer *peer = g_ptr_array_index (self->peers, i);

      g_queue_clear_full (&peer->early, (GDestroyNotify) tell_replay_early_free);
    }
}

/* Whoever was connected is not any more. */
void
tell_replay_end_session (TellReplay *self, SioDisconnectReason reason)
{
  self->phase = TELL_REPLAY_LOST;
  for (guint i = 0; i < self->peers->len; i++)
    {
      TellReplayPeer *peer = g_ptr_array_index (self->peers, i);

      if (peer->connected)
        tell_replay_disconnect (self, peer, reason);
    }
  forget_session (self);
}

void
tell_replay_begin_session (TellReplay *self)
{
  if (self->phase != TELL_REPLAY_IDLE)
    self->reconnects++;
  tell_replay_end_session (self, SIO_DISCONNECT_TRANSPORT_CLOSE);
  self->phase = TELL_REPLAY_OPEN;
  self->protocol = EIO_PROTOCOL_AUTO;
}

static void
every_cb (gpointer user_data)
{
  TellEvery *every = user_data;
  TellReplay *self = every->replay;
  g_autoptr (TellEmission) emission =
      tell_engine_build_every (tell_session_get_engine (self->session), every->index);

  every->timer = 0;
  tell_replay_update_every (self);
  if (emission && tell_replay_get_peer (self, emission->nsp)->connected)
    tell_replay_add_emission (self, emission);
}

/* What a document repeats would have been sent while something was connected. */
void
tell_replay_update_every (TellReplay *self)
{
  EioClock *clock = tell_session_get_clock (self->session);
  TellEngine *engine = tell_session_get_engine (self->session);

  for (guint i = 0; i < self->n_every; i++)
    {
      TellEvery *every = &self->every[i];
      double ms = tell_engine_get_every_seconds (engine, i) * 1000;

      if (!tell_replay_is_connected (self))
        eio_clock_clear (clock, &every->timer);
      else if (every->timer == 0)
        every->timer = eio_clock_add_timeout (clock, (guint) CLAMP (ms, TELL_SESSION_MIN_EVERY_MS, G_MAXINT),
                                              every_cb, every);
    }
}

gboolean
tell_replay_is_connected (TellReplay *self)
{
  for (guint i = 0; i < self->peers->len; i++)
    if (((TellReplayPeer *) g_ptr_array_index (self->peers, i))->connected)
      return TRUE;
  return FALSE;
}

static void
tell_replay_dispose (GObject *object)
{
  TellReplay *self = TELL_REPLAY (object);

  if (self->session)
    {
      for (guint i = 0; i < self->n_every; i++)
        eio_clock_clear (tell_session_get_clock (self->session), &self->every[i].timer);
      g_signal_handlers_disconnect_by_data (tell_session_get_engine (self->session), self);
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tell_replay_parent_class)->dispose (object);
}

static void
tell_replay_finalize (GObject *object)
{
  TellReplay *self = TELL_REPLAY (object);

  forget_session (self);
  g_hash_table_unref (self->asked);
  g_hash_table_unref (self->joins);
  g_ptr_array_unref (self->peers);
  g_ptr_array_unref (self->emitted);
  tell_recording_free (self->recording);
  g_free (self->every);
  G_OBJECT_CLASS (tell_replay_parent_class)->finalize (object);
}

static void
tell_replay_class_init (TellReplayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tell_replay_dispose;
  G_OBJECT_CLASS (klass)->finalize = tell_replay_finalize;
}

static void
tell_replay_init (TellReplay *self)
{
  self->peers = g_ptr_array_new_with_free_func ((GDestroyNotify) peer_free);
  self->emitted = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_emission_unref);
  self->joins = tell_replay_joins_new ();
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sio_args_unref);
}

static void
move_clock (TellReplay *self, gint64 time_us)
{
  if (time_us <= self->time_us)
    return;
  eio_clock_advance (tell_session_get_clock (self->session), time_us - self->time_us);
  self->time_us = time_us;
}

EioClock *
tell_replay_new_clock (TellRecording *recording)
{
  return eio_clock_new_manual (tell_recording_get_start_ms (recording) * 1000);
}

/**
 * tell_replay_new:
 * @session: made with the recording's clock, and idle
 * @recording: (transfer full): what it is fed
 *
 * Returns: (transfer full): a replay at the beginning of the recording
 */
TellReplay *
tell_replay_new (TellSession *session, TellRecording *recording)
{
  TellReplay *self = g_object_new (TELL_TYPE_REPLAY, NULL);
  TellEngine *engine = tell_session_get_engine (session);

  self->session = g_object_ref (session);
  self->recording = recording;
  self->parser = tell_replay_find_parser (engine, recording);
  self->n_every = tell_engine_get_n_every (engine);
  self->every = g_new0 (TellEvery, self->n_every);
  for (guint i = 0; i < self->n_every; i++)
    {
      self->every[i].replay = self;
      self->every[i].index = i;
    }
  g_signal_connect (engine, "emission", G_CALLBACK (emission_cb), self);
  return self;
}

TellSession *
tell_replay_get_session (TellReplay *self)
{
  return self->session;
}

gint64
tell_replay_get_next (TellReplay *self)
{
  if (self->next < tell_recording_get_n (self->recording))
    return tell_recording_get (self->recording, self->next)->time_us;
  return self->finished ? -1 : tell_recording_get_length_us (self->recording);
}

gboolean
tell_replay_step (TellReplay *self)
{
  g_return_val_if_fail (TELL_IS_REPLAY (self), FALSE);
  if (self->finished)
    return FALSE;
  move_clock (self, tell_replay_get_next (self));
  if (self->next < tell_recording_get_n (self->recording))
    tell_replay_take (self, tell_recording_get (self->recording, self->next++));
  else
    {
      tell_session_schedule_wakeup (self->session);
      self->finished = TRUE;
    }
  return !self->finished;
}

/**
 * tell_replay_wait_until:
 * @self: a replay
 * @time_us: how far, from the start
 *
 * Lets the recording's time pass while nothing arrives; it stops at the next packet.
 */
void
tell_replay_wait_until (TellReplay *self, gint64 time_us)
{
  g_return_if_fail (TELL_IS_REPLAY (self));
  if (!self->finished)
    move_clock (self, MIN (time_us, tell_replay_get_next (self)));
}

/**
 * tell_replay_set_listener:
 * @self: a replay
 * @listener: (nullable): hears of what the recording brings
 * @user_data: for it
 */
void
tell_replay_set_listener (TellReplay *self, const TellReplayListener *listener, gpointer user_data)
{
  g_return_if_fail (TELL_IS_REPLAY (self));
  self->listener = listener;
  self->listener_data = user_data;
}

void
tell_replay_run (TellReplay *self)
{
  while (tell_replay_step (self))
    ;
}

const char *
tell_replay_get_state (TellReplay *self)
{
  if (tell_replay_is_connected (self))
    return "connected";
  switch (self->phase)
    {
    case TELL_REPLAY_OPEN:
      return "connecting";
    case TELL_REPLAY_REFUSED:
      return "refused";
    case TELL_REPLAY_LOST:
      return "waiting";
    case TELL_REPLAY_IDLE:
    default:
      return "idle";
    }
}

const char *
tell_replay_get_transport (TellReplay *self)
{
  return self->phase == TELL_REPLAY_IDLE || self->phase == TELL_REPLAY_LOST
             ? NULL
             : eio_transport_kind_to_string (self->via);
}

EioProtocol
tell_replay_get_protocol (TellReplay *self)
{
  return self->protocol;
}

guint
tell_replay_get_reconnects (TellReplay *self)
{
  return self->reconnects;
}

guint
tell_replay_get_n_broken (TellReplay *self)
{
  return self->n_broken;
}

GPtrArray *
tell_replay_get_emitted (TellReplay *self)
{
  return self->emitted;
}
