/* tell-timeline.h: the messages of a room as rows: which one starts a day, a group, or what is unread.
 * A GListModel of TellTimelineItem over a GListModel of TellMessage.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-message.h"

G_BEGIN_DECLS

#define TELL_TIMELINE_GROUP_MS (5 * 60 * 1000) /* later messages of one author start a new group */

#define TELL_TYPE_TIMELINE_ITEM (tell_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (TellTimelineItem, tell_timeline_item, TELL, TIMELINE_ITEM, GObject)

/* Properties: message, starts-day, starts-group, starts-unread. */
TellMessage  *tell_timeline_item_get_message       (TellTimelineItem *self);
gboolean      tell_timeline_item_get_starts_day    (TellTimelineItem *self);
gboolean      tell_timeline_item_get_starts_group  (TellTimelineItem *self);
gboolean      tell_timeline_item_get_starts_unread (TellTimelineItem *self);

#define TELL_TYPE_TIMELINE (tell_timeline_get_type ())
G_DECLARE_FINAL_TYPE (TellTimeline, tell_timeline, TELL, TIMELINE, GObject)

TellTimeline *tell_timeline_new         (GListModel   *messages);
/* Draws the line before the last N_UNREAD messages; 0 takes it away. */
void          tell_timeline_mark_unread (TellTimeline *self,
                                         guint         n_unread);

G_END_DECLS
