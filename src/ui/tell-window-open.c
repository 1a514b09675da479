/* tell-window-open.c: addresses and files that a person opens in the window.
 *
 * An address that was typed is on trial: its server joins the sidebar when it answers; when it does not, the sentence why
 * shows below the box and nothing stays behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-window-private.h"

#include "tell-inputs-dialog.h"
#include "tell-session-begin.h"
#include "tell-text.h"
#include "tell-url.h"

#include <glib/gi18n.h>

static void
end_trial (TellWindow *self)
{
  g_clear_handle_id (&self->trial_id, g_source_remove);
  g_signal_group_set_target (self->trial_signals, NULL);
  g_clear_object (&self->trial);
  tell_welcome_page_set_busy (self->welcome_page, FALSE);
}

static void
trial_failed (TellWindow *self)
{
  g_autoptr (TellSession) session = g_object_ref (self->trial);
  g_autofree char *reason = tell_text_to_plain (tell_session_get_reason (session));

  end_trial (self);
  tell_session_stop (session);
  tell_session_list_remove (self->sessions, session);
  tell_window_show_welcome (self, *reason ? reason : _ ("The server could not be reached."));
  tell_window_set_refused (self, session);
}

static gboolean
trial_failed_cb (gpointer user_data)
{
  TellWindow *self = user_data;

  self->trial_id = 0;
  trial_failed (self);
  return G_SOURCE_REMOVE;
}

static void
trial_changed_cb (TellWindow *self)
{
  g_autoptr (TellSession) session = self->trial ? g_object_ref (self->trial) : NULL;

  if (session == NULL)
    return;
  switch (tell_session_get_state (session))
    {
    case TELL_SESSION_CONNECTED:
      end_trial (self);
      tell_window_open_session (self, session);
      break;
    case TELL_SESSION_WAITING:
    case TELL_SESSION_REFUSED: /* the reason comes with the state, but maybe after it */
      if (self->trial_id == 0)
        self->trial_id = g_idle_add (trial_failed_cb, self);
      break;
    case TELL_SESSION_IDLE:
    case TELL_SESSION_CONNECTING:
    default:
      break;
    }
}

void
tell_window_init_trial (TellWindow *self)
{
  self->trial_signals = g_signal_group_new (TELL_TYPE_SESSION);
  g_signal_group_connect_swapped (self->trial_signals, "notify::state", G_CALLBACK (trial_changed_cb), self);
}

/* Gives a trial up. */
void
tell_window_clear_trial (TellWindow *self)
{
  g_autoptr (TellSession) session = self->trial ? g_object_ref (self->trial) : NULL;

  if (session == NULL)
    return;
  end_trial (self);
  tell_session_stop (session);
  tell_session_list_remove (self->sessions, session);
}

static void
start_trial (TellWindow *self, TellSession *session)
{
  g_autoptr (GError) error = NULL;

  self->trial = g_object_ref (session);
  tell_welcome_page_set_error (self->welcome_page, NULL);
  tell_welcome_page_set_busy (self->welcome_page, TRUE);
  if (!tell_session_begin (session, &error))
    {
      tell_window_clear_trial (self);
      tell_window_show_welcome (self, error->message);
      return;
    }
  g_signal_group_set_target (self->trial_signals, session);
  trial_changed_cb (self);
}

/**
 * tell_window_open_url:
 * @self: the window
 * @text: what a person typed; "localhost:3000" is an address too
 */
void
tell_window_open_url (TellWindow *self, const char *text)
{
  guint n_before = 0;
  g_autofree char *url = tell_url_complete (text);
  /* Translators: %s is what was typed */
  g_autofree char *no_url = g_strdup_printf (_ ("“%s” is not the address of a server."), text);
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = tell_document_new_for_url (url, &error);
  TellSession *session = NULL;

  g_return_if_fail (TELL_IS_WINDOW (self));

  tell_window_clear_trial (self);
  tell_window_set_refused (self, NULL);
  n_before = g_list_model_get_n_items (G_LIST_MODEL (self->sessions));
  if (document != NULL)
    session = tell_session_list_add (self->sessions, document, FALSE, &error);
  if (session == NULL)
    tell_window_show_welcome (self, document ? error->message : no_url);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->sessions)) == n_before) /* we have it already */
    tell_window_open_session (self, session);
  else
    start_trial (self, session);
}

/**
 * tell_window_show_error:
 * @self: the window
 * @heading: what did not work
 * @body: why, in one sentence
 */
void
tell_window_show_error (TellWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_file_error (TellWindow *self, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);
  /* Translators: %s is the name of a file */
  g_autofree char *heading = g_strdup_printf (_ ("“%s” Can’t Be Opened"), name);

  tell_window_show_error (self, heading, error->message);
}

/**
 * tell_window_open_recording:
 * @self: the window
 * @file: packets with their times; what is wrong with it is said in a dialog
 * @dashboard: (nullable): the document to run on it, or %NULL for one that fits
 * @speed: 1 for real time, 0 for as fast as it can
 */
void
tell_window_open_recording (TellWindow *self, GFile *file, GFile *dashboard, double speed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TellRecording) recording = NULL;
  g_autoptr (TellDocument) document = NULL;
  g_autofree char *name = g_file_get_basename (file);
  TellSession *session = NULL;

  g_return_if_fail (TELL_IS_WINDOW (self));

  if (dashboard != NULL)
    document = tell_document_new_from_file (dashboard, &error);
  if (error == NULL)
    recording = tell_player_load (file, &error);
  if (recording != NULL)
    session = tell_session_list_add_recording (self->sessions, g_steal_pointer (&recording), name, document,
                                               speed, &error);
  if (session != NULL)
    tell_window_open_session (self, session);
  else
    show_file_error (self, dashboard != NULL && document == NULL ? dashboard : file, error);
}

/**
 * tell_window_open_file:
 * @self: the window
 * @file: a dashboard document or a recording; what is wrong with it is said in a dialog
 */
void
tell_window_open_file (TellWindow *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = NULL;
  TellSession *session = NULL;

  g_return_if_fail (TELL_IS_WINDOW (self));

  if (tell_player_is_recording (file))
    {
      tell_window_open_recording (self, file, NULL, 1);
      return;
    }
  document = tell_document_new_from_file (file, &error);
  if (document != NULL)
    session = tell_session_list_add (self->sessions, document, FALSE, &error);
  if (session != NULL)
    tell_window_open_session (self, session);
  else
    show_file_error (self, file, error);
}

void
tell_window_ask_inputs (TellWindow *self, TellSession *session)
{
  gtk_window_present (GTK_WINDOW (tell_inputs_dialog_new (GTK_WINDOW (self), self->sessions, session)));
}
