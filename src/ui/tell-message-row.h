/* tell-message-row.h: one message on screen: who, when, what, and how sending it goes.
 * Signal: ::retry when a person wants a failed one sent again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-timeline.h"

G_BEGIN_DECLS

#define TELL_TYPE_MESSAGE_ROW (tell_message_row_get_type ())
G_DECLARE_FINAL_TYPE (TellMessageRow, tell_message_row, TELL, MESSAGE_ROW, AdwBin)

GtkWidget        *tell_message_row_new      (void);
TellTimelineItem *tell_message_row_get_item (TellMessageRow   *self);
void              tell_message_row_set_item (TellMessageRow   *self,
                                             TellTimelineItem *item); /* nullable */

G_END_DECLS
