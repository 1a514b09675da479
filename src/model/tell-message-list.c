/* tell-message-list.c: the messages of a room: a GListModel by time, then arrival, with an index of their
 * ids. Live messages go at the end without a search; history finds its place by bisection.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-message-list.h"
#include "tell-message-private.h"

struct _TellMessageList
{
  GObject parent_instance;

  GPtrArray *messages; /* owned TellMessage, by time, then arrival */
  GHashTable *by_id;   /* id (of the message) → borrowed TellMessage */
  guint limit;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TellMessageList,
                               tell_message_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gint64
time_at (TellMessageList *self, guint index)
{
  return tell_message_get_time (g_ptr_array_index (self->messages, index));
}

/* The first place whose message is newer than TIME_MS: whoever arrives later stands later. */
static guint
find_place (TellMessageList *self, gint64 time_ms)
{
  guint low = 0;
  guint high = self->messages->len;

  if (high == 0 || time_at (self, high - 1) <= time_ms)
    return high;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (time_at (self, middle) <= time_ms)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
find_index (TellMessageList *self, TellMessage *message, guint *index)
{
  guint place = find_place (self, tell_message_get_time (message));

  for (guint i = place; i > 0; i--)
    if (g_ptr_array_index (self->messages, i - 1) == message)
      {
        *index = i - 1;
        return TRUE;
      }
  return FALSE;
}

/* Only our own messages get or change their id after they were added. */
static void
id_changed_cb (TellMessageList *self, GParamSpec *pspec, TellMessage *message)
{
  GHashTableIter iter;
  gpointer value;
  const char *id = tell_message_get_id (message);

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == message)
      g_hash_table_iter_remove (&iter);
  if (id != NULL && !g_hash_table_contains (self->by_id, id))
    g_hash_table_insert (self->by_id, g_strdup (id), message);
}

static void
unindex (TellMessageList *self, TellMessage *message)
{
  const char *id = tell_message_get_id (message);

  g_signal_handlers_disconnect_by_func (message, id_changed_cb, self);
  if (id != NULL && g_hash_table_lookup (self->by_id, id) == message)
    g_hash_table_remove (self->by_id, id);
}

static void
remove_at (TellMessageList *self, guint index)
{
  unindex (self, g_ptr_array_index (self->messages, index));
  g_ptr_array_remove_index (self->messages, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
}

static GType
list_model_get_item_type (GListModel *model)
{
  return TELL_TYPE_MESSAGE;
}

static guint
list_model_get_n_items (GListModel *model)
{
  return TELL_MESSAGE_LIST (model)->messages->len;
}

static gpointer
list_model_get_item (GListModel *model, guint position)
{
  TellMessageList *self = TELL_MESSAGE_LIST (model);

  if (position >= self->messages->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->messages, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
  iface->get_item = list_model_get_item;
}

static void
tell_message_list_finalize (GObject *object)
{
  TellMessageList *self = TELL_MESSAGE_LIST (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->messages);
  G_OBJECT_CLASS (tell_message_list_parent_class)->finalize (object);
}

static void
tell_message_list_class_init (TellMessageListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_message_list_finalize;
}

static void
tell_message_list_init (TellMessageList *self)
{
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

TellMessageList *
tell_message_list_new (guint limit)
{
  TellMessageList *self = g_object_new (TELL_TYPE_MESSAGE_LIST, NULL);

  self->limit = limit;
  return self;
}

gboolean
tell_message_list_add (TellMessageList *self, TellMessage *message, gboolean *last)
{
  const char *id = tell_message_get_id (message);
  guint place;

  if (id != NULL && g_hash_table_contains (self->by_id, id))
    return FALSE;
  place = find_place (self, tell_message_get_time (message));
  *last = place == self->messages->len;
  if (place == 0 && self->messages->len >= self->limit)
    return TRUE; /* older than all that is kept */

  g_ptr_array_insert (self->messages, place, g_object_ref (message));
  if (id != NULL)
    g_hash_table_insert (self->by_id, g_strdup (id), message);
  if (tell_message_get_state (message) != TELL_MESSAGE_STATE_RECEIVED)
    g_signal_connect_object (message, "notify::id", G_CALLBACK (id_changed_cb), self, G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
  if (self->messages->len > self->limit)
    remove_at (self, 0);
  return TRUE;
}

void
tell_message_list_move (TellMessageList *self, TellMessage *message, gint64 time_ms)
{
  guint from;
  guint to;

  if (tell_message_get_time (message) == time_ms || !find_index (self, message, &from))
    return;
  g_ptr_array_steal_index (self->messages, from);
  g_list_model_items_changed (G_LIST_MODEL (self), from, 1, 0);
  tell_message_set_time (message, time_ms);
  to = find_place (self, time_ms);
  g_ptr_array_insert (self->messages, to, message);
  g_list_model_items_changed (G_LIST_MODEL (self), to, 0, 1);
}

TellMessage *
tell_message_list_find (TellMessageList *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

gboolean
tell_message_list_remove (TellMessageList *self, const char *id)
{
  TellMessage *message = tell_message_list_find (self, id);
  guint index;

  if (message == NULL || !find_index (self, message, &index))
    return FALSE;
  remove_at (self, index);
  return TRUE;
}

/* Ours, and the server doesn't have it (yet): no snapshot of the server's can bring it back. */
static gboolean
is_only_here (TellMessage *message)
{
  TellMessageState state = tell_message_get_state (message);

  return state == TELL_MESSAGE_STATE_QUEUED || state == TELL_MESSAGE_STATE_SENDING ||
         state == TELL_MESSAGE_STATE_FAILED;
}

void
tell_message_list_clear (TellMessageList *self)
{
  g_autoptr (GPtrArray) before = NULL;

  if (self->messages->len == 0)
    return;
  before = g_steal_pointer (&self->messages);
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < before->len; i++)
    if (is_only_here (g_ptr_array_index (before, i)))
      g_ptr_array_add (self->messages, g_object_ref (g_ptr_array_index (before, i)));
    else
      unindex (self, g_ptr_array_index (before, i));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before->len, self->messages->len);
}
