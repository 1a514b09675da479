/* tell-context.h: what names mean: while a document is compiled (TellScope), and while an event runs (TellContext).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-engine.h"
#include "tell-place.h"
#include "tell-variables.h"

G_BEGIN_DECLS

/* Names that the "each" of one binding may define. */
#define TELL_MAX_LOCALS 16
/* Turns of loops and actions that one event may cause; the rest of it is dropped. */
#define TELL_MAX_STEPS 200000
/* Bytes and elements that one event may look at; a tenth of a second or so. */
#define TELL_MAX_WORK (64 * 1024 * 1024)

typedef enum
{
  TELL_SCOPE_EVENT = 1 << 0, /* arguments, $0, $1, sent, #namespace, #time */
  TELL_SCOPE_EMIT = 1 << 1,  /* text, room */
} TellScopeFlags;

typedef struct
{
  TellVariables  *variables;
  TellScopeFlags  flags;
  GPtrArray      *locals;      /* of borrowed names; nullable */
  guint32         used_locals; /* out: a bit for each one that was named */
} TellScope;

typedef struct
{
  TellEngine         *engine;    /* nullable */
  TellVariables      *variables;
  TellStore          *store;
  TellScratch        *scratch;
  const TellIncoming *incoming; /* nullable */
  const char         *match;    /* $1, nullable */
  const char         *text;     /* of an emit, nullable */
  const char         *room;     /* of an emit, nullable */
  TellValue           locals[TELL_MAX_LOCALS];
  TellValue           keys[TELL_MAX_LOCALS]; /* the index or key of each */
  guint               steps_left;
} TellContext;

G_END_DECLS
