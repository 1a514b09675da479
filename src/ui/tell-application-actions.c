/* tell-application-actions.c: what goes by "app.", the keys, and what the desktop is told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-application-private.h"

#include "tell-text.h"

#include <glib/gi18n.h>

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));
  g_autoptr (GList) list = g_list_copy (windows);

  for (GList *l = list; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_application_quit (G_APPLICATION (user_data));
}

static void
demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tell_application_open_demo (user_data);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (tell_application_new_window (user_data)));
}

static void
open_room_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TellWindow *window = tell_application_ensure_window (user_data);
  const char *session_id = NULL, *room_id = NULL;

  g_variant_get (parameter, "(&s&s)", &session_id, &room_id);
  tell_window_open_page (window, session_id, room_id);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_keys (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.quit", { "<Primary>q" } },
    { "app.new-window", { "<Primary><Shift>n" } },
    { "window.close", { "<Primary>w" } },
    { "win.add-server", { "<Primary>n" } },
    { "win.open-file", { "<Primary>o" } },
    { "win.toggle-sidebar", { "F9" } },
    { "win.toggle-people", { "<Primary>i" } },
    { "win.next-pane", { "F6" } },
    { "win.next-page", { "<Alt>Down", "<Primary>Page_Down" } },
    { "win.previous-page", { "<Alt>Up", "<Primary>Page_Up" } },
    { "win.show-help-overlay", { "<Primary>question" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, (const char **) keys[i].keys);
}

void
tell_application_add_actions (TellApplication *self)
{
  const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "demo", .activate = demo_cb },
    { .name = "new-window", .activate = new_window_cb },
    { .name = "open-room", .activate = open_room_cb, .parameter_type = "(ss)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_keys (GTK_APPLICATION (self));
}

/**
 * tell_application_open_demo:
 * @self: the program
 *
 * Starts the embedded server, if it does not run yet, and opens its dashboard. It is not remembered.
 */
void
tell_application_open_demo (TellApplication *self)
{
  TellWindow *window = tell_application_ensure_window (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = self->demo_func ? self->demo_func (self->demo_data, &error) : NULL;
  g_autoptr (TellDocument) document = bytes ? tell_document_new_from_bytes (bytes, &error) : NULL;
  TellSession *session = document ? tell_session_list_add (self->sessions, document, TRUE, &error) : NULL;

  gtk_window_present (GTK_WINDOW (window));
  if (session != NULL)
    tell_window_open_session (window, session);
  else
    tell_window_show_welcome (window, error ? error->message : _ ("There is no demo in this program."));
}

static GNotificationPriority
get_priority (TellNotification *notification)
{
  switch (tell_notification_get_level (notification))
    {
    case TELL_LEVEL_ERROR:
      return G_NOTIFICATION_PRIORITY_URGENT;
    case TELL_LEVEL_WARNING:
      return G_NOTIFICATION_PRIORITY_HIGH;
    case TELL_LEVEL_INFO:
    default:
      return G_NOTIFICATION_PRIORITY_NORMAL;
    }
}

static char *
dup_body (TellNotification *notification, guint n_more)
{
  g_autofree char *body = tell_text_to_plain (tell_notification_get_body (notification));
  g_autofree char *more = NULL;

  if (n_more == 0)
    return g_steal_pointer (&body);
  more = g_strdup_printf (ngettext ("%u more", "%u more", n_more), n_more);
  return *body ? g_strdup_printf ("%s\n%s", body, more) : g_steal_pointer (&more);
}

static void
show_cb (TellNotifier *notifier,
         const char *id,
         const char *session_id,
         TellNotification *notification,
         guint n_more,
         GApplication *application)
{
  g_autofree char *title = tell_text_to_plain (tell_notification_get_title (notification));
  g_autofree char *body = dup_body (notification, n_more);
  const char *room = tell_notification_get_room (notification);
  g_autoptr (GNotification) shown = g_notification_new (title);

  if (*body != '\0')
    g_notification_set_body (shown, body);
  g_notification_set_priority (shown, get_priority (notification));
  g_notification_set_default_action_and_target (shown, "app.open-room", "(ss)", session_id, room ? room : "");
  g_application_send_notification (application, id, shown);
}

static void
withdraw_cb (TellNotifier *notifier, const char *id, GApplication *application)
{
  g_application_withdraw_notification (application, id);
}

void
tell_application_add_notifier (TellApplication *self)
{
  self->notifier = tell_notifier_new (G_LIST_MODEL (self->sessions));
  g_signal_connect_object (self->notifier, "show", G_CALLBACK (show_cb), self, 0);
  g_signal_connect_object (self->notifier, "withdraw", G_CALLBACK (withdraw_cb), self, 0);
}
