/* demo-chat.c: rooms, people, what they say, and who is told. What clients ask for is in
 * demo-chat-commands.c.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-chat.h"

#include "demo-chat-private.h"
#include "demo-limits.h"
#include "demo-wire.h"

G_DEFINE_FINAL_TYPE (DemoChat, demo_chat, G_TYPE_OBJECT)

/* Takes EVENT. Each room has a prefix in the adapter, so that no client names the sockets of a person. */
void
demo_chat_emit (DemoChat *self, const char *adapter_room, DemoSocket *except, SioWriter *event)
{
  g_autoptr (SioWriter) writer = event;
  g_autoptr (SioArgs) args = sio_writer_finish (writer);

  if (self->adapter != NULL)
    demo_adapter_emit (self->adapter, adapter_room, except, args);
}

char *
demo_chat_build_adapter_room (const char *room_id)
{
  return g_strconcat ("room:", room_id, NULL);
}

static void
emit_to_room (DemoChat *self, DemoRoom *room, DemoSocket *except, SioWriter *event)
{
  g_autofree char *name = demo_chat_build_adapter_room (room->id);

  demo_chat_emit (self, name, except, event);
}

char *
demo_chat_build_person_room (const DemoPerson *person)
{
  return g_strconcat ("person:", person->id, NULL);
}

static void
emit_to_person (DemoChat *self, DemoPerson *person, DemoSocket *except, SioWriter *event)
{
  g_autofree char *name = demo_chat_build_person_room (person);

  demo_chat_emit (self, name, except, event);
}

void
demo_chat_emit_room (DemoChat *self, DemoRoom *room)
{
  SioWriter *event = demo_wire_event ("room");

  demo_room_write (room, event);
  demo_chat_emit (self, NULL, NULL, event);
}

static void
emit_membership (DemoChat *self, const char *name, DemoRoom *room, DemoPerson *person)
{
  SioWriter *event = demo_wire_event (name);

  demo_wire_string (event, "room", room->id);
  demo_person_write (person, event);
  emit_to_room (self, room, NULL, event);
}

static DemoMessage *
create_message (DemoChat *self, DemoPerson *author, const char *text, gint64 time_ms, DemoMessageKind kind)
{
  g_autofree char *id = g_strdup_printf ("m%" G_GUINT64_FORMAT, ++self->next_message);

  return demo_message_new (id, author, text, time_ms, kind);
}

static gint64
get_time_ms (DemoChat *self)
{
  return eio_clock_get_wall (self->clock) / 1000;
}

static SioWriter *
build_message_event (DemoMessage *message, const char *room_id)
{
  SioWriter *event = demo_wire_event ("chat message");

  demo_message_write (message, room_id, event);
  return event;
}

static void
demo_chat_finalize (GObject *object)
{
  DemoChat *self = DEMO_CHAT (object);

  g_clear_pointer (&self->guests, g_hash_table_unref);
  g_clear_pointer (&self->private_rooms, g_hash_table_unref);
  g_clear_pointer (&self->room_order, g_ptr_array_unref);
  g_clear_pointer (&self->rooms, g_hash_table_unref);
  g_clear_pointer (&self->people_order, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (demo_chat_parent_class)->finalize (object);
}

static void
demo_chat_class_init (DemoChatClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_chat_finalize;
}

static void
demo_chat_init (DemoChat *self)
{
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) demo_room_free);
  self->room_order = g_ptr_array_new ();
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) demo_person_free);
  self->people_order = g_ptr_array_new ();
  self->private_rooms =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) demo_room_free);
  self->guests = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

