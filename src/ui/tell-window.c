/* tell-window.c: the window: servers and rooms on the left, the page that one looks at on the right.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-window-private.h"

#include "tell-session-begin.h"
#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

G_DEFINE_TYPE (TellWindow, tell_window, ADW_TYPE_APPLICATION_WINDOW)

static void
sidebar_activated_cb (TellWindow *self, TellPlace *place)
{
  tell_window_open_place (self, place);
}

static void
update_title (TellWindow *self)
{
  TellRoom *room = tell_place_get_room (self->place);
  TellSession *session = tell_place_get_session (self->place);
  g_autofree char *server = tell_text_to_plain (tell_session_get_name (session));
  g_autofree char *name = tell_text_to_plain (room ? tell_room_get_name (room) : "");
  g_autofree char *topic = tell_text_to_plain (room ? tell_room_get_topic (room) : "");
  g_autofree char *window_title = g_strdup_printf ("%s – Telltale", room ? name : server);

  adw_window_title_set_title (self->title, room ? name : server);
  if (room != NULL)
    adw_window_title_set_subtitle (self->title, *topic ? topic : server);
  else
    adw_window_title_set_subtitle (self->title,
                                   tell_session_is_recorded (session)
                                       ? ""
                                       : tell_document_get_url (tell_session_get_document (session)));
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
remember_place (TellWindow *self)
{
  TellRoom *room = tell_place_get_room (self->place);

  if (self->settings != NULL)
    g_settings_set (self->settings, "last-page", "(ss)",
                    tell_session_get_id (tell_place_get_session (self->place)),
                    room ? tell_room_get_id (room) : "");
}

static void
show_page (TellWindow *self)
{
  TellSession *session = tell_place_get_session (self->place);
  TellRoom *room = tell_place_get_room (self->place);
  TellPlaceKind kind = tell_place_get_kind (self->place);

  tell_room_page_set_room (self->room_page, room ? session : NULL, room);
  if (kind == TELL_PLACE_DASHBOARD)
    tell_dashboard_page_set_session (self->dashboard_page, session);
  if (kind == TELL_PLACE_EVENTS)
    tell_events_page_set_session (self->events_page, session);
  gtk_widget_set_visible (self->people_button, room != NULL);
  gtk_stack_set_visible_child_name (self->page_stack, room                           ? "room"
                                                      : kind == TELL_PLACE_DASHBOARD ? "dashboard"
                                                                                     : "events");
}

static void
leave_pages (TellWindow *self)
{
  tell_room_page_set_room (self->room_page, NULL, NULL);
  tell_dashboard_page_set_session (self->dashboard_page, NULL);
  tell_events_page_set_session (self->events_page, NULL);
  tell_connection_banner_set_session (self->banner, NULL);
  tell_sidebar_set_current (self->sidebar, NULL);
  g_signal_group_set_target (self->room_signals, NULL);
  g_clear_object (&self->place);
}

static gboolean
is_there (TellWindow *self, TellPlace *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->places); i++)
    {
      g_autoptr (TellPlace) place = g_list_model_get_item (self->places, i);

      if (tell_place_equal (place, wanted))
        return TRUE;
    }
  return FALSE;
}

/* The first that is a page. */
static TellPlace *
dup_first_page (TellWindow *self, TellSession *session)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->places); i++)
    {
      g_autoptr (TellPlace) place = g_list_model_get_item (self->places, i);

      if (tell_place_get_kind (place) != TELL_PLACE_SERVER &&
          (session == NULL || tell_place_get_session (place) == session))
        return g_steal_pointer (&place);
    }
  return NULL;
}

static TellPlace *
dup_page (TellWindow *self, const char *session_id, const char *room_id)
{
  TellSession *session = tell_session_list_find (self->sessions, session_id);
  TellRoom *room = NULL;

  if (session == NULL)
    return NULL;
  if (*room_id == '\0')
    return dup_first_page (self, session);
  room = tell_store_find_room (tell_session_get_store (session), room_id);
  return room ? tell_place_new (TELL_PLACE_ROOM, session, room) : NULL;
}

