/* tell-place-row.c: a row of the sidebar: a server with its lamp, or a page with what is unread there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-place-row.h"

#include "tell-dot.h"
#include "tell-session-text.h"
#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

#define MAX_UNREAD_SHOWN 999

struct _TellPlaceRow
{
  AdwBin parent_instance;
  GtkWidget *row_box;
  TellDot *dot;
  GtkImage *icon;
  GtkLabel *title_label;
  GtkWidget *mention_label;
  GtkLabel *unread_label;
  GtkWidget *menu_button;

  TellPlace *place;
  GSignalGroup *session_signals;
  GSignalGroup *room_signals;
};

G_DEFINE_TYPE (TellPlaceRow, tell_place_row, ADW_TYPE_BIN)

static gboolean
is_server (TellPlaceRow *self)
{
  return tell_place_get_kind (self->place) == TELL_PLACE_SERVER;
}

static void
update_session (TellPlaceRow *self)
{
  TellSession *session = tell_place_get_session (self->place);
  gboolean idle = tell_session_get_state (session) == TELL_SESSION_IDLE;
  gboolean recorded = tell_session_is_recorded (session);
  gboolean has_inputs = tell_document_get_inputs (tell_session_get_document (session))->len > 0;
  const char *url = tell_document_get_url (tell_session_get_document (session));
  g_autofree char *label = tell_session_dup_state_text (session);

  tell_dot_set (self->dot, tell_session_get_look (session), label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "place.connect",
                                 idle && tell_session_can_start (session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "place.disconnect", !idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "place.inputs", has_inputs && !recorded);
  if (is_server (self))
    gtk_widget_set_tooltip_text (self->row_box, recorded ? label : url);
}

static char *
dup_unread (guint unread)
{
  if (unread == 0)
    return g_strdup ("");
  return unread > MAX_UNREAD_SHOWN ? g_strdup_printf ("%d+", MAX_UNREAD_SHOWN)
                                   : g_strdup_printf ("%u", unread);
}

static gboolean
get_mention (TellRoom *room)
{
  gboolean mention = FALSE;

  g_object_get (room, "mention", &mention, NULL);
  return mention;
}

static void
update_unread (TellPlaceRow *self, TellRoom *room)
{
  guint unread = tell_room_get_unread (room);
  g_autofree char *text = dup_unread (unread);
  g_autofree char *label =
      g_strdup_printf (ngettext ("%u unread message", "%u unread messages", unread), unread);

  gtk_label_set_label (self->unread_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->unread_label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unread_label), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_label), unread > 0);
  gtk_widget_set_visible (self->mention_label, unread > 0 && get_mention (room));
  (unread > 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->title_label),
                                                                         "unread");
}

static void
update_room (TellPlaceRow *self)
{
  TellRoom *room = tell_place_get_room (self->place);
  g_autofree char *name = tell_text_to_plain (tell_room_get_name (room));
  g_autofree char *topic = tell_text_to_plain (tell_room_get_topic (room));

  gtk_label_set_label (self->title_label, name);
  gtk_widget_set_tooltip_text (self->row_box, *topic ? topic : NULL);
  update_unread (self, room);
}

static void
session_changed_cb (TellPlaceRow *self)
{
  if (self->place != NULL)
    update_session (self);
}

static void
room_changed_cb (TellPlaceRow *self)
{
  if (self->place != NULL && tell_place_get_room (self->place) != NULL)
    update_room (self);
}

static void
server_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TellPlaceRow *self = TELL_PLACE_ROW (widget);
  g_autofree char *window_action = g_strconcat ("win.server-", action + strlen ("place."), NULL);

  if (self->place != NULL)
    gtk_widget_activate_action (widget, window_action, "s",
                                tell_session_get_id (tell_place_get_session (self->place)));
}

static void
tell_place_row_dispose (GObject *object)
{
  TellPlaceRow *self = TELL_PLACE_ROW (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->place);
  G_OBJECT_CLASS (tell_place_row_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "place.connect", NULL, server_action_cb);
  gtk_widget_class_install_action (widget_class, "place.disconnect", NULL, server_action_cb);
  gtk_widget_class_install_action (widget_class, "place.inputs", NULL, server_action_cb);
  gtk_widget_class_install_action (widget_class, "place.remove", NULL, server_action_cb);
}

static void
tell_place_row_class_init (TellPlaceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_place_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TellPlaceRow, row_box);
  gtk_widget_class_bind_template_child (widget_class, TellPlaceRow, dot);
  gtk_widget_class_bind_template_child (widget_class, TellPlaceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, TellPlaceRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, TellPlaceRow, mention_label);
  gtk_widget_class_bind_template_child (widget_class, TellPlaceRow, unread_label);
  gtk_widget_class_bind_template_child (widget_class, TellPlaceRow, menu_button);
  install_actions (widget_class);
}

static void
tell_place_row_init (TellPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (TELL_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state", G_CALLBACK (session_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "notify::reason", G_CALLBACK (session_changed_cb),
                                  self);
  self->room_signals = g_signal_group_new (TELL_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify", G_CALLBACK (room_changed_cb), self);
}

/**
 * tell_place_row_new:
 *
 * Returns: an empty row
 */
