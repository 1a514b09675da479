/* tell-message-view.c: the messages of one room as a log that stays at its end while the end is in sight.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-message-view.h"

#include "tell-follower.h"
#include "tell-message-row.h"
#include "tell-timeline.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

struct _TellMessageView
{
  AdwBin parent_instance;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  GtkRevealer *end_revealer;
  GtkLabel *end_label;

  TellRoom *room;
  TellTimeline *timeline;
  GSignalGroup *message_signals;
  TellFollower *follower;
  guint n_below; /* arrived below what is in sight */
};

enum
{
  SIGNAL_RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (TellMessageView, tell_message_view, ADW_TYPE_BIN)

static void
update_end_button (TellMessageView *self)
{
  gboolean following = tell_follower_get_following (self->follower);
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->end_revealer, !following);
  gtk_widget_set_can_target (GTK_WIDGET (self->end_revealer), !following);
  gtk_widget_set_visible (GTK_WIDGET (self->end_label), self->n_below > 0);
  text = g_strdup_printf (ngettext ("%u new message", "%u new messages", self->n_below), self->n_below);
  gtk_label_set_label (self->end_label, text);
}

static void
following_changed_cb (TellMessageView *self)
{
  self->n_below = 0;
  update_end_button (self);
}

static void
messages_changed_cb (GListModel *messages,
                     guint position,
                     guint n_removed,
                     guint n_added,
                     TellMessageView *self)
{
  guint n = g_list_model_get_n_items (messages);

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "messages" : "empty");
  if (!tell_follower_get_following (self->follower) && position + n_added == n)
    self->n_below += n_added;
  update_end_button (self);
}

static void
row_retry_cb (TellMessageRow *row, TellMessageView *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0,
                 tell_timeline_item_get_message (tell_message_row_get_item (row)));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TellMessageView *self)
{
  GtkWidget *row = tell_message_row_new ();

  g_signal_connect_object (row, "retry", G_CALLBACK (row_retry_cb), self, 0);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  tell_message_row_set_item (TELL_MESSAGE_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  tell_message_row_set_item (TELL_MESSAGE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
set_factory (TellMessageView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
}

static void
tell_message_view_dispose (GObject *object)
{
  TellMessageView *self = TELL_MESSAGE_VIEW (object);

  g_clear_object (&self->follower);
  g_clear_object (&self->message_signals);
  g_clear_object (&self->timeline);
  g_clear_object (&self->room);
  G_OBJECT_CLASS (tell_message_view_parent_class)->dispose (object);
}

static void
tell_message_view_class_init (TellMessageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_message_view_dispose;
  signals[SIGNAL_RETRY] = g_signal_new ("retry", TELL_TYPE_MESSAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, TELL_TYPE_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-message-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TellMessageView, stack);
  gtk_widget_class_bind_template_child (widget_class, TellMessageView, scroller);
  gtk_widget_class_bind_template_child (widget_class, TellMessageView, list_view);
  gtk_widget_class_bind_template_child (widget_class, TellMessageView, end_revealer);
  gtk_widget_class_bind_template_child (widget_class, TellMessageView, end_label);
  gtk_widget_class_bind_template_callback (widget_class, tell_message_view_scroll_to_end);
}

static void
tell_message_view_init (TellMessageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->follower = tell_follower_new (self->scroller);
  g_signal_connect_object (self->follower, "notify::following", G_CALLBACK (following_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->message_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->message_signals, "items-changed", G_CALLBACK (messages_changed_cb),
                                 self, 0);
  set_factory (self);
}

/**
 * tell_message_view_new:
 *
 * Returns: a list without a room
 */
GtkWidget *
tell_message_view_new (void)
{
  return g_object_new (TELL_TYPE_MESSAGE_VIEW, NULL);
}

static void
show_room (TellMessageView *self)
{
  GListModel *messages = tell_room_get_messages (self->room);
  g_autoptr (GtkNoSelection) selection = NULL;

  self->timeline = tell_timeline_new (messages);
  tell_timeline_mark_unread (self->timeline, tell_room_get_unread (self->room));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->timeline)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_signal_group_set_target (self->message_signals, messages);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (messages) > 0 ? "messages" : "empty");
}

/**
 * tell_message_view_set_room:
 * @self: the list
 * @room: (nullable): the room to show, from its newest message; the line before the unread ones is drawn where they begin now
 */
void
tell_message_view_set_room (TellMessageView *self, TellRoom *room)
{
  g_return_if_fail (TELL_IS_MESSAGE_VIEW (self));

  if (!g_set_object (&self->room, room))
    return;
  g_signal_group_set_target (self->message_signals, NULL);
  gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->timeline);
  tell_follower_restart (self->follower);
  if (room != NULL)
    show_room (self);
}

/**
 * tell_message_view_get_room:
 * @self: the list
 *
 * Returns: (transfer none) (nullable): the room it shows
 */
TellRoom *
tell_message_view_get_room (TellMessageView *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE_VIEW (self), NULL);
  return self->room;
}

/**
 * tell_message_view_get_at_end:
 * @self: the list
 *
 * Returns: whether the newest message is in sight and new ones will be
 */
gboolean
tell_message_view_get_at_end (TellMessageView *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE_VIEW (self), FALSE);
  return tell_follower_get_following (self->follower);
}

/**
 * tell_message_view_scroll_to_end:
 * @self: the list
 *
 * Goes to the newest message and stays with it.
 */
void
tell_message_view_scroll_to_end (TellMessageView *self)
{
  g_return_if_fail (TELL_IS_MESSAGE_VIEW (self));
  tell_follower_go_to_end (self->follower);
}
