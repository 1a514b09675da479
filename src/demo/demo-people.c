/* demo-people.c: the seeded people: they talk to each other, come and go, and answer who speaks to them.
 * Everything they do follows from the seed and the clock.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-people.h"

#include "demo-answer.h"
#include "demo-utterance.h"

#define MAX_PLACES         8
#define MAX_TOPICS         16 /* conversations of one place */
#define MAX_ANSWERS        8  /* being thought about at a time; what is said beyond is not heard */
#define PAST_CONVERSATIONS 3  /* of each place, said before the server started */
#define DIALOGUE_US        (60 * G_USEC_PER_SEC) /* who answered a user is meant by the next sentence as well */
#define MIN_ONLINE         5

typedef struct
{
  DemoPeople *people;
  const DemoPlace *place;
  const DemoConversation *topics[MAX_TOPICS]; /* shuffled */
  guint n_topics;
  guint next_topic;
  const DemoConversation *current; /* NULL between two */
  guint line;
  DemoUtterance *utterance;
  guint timer;
} Player;

struct _DemoPeople
{
  GObject parent_instance;

  GRand *rand;
  EioClock *clock;
  DemoChat *chat;
  DemoFeed *feed;
  DemoPerson *people[DEMO_N_SPEAKERS];
  Player players[MAX_PLACES];
  GPtrArray *answers; /* of owned DemoUtterance */
  guint presence_timer;
  char *dialogue_user; /* id; whom dialogue_with answered at dialogue_us */
  DemoSpeaker dialogue_with;
  gint64 dialogue_us;
};

G_DEFINE_FINAL_TYPE (DemoPeople, demo_people, G_TYPE_OBJECT)

static void player_next_line (Player *player);

static void
enter_rooms (DemoPeople *self, DemoSpeaker who)
{
  g_auto (GStrv) rooms = g_strsplit (demo_roles[who].rooms, " ", -1);

  for (guint i = 0; rooms[i] != NULL; i++)
    demo_chat_enter (self->chat, self->people[who], demo_chat_find_room (self->chat, rooms[i]));
}

static void
come (DemoPeople *self, DemoSpeaker who)
{
  demo_chat_set_presence (self->chat, self->people[who], DEMO_PRESENCE_ONLINE, demo_roles[who].role);
  enter_rooms (self, who);
}

static void
go (DemoPeople *self, DemoSpeaker who)
{
  GPtrArray *ids = self->people[who]->room_ids;

  while (ids->len > 0)
    demo_chat_leave (self->chat, self->people[who],
                     demo_chat_find_room (self->chat, g_ptr_array_index (ids, ids->len - 1)));
  demo_chat_set_presence (self->chat, self->people[who], DEMO_PRESENCE_OFFLINE, demo_roles[who].role);
}

static void
player_said_cb (DemoUtterance *utterance, gpointer user_data)
{
  Player *player = user_data;

  g_clear_pointer (&player->utterance, demo_utterance_free);
  player->line++;
  player_next_line (player);
}

static void
player_begin_cb (gpointer user_data)
{
  Player *player = user_data;

  player->timer = 0;
  player->current = player->topics[player->next_topic++ % player->n_topics];
  player->line = 0;
  player_next_line (player);
}

static void
player_rest (Player *player, guint min_ms, guint max_ms)
{
  DemoPeople *self = player->people;

  player->current = NULL;
  player->timer =
      eio_clock_add_timeout (self->clock,
                             (guint) g_rand_int_range (self->rand, (gint32) min_ms, (gint32) max_ms),
                             player_begin_cb, player);
}

static void
player_next_line (Player *player)
{
  DemoPeople *self = player->people;
  const DemoLine *line = &player->current->lines[player->line];
  guint think_ms;

  if (line->text == NULL)
    {
      player_rest (player, 12000, 45000);
      return;
    }
  come (self, line->who);
  think_ms = (guint) g_rand_int_range (self->rand, 1200, 4500);
  player->utterance =
      demo_utterance_new (self->clock, self->chat, self->feed, self->people[line->who], player->place->id,
                          line->text, "all", think_ms, player_said_cb, player);
}

static void
player_stop (Player *player)
{
  eio_clock_clear (player->people->clock, &player->timer);
  g_clear_pointer (&player->utterance, demo_utterance_free);
  player->current = NULL;
}

static gboolean
is_busy (DemoPeople *self, DemoSpeaker who)
{
  for (guint i = 0; i < demo_n_places; i++)
    {
      Player *player = &self->players[i];

      for (guint j = player->line; player->current != NULL && player->current->lines[j].text != NULL; j++)
        if (player->current->lines[j].who == who)
          return TRUE;
    }
  for (guint i = 0; i < self->answers->len; i++)
    if (demo_utterance_get_person (g_ptr_array_index (self->answers, i)) == self->people[who])
      return TRUE;
  return FALSE;
}

static guint
count_present (DemoPeople *self)
{
  guint n = 0;

  for (DemoSpeaker who = 0; who < DEMO_N_SPEAKERS; who++)
    n += self->people[who]->presence == DEMO_PRESENCE_ONLINE;
  return n;
}

