/* tell-filter.h: what stands behind " | ": one row of a table and one function a filter.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-path.h"
#include "tell-token.h"

G_BEGIN_DECLS

typedef struct _TellFilter TellFilter;

/* TEXT is "name argument…". */
TellFilter *tell_filter_new   (TellToken     text,
                               TellScope    *scope,
                               GError      **error);
void        tell_filter_free  (TellFilter   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellFilter, tell_filter_free)
/* Missing and null pass unchanged; what a filter can't work on becomes missing. */
TellValue   tell_filter_apply (TellFilter   *self,
                               TellValue     value,
                               TellContext  *context);

G_END_DECLS
