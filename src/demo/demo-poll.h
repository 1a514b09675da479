/* demo-poll.h: one polling GET that is held until there is something to say, and noticed when its client hangs up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _DemoPoll DemoPoll;

typedef void (*DemoPollLostFunc) (gpointer user_data);

/* LOST runs at most once, when the client is gone before the answer; the poll is still to be freed then. */
DemoPoll *demo_poll_new   (SoupServerMessage *message,
                           DemoPollLostFunc   lost,
                           gpointer           user_data);
/* Answers and frees. */
void      demo_poll_reply (DemoPoll          *self,
                           GBytes            *body);
/* With nothing to say: a noop. */
void      demo_poll_free  (DemoPoll          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoPoll, demo_poll_free)

G_END_DECLS
