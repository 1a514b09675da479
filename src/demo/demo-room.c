/* demo-room.c: one room of the chat: its last messages and who is in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-room.h"

#include "demo-limits.h"
#include "demo-wire.h"

static const char *const kind_names[] = { "message", "event", "notice" };

DemoMessage *
demo_message_new (const char *id,
                  const DemoPerson *author,
                  const char *text,
                  gint64 time_ms,
                  DemoMessageKind kind)
{
  DemoMessage *self = g_new0 (DemoMessage, 1);

  self->id = g_strdup (id);
  self->author_id = author != NULL ? g_strdup (author->id) : NULL;
  self->author_name = author != NULL ? g_strdup (author->name) : NULL;
  self->text = g_strdup (text);
  self->time_ms = time_ms;
  self->kind = kind;
  return self;
}

void
demo_message_free (DemoMessage *self)
{
  g_free (self->id);
  g_free (self->author_id);
  g_free (self->author_name);
  g_free (self->text);
  g_free (self);
}

void
demo_message_write (const DemoMessage *self, const char *room_id, SioWriter *writer)
{
  demo_wire_string (writer, "id", self->id);
  demo_wire_string (writer, "room", room_id);
  if (self->author_id != NULL)
    {
      sio_writer_key (writer, "from");
      sio_writer_begin_object (writer);
      demo_wire_string (writer, "id", self->author_id);
      demo_wire_string (writer, "name", self->author_name);
      sio_writer_end (writer);
    }
  demo_wire_string (writer, "text", self->text);
  demo_wire_int (writer, "time", self->time_ms);
  demo_wire_string (writer, "kind", kind_names[self->kind]);
}

DemoRoom *
demo_room_new (const char *id, const char *name, const char *topic, gboolean permanent)
{
  DemoRoom *self = g_new0 (DemoRoom, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->topic = g_strdup (topic);
  self->permanent = permanent;
  self->members = g_ptr_array_new ();
  g_queue_init (&self->messages);
  return self;
}

void
demo_room_free (DemoRoom *self)
{
  g_queue_clear_full (&self->messages, (GDestroyNotify) demo_message_free);
  g_ptr_array_unref (self->members);
  g_free (self->id);
  g_free (self->name);
  g_free (self->topic);
  g_free (self);
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer unused)
{
  const DemoMessage *left = a;
  const DemoMessage *right = b;

  return left->time_ms <= right->time_ms ? -1 : 1;
}

void
demo_room_take_message (DemoRoom *self, DemoMessage *message)
{
  DemoMessage *last = g_queue_peek_tail (&self->messages);

  if (last == NULL || last->time_ms <= message->time_ms)
    g_queue_push_tail (&self->messages, message);
  else
    g_queue_insert_sorted (&self->messages, message, compare_times, NULL);
  if (g_queue_get_length (&self->messages) > DEMO_MAX_HISTORY)
    demo_message_free (g_queue_pop_head (&self->messages));
}

void
demo_room_write_history (const DemoRoom *self, const char *room_id, SioWriter *writer)
{
  sio_writer_key (writer, "messages");
  sio_writer_begin_array (writer);
  for (const GList *l = self->messages.head; l != NULL; l = l->next)
    {
      sio_writer_begin_object (writer);
      demo_message_write (l->data, room_id, writer);
      sio_writer_end (writer);
    }
  sio_writer_end (writer);
}

void
demo_room_write_people (const DemoRoom *self, SioWriter *writer)
{
  sio_writer_key (writer, "people");
  sio_writer_begin_array (writer);
  for (guint i = 0; i < self->members->len; i++)
    {
      sio_writer_begin_object (writer);
      demo_person_write (g_ptr_array_index (self->members, i), writer);
      sio_writer_end (writer);
    }
  sio_writer_end (writer);
}

void
demo_room_write (const DemoRoom *self, SioWriter *writer)
{
  demo_wire_string (writer, "room", self->id);
  demo_wire_string (writer, "name", self->name);
  if (self->topic != NULL)
    demo_wire_string (writer, "topic", self->topic);
  demo_wire_int (writer, "people", self->members->len);
}
