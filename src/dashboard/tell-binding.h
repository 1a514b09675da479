/* tell-binding.h: one binding, compiled: which events it wants, its loops, its conditions, its actions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-action.h"

G_BEGIN_DECLS

typedef struct _TellBinding TellBinding;

TellBinding      *tell_binding_new         (JsonObject         *object,
                                            TellVariables      *variables,
                                            const char         *default_nsp,
                                            const TellPlace    *place,
                                            GError            **error);
void              tell_binding_free        (TellBinding        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellBinding, tell_binding_free)

/* Whether one of its names or globs is NAME: *WHICH is which one. */
gboolean          tell_binding_wants       (TellBinding        *self,
                                            const char         *name,
                                            gboolean            pseudo,
                                            guint              *which);
/* NULL: any namespace. */
const char       *tell_binding_get_nsp     (TellBinding        *self);
gboolean          tell_binding_get_stop    (TellBinding        *self);
/* Runs it for the incoming event of CONTEXT; TRUE if its conditions fit. */
gboolean          tell_binding_run         (TellBinding        *self,
                                            guint               which,
                                            TellContext        *context);
TellBindingStats *tell_binding_get_stats   (TellBinding        *self);

G_END_DECLS
