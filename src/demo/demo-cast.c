/* demo-cast.c: the seeded people as persons of the chat, and what moves them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-cast.h"

static void
create_places (DemoCast *self)
{
  for (guint i = 0; i < demo_n_places; i++)
    demo_chat_add_room (self->chat, demo_places[i].id, demo_places[i].name, demo_places[i].topic);
}

/* All but two are there at first: one is away, one comes later. */
static void
create_people (DemoCast *self)
{
  for (DemoSpeaker who = 0; who < DEMO_N_SPEAKERS; who++)
    {
      self->people[who] = demo_chat_add_person (self->chat, demo_roles[who].id, demo_roles[who].name, TRUE);
      demo_cast_come (self, who);
    }
  demo_chat_set_presence (self->chat, self->people[DEMO_FARID], DEMO_PRESENCE_AWAY, demo_away_details[0]);
  demo_cast_go (self, DEMO_INES);
}

void
demo_cast_init (DemoCast *self, guint32 seed, EioClock *clock, DemoChat *chat, DemoFeed *feed)
{
  self->rand = g_rand_new_with_seed (seed);
  self->clock = g_object_ref (clock);
  self->chat = g_object_ref (chat);
  self->feed = g_object_ref (feed);
  create_places (self);
  create_people (self);
}

void
demo_cast_clear (DemoCast *self)
{
  g_clear_pointer (&self->rand, g_rand_free);
  g_clear_object (&self->clock);
  g_clear_object (&self->chat);
  g_clear_object (&self->feed);
}

guint
demo_cast_random (DemoCast *self, guint min, guint below)
{
  return (guint) g_rand_int_range (self->rand, (gint32) min, (gint32) below);
}

void
demo_cast_come (DemoCast *self, DemoSpeaker who)
{
  g_auto (GStrv) rooms = g_strsplit (demo_roles[who].rooms, " ", -1);

  demo_chat_set_presence (self->chat, self->people[who], DEMO_PRESENCE_ONLINE, demo_roles[who].role);
  for (guint i = 0; rooms[i] != NULL; i++)
    demo_chat_enter (self->chat, self->people[who], demo_chat_find_room (self->chat, rooms[i]));
}

void
demo_cast_go (DemoCast *self, DemoSpeaker who)
{
  GPtrArray *ids = self->people[who]->room_ids;

  while (ids->len > 0)
    demo_chat_leave (self->chat, self->people[who],
                     demo_chat_find_room (self->chat, g_ptr_array_index (ids, ids->len - 1)));
  demo_chat_set_presence (self->chat, self->people[who], DEMO_PRESENCE_OFFLINE, demo_roles[who].role);
}

DemoUtterance *
demo_cast_utter (DemoCast *self,
                 DemoSpeaker who,
                 const char *room_id,
                 const char *text,
                 const char *name,
                 guint think_ms,
                 DemoUtteranceFunc done,
                 gpointer user_data)
{
  demo_cast_come (self, who);
  return demo_utterance_new (self->clock, self->chat, self->feed, self->people[who], room_id, text, name,
                             think_ms, done, user_data);
}
