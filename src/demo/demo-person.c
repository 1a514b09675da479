/* demo-person.c: somebody who chats: a user with sockets, or one of the seeded people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-person.h"

#include "demo-wire.h"

static const char *const presence_names[] = { "offline", "away", "online" };

DemoPerson *
demo_person_new (const char *id, const char *name, gboolean seeded)
{
  DemoPerson *self = g_new0 (DemoPerson, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->seeded = seeded;
  self->room_ids = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
demo_person_free (DemoPerson *self)
{
  g_ptr_array_unref (self->room_ids);
  g_free (self->id);
  g_free (self->name);
  g_free (self->detail);
  g_free (self);
}

char *
demo_person_build_id (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  g_auto (GStrv) words = g_strsplit_set (normal != NULL ? normal : folded, " \t\n@", -1);
  g_autoptr (GString) id = g_string_new ("u");

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (id, "-%s", words[i]);
  return g_string_free (g_steal_pointer (&id), FALSE);
}

gboolean
demo_person_is_in (const DemoPerson *self, const char *room_id)
{
  return g_ptr_array_find_with_equal_func (self->room_ids, room_id, g_str_equal, NULL);
}

void
demo_person_write (const DemoPerson *self, SioWriter *writer)
{
  demo_wire_string (writer, "id", self->id);
  demo_wire_string (writer, "name", self->name);
  demo_wire_string (writer, "state", presence_names[self->presence]);
  if (self->detail != NULL)
    demo_wire_string (writer, "detail", self->detail);
}
