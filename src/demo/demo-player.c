/* demo-player.c: plays the conversations of one room, one after the other, with rests between.
 *
 *   stopped ── start () ──► resting ──► a line ──► … ──► resting
 *                              ▲  play () │
 *                              └──────────┘
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-player.h"

#define MAX_TOPICS         16 /* conversations of one room; those beyond are not played */
#define PAST_CONVERSATIONS 3  /* said before the server started */

struct _DemoPlayer
{
  DemoCast *cast;
  const DemoPlace *place;
  const DemoConversation *topics[MAX_TOPICS]; /* shuffled */
  guint n_topics;
  guint next_topic;
  const DemoConversation *current; /* NULL: stopped or resting */
  guint line;
  DemoUtterance *utterance; /* of that line */
  guint timer;              /* of the rest */
};

static void play_line (DemoPlayer *self);

static void
said_cb (DemoUtterance *utterance, gpointer user_data)
{
  DemoPlayer *self = user_data;

  g_clear_pointer (&self->utterance, demo_utterance_free);
  self->line++;
  play_line (self);
}

static const DemoConversation *
take_topic (DemoPlayer *self)
{
  return self->topics[self->next_topic++ % self->n_topics];
}

static void
rested_cb (gpointer user_data)
{
  DemoPlayer *self = user_data;

  self->timer = 0;
  demo_player_play (self, take_topic (self));
}

static void
rest (DemoPlayer *self, guint min_ms, guint max_ms)
{
  self->current = NULL;
  self->timer = eio_clock_add_timeout (self->cast->clock, demo_cast_random (self->cast, min_ms, max_ms),
                                       rested_cb, self);
}

static void
play_line (DemoPlayer *self)
{
  const DemoLine *line = &self->current->lines[self->line];

  if (line->text == NULL)
    rest (self, 12000, 45000);
  else
    self->utterance = demo_cast_utter (self->cast, line->who, self->place->id, line->text, "all",
                                       demo_cast_random (self->cast, 1200, 4500), said_cb, self);
}

static void
collect_topics (DemoPlayer *self)
{
  for (guint i = 0; i < demo_n_conversations && self->n_topics < MAX_TOPICS; i++)
    if (g_str_equal (demo_conversations[i].room, self->place->id))
      self->topics[self->n_topics++] = &demo_conversations[i];
  for (guint i = self->n_topics; i > 1; i--)
    {
      guint j = demo_cast_random (self->cast, 0, i);
      const DemoConversation *swapped = self->topics[i - 1];

      self->topics[i - 1] = self->topics[j];
      self->topics[j] = swapped;
    }
}

/* Said until END_MS, backwards from the last line. Returns when it began. */
static gint64
remember_topic (DemoPlayer *self, const DemoConversation *topic, gint64 end_ms)
{
  DemoCast *cast = self->cast;
  DemoRoom *room = demo_chat_find_room (cast->chat, self->place->id);
  guint n = 0;

  while (topic->lines[n].text != NULL)
    n++;
  for (; n > 0; n--)
    {
      const DemoLine *line = &topic->lines[n - 1];
      g_autofree char *text = demo_script_expand (line->text, "all", demo_feed_get_sample (cast->feed));

      end_ms -= demo_cast_random (cast, 15000, 70000);
      demo_chat_remember (cast->chat, cast->people[line->who], room, text, end_ms);
    }
  return end_ms;
}

static void
remember (DemoPlayer *self)
{
  gint64 end_ms = eio_clock_get_wall (self->cast->clock) / 1000;

  for (guint i = 0; i < PAST_CONVERSATIONS; i++)
    {
      end_ms -= demo_cast_random (self->cast, 60000, 1500000);
      end_ms = remember_topic (self, take_topic (self), end_ms);
    }
}

DemoPlayer *
demo_player_new (DemoCast *cast, const DemoPlace *place)
{
  DemoPlayer *self = g_new0 (DemoPlayer, 1);

  self->cast = cast;
  self->place = place;
  collect_topics (self);
  g_assert (self->n_topics > 0);
  remember (self);
  return self;
}

void
demo_player_free (DemoPlayer *self)
{
  demo_player_stop (self);
  g_free (self);
}

void
demo_player_start (DemoPlayer *self)
{
  rest (self, 1500, 14000);
}

void
demo_player_stop (DemoPlayer *self)
{
  eio_clock_clear (self->cast->clock, &self->timer);
  g_clear_pointer (&self->utterance, demo_utterance_free);
  self->current = NULL;
}

void
demo_player_play (DemoPlayer *self, const DemoConversation *conversation)
{
  demo_player_stop (self);
  self->current = conversation;
  self->line = 0;
  play_line (self);
}

const char *
demo_player_get_room (DemoPlayer *self)
{
  return self->place->id;
}

gboolean
demo_player_needs (DemoPlayer *self, DemoSpeaker who)
{
  if (self->current == NULL)
    return FALSE;
  for (guint i = self->line; self->current->lines[i].text != NULL; i++)
    if (self->current->lines[i].who == who)
      return TRUE;
  return FALSE;
}