static gboolean
open_pending (TellWindow *self)
{
  g_autoptr (TellPlace) place = NULL;

  if (self->pending_session == NULL)
    return FALSE;
  place = dup_page (self, self->pending_session, self->pending_room);
  if (place != NULL)
    tell_window_open_place (self, place);
  return place != NULL;
}

/* What we looked at may be gone, or what we wait for may have come. */
static void
places_changed_cb (TellWindow *self)
{
  g_autoptr (TellPlace) first = NULL;

  if (open_pending (self) || self->place == NULL || is_there (self, self->place))
    return;
  first = dup_first_page (self, NULL);
  leave_pages (self);
  if (first != NULL)
    tell_window_open_place (self, first);
  else
    tell_window_show_welcome (self, NULL);
}

static void
room_changed_cb (TellWindow *self)
{
  if (self->place != NULL)
    update_title (self);
}

static void
restore_size (TellWindow *self)
{
  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_settings_bind (self->settings, "show-people", self->room_page, "show-people", G_SETTINGS_BIND_GET);
}

static void
remember_size (TellWindow *self)
{
  gboolean show_people = TRUE;
  int width = 0, height = 0;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_object_get (self->room_page, "show-people", &show_people, NULL);
  if (!tell_room_page_get_folded (self->room_page)) /* folded, they are hidden for want of room */
    g_settings_set_boolean (self->settings, "show-people", show_people);
}

static gboolean
tell_window_close_request (GtkWindow *window)
{
  remember_size (TELL_WINDOW (window));
  return GTK_WINDOW_CLASS (tell_window_parent_class)->close_request (window);
}

static void
tell_window_dispose (GObject *object)
{
  TellWindow *self = TELL_WINDOW (object);

  if (self->places != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->places, places_changed_cb, self);
      leave_pages (self);
      tell_sidebar_set_places (self->sidebar, NULL);
      tell_window_clear_trial (self);
    }
  g_clear_object (&self->refused);
  g_clear_object (&self->places);
  g_clear_object (&self->sessions);
  g_clear_object (&self->settings);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->trial_signals);
  g_clear_pointer (&self->pending_session, g_free);
  g_clear_pointer (&self->pending_room, g_free);
  G_OBJECT_CLASS (tell_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TellWindow, main_stack);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, welcome_back);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, sidebar_box);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, content_box);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, title);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, people_button);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, dashboard_page);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, events_page);
  gtk_widget_class_bind_template_child (widget_class, TellWindow, room_page);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
}

static void
ensure_types (void)
{
  g_type_ensure (TELL_TYPE_CONNECTION_BANNER);
  g_type_ensure (TELL_TYPE_DASHBOARD_PAGE);
  g_type_ensure (TELL_TYPE_EVENTS_PAGE);
  g_type_ensure (TELL_TYPE_ROOM_PAGE);
  g_type_ensure (TELL_TYPE_SIDEBAR);
  g_type_ensure (TELL_TYPE_WELCOME_PAGE);
}

