/* tell-application.c: the program with a window: sessions, windows, actions, notifications.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-application-private.h"

#include "tell-session-begin.h"
#include "tell-ui.h"

G_DEFINE_TYPE (TellApplication, tell_application, ADW_TYPE_APPLICATION)

static GFile *
get_folder (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "telltale", "servers", NULL);
}

/* A dashboard that can't start yet waits for what it needs; its page says so. */
static void
start_all (TellApplication *self)
{
  GListModel *sessions = G_LIST_MODEL (self->sessions);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (TellSession) session = g_list_model_get_item (sessions, i);
      g_autoptr (GError) error = NULL;

      if (!tell_session_begin (session, &error))
        g_info ("%s does not start: %s", tell_session_get_name (session), error->message);
    }
}

/* The dashboards that come with the program, for servers that it recognises. */
static void
load_ready (TellApplication *self, GPtrArray *warnings)
{
  g_autoptr (GFile) folder = tell_ready_dup_folder ();
  g_autoptr (GPtrArray) ready = tell_ready_load (folder, warnings);

  tell_session_list_set_ready (self->sessions, ready);
}

static void
load_sessions (TellApplication *self)
{
  g_autoptr (GFile) folder = get_folder ();
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  self->sessions = tell_session_list_new (folder);
  load_ready (self, warnings);
  tell_session_list_load (self->sessions, warnings);
  for (guint i = 0; i < warnings->len; i++)
    g_printerr ("telltale: %s\n", (char *) warnings->pdata[i]);
  start_all (self);
}

static void
tell_application_startup (GApplication *application)
{
  TellApplication *self = TELL_APPLICATION (application);

  G_APPLICATION_CLASS (tell_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (TELL_APP_ID);
  tell_ui_init ();
  self->settings = tell_ui_new_settings ();
  load_sessions (self);
  tell_application_add_actions (self);
  tell_application_add_notifier (self);
}

static void
tell_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (tell_application_ensure_window (TELL_APPLICATION (application))));
}

static void
tell_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  TellWindow *window = tell_application_ensure_window (TELL_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      if (g_file_has_uri_scheme (files[i], "file"))
        tell_window_open_file (window, files[i]);
      else
        tell_window_open_url (window, uri);
    }
}

/* GLib ends with 1 where it does not know an option; wrong usage is 2 with every other command. */
static gboolean
tell_application_local_command_line (GApplication *application, char ***arguments, int *exit_status)
{
  gboolean done = G_APPLICATION_CLASS (tell_application_parent_class)
                      ->local_command_line (application, arguments, exit_status);

  if (done && *exit_status != EXIT_SUCCESS && !TELL_APPLICATION (application)->understood)
    *exit_status = TELL_EXIT_USAGE;
  return done;
}

static int
tell_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  TELL_APPLICATION (application)->understood = TRUE;
  return tell_application_check_options (options);
}

static int
tell_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  return tell_application_run_options (TELL_APPLICATION (application), command_line);
}

static void
stop_all (TellApplication *self)
{
  GListModel *sessions = G_LIST_MODEL (self->sessions);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (TellSession) session = g_list_model_get_item (sessions, i);

      tell_session_stop (session);
    }
}

static void
tell_application_shutdown (GApplication *application)
{
  TellApplication *self = TELL_APPLICATION (application);

  if (self->sessions != NULL)
    stop_all (self);
  g_clear_object (&self->notifier);
  G_APPLICATION_CLASS (tell_application_parent_class)->shutdown (application);
  g_clear_object (&self->sessions);
  g_clear_object (&self->settings);
}

static void
tell_application_class_init (TellApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = tell_application_startup;
  application_class->activate = tell_application_activate;
  application_class->open = tell_application_open;
  application_class->local_command_line = tell_application_local_command_line;
  application_class->handle_local_options = tell_application_handle_local_options;
  application_class->command_line = tell_application_command_line;
  application_class->shutdown = tell_application_shutdown;
}

static void
tell_application_init (TellApplication *self)
{
  tell_application_add_options (G_APPLICATION (self));
}

/**
 * tell_application_new:
 * @demo_func: (nullable): starts the embedded demo server
 * @user_data: for @demo_func
 *
 * Returns: (transfer full): the program, not running yet
 */
TellApplication *
tell_application_new (TellDemoFunc demo_func, gpointer user_data)
{
  TellApplication *self = g_object_new (TELL_TYPE_APPLICATION, "application-id", TELL_APP_ID, "flags",
                                        G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                                        "resource-base-path", "/io/github/telltale/Telltale", NULL);

  self->demo_func = demo_func;
  self->demo_data = user_data;
  return self;
}

TellWindow *
tell_application_new_window (TellApplication *self)
{
  return tell_window_new (GTK_APPLICATION (self), self->sessions, self->settings);
}

TellWindow *
tell_application_ensure_window (TellApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* A dialog may be in front. */
  while (window != NULL && !TELL_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window ? TELL_WINDOW (window) : tell_application_new_window (self);
}
