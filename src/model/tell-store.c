/* tell-store.c: everything one session knows. Only bindings and session change it; widgets read.
 * Its people are in tell-store-people.c.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-store-private.h"

enum
{
  PROP_READY = 1,
  PROP_PEOPLE_COUNT,
  N_PROPS
};

enum
{
  NOTIFIED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TellStore, tell_store, G_TYPE_OBJECT)

static void
tell_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TellStore *self = TELL_STORE (object);

  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_PEOPLE_COUNT:
      g_value_set_int (value, self->people_count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tell_store_finalize (GObject *object)
{
  TellStore *self = TELL_STORE (object);

  g_object_unref (self->rooms);
  g_object_unref (self->people);
  g_hash_table_unref (self->forgotten);
  g_clear_object (&self->me);
  g_object_unref (self->series);
  g_object_unref (self->tables);
  g_object_unref (self->logs);
  g_object_unref (self->notifications);
  G_OBJECT_CLASS (tell_store_parent_class)->finalize (object);
}

static void
tell_store_class_init (TellStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = tell_store_get_property;
  object_class->finalize = tell_store_finalize;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_PEOPLE_COUNT] = g_param_spec_int ("people-count", NULL, NULL, -1, G_MAXINT, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TellStore::notified:
   * @notification: what is to be told, now the last of the list
   */
  signals[NOTIFIED] = g_signal_new ("notified", TELL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, TELL_TYPE_NOTIFICATION);
}

static void
tell_store_init (TellStore *self)
{
  self->rooms = tell_catalog_new (TELL_TYPE_ROOM, TELL_STORE_MAX_ROOMS);
  self->people = tell_catalog_new (TELL_TYPE_PERSON, TELL_STORE_MAX_PEOPLE);
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->series = series_store_new ();
  self->tables = tell_catalog_new (TELL_TYPE_TABLE, TELL_STORE_MAX_TABLES);
  self->logs = tell_catalog_new (TELL_TYPE_LOG, TELL_STORE_MAX_LOGS);
  self->notifications = g_list_store_new (TELL_TYPE_NOTIFICATION);
  self->people_count = -1;
  self->read_until = G_MININT64;
}

TellStore *
tell_store_new (void)
{
  return g_object_new (TELL_TYPE_STORE, NULL);
}

GListModel *
tell_store_get_rooms (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->rooms);
}

GListModel *
tell_store_get_people (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->people);
}

SeriesStore *
tell_store_get_series (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return self->series;
}

GListModel *
tell_store_get_tables (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->tables);
}

GListModel *
tell_store_get_logs (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->logs);
}

GListModel *
tell_store_get_notifications (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->notifications);
}

TellRoom *
tell_store_find_room (TellStore *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return tell_catalog_find (self->rooms, id);
}

/**
 * tell_store_ensure_room:
 *
 * Returns: (transfer none) (nullable): the room, made when it is new; %NULL beyond %TELL_STORE_MAX_ROOMS
 */
TellRoom *
tell_store_ensure_room (TellStore *self, const char *id)
{
  TellRoom *room = tell_store_find_room (self, id);

  if (room != NULL || tell_catalog_get_full (self->rooms))
    return room;
  room = tell_room_new (id);
  tell_room_set_read_until (room, self->read_until);
  tell_catalog_take (self->rooms, tell_room_get_id (room), room);
  return room;
}

gboolean
tell_store_remove_room (TellStore *self, const char *id)
{
  TellRoom *room = tell_store_find_room (self, id);

  if (room == NULL)
    return FALSE;
  tell_room_clear_members (room);
  return tell_catalog_remove (self->rooms, id);
}

void
tell_store_clear_rooms (TellStore *self)
{
  g_return_if_fail (TELL_IS_STORE (self));

  for (guint i = 0; i < tell_catalog_get_size (self->rooms); i++)
    tell_room_clear_members (tell_catalog_peek (self->rooms, i));
  tell_catalog_clear (self->rooms);
}

/**
 * tell_store_set_read_until:
 * @time_ms: ms since 1970
 *
 * Messages up to then are history: in every room, also in those to come, they never count as unread.
 */
void
tell_store_set_read_until (TellStore *self, gint64 time_ms)
{
  g_return_if_fail (TELL_IS_STORE (self));

  self->read_until = time_ms;
  for (guint i = 0; i < tell_catalog_get_size (self->rooms); i++)
    tell_room_set_read_until (tell_catalog_peek (self->rooms, i), time_ms);
}

TellTable *
tell_store_find_table (TellStore *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return tell_catalog_find (self->tables, id);
}

TellTable *
tell_store_ensure_table (TellStore *self, const char *id)
{
  TellTable *table = tell_store_find_table (self, id);

  if (table != NULL || tell_catalog_get_full (self->tables))
    return table;
  table = tell_table_new (id);
  tell_catalog_take (self->tables, tell_table_get_id (table), table);
  return table;
}

TellLog *
tell_store_find_log (TellStore *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_STORE (self), NULL);

  return tell_catalog_find (self->logs, id);
}

TellLog *
tell_store_ensure_log (TellStore *self, const char *id)
{
  TellLog *log = tell_store_find_log (self, id);

  if (log != NULL || tell_catalog_get_full (self->logs))
    return log;
  log = tell_log_new (id);
  tell_catalog_take (self->logs, tell_log_get_id (log), log);
  return log;
}

void
tell_store_notify (TellStore *self, TellNotification *notification)
{
  g_return_if_fail (TELL_IS_STORE (self));

  g_list_store_append (self->notifications, notification);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->notifications)) > TELL_STORE_MAX_NOTIFICATIONS)
    g_list_store_remove (self->notifications, 0);
  series_marks_add (series_store_get_marks (self->series), tell_notification_get_time (notification),
                    (SeriesMarkLevel) tell_notification_get_level (notification),
                    tell_notification_get_title (notification));
  g_signal_emit (self, signals[NOTIFIED], 0, notification);
}

gboolean
tell_store_get_ready (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), FALSE);

  return self->ready;
}

void
tell_store_set_ready (TellStore *self, gboolean ready)
{
  g_return_if_fail (TELL_IS_STORE (self));

  if (self->ready == !!ready)
    return;
  self->ready = !!ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

int
tell_store_get_people_count (TellStore *self)
{
  g_return_val_if_fail (TELL_IS_STORE (self), -1);

  return self->people_count;
}

void
tell_store_set_people_count (TellStore *self, int count)
{
  g_return_if_fail (TELL_IS_STORE (self));

  if (self->people_count == MAX (count, -1))
    return;
  self->people_count = MAX (count, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEOPLE_COUNT]);
}

gint64
tell_store_expire_typing (TellStore *self, gint64 now_ms)
{
  gint64 next = 0;

  g_return_val_if_fail (TELL_IS_STORE (self), 0);

  for (guint i = 0; i < tell_catalog_get_size (self->rooms); i++)
    {
      gint64 at = tell_room_expire_typing (tell_catalog_peek (self->rooms, i), now_ms);

      if (at != 0)
        next = next == 0 ? at : MIN (next, at);
    }
  return next;
}
