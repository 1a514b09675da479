/* demo-chat-commands.c: what a client of the chat may ask for, one function an event.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-chat.h"

#include "demo-chat-private.h"
#include "demo-guest.h"
#include "demo-limits.h"
#include "demo-wire.h"

static DemoGuest *
get_guest (DemoChat *self, DemoSocket *socket)
{
  return g_hash_table_lookup (self->guests, socket);
}

static char *
dup_room_id (const DemoCall *call)
{
  return demo_call_dup_text (call, "room", DEMO_MAX_ROOM_ID, FALSE);
}

/* FALSE: refused, and said so. */
static gboolean
sign_in_by_call (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  g_autofree char *name = demo_call_dup_text (call, "name", DEMO_MAX_NAME, FALSE);
  const char *error = "A name has 1 to " G_STRINGIFY (DEMO_MAX_NAME) " characters";

  if (name != NULL && demo_guest_sign_in (self, call->socket, guest, name, &error))
    return TRUE;
  demo_call_refuse (call, error);
  return FALSE;
}

static void
write_me (SioWriter *answer, DemoPerson *person)
{
  sio_writer_key (answer, "me");
  sio_writer_begin_object (answer);
  demo_person_write (person, answer);
  sio_writer_end (answer);
}

static void
finish_answer (const DemoCall *call, SioWriter *answer)
{
  g_autoptr (SioArgs) args = sio_writer_finish (answer);

  demo_call_answer (call, args);
}

static void
write_rooms (DemoChat *self, SioWriter *writer)
{
  sio_writer_key (writer, "rooms");
  sio_writer_begin_array (writer);
  for (guint i = 0; i < self->room_order->len; i++)
    {
      sio_writer_begin_object (writer);
      demo_room_write (g_ptr_array_index (self->room_order, i), writer);
      sio_writer_end (writer);
    }
  sio_writer_end (writer);
}

static void
write_people (DemoChat *self, SioWriter *writer)
{
  sio_writer_key (writer, "people");
  sio_writer_begin_array (writer);
  for (guint i = 0; i < self->people_order->len; i++)
    {
      DemoPerson *person = g_ptr_array_index (self->people_order, i);

      sio_writer_begin_object (writer);
      demo_person_write (person, writer);
      sio_writer_key (writer, "rooms");
      sio_writer_begin_array (writer);
      for (guint j = 0; j < person->room_ids->len; j++)
        sio_writer_string (writer, g_ptr_array_index (person->room_ids, j), -1);
      sio_writer_end (writer);
      sio_writer_end (writer);
    }
  sio_writer_end (writer);
}

static void
sign_in_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  g_autoptr (SioWriter) answer = NULL;

  if (!sign_in_by_call (self, call, guest))
    return;
  answer = demo_wire_answer ();
  write_me (answer, guest->person);
  write_rooms (self, answer);
  finish_answer (call, answer);
}

static void
join_private (DemoChat *self, const DemoCall *call, DemoGuest *guest, const char *room_id)
{
  DemoPerson *other = demo_chat_find_person (self, room_id + 1);
  g_autoptr (SioWriter) answer = NULL;
  DemoRoom *room;

  if (other == NULL)
    {
      demo_call_refuse (call, "Nobody has that id");
      return;
    }
  room = demo_chat_ensure_private (self, guest->person, other);
  answer = demo_wire_answer ();
  demo_wire_string (answer, "room", room_id);
  demo_wire_string (answer, "name", other->name);
  write_me (answer, guest->person);
  demo_room_write_history (room, room_id, answer);
  demo_room_write_people (room, answer);
  finish_answer (call, answer);
}

static void
announce_arrival (DemoChat *self, DemoPerson *person, DemoRoom *room)
{
  g_autofree char *text = g_strdup_printf ("%s joined", person->name);

  if (!demo_person_is_in (person, room->id))
    demo_chat_announce (self, room, text, DEMO_MESSAGE_EVENT);
}

static void
join_room (DemoChat *self, const DemoCall *call, DemoGuest *guest, const char *room_id)
{
  DemoRoom *room = demo_chat_find_room (self, room_id);
  g_autofree char *adapter_room = demo_chat_build_adapter_room (room_id);
  g_autoptr (SioWriter) answer = NULL;

  if (guest->person->room_ids->len >= DEMO_MAX_JOINED ||
      (room == NULL && self->room_order->len >= DEMO_MAX_ROOMS))
    {
      demo_call_refuse (call, "Too many rooms");
      return;
    }
  if (room == NULL)
    demo_chat_emit_room (self, room = demo_chat_add_room (self, room_id, room_id, NULL));
  announce_arrival (self, guest->person, room);
  demo_chat_enter (self, guest->person, room);
  demo_adapter_join (self->adapter, call->socket, adapter_room);
  answer = demo_wire_answer ();
  demo_wire_string (answer, "room", room->id);
  demo_wire_string (answer, "name", room->name);
  demo_wire_string (answer, "topic", room->topic);
  write_me (answer, guest->person);
  demo_room_write_history (room, room->id, answer);
  demo_room_write_people (room, answer);
  finish_answer (call, answer);
}

static void
join_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  g_autofree char *room_id = dup_room_id (call);
  SioValue name = sio_value_get_member (sio_args_get (call->args, 1), "name", -1);

  if (room_id == NULL)
    demo_call_refuse (call, "A room has a name of 1 to " G_STRINGIFY (DEMO_MAX_ROOM_ID) " characters");
  else if ((guest->person == NULL || !sio_value_is_missing (name)) && !sign_in_by_call (self, call, guest))
    return;
  else if (*room_id == '@')
    join_private (self, call, guest, room_id);
  else
    join_room (self, call, guest, room_id);
}

