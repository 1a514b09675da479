/* tell-pace.c: at most so many a second; the rest waits its turn.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-pace.h"

struct _TellPace
{
  GQueue waiting;                     /* owned TellEmission */
  gint64 times[TELL_PACE_PER_SECOND]; /* when the last ones went, a ring; µs */
  guint next;                         /* the oldest of times */
  guint n_times;
};

/* When one more may go, also if none waits. */
static gint64
get_turn (TellPace *self)
{
  return self->n_times < TELL_PACE_PER_SECOND ? 0 : self->times[self->next] + G_USEC_PER_SEC;
}

TellPace *
tell_pace_new (void)
{
  return g_new0 (TellPace, 1);
}

void
tell_pace_free (TellPace *self)
{
  tell_pace_clear (self);
  g_free (self);
}

gboolean
tell_pace_push (TellPace *self, TellEmission *emission)
{
  if (self->waiting.length >= TELL_PACE_MAX_WAITING)
    return FALSE;
  g_queue_push_tail (&self->waiting, tell_emission_ref (emission));
  return TRUE;
}

TellEmission *
tell_pace_pop (TellPace *self, gint64 now)
{
  if (self->waiting.length == 0 || get_turn (self) > now)
    return NULL;
  self->times[self->next] = now;
  self->next = (self->next + 1) % TELL_PACE_PER_SECOND;
  self->n_times = MIN (self->n_times + 1, TELL_PACE_PER_SECOND);
  return g_queue_pop_head (&self->waiting);
}

gint64
tell_pace_get_next (TellPace *self)
{
  return self->waiting.length == 0 ? 0 : MAX (1, get_turn (self));
}

void
tell_pace_clear (TellPace *self)
{
  g_queue_clear_full (&self->waiting, (GDestroyNotify) tell_emission_unref);
}
