/* tell-place.c: where one can go in a window: a server, its dashboard, its events, a room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-place.h"

#include <gtk/gtk.h>

struct _TellPlace
{
  GObject parent_instance;
  TellPlaceKind kind;
  TellSession *session;
  TellRoom *room; /* nullable */
};

G_DEFINE_TYPE (TellPlace, tell_place, G_TYPE_OBJECT)

static void
tell_place_finalize (GObject *object)
{
  TellPlace *self = TELL_PLACE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->room);
  G_OBJECT_CLASS (tell_place_parent_class)->finalize (object);
}

static void
tell_place_class_init (TellPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_place_finalize;
}

static void
tell_place_init (TellPlace *self)
{
}

/**
 * tell_place_new:
 * @kind: what it is
 * @session: the server that it belongs to
 * @room: (nullable): the room, where it is one
 *
 * Returns: (transfer full): a place
 */
TellPlace *
tell_place_new (TellPlaceKind kind, TellSession *session, TellRoom *room)
{
  TellPlace *self = g_object_new (TELL_TYPE_PLACE, NULL);

  self->kind = kind;
  self->session = g_object_ref (session);
  self->room = room ? g_object_ref (room) : NULL;
  return self;
}

/**
 * tell_place_get_kind:
 * @self: the place
 *
 * Returns: what it is
 */
TellPlaceKind
tell_place_get_kind (TellPlace *self)
{
  g_return_val_if_fail (TELL_IS_PLACE (self), TELL_PLACE_SERVER);
  return self->kind;
}

/**
 * tell_place_get_session:
 * @self: the place
 *
 * Returns: (transfer none): the server that it belongs to
 */
TellSession *
tell_place_get_session (TellPlace *self)
{
  g_return_val_if_fail (TELL_IS_PLACE (self), NULL);
  return self->session;
}

/**
 * tell_place_get_room:
 * @self: the place
 *
 * Returns: (transfer none) (nullable): the room, where it is one
 */
TellRoom *
tell_place_get_room (TellPlace *self)
{
  g_return_val_if_fail (TELL_IS_PLACE (self), NULL);
  return self->room;
}

/**
 * tell_place_equal:
 * @self: (nullable): a place
 * @other: (nullable): a place
 *
 * Returns: whether both are the same page of the same server
 */
gboolean
tell_place_equal (TellPlace *self, TellPlace *other)
{
  if (self == NULL || other == NULL)
    return self == other;
  return self->kind == other->kind && self->session == other->session && self->room == other->room;
}

static gpointer
map_room_cb (gpointer item, gpointer user_data)
{
  g_autoptr (TellRoom) room = item;

  return tell_place_new (TELL_PLACE_ROOM, user_data, room);
}

static void
append_place (GListStore *store, TellPlaceKind kind, TellSession *session)
{
  g_autoptr (TellPlace) place = tell_place_new (kind, session, NULL);

  g_list_store_append (store, place);
}

/* A document without panels shows what arrives instead. */
static GListStore *
list_pages (TellSession *session)
{
  GListStore *pages = g_list_store_new (TELL_TYPE_PLACE);
  GPtrArray *panels = tell_document_get_panels (tell_session_get_document (session));

  append_place (pages, TELL_PLACE_SERVER, session);
  append_place (pages, panels->len > 0 ? TELL_PLACE_DASHBOARD : TELL_PLACE_EVENTS, session);
  return pages;
}

static gpointer
map_session_cb (gpointer item, gpointer user_data)
{
  g_autoptr (TellSession) session = item;
  GListModel *rooms = tell_store_get_rooms (tell_session_get_store (session));
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListStore) pages = list_pages (session);
  g_autoptr (GtkMapListModel) places =
      gtk_map_list_model_new (g_object_ref (rooms), map_room_cb, g_object_ref (session), g_object_unref);

  g_list_store_append (parts, pages);
  g_list_store_append (parts, places);
  return gtk_flatten_list_model_new (G_LIST_MODEL (parts));
}

/**
 * tell_places_new:
 * @sessions: a list of #TellSession
 *
 * Returns: (transfer full): a list of #TellPlace that follows @sessions and their rooms
 */
GListModel *
tell_places_new (GListModel *sessions)
{
  GtkMapListModel *parts = gtk_map_list_model_new (g_object_ref (sessions), map_session_cb, NULL, NULL);

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}
