/* tell-message-row.c: one message on screen: who, when, what, and how sending it goes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-message-row.h"

#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

struct _TellMessageRow
{
  AdwBin parent_instance;
  GtkWidget *day_box;
  GtkLabel *day_label;
  GtkWidget *unread_box;
  GtkWidget *row_box;
  AdwAvatar *avatar;
  GtkWidget *head_box;
  GtkLabel *name_label;
  GtkLabel *time_label;
  GtkLabel *text_label;
  GtkImage *state_icon;
  GtkWidget *failed_box;
  GtkLabel *failed_label;

  TellTimelineItem *item;
  GSignalGroup *item_signals;
  GSignalGroup *message_signals;
  GSignalGroup *author_signals;
};

enum
{
  SIGNAL_RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (TellMessageRow, tell_message_row, ADW_TYPE_BIN)

static TellMessage *
get_message (TellMessageRow *self)
{
  return self->item ? tell_timeline_item_get_message (self->item) : NULL;
}

static gboolean
activate_link_cb (GtkLabel *label, const char *uri, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (label));

  if (tell_text_is_web_link (uri))
    gtk_show_uri (GTK_WINDOW (root), uri, GDK_CURRENT_TIME);
  return TRUE;
}

static void
retry_cb (TellMessageRow *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
update_starts (TellMessageRow *self)
{
  TellMessage *message = get_message (self);
  gboolean day = tell_timeline_item_get_starts_day (self->item);
  gboolean group = tell_timeline_item_get_starts_group (self->item);
  gboolean said = tell_message_get_kind (message) == TELL_MESSAGE_KIND_MESSAGE;

  if (day)
    {
      gint64 now_ms = g_get_real_time () / 1000;
      g_autofree char *text = tell_text_format_day (tell_message_get_time (message), now_ms);

      gtk_label_set_label (self->day_label, text);
    }
  gtk_widget_set_visible (self->day_box, day);
  gtk_widget_set_visible (self->unread_box, tell_timeline_item_get_starts_unread (self->item));
  gtk_widget_set_visible (self->head_box, group && said);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), group && said);
  (group ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->row_box, "group-start");
}

static void
update_author (TellMessageRow *self)
{
  TellPerson *author = tell_message_get_author (get_message (self));
  const char *name = author ? tell_person_get_name (author) : "";
  g_autofree char *plain = tell_text_to_plain (name);
  gboolean me = tell_message_get_outgoing (get_message (self));

  if (*plain == '\0')
    {
      g_free (plain);
      plain = g_strdup (me ? _ ("You") : _ ("Server"));
    }
  gtk_label_set_label (self->name_label, plain);
  adw_avatar_set_text (self->avatar, plain);
  (me ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->name_label), "me");
}

static void
update_text (TellMessageRow *self)
{
  TellMessage *message = get_message (self);
  g_autofree char *markup = tell_text_to_markup (tell_message_get_text (message));
  g_autofree char *time = tell_text_format_time (tell_message_get_time (message));
  g_autofree char *full = tell_text_format_full (tell_message_get_time (message));
  gboolean said = tell_message_get_kind (message) == TELL_MESSAGE_KIND_MESSAGE;

  gtk_label_set_markup (self->text_label, markup);
  gtk_label_set_label (self->time_label, time);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time_label), full);
  (said ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (GTK_WIDGET (self->text_label),
                                                                   "dim-label");
  (said ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (GTK_WIDGET (self->text_label), "notice");
}

static const char *
state_icon_name (TellMessageState state)
{
  switch (state)
    {
    case TELL_MESSAGE_STATE_QUEUED:
      return "tell-queued-symbolic";
    case TELL_MESSAGE_STATE_SENDING:
      return "content-loading-symbolic";
    case TELL_MESSAGE_STATE_SENT:
      return "tell-sent-symbolic";
    case TELL_MESSAGE_STATE_DELIVERED:
      return "tell-delivered-symbolic";
    case TELL_MESSAGE_STATE_RECEIVED:
    case TELL_MESSAGE_STATE_FAILED:
    default:
      return NULL;
    }
}

static const char *
state_label (TellMessageState state)
{
  switch (state)
    {
    case TELL_MESSAGE_STATE_QUEUED:
      return _ ("Waits for the connection");
    case TELL_MESSAGE_STATE_SENDING:
      return _ ("Sending…");
    case TELL_MESSAGE_STATE_SENT:
      return _ ("Sent");
    case TELL_MESSAGE_STATE_DELIVERED:
      return _ ("Delivered");
    case TELL_MESSAGE_STATE_RECEIVED:
    case TELL_MESSAGE_STATE_FAILED:
    default:
      return NULL;
    }
}

static void
update_failed (TellMessageRow *self, TellMessage *message)
{
  g_autofree char *reason = tell_text_to_plain (tell_message_get_error (message));
  g_autofree char *text = NULL;

  /* Translators: %s is why, often in the server's words */
  text = *reason ? g_strdup_printf (_ ("Not sent: %s"), reason) : g_strdup (_ ("Not sent"));
  gtk_label_set_label (self->failed_label, text);
  gtk_widget_set_visible (self->failed_box, tell_message_get_state (message) == TELL_MESSAGE_STATE_FAILED);
}

