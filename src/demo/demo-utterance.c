/* demo-utterance.c: a seeded person says one thing: thinks, types, and then it is there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-utterance.h"

#include "demo-script.h"

#define TYPING_MIN_MS           900
#define TYPING_MAX_MS           3500
#define TYPING_MS_PER_CHARACTER 35

struct _DemoUtterance
{
  EioClock *clock;
  DemoChat *chat;
  DemoFeed *feed;
  DemoPerson *person; /* seeded, so there for good */
  char *room_id;
  char *text;
  char *name;
  gboolean typing;
  guint timer;
  DemoUtteranceFunc done;
  gpointer user_data;
};

static void
set_typing (DemoUtterance *self, gboolean typing)
{
  if (self->typing == typing)
    return;
  self->typing = typing;
  demo_chat_type (self->chat, self->person, self->room_id, typing, NULL);
}

/* The room may have gone meanwhile, and who was spoken to may have been forgotten. */
static void
say (DemoUtterance *self)
{
  g_autofree char *text = demo_script_expand (self->text, self->name, demo_feed_get_sample (self->feed));
  DemoRoom *room = demo_chat_find_room (self->chat, self->room_id);
  DemoPerson *to = *self->room_id == '@' ? demo_chat_find_person (self->chat, self->room_id + 1) : NULL;

  if (to != NULL)
    demo_chat_say_private (self->chat, self->person, to, text, NULL);
  else if (room != NULL && demo_person_is_in (self->person, room->id))
    demo_chat_say (self->chat, self->person, room, text, NULL);
}

static void
typed_cb (gpointer user_data)
{
  DemoUtterance *self = user_data;

  self->timer = 0;
  set_typing (self, FALSE);
  say (self);
  self->done (self, self->user_data);
}

static void
thought_cb (gpointer user_data)
{
  DemoUtterance *self = user_data;
  guint length = (guint) g_utf8_strlen (self->text, -1) * TYPING_MS_PER_CHARACTER;

  set_typing (self, TRUE);
  self->timer =
      eio_clock_add_timeout (self->clock, CLAMP (length, TYPING_MIN_MS, TYPING_MAX_MS), typed_cb, self);
}

DemoUtterance *
demo_utterance_new (EioClock *clock,
                    DemoChat *chat,
                    DemoFeed *feed,
                    DemoPerson *person,
                    const char *room_id,
                    const char *text,
                    const char *name,
                    guint think_ms,
                    DemoUtteranceFunc done,
                    gpointer user_data)
{
  DemoUtterance *self = g_new0 (DemoUtterance, 1);

  self->clock = g_object_ref (clock);
  self->chat = g_object_ref (chat);
  self->feed = g_object_ref (feed);
  self->person = person;
  self->room_id = g_strdup (room_id);
  self->text = g_strdup (text);
  self->name = g_strdup (name);
  self->done = done;
  self->user_data = user_data;
  self->timer = eio_clock_add_timeout (clock, think_ms, thought_cb, self);
  return self;
}

void
demo_utterance_free (DemoUtterance *self)
{
  eio_clock_clear (self->clock, &self->timer);
  set_typing (self, FALSE);
  g_clear_object (&self->clock);
  g_clear_object (&self->chat);
  g_clear_object (&self->feed);
  g_free (self->room_id);
  g_free (self->text);
  g_free (self->name);
  g_free (self);
}

DemoPerson *
demo_utterance_get_person (DemoUtterance *self)
{
  return self->person;
}