GtkWidget *
tell_place_row_new (void)
{
  return g_object_new (TELL_TYPE_PLACE_ROW, NULL);
}

static void
show_page (TellPlaceRow *self)
{
  gboolean dashboard = tell_place_get_kind (self->place) == TELL_PLACE_DASHBOARD;

  gtk_label_set_label (self->title_label, dashboard ? _ ("Dashboard") : _ ("Events"));
  gtk_image_set_from_icon_name (self->icon, dashboard ? "tell-dashboard-symbolic" : "tell-events-symbolic");
}

static void
show_server (TellPlaceRow *self)
{
  g_autofree char *name = tell_text_to_plain (tell_session_get_name (tell_place_get_session (self->place)));

  gtk_label_set_label (self->title_label, name);
}

static void
show_kind (TellPlaceRow *self)
{
  gboolean server = is_server (self);

  gtk_widget_set_visible (GTK_WIDGET (self->dot), server);
  gtk_widget_set_visible (self->menu_button, server);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !server);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_label), FALSE);
  gtk_widget_set_visible (self->mention_label, FALSE);
  (server ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->title_label),
                                                                     "heading");
  gtk_widget_remove_css_class (GTK_WIDGET (self->title_label), "unread");
}

/**
 * tell_place_row_set_place:
 * @self: the row
 * @place: (nullable): what to show
 */
void
tell_place_row_set_place (TellPlaceRow *self, TellPlace *place)
{
  TellRoom *room = place ? tell_place_get_room (place) : NULL;

  g_return_if_fail (TELL_IS_PLACE_ROW (self));

  if (!g_set_object (&self->place, place))
    return;
  g_signal_group_set_target (self->session_signals, place ? tell_place_get_session (place) : NULL);
  g_signal_group_set_target (self->room_signals, room);
  if (place == NULL)
    return;
  show_kind (self);
  if (room != NULL)
    gtk_image_set_from_icon_name (self->icon, "tell-room-symbolic");
  if (room != NULL)
    update_room (self);
  else if (is_server (self))
    show_server (self);
  else
    show_page (self);
  update_session (self);
}

/**
 * tell_place_row_get_unread:
 * @self: the row
 *
 * Returns: how many messages it says are unread
 */
const char *
tell_place_row_get_unread (TellPlaceRow *self)
{
  g_return_val_if_fail (TELL_IS_PLACE_ROW (self), NULL);
  return gtk_widget_get_visible (GTK_WIDGET (self->unread_label)) ? gtk_label_get_label (self->unread_label)
                                                                  : "";
}

/**
 * tell_place_row_get_title:
 * @self: the row
 *
 * Returns: the name it shows
 */
const char *
tell_place_row_get_title (TellPlaceRow *self)
{
  g_return_val_if_fail (TELL_IS_PLACE_ROW (self), NULL);
  return gtk_label_get_label (self->title_label);
}
