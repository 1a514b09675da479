/* tell-scratch.h: memory for the texts that one event needs; given back all at once, so that a steady stream allocates nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-args.h"

G_BEGIN_DECLS

typedef struct _TellScratch TellScratch;

/* Where the scratch stood; loops go back to it after each turn. */
typedef struct
{
  guint n_blocks;
  gsize used;
  guint n_held;
} TellScratchMark;

TellScratch     *tell_scratch_new     (void);
void             tell_scratch_free    (TellScratch     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellScratch, tell_scratch_free)

char            *tell_scratch_alloc   (TellScratch     *self,
                                       gsize            size);
char            *tell_scratch_copy    (TellScratch     *self,
                                       const char      *text,
                                       gsize            length); /* terminated */
char            *tell_scratch_take    (TellScratch     *self,
                                       char            *text); /* g_free () later */
SioArgs         *tell_scratch_hold    (TellScratch     *self,
                                       SioArgs         *args); /* (transfer full) in, borrowed out */
/* What an event costs, in about the bytes and elements that were looked at: a limit on it is a limit on time. */
void             tell_scratch_charge  (TellScratch     *self,
                                       guint64          work);
guint64          tell_scratch_get_work (TellScratch    *self);
void             tell_scratch_reset_work (TellScratch  *self);
TellScratchMark  tell_scratch_mark    (TellScratch     *self);
void             tell_scratch_release (TellScratch     *self,
                                       TellScratchMark  mark);

G_END_DECLS