static void
change_presence (DemoPeople *self, DemoSpeaker who)
{
  guint away = (guint) g_rand_int_range (self->rand, 0, (gint32) demo_n_away_details);

  if (self->people[who]->presence != DEMO_PRESENCE_ONLINE)
    come (self, who);
  else if (count_present (self) <= MIN_ONLINE)
    return;
  else if (g_rand_boolean (self->rand))
    demo_chat_set_presence (self->chat, self->people[who], DEMO_PRESENCE_AWAY, demo_away_details[away]);
  else
    go (self, who);
}

static void
presence_cb (gpointer user_data)
{
  DemoPeople *self = user_data;
  DemoSpeaker who = (DemoSpeaker) g_rand_int_range (self->rand, 0, DEMO_N_SPEAKERS);
  guint next_ms = (guint) g_rand_int_range (self->rand, 9000, 25000);

  self->presence_timer = eio_clock_add_timeout (self->clock, next_ms, presence_cb, self);
  if (!is_busy (self, who))
    change_presence (self, who);
}

static void
create_places (DemoPeople *self)
{
  for (guint i = 0; i < demo_n_places; i++)
    demo_chat_add_room (self->chat, demo_places[i].id, demo_places[i].name, demo_places[i].topic);
}

/* All but two are there at first: one is away, one comes later. */
static void
create_people (DemoPeople *self)
{
  for (DemoSpeaker who = 0; who < DEMO_N_SPEAKERS; who++)
    {
      self->people[who] = demo_chat_add_person (self->chat, demo_roles[who].id, demo_roles[who].name, TRUE);
      come (self, who);
    }
  demo_chat_set_presence (self->chat, self->people[DEMO_FARID], DEMO_PRESENCE_AWAY, demo_away_details[0]);
  go (self, DEMO_INES);
}

static void
shuffle (DemoPeople *self, const DemoConversation **topics, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (self->rand, 0, (gint32) i);
      const DemoConversation *swapped = topics[i - 1];

      topics[i - 1] = topics[j];
      topics[j] = swapped;
    }
}

static void
player_init (DemoPeople *self, Player *player, const DemoPlace *place)
{
  player->people = self;
  player->place = place;
  for (guint i = 0; i < demo_n_conversations && player->n_topics < MAX_TOPICS; i++)
    if (g_str_equal (demo_conversations[i].room, place->id))
      player->topics[player->n_topics++] = &demo_conversations[i];
  shuffle (self, player->topics, player->n_topics);
}

/* Said until END_MS, backwards from the last line. Returns when it began. */
static gint64
remember_conversation (DemoPeople *self, const DemoConversation *topic, DemoRoom *room, gint64 end_ms)
{
  guint n = 0;

  while (topic->lines[n].text != NULL)
    n++;
  for (; n > 0; n--)
    {
      const DemoLine *line = &topic->lines[n - 1];
      g_autofree char *text = demo_script_expand (line->text, "all", demo_feed_get_sample (self->feed));

      end_ms -= g_rand_int_range (self->rand, 15000, 70000);
      demo_chat_remember (self->chat, self->people[line->who], room, text, end_ms);
    }
  return end_ms;
}

static void
player_remember (Player *player)
{
  DemoPeople *self = player->people;
  DemoRoom *room = demo_chat_find_room (self->chat, player->place->id);
  gint64 end_ms = eio_clock_get_wall (self->clock) / 1000;

  for (guint i = 0; i < PAST_CONVERSATIONS; i++)
    {
      end_ms -= g_rand_int_range (self->rand, 60, 1500) * 1000;
      end_ms =
          remember_conversation (self, player->topics[player->next_topic++ % player->n_topics], room, end_ms);
    }
}

static void
demo_people_dispose (GObject *object)
{
  DemoPeople *self = DEMO_PEOPLE (object);

  if (self->answers != NULL)
    demo_people_stop (self);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_object (&self->feed);
  g_clear_object (&self->chat);
  G_OBJECT_CLASS (demo_people_parent_class)->dispose (object);
}

static void
demo_people_finalize (GObject *object)
{
  DemoPeople *self = DEMO_PEOPLE (object);

  g_clear_pointer (&self->dialogue_user, g_free);
  g_clear_pointer (&self->rand, g_rand_free);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (demo_people_parent_class)->finalize (object);
}

static void
demo_people_class_init (DemoPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = demo_people_finalize;
}

static void
demo_people_init (DemoPeople *self)
{
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_utterance_free);
}

DemoPeople *
demo_people_new (guint32 seed, EioClock *clock, DemoChat *chat, DemoFeed *feed)
{
  DemoPeople *self = g_object_new (DEMO_TYPE_PEOPLE, NULL);

  g_assert (demo_n_places <= MAX_PLACES);
  self->rand = g_rand_new_with_seed (seed);
  self->clock = g_object_ref (clock);
  self->chat = g_object_ref (chat);
  self->feed = g_object_ref (feed);
  create_places (self);
  create_people (self);
  for (guint i = 0; i < demo_n_places; i++)
    {
      player_init (self, &self->players[i], &demo_places[i]);
      player_remember (&self->players[i]);
    }
  return self;
}

