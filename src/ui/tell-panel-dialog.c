/* tell-panel-dialog.c: asks what a new panel is to show: its kind, its title, and of what.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-panel-dialog.h"

#include "tell-panel-frame.h"
#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

#define MAX_SOURCES 200 /* more can't be found in a list; a document can name any */

struct _TellPanelDialog
{
  AdwWindow parent_instance;
  AdwComboRow *kind_row;
  GtkEditable *title_row;
  AdwPreferencesGroup *source_group;
  GtkWidget *add_button;

  TellSession *session;
  GPtrArray *rows; /* borrowed AdwActionRow in the group, with their id */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (TellPanelDialog, tell_panel_dialog, ADW_TYPE_WINDOW)

static TellPanelKind
get_kind (TellPanelDialog *self)
{
  return (TellPanelKind) adw_combo_row_get_selected (self->kind_row);
}

static gboolean
shows_series (TellPanelKind kind)
{
  return kind != TELL_PANEL_TABLE && kind != TELL_PANEL_LOG && kind != TELL_PANEL_PEOPLE &&
         kind != TELL_PANEL_CHAT;
}

static GtkCheckButton *
get_check (gpointer row)
{
  return GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (row));
}

/* (transfer container), of borrowed ids */
static GPtrArray *
list_chosen (TellPanelDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_check_button_get_active (get_check (self->rows->pdata[i])))
      g_ptr_array_add (chosen, g_object_get_data (self->rows->pdata[i], "id"));
  return chosen;
}

/* People are of the whole server where no room is chosen; a chat is of the first room. */
static void
update_sensitive (TellPanelDialog *self)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self);
  TellPanelKind kind = get_kind (self);

  gtk_widget_set_sensitive (self->add_button,
                            chosen->len > 0 || kind == TELL_PANEL_PEOPLE || kind == TELL_PANEL_CHAT);
}

static void
add_source (TellPanelDialog *self, const char *id, const char *name)
{
  g_autofree char *title = tell_text_to_plain (name);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  GtkWidget *row = NULL;
  GtkWidget *check = NULL;

  if (self->rows->len >= MAX_SOURCES)
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "title", escaped, NULL);
  check = gtk_check_button_new ();
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (!shows_series (get_kind (self)) && self->rows->len > 0) /* one of them */
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), get_check (self->rows->pdata[0]));
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_sensitive), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  adw_preferences_group_add (self->source_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_series (TellPanelDialog *self, GListModel *series)
{
  for (guint i = 0; i < g_list_model_get_n_items (series); i++)
    {
      g_autoptr (SeriesBuffer) buffer = g_list_model_get_item (series, i);

      add_source (self, series_buffer_get_id (buffer), series_buffer_get_name (buffer));
    }
}

static void
add_list (TellPanelDialog *self, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (TELL_IS_TABLE (item))
        add_source (self, tell_table_get_id (TELL_TABLE (item)), tell_table_get_id (TELL_TABLE (item)));
      else if (TELL_IS_LOG (item))
        add_source (self, tell_log_get_id (TELL_LOG (item)), tell_log_get_id (TELL_LOG (item)));
      else if (TELL_IS_ROOM (item))
        add_source (self, tell_room_get_id (TELL_ROOM (item)), tell_room_get_name (TELL_ROOM (item)));
    }
}

static void
fill_sources (TellPanelDialog *self)
{
  TellStore *store = tell_session_get_store (self->session);
  TellPanelKind kind = get_kind (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->source_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (shows_series (kind))
    add_series (self, G_LIST_MODEL (tell_store_get_series (store)));
  else if (kind == TELL_PANEL_TABLE)
    add_list (self, tell_store_get_tables (store));
  else if (kind == TELL_PANEL_LOG)
    add_list (self, tell_store_get_logs (store));
  else
    add_list (self, tell_store_get_rooms (store));
  adw_preferences_group_set_description (self->source_group, self->rows->len > 0
                                                                 ? NULL
                                                                 : _ ("Nothing of the kind has arrived yet"));
  update_sensitive (self);
}

static void
kind_changed_cb (TellPanelDialog *self)
{
  fill_sources (self);
}

void
tell_panel_dialog_add (TellPanelDialog *self)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self);
  TellPanel model = { .kind = get_kind (self) };

  g_return_if_fail (TELL_IS_PANEL_DIALOG (self));

  g_ptr_array_add (chosen, NULL);
  model.title = (char *) gtk_editable_get_text (self->title_row);
  if (shows_series (model.kind))
    model.series = (char **) chosen->pdata;
  else
    model.source = chosen->pdata[0];
  g_signal_emit (self, signals[CHOSEN], 0, &model);
  gtk_window_close (GTK_WINDOW (self));
}

static void
tell_panel_dialog_dispose (GObject *object)
{
  TellPanelDialog *self = TELL_PANEL_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (tell_panel_dialog_parent_class)->dispose (object);
}

static void
add_clicked_cb (TellPanelDialog *self)
{
  tell_panel_dialog_add (self);
}

static void
tell_panel_dialog_class_init (TellPanelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_panel_dialog_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", TELL_TYPE_PANEL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-panel-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TellPanelDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, TellPanelDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, TellPanelDialog, source_group);
  gtk_widget_class_bind_template_child (widget_class, TellPanelDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tell_panel_dialog_init (TellPanelDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int kind = TELL_PANEL_LINE; kind <= TELL_PANEL_CHAT; kind++)
    gtk_string_list_append (kinds, tell_panel_kind_get_title (kind));
  g_signal_handlers_block_by_func (self->kind_row, kind_changed_cb, self);
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  g_signal_handlers_unblock_by_func (self->kind_row, kind_changed_cb, self);
}

/**
 * tell_panel_dialog_new:
 * @parent: (nullable): the window that it stands over
 * @session: whose series, tables, logs and rooms there are to choose from
 *
 * Returns: a dialog
 */
GtkWidget *
tell_panel_dialog_new (GtkWindow *parent, TellSession *session)
{
  TellPanelDialog *self = g_object_new (TELL_TYPE_PANEL_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  fill_sources (self);
  return GTK_WIDGET (self);
}

void
tell_panel_dialog_set_kind (TellPanelDialog *self, TellPanelKind kind)
{
  g_return_if_fail (TELL_IS_PANEL_DIALOG (self));

  adw_combo_row_set_selected (self->kind_row, kind);
}

gboolean
tell_panel_dialog_choose (TellPanelDialog *self, const char *id)
{
  g_return_val_if_fail (TELL_IS_PANEL_DIALOG (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (g_object_get_data (self->rows->pdata[i], "id"), id) == 0)
      {
        gtk_check_button_set_active (get_check (self->rows->pdata[i]), TRUE);
        return TRUE;
      }
  return FALSE;
}