static void
tell_window_class_init (TellWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tell_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tell_window_close_request;
  ensure_types ();
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
tell_window_init (TellWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->room_signals = g_signal_group_new (TELL_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "notify::name", G_CALLBACK (room_changed_cb), self);
  g_signal_group_connect_swapped (self->room_signals, "notify::topic", G_CALLBACK (room_changed_cb), self);
  tell_window_init_trial (self);
  tell_window_add_actions (self);
}

static void
open_last_page (TellWindow *self)
{
  g_autofree char *session_id = NULL, *room_id = NULL;
  g_autoptr (TellPlace) first = dup_first_page (self, NULL);

  if (first == NULL)
    {
      tell_window_show_welcome (self, NULL);
      return;
    }
  if (self->settings != NULL)
    g_settings_get (self->settings, "last-page", "(ss)", &session_id, &room_id);
  if (session_id != NULL && tell_session_list_find (self->sessions, session_id) != NULL)
    tell_window_open_page (self, session_id, room_id);
  else
    tell_window_open_place (self, first);
}

/**
 * tell_window_new:
 * @application: (nullable): the program
 * @sessions: the servers to show
 * @settings: (nullable): where sizes and the last page are remembered
 *
 * Returns: a window on the page that was looked at last, or on the welcome page
 */
TellWindow *
tell_window_new (GtkApplication *application, TellSessionList *sessions, GSettings *settings)
{
  TellWindow *self = g_object_new (TELL_TYPE_WINDOW, "application", application, NULL);

  self->sessions = g_object_ref (sessions);
  self->settings = settings ? g_object_ref (settings) : NULL;
  self->places = tell_places_new (G_LIST_MODEL (sessions));
  restore_size (self);
  tell_sidebar_set_places (self->sidebar, self->places);
  g_signal_connect_object (self->places, "items-changed", G_CALLBACK (places_changed_cb), self,
                           G_CONNECT_SWAPPED);
  open_last_page (self);
  return self;
}

/**
 * tell_window_open_place:
 * @self: the window
 * @place: a page
 */
void
tell_window_open_place (TellWindow *self, TellPlace *place)
{
  g_return_if_fail (TELL_IS_WINDOW (self));
  g_return_if_fail (tell_place_get_kind (place) != TELL_PLACE_SERVER);

  g_clear_pointer (&self->pending_session, g_free);
  g_clear_pointer (&self->pending_room, g_free);
  g_set_object (&self->place, place);
  g_signal_group_set_target (self->room_signals, tell_place_get_room (place));
  tell_sidebar_set_current (self->sidebar, place);
  tell_connection_banner_set_session (self->banner, tell_place_get_session (place));
  show_page (self);
  update_title (self);
  remember_place (self);
  gtk_stack_set_visible_child_name (self->main_stack, "places");
  adw_leaflet_set_visible_child (self->leaflet, self->content_box);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->page_stack));
}

/**
 * tell_window_open_page:
 * @self: the window
 * @session_id: a server
 * @room_id: one of its rooms, "" for its own page; opens as soon as it is there
 */
void
tell_window_open_page (TellWindow *self, const char *session_id, const char *room_id)
{
  g_autoptr (TellPlace) meanwhile = NULL;

  g_return_if_fail (TELL_IS_WINDOW (self));

  g_free (self->pending_session);
  g_free (self->pending_room);
  self->pending_session = g_strdup (session_id);
  self->pending_room = g_strdup (room_id);
  if (open_pending (self))
    return;
  meanwhile = dup_page (self, session_id, "");
  if (meanwhile == NULL)
    return;
  tell_window_open_place (self, meanwhile);
  self->pending_session = g_strdup (session_id);
  self->pending_room = g_strdup (room_id);
}

/**
 * tell_window_open_session:
 * @self: the window
 * @session: one of its servers
 */
void
tell_window_open_session (TellWindow *self, TellSession *session)
{
  g_autoptr (TellPlace) place = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TELL_IS_WINDOW (self));

  place = dup_first_page (self, session);
  if (place != NULL)
    tell_window_open_place (self, place);
  if (tell_session_get_state (session) == TELL_SESSION_IDLE && !tell_session_begin (session, &error) &&
      g_error_matches (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING))
    tell_window_ask_inputs (self, session);
}

/**
 * tell_window_show_welcome:
 * @self: the window
 * @error: (nullable): a sentence to show on it
 */
void
tell_window_show_welcome (TellWindow *self, const char *error)
{
  g_return_if_fail (TELL_IS_WINDOW (self));

  gtk_window_set_title (GTK_WINDOW (self), "Telltale");
  gtk_widget_set_visible (self->welcome_back, self->place != NULL);
  tell_welcome_page_set_error (self->welcome_page, error);
  gtk_stack_set_visible_child_name (self->main_stack, "welcome");
  gtk_widget_grab_focus (GTK_WIDGET (self->welcome_page));
}

/**
 * tell_window_get_place:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the page it is on, %NULL on the welcome page of the first run
 */
TellPlace *
tell_window_get_place (TellWindow *self)
{
  g_return_val_if_fail (TELL_IS_WINDOW (self), NULL);
  return self->place;
}
