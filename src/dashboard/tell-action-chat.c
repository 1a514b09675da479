/* tell-action-chat.c: actions on rooms, messages and people; and how actions read their fields.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-action-private.h"

#include "tell-time.h"

#include <string.h>

/* What no count reaches. */
#define MAX_COUNT 1000000000

gint64
tell_call_get_time (TellActionCall *call, guint field)
{
  gint64 time_ms;

  if (tell_call_has (call, field) &&
      tell_time_read (&call->values[field], TELL_TIME_GUESS, call->context->scratch, &time_ms))
    return time_ms;
  return call->context->incoming->time_ms;
}

TellRoom *
tell_call_ensure_room (TellActionCall *call, guint field)
{
  const char *id = tell_call_get_text (call, field);

  return tell_store_ensure_room (call->context->store,
                                 id ? id : tell_engine_get_default_room (call->context->engine));
}

gboolean
tell_call_get_truth (TellActionCall *call, guint field, gboolean fallback)
{
  return tell_call_has (call, field) ? tell_value_get_truth (&call->values[field]) : fallback;
}

TellLevel
tell_call_get_level (TellActionCall *call, guint field)
{
  TellLevel level = TELL_LEVEL_INFO;

  if (tell_call_has (call, field) && !tell_level_from_string (tell_call_get_text (call, field), &level))
    call->unknown = "level";
  return level;
}

void
tell_call_charge (TellActionCall *call, gpointer list)
{
  tell_scratch_charge (call->context->scratch, g_list_model_get_n_items (list));
}

/* A number of something; FALSE if it is none. */
static gboolean
get_count (TellActionCall *call, guint field, int *count)
{
  double number;

  if (!tell_value_read_number (&call->values[field], &number) || !(number >= 0))
    return FALSE;
  *count = MIN (number, MAX_COUNT);
  return TRUE;
}

enum
{
  MESSAGE_ROOM,
  MESSAGE_ID,
  MESSAGE_AUTHOR,
  MESSAGE_TEXT,
  MESSAGE_TIME,
  MESSAGE_KIND,
};

/* Who said it: whoever speaks was here at that time. */
static TellPerson *
ensure_author (TellActionCall *call)
{
  const char *id = tell_call_get_text (call, MESSAGE_AUTHOR);
  TellPerson *author = id ? tell_store_ensure_person (call->context->store, id) : NULL;
  gint64 time = tell_call_get_time (call, MESSAGE_TIME);

  if (author != NULL && time > tell_person_get_last_seen (author))
    tell_person_set_last_seen (author, time);
  return author;
}

static void
edit_message (TellActionCall *call, TellRoom *room, TellMessage *message, TellMessageKind kind)
{
  if (tell_call_has (call, MESSAGE_AUTHOR))
    tell_message_set_author (message, ensure_author (call));
  tell_message_set_text (message, tell_call_get_text (call, MESSAGE_TEXT));
  if (tell_call_has (call, MESSAGE_KIND) && call->unknown == NULL)
    tell_message_set_kind (message, kind);
  if (tell_call_has (call, MESSAGE_TIME))
    tell_room_move_message (room, message, tell_call_get_time (call, MESSAGE_TIME));
}

const char *
tell_action_message (TellActionCall *call)
{
  TellRoom *room = tell_call_ensure_room (call, MESSAGE_ROOM);
  const char *id = tell_call_get_text (call, MESSAGE_ID);
  TellMessageKind kind = TELL_MESSAGE_KIND_MESSAGE;
  g_autoptr (TellMessage) message = NULL;

  if (room == NULL)
    return "too many rooms";
  if (tell_call_has (call, MESSAGE_KIND) &&
      !tell_message_kind_from_string (tell_call_get_text (call, MESSAGE_KIND), &kind))
    call->unknown = "kind";
  if (id != NULL && tell_room_find_message (room, id) != NULL)
    {
      edit_message (call, room, tell_room_find_message (room, id), kind);
      return NULL;
    }
  message = tell_message_new (id, ensure_author (call), tell_call_get_text (call, MESSAGE_TEXT),
                              tell_call_get_time (call, MESSAGE_TIME), kind, TELL_MESSAGE_STATE_RECEIVED);
  tell_room_add_message (room, message);
  return NULL;
}

const char *
tell_action_message_removed (TellActionCall *call)
{
  enum
  {
    ID,
    ROOM
  };
  TellRoom *room = tell_call_ensure_room (call, ROOM);

  if (room == NULL)
    return "too many rooms";
  tell_room_remove_message (room, tell_call_get_text (call, ID));
  return NULL;
}

