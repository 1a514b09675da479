/* tell-room-view.h: the chat of a room: its messages, who types, and where one writes.
 * Actions: room.send (s), room.typing, room.join, room.leave. While it is in sight, the room counts as seen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_ROOM_VIEW (tell_room_view_get_type ())
G_DECLARE_FINAL_TYPE (TellRoomView, tell_room_view, TELL, ROOM_VIEW, AdwBin)

GtkWidget *tell_room_view_new      (void);
void       tell_room_view_set_room (TellRoomView *self,
                                    TellSession  *session, /* both nullable */
                                    TellRoom     *room);
TellRoom  *tell_room_view_get_room (TellRoomView *self);

G_END_DECLS
