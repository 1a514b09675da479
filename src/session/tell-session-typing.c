/* tell-session-typing.c: telling the others that somebody types: start at the first key, stop when idle.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"

static void
send_typing (TellSession *self, TellEmitKind kind, const char *room)
{
  g_autoptr (TellEmission) emission = NULL;

  if (!tell_engine_has_emit (self->engine, kind))
    return;
  emission = tell_engine_build_emit (self->engine, kind, room, NULL, NULL);
  if (emission)
    tell_session_emit (self, emission, NULL);
}

void
tell_session_stop_typing (TellSession *self, gboolean send)
{
  g_autofree char *room = g_steal_pointer (&self->typing_room);

  eio_clock_clear (self->clock, &self->typing_timer);
  if (room && send)
    send_typing (self, TELL_EMIT_TYPING_STOP, room);
}

static void
idle_cb (gpointer user_data)
{
  TellSession *self = user_data;

  self->typing_timer = 0;
  tell_session_stop_typing (self, TRUE);
}

void
tell_session_typing (TellSession *self, const char *room)
{
  double idle = tell_engine_get_typing_idle (self->engine);

  g_return_if_fail (TELL_IS_SESSION (self));
  g_return_if_fail (room != NULL);
  if (self->state != TELL_SESSION_CONNECTED)
    return;
  if (self->typing_room && !g_str_equal (self->typing_room, room))
    tell_session_stop_typing (self, TRUE);
  if (self->typing_room == NULL)
    {
      self->typing_room = g_strdup (room);
      send_typing (self, TELL_EMIT_TYPING_START, room);
    }
  eio_clock_clear (self->clock, &self->typing_timer);
  self->typing_timer = eio_clock_add_timeout (self->clock, (guint) (idle * 1000), idle_cb, self);
}
