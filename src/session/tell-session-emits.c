/* tell-session-emits.c: what a document sends by itself, and the clock that wakes the engine.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"

#include <glib/gi18n-lib.h>

#include "sio-error.h"

/* Waits for the answer to an emit that says what a good one is. */
typedef struct
{
  GWeakRef session;
  TellEmission *emission;
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->session);
  tell_emission_unref (question->emission);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* A sign-in that the server does not accept leaves us connected, but the user has to know. */
static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (TellSession) self = g_weak_ref_get (&question->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (object), result, &error);
  g_autofree char *message = NULL;

  if (self == NULL)
    return;
  if (answer == NULL)
    g_debug ("%s: no answer to %s: %s", self->name, question->emission->name, error->message);
  else if (!tell_engine_check_answer (self->engine, question->emission, answer, &message))
    tell_session_set_reason (self,
                             g_strdup_printf (_ ("“%s” was refused: %s"), question->emission->name,
                                              message ? message : _ ("the server gave no reason")),
                             NULL);
}

/* Sends it if its namespace is connected; the answer, if one is wanted, comes back as @ack:NAME. */
gboolean
tell_session_emit (TellSession *self, TellEmission *emission, GError **error)
{
  TellLink *link = tell_session_find_link (self, emission->nsp);
  Question *question;

  if (link == NULL || !tell_link_is_connected (link))
    {
      g_set_error (error, SIO_ERROR, SIO_ERROR_DISCONNECTED, "The namespace %s is not connected",
                   emission->nsp);
      return FALSE;
    }
  if (!emission->ack)
    return sio_namespace_emit (link->nsp, emission->args, SIO_EMIT_NONE, error);
  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->session, self);
  question->emission = tell_emission_ref (emission);
  sio_namespace_emit_async (link->nsp, emission->args, SIO_EMIT_NONE, TELL_SESSION_ACK_TIMEOUT_MS,
                            self->cancellable, answered_cb, question);
  return TRUE;
}

static void arm_every (TellEvery *every);

static void
every_cb (gpointer user_data)
{
  TellEvery *every = user_data;
  TellSession *self = every->session;
  g_autoptr (TellEmission) emission = tell_engine_build_every (self->engine, every->index);

  every->timer = 0;
  arm_every (every);
  if (emission)
    tell_session_emit (self, emission, NULL);
}

static void
arm_every (TellEvery *every)
{
  TellSession *self = every->session;
  double ms = tell_engine_get_every_seconds (self->engine, every->index) * 1000;

  if (every->timer == 0)
    every->timer =
        eio_clock_add_timeout (self->clock, (guint) CLAMP (ms, TELL_SESSION_MIN_EVERY_MS, G_MAXINT), every_cb,
                               every);
}

void
tell_session_init_every (TellSession *self)
{
  self->n_every = tell_engine_get_n_every (self->engine);
  self->every = g_new0 (TellEvery, self->n_every);
  for (guint i = 0; i < self->n_every; i++)
    {
      self->every[i].session = self;
      self->every[i].index = i;
    }
}

/* As setInterval () does it: the first one after its time, none while nothing is connected. */
void
tell_session_update_every (TellSession *self)
{
  gboolean connected = FALSE;

  for (guint i = 0; i < self->links->len; i++)
    connected |= tell_link_is_connected (g_ptr_array_index (self->links, i));
  for (guint i = 0; i < self->n_every; i++)
    {
      if (connected)
        arm_every (&self->every[i]);
      else
        eio_clock_clear (self->clock, &self->every[i].timer);
    }
}

void
tell_session_send_connect_emits (TellSession *self, TellLink *link)
{
  g_autoptr (GPtrArray) emissions =
      tell_engine_build_connect_emits (self->engine, sio_namespace_get_path (link->nsp));

  for (guint i = 0; i < emissions->len; i++)
    {
      TellEmission *emission = g_ptr_array_index (emissions, i);
      g_autoptr (GError) error = NULL;

      if (!tell_session_emit (self, emission, &error))
        g_debug ("%s: %s not sent on connect: %s", self->name, emission->name, error->message);
    }
}

/* After a gap: asks NSP for a fresh snapshot, if the document says how. */
void
tell_session_send_refresh (TellSession *self, const char *nsp)
{
  g_autoptr (TellEmission) emission = NULL;

  if (!tell_engine_has_emit (self->engine, TELL_EMIT_REFRESH))
    return;
  emission = tell_engine_build_emit (self->engine, TELL_EMIT_REFRESH, NULL, NULL, NULL);
  if (emission && g_str_equal (emission->nsp, nsp))
    tell_session_emit (self, emission, NULL);
}

static void
wakeup_cb (gpointer user_data)
{
  TellSession *self = user_data;

  self->wakeup_timer = 0;
  tell_session_schedule_wakeup (self);
}

/* The engine says when time alone will bring something next; until then it is left alone. */
void
tell_session_schedule_wakeup (TellSession *self)
{
  gint64 next, wait;

  eio_clock_clear (self->clock, &self->wakeup_timer);
  next = tell_engine_tick (self->engine);
  if (next == 0)
    return;
  wait = MAX (0, next - eio_clock_get_now (self->clock));
  eio_clock_clear (self->clock, &self->wakeup_timer);
  self->wakeup_timer =
      eio_clock_add_timeout (self->clock, (guint) MIN ((wait + 999) / 1000, G_MAXINT), wakeup_cb, self);
}
