/* tell-notifier.c: decides what a person is told, when, and when it is taken back.
 *
 * What concerns a room has one notification that is updated in place: nothing while a window looks at that room, at most one
 * showing in TELL_NOTIFIER_WINDOW_MS ("12 more" after it), and gone as soon as the room is looked at or read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-notifier.h"

/* One notification of the desktop. */
typedef struct
{
  TellNotifier *notifier; /* owns us */
  TellSession *session;
  char *id;
  TellNotification *latest;
  guint n_more; /* came since the last showing */
  guint window_id;
} Topic;

struct _TellNotifier
{
  GObject parent_instance;
  GListModel *sessions;
  GPtrArray *watched; /* of owned TellSession, as in sessions */
  GHashTable *topics; /* char *id → owned Topic */
};

enum
{
  SIGNAL_SHOW,
  SIGNAL_WITHDRAW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (TellNotifier, tell_notifier, G_TYPE_OBJECT)

static void
topic_free (Topic *topic)
{
  eio_clock_clear (tell_session_get_clock (topic->session), &topic->window_id);
  g_clear_object (&topic->latest);
  g_clear_object (&topic->session);
  g_free (topic->id);
  g_free (topic);
}

static void show_topic (Topic *topic);

static void
window_over_cb (gpointer user_data)
{
  Topic *topic = user_data;

  topic->window_id = 0;
  if (topic->n_more > 0)
    show_topic (topic);
}

static void
show_topic (Topic *topic)
{
  guint n_more = topic->n_more > 0 ? topic->n_more - 1 : 0;

  topic->n_more = 0;
  topic->window_id = eio_clock_add_timeout (tell_session_get_clock (topic->session), TELL_NOTIFIER_WINDOW_MS,
                                            window_over_cb, topic);
  g_signal_emit (topic->notifier, signals[SIGNAL_SHOW], 0, topic->id, tell_session_get_id (topic->session),
                 topic->latest, n_more);
}

/* A room has one, and so has every id; what has neither goes by its title. */
static char *
dup_topic_id (TellSession *session, TellNotification *notification)
{
  const char *room = tell_notification_get_room (notification);
  const char *id = tell_notification_get_id (notification);
  const char *title = tell_notification_get_title (notification);

  if (room != NULL)
    return g_strdup_printf ("%s/room/%s", tell_session_get_id (session), room);
  return g_strdup_printf ("%s/%s/%s", tell_session_get_id (session), id ? "id" : "title", id ? id : title);
}

static Topic *
ensure_topic (TellNotifier *self, TellSession *session, TellNotification *notification)
{
  g_autofree char *id = dup_topic_id (session, notification);
  Topic *topic = g_hash_table_lookup (self->topics, id);

  if (topic != NULL)
    return topic;
  topic = g_new0 (Topic, 1);
  topic->notifier = self;
  topic->session = g_object_ref (session);
  topic->id = g_steal_pointer (&id);
  g_hash_table_insert (self->topics, topic->id, topic);
  return topic;
}

static void
withdraw (TellNotifier *self, const char *id)
{
  g_autofree char *kept = g_strdup (id);

  if (g_hash_table_remove (self->topics, id))
    g_signal_emit (self, signals[SIGNAL_WITHDRAW], 0, kept);
}

static void
room_seen_cb (TellRoom *room, GParamSpec *pspec, TellNotifier *self)
{
  GHashTableIter iter;
  Topic *topic = NULL;
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func (g_free);

  if (!tell_room_get_seen (room) && tell_room_get_unread (room) > 0)
    return;
  g_hash_table_iter_init (&iter, self->topics);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &topic))
    {
      const char *room_id = tell_notification_get_room (topic->latest);
      TellStore *store = tell_session_get_store (topic->session);

      if (room_id != NULL && tell_store_find_room (store, room_id) == room)
        g_ptr_array_add (read, g_strdup (topic->id));
    }
  for (guint i = 0; i < read->len; i++)
    withdraw (self, read->pdata[i]);
}

static void
watch_room (TellNotifier *self, TellRoom *room)
{
  g_signal_handlers_disconnect_by_func (room, room_seen_cb, self);
  g_signal_connect_object (room, "notify::seen", G_CALLBACK (room_seen_cb), self, 0);
  g_signal_connect_object (room, "notify::unread", G_CALLBACK (room_seen_cb), self, 0);
}

static void
notified_cb (TellSession *session, TellNotification *notification, TellNotifier *self)
{
  const char *room_id = tell_notification_get_room (notification);
  TellRoom *room = room_id ? tell_store_find_room (tell_session_get_store (session), room_id) : NULL;
  Topic *topic = NULL;

  if (room != NULL && tell_room_get_seen (room))
    return;
  if (room != NULL)
    watch_room (self, room);
  topic = ensure_topic (self, session, notification);
  g_set_object (&topic->latest, notification);
  topic->n_more++;
  if (topic->window_id == 0)
    show_topic (topic);
}

static gboolean
is_of_session_cb (gpointer key, gpointer value, gpointer session)
{
  return ((Topic *) value)->session == session;
}

static void
unwatch_session (TellNotifier *self, TellSession *session)
{
  g_signal_handlers_disconnect_by_func (session, notified_cb, self);
  g_hash_table_foreach_remove (self->topics, is_of_session_cb, session);
}

static void
sessions_changed_cb (GListModel *sessions, guint position, guint n_removed, guint n_added, TellNotifier *self)
{
  for (guint i = 0; i < n_removed; i++)
    unwatch_session (self, self->watched->pdata[position + i]);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->watched, position, n_removed);
  for (guint i = position; i < position + n_added; i++)
    {
      TellSession *session = g_list_model_get_item (sessions, i);

      g_ptr_array_insert (self->watched, i, session);
      g_signal_connect_object (session, "notified", G_CALLBACK (notified_cb), self, 0);
    }
}

static void
tell_notifier_finalize (GObject *object)
{
  TellNotifier *self = TELL_NOTIFIER (object);

  g_hash_table_unref (self->topics);
  g_ptr_array_unref (self->watched);
  g_clear_object (&self->sessions);
  G_OBJECT_CLASS (tell_notifier_parent_class)->finalize (object);
}

static void
tell_notifier_class_init (TellNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_notifier_finalize;
  signals[SIGNAL_SHOW] =
      g_signal_new ("show", TELL_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                    G_TYPE_STRING, G_TYPE_STRING, TELL_TYPE_NOTIFICATION, G_TYPE_UINT);
  signals[SIGNAL_WITHDRAW] = g_signal_new ("withdraw", TELL_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tell_notifier_init (TellNotifier *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->topics = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) topic_free);
}

/**
 * tell_notifier_new:
 * @sessions: a list of #TellSession
 *
 * Returns: (transfer full): one that speaks for all of them
 */
TellNotifier *
tell_notifier_new (GListModel *sessions)
{
  TellNotifier *self = g_object_new (TELL_TYPE_NOTIFIER, NULL);

  self->sessions = g_object_ref (sessions);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (sessions_changed_cb), self, 0);
  sessions_changed_cb (sessions, 0, 0, g_list_model_get_n_items (sessions), self);
  return self;
}
