/* tell-window-actions.c: what menus, buttons and keys do in a window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-window-private.h"

#include "tell-session-begin.h"

#include <glib/gi18n.h>

static void
open_url_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tell_window_open_url (user_data, g_variant_get_string (parameter, NULL));
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, TellWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    tell_window_open_file (self, file);
  g_object_unref (chooser);
}

static GtkFileFilter *
create_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Dashboards and Recordings"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "jsonl");
  return filter;
}

static void
open_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellWindow *self = user_data;
  GtkFileChooserNative *chooser = NULL;
  g_autoptr (GtkFileFilter) filter = create_filter ();

  chooser = gtk_file_chooser_native_new (_ ("Open a Dashboard or a Recording"), GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
add_server_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellWindow *self = user_data;

  tell_welcome_page_set_url (self->welcome_page, "");
  tell_window_show_welcome (self, NULL);
}

static void
focus_sidebar (TellWindow *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->sidebar_box);
  gtk_widget_child_focus (GTK_WIDGET (self->sidebar), GTK_DIR_TAB_FORWARD);
}

static void
focus_page (TellWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->content_box);
  gtk_widget_child_focus (GTK_WIDGET (self->page_stack), GTK_DIR_TAB_FORWARD);
}

/* From the welcome page to where we were; from a page to the sidebar where it lies over it. */
static void
go_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellWindow *self = user_data;
  const char *shown = gtk_stack_get_visible_child_name (self->main_stack);

  if (g_strcmp0 (shown, "welcome") == 0)
    {
      tell_window_clear_trial (self);
      if (self->place != NULL)
        tell_window_open_place (self, self->place);
    }
  else if (adw_leaflet_get_folded (self->leaflet))
    focus_sidebar (self);
}

static void
toggle_sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellWindow *self = user_data;
  gboolean on_sidebar = adw_leaflet_get_visible_child (self->leaflet) == self->sidebar_box;

  if (!adw_leaflet_get_folded (self->leaflet))
    gtk_widget_set_visible (self->sidebar_box, !gtk_widget_get_visible (self->sidebar_box));
  else if (on_sidebar)
    focus_page (self);
  else
    focus_sidebar (self);
}

/* Hidden by F9 in a wide window, it is needed to go anywhere in a narrow one. */
static void
folded_cb (TellWindow *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    gtk_widget_set_visible (self->sidebar_box, TRUE);
}

static void
toggle_people_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellWindow *self = user_data;
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (self->people_button);

  if (gtk_widget_get_visible (self->people_button))
    gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
go_next (TellWindow *self, int step)
{
  g_autoptr (TellPlace) place = tell_sidebar_dup_next (self->sidebar, step);

  if (place != NULL)
    tell_window_open_place (self, place);
}

static void
next_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_next (user_data, 1);
}

static void
previous_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_next (user_data, -1);
}

/* F6: from the sidebar to the page and back. */
static void
next_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellWindow *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean in_sidebar = focus != NULL && gtk_widget_is_ancestor (focus, self->sidebar_box);

  if (in_sidebar)
    focus_page (self);
  else
    focus_sidebar (self);
}

static TellSession *
find_session (TellWindow *self, GVariant *id)
{
  return tell_session_list_find (self->sessions, g_variant_get_string (id, NULL));
}

static void
server_connect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellSession *session = find_session (user_data, parameter);
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return;
  tell_session_stop (session);
  if (!tell_session_begin (session, &error) &&
      g_error_matches (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING))
    tell_window_ask_inputs (user_data, session);
}

static void
server_disconnect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellSession *session = find_session (user_data, parameter);

  if (session != NULL)
    tell_session_stop (session);
}

static void
server_inputs_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellSession *session = find_session (user_data, parameter);

  if (session != NULL)
    tell_window_ask_inputs (user_data, session);
}

static void
use_offer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tell_window_use_offer (user_data, g_variant_get_string (parameter, NULL));
}

static void
remove_confirmed_cb (AdwMessageDialog *dialog, const char *response, TellWindow *self)
{
  TellSession *session = g_object_get_data (G_OBJECT (dialog), "session");

  if (g_str_equal (response, "remove"))
    {
      tell_session_stop (session);
      tell_session_list_remove (self->sessions, session);
    }
}

static void
server_remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellSession *session = find_session (user_data, parameter);
  GtkWidget *dialog = NULL;

  if (session == NULL)
    return;
  dialog = adw_message_dialog_new (user_data, _ ("Remove This Server?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("“%s” disappears from the sidebar, with its messages."),
                                  tell_session_get_name (session));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_confirmed_cb), user_data, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (GTK_WINDOW (user_data), "application-name", "Telltale", "application-icon",
                         TELL_APP_ID, "version", TELL_VERSION, "comments",
                         _ ("Live chat, people and charts of any Socket.IO server"), "license-type",
                         GTK_LICENSE_GPL_3_0, NULL);
}

/**
 * tell_window_add_actions:
 * @self: the window
 *
 * Adds what goes by "win." to it.
 */
void
tell_window_add_actions (TellWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "open-url", .activate = open_url_cb, .parameter_type = "s" },
    { .name = "open-file", .activate = open_file_cb },
    { .name = "add-server", .activate = add_server_cb },
    { .name = "go-back", .activate = go_back_cb },
    { .name = "toggle-sidebar", .activate = toggle_sidebar_cb },
    { .name = "toggle-people", .activate = toggle_people_cb },
    { .name = "next-page", .activate = next_page_cb },
    { .name = "previous-page", .activate = previous_page_cb },
    { .name = "next-pane", .activate = next_pane_cb },
    { .name = "server-connect", .activate = server_connect_cb, .parameter_type = "s" },
    { .name = "server-disconnect", .activate = server_disconnect_cb, .parameter_type = "s" },
    { .name = "server-inputs", .activate = server_inputs_cb, .parameter_type = "s" },
    { .name = "server-remove", .activate = server_remove_cb, .parameter_type = "s" },
    { .name = "use-offer", .activate = use_offer_cb, .parameter_type = "s" },
    { .name = "about", .activate = about_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
}