void
demo_people_start (DemoPeople *self)
{
  for (guint i = 0; i < demo_n_places; i++)
    player_rest (&self->players[i], 1500, 14000);
  self->presence_timer = eio_clock_add_timeout (self->clock, 12000, presence_cb, self);
}

void
demo_people_stop (DemoPeople *self)
{
  for (guint i = 0; i < demo_n_places; i++)
    player_stop (&self->players[i]);
  g_ptr_array_set_size (self->answers, 0);
  eio_clock_clear (self->clock, &self->presence_timer);
}

static void
answered_cb (DemoUtterance *utterance, gpointer user_data)
{
  DemoPeople *self = user_data;

  g_ptr_array_remove (self->answers, utterance);
}

static DemoSpeaker
find_speaker (DemoPeople *self, const char *person_id)
{
  for (DemoSpeaker who = 0; who < DEMO_N_SPEAKERS; who++)
    if (g_str_equal (self->people[who]->id, person_id))
      return who;
  return DEMO_N_SPEAKERS;
}

static gboolean
is_present (DemoPeople *self, DemoSpeaker who, const char *room_id)
{
  return who != DEMO_N_SPEAKERS && self->people[who]->presence == DEMO_PRESENCE_ONLINE &&
         demo_person_is_in (self->people[who], room_id);
}

static DemoSpeaker
pick_anybody (DemoPeople *self, const char *room_id)
{
  DemoSpeaker first = (DemoSpeaker) g_rand_int_range (self->rand, 0, DEMO_N_SPEAKERS);

  for (guint i = 0; i < DEMO_N_SPEAKERS; i++)
    if (is_present (self, (first + i) % DEMO_N_SPEAKERS, room_id))
      return (first + i) % DEMO_N_SPEAKERS;
  return DEMO_N_SPEAKERS;
}

static gboolean
is_in_dialogue (DemoPeople *self, DemoPerson *user)
{
  return g_strcmp0 (self->dialogue_user, user->id) == 0 &&
         eio_clock_get_now (self->clock) - self->dialogue_us < DIALOGUE_US;
}

/* DEMO_N_SPEAKERS: nobody answers. Who is asked by name comes, wherever they are. */
static DemoSpeaker
pick_speaker (DemoPeople *self, DemoPerson *user, const char *room_id, const DemoAnswer *answer)
{
  if (*room_id == '@')
    return find_speaker (self, room_id + 1);
  if (answer->addressed != DEMO_N_SPEAKERS)
    return answer->addressed;
  if (is_in_dialogue (self, user) && is_present (self, self->dialogue_with, room_id))
    return self->dialogue_with;
  if (!answer->wanted)
    return DEMO_N_SPEAKERS;
  return is_present (self, answer->expert, room_id) ? answer->expert : pick_anybody (self, room_id);
}

static void
answer_user (DemoPeople *self, DemoSpeaker who, DemoPerson *user, const char *room_id, const char *text)
{
  g_autofree char *private_id = g_strconcat ("@", user->id, NULL);
  gboolean is_private = *room_id == '@';
  guint think_ms = (guint) g_rand_int_range (self->rand, 700, 1600);

  come (self, who);
  if (!is_private)
    demo_chat_enter (self->chat, self->people[who], demo_chat_find_room (self->chat, room_id));
  g_ptr_array_add (self->answers, demo_utterance_new (self->clock, self->chat, self->feed, self->people[who],
                                                      is_private ? private_id : room_id, text, user->name,
                                                      think_ms, answered_cb, self));
}

/**
 * demo_people_hear:
 * @self: the people
 * @user: who spoke
 * @room_id: where, as @user knows it
 * @text: what they said
 *
 * Who is named answers, or who is written to in private; a greeting or a question is answered by who knows
 * best, or by anybody in the room. It takes some seconds, as they type.
 */
void
demo_people_hear (DemoPeople *self, DemoPerson *user, const char *room_id, const char *text)
{
  DemoAnswer answer;
  DemoSpeaker who;

  if (self->answers->len >= MAX_ANSWERS)
    return;
  demo_answer_find (&answer, text, self->rand);
  who = pick_speaker (self, user, room_id, &answer);
  if (who == DEMO_N_SPEAKERS)
    return;
  g_free (self->dialogue_user);
  self->dialogue_user = g_strdup (user->id);
  self->dialogue_with = who;
  self->dialogue_us = eio_clock_get_now (self->clock);
  answer_user (self, who, user, room_id, answer.text);
}

void
demo_people_discuss (DemoPeople *self, DemoIncident incident, gboolean begins)
{
  const DemoConversation *talk = begins ? &demo_incident_talk[incident] : &demo_relief_talk[incident];

  for (guint i = 0; i < demo_n_places; i++)
    {
      Player *player = &self->players[i];

      if (!g_str_equal (player->place->id, talk->room))
        continue;
      player_stop (player);
      player->current = talk;
      player->line = 0;
      player_next_line (player);
    }
}
