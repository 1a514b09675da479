/* tell-room-people.c: who is in a room, and who types there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-person-private.h"
#include "tell-room-private.h"

/**
 * tell_room_add_member:
 *
 * Returns: %FALSE if @person is there already, or the room is full
 */
gboolean
tell_room_add_member (TellRoom *self, TellPerson *person)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), FALSE);

  if (!tell_catalog_take (self->members, tell_person_get_id (person), g_object_ref (person)))
    return FALSE;
  tell_person_entered (person, self);
  return TRUE;
}

gboolean
tell_room_remove_member (TellRoom *self, TellPerson *person)
{
  g_autoptr (TellPerson) kept = g_object_ref (person);

  g_return_val_if_fail (TELL_IS_ROOM (self), FALSE);

  tell_typing_stop (self->typing, kept);
  if (!tell_catalog_remove (self->members, tell_person_get_id (kept)))
    return FALSE;
  tell_person_left (kept, self);
  return TRUE;
}

gboolean
tell_room_has_member (TellRoom *self, TellPerson *person)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), FALSE);

  return tell_catalog_find (self->members, tell_person_get_id (person)) == person;
}

void
tell_room_clear_members (TellRoom *self)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (TELL_IS_ROOM (self));

  for (guint i = 0; i < tell_catalog_get_size (self->members); i++)
    g_ptr_array_add (gone, g_object_ref (tell_catalog_peek (self->members, i)));
  tell_typing_clear (self->typing);
  tell_catalog_clear (self->members);
  for (guint i = 0; i < gone->len; i++)
    tell_person_left (g_ptr_array_index (gone, i), self);
}

/**
 * tell_room_set_typing:
 * @now_ms: on any clock that tell_room_expire_typing () is called with, too
 */
void
tell_room_set_typing (TellRoom *self, TellPerson *person, gboolean active, gint64 now_ms)
{
  g_return_if_fail (TELL_IS_ROOM (self));

  if (active)
    tell_typing_start (self->typing, person, now_ms + TELL_TYPING_MS);
  else
    tell_typing_stop (self->typing, person);
}

/**
 * tell_room_expire_typing:
 *
 * Takes out who has not typed for %TELL_TYPING_MS.
 *
 * Returns: the time in ms at which the next one ends, 0 if nobody types
 */
gint64
tell_room_expire_typing (TellRoom *self, gint64 now_ms)
{
  g_return_val_if_fail (TELL_IS_ROOM (self), 0);

  return tell_typing_expire (self->typing, now_ms);
}
