/* tell-store.h: everything one session knows: rooms, people, series, tables, logs, notifications.
 * Only bindings and session change it; widgets read. Signal: ::notified (TellNotification *).
 * Properties: ready, people-count (of the server as a whole, -1: not provided).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-store.h"
#include "tell-notification.h"
#include "tell-room.h"
#include "tell-table.h"

G_BEGIN_DECLS

#define TELL_STORE_MAX_ROOMS 2000
#define TELL_STORE_MAX_PEOPLE 20000
#define TELL_STORE_MAX_TABLES 100
#define TELL_STORE_MAX_LOGS 100
#define TELL_STORE_MAX_NOTIFICATIONS 500 /* the oldest go */

#define TELL_TYPE_STORE (tell_store_get_type ())
G_DECLARE_FINAL_TYPE (TellStore, tell_store, TELL, STORE, GObject)

TellStore   *tell_store_new               (void);
GListModel  *tell_store_get_rooms         (TellStore *self); /* of TellRoom, in order of appearance */
GListModel  *tell_store_get_people        (TellStore *self); /* of TellPerson */
SeriesStore *tell_store_get_series        (TellStore *self);
GListModel  *tell_store_get_tables        (TellStore *self);
GListModel  *tell_store_get_logs          (TellStore *self);
GListModel  *tell_store_get_notifications (TellStore *self); /* of TellNotification, oldest first */

/* find_: borrowed, nullable. ensure_: made when new, NULL beyond the limit. */
TellRoom    *tell_store_find_room         (TellStore *self, const char *id);
TellRoom    *tell_store_ensure_room       (TellStore *self, const char *id);
gboolean     tell_store_remove_room       (TellStore *self, const char *id);
void         tell_store_clear_rooms       (TellStore *self);
/* For every room, also those to come: see tell_room_set_read_until (). */
void         tell_store_set_read_until    (TellStore *self, gint64 time_ms);
TellPerson  *tell_store_find_person       (TellStore *self, const char *id);
TellPerson  *tell_store_find_person_by_name (TellStore *self, const char *name);
TellPerson  *tell_store_ensure_person     (TellStore *self, const char *id);
TellPerson  *tell_store_get_me            (TellStore *self);
/* Memberships go through here, so that presence follows from rooms. */
void         tell_store_enter_room        (TellStore *self, TellPerson *person, TellRoom *room);
void         tell_store_leave_room        (TellStore *self, TellPerson *person, TellRoom *room);
void         tell_store_leave_all_rooms   (TellStore *self, TellPerson *person);
/* Gone from the server: offline, whatever state was given, and out of every room. */
void         tell_store_person_left       (TellStore *self, TellPerson *person);
/* The name that an id is known by, also of who was forgotten; NULL if it never had one. */
const char  *tell_store_get_person_name   (TellStore *self, const char *id);
char       **tell_store_dup_room_ids_of   (TellStore *self, TellPerson *person);
/* Out of the list; the name stays known to messages and later ensure_person () calls. */
void         tell_store_forget_person     (TellStore *self, const char *id);
gboolean     tell_store_is_forgotten      (TellStore *self, const char *id);
void         tell_store_clear_people      (TellStore *self, TellRoom *room); /* NULL: everybody */
TellTable   *tell_store_find_table        (TellStore *self, const char *id);
TellTable   *tell_store_ensure_table      (TellStore *self, const char *id);
TellLog     *tell_store_find_log          (TellStore *self, const char *id);
TellLog     *tell_store_ensure_log        (TellStore *self, const char *id);
void         tell_store_notify            (TellStore *self, TellNotification *notification);
gboolean     tell_store_get_ready         (TellStore *self);
void         tell_store_set_ready         (TellStore *self, gboolean ready);
int          tell_store_get_people_count  (TellStore *self);
void         tell_store_set_people_count  (TellStore *self, int count);
gint64       tell_store_expire_typing     (TellStore *self, gint64 now_ms); /* when it is next needed, 0: never */

G_END_DECLS
