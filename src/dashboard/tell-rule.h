/* tell-rule.h: what a person is told when a series passes a mark for long enough, or an event stays away.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-template.h"

G_BEGIN_DECLS

typedef struct _TellRule TellRule;

TellRule *tell_rule_new       (JsonObject       *object,
                               TellVariables    *variables,
                               const char       *default_nsp,
                               const TellPlace  *place,
                               GError          **error);
void      tell_rule_free      (TellRule         *self);
/* Something arrived; NOW in µs of the clock. */
void      tell_rule_see_event (TellRule         *self,
                               const TellIncoming *incoming,
                               gint64            now);
/* Tells what is to be told by NOW; gives when it is next to be asked, 0: not by time alone. */
gint64    tell_rule_check     (TellRule         *self,
                               TellContext      *context,
                               gint64            now,
                               gint64            wall_ms);

G_END_DECLS
