/* chart-summary.c: last, min, mean and max of each series over the stretch of time in sight.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-summary.h"

#include "chart-plot-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define UPDATE_MS  1000
#define MAX_LINES  12 /* series; who has more looks at the legend's tooltips */
#define N_VALUES   4
#define NAME_CHARS 5 /* of a name at least, however narrow it is */

struct _ChartSummary
{
  GtkWidget parent_instance;

  ChartPlot *plot; /* borrowed: a sibling */
  GtkWidget *grid;
  GPtrArray *labels; /* borrowed: N_VALUES a series */
  gint64 updated_ms;
  gboolean invalid;
};

G_DEFINE_FINAL_TYPE (ChartSummary, chart_summary, GTK_TYPE_WIDGET)

static gboolean
summarize (ChartPlot *plot, SeriesBuffer *buffer, SeriesSummary *summary)
{
  ChartWindow window = chart_plot_get_window (plot, chart_data_get_now (plot->data));

  return series_buffer_summarize (buffer, window.from_ms, window.to_ms + 1, summary);
}

static char *
format (ChartPlot *plot, double value)
{
  return chart_unit_format (chart_plot_get_unit (plot), value);
}

char *
chart_summary_dup_text (ChartPlot *plot, SeriesBuffer *buffer)
{
  SeriesSummary summary;
  g_autofree char *last = NULL;
  g_autofree char *min = NULL;
  g_autofree char *mean = NULL;
  g_autofree char *max = NULL;

  if (!summarize (plot, buffer, &summary))
    return NULL;
  last = format (plot, summary.last);
  min = format (plot, summary.min);
  mean = format (plot, summary.mean);
  max = format (plot, summary.max);
  /* Translators: of the values in sight */
  return g_strdup_printf (_ ("last %s, min %s, mean %s, max %s"), last, min, mean, max);
}

static GtkWidget *
add_label (ChartSummary *self, const char *text, int column, int row, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (label), column == 0 ? NAME_CHARS : -1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
  return label;
}

static void
make_lines (ChartSummary *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->plot->data);
  const char *const heads[] = { _ ("Last"), _ ("Min"), _ ("Mean"), _ ("Max") };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_ptr_array_set_size (self->labels, 0);
  for (int i = 0; i < N_VALUES; i++)
    add_label (self, heads[i], i + 1, 0, "dim-label");
  for (guint i = 0; i < MIN (buffers->len, MAX_LINES); i++)
    {
      add_label (self, series_buffer_get_name (buffers->pdata[i]), 0, i + 1, "chart-summary-name");
      for (int j = 0; j < N_VALUES; j++)
        g_ptr_array_add (self->labels, add_label (self, CHART_NO_VALUE, j + 1, i + 1, "numeric"));
    }
  self->invalid = TRUE;
}

static void
update_line (ChartSummary *self, guint index)
{
  SeriesBuffer *buffer = chart_data_get_buffers (self->plot->data)->pdata[index];
  SeriesSummary summary = { .min = NAN, .max = NAN, .mean = NAN, .last = NAN };

  if (!summarize (self->plot, buffer, &summary))
    summary.min = summary.max = summary.mean = summary.last = NAN;
  for (int i = 0; i < N_VALUES; i++)
    {
      const double values[N_VALUES] = { summary.last, summary.min, summary.mean, summary.max };
      g_autofree char *text = format (self->plot, values[i]);

      gtk_label_set_label (self->labels->pdata[index * N_VALUES + i], text);
    }
}

void
chart_summary_update (ChartSummary *self, gint64 now_ms)
{
  if (!self->invalid && ABS (now_ms - self->updated_ms) < UPDATE_MS)
    return;
  self->invalid = FALSE;
  self->updated_ms = now_ms;
  for (guint i = 0; i < self->labels->len / N_VALUES; i++)
    update_line (self, i);
}

static void
invalidate (ChartSummary *self)
{
  self->invalid = TRUE;
}

static void
chart_summary_dispose (GObject *object)
{
  ChartSummary *self = CHART_SUMMARY (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (chart_summary_parent_class)->dispose (object);
}

static void
chart_summary_finalize (GObject *object)
{
  g_ptr_array_unref (CHART_SUMMARY (object)->labels);
  G_OBJECT_CLASS (chart_summary_parent_class)->finalize (object);
}

static void
chart_summary_class_init (ChartSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chart_summary_dispose;
  G_OBJECT_CLASS (klass)->finalize = chart_summary_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chartsummary");
}

static void
chart_summary_init (ChartSummary *self)
{
  self->labels = g_ptr_array_new ();
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
chart_summary_new (ChartPlot *plot)
{
  ChartSummary *self = g_object_new (CHART_TYPE_SUMMARY, NULL);

  self->plot = plot;
  g_signal_connect_object (plot->data, "changed", G_CALLBACK (make_lines), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plot->viewport, "changed", G_CALLBACK (invalidate), self, G_CONNECT_SWAPPED);
  make_lines (self);
  return GTK_WIDGET (self);
}
