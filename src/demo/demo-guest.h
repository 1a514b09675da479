/* demo-guest.h: one socket in the chat: who it signed in as, how much it may say, when its person has left.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-chat.h"

G_BEGIN_DECLS

typedef struct
{
  DemoPerson *person; /* borrowed, NULL until signed in */
  double      tokens;
  gint64      filled_us;
} DemoGuest;

/* Counts one event; FALSE: too many of late. */
gboolean demo_guest_may_go_on        (DemoChat    *self,
                                      DemoGuest   *guest);
/* FALSE: *ERROR (static) says why. Under another name than before, the earlier person leaves. */
gboolean demo_guest_sign_in          (DemoChat    *self,
                                      DemoSocket  *socket,
                                      DemoGuest   *guest,
                                      const char  *name,
                                      const char **error);
void     demo_guest_sign_out         (DemoChat    *self,
                                      DemoSocket  *socket,
                                      DemoGuest   *guest);
/* PERSON leaves the rooms that none of their sockets is in any more. */
void     demo_guest_leave_empty_rooms (DemoChat   *self,
                                      DemoPerson  *person);

G_END_DECLS