DemoChat *
demo_chat_new (EioClock *clock)
{
  DemoChat *self = g_object_new (DEMO_TYPE_CHAT, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

void
demo_chat_set_adapter (DemoChat *self, DemoAdapter *adapter)
{
  self->adapter = adapter;
}

void
demo_chat_set_said (DemoChat *self, DemoChatSaidFunc said, gpointer user_data)
{
  self->said = said;
  self->said_data = user_data;
}

DemoRoom *
demo_chat_add_room (DemoChat *self, const char *id, const char *name, const char *topic)
{
  DemoRoom *room = demo_room_new (id, name, topic, topic != NULL);

  g_hash_table_insert (self->rooms, room->id, room);
  g_ptr_array_add (self->room_order, room);
  return room;
}

DemoRoom *
demo_chat_find_room (DemoChat *self, const char *id)
{
  return g_hash_table_lookup (self->rooms, id);
}

/* A room that a client made goes with its last member. */
void
demo_chat_drop_room (DemoChat *self, DemoRoom *room)
{
  SioWriter *event = demo_wire_event ("room removed");

  demo_wire_string (event, "room", room->id);
  demo_chat_emit (self, NULL, NULL, event);
  g_ptr_array_remove (self->room_order, room);
  g_hash_table_remove (self->rooms, room->id);
}

DemoPerson *
demo_chat_add_person (DemoChat *self, const char *id, const char *name, gboolean seeded)
{
  DemoPerson *person = demo_person_new (id, name, seeded);

  g_hash_table_insert (self->people, person->id, person);
  g_ptr_array_add (self->people_order, person);
  return person;
}

DemoPerson *
demo_chat_find_person (DemoChat *self, const char *id)
{
  return g_hash_table_lookup (self->people, id);
}

static gboolean
names_person_cb (gpointer key, gpointer room, gpointer person)
{
  return g_ptr_array_find (((DemoRoom *) room)->members, person, NULL);
}

void
demo_chat_forget (DemoChat *self, DemoPerson *person)
{
  g_hash_table_foreach_remove (self->private_rooms, names_person_cb, person);
  g_ptr_array_remove (self->people_order, person);
  g_hash_table_remove (self->people, person->id);
}

guint
demo_chat_get_n_online (DemoChat *self)
{
  guint n = 0;

  for (guint i = 0; i < self->people_order->len; i++)
    n += ((DemoPerson *) g_ptr_array_index (self->people_order, i))->presence != DEMO_PRESENCE_OFFLINE;
  return n;
}

GPtrArray *
demo_chat_list_sockets (DemoChat *self, const char *person_id)
{
  g_autofree char *name = g_strconcat ("person:", person_id, NULL);

  if (self->adapter == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  return demo_adapter_list (self->adapter, name);
}

void
demo_chat_enter (DemoChat *self, DemoPerson *person, DemoRoom *room)
{
  if (demo_person_is_in (person, room->id))
    return;
  g_ptr_array_add (person->room_ids, g_strdup (room->id));
  g_ptr_array_add (room->members, person);
  emit_membership (self, "user joined", room, person);
}

void
demo_chat_leave (DemoChat *self, DemoPerson *person, DemoRoom *room)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (person->room_ids, room->id, g_str_equal, &index))
    return;
  g_ptr_array_remove_index (person->room_ids, index);
  g_ptr_array_remove (room->members, person);
  emit_membership (self, "user left", room, person);
  if (!room->permanent && room->members->len == 0)
    demo_chat_drop_room (self, room);
}

DemoMessage *
demo_chat_say (DemoChat *self, DemoPerson *person, DemoRoom *room, const char *text, DemoSocket *except)
{
  DemoMessage *message = create_message (self, person, text, get_time_ms (self), DEMO_MESSAGE_SAID);

  demo_room_take_message (room, message);
  emit_to_room (self, room, except, build_message_event (message, room->id));
  return message;
}

static void
drop_silent_private_room (DemoChat *self)
{
  GHashTableIter iter;
  gpointer key, value;
  gpointer silent = NULL;
  gint64 oldest = G_MAXINT64;

  g_hash_table_iter_init (&iter, self->private_rooms);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      DemoMessage *last = g_queue_peek_tail (&((DemoRoom *) value)->messages);
      gint64 time_ms = last != NULL ? last->time_ms : 0;

      if (time_ms < oldest)
        {
          oldest = time_ms;
          silent = key;
        }
    }
  if (silent != NULL)
    g_hash_table_remove (self->private_rooms, silent);
}

