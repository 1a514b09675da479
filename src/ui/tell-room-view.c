/* tell-room-view.c: the chat of a room: its messages, who types, and where one writes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-room-view.h"

#include "tell-composer.h"
#include "tell-message-view.h"
#include "tell-typing-label.h"
#include "tell-ui.h"

struct _TellRoomView
{
  AdwBin parent_instance;
  TellMessageView *message_view;
  TellTypingLabel *typing_label;
  GtkStack *bottom_stack;
  TellComposer *composer;
  GtkWidget *join_button;

  TellSession *session;
  TellRoom *room;
  GSignalGroup *session_signals;
  GSignalGroup *room_signals;
  GtkRoot *window;       /* borrowed while we are in it */
  GtkAdjustment *scroll; /* of what we scroll in; nullable */
  guint seen_id;
  gboolean asked; /* to be let in, by opening the room or by the button */
};

G_DEFINE_TYPE (TellRoomView, tell_room_view, ADW_TYPE_BIN)

/* On a dashboard it may be scrolled out of sight: half of it must show. */
static gboolean
is_scrolled_in (TellRoomView *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t area, visible;

  if (scroller == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (self), scroller, &area))
    return TRUE;
  graphene_rect_init (&visible, 0, 0, gtk_widget_get_width (scroller), gtk_widget_get_height (scroller));
  return graphene_rect_intersection (&area, &visible, &visible) &&
         visible.size.height >= area.size.height / 2;
}

static gboolean
is_in_sight (TellRoomView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && GTK_IS_WINDOW (root) &&
         gtk_window_is_active (GTK_WINDOW (root)) && is_scrolled_in (self);
}

static void
update_seen (TellRoomView *self)
{
  if (self->room != NULL)
    tell_room_set_seen (self->room, is_in_sight (self));
}

static gboolean
seen_cb (gpointer user_data)
{
  TellRoomView *self = user_data;

  self->seen_id = 0;
  update_seen (self);
  return G_SOURCE_REMOVE;
}

/* What is seen changes labels elsewhere: not while sizes are being allocated. */
static void
queue_update_seen (TellRoomView *self)
{
  if (self->seen_id == 0)
    self->seen_id = g_idle_add (seen_cb, self);
}

static TellComposerMode
get_mode (TellRoomView *self)
{
  if (!tell_session_can_send (self->session))
    return TELL_COMPOSER_CLOSED;
  if (tell_session_get_state (self->session) == TELL_SESSION_CONNECTED)
    return TELL_COMPOSER_READY;
  return TELL_COMPOSER_QUEUES;
}

static void
update_bottom (TellRoomView *self)
{
  gboolean outside = FALSE;

  if (self->room == NULL)
    return;
  outside = !self->asked && tell_session_can_join (self->session) && !tell_room_get_joined (self->room);
  tell_composer_set_mode (self->composer, get_mode (self));
  gtk_stack_set_visible_child (self->bottom_stack, outside ? self->join_button : GTK_WIDGET (self->composer));
}

static void
retry_cb (TellMessageView *list, TellMessage *message, TellRoomView *self)
{
  if (self->room != NULL)
    tell_session_resend (self->session, tell_room_get_id (self->room), message);
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TellRoomView *self = TELL_ROOM_VIEW (widget);

  if (self->room == NULL)
    return;
  tell_session_send (self->session, tell_room_get_id (self->room), g_variant_get_string (parameter, NULL));
  tell_message_view_scroll_to_end (self->message_view);
}

static void
join (TellRoomView *self)
{
  self->asked = TRUE;
  if (tell_session_can_join (self->session) && !tell_room_get_joined (self->room))
    tell_session_join (self->session, tell_room_get_id (self->room));
  update_bottom (self);
}

static void
leave (TellRoomView *self)
{
  self->asked = FALSE;
  tell_session_leave (self->session, tell_room_get_id (self->room));
  update_bottom (self);
}

static void
room_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TellRoomView *self = TELL_ROOM_VIEW (widget);

  if (self->room == NULL)
    return;
  if (g_str_equal (name, "room.typing"))
    tell_session_typing (self->session, tell_room_get_id (self->room));
  else if (g_str_equal (name, "room.join"))
    join (self);
  else
    leave (self);
}

static void
tell_room_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tell_room_view_parent_class)->map (widget);
  queue_update_seen (TELL_ROOM_VIEW (widget));
}

static void
tell_room_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tell_room_view_parent_class)->unmap (widget);
  queue_update_seen (TELL_ROOM_VIEW (widget));
}