static void
update_state (TellMessageRow *self)
{
  TellMessage *message = get_message (self);
  TellMessageState state = tell_message_get_state (message);
  const char *icon = state_icon_name (state);
  const char *label = state_label (state);
  gboolean waits = state == TELL_MESSAGE_STATE_QUEUED || state == TELL_MESSAGE_STATE_SENDING;

  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->state_icon), icon != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state_icon), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state_icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label ? label : "", -1);
  (waits ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->text_label), "pending");
  update_failed (self, message);
}

static void
author_changed_cb (TellMessageRow *self)
{
  if (self->item == NULL)
    return;
  g_signal_group_set_target (self->author_signals, tell_message_get_author (get_message (self)));
  update_author (self);
}

static void
name_changed_cb (TellMessageRow *self)
{
  if (self->item != NULL)
    update_author (self);
}

static void
text_changed_cb (TellMessageRow *self)
{
  if (self->item != NULL)
    update_text (self);
}

static void
state_changed_cb (TellMessageRow *self)
{
  if (self->item != NULL)
    update_state (self);
}

static void
starts_changed_cb (TellMessageRow *self)
{
  if (self->item != NULL)
    update_starts (self);
}

static GSignalGroup *
watch (TellMessageRow *self, GType type, GCallback callback, ...)
{
  GSignalGroup *group = g_signal_group_new (type);
  const char *name = NULL;
  va_list names;

  va_start (names, callback);
  while ((name = va_arg (names, const char *)) != NULL)
    g_signal_group_connect_swapped (group, name, callback, self);
  va_end (names);
  return group;
}

static void
tell_message_row_dispose (GObject *object)
{
  TellMessageRow *self = TELL_MESSAGE_ROW (object);

  tell_message_row_set_item (self, NULL);
  g_clear_object (&self->item_signals);
  g_clear_object (&self->message_signals);
  g_clear_object (&self->author_signals);
  G_OBJECT_CLASS (tell_message_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, day_box);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, day_label);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, unread_box);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, row_box);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, head_box);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, failed_box);
  gtk_widget_class_bind_template_child (widget_class, TellMessageRow, failed_label);
}

static void
tell_message_row_class_init (TellMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_message_row_dispose;
  signals[SIGNAL_RETRY] =
      g_signal_new ("retry", TELL_TYPE_MESSAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-message-row.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activate_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_set_css_name (widget_class, "message");
}

static void
tell_message_row_init (TellMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->item_signals = watch (self, TELL_TYPE_TIMELINE_ITEM, G_CALLBACK (starts_changed_cb),
                              "notify::starts-day", "notify::starts-group", "notify::starts-unread", NULL);
  self->message_signals =
      watch (self, TELL_TYPE_MESSAGE, G_CALLBACK (state_changed_cb), "notify::state", "notify::error", NULL);
  g_signal_group_connect_swapped (self->message_signals, "notify::text", G_CALLBACK (text_changed_cb), self);
  g_signal_group_connect_swapped (self->message_signals, "notify::kind", G_CALLBACK (starts_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->message_signals, "notify::author", G_CALLBACK (author_changed_cb),
                                  self);
  self->author_signals =
      watch (self, TELL_TYPE_PERSON, G_CALLBACK (name_changed_cb), "notify::name", "notify::me", NULL);
}

/**
 * tell_message_row_new:
 *
 * Returns: an empty row
 */
GtkWidget *
tell_message_row_new (void)
{
  return g_object_new (TELL_TYPE_MESSAGE_ROW, NULL);
}

/**
 * tell_message_row_get_item:
 * @self: the row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
TellTimelineItem *
tell_message_row_get_item (TellMessageRow *self)
{
  g_return_val_if_fail (TELL_IS_MESSAGE_ROW (self), NULL);
  return self->item;
}

/**
 * tell_message_row_set_item:
 * @self: the row
 * @item: (nullable): what to show from now on
 */
void
tell_message_row_set_item (TellMessageRow *self, TellTimelineItem *item)
{
  TellMessage *message = item ? tell_timeline_item_get_message (item) : NULL;

  g_return_if_fail (TELL_IS_MESSAGE_ROW (self));

  if (!g_set_object (&self->item, item))
    return;
  g_signal_group_set_target (self->item_signals, item);
  g_signal_group_set_target (self->message_signals, message);
  g_signal_group_set_target (self->author_signals, message ? tell_message_get_author (message) : NULL);
  if (item == NULL)
    return;
  update_starts (self);
  update_author (self);
  update_text (self);
  update_state (self);
}
