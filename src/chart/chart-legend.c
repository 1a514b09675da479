/* chart-legend.c: the series of a chart by colour and name, each with its value now or under the crosshair.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-legend.h"

#include "chart-label.h"

#include <math.h>

#define SWATCH_WIDTH   12
#define SWATCH_HEIGHT  4
#define SWATCH_GAP     6
#define VALUE_GAP      6
#define ENTRY_GAP      18
#define ROW_GAP        2
#define MAX_ROWS       2 /* what does not fit is counted */
#define MAX_NAME_CHARS 32

typedef struct
{
  char *name;
  char *value;
  int value_width; /* the widest so far, so that the others do not move */
} Entry;

struct _ChartLegend
{
  GtkWidget parent_instance;

  ChartData *data;
  ChartPlot *plot;
  ChartLabels *names;
  ChartLabels *values;
  GArray *entries; /* of Entry, one a buffer */
};

G_DEFINE_FINAL_TYPE (ChartLegend, chart_legend, GTK_TYPE_WIDGET)

static void
entry_clear (Entry *entry)
{
  g_free (entry->name);
  g_free (entry->value);
}

/* Names come from afar: of one that is too long its beginning is shown. */
static char *
short_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (valid, -1) <= MAX_NAME_CHARS)
    return g_steal_pointer (&valid);
  start = g_utf8_substring (valid, 0, MAX_NAME_CHARS - 1);
  return g_strconcat (start, "…", NULL);
}

static int
entry_width (ChartLegend *self, const Entry *entry)
{
  int name_width;

  chart_labels_size (self->names, entry->name, &name_width, NULL);
  return SWATCH_WIDTH + SWATCH_GAP + name_width + VALUE_GAP + entry->value_width;
}

static int
row_height (ChartLegend *self)
{
  int height;

  chart_labels_size (self->names, "0", NULL, &height);
  return height;
}

/* Places the entries in rows of WIDTH and calls DRAW, if any, for each; returns the number of rows. */
static guint
flow (ChartLegend *self,
      int width,
      GtkSnapshot *snapshot,
      void (*draw) (ChartLegend *, GtkSnapshot *, guint, double, double))
{
  int x = 0;
  guint row = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      int needed = entry_width (self, &g_array_index (self->entries, Entry, i));

      if (x > 0 && x + needed > width)
        {
          x = 0;
          row++;
        }
      if (row >= MAX_ROWS)
        return MAX_ROWS;
      if (draw != NULL)
        draw (self, snapshot, i, x, row * (row_height (self) + ROW_GAP));
      x += needed + ENTRY_GAP;
    }
  return self->entries->len > 0 ? row + 1 : 0;
}

static void
draw_entry (ChartLegend *self, GtkSnapshot *snapshot, guint index, double x, double y)
{
  const Entry *entry = &g_array_index (self->entries, Entry, index);
  ChartStyle style = chart_style_get (GTK_WIDGET (self));
  GdkRGBA colour = chart_rgba (chart_palette_get (style.dark, index));
  int height = row_height (self), name_width;
  GskRoundedRect swatch;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) ==
      GTK_TEXT_DIR_RTL) /* the rows are filled from the right */
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - entry_width (self, entry);
  gsk_rounded_rect_init_from_rect (&swatch,
                                   &GRAPHENE_RECT_INIT (x, y + roundf ((height - SWATCH_HEIGHT) / 2.f),
                                                        SWATCH_WIDTH, SWATCH_HEIGHT),
                                   SWATCH_HEIGHT / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &swatch);
  gtk_snapshot_append_color (snapshot, &colour, &swatch.bounds);
  gtk_snapshot_pop (snapshot);
  x += SWATCH_WIDTH + SWATCH_GAP;
  chart_labels_size (self->names, entry->name, &name_width, NULL);
  chart_labels_draw (self->names, snapshot, entry->name, &style.dim, x, y, 0, 0);
  chart_labels_draw (self->values, snapshot, entry->value, &style.text, x + name_width + VALUE_GAP, y, 0, 0);
}