const char *
tell_action_room (TellActionCall *call)
{
  enum
  {
    ROOM,
    NAME,
    TOPIC,
    UNREAD,
    JOINED
  };
  TellRoom *room = tell_call_ensure_room (call, ROOM);
  int unread;

  if (room == NULL)
    return "too many rooms";
  if (tell_call_has (call, NAME))
    tell_room_set_name (room, tell_call_get_text (call, NAME));
  if (tell_call_has (call, TOPIC))
    tell_room_set_topic (room, tell_call_get_text (call, TOPIC));
  if (tell_call_has (call, UNREAD) && get_count (call, UNREAD, &unread))
    tell_room_set_unread (room, unread);
  if (tell_call_has (call, JOINED))
    tell_room_set_joined (room, tell_call_get_truth (call, JOINED, FALSE));
  return NULL;
}

const char *
tell_action_room_removed (TellActionCall *call)
{
  tell_call_charge (call, tell_store_get_rooms (call->context->store));
  tell_store_remove_room (call->context->store, tell_call_get_text (call, 0));
  return NULL;
}

const char *
tell_action_person (TellActionCall *call)
{
  enum
  {
    PERSON,
    NAME,
    STATE,
    ROOM,
    DETAIL,
    ME
  };
  TellStore *store = call->context->store;
  TellPerson *person = tell_store_ensure_person (store, tell_call_get_text (call, PERSON));
  TellRoom *room = tell_call_has (call, ROOM) ? tell_call_ensure_room (call, ROOM) : NULL;
  TellPresence state;

  if (person == NULL)
    return "too many people";
  if (tell_call_has (call, NAME))
    tell_person_set_name (person, tell_call_get_text (call, NAME));
  if (tell_call_has (call, DETAIL))
    tell_person_set_detail (person, tell_call_get_text (call, DETAIL));
  if (tell_call_has (call, ME))
    tell_person_set_me (person, tell_call_get_truth (call, ME, FALSE));
  if (room != NULL)
    tell_store_enter_room (store, person, room);
  if (!tell_call_has (call, STATE))
    return NULL;
  if (tell_presence_from_string (tell_call_get_text (call, STATE), &state))
    tell_person_set_state (person, state);
  else
    call->unknown = "state";
  return NULL;
}

const char *
tell_action_person_left (TellActionCall *call)
{
  enum
  {
    PERSON,
    ROOM,
    FORGET
  };
  TellStore *store = call->context->store;
  const char *id = tell_call_get_text (call, PERSON);
  TellPerson *person;
  TellRoom *room;

  /* Who was forgotten may leave rooms afterwards, but does not come back by that. */
  if (tell_store_is_forgotten (store, id))
    return NULL;
  person = tell_store_ensure_person (store, id);
  room = tell_call_has (call, ROOM) ? tell_call_ensure_room (call, ROOM) : NULL;
  if (person == NULL)
    return "too many people";
  tell_call_charge (call, tell_store_get_people (store));
  if (room != NULL)
    tell_store_leave_room (store, person, room);
  else if (!tell_call_has (call, ROOM))
    tell_store_person_left (store, person);
  if (tell_call_get_truth (call, FORGET, FALSE))
    tell_store_forget_person (store, id);
  return NULL;
}

const char *
tell_action_people_count (TellActionCall *call)
{
  enum
  {
    VALUE,
    ROOM
  };
  TellRoom *room;
  int count;

  if (!get_count (call, VALUE, &count))
    return "value";
  if (!tell_call_has (call, ROOM))
    {
      tell_store_set_people_count (call->context->store, count);
      return NULL;
    }
  room = tell_call_ensure_room (call, ROOM);
  if (room == NULL)
    return "too many rooms";
  tell_room_set_people_count (room, count);
  return NULL;
}

const char *
tell_action_typing (TellActionCall *call)
{
  enum
  {
    PERSON,
    ROOM,
    ACTIVE
  };
  TellStore *store = call->context->store;
  const char *id = tell_call_get_text (call, PERSON);
  TellRoom *room = tell_call_ensure_room (call, ROOM);
  TellPerson *person = tell_store_find_person (store, id);

  tell_call_charge (call, tell_store_get_people (store));
  if (person == NULL)
    person = tell_store_find_person_by_name (store, id);
  if (person == NULL)
    person = tell_store_ensure_person (store, id);
  if (person == NULL || room == NULL)
    return person ? "too many rooms" : "too many people";
  tell_engine_start_typing (call->context->engine, room, person, tell_call_get_truth (call, ACTIVE, TRUE));
  return NULL;
}
