/* tell-engine-emit.c: what is to be sent: when connected, every few seconds, for a person, for an event.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-engine-private.h"

#include <string.h>

/* What a missing value is called in an error. */
static const char *const kind_names[] = { "join", "leave", "send", "typing.start", "typing.stop", "refresh" };

static TellEmission *
build (TellEngine *self, TellEmitSpec *spec, const char *room, const char *text)
{
  TellScratchMark mark = tell_scratch_mark (self->scratch);
  TellEmission *emission;
  TellContext context;

  tell_engine_init_context (self, &context);
  context.room = room;
  context.text = text;
  emission = tell_emit_spec_build (spec, &context);
  tell_scratch_release (self->scratch, mark);
  return emission;
}

/**
 * tell_engine_build_connect_emits:
 *
 * Returns: (transfer full) (element-type TellEmission): what to send whenever @nsp connects, in order; what
 * has a value missing is left out
 */
GPtrArray *
tell_engine_build_connect_emits (TellEngine *self, const char *nsp)
{
  GPtrArray *emissions = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_emission_unref);

  g_return_val_if_fail (TELL_IS_ENGINE (self), emissions);

  for (guint i = 0; i < self->emits->connect->len; i++)
    {
      TellEmitSpec *spec = g_ptr_array_index (self->emits->connect, i);
      TellEmission *emission =
          strcmp (spec->nsp, nsp) == 0 ? build (self, spec, self->default_room, NULL) : NULL;

      if (emission != NULL)
        g_ptr_array_add (emissions, emission);
    }
  return emissions;
}

guint
tell_engine_get_n_every (TellEngine *self)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self), 0);

  return self->emits->every->len;
}

double
tell_engine_get_every_seconds (TellEngine *self, guint index)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self) && index < self->emits->every->len, 0);

  return ((TellEmitSpec *) g_ptr_array_index (self->emits->every, index))->seconds;
}

/**
 * tell_engine_build_every:
 *
 * Returns: (transfer full) (nullable): what to send this time; %NULL while a value is missing
 */
TellEmission *
tell_engine_build_every (TellEngine *self, guint index)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self) && index < self->emits->every->len, NULL);

  return build (self, g_ptr_array_index (self->emits->every, index), self->default_room, NULL);
}

gboolean
tell_engine_has_emit (TellEngine *self, TellEmitKind kind)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self) && kind < TELL_N_EMIT_KINDS, FALSE);

  return self->emits->kinds[kind] != NULL;
}

double
tell_engine_get_typing_idle (TellEngine *self)
{
  g_return_val_if_fail (TELL_IS_ENGINE (self), 0);

  return self->emits->idle;
}

/**
 * tell_engine_build_emit:
 * @room: (nullable): what `room` is in the template; the first one if %NULL
 * @text: (nullable): what `text` is
 *
 * Returns: (transfer full) (nullable): what to send, or %NULL with %TELL_DOCUMENT_ERROR_MISSING
 */
TellEmission *
tell_engine_build_emit (TellEngine *self,
                        TellEmitKind kind,
                        const char *room,
                        const char *text,
                        GError **error)
{
  TellEmission *emission = NULL;

  g_return_val_if_fail (TELL_IS_ENGINE (self) && kind < TELL_N_EMIT_KINDS, NULL);

  if (self->emits->kinds[kind] != NULL)
    emission = build (self, self->emits->kinds[kind], room ? room : self->default_room, text);
  if (emission == NULL)
    g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING,
                 self->emits->kinds[kind] ? "emits.%s: a value is missing"
                                          : "emits.%s: the dashboard has none",
                 kind_names[kind]);
  return emission;
}

/**
 * tell_engine_check_answer:
 * @message: (out) (transfer full) (nullable): what went wrong, in the server's words
 *
 * Returns: %TRUE if the document calls @answer a success
 */
gboolean
tell_engine_check_answer (TellEngine *self, TellEmission *emission, SioArgs *answer, char **message)
{
  TellIncoming incoming = {
    .nsp = emission->nsp, .name = emission->name, .args = answer, .sent = emission->args
  };
  TellEmitSpec *spec = emission->spec;
  TellScratchMark mark = tell_scratch_mark (self->scratch);
  const char *words = NULL;
  gboolean ok = TRUE;
  TellContext context;

  if (message != NULL)
    *message = NULL;
  if (spec == NULL || (spec->ok == NULL && spec->message == NULL))
    return TRUE;
  tell_engine_init_context (self, &context);
  context.incoming = &incoming;
  if (spec->message != NULL)
    words = tell_template_get_text (spec->message, &context);
  ok = spec->ok ? tell_conditions_hold (spec->ok, &context) : words == NULL;
  if (!ok && message != NULL)
    *message = g_strdup (words);
  tell_scratch_release (self->scratch, mark);
  return ok;
}

gboolean
tell_engine_queue_emission (TellEngine *self, TellEmission *emission)
{
  return tell_pace_push (self->pace, emission);
}

/* Sending may be the cause of further events (@sent) and these of further emits: they join the same queue. */
void
tell_engine_flush (TellEngine *self)
{
  TellEmission *emission;

  if (self->flushing)
    return;
  self->flushing = TRUE;
  while ((emission = tell_pace_pop (self->pace, tell_engine_get_now (self))) != NULL)
    {
      g_signal_emit_by_name (self, "emission", emission);
      tell_emission_unref (emission);
    }
  self->flushing = FALSE;
  tell_engine_wake_at (self, tell_pace_get_next (self->pace));
}
