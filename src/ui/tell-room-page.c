/* tell-room-page.c: a room with its chat and, beside it, its people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-room-page.h"

#include "tell-people-list.h"
#include "tell-room-view.h"
#include "tell-ui.h"

struct _TellRoomPage
{
  AdwBin parent_instance;
  AdwFlap *flap;
  TellRoomView *view;
  TellPeopleList *people_list;

  gboolean show_people;
  TellSession *session; /* nullable */
  GSignalGroup *session_signals;
};

enum
{
  PROP_0,
  PROP_SHOW_PEOPLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TellRoomPage, tell_room_page, ADW_TYPE_BIN)

/* While nobody tells, who was there may be gone. */
static void
update_stale (TellRoomPage *self)
{
  gboolean stale = self->session != NULL && tell_session_get_state (self->session) != TELL_SESSION_CONNECTED;

  (stale ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->people_list), "stale");
}

static void
tell_room_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SHOW_PEOPLE:
      g_value_set_boolean (value, TELL_ROOM_PAGE (object)->show_people);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tell_room_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TellRoomPage *self = TELL_ROOM_PAGE (object);

  switch (id)
    {
    case PROP_SHOW_PEOPLE:
      if (self->show_people == g_value_get_boolean (value))
        break;
      self->show_people = !self->show_people;
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
tell_room_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TELL_ROOM_PAGE (widget)->view));
}

static void
tell_room_page_dispose (GObject *object)
{
  TellRoomPage *self = TELL_ROOM_PAGE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tell_room_page_parent_class)->dispose (object);
}

static void
tell_room_page_class_init (TellRoomPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tell_room_page_dispose;
  object_class->get_property = tell_room_page_get_property;
  object_class->set_property = tell_room_page_set_property;
  props[PROP_SHOW_PEOPLE] =
      g_param_spec_boolean ("show-people", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  widget_class->grab_focus = tell_room_page_grab_focus;
  g_type_ensure (TELL_TYPE_ROOM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-room-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TellRoomPage, flap);
  gtk_widget_class_bind_template_child (widget_class, TellRoomPage, view);
  gtk_widget_class_bind_template_child (widget_class, TellRoomPage, people_list);
}

static void
tell_room_page_init (TellRoomPage *self)
{
  self->show_people = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (TELL_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state", G_CALLBACK (update_stale), self);
}

/**
 * tell_room_page_new:
 *
 * Returns: a page without a room
 */
GtkWidget *
tell_room_page_new (void)
{
  return g_object_new (TELL_TYPE_ROOM_PAGE, NULL);
}

/**
 * tell_room_page_set_room:
 * @self: the page
 * @session: (nullable): the server
 * @room: (nullable): one of its rooms
 */
void
tell_room_page_set_room (TellRoomPage *self, TellSession *session, TellRoom *room)
{
  g_return_if_fail (TELL_IS_ROOM_PAGE (self));

  if (tell_room_view_get_room (self->view) == room)
    return;
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  update_stale (self);
  tell_room_view_set_room (self->view, session, room);
  tell_people_list_set_source (self->people_list, session ? tell_session_get_store (session) : NULL, room);
}

/**
 * tell_room_page_get_folded:
 * @self: the page
 *
 * Returns: whether it is so narrow that the people lie over the chat
 */
gboolean
tell_room_page_get_folded (TellRoomPage *self)
{
  g_return_val_if_fail (TELL_IS_ROOM_PAGE (self), FALSE);
  return adw_flap_get_folded (self->flap);
}
