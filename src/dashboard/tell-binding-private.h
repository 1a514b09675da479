/* tell-binding-private.h: a compiled binding, between what compiles it and what runs it.
 *
 * An event's "each" is a chain of clauses. Level 0 is before the first one, level n behind the n-th; every condition is
 * looked at on the level on which all names that it uses have a value.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-binding.h"

G_BEGIN_DECLS

#define TELL_MAX_LOOPS 3

typedef struct
{
  gboolean        loop; /* "s in PATH"; else "s = PATH" */
  guint           slot; /* of its name in the context's locals */
  TellExpression *expression;
} TellClause;

typedef struct
{
  GArray  *clauses;     /* of TellClause */
  guint    n_leading;   /* names before the first loop */
  guint32  names;       /* a bit for each local that is defined here */
  guint8  *when_levels; /* for each condition of the binding */
  guint    last_level;  /* the highest of them */
} TellEach;

/* One name or glob of "on". */
typedef struct
{
  char     *source;  /* as it is written */
  char     *name;    /* to compare; of a glob: what stands before the "*" */
  char     *suffix;  /* of a glob: what stands behind; else NULL */
  gboolean  pseudo;
  guint     each;    /* index in eaches */
} TellPattern;

struct _TellBinding
{
  GArray           *patterns; /* of TellPattern */
  GPtrArray        *eaches;   /* of TellEach */
  char             *nsp;      /* NULL: any */
  GPtrArray        *locals;   /* owned names */
  GPtrArray        *when;     /* of TellCondition */
  GPtrArray        *first;    /* of TellAction */
  GPtrArray        *actions;  /* of TellAction */
  gboolean          stop;
  TellBindingStats  stats;
};

G_END_DECLS
