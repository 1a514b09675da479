/* tell-message-list.h: the messages of a room: a GListModel by time, then arrival, with an index of their ids.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-message.h"

G_BEGIN_DECLS

#define TELL_TYPE_MESSAGE_LIST (tell_message_list_get_type ())
G_DECLARE_FINAL_TYPE (TellMessageList, tell_message_list, TELL, MESSAGE_LIST, GObject)

TellMessageList *tell_message_list_new    (guint            limit);
/* FALSE if its id is there already. *LAST: nothing in the list is newer. */
gboolean         tell_message_list_add    (TellMessageList *self,
                                           TellMessage     *message,
                                           gboolean        *last);
void             tell_message_list_move   (TellMessageList *self,
                                           TellMessage     *message,
                                           gint64           time_ms);
TellMessage     *tell_message_list_find   (TellMessageList *self,
                                           const char      *id);
gboolean         tell_message_list_remove (TellMessageList *self,
                                           const char      *id);
void             tell_message_list_clear  (TellMessageList *self);

G_END_DECLS
