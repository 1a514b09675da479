/* chart-table.c: a chart as a table: the newest times in sight, a column for each series.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-table.h"

#include "chart-rows.h"
#include "chart-unit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define UPDATE_MS 1000 /* rows that move faster can't be read */

/* One row. */
#define CHART_TYPE_TABLE_ROW (chart_table_row_get_type ())
G_DECLARE_FINAL_TYPE (ChartTableRow, chart_table_row, CHART, TABLE_ROW, GObject)

struct _ChartTableRow
{
  GObject parent_instance;

  gint64 time_ms;
  double *values;
};

G_DEFINE_FINAL_TYPE (ChartTableRow, chart_table_row, G_TYPE_OBJECT)

struct _ChartTable
{
  GtkWidget parent_instance;

  ChartData *data;
  GtkWidget *scroller;
  GtkColumnView *view;
  GListStore *rows;
  guint64 revision;
  gint64 updated_ms;
  gboolean invalid;
};

static void chart_view_iface_init (ChartViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ChartTable,
                               chart_table,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CHART_TYPE_VIEW, chart_view_iface_init))

static void
chart_table_row_finalize (GObject *object)
{
  g_free (CHART_TABLE_ROW (object)->values);
  G_OBJECT_CLASS (chart_table_row_parent_class)->finalize (object);
}

static void
chart_table_row_class_init (ChartTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chart_table_row_finalize;
}

static void
chart_table_row_init (ChartTableRow *self)
{
}

static char *
dup_time (gint64 time_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_ms / 1000);

  return time ? g_date_time_format (time, "%x %X") : g_strdup (CHART_NO_VALUE);
}

/* COLUMN 0 is the time, then the series. */
static char *
dup_text (ChartTable *self, ChartTableRow *row, guint column)
{
  if (column == 0)
    return dup_time (row->time_ms);
  return chart_unit_format (chart_unit_parse (chart_data_get_unit (self->data)), row->values[column - 1]);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ChartTable *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  g_autofree char *text = dup_text (self, gtk_list_item_get_item (item), column);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
append_column (ChartTable *self, guint index, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
make_columns (ChartTable *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_list_store_remove_all (self->rows);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  append_column (self, 0, _ ("Time"));
  for (guint i = 0; i < buffers->len; i++)
    append_column (self, i + 1, series_buffer_get_name (buffers->pdata[i]));
}

static void
fill (ChartTable *self, gint64 now_ms)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree double *values = g_new0 (double, buffers->len + 1);
  gint64 to_ms = MAX (now_ms, SERIES_TIME_MIN), from_ms = to_ms - chart_data_get_range (self->data);
  g_autoptr (ChartRows) rows = NULL;
  gint64 time_ms = 0;

  if (!chart_viewport_get_span (chart_data_get_viewport (self->data), &from_ms, &to_ms))
    to_ms = SERIES_TIME_MAX - 1; /* a server's clock may be ahead */
  rows = chart_rows_new (buffers, from_ms, to_ms, TRUE);
  while (made->len < CHART_TABLE_MAX_ROWS && chart_rows_next (rows, &time_ms, values))
    {
      ChartTableRow *row = g_object_new (CHART_TYPE_TABLE_ROW, NULL);

      row->time_ms = time_ms;
      row->values = g_memdup2 (values, buffers->len * sizeof (double));
      g_ptr_array_add (made, row);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), made->pdata,
                       made->len);
}

static void
view_update (ChartView *view, gint64 now_ms)
{
  ChartTable *self = CHART_TABLE (view);
  guint64 revision = chart_data_get_revision (self->data);
  gboolean moves = chart_viewport_get_state (chart_data_get_viewport (self->data)) == CHART_VIEWPORT_LIVE &&
                   revision != self->revision && ABS (now_ms - self->updated_ms) >= UPDATE_MS;

  if (!self->invalid && !moves)
    return;
  self->invalid = FALSE;
  self->revision = revision;
  self->updated_ms = now_ms;
  fill (self, now_ms);
}

static void
chart_view_iface_init (ChartViewInterface *iface)
{
  iface->update = view_update;
}

static void
invalidate (ChartTable *self)
{
  self->invalid = TRUE;
}

static void
data_changed_cb (ChartTable *self)
{
  make_columns (self);
  invalidate (self);
}

static void
chart_table_dispose (GObject *object)
{
  ChartTable *self = CHART_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (chart_table_parent_class)->dispose (object);
}

static void
chart_table_class_init (ChartTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chart_table_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "charttable");
}

static void
chart_table_init (ChartTable *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->rows = g_list_store_new (CHART_TYPE_TABLE_ROW);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->invalid = TRUE;
}

GtkWidget *
chart_table_new (ChartData *data)
{
  ChartTable *self = g_object_new (CHART_TYPE_TABLE, NULL);

  self->data = g_object_ref (data);
  g_signal_connect_object (data, "changed", G_CALLBACK (data_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chart_data_get_viewport (data), "changed", G_CALLBACK (invalidate), self,
                           G_CONNECT_SWAPPED);
  make_columns (self);
  return GTK_WIDGET (self);
}

GListModel *
chart_table_get_rows (ChartTable *self)
{
  return G_LIST_MODEL (self->rows);
}
