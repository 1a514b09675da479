/* tell-rule.c: rules on series and on silence.
 *
 *   CALM ── beyond the mark ──► WAITING ── for “for” seconds ──► TOLD
 *    ▲                            │                               │
 *    └──── not beyond it ─────────┘◄─────── back to “clear” ──────┘
 *
 * Silence is the same with time as the series: each event starts the waiting anew.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-rule.h"

#include <string.h>

#define MAX_SECONDS 1e9

typedef enum
{
  CALM,
  WAITING,
  TOLD,
} RuleState;

/* One series that a rule looks at. */
typedef struct
{
  SeriesBuffer *series; /* owned */
  guint64 revision;     /* of the series when it was looked at */
  RuleState state;
  gint64 since; /* WAITING: µs of the clock */
} Watch;

struct _TellRule
{
  char *series; /* an id or glob; NULL: silence */
  char *silent; /* the event; nullable */
  gboolean silent_pseudo;
  char *nsp; /* of the event; NULL: any */
  gboolean below;
  double mark;
  double clear;
  gint64 for_us;
  TellTemplate *title; /* nullable */
  TellTemplate *body;  /* nullable */
  TellTemplate *room;  /* nullable */
  TellLevel level;

  GArray *watches; /* of Watch */
  guint n_known;   /* series that the store had when watches were found */
  RuleState silence;
  gint64 silent_since; /* µs of the clock */
};

static void
watch_clear (gpointer data)
{
  g_object_unref (((Watch *) data)->series);
}

static void
tell (TellRule *self, TellContext *context, const char *subject, gint64 wall_ms)
{
  TellScratchMark mark = tell_scratch_mark (context->scratch);
  const char *title = self->title ? tell_template_get_text (self->title, context) : NULL;
  const char *body = self->body ? tell_template_get_text (self->body, context) : NULL;
  const char *room = self->room ? tell_template_get_text (self->room, context) : NULL;
  g_autoptr (TellNotification) notification =
      tell_notification_new (NULL, title ? title : subject, body, self->level, room, wall_ms);

  tell_store_notify (context->store, notification);
  tell_scratch_release (context->scratch, mark);
}

/* New series may fit a glob, or appear under the id. */
static void
find_series (TellRule *self, TellContext *context)
{
  SeriesStore *store = tell_store_get_series (context->store);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  g_autoptr (GPtrArray) matching = NULL;

  if (n == self->n_known)
    return;
  self->n_known = n;
  matching = series_store_match (store, self->series);
  for (guint i = 0; i < matching->len; i++)
    {
      Watch watch = { g_ptr_array_index (matching, i), G_MAXUINT64, CALM, 0 };
      gboolean known = FALSE;

      for (guint j = 0; j < self->watches->len && !known; j++)
        known = g_array_index (self->watches, Watch, j).series == watch.series;
      if (known)
        continue;
      g_object_ref (watch.series);
      g_array_append_val (self->watches, watch);
    }
}

/* Only the newest point counts, so that filling in history tells nothing. */
static void
look_at_newest (TellRule *self, Watch *watch, gint64 now)
{
  SeriesPoint point;
  gboolean some = series_buffer_get_last (watch->series, &point);
  gboolean beyond = some && (self->below ? point.value < self->mark : point.value > self->mark);
  gboolean back = !some || (self->below ? point.value >= self->clear : point.value <= self->clear);

  if (watch->state == CALM && beyond)
    {
      watch->state = WAITING;
      watch->since = now;
    }
  else if ((watch->state == WAITING && !beyond) || (watch->state == TOLD && back))
    watch->state = CALM;
}

static gint64
check_series (TellRule *self, Watch *watch, TellContext *context, gint64 now, gint64 wall_ms)
{
  guint64 revision = series_buffer_get_revision (watch->series);

  if (revision != watch->revision)
    {
      watch->revision = revision;
      look_at_newest (self, watch, now);
    }
  if (watch->state != WAITING)
    return 0;
  if (now < watch->since + self->for_us)
    return watch->since + self->for_us;
  watch->state = TOLD;
  tell (self, context, series_buffer_get_name (watch->series), wall_ms);
  return 0;
}

static gint64
check_silence (TellRule *self, TellContext *context, gint64 now, gint64 wall_ms)
{
  if (self->silence != WAITING)
    return 0;
  if (now < self->silent_since + self->for_us)
    return self->silent_since + self->for_us;
  self->silence = TOLD;
  tell (self, context, self->silent, wall_ms);
  return 0;
}

