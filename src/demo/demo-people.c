/* demo-people.c: the seeded people: they talk to each other, come and go, and answer who speaks to them.
 * Everything they do follows from the seed and the clock.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-people.h"

#include "demo-answer.h"
#include "demo-player.h"

#define MAX_ANSWERS 8 /* being thought about at a time; what is said beyond is not heard */
#define DIALOGUE_US (60 * G_USEC_PER_SEC) /* who answered a user is meant by the next sentence as well */
#define MIN_ONLINE  5

struct _DemoPeople
{
  GObject parent_instance;

  DemoCast cast;
  GPtrArray *players; /* of owned DemoPlayer */
  GPtrArray *answers; /* of owned DemoUtterance */
  guint presence_timer;
  char *dialogue_user; /* id; whom dialogue_with answered at dialogue_us */
  DemoSpeaker dialogue_with;
  gint64 dialogue_us;
};

G_DEFINE_FINAL_TYPE (DemoPeople, demo_people, G_TYPE_OBJECT)

static gboolean
is_busy (DemoPeople *self, DemoSpeaker who)
{
  for (guint i = 0; i < self->players->len; i++)
    if (demo_player_needs (g_ptr_array_index (self->players, i), who))
      return TRUE;
  for (guint i = 0; i < self->answers->len; i++)
    if (demo_utterance_get_person (g_ptr_array_index (self->answers, i)) == self->cast.people[who])
      return TRUE;
  return FALSE;
}

static guint
count_present (DemoPeople *self)
{
  guint n = 0;

  for (DemoSpeaker who = 0; who < DEMO_N_SPEAKERS; who++)
    n += self->cast.people[who]->presence == DEMO_PRESENCE_ONLINE;
  return n;
}

static void
change_presence (DemoPeople *self, DemoSpeaker who)
{
  guint away = demo_cast_random (&self->cast, 0, demo_n_away_details);

  if (self->cast.people[who]->presence != DEMO_PRESENCE_ONLINE)
    demo_cast_come (&self->cast, who);
  else if (count_present (self) <= MIN_ONLINE)
    return;
  else if (g_rand_boolean (self->cast.rand))
    demo_chat_set_presence (self->cast.chat, self->cast.people[who], DEMO_PRESENCE_AWAY,
                            demo_away_details[away]);
  else
    demo_cast_go (&self->cast, who);
}

static void
presence_cb (gpointer user_data)
{
  DemoPeople *self = user_data;
  DemoSpeaker who = (DemoSpeaker) g_rand_int_range (self->cast.rand, 0, DEMO_N_SPEAKERS);
  guint next_ms = (guint) g_rand_int_range (self->cast.rand, 9000, 25000);

  self->presence_timer = eio_clock_add_timeout (self->cast.clock, next_ms, presence_cb, self);
  if (!is_busy (self, who))
    change_presence (self, who);
}

static void
demo_people_dispose (GObject *object)
{
  DemoPeople *self = DEMO_PEOPLE (object);

  if (self->answers != NULL)
    demo_people_stop (self);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->players, g_ptr_array_unref);
  demo_cast_clear (&self->cast);
  G_OBJECT_CLASS (demo_people_parent_class)->dispose (object);
}

static void
demo_people_finalize (GObject *object)
{
  DemoPeople *self = DEMO_PEOPLE (object);

  g_clear_pointer (&self->dialogue_user, g_free);
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
  self->players = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_player_free);
}

DemoPeople *
demo_people_new (guint32 seed, EioClock *clock, DemoChat *chat, DemoFeed *feed)
{
  DemoPeople *self = g_object_new (DEMO_TYPE_PEOPLE, NULL);

  demo_cast_init (&self->cast, seed, clock, chat, feed);
  for (guint i = 0; i < demo_n_places; i++)
    g_ptr_array_add (self->players, demo_player_new (&self->cast, &demo_places[i]));
  return self;
}

void
demo_people_start (DemoPeople *self)
{
  for (guint i = 0; i < self->players->len; i++)
    demo_player_start (g_ptr_array_index (self->players, i));
  self->presence_timer = eio_clock_add_timeout (self->cast.clock, 12000, presence_cb, self);
}

void
demo_people_stop (DemoPeople *self)
{
  for (guint i = 0; i < self->players->len; i++)
    demo_player_stop (g_ptr_array_index (self->players, i));
  g_ptr_array_set_size (self->answers, 0);
  eio_clock_clear (self->cast.clock, &self->presence_timer);
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
    if (g_str_equal (self->cast.people[who]->id, person_id))
      return who;
  return DEMO_N_SPEAKERS;
}

static gboolean
is_present (DemoPeople *self, DemoSpeaker who, const char *room_id)
{
  return who != DEMO_N_SPEAKERS && self->cast.people[who]->presence == DEMO_PRESENCE_ONLINE &&
         demo_person_is_in (self->cast.people[who], room_id);
}

static DemoSpeaker
pick_anybody (DemoPeople *self, const char *room_id)
{
  DemoSpeaker first = (DemoSpeaker) g_rand_int_range (self->cast.rand, 0, DEMO_N_SPEAKERS);

  for (guint i = 0; i < DEMO_N_SPEAKERS; i++)
    if (is_present (self, (first + i) % DEMO_N_SPEAKERS, room_id))
      return (first + i) % DEMO_N_SPEAKERS;
  return DEMO_N_SPEAKERS;
}

static gboolean
is_in_dialogue (DemoPeople *self, DemoPerson *user)
{
  return g_strcmp0 (self->dialogue_user, user->id) == 0 &&
         eio_clock_get_now (self->cast.clock) - self->dialogue_us < DIALOGUE_US;
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
  guint think_ms = demo_cast_random (&self->cast, 700, 1600);
  DemoUtterance *utterance = demo_cast_utter (&self->cast, who, is_private ? private_id : room_id, text,
                                              user->name, think_ms, answered_cb, self);

  g_ptr_array_add (self->answers, utterance);
  if (!is_private)
    demo_chat_enter (self->cast.chat, self->cast.people[who], demo_chat_find_room (self->cast.chat, room_id));
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
  demo_answer_find (&answer, text, self->cast.rand);
  who = pick_speaker (self, user, room_id, &answer);
  if (who == DEMO_N_SPEAKERS)
    return;
  g_free (self->dialogue_user);
  self->dialogue_user = g_strdup (user->id);
  self->dialogue_with = who;
  self->dialogue_us = eio_clock_get_now (self->cast.clock);
  answer_user (self, who, user, room_id, answer.text);
}

void
demo_people_discuss (DemoPeople *self, DemoIncident incident, gboolean begins)
{
  const DemoConversation *talk = begins ? &demo_incident_talk[incident] : &demo_relief_talk[incident];

  for (guint i = 0; i < self->players->len; i++)
    if (g_str_equal (demo_player_get_room (g_ptr_array_index (self->players, i)), talk->room))
      demo_player_play (g_ptr_array_index (self->players, i), talk);
}
