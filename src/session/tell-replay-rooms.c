/* tell-replay-rooms.c: joins and leaves that were sent, recognised by what the document would have sent for a room that is known.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-replay-private.h"

/* A join that waits for its answer. */
typedef struct
{
  char *room;
  TellEmission *emission;
} Join;

static void
join_free (Join *join)
{
  g_free (join->room);
  tell_emission_unref (join->emission);
  g_free (join);
}

GHashTable *
tell_replay_joins_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) join_free);
}

static gboolean
is_same (TellEmission *emission, const SioPacket *packet)
{
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);

  if (!g_str_equal (emission->nsp, packet->nsp))
    return FALSE;
  sio_value_append_json (sio_args_get_root (emission->args), a);
  sio_value_append_json (sio_args_get_root (packet->args), b);
  return g_string_equal (a, b);
}

/* (transfer full) (nullable): what the document sends for ROOM, if that is what PACKET is. */
static TellEmission *
recognise (TellReplay *self, TellEmitKind kind, const char *room, const SioPacket *packet)
{
  TellEngine *engine = tell_session_get_engine (self->session);
  g_autoptr (TellEmission) emission =
      tell_engine_has_emit (engine, kind) ? tell_engine_build_emit (engine, kind, room, NULL, NULL) : NULL;

  return emission && is_same (emission, packet) ? g_steal_pointer (&emission) : NULL;
}

static void
look_at_room (TellReplay *self, TellRoom *room, const SioPacket *packet)
{
  const char *id = tell_room_get_id (room);
  g_autoptr (TellEmission) join = recognise (self, TELL_EMIT_JOIN, id, packet);
  g_autoptr (TellEmission) leave = recognise (self, TELL_EMIT_LEAVE, id, packet);
  Join *waiting;

  if (join && join->ack && packet->id)
    {
      waiting = g_new0 (Join, 1);
      waiting->room = g_strdup (id);
      waiting->emission = g_steal_pointer (&join);
      g_hash_table_replace (self->joins, g_strconcat (packet->nsp, "\n", packet->id, NULL), waiting);
    }
  else if (join || leave)
    tell_room_set_joined (room, join != NULL);
}

void
tell_replay_see_sent (TellReplay *self, const SioPacket *packet)
{
  GListModel *rooms = tell_store_get_rooms (tell_session_get_store (self->session));

  if (!tell_engine_has_emit (tell_session_get_engine (self->session), TELL_EMIT_JOIN))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (TellRoom) room = g_list_model_get_item (rooms, i);

      look_at_room (self, room, packet);
    }
}

void
tell_replay_see_answer (TellReplay *self, const char *key, SioArgs *answer)
{
  Join *join = g_hash_table_lookup (self->joins, key);
  TellRoom *room = join ? tell_store_find_room (tell_session_get_store (self->session), join->room) : NULL;

  if (room)
    tell_room_set_joined (room, tell_engine_check_answer (tell_session_get_engine (self->session),
                                                          join->emission, answer, NULL));
  g_hash_table_remove (self->joins, key);
}
