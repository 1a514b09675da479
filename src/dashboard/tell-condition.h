/* tell-condition.h: [path, op, value] and {"any": […]}, compiled.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-template.h"

G_BEGIN_DECLS

typedef struct _TellCondition TellCondition;

TellCondition *tell_condition_new        (JsonNode        *node,
                                          TellScope       *scope,
                                          const TellPlace *place,
                                          GError         **error);
void           tell_condition_free       (TellCondition   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellCondition, tell_condition_free)
gboolean       tell_condition_holds      (TellCondition   *self,
                                          TellContext     *context);
guint32        tell_condition_get_locals (TellCondition   *self); /* a bit for each loop variable that it names */

/* A list, all of which must hold. NODE may be NULL: nothing is asked. (transfer full), of TellCondition. */
GPtrArray     *tell_conditions_new       (JsonNode        *node,
                                          TellScope       *scope,
                                          const TellPlace *place,
                                          GError         **error);
gboolean       tell_conditions_hold      (GPtrArray       *conditions,
                                          TellContext     *context);

G_END_DECLS
