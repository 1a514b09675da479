/* tell-player.c: plays a recording as it happened, in the main loop.
 *
 * Two clocks: the session lives by the recording's, which the replay moves; the player looks at another one, the machine's outside of
 * tests, to know how far that has to be by now. The session's state is what the recording says, and after its end there is no more.
 *
 *   IDLE ── play () ──► CONNECTING, CONNECTED, WAITING, REFUSED as the recording has it ── its end ──► IDLE (reason: it has ended)
 *    ▲                                        │
 *    └────────────── hold () ─────────────────┘
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-player.h"

#include "tell-replay.h"
#include "tell-session-private.h"

#include <glib/gi18n-lib.h>

/* How often time passes on screen while nothing arrives. */
#define TICK_MS 50
/* How long packets may keep the main loop, and how long the rest of the program has then. */
#define BUDGET_US 8000
#define PAUSE_MS  4

struct _TellPlayer
{
  GObject parent_instance;

  TellReplay *replay;
  TellSession *session;
  EioClock *clock;
  double speed;
  gint64 from_us;  /* of the recording, where it stood at the last play () */
  gint64 since_us; /* of the clock, when that was */
  gboolean ended;
  guint timer;
};

G_DEFINE_FINAL_TYPE (TellPlayer, tell_player, G_TYPE_OBJECT)

static void schedule (TellPlayer *self, guint ms);

/* Where the recording has to be by now. */
static gint64
get_place (TellPlayer *self)
{
  gint64 passed_us = eio_clock_get_now (self->clock) - self->since_us;

  return self->speed > 0 ? self->from_us + (gint64) ((double) passed_us * self->speed) : G_MAXINT64;
}

static void
set_reason (TellPlayer *self, const char *sentence)
{
  tell_session_set_reason (self->session, g_strdup (sentence), NULL);
}

static void
update_state (TellPlayer *self)
{
  const char *state = tell_replay_get_state (self->replay);

  if (g_str_equal (state, "connected"))
    tell_session_set_state (self->session, TELL_SESSION_CONNECTED);
  else if (g_str_equal (state, "waiting"))
    {
      tell_session_set_state (self->session, TELL_SESSION_WAITING);
      set_reason (self, _ ("Here the recorded connection was lost."));
    }
  else if (g_str_equal (state, "refused"))
    {
      tell_session_set_state (self->session, TELL_SESSION_REFUSED);
      set_reason (self, _ ("Here the recorded connection was refused."));
    }
  else
    tell_session_set_state (self->session, TELL_SESSION_CONNECTING);
}

static void
finish (TellPlayer *self)
{
  self->ended = TRUE;
  tell_session_set_state (self->session, TELL_SESSION_IDLE);
  set_reason (self, _ ("The recording has ended."));
}

/* Packets until PLACE; FALSE when there is more than the main loop can bear at once. */
static gboolean
step_until (TellPlayer *self, gint64 place)
{
  gint64 end = g_get_monotonic_time () + BUDGET_US;
  gint64 next;

  while ((next = tell_replay_get_next (self->replay)) >= 0 && next <= place)
    {
      if (g_get_monotonic_time () > end)
        return FALSE;
      tell_replay_step (self->replay);
    }
  tell_replay_wait_until (self->replay, place);
  return TRUE;
}

static void
tick_cb (gpointer user_data)
{
  g_autoptr (TellPlayer) self = g_object_ref (user_data);
  const char *transport = tell_replay_get_transport (self->replay);
  gboolean up_to_date = FALSE;

  self->timer = 0;
  up_to_date = step_until (self, get_place (self));
  if (self->session->player != self)
    return; /* what arrived made somebody let go of it */
  if (tell_replay_get_next (self->replay) < 0)
    {
      finish (self);
      return;
    }
  update_state (self);
  if (g_strcmp0 (transport, tell_replay_get_transport (self->replay)) != 0)
    tell_session_notify_transport (self->session);
  schedule (self, up_to_date ? TICK_MS : PAUSE_MS);
}

static void
schedule (TellPlayer *self, guint ms)
{
  self->timer = eio_clock_add_timeout (self->clock, ms, tick_cb, self);
}

void
tell_player_play (TellPlayer *self)
{
  if (self->timer != 0 || self->ended)
    return;
  self->since_us = eio_clock_get_now (self->clock);
  update_state (self);
  schedule (self, 0);
}

void
tell_player_hold (TellPlayer *self)
{
  if (self->timer == 0)
    return;
  if (self->speed > 0)
    self->from_us = get_place (self);
  eio_clock_clear (self->clock, &self->timer);
  tell_session_set_state (self->session, TELL_SESSION_IDLE);
  set_reason (self, _ ("The recording is held."));
}

gboolean
tell_player_has_ended (TellPlayer *self)
{
  return self->ended;
}

const char *
tell_player_get_transport (TellPlayer *self)
{
  return self->ended ? NULL : tell_replay_get_transport (self->replay);
}

guint
tell_player_get_reconnects (TellPlayer *self)
{
  return tell_replay_get_reconnects (self->replay);
}

static void
tell_player_dispose (GObject *object)
{
  TellPlayer *self = TELL_PLAYER (object);

  if (self->clock)
    eio_clock_clear (self->clock, &self->timer);
  if (self->session)
    self->session->player = NULL;
  g_clear_object (&self->replay);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (tell_player_parent_class)->dispose (object);
}

static void
tell_player_class_init (TellPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tell_player_dispose;
}

static void
tell_player_init (TellPlayer *self)
{
}

/* Many may show the same dashboard, and a live server, too: each is a session of its own. */
static void
make_recorded (TellSession *session, TellPlayer *player)
{
  static guint n_players;
  char *id = g_strdup_printf ("%s-%u", session->id, ++n_players);
  /* Translators: %s is the name of a dashboard or of a file */
  char *name = g_strdup_printf (_ ("%s (recording)"), session->name);

  g_free (session->id);
  g_free (session->name);
  session->id = id;
  session->name = name;
  session->recorded = TRUE;
  session->player = player;
}

/**
 * tell_player_new:
 * @document: what to make of it
 * @recording: (transfer full): what was recorded
 * @clock: (nullable): the time it plays by, or %NULL for the machine's
 * @speed: 1 for real time, 0 for as fast as it can
 * @error: a #TellDocumentError when the document can't be compiled
 *
 * Returns: (transfer full) (nullable): a player at the beginning of the recording
 */
TellPlayer *
tell_player_new (TellDocument *document,
                 TellRecording *recording,
                 EioClock *clock,
                 double speed,
                 GError **error)
{
  g_autoptr (TellRecording) owned = recording;
  g_autoptr (EioClock) recorded_clock = tell_replay_new_clock (recording);
  g_autoptr (TellSession) session = tell_session_new (document, recorded_clock, error);
  TellPlayer *self;

  if (session == NULL)
    return NULL;
  self = g_object_new (TELL_TYPE_PLAYER, NULL);
  self->clock = g_object_ref (clock ? clock : eio_clock_get_default ());
  self->speed = speed;
  self->replay = tell_replay_new (session, g_steal_pointer (&owned));
  self->session = g_steal_pointer (&session);
  make_recorded (self->session, self);
  return self;
}

/**
 * tell_player_get_session:
 * @self: a player
 *
 * Returns: (transfer none): what a window shows
 */
TellSession *
tell_player_get_session (TellPlayer *self)
{
  g_return_val_if_fail (TELL_IS_PLAYER (self), NULL);
  return self->session;
}
