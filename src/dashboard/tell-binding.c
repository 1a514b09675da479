/* tell-binding.c: runs a binding: conditions, loops, actions, within the steps that an event may take.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-binding-private.h"

#include <string.h>

/* One event going through one binding. */
typedef struct
{
  TellBinding *binding;
  TellEach *each;
  TellContext *context;
  gboolean matched; /* all conditions fit at least once */
  gboolean did_first;
} Run;

static void
count_skip (TellBinding *self, char *why)
{
  self->stats.skipped++;
  g_free (self->stats.why);
  self->stats.why = why;
}

/* FALSE when the event has used up its steps: what is left of it is dropped, and counted once. */
static gboolean
take_step (Run *run)
{
  TellContext *context = run->context;

  if (context->steps_left > 1 && tell_scratch_get_work (context->scratch) <= TELL_MAX_WORK)
    {
      context->steps_left--;
      return TRUE;
    }
  if (context->steps_left > 0)
    {
      context->steps_left = 0;
      count_skip (run->binding, g_strdup ("too many steps for one event"));
    }
  return FALSE;
}

static void
run_actions (Run *run, GPtrArray *actions)
{
  for (guint i = 0; i < actions->len && take_step (run); i++)
    {
      char *why = NULL;

      if (!tell_action_run (g_ptr_array_index (actions, i), run->context, &why))
        count_skip (run->binding, why);
    }
}

static gboolean
conditions_hold (Run *run, guint level)
{
  GPtrArray *when = run->binding->when;

  for (guint i = 0; i < when->len; i++)
    if (run->each->when_levels[i] == level &&
        !tell_condition_holds (g_ptr_array_index (when, i), run->context))
      return FALSE;
  return TRUE;
}

static void run_level (Run *run, guint level);

static void
run_loop (Run *run, TellClause *clause, guint level)
{
  TellContext *context = run->context;
  TellValue container = tell_expression_evaluate (clause->expression, context);
  TellScratchMark mark = tell_scratch_mark (context->scratch);
  SioIter iter;
  SioValue key;
  SioValue child;
  guint index = 0;

  if (container.kind != SIO_VALUE_ARRAY && container.kind != SIO_VALUE_OBJECT)
    return;
  for (sio_iter_init (&iter, container.sio); sio_iter_next (&iter, &key, &child) && take_step (run); index++)
    {
      context->locals[clause->slot] = tell_value_from_sio (child);
      context->keys[clause->slot] =
          sio_value_is_missing (key) ? tell_value_from_number (index) : tell_value_from_sio (key);
      run_level (run, level + 1);
      tell_scratch_release (context->scratch, mark);
    }
}

/* Once an event, when the leading names have their values and the conditions on them hold. */
static void
run_first (Run *run, guint level)
{
  if (run->did_first || level < run->each->n_leading)
    return;
  run->did_first = TRUE;
  run_actions (run, run->binding->first);
}

static void
run_level (Run *run, guint level)
{
  TellClause *clause;

  if (!conditions_hold (run, level))
    return;
  if (level >= run->each->last_level)
    run->matched = TRUE;
  run_first (run, level);
  if (level == run->each->clauses->len)
    {
      run_actions (run, run->binding->actions);
      return;
    }
  clause = &g_array_index (run->each->clauses, TellClause, level);
  if (clause->loop)
    {
      run_loop (run, clause, level);
      return;
    }
  run->context->locals[clause->slot] = tell_expression_evaluate (clause->expression, run->context);
  run->context->keys[clause->slot] = (TellValue) TELL_VALUE_INIT;
  run_level (run, level + 1);
}

static gboolean
glob_fits (const TellPattern *pattern, const char *name)
{
  gsize prefix = strlen (pattern->name);
  gsize suffix = strlen (pattern->suffix);
  gsize length = strlen (name);

  return length >= prefix + suffix && memcmp (name, pattern->name, prefix) == 0 &&
         memcmp (name + length - suffix, pattern->suffix, suffix) == 0;
}

gboolean
tell_binding_wants (TellBinding *self, const char *name, gboolean pseudo, guint *which)
{
  for (guint i = 0; i < self->patterns->len; i++)
    {
      const TellPattern *pattern = &g_array_index (self->patterns, TellPattern, i);

      if (pattern->pseudo != !!pseudo)
        continue;
      *which = i;
      if (pattern->suffix != NULL ? glob_fits (pattern, name) : strcmp (pattern->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

const char *
tell_binding_get_nsp (TellBinding *self)
{
  return self->nsp;
}

gboolean
tell_binding_get_stop (TellBinding *self)
{
  return self->stop;
}

/* What the "*" stands for. */
static const char *
find_match (const TellPattern *pattern, TellContext *context)
{
  const char *name = context->incoming->name;
  gsize prefix;

  if (pattern->suffix == NULL)
    return NULL;
  prefix = strlen (pattern->name);
  return tell_scratch_copy (context->scratch, name + prefix,
                            strlen (name) - prefix - strlen (pattern->suffix));
}

gboolean
tell_binding_run (TellBinding *self, guint which, TellContext *context)
{
  const TellPattern *pattern = &g_array_index (self->patterns, TellPattern, which);
  Run run = { self, g_ptr_array_index (self->eaches, pattern->each), context, FALSE, FALSE };
  TellScratchMark mark = tell_scratch_mark (context->scratch);

  for (guint i = 0; i < self->locals->len; i++)
    context->locals[i] = context->keys[i] = (TellValue) TELL_VALUE_INIT;
  context->match = find_match (pattern, context);
  run_level (&run, 0);
  run.matched |=
      run.did_first && self->first->len > 0; /* an empty snapshot clears: that is no unbound event */
  if (run.matched)
    self->stats.matched++;
  tell_scratch_release (context->scratch, mark);
  return run.matched;
}

TellBindingStats *
tell_binding_get_stats (TellBinding *self)
{
  return &self->stats;
}
