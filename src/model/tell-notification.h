/* tell-notification.h: something a person is to be told, once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-log.h"

G_BEGIN_DECLS

#define TELL_TYPE_NOTIFICATION (tell_notification_get_type ())
G_DECLARE_FINAL_TYPE (TellNotification, tell_notification, TELL, NOTIFICATION, GObject)
/* Properties: id (nullable), title, body (nullable), level, room (id, nullable), time (ms). Immutable. */
TellNotification *tell_notification_new       (const char *id, const char *title, const char *body, TellLevel level,
                                               const char *room, gint64 time_ms);
const char       *tell_notification_get_id    (TellNotification *self);
const char       *tell_notification_get_title (TellNotification *self);
const char       *tell_notification_get_body  (TellNotification *self);
TellLevel         tell_notification_get_level (TellNotification *self);
const char       *tell_notification_get_room  (TellNotification *self);
gint64            tell_notification_get_time  (TellNotification *self);

G_END_DECLS
