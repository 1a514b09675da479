/* tell-room-page.h: a room with its chat and, beside it, its people.
 * Property: show-people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_ROOM_PAGE (tell_room_page_get_type ())
G_DECLARE_FINAL_TYPE (TellRoomPage, tell_room_page, TELL, ROOM_PAGE, AdwBin)

GtkWidget *tell_room_page_new        (void);
void       tell_room_page_set_room   (TellRoomPage *self,
                                      TellSession  *session, /* both nullable */
                                      TellRoom     *room);
gboolean   tell_room_page_get_folded (TellRoomPage *self); /* the people lie over the chat */

G_END_DECLS
