/* tell-recogniser.h: which of the ready dashboards fits a server, seen from its first events.
 *
 * Each dashboard is tried on them, with a store of its own. One fits when its bindings take what comes without skipping anything:
 * two kinds of events, or one that is listed as telling; and when it knows more kinds of events than it doesn't.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-engine.h"
#include "tell-ready.h"

G_BEGIN_DECLS

#define TELL_RECOGNISER_MAX_EVENTS 200 /* first events; what is not recognised by then is something else */

typedef struct _TellRecogniser TellRecogniser;

TellRecogniser *tell_recogniser_new    (GPtrArray          *ready, /* of TellReady */
                                        EioClock           *clock);
void            tell_recogniser_free   (TellRecogniser     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellRecogniser, tell_recogniser_free)
/* Borrowed; NULL when none fits (yet). */
TellReady      *tell_recogniser_feed   (TellRecogniser     *self,
                                        const TellIncoming *incoming);
/* The same for a namespace that did not let us in. */
TellReady      *tell_recogniser_refuse (TellRecogniser     *self,
                                        const char         *nsp,
                                        const char         *message);

G_END_DECLS
