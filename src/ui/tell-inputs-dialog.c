/* tell-inputs-dialog.c: asks what a document wants to know before it connects, and again when a server refuses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-inputs-dialog.h"

#include "tell-session-begin.h"
#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

struct _TellInputsDialog
{
  AdwWindow parent_instance;
  AdwPreferencesGroup *group;
  GtkLabel *refusal_label;
  GtkWidget *connect_button;

  TellSessionList *sessions;
  TellSession *session;
  GPtrArray *rows; /* of borrowed GtkEditable, one an input of the document, in order */
};

G_DEFINE_TYPE (TellInputsDialog, tell_inputs_dialog, ADW_TYPE_WINDOW)

static GPtrArray *
get_inputs (TellInputsDialog *self)
{
  return tell_document_get_inputs (tell_session_get_document (self->session));
}

/* A secret that is kept is not shown again: an empty field leaves it as it is. */
static void
update_sensitive (TellInputsDialog *self)
{
  GPtrArray *inputs = get_inputs (self);
  TellEngine *engine = tell_session_get_engine (self->session);
  gboolean complete = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const TellInput *input = inputs->pdata[i];
      gboolean kept = input->secret && tell_engine_get_input (engine, input->name) != NULL;

      complete &= kept || *gtk_editable_get_text (self->rows->pdata[i]) != '\0';
    }
  gtk_widget_set_sensitive (self->connect_button, complete);
}

static GtkWidget *
create_row (TellInputsDialog *self, const TellInput *input)
{
  GtkWidget *row = input->secret ? adw_password_entry_row_new () : adw_entry_row_new ();
  const char *value = tell_engine_get_input (tell_session_get_engine (self->session), input->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), input->title);
  if (!input->secret && value != NULL)
    gtk_editable_set_text (GTK_EDITABLE (row), value);
  g_signal_connect_object (row, "changed", G_CALLBACK (update_sensitive), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (tell_inputs_dialog_connect), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
add_rows (TellInputsDialog *self)
{
  GPtrArray *inputs = get_inputs (self);

  for (guint i = 0; i < inputs->len; i++)
    {
      GtkWidget *row = create_row (self, inputs->pdata[i]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }
  update_sensitive (self);
}

/* What is missing is typed first. */
static void
focus_first_empty (TellInputsDialog *self)
{
  GtkWidget *first = self->rows->len > 0 ? self->rows->pdata[0] : NULL;

  for (guint i = self->rows->len; i > 0; i--)
    if (*gtk_editable_get_text (self->rows->pdata[i - 1]) == '\0')
      first = self->rows->pdata[i - 1];
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

static void
show_refusal (TellInputsDialog *self)
{
  g_autofree char *reason = tell_text_to_plain (tell_session_get_reason (self->session));
  gboolean refused = tell_session_get_state (self->session) == TELL_SESSION_REFUSED && *reason != '\0';

  gtk_label_set_label (self->refusal_label, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal_label), refused);
}

static void
show_title (TellInputsDialog *self)
{
  g_autofree char *name = tell_text_to_plain (tell_session_get_name (self->session));

  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_preferences_group_set_description (self->group,
                                         _ ("Asked once and remembered. Secrets are kept in the keyring."));
}

static void
set_inputs (TellInputsDialog *self)
{
  GPtrArray *inputs = get_inputs (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const TellInput *input = inputs->pdata[i];
      const char *value = gtk_editable_get_text (self->rows->pdata[i]);

      if (*value != '\0' || !input->secret)
        tell_session_list_remember_input (self->sessions, self->session, input->name, value);
    }
}

static void
tell_inputs_dialog_dispose (GObject *object)
{
  TellInputsDialog *self = TELL_INPUTS_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (tell_inputs_dialog_parent_class)->dispose (object);
  g_clear_object (&self->session);
  g_clear_object (&self->sessions);
}

static void
tell_inputs_dialog_class_init (TellInputsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_inputs_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-inputs-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TellInputsDialog, group);
  gtk_widget_class_bind_template_child (widget_class, TellInputsDialog, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, TellInputsDialog, connect_button);
  gtk_widget_class_bind_template_callback (widget_class, tell_inputs_dialog_connect);
}

static void
tell_inputs_dialog_init (TellInputsDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tell_inputs_dialog_new:
 * @parent: (nullable): the window that waits for it
 * @sessions: remembers what is typed
 * @session: the dashboard that asks
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
tell_inputs_dialog_new (GtkWindow *parent, TellSessionList *sessions, TellSession *session)
{
  TellInputsDialog *self = g_object_new (TELL_TYPE_INPUTS_DIALOG, "transient-for", parent, NULL);

  self->sessions = g_object_ref (sessions);
  self->session = g_object_ref (session);
  show_title (self);
  show_refusal (self);
  add_rows (self);
  focus_first_empty (self);
  return GTK_WIDGET (self);
}

/**
 * tell_inputs_dialog_set:
 * @self: the dialog
 * @input: the name of an input
 * @value: what stands in its field
 */
void
tell_inputs_dialog_set (TellInputsDialog *self, const char *input, const char *value)
{
  GPtrArray *inputs = NULL;

  g_return_if_fail (TELL_IS_INPUTS_DIALOG (self));

  inputs = get_inputs (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (((const TellInput *) inputs->pdata[i])->name, input))
      gtk_editable_set_text (self->rows->pdata[i], value);
}

/**
 * tell_inputs_dialog_connect:
 * @self: the dialog
 *
 * Sets what was typed, starts the session anew and closes; does nothing while a value is missing.
 */
void
tell_inputs_dialog_connect (TellInputsDialog *self)
{
  g_autoptr (TellSession) session = NULL;

  g_return_if_fail (TELL_IS_INPUTS_DIALOG (self));

  if (!gtk_widget_get_sensitive (self->connect_button))
    return;
  session = g_object_ref (self->session);
  set_inputs (self);
  gtk_window_close (GTK_WINDOW (self));
  tell_session_stop (session);
  tell_session_begin (session, NULL); /* what is wrong stands in its state and reason */
}
