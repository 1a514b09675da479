/* tell-emission.c: one thing to send, its templates already filled in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-emit.h"

G_DEFINE_BOXED_TYPE (TellEmission, tell_emission, tell_emission_ref, tell_emission_unref)

TellEmission *
tell_emission_new (const char *nsp, SioArgs *args, gboolean ack, gboolean echo, TellEmitSpec *spec)
{
  g_autoptr (TellScratch) scratch = tell_scratch_new ();
  TellValue name = tell_value_from_sio (sio_args_get (args, 0));
  TellEmission *self;

  if (name.kind != SIO_VALUE_STRING)
    return NULL;
  self = g_new0 (TellEmission, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->nsp = g_strdup (nsp);
  self->name = g_strdup (tell_value_get_text (&name, scratch, NULL));
  self->args = sio_args_ref (args);
  self->ack = ack;
  self->echo = echo;
  self->spec = spec;
  return self;
}

TellEmission *
tell_emission_ref (TellEmission *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tell_emission_unref (TellEmission *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->nsp);
  g_free (self->name);
  sio_args_unref (self->args);
  g_free (self);
}
