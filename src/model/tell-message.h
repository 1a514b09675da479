/* tell-message.h: one line of a room: said by somebody, or a notice.
 * Properties: id, author (a TellPerson, nullable), text, time (ms), kind, state, error, edited.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-person.h"

G_BEGIN_DECLS

typedef enum
{
  TELL_MESSAGE_KIND_MESSAGE,
  TELL_MESSAGE_KIND_NOTICE,
  TELL_MESSAGE_KIND_EVENT,
} TellMessageKind;

typedef enum
{
  TELL_MESSAGE_STATE_RECEIVED,
  TELL_MESSAGE_STATE_QUEUED,    /* ours, waits for the connection */
  TELL_MESSAGE_STATE_SENDING,   /* ours, handed to the engine, not confirmed yet */
  TELL_MESSAGE_STATE_SENT,      /* ours, written */
  TELL_MESSAGE_STATE_DELIVERED, /* ours, acknowledged by the server */
  TELL_MESSAGE_STATE_FAILED,    /* ours; error says why */
} TellMessageState;

#define TELL_TYPE_MESSAGE_KIND (tell_message_kind_get_type ())
GType tell_message_kind_get_type (void) G_GNUC_CONST;
const char *tell_message_kind_to_string (TellMessageKind kind);
gboolean tell_message_kind_from_string (const char *name, TellMessageKind *kind);
#define TELL_TYPE_MESSAGE_STATE (tell_message_state_get_type ())
GType tell_message_state_get_type (void) G_GNUC_CONST;
const char *tell_message_state_to_string (TellMessageState state);

#define TELL_TYPE_MESSAGE (tell_message_get_type ())
G_DECLARE_FINAL_TYPE (TellMessage, tell_message, TELL, MESSAGE, GObject)

TellMessage      *tell_message_new        (const char       *id, /* nullable */
                                           TellPerson       *author, /* nullable */
                                           const char       *text,
                                           gint64            time_ms,
                                           TellMessageKind   kind,
                                           TellMessageState  state);
const char       *tell_message_get_id     (TellMessage *self);
void              tell_message_set_id     (TellMessage *self, const char *id);
TellPerson       *tell_message_get_author (TellMessage *self);
void              tell_message_set_author (TellMessage *self, TellPerson *author);
const char       *tell_message_get_text   (TellMessage *self);
void              tell_message_set_text   (TellMessage *self, const char *text); /* marks it edited when it changes */
gint64            tell_message_get_time   (TellMessage *self); /* in a room: tell_room_move_message () */
TellMessageKind   tell_message_get_kind   (TellMessage *self);
void              tell_message_set_kind   (TellMessage *self, TellMessageKind kind);
TellMessageState  tell_message_get_state  (TellMessage *self);
gboolean          tell_message_get_edited (TellMessage *self);
const char       *tell_message_get_error  (TellMessage *self);
void              tell_message_set_state  (TellMessage *self, TellMessageState state, const char *error);
gboolean          tell_message_get_outgoing (TellMessage *self); /* ours: any state but RECEIVED, or its author is me */

G_END_DECLS
