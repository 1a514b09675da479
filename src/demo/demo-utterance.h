/* demo-utterance.h: a seeded person says one thing: thinks, types, and then it is there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-feed.h"

G_BEGIN_DECLS

typedef struct _DemoUtterance DemoUtterance;

/* The utterance is to be freed by then, or in it. */
typedef void (*DemoUtteranceFunc) (DemoUtterance *utterance,
                                   gpointer       user_data);

/* TEXT is expanded when it is said, with NAME for {name}. ROOM_ID may be "@ID". Typing takes as long as TEXT is. */
DemoUtterance *demo_utterance_new        (EioClock          *clock,
                                          DemoChat          *chat,
                                          DemoFeed          *feed,
                                          DemoPerson        *person,
                                          const char        *room_id,
                                          const char        *text,
                                          const char        *name,
                                          guint              think_ms,
                                          DemoUtteranceFunc  done,
                                          gpointer           user_data);
/* Before its end: it is never said. */
void           demo_utterance_free       (DemoUtterance     *self);
DemoPerson    *demo_utterance_get_person (DemoUtterance     *self);

G_END_DECLS
