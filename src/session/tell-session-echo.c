/* tell-session-echo.c: who we are, and recognising our own message when the server sends it back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"

/* An own message that the server is expected to send back. */
typedef struct
{
  TellRoom *room;       /* owned */
  TellMessage *message; /* owned */
  gint64 until;         /* clock, µs */
} Echo;

/* Inputs that by their name say who we are, where no binding said it. */
static const char *const name_inputs[] = { "name", "username", "user", "nickname", "nick" };

static void
echo_free (Echo *echo)
{
  tell_room_forget_echo (echo->room, echo->message);
  g_object_unref (echo->room);
  g_object_unref (echo->message);
  g_free (echo);
}

/* The person that a binding called "me"; else one by the name that was asked for, who is in no list. */
TellPerson *
tell_session_dup_me (TellSession *self)
{
  TellPerson *me = tell_store_get_me (self->store);
  const char *name = NULL;

  if (me)
    return g_object_ref (me);
  for (guint i = 0; name == NULL && i < G_N_ELEMENTS (name_inputs); i++)
    name = tell_engine_get_input (self->engine, name_inputs[i]);
  if (name == NULL || *name == '\0')
    return NULL;
  me = tell_person_new (name);
  tell_person_set_me (me, TRUE);
  return me;
}

static void expire_cb (gpointer user_data);

static void
arm (TellSession *self)
{
  Echo *first = g_queue_peek_head (&self->echoes);
  gint64 wait;

  if (first == NULL || self->echo_timer != 0)
    return;
  wait = MAX (0, first->until - eio_clock_get_now (self->clock));
  self->echo_timer = eio_clock_add_timeout (self->clock, (guint) (wait / 1000 + 1), expire_cb, self);
}

static void
expire_cb (gpointer user_data)
{
  TellSession *self = user_data;
  gint64 now = eio_clock_get_now (self->clock);

  self->echo_timer = 0;
  while (!g_queue_is_empty (&self->echoes) && ((Echo *) g_queue_peek_head (&self->echoes))->until <= now)
    echo_free (g_queue_pop_head (&self->echoes));
  arm (self);
}

/* From now on the room takes a message with this text from us as this one, for a while. */
void
tell_session_expect_echo (TellSession *self, const char *room, TellMessage *message)
{
  TellRoom *place = tell_store_find_room (self->store, room);
  Echo *echo;

  if (place == NULL)
    return;
  echo = g_new0 (Echo, 1);
  echo->room = g_object_ref (place);
  echo->message = g_object_ref (message);
  echo->until = eio_clock_get_now (self->clock) + TELL_SESSION_ECHO_MS * 1000;
  g_queue_push_tail (&self->echoes, echo);
  tell_room_expect_echo (place, message);
  arm (self);
}

void
tell_session_clear_echoes (TellSession *self)
{
  eio_clock_clear (self->clock, &self->echo_timer);
  g_queue_clear_full (&self->echoes, (GDestroyNotify) echo_free);
}
