/* tell-room.h: a place where messages arrive, with its members, who types there, and what is unread.
 * Properties: id, name (falls back to the id), topic, unread, joined, people-count (-1: not provided), mention, seen.
 * Signal: ::message-added (TellMessage *) for live messages (not for history older than the newest).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-message.h"

G_BEGIN_DECLS

#define TELL_ROOM_MAX_MESSAGES 10000 /* the oldest go */
#define TELL_TYPING_MS 6000

#define TELL_TYPE_ROOM (tell_room_get_type ())
G_DECLARE_FINAL_TYPE (TellRoom, tell_room, TELL, ROOM, GObject)

TellRoom    *tell_room_new              (const char  *id);
const char  *tell_room_get_id           (TellRoom    *self);
const char  *tell_room_get_name         (TellRoom    *self);
void         tell_room_set_name         (TellRoom    *self, const char *name);
const char  *tell_room_get_topic        (TellRoom    *self);
void         tell_room_set_topic        (TellRoom    *self, const char *topic);
gboolean     tell_room_get_joined       (TellRoom    *self);
void         tell_room_set_joined       (TellRoom    *self, gboolean joined);
guint        tell_room_get_unread       (TellRoom    *self);
/* The server's own number: from then on it stands and arrivals no longer count. */
void         tell_room_set_unread       (TellRoom    *self, guint unread);
/* Messages up to TIME_MS are history that was read elsewhere, however late they arrive. */
void         tell_room_set_read_until   (TellRoom    *self, gint64 time_ms);
/* What a person looks at counts nothing as unread; turning it on marks everything read. */
gboolean     tell_room_get_seen         (TellRoom    *self);
void         tell_room_set_seen         (TellRoom    *self, gboolean seen);
/* Somebody called for us there since we last looked. */
gboolean     tell_room_get_mention      (TellRoom    *self);
void         tell_room_set_mention      (TellRoom    *self, gboolean mention);
int          tell_room_get_people_count (TellRoom    *self); /* what the server says, -1 if nothing */
void         tell_room_set_people_count (TellRoom    *self, int count);

GListModel  *tell_room_get_messages     (TellRoom    *self); /* of TellMessage, by time, then arrival */
GListModel  *tell_room_get_members      (TellRoom    *self); /* of TellPerson */
GListModel  *tell_room_get_typing       (TellRoom    *self); /* of TellPerson */

/* Adds, keeping order; unread counts what is live and not ours. */
void         tell_room_add_message      (TellRoom    *self, TellMessage *message);
/* OWN is in the room already, and the server will send it back: what arrives with its text from us is taken as OWN, not
 * added. Until that came, or it is forgotten. */
void         tell_room_expect_echo      (TellRoom    *self, TellMessage *own);
void         tell_room_forget_echo      (TellRoom    *self, TellMessage *own);
TellMessage *tell_room_find_message     (TellRoom    *self, const char *id);
/* Gives MESSAGE another time, and the place that goes with it. */
void         tell_room_move_message     (TellRoom    *self, TellMessage *message, gint64 time_ms);
gboolean     tell_room_remove_message   (TellRoom    *self, const char *id);
void         tell_room_clear_messages   (TellRoom    *self); /* but not ours that the server does not have (yet) */
gboolean     tell_room_add_member       (TellRoom    *self, TellPerson *person);
gboolean     tell_room_remove_member    (TellRoom    *self, TellPerson *person);
gboolean     tell_room_has_member       (TellRoom    *self, TellPerson *person);
void         tell_room_clear_members    (TellRoom    *self);
/* Typing ends by itself TELL_TYPING_MS after NOW_MS: tell_room_expire_typing () does it, and gives when it is next needed (0: never). */
void         tell_room_set_typing       (TellRoom    *self, TellPerson *person, gboolean active, gint64 now_ms);
gint64       tell_room_expire_typing    (TellRoom    *self, gint64 now_ms);

G_END_DECLS
