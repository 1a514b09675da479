/* tell-table-panel.c: a table of the model on a dashboard: a column for each that rows have, sorted by a click on its head.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-table-panel.h"

#include "tell-text.h"

#define MAX_COLUMNS 50 /* a server may name as many as it likes; a person can't read more */

struct _TellTablePanel
{
  AdwBin parent_instance;
  TellTable *table;
  GtkColumnView *view;
  guint n_columns; /* made so far */
};

G_DEFINE_TYPE (TellTablePanel, tell_table_panel, ADW_TYPE_BIN)

static void
update_cell (TellRow *row, GtkLabel *label)
{
  const char *column = g_object_get_data (G_OBJECT (label), "column");
  g_autofree char *text = tell_row_dup_text (row, column);
  g_autofree char *plain = tell_text_to_plain (text);

  gtk_label_set_label (label, plain);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  g_object_set_data_full (G_OBJECT (label), "column",
                          g_strdup (g_object_get_data (G_OBJECT (factory), "column")), g_free);
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  TellRow *row = gtk_list_item_get_item (item);

  g_signal_connect_object (row, "changed", G_CALLBACK (update_cell), label, 0);
  update_cell (row, GTK_LABEL (label));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), update_cell,
                                        gtk_list_item_get_child (item));
}

/* Numbers by value, text by the locale. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  g_autofree char *first = tell_row_dup_text ((TellRow *) a, user_data);
  g_autofree char *second = tell_row_dup_text ((TellRow *) b, user_data);
  char *first_end = first, *second_end = second;
  double x = first ? g_ascii_strtod (first, &first_end) : 0;
  double y = second ? g_ascii_strtod (second, &second_end) : 0;

  if (first == NULL || second == NULL)
    return (first != NULL) - (second != NULL);
  if (first_end != first && *first_end == '\0' && second_end != second && *second_end == '\0')
    return (x > y) - (x < y);
  return g_utf8_collate (first, second);
}

static GtkListItemFactory *
create_factory (const char *name)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data_full (G_OBJECT (factory), "column", g_strdup (name), g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

static void
append_column (TellTablePanel *self, const char *name)
{
  g_autofree char *title = tell_text_to_plain (name);
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, create_factory (name));
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, g_strdup (name), g_free));

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (self->view, column);
}

/* Columns are only ever added. */
static void
columns_changed_cb (TellTablePanel *self)
{
  const char *const *columns = tell_table_get_columns (self->table);

  for (guint i = 0; columns[i] != NULL && i < MAX_COLUMNS; i++)
    {
      if (i < self->n_columns)
        continue;
      append_column (self, columns[i]);
      self->n_columns = i + 1;
    }
}

static void
tell_table_panel_dispose (GObject *object)
{
  g_clear_object (&TELL_TABLE_PANEL (object)->table);
  G_OBJECT_CLASS (tell_table_panel_parent_class)->dispose (object);
}

static void
tell_table_panel_class_init (TellTablePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tell_table_panel_dispose;
}

static void
tell_table_panel_init (TellTablePanel *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * tell_table_panel_new:
 * @table: a table of the model
 *
 * Returns: a widget that shows it
 */
GtkWidget *
tell_table_panel_new (TellTable *table)
{
  TellTablePanel *self = g_object_new (TELL_TYPE_TABLE_PANEL, NULL);
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  g_autoptr (GtkNoSelection) selection = NULL;

  self->table = g_object_ref (table);
  selection = gtk_no_selection_new (
      G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (table)), g_object_ref (sorter))));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (table, "columns-changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  columns_changed_cb (self);
  return GTK_WIDGET (self);
}
