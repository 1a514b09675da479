/* tell-timeline-private.h: how the timeline fills its items.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-timeline.h"

G_BEGIN_DECLS

TellTimelineItem *tell_timeline_item_new               (TellMessage      *message);
void              tell_timeline_item_set_starts        (TellTimelineItem *self,
                                                        gboolean          day,
                                                        gboolean          group);
void              tell_timeline_item_set_starts_unread (TellTimelineItem *self,
                                                        gboolean          unread);

G_END_DECLS
