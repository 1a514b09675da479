/* tell-panel-actions.c: what can be done with a panel, by its menu and by keys.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-panel-frame-private.h"

#include "tell-panel-export.h"

static void
activate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!TELL_PANEL_FRAME (widget)->full)
    tell_panel_frame_activate (TELL_PANEL_FRAME (widget));
}

/* Right is right where one reads from the right, too. */
static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TellPanelFrame *self = TELL_PANEL_FRAME (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0;

  if (self->full)
    return;
  if (g_str_equal (name, "panel.duplicate"))
    tell_panel_frame_edit (self, TELL_PANEL_EDIT_DUPLICATE, 0, 0);
  else if (g_str_equal (name, "panel.remove"))
    tell_panel_frame_edit (self, TELL_PANEL_EDIT_REMOVE, 0, 0);
  else
    {
      g_variant_get (parameter, "(ii)", &x, &y);
      tell_panel_frame_edit (self,
                             g_str_equal (name, "panel.move") ? TELL_PANEL_EDIT_MOVE : TELL_PANEL_EDIT_RESIZE,
                             rtl ? -x : x, y);
    }
}

static void
table_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ChartPanel *chart = tell_panel_frame_get_chart (TELL_PANEL_FRAME (widget));

  if (chart != NULL)
    chart_panel_set_table (chart, !chart_panel_get_table (chart));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TellPanelFrame *self = TELL_PANEL_FRAME (widget);
  ChartPanel *chart = tell_panel_frame_get_chart (self);
  g_autofree char *title = tell_panel_frame_dup_name (self);

  if (chart != NULL)
    tell_panel_export (chart, title, g_variant_get_string (parameter, NULL));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ChartPanel *chart = tell_panel_frame_get_chart (TELL_PANEL_FRAME (widget));
  g_autofree char *text = chart ? chart_panel_dup_values (chart) : NULL;

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (TELL_PANEL_FRAME (widget)->menu_button));
}

static void
add_edit_key (GtkWidgetClass *klass, guint key, int x, int y)
{
  gtk_widget_class_add_binding_action (klass, key, GDK_ALT_MASK, "panel.move", "(ii)", x, y);
  gtk_widget_class_add_binding_action (klass, key, GDK_ALT_MASK | GDK_SHIFT_MASK, "panel.resize", "(ii)", x,
                                       y);
}

void
tell_panel_frame_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "panel.full", NULL, activate_cb);
  gtk_widget_class_install_action (klass, "panel.move", "(ii)", edit_cb);
  gtk_widget_class_install_action (klass, "panel.resize", "(ii)", edit_cb);
  gtk_widget_class_install_action (klass, "panel.duplicate", NULL, edit_cb);
  gtk_widget_class_install_action (klass, "panel.remove", NULL, edit_cb);
  gtk_widget_class_install_action (klass, "panel.table", NULL, table_cb);
  gtk_widget_class_install_action (klass, "panel.export", "s", export_cb);
  gtk_widget_class_install_action (klass, "panel.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "panel.menu", NULL, menu_cb);
  add_edit_key (klass, GDK_KEY_Left, -1, 0);
  add_edit_key (klass, GDK_KEY_Right, 1, 0);
  add_edit_key (klass, GDK_KEY_Up, 0, -1);
  add_edit_key (klass, GDK_KEY_Down, 0, 1);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, 0, "panel.full", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, 0, "panel.full", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "panel.remove", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_d, GDK_CONTROL_MASK, "panel.duplicate", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "panel.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "panel.menu", NULL);
}

void
tell_panel_frame_update_actions (TellPanelFrame *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean chart = tell_panel_frame_get_chart (self) != NULL;

  gtk_widget_action_set_enabled (widget, "panel.table", chart);
  gtk_widget_action_set_enabled (widget, "panel.export", chart);
  gtk_widget_action_set_enabled (widget, "panel.copy", chart);
  gtk_widget_action_set_enabled (widget, "panel.full", !self->full);
  gtk_widget_action_set_enabled (widget, "panel.move", !self->full);
  gtk_widget_action_set_enabled (widget, "panel.resize", !self->full);
  gtk_widget_action_set_enabled (widget, "panel.duplicate", !self->full);
  gtk_widget_action_set_enabled (widget, "panel.remove", !self->full);
}
