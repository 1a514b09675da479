/* demo-answer.c: what to answer to a user's message, and who knows best.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-answer.h"

/* Words without case and accents: "Inês" is found as "ines" as well. */
typedef struct
{
  GStrv words;
  GStrv ascii;
} Words;

static void
words_init (Words *self, const char *text)
{
  self->words = g_str_tokenize_and_fold (text, "en", &self->ascii);
}

static void
words_clear (Words *self)
{
  g_strfreev (self->words);
  g_strfreev (self->ascii);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
words_contain (const Words *self, const char *word)
{
  return g_strv_contains ((const char *const *) self->words, word) ||
         g_strv_contains ((const char *const *) self->ascii, word);
}

static gboolean
words_contain_any (const Words *self, const char *list)
{
  g_auto (GStrv) candidates = g_strsplit (list, " ", -1);

  for (guint i = 0; candidates[i] != NULL; i++)
    if (*candidates[i] != '\0' && words_contain (self, candidates[i]))
      return TRUE;
  return FALSE;
}

/* The first name stands after the "p-" of the id. */
static DemoSpeaker
find_addressed (const Words *words)
{
  for (DemoSpeaker who = 0; who < DEMO_N_SPEAKERS; who++)
    if (words_contain (words, demo_roles[who].id + strlen ("p-")))
      return who;
  return DEMO_N_SPEAKERS;
}

static const DemoReply *
find_reply (const Words *words)
{
  for (guint i = 0; i < demo_n_replies; i++)
    if (words_contain_any (words, demo_replies[i].words))
      return &demo_replies[i];
  return NULL;
}

static const char *
pick_text (const DemoReply *reply, GRand *rand)
{
  guint n = 0;

  while (n < G_N_ELEMENTS (reply->answers) && reply->answers[n] != NULL)
    n++;
  return reply->answers[g_rand_int_range (rand, 0, (gint32) n)];
}

/* Small talk is answered whoever it was meant for; facts only if it was a question. */
static gboolean
is_small_talk (const DemoReply *reply)
{
  return reply != NULL && reply->who == DEMO_N_SPEAKERS;
}

/**
 * demo_answer_find:
 * @self: (out caller-allocates): the answer
 * @text: what a user said
 * @rand: picks among several
 */
void
demo_answer_find (DemoAnswer *self, const char *text, GRand *rand)
{
  g_auto (Words) words = { 0 };
  gboolean question = strchr (text, '?') != NULL;
  const DemoReply *reply;

  words_init (&words, text);
  reply = find_reply (&words);
  self->addressed = find_addressed (&words);
  self->wanted = self->addressed != DEMO_N_SPEAKERS || is_small_talk (reply) || question;
  if (reply == NULL)
    reply = question ? &demo_unknown_reply : &demo_listening_reply;
  self->expert = reply->who;
  self->text = pick_text (reply, rand);
}
