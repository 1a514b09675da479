/* tell-emit.h: what this client sends, and when: the "emits" of a document, compiled.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-condition.h"

G_BEGIN_DECLS

#define TELL_N_EMIT_KINDS (TELL_EMIT_REFRESH + 1)

/* One thing to send. */
typedef struct
{
  char         *nsp;
  TellTemplate *emit;    /* the whole array, the name first */
  gboolean      ack;     /* an answer is wanted */
  gboolean      echo;
  GPtrArray    *ok;      /* of TellCondition on the answer; NULL: any answer is fine */
  TellTemplate *message; /* of the answer: what went wrong; nullable */
  double        seconds; /* every */
} TellEmitSpec;

typedef struct
{
  GPtrArray    *connect;                  /* of TellEmitSpec */
  GPtrArray    *every;                    /* of TellEmitSpec */
  TellEmitSpec *kinds[TELL_N_EMIT_KINDS]; /* nullable */
  double        idle;                     /* seconds */
} TellEmits;

TellEmits    *tell_emits_new          (JsonObject      *object, /* nullable */
                                       TellVariables   *variables,
                                       const char      *default_nsp,
                                       const TellPlace *place,
                                       GError         **error);
void          tell_emits_free         (TellEmits       *self);
/* NULL when a value is missing. */
TellEmission *tell_emit_spec_build    (TellEmitSpec    *self,
                                       TellContext     *context);
/* (transfer full); NULL if ARGS is no array that begins with a name. */
TellEmission *tell_emission_new       (const char      *nsp,
                                       SioArgs         *args,
                                       gboolean         ack,
                                       gboolean         echo,
                                       TellEmitSpec    *spec);

G_END_DECLS
