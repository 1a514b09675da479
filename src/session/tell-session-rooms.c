/* tell-session-rooms.c: being in rooms: what the user asked for is asked of the server again after every
 * reconnect.
 *
 *   WAITING ── namespace connected ──► JOINING ── answered (or no answer wanted) ──► JOINED
 *      ▲                                  │ "no"                                        │
 *      │                                  ▼                                             │
 *      └───────── connection lost ─── REFUSED ◄──────────────────────── connection lost ┘
 *
 * Without a "join" in the document there is nothing to ask for: whoever is connected is in every room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-session-private.h"
#include "tell-reason.h"

#include <glib/gi18n-lib.h>

#include "sio-error.h"

/* An answer to a join on its way. */
typedef struct
{
  GWeakRef session;
  char *room;
  TellEmission *emission;
} Join;

static void
join_free (Join *join)
{
  g_weak_ref_clear (&join->session);
  g_free (join->room);
  tell_emission_unref (join->emission);
  g_free (join);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Join, join_free)

void
tell_wish_free (TellWish *wish)
{
  g_free (wish->room);
  g_free (wish);
}

static TellWish *
find_wish (TellSession *self, const char *room)
{
  for (guint i = 0; i < self->wishes->len; i++)
    {
      TellWish *wish = g_ptr_array_index (self->wishes, i);

      if (g_str_equal (wish->room, room))
        return wish;
    }
  return NULL;
}

static void
set_joined (TellSession *self, const char *id, gboolean joined)
{
  TellRoom *room = tell_store_ensure_room (self->store, id);

  if (room)
    tell_room_set_joined (room, joined);
}

static void
finish_join (TellSession *self, const char *room, gboolean joined, const char *message)
{
  TellWish *wish = find_wish (self, room);

  if (wish == NULL || wish->state != TELL_WISH_JOINING)
    return; /* left or lost in the meantime */
  wish->state = joined ? TELL_WISH_JOINED : TELL_WISH_REFUSED;
  set_joined (self, room, joined);
  if (joined)
    tell_session_flush_pending (self);
  else
    tell_session_set_reason (self, g_strdup_printf (_ ("Joining %s was refused: %s"), room, message), NULL);
}

static void
joined_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Join) join = user_data;
  g_autoptr (TellSession) self = g_weak_ref_get (&join->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (object), result, &error);
  g_autofree char *message = NULL;
  gboolean ok;

  if (self == NULL || g_error_matches (error, SIO_ERROR, SIO_ERROR_DISCONNECTED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* asked again when connected */
  ok = answer && tell_engine_check_answer (self->engine, join->emission, answer, &message);
  if (!ok && message == NULL)
    message = g_strdup (error ? error->message : _ ("the server gave no reason"));
  finish_join (self, join->room, ok, message);
}

static void
send_join (TellSession *self, TellLink *link, TellWish *wish, TellEmission *emission)
{
  Join *join;

  wish->state = TELL_WISH_JOINING;
  if (!emission->ack)
    {
      gboolean sent = sio_namespace_emit (link->nsp, emission->args, SIO_EMIT_NONE, NULL);

      finish_join (self, wish->room, sent, _ ("it can't be sent"));
      return;
    }
  join = g_new0 (Join, 1);
  g_weak_ref_init (&join->session, self);
  join->room = g_strdup (wish->room);
  join->emission = tell_emission_ref (emission);
  sio_namespace_emit_async (link->nsp, emission->args, SIO_EMIT_NONE, TELL_SESSION_ACK_TIMEOUT_MS,
                            self->cancellable, joined_cb, join);
}

/* Sends the join if its namespace is connected (and is ONLY, when that is given). */
static void
try_join (TellSession *self, TellWish *wish, TellLink *only)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TellEmission) emission =
      tell_engine_build_emit (self->engine, TELL_EMIT_JOIN, wish->room, NULL, &error);
  TellLink *link = emission ? tell_session_find_link (self, emission->nsp) : NULL;

  if (emission == NULL)
    {
      wish->state = TELL_WISH_JOINING;
      finish_join (self, wish->room, FALSE, error->message);
    }
  else if (link && tell_link_is_connected (link) && (only == NULL || only == link))
    send_join (self, link, wish, emission);
}