static void
leave_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  g_autofree char *room_id = dup_room_id (call);

  if (room_id != NULL && guest->person != NULL)
    {
      g_autofree char *adapter_room = demo_chat_build_adapter_room (room_id);

      demo_adapter_leave (self->adapter, call->socket, adapter_room);
      demo_guest_leave_empty_rooms (self, guest->person);
    }
  demo_call_answer_ok (call);
}

static DemoMessage *
say (DemoChat *self, const DemoCall *call, DemoPerson *person, const char *room_id, const char *text)
{
  DemoRoom *room = demo_chat_find_room (self, room_id);
  DemoPerson *to = *room_id == '@' ? demo_chat_find_person (self, room_id + 1) : NULL;

  if (to != NULL)
    return demo_chat_say_private (self, person, to, text, call->socket);
  if (room != NULL && demo_person_is_in (person, room_id))
    return demo_chat_say (self, person, room, text, call->socket);
  return NULL;
}

static void
answer_said (const DemoCall *call, DemoMessage *message)
{
  g_autoptr (SioWriter) answer = demo_wire_answer ();

  demo_wire_string (answer, "id", message->id);
  demo_wire_int (answer, "time", message->time_ms);
  finish_answer (call, answer);
}

static void
message_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  g_autofree char *room_id = dup_room_id (call);
  g_autofree char *text = demo_call_dup_text (call, "text", DEMO_MAX_TEXT, TRUE);
  DemoMessage *message = NULL;

  if (text == NULL)
    {
      demo_call_refuse (call, "A message has 1 to " G_STRINGIFY (DEMO_MAX_TEXT) " characters");
      return;
    }
  if (room_id != NULL && guest->person != NULL)
    message = say (self, call, guest->person, room_id, text);
  if (message == NULL)
    {
      demo_call_refuse (call, "Join the room first");
      return;
    }
  answer_said (call, message);
  if (self->said != NULL)
    self->said (self, guest->person, room_id, text, self->said_data);
}

static void
type (DemoChat *self, const DemoCall *call, DemoGuest *guest, gboolean active)
{
  g_autofree char *room_id = dup_room_id (call);

  if (room_id != NULL && guest->person != NULL &&
      (*room_id == '@' || demo_person_is_in (guest->person, room_id)))
    demo_chat_type (self, guest->person, room_id, active, call->socket);
  demo_call_answer_ok (call);
}

static void
typing_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  type (self, call, guest, TRUE);
}

static void
stop_typing_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  type (self, call, guest, FALSE);
}

static void
presence_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  g_autofree char *state = demo_call_dup_text (call, "state", DEMO_MAX_NAME, FALSE);
  g_autofree char *detail = demo_call_dup_text (call, "detail", DEMO_MAX_NAME, FALSE);

  if (guest->person == NULL)
    {
      demo_call_refuse (call, "Sign in first");
      return;
    }
  demo_chat_set_presence (self, guest->person,
                          g_strcmp0 (state, "away") == 0 ? DEMO_PRESENCE_AWAY : DEMO_PRESENCE_ONLINE, detail);
  demo_call_answer_ok (call);
}

static void
rooms_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  g_autoptr (SioWriter) answer = demo_wire_answer ();

  write_rooms (self, answer);
  finish_answer (call, answer);
}

static void
people_command (DemoChat *self, const DemoCall *call, DemoGuest *guest)
{
  g_autoptr (SioWriter) answer = demo_wire_answer ();

  write_people (self, answer);
  finish_answer (call, answer);
}

typedef void (*CommandFunc) (DemoChat *self, const DemoCall *call, DemoGuest *guest);

static const struct
{
  const char *name;
  CommandFunc func;
} commands[] = {
  { "sign in", sign_in_command },      { "join", join_command },     { "leave", leave_command },
  { "chat message", message_command }, { "typing", typing_command }, { "stop typing", stop_typing_command },
  { "presence", presence_command },    { "rooms", rooms_command },   { "people", people_command },
};

gboolean
demo_chat_handle (DemoChat *self, const DemoCall *call)
{
  DemoGuest *guest = get_guest (self, call->socket);

  for (guint i = 0; guest != NULL && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, call->name))
      {
        if (demo_guest_may_go_on (self, guest))
          commands[i].func (self, call, guest);
        else
          demo_call_refuse (call, "Too fast: slow down");
        return TRUE;
      }
  return FALSE;
}

static void
send_snapshot (DemoChat *self, DemoSocket *socket)
{
  g_autoptr (SioWriter) rooms = demo_wire_event ("rooms");
  g_autoptr (SioWriter) people = demo_wire_event ("people");
  g_autoptr (SioArgs) rooms_args = NULL;
  g_autoptr (SioArgs) people_args = NULL;

  write_rooms (self, rooms);
  rooms_args = sio_writer_finish (rooms);
  demo_socket_emit (socket, rooms_args);
  write_people (self, people);
  people_args = sio_writer_finish (people);
  demo_socket_emit (socket, people_args);
  demo_chat_emit_count (self, socket);
}

void
demo_chat_connected (DemoChat *self, DemoSocket *socket)
{
  DemoGuest *guest = g_new0 (DemoGuest, 1);

  guest->tokens = DEMO_EVENT_BURST;
  guest->filled_us = eio_clock_get_now (self->clock);
  g_hash_table_insert (self->guests, socket, guest);
  send_snapshot (self, socket);
}

void
demo_chat_disconnected (DemoChat *self, DemoSocket *socket)
{
  DemoGuest *guest = get_guest (self, socket);

  if (guest != NULL)
    demo_guest_sign_out (self, socket, guest);
  g_hash_table_remove (self->guests, socket);
}
