/* tell-timeline.c: the messages of a room as rows: which one starts a day, a group, or what is unread.
 * What a row starts depends on the one before it only, so a change touches its own rows and the one after them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-timeline-private.h"

#include "tell-text.h"

struct _TellTimeline
{
  GObject parent_instance;
  GListModel *messages;
  GPtrArray *items;         /* of owned TellTimelineItem, one a message */
  TellTimelineItem *unread; /* borrowed from items: where the line is */
};

static GType
get_item_type (GListModel *model)
{
  return TELL_TYPE_TIMELINE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TELL_TIMELINE (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TellTimeline *self = TELL_TIMELINE (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_TYPE_WITH_CODE (TellTimeline,
                         tell_timeline,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static gboolean
continues_group (TellMessage *before, TellMessage *message)
{
  gint64 gap = tell_message_get_time (message) - tell_message_get_time (before);

  return tell_message_get_kind (before) == TELL_MESSAGE_KIND_MESSAGE &&
         tell_message_get_kind (message) == TELL_MESSAGE_KIND_MESSAGE &&
         tell_message_get_author (before) == tell_message_get_author (message) &&
         tell_message_get_outgoing (before) == tell_message_get_outgoing (message) &&
         gap < TELL_TIMELINE_GROUP_MS;
}

static TellMessage *
message_at (TellTimeline *self, guint position)
{
  return tell_timeline_item_get_message (self->items->pdata[position]);
}

static void
update_item (TellTimeline *self, guint position)
{
  TellMessage *message = message_at (self, position);
  TellMessage *before = position > 0 ? message_at (self, position - 1) : NULL;
  gboolean day = before == NULL || tell_text_get_day (tell_message_get_time (before)) !=
                                       tell_text_get_day (tell_message_get_time (message));

  tell_timeline_item_set_starts (self->items->pdata[position], day,
                                 day || !continues_group (before, message));
}

static void
insert_items (TellTimeline *self, guint position, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (TellMessage) message = g_list_model_get_item (self->messages, i);

      g_ptr_array_insert (self->items, i, tell_timeline_item_new (message));
    }
}

static void
remove_items (TellTimeline *self, guint position, guint n_removed)
{
  for (guint i = position; i < position + n_removed; i++)
    if (self->items->pdata[i] == self->unread)
      self->unread = NULL;
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
}

static void
messages_changed_cb (GListModel *messages, guint position, guint n_removed, guint n_added, TellTimeline *self)
{
  remove_items (self, position, n_removed);
  insert_items (self, position, n_added);
  for (guint i = position; i <= position + n_added && i < self->items->len; i++)
    update_item (self, i);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
tell_timeline_finalize (GObject *object)
{
  TellTimeline *self = TELL_TIMELINE (object);

  g_clear_object (&self->messages);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (tell_timeline_parent_class)->finalize (object);
}

static void
tell_timeline_class_init (TellTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_timeline_finalize;
}

static void
tell_timeline_init (TellTimeline *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * tell_timeline_new:
 * @messages: a list of #TellMessage
 *
 * Returns: (transfer full): the same as rows
 */
TellTimeline *
tell_timeline_new (GListModel *messages)
{
  TellTimeline *self = g_object_new (TELL_TYPE_TIMELINE, NULL);

  self->messages = g_object_ref (messages);
  g_signal_connect_object (messages, "items-changed", G_CALLBACK (messages_changed_cb), self, 0);
  messages_changed_cb (messages, 0, 0, g_list_model_get_n_items (messages), self);
  return self;
}

/**
 * tell_timeline_mark_unread:
 * @self: the timeline
 * @n_unread: how many of the newest are unread; 0 takes the line away
 */
void
tell_timeline_mark_unread (TellTimeline *self, guint n_unread)
{
  g_return_if_fail (TELL_IS_TIMELINE (self));

  if (self->unread != NULL)
    tell_timeline_item_set_starts_unread (self->unread, FALSE);
  self->unread = NULL;
  if (n_unread == 0 || n_unread > self->items->len)
    return;
  self->unread = self->items->pdata[self->items->len - n_unread];
  tell_timeline_item_set_starts_unread (self->unread, TRUE);
}
