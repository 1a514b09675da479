/* demo-guest.c: one socket in the chat: who it signed in as, how much it may say, when its person has left.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-guest.h"

#include "demo-chat-private.h"
#include "demo-limits.h"

/* A token bucket: DEMO_EVENT_BURST at once, DEMO_EVENT_RATE a second. */
gboolean
demo_guest_may_go_on (DemoChat *self, DemoGuest *guest)
{
  gint64 now_us = eio_clock_get_now (self->clock);
  double earned = (now_us - guest->filled_us) * DEMO_EVENT_RATE / 1e6;

  guest->tokens = MIN (DEMO_EVENT_BURST, guest->tokens + earned);
  guest->filled_us = now_us;
  if (guest->tokens < 1)
    return FALSE;
  guest->tokens -= 1;
  return TRUE;
}

/* One person may sit at several screens: they are in a room while one of those is. */
static gboolean
is_still_in (DemoChat *self, DemoPerson *person, const char *room_id)
{
  g_autofree char *person_room = demo_chat_build_person_room (person);
  g_autofree char *adapter_room = demo_chat_build_adapter_room (room_id);
  g_autoptr (GPtrArray) sockets = NULL;

  if (self->adapter == NULL)
    return FALSE;
  sockets = demo_adapter_list (self->adapter, person_room);
  for (guint i = 0; i < sockets->len; i++)
    if (demo_adapter_is_in (self->adapter, g_ptr_array_index (sockets, i), adapter_room))
      return TRUE;
  return FALSE;
}

void
demo_guest_leave_empty_rooms (DemoChat *self, DemoPerson *person)
{
  for (guint i = person->room_ids->len; i > 0; i--)
    {
      const char *room_id = g_ptr_array_index (person->room_ids, i - 1);

      if (!is_still_in (self, person, room_id))
        demo_chat_leave (self, person, demo_chat_find_room (self, room_id));
    }
}

static void
leave_adapter_rooms (DemoChat *self, DemoSocket *socket, DemoPerson *person)
{
  g_autofree char *person_room = demo_chat_build_person_room (person);

  demo_adapter_leave (self->adapter, socket, person_room);
  for (guint i = 0; i < person->room_ids->len; i++)
    {
      g_autofree char *adapter_room = demo_chat_build_adapter_room (g_ptr_array_index (person->room_ids, i));

      demo_adapter_leave (self->adapter, socket, adapter_room);
    }
}

/* The adapter has forgotten the socket already, or does so now. */
void
demo_guest_sign_out (DemoChat *self, DemoSocket *socket, DemoGuest *guest)
{
  DemoPerson *person = g_steal_pointer (&guest->person);
  g_autofree char *person_room = NULL;

  if (person == NULL)
    return;
  person_room = demo_chat_build_person_room (person);
  if (self->adapter != NULL)
    leave_adapter_rooms (self, socket, person);
  demo_guest_leave_empty_rooms (self, person);
  if (self->adapter == NULL || demo_adapter_get_n_sockets (self->adapter, person_room) == 0)
    demo_chat_set_presence (self, person, DEMO_PRESENCE_OFFLINE, NULL);
}

static gboolean
is_reserved (DemoChat *self, const char *name_id)
{
  for (guint i = 0; i < self->people_order->len; i++)
    {
      DemoPerson *person = g_ptr_array_index (self->people_order, i);
      g_autofree char *id = person->seeded ? demo_person_build_id (person->name) : NULL;

      if (id != NULL && g_str_equal (id, name_id))
        return TRUE;
    }
  return FALSE;
}

static void
make_place (DemoChat *self)
{
  for (guint i = 0; i < self->people_order->len && self->people_order->len >= DEMO_MAX_PEOPLE; i++)
    {
      DemoPerson *person = g_ptr_array_index (self->people_order, i);

      if (!person->seeded && person->presence == DEMO_PRESENCE_OFFLINE)
        {
          demo_chat_forget (self, person);
          i--;
        }
    }
}

gboolean
demo_guest_sign_in (DemoChat *self,
                    DemoSocket *socket,
                    DemoGuest *guest,
                    const char *name,
                    const char **error)
{
  g_autofree char *id = demo_person_build_id (name);
  g_autofree char *person_room = NULL;
  DemoPerson *person;

  *error = "That name belongs to somebody of the team";
  if (is_reserved (self, id))
    return FALSE;
  if (guest->person != NULL && !g_str_equal (guest->person->id, id))
    demo_guest_sign_out (self, socket, guest);
  make_place (self);
  person = demo_chat_find_person (self, id);
  *error = "The server is full";
  if (person == NULL && self->people_order->len >= DEMO_MAX_PEOPLE)
    return FALSE;
  if (person == NULL)
    person = demo_chat_add_person (self, id, name, FALSE);
  guest->person = person;
  person_room = demo_chat_build_person_room (person);
  demo_adapter_join (self->adapter, socket, person_room);
  demo_chat_set_presence (self, person, DEMO_PRESENCE_ONLINE, person->detail);
  return TRUE;
}