void
tell_session_rejoin (TellSession *self, TellLink *link)
{
  for (guint i = 0; i < self->wishes->len; i++)
    {
      TellWish *wish = g_ptr_array_index (self->wishes, i);

      if (wish->state == TELL_WISH_WAITING)
        try_join (self, wish, link);
    }
}

/* The connection went: every wish is to be asked for again. The rooms stay joined to look at: it is what the
 * user wants. */
void
tell_session_lose_rooms (TellSession *self)
{
  for (guint i = 0; i < self->wishes->len; i++)
    ((TellWish *) g_ptr_array_index (self->wishes, i))->state = TELL_WISH_WAITING;
}

gboolean
tell_session_room_is_open (TellSession *self, const char *room)
{
  TellWish *wish = find_wish (self, room);

  return wish == NULL || wish->state == TELL_WISH_JOINED || wish->state == TELL_WISH_REFUSED;
}

static void
rooms_changed_cb (GListModel *rooms, guint position, guint removed, guint added, TellSession *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (TellRoom) room = g_list_model_get_item (rooms, i);

      tell_room_set_joined (room, TRUE);
    }
}

void
tell_session_init_rooms (TellSession *self)
{
  GPtrArray *known = tell_document_get_rooms (self->document);
  GListModel *rooms = tell_store_get_rooms (self->store);

  for (guint i = 0; i < known->len; i++)
    {
      TellKnownRoom *entry = g_ptr_array_index (known, i);
      TellRoom *room = tell_store_ensure_room (self->store, entry->room);

      if (room && entry->name)
        tell_room_set_name (room, entry->name);
    }
  if (tell_session_can_join (self))
    return;
  g_signal_connect (rooms, "items-changed", G_CALLBACK (rooms_changed_cb), self);
  rooms_changed_cb (rooms, 0, 0, g_list_model_get_n_items (rooms), self);
}

gboolean
tell_session_can_join (TellSession *self)
{
  return !self->recorded && tell_engine_has_emit (self->engine, TELL_EMIT_JOIN);
}

/**
 * tell_session_join:
 * @self: a session
 * @room: the room's id
 *
 * Asks for the room now or as soon as connected, and again after every reconnect, until it is left.
 */
void
tell_session_join (TellSession *self, const char *room)
{
  TellWish *wish = find_wish (self, room);

  if (!tell_session_can_join (self))
    return;
  if (wish == NULL)
    {
      wish = g_new0 (TellWish, 1);
      wish->room = g_strdup (room);
      g_ptr_array_add (self->wishes, wish);
      tell_store_ensure_room (self->store, room);
    }
  if (wish->state == TELL_WISH_REFUSED)
    wish->state = TELL_WISH_WAITING;
  if (wish->state == TELL_WISH_WAITING)
    try_join (self, wish, NULL);
}

/**
 * tell_session_leave:
 * @self: a session
 * @room: the room's id
 *
 * Tells the server, if the document says how, and does not come back to the room after a reconnect.
 */
void
tell_session_leave (TellSession *self, const char *room)
{
  TellWish *wish = find_wish (self, room);
  g_autoptr (TellEmission) emission = NULL;

  if (!tell_session_can_join (self))
    return;
  if (tell_engine_has_emit (self->engine, TELL_EMIT_LEAVE))
    emission = tell_engine_build_emit (self->engine, TELL_EMIT_LEAVE, room, NULL, NULL);
  if (emission)
    tell_session_emit (self, emission, NULL);
  set_joined (self, room, FALSE);
  if (wish)
    g_ptr_array_remove (self->wishes, wish);
}
