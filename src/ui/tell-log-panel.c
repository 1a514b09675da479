/* tell-log-panel.c: a log of the model on a dashboard: lines as they came, the newest in sight.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-log-panel.h"

#include "tell-follower.h"
#include "tell-text.h"
#include "tell-text-bin.h"

struct _TellLogPanel
{
  AdwBin parent_instance;
  GtkListView *view;
  TellFollower *follower;
};

G_DEFINE_TYPE (TellLogPanel, tell_log_panel, ADW_TYPE_BIN)

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *bin = g_object_new (TELL_TYPE_TEXT_BIN, NULL);
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  tell_text_bin_set_child (TELL_TEXT_BIN (bin), label);
  gtk_list_item_set_child (item, bin);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
set_level (GtkWidget *label, TellLevel level)
{
  gtk_widget_remove_css_class (label, "warning");
  gtk_widget_remove_css_class (label, "error");
  if (level != TELL_LEVEL_INFO)
    gtk_widget_add_css_class (label, tell_level_to_string (level));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  TellLogLine *line = gtk_list_item_get_item (item);
  g_autofree char *text = tell_text_to_plain (tell_log_line_get_text (line));
  g_autofree char *time = tell_text_format_full (tell_log_line_get_time (line));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, time);
  set_level (label, tell_log_line_get_level (line));
}

static void
tell_log_panel_dispose (GObject *object)
{
  g_clear_object (&TELL_LOG_PANEL (object)->follower);
  G_OBJECT_CLASS (tell_log_panel_parent_class)->dispose (object);
}

static void
tell_log_panel_class_init (TellLogPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tell_log_panel_dispose;
}

static void
tell_log_panel_init (TellLogPanel *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = g_object_new (GTK_TYPE_LIST_VIEW, "accessible-role", GTK_ACCESSIBLE_ROLE_LOG, NULL);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "log");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->follower = tell_follower_new (GTK_SCROLLED_WINDOW (scroller));
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * tell_log_panel_new:
 * @log: a log of the model
 *
 * Returns: a widget that shows it
 */
GtkWidget *
tell_log_panel_new (TellLog *log)
{
  TellLogPanel *self = g_object_new (TELL_TYPE_LOG_PANEL, NULL);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (log)));

  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  return GTK_WIDGET (self);
}