static gboolean
set_entry (ChartLegend *self, Entry *entry, SeriesBuffer *buffer)
{
  g_autofree char *name = short_name (series_buffer_get_name (buffer));
  g_autofree char *value = chart_legend_text (self->data, self->plot, buffer);
  int width;

  if (g_strcmp0 (name, entry->name) == 0 && g_strcmp0 (value, entry->value) == 0)
    return FALSE;
  entry_clear (entry);
  entry->name = g_steal_pointer (&name);
  entry->value = g_steal_pointer (&value);
  chart_labels_size (self->values, entry->value, &width, NULL);
  if (width > entry->value_width)
    {
      entry->value_width = width;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  return TRUE;
}

static void
chart_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ChartLegend *self = CHART_LEGEND (widget);

  flow (self, gtk_widget_get_width (widget), snapshot, draw_entry);
}

static GtkSizeRequestMode
chart_legend_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
chart_legend_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  ChartLegend *self = CHART_LEGEND (widget);
  guint rows;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = 0; i < self->entries->len; i++)
        *natural += entry_width (self, &g_array_index (self->entries, Entry, i)) + ENTRY_GAP;
      return;
    }
  rows = flow (self, for_size >= 0 ? for_size : G_MAXINT / 2, NULL, NULL);
  *minimum = *natural = rows > 0 ? (int) rows * (row_height (self) + ROW_GAP) - ROW_GAP : 0;
}

static void
chart_legend_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ChartLegend *self = CHART_LEGEND (widget);

  GTK_WIDGET_CLASS (chart_legend_parent_class)->css_changed (widget, change);
  chart_labels_clear (self->names);
  chart_labels_clear (self->values);
}

static void
chart_legend_finalize (GObject *object)
{
  ChartLegend *self = CHART_LEGEND (object);

  g_clear_object (&self->data);
  g_array_unref (self->entries);
  chart_labels_free (self->names);
  chart_labels_free (self->values);
  G_OBJECT_CLASS (chart_legend_parent_class)->finalize (object);
}

static void
chart_legend_class_init (ChartLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = chart_legend_finalize;
  widget_class->snapshot = chart_legend_snapshot;
  widget_class->get_request_mode = chart_legend_get_request_mode;
  widget_class->measure = chart_legend_measure;
  widget_class->css_changed = chart_legend_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chartlegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
chart_legend_init (ChartLegend *self)
{
  self->names = chart_labels_new (GTK_WIDGET (self), 0.9, CHART_LABEL_PLAIN);
  self->values = chart_labels_new (GTK_WIDGET (self), 0.9, CHART_LABEL_BOLD);
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, (GDestroyNotify) entry_clear);
}

GtkWidget *
chart_legend_new (ChartData *data, ChartPlot *plot)
{
  ChartLegend *self = g_object_new (CHART_TYPE_LEGEND, NULL);

  self->data = g_object_ref (data);
  self->plot = plot;
  return GTK_WIDGET (self);
}

void
chart_legend_update (ChartLegend *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  gboolean changed = self->entries->len != buffers->len;

  if (changed)
    {
      g_array_set_size (self->entries, buffers->len);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  for (guint i = 0; i < buffers->len; i++)
    changed |= set_entry (self, &g_array_index (self->entries, Entry, i), buffers->pdata[i]);
  if (changed)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

char *
chart_legend_text (ChartData *data, ChartPlot *plot, SeriesBuffer *buffer)
{
  ChartUnit unit = chart_unit_parse (chart_data_get_unit (data));
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;
  SeriesColumn sample;
  SeriesPoint last;
  gint64 time_ms;

  if (plot == NULL || !chart_plot_get_cursor (plot, &time_ms))
    return chart_unit_format (unit, series_buffer_get_last (buffer, &last) ? last.value : NAN);
  if (!chart_plot_get_sample (plot, buffer, time_ms, &sample))
    return g_strdup (CHART_NO_VALUE);
  if (sample.n_numbers == 1 || sample.min == sample.max)
    return chart_unit_format (unit, sample.last);
  min = chart_unit_format (unit, sample.min);
  max = chart_unit_format (unit, sample.max);
  return g_strconcat (min, " – ", max, NULL);
}