/* No signal group for a window: in GLib 2.74 one that goes while its target is disposed of leaves a reference behind. */
static void
tell_room_view_root (GtkWidget *widget)
{
  TellRoomView *self = TELL_ROOM_VIEW (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (tell_room_view_parent_class)->root (widget);
  self->window = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (self->window))
    g_signal_connect_swapped (self->window, "notify::is-active", G_CALLBACK (update_seen), self);
  if (scroller == NULL)
    return;
  self->scroll = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  g_signal_connect_swapped (self->scroll, "value-changed", G_CALLBACK (queue_update_seen), self);
  g_signal_connect_swapped (self->scroll, "changed", G_CALLBACK (queue_update_seen), self);
}

static void
tell_room_view_unroot (GtkWidget *widget)
{
  TellRoomView *self = TELL_ROOM_VIEW (widget);

  g_signal_handlers_disconnect_by_func (self->window, update_seen, self);
  self->window = NULL;
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_func (self->scroll, queue_update_seen, self);
  g_clear_object (&self->scroll);
  GTK_WIDGET_CLASS (tell_room_view_parent_class)->unroot (widget);
}

static gboolean
tell_room_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TELL_ROOM_VIEW (widget)->composer));
}

static void
tell_room_view_dispose (GObject *object)
{
  TellRoomView *self = TELL_ROOM_VIEW (object);

  g_clear_handle_id (&self->seen_id, g_source_remove);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->room_signals);
  if (self->room != NULL)
    tell_room_set_seen (self->room, FALSE);
  g_clear_object (&self->session);
  g_clear_object (&self->room);
  G_OBJECT_CLASS (tell_room_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-room-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TellRoomView, message_view);
  gtk_widget_class_bind_template_child (widget_class, TellRoomView, typing_label);
  gtk_widget_class_bind_template_child (widget_class, TellRoomView, bottom_stack);
  gtk_widget_class_bind_template_child (widget_class, TellRoomView, composer);
  gtk_widget_class_bind_template_child (widget_class, TellRoomView, join_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
tell_room_view_class_init (TellRoomViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_room_view_dispose;
  widget_class->map = tell_room_view_map;
  widget_class->unmap = tell_room_view_unmap;
  widget_class->root = tell_room_view_root;
  widget_class->unroot = tell_room_view_unroot;
  widget_class->grab_focus = tell_room_view_grab_focus;
  g_type_ensure (TELL_TYPE_TYPING_LABEL);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "room.send", "s", send_action);
  gtk_widget_class_install_action (widget_class, "room.typing", NULL, room_action);
  gtk_widget_class_install_action (widget_class, "room.join", NULL, room_action);
  gtk_widget_class_install_action (widget_class, "room.leave", NULL, room_action);
}

static void
tell_room_view_init (TellRoomView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (TELL_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state", G_CALLBACK (update_bottom), self);
  self->room_signals = g_signal_group_new (TELL_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::joined", G_CALLBACK (update_bottom), self);
}

/**
 * tell_room_view_new:
 *
 * Returns: a view without a room
 */
GtkWidget *
tell_room_view_new (void)
{
  return g_object_new (TELL_TYPE_ROOM_VIEW, NULL);
}

static void
show_draft (TellRoomView *self)
{
  g_autofree char *key = NULL;

  if (self->room != NULL)
    key = g_strconcat (tell_session_get_id (self->session), "\n", tell_room_get_id (self->room), NULL);
  tell_composer_set_draft (self->composer, key);
}

/**
 * tell_room_view_set_room:
 * @self: the view
 * @session: (nullable): the server
 * @room: (nullable): one of its rooms
 */
void
tell_room_view_set_room (TellRoomView *self, TellSession *session, TellRoom *room)
{
  g_return_if_fail (TELL_IS_ROOM_VIEW (self));
  g_return_if_fail ((session == NULL) == (room == NULL));

  if (self->room == room)
    return;
  if (self->room != NULL)
    tell_room_set_seen (self->room, FALSE);
  g_set_object (&self->session, session);
  g_set_object (&self->room, room);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->room_signals, room);
  tell_message_view_set_room (self->message_view, room);
  tell_typing_label_set_room (self->typing_label, room);
  show_draft (self);
  if (room != NULL)
    join (self);
  update_seen (self);
}

/**
 * tell_room_view_get_room:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): the room it shows
 */
TellRoom *
tell_room_view_get_room (TellRoomView *self)
{
  g_return_val_if_fail (TELL_IS_ROOM_VIEW (self), NULL);
  return self->room;
}
