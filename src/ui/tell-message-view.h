/* tell-message-view.h: the messages of one room as a log that stays at its end while the end is in sight.
 * Signal: ::retry (TellMessage *).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-room.h"

G_BEGIN_DECLS

#define TELL_TYPE_MESSAGE_VIEW (tell_message_view_get_type ())
G_DECLARE_FINAL_TYPE (TellMessageView, tell_message_view, TELL, MESSAGE_VIEW, AdwBin)

GtkWidget *tell_message_view_new           (void);
void       tell_message_view_set_room      (TellMessageView *self,
                                            TellRoom        *room); /* nullable */
TellRoom  *tell_message_view_get_room      (TellMessageView *self);
gboolean   tell_message_view_get_at_end    (TellMessageView *self);
void       tell_message_view_scroll_to_end (TellMessageView *self);

G_END_DECLS