DemoRoom *
demo_chat_ensure_private (DemoChat *self, DemoPerson *a, DemoPerson *b)
{
  gboolean ordered = strcmp (a->id, b->id) < 0;
  g_autofree char *key = g_strdup_printf ("%s\n%s", ordered ? a->id : b->id, ordered ? b->id : a->id);
  DemoRoom *room = g_hash_table_lookup (self->private_rooms, key);

  if (room != NULL)
    return room;
  if (g_hash_table_size (self->private_rooms) >= DEMO_MAX_PRIVATE)
    drop_silent_private_room (self);
  room = demo_room_new (key, b->name, NULL, TRUE);
  g_ptr_array_add (room->members, a);
  if (a != b)
    g_ptr_array_add (room->members, b);
  g_hash_table_insert (self->private_rooms, room->id, room);
  return room;
}

static void
deliver_private (DemoChat *self,
                 DemoPerson *reader,
                 DemoPerson *other,
                 DemoMessage *message,
                 DemoSocket *except)
{
  g_autofree char *room_id = g_strconcat ("@", other->id, NULL);
  SioWriter *event = demo_wire_event ("room");

  demo_wire_string (event, "room", room_id);
  demo_wire_string (event, "name", other->name);
  demo_wire_int (event, "people", 2);
  emit_to_person (self, reader, except, event);
  emit_to_person (self, reader, except, build_message_event (message, room_id));
}

DemoMessage *
demo_chat_say_private (DemoChat *self, DemoPerson *from, DemoPerson *to, const char *text, DemoSocket *except)
{
  DemoRoom *room = demo_chat_ensure_private (self, from, to);
  DemoMessage *message = create_message (self, from, text, get_time_ms (self), DEMO_MESSAGE_SAID);

  demo_room_take_message (room, message);
  deliver_private (self, to, from, message, except);
  if (from != to)
    deliver_private (self, from, to, message, except);
  return message;
}

void
demo_chat_type (DemoChat *self, DemoPerson *person, const char *room_id, gboolean active, DemoSocket *except)
{
  SioWriter *event = demo_wire_event (active ? "typing" : "stop typing");
  DemoRoom *room = demo_chat_find_room (self, room_id);
  DemoPerson *to = *room_id == '@' ? demo_chat_find_person (self, room_id + 1) : NULL;
  g_autofree char *from_id = g_strconcat ("@", person->id, NULL);

  demo_wire_string (event, "room", to != NULL ? from_id : room_id);
  demo_wire_string (event, "id", person->id);
  demo_wire_string (event, "name", person->name);
  if (to != NULL)
    emit_to_person (self, to, except, event);
  else if (room != NULL)
    emit_to_room (self, room, except, event);
  else
    sio_writer_free (event);
}

void
demo_chat_announce (DemoChat *self, DemoRoom *room, const char *text, DemoMessageKind kind)
{
  DemoMessage *message = create_message (self, NULL, text, get_time_ms (self), kind);

  emit_to_room (self, room, NULL, build_message_event (message, room->id));
  demo_message_free (message); /* who comes later has no use for it */
}

void
demo_chat_remember (DemoChat *self, DemoPerson *person, DemoRoom *room, const char *text, gint64 time_ms)
{
  demo_room_take_message (room, create_message (self, person, text, time_ms, DEMO_MESSAGE_SAID));
}

/* NULL: to everybody. */
void
demo_chat_emit_count (DemoChat *self, DemoSocket *socket)
{
  g_autoptr (SioWriter) event = demo_wire_event ("users");
  g_autoptr (SioArgs) args = NULL;

  demo_wire_int (event, "online", demo_chat_get_n_online (self));
  args = sio_writer_finish (event);
  if (socket != NULL)
    demo_socket_emit (socket, args);
  else if (self->adapter != NULL)
    demo_adapter_emit (self->adapter, NULL, NULL, args);
}

void
demo_chat_set_presence (DemoChat *self, DemoPerson *person, DemoPresence presence, const char *detail)
{
  gboolean counted = (presence == DEMO_PRESENCE_OFFLINE) != (person->presence == DEMO_PRESENCE_OFFLINE);
  SioWriter *event;

  if (presence == person->presence && g_strcmp0 (detail, person->detail) == 0)
    return;
  person->presence = presence;
  g_free (person->detail);
  person->detail = g_strdup (detail);
  event = demo_wire_event ("presence");
  demo_person_write (person, event);
  demo_chat_emit (self, NULL, NULL, event);
  if (counted)
    demo_chat_emit_count (self, NULL);
}