static gboolean
compile_texts (TellRule *self,
               JsonObject *object,
               TellVariables *variables,
               const TellPlace *place,
               GError **error)
{
  TellScope scope = { .variables = variables };
  struct
  {
    const char *name;
    TellTemplate **template;
  } texts[] = { { "title", &self->title }, { "body", &self->body }, { "room", &self->room } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      JsonNode *node = json_object_get_member (object, texts[i].name);

      if (node == NULL)
        continue;
      *texts[i].template =
          tell_template_new (node, &scope, TRUE, TELL_PLACE_KEY (place, texts[i].name), error);
      if (*texts[i].template == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
compile_marks (TellRule *self, JsonObject *object, const TellPlace *place, GError **error)
{
  self->below = json_object_has_member (object, "below");
  if (self->series != NULL && self->below == json_object_has_member (object, "above"))
    return tell_place_fail (place, error, "expected either “above” or “below”");
  if ((self->series == NULL) == (self->silent == NULL))
    return tell_place_fail (place, error, "expected either “series” or “silent”");
  if (self->silent != NULL && self->for_us == 0)
    return tell_place_fail (place, error, "“silent” needs “for”: the seconds");
  self->mark = json_object_get_double_member_with_default (object, self->below ? "below" : "above", 0);
  self->clear = json_object_get_double_member_with_default (object, "clear", self->mark);
  return TRUE;
}

static gboolean
compile (TellRule *self, JsonObject *object, TellVariables *variables, const TellPlace *place, GError **error)
{
  const char *silent = json_object_get_string_member_with_default (object, "silent", NULL);
  double seconds = json_object_get_double_member_with_default (object, "for", 0);

  self->series = g_strdup (json_object_get_string_member_with_default (object, "series", NULL));
  if (silent != NULL)
    {
      self->silent_pseudo = silent[0] == '@';
      self->silent = g_strdup (silent + (self->silent_pseudo || g_str_has_prefix (silent, "\\@")));
    }
  self->for_us = CLAMP (seconds, 0, MAX_SECONDS) * G_USEC_PER_SEC;
  tell_level_from_string (json_object_get_string_member_with_default (object, "level", NULL), &self->level);
  return compile_marks (self, object, place, error) && compile_texts (self, object, variables, place, error);
}

TellRule *
tell_rule_new (JsonObject *object,
               TellVariables *variables,
               const char *default_nsp,
               const TellPlace *place,
               GError **error)
{
  g_autofree char *nsp =
      g_strdup (json_object_get_string_member_with_default (object, "namespace", default_nsp));
  TellRule *self = g_new0 (TellRule, 1);

  self->watches = g_array_new (FALSE, FALSE, sizeof (Watch));
  g_array_set_clear_func (self->watches, watch_clear);
  self->nsp = strcmp (nsp, "*") == 0 ? NULL : g_steal_pointer (&nsp);
  if (compile (self, object, variables, place, error))
    return self;
  tell_rule_free (self);
  return NULL;
}

void
tell_rule_free (TellRule *self)
{
  g_free (self->series);
  g_free (self->silent);
  g_free (self->nsp);
  g_clear_pointer (&self->title, tell_template_free);
  g_clear_pointer (&self->body, tell_template_free);
  g_clear_pointer (&self->room, tell_template_free);
  g_array_unref (self->watches);
  g_free (self);
}

/* Waiting begins with the connection, or with the first event if that came before. */
void
tell_rule_see_event (TellRule *self, const TellIncoming *incoming, gint64 now)
{
  gboolean connects = incoming->pseudo && strcmp (incoming->name, "connect") == 0;

  if (self->silent == NULL || (self->nsp != NULL && strcmp (self->nsp, incoming->nsp) != 0))
    return;
  if (!connects &&
      (self->silent_pseudo != !!incoming->pseudo || !series_glob_matches (self->silent, incoming->name)))
    return;
  self->silence = WAITING;
  self->silent_since = now;
}

gint64
tell_rule_check (TellRule *self, TellContext *context, gint64 now, gint64 wall_ms)
{
  gint64 next = 0;

  if (self->series == NULL)
    return check_silence (self, context, now, wall_ms);
  find_series (self, context);
  for (guint i = 0; i < self->watches->len; i++)
    {
      gint64 at = check_series (self, &g_array_index (self->watches, Watch, i), context, now, wall_ms);

      if (at != 0)
        next = next == 0 ? at : MIN (next, at);
    }
  return next;
}
