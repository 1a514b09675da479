/* tell-recogniser.c: which of the ready dashboards fits a server, seen from its first events.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-recogniser.h"

#include <string.h>

#define ENOUGH_KINDS 2

/* One dashboard on trial. */
typedef struct
{
  TellReady *ready;
  TellEngine *engine;
  GHashTable *known;   /* owned "NSP NAME" of events that its bindings took */
  GHashTable *unknown; /* and of those that none wanted */
  gboolean told;       /* by an event that is enough */
  gboolean failed;     /* something was skipped: the names are alike, what they carry is not */
} Candidate;

struct _TellRecogniser
{
  GPtrArray *candidates; /* owned Candidate */
  guint n_events;
};

static void
candidate_free (Candidate *self)
{
  g_clear_object (&self->engine);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->unknown);
  tell_ready_unref (self->ready);
  g_free (self);
}

static Candidate *
candidate_new (TellReady *ready, EioClock *clock)
{
  g_autoptr (TellStore) store = tell_store_new ();
  Candidate *self = g_new0 (Candidate, 1);

  self->ready = tell_ready_ref (ready);
  self->engine = tell_engine_new (ready->document, store, clock, NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failed = self->engine == NULL;
  return self;
}

/**
 * tell_recogniser_new:
 * @ready: (element-type TellReady): the dashboards to try
 * @clock: the session's
 *
 * Returns: (transfer full): a recogniser that has seen nothing
 */
TellRecogniser *
tell_recogniser_new (GPtrArray *ready, EioClock *clock)
{
  TellRecogniser *self = g_new0 (TellRecogniser, 1);

  self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);
  for (guint i = 0; i < ready->len; i++)
    g_ptr_array_add (self->candidates, candidate_new (g_ptr_array_index (ready, i), clock));
  return self;
}

void
tell_recogniser_free (TellRecogniser *self)
{
  g_ptr_array_unref (self->candidates);
  g_free (self);
}

static gboolean
has_skipped (Candidate *self)
{
  g_autoptr (GPtrArray) bindings = tell_engine_list_bindings (self->engine);

  for (guint i = 0; i < bindings->len; i++)
    if (((TellBindingStats *) g_ptr_array_index (bindings, i))->skipped > 0)
      return TRUE;
  return FALSE;
}

static gboolean
lists (GStrv texts, const char *text)
{
  return texts != NULL && g_strv_contains ((const char *const *) texts, text);
}

static void
try_event (Candidate *self, const TellIncoming *incoming)
{
  gboolean taken = !self->failed && tell_engine_handle (self->engine, incoming);
  GHashTable *kinds = taken ? self->known : self->unknown;

  if (self->failed)
    return;
  g_hash_table_add (kinds, g_strdup_printf ("%s %s", incoming->nsp, incoming->name));
  if (taken && has_skipped (self))
    self->failed = TRUE;
  else if (taken && lists (self->ready->events, incoming->name))
    self->told = TRUE;
}

static gboolean
fits (Candidate *self)
{
  guint n_known = g_hash_table_size (self->known);

  return !self->failed && (self->told || n_known >= ENOUGH_KINDS) &&
         n_known > g_hash_table_size (self->unknown);
}

/**
 * tell_recogniser_feed:
 * @self: a recogniser
 * @incoming: an event of the server
 *
 * Returns: (transfer none) (nullable): the dashboard that fits best, %NULL while none does
 */
TellReady *
tell_recogniser_feed (TellRecogniser *self, const TellIncoming *incoming)
{
  Candidate *best = NULL;

  if (incoming->pseudo || self->n_events >= TELL_RECOGNISER_MAX_EVENTS)
    return NULL;
  self->n_events++;
  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = g_ptr_array_index (self->candidates, i);

      try_event (candidate, incoming);
      if (fits (candidate) &&
          (best == NULL || g_hash_table_size (candidate->known) > g_hash_table_size (best->known)))
        best = candidate;
    }
  return best ? best->ready : NULL;
}

static gboolean
connects_to (Candidate *self, const char *nsp)
{
  g_auto (GStrv) namespaces = self->engine ? tell_engine_get_namespaces (self->engine) : NULL;

  return lists (namespaces, nsp);
}

/**
 * tell_recogniser_refuse:
 * @self: a recogniser
 * @nsp: a namespace that did not let us in
 * @message: the server's words
 *
 * Returns: (transfer none) (nullable): the dashboard of servers that say so there
 */
TellReady *
tell_recogniser_refuse (TellRecogniser *self, const char *nsp, const char *message)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = g_ptr_array_index (self->candidates, i);

      if (lists (candidate->ready->refusals, message) && connects_to (candidate, nsp))
        return candidate->ready;
    }
  return NULL;
}
