/* tell-person.h: somebody on a server: keyed by id, shown by name.
 * Properties: id, name (falls back to the id), state, detail, me, n-rooms, last-seen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  TELL_PRESENCE_UNKNOWN,
  TELL_PRESENCE_ONLINE,
  TELL_PRESENCE_AWAY,
  TELL_PRESENCE_OFFLINE,
} TellPresence;

#define TELL_TYPE_PERSON (tell_person_get_type ())
G_DECLARE_FINAL_TYPE (TellPerson, tell_person, TELL, PERSON, GObject)

#define TELL_TYPE_PRESENCE (tell_presence_get_type ())
GType         tell_presence_get_type    (void) G_GNUC_CONST;
const char   *tell_presence_to_string   (TellPresence presence); /* "online", "unknown"... */
gboolean      tell_presence_from_string (const char *name, TellPresence *presence);

TellPerson   *tell_person_new           (const char   *id);
const char   *tell_person_get_id        (TellPerson   *self);
const char   *tell_person_get_name      (TellPerson   *self);
gboolean      tell_person_has_name      (TellPerson   *self);
void          tell_person_set_name      (TellPerson   *self, const char *name);
/* The state given, or the one that follows from rooms: online in a room, offline after the last, unknown if never in one. */
TellPresence  tell_person_get_state     (TellPerson   *self);
void          tell_person_set_state     (TellPerson   *self, TellPresence state);
const char   *tell_person_get_detail    (TellPerson   *self);
void          tell_person_set_detail    (TellPerson   *self, const char *detail);
gboolean      tell_person_get_me        (TellPerson   *self);
void          tell_person_set_me        (TellPerson   *self, gboolean me);
gint64        tell_person_get_last_seen (TellPerson   *self); /* ms since 1970, 0 if never */
void          tell_person_set_last_seen (TellPerson   *self, gint64 time_ms);

G_END_DECLS
