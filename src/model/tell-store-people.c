/* tell-store-people.c: the people of a store, and which rooms they are in.
 * Who leaves the list stays known here, so that old messages and whoever comes back have their name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-person-private.h"
#include "tell-store-private.h"

static void
me_changed_cb (TellStore *self, GParamSpec *pspec, TellPerson *person)
{
  if (tell_person_get_me (person))
    {
      if (self->me != NULL && self->me != person)
        tell_person_set_me (self->me, FALSE);
      g_set_object (&self->me, person);
    }
  else if (self->me == person)
    g_clear_object (&self->me);
}

/* Takes PERSON out of the list, but keeps who was called something. */
static void
retire (TellStore *self, TellPerson *person)
{
  tell_store_leave_all_rooms (self, person);
  tell_person_reset (person);
  if (g_hash_table_size (self->forgotten) >= TELL_STORE_MAX_PEOPLE)
    g_hash_table_remove_all (self->forgotten);
  g_hash_table_replace (self->forgotten, (gpointer) tell_person_get_id (person), g_object_ref (person));
}

static TellPerson *
revive (TellStore *self, const char *id)
{
  gpointer person = NULL;

  if (g_hash_table_steal_extended (self->forgotten, id, NULL, &person))
    return person;
  person = tell_person_new (id);
  g_signal_connect_object (person, "notify::me", G_CALLBACK (me_changed_cb), self, G_CONNECT_SWAPPED);
  return person;
}

static void
clear_everybody (TellStore *self)
{
  for (guint i = 0; i < tell_catalog_get_size (self->people); i++)
    retire (self, tell_catalog_peek (self->people, i));
  tell_catalog_clear (self->people);
}

TellPerson *
tell_store_find_person (TellStore *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return tell_catalog_find (self->people, id);
}

/**
 * tell_store_find_person_by_name:
 *
 * Returns: (transfer none) (nullable): the first one in the list who is called @name
 */
TellPerson *
tell_store_find_person_by_name (TellStore *self, const char *name)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  for (guint i = 0; i < tell_catalog_get_size (self->people); i++)
    {
      TellPerson *person = tell_catalog_peek (self->people, i);

      if (strcmp (tell_person_get_name (person), name) == 0)
        return person;
    }
  return NULL;
}

/**
 * tell_store_ensure_person:
 *
 * Returns: (transfer none) (nullable): the person, made when new, back in the list when forgotten; %NULL
 * beyond %TELL_STORE_MAX_PEOPLE
 */
TellPerson *
tell_store_ensure_person (TellStore *self, const char *id)
{
  TellPerson *person = tell_store_find_person (self, id);

  if (person != NULL || tell_catalog_get_full (self->people))
    return person;
  person = revive (self, id);
  tell_catalog_take (self->people, tell_person_get_id (person), person);
  return person;
}

TellPerson *
tell_store_get_me (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return self->me;
}

void
tell_store_enter_room (TellStore *self, TellPerson *person, TellRoom *room)
{
  g_return_if_fail (TELL_IS_STORE (self));

  tell_room_add_member (room, person);
}

void
tell_store_leave_room (TellStore *self, TellPerson *person, TellRoom *room)
{
  g_return_if_fail (TELL_IS_STORE (self));

  tell_room_remove_member (room, person);
}

void
tell_store_leave_all_rooms (TellStore *self, TellPerson *person)
{
  GPtrArray *rooms = tell_person_get_rooms (person);

  g_return_if_fail (TELL_IS_STORE (self));

  while (rooms->len > 0)
    tell_room_remove_member (g_ptr_array_index (rooms, rooms->len - 1), person);
}

void
tell_store_person_left (TellStore *self, TellPerson *person)
{
  g_return_if_fail (TELL_IS_STORE (self));

  for (guint i = 0; i < tell_catalog_get_size (self->rooms); i++)
    tell_room_set_typing (tell_catalog_peek (self->rooms, i), person, FALSE, 0);
  tell_store_leave_all_rooms (self, person);
  tell_person_depart (person);
}

const char *
tell_store_get_person_name (TellStore *self, const char *id)
{
  TellPerson *person = tell_store_find_person (self, id);

  if (person == NULL && id != NULL)
    person = g_hash_table_lookup (self->forgotten, id);
  return person != NULL && tell_person_has_name (person) ? tell_person_get_name (person) : NULL;
}

char **
tell_store_dup_room_ids_of (TellStore *self, TellPerson *person)
{
  GPtrArray *rooms = tell_person_get_rooms (person);
  char **ids = g_new0 (char *, rooms->len + 1);

  for (guint i = 0; i < rooms->len; i++)
    ids[i] = g_strdup (tell_room_get_id (g_ptr_array_index (rooms, i)));
  return ids;
}

void
tell_store_forget_person (TellStore *self, const char *id)
{
  TellPerson *person = tell_store_find_person (self, id);

  if (person == NULL)
    return;
  retire (self, person);
  tell_catalog_remove (self->people, id);
}

gboolean
tell_store_is_forgotten (TellStore *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_STORE (self), FALSE);

  return g_hash_table_contains (self->forgotten, id);
}

void
tell_store_clear_people (TellStore *self, TellRoom *room)
{
  g_return_if_fail (TELL_IS_STORE (self));

  if (room != NULL)
    tell_room_clear_members (room);
  else
    clear_everybody (self);
}
