/* chart-bars.c: the newest value of each series as a bar beside its name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-bars.h"

#include "chart-label.h"
#include "chart-palette.h"
#include "chart-range.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_ROW    34 /* pixels */
#define MAX_BAR    16
#define GAP        10
#define RADIUS     4.f
#define NAME_SHARE 0.35 /* of the width at most */

struct _ChartBars
{
  GtkWidget parent_instance;

  ChartData *data;
  ChartLabels *names;
  ChartLabels *values;
  ChartRange range;
  guint64 revision;
};

static void chart_view_iface_init (ChartViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ChartBars,
                               chart_bars,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CHART_TYPE_VIEW, chart_view_iface_init))

/* Where the parts of a row stand. */
typedef struct
{
  double row;
  double name_width;
  double left; /* of the bars */
  double right;
} Layout;

static double
value_of (ChartBars *self, guint index)
{
  SeriesPoint last;

  return series_buffer_get_last (chart_data_get_buffers (self->data)->pdata[index], &last) ? last.value : NAN;
}

static ChartScale
wanted_scale (ChartBars *self, ChartUnit unit)
{
  double min = 0, max = 0, fixed_min, fixed_max;
  ChartScale scale;

  for (guint i = 0; i < chart_data_get_buffers (self->data)->len; i++)
    {
      double value = value_of (self, i);

      if (isnan (value))
        continue;
      min = MIN (min, value);
      max = MAX (max, value);
    }
  scale = chart_scale_nice (min, max > min ? max : min + 1, 4, unit);
  chart_data_get_bounds (self->data, &fixed_min, &fixed_max);
  if (!isnan (fixed_min) && fixed_min < scale.max)
    scale.min = fixed_min;
  if (!isnan (fixed_max) && fixed_max > scale.min)
    scale.max = fixed_max;
  return scale;
}

static void
update (ChartBars *self, gint64 now_ms)
{
  ChartUnit unit = chart_unit_parse (chart_data_get_unit (self->data));
  guint64 revision = chart_data_get_revision (self->data);
  gboolean changed = chart_range_follow (&self->range, wanted_scale (self, unit), 4, unit, now_ms);

  if (!changed && revision == self->revision)
    return;
  self->revision = revision;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
view_update (ChartView *view, gint64 now_ms)
{
  update (CHART_BARS (view), now_ms);
}

static void
chart_view_iface_init (ChartViewInterface *iface)
{
  iface->update = view_update;
}

static char *
value_text (ChartBars *self, guint index)
{
  return chart_unit_format (chart_unit_parse (chart_data_get_unit (self->data)), value_of (self, index));
}

static Layout
lay_out (ChartBars *self, double width, double height)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  int name_width = 0, value_width = 0, line, each;
  Layout layout;

  chart_labels_size (self->names, "0", NULL, &line);
  for (guint i = 0; i < buffers->len; i++)
    {
      g_autofree char *text = value_text (self, i);

      chart_labels_size (self->names, series_buffer_get_name (buffers->pdata[i]), &each, NULL);
      name_width = MAX (name_width, each);
      chart_labels_size (self->values, text, &each, NULL);
      value_width = MAX (value_width, each);
    }
  value_width = (value_width + GAP) / GAP * GAP; /* in steps, so that the bars rarely move */
  layout.row = CLAMP (height / MAX (buffers->len, 1), line + 2, MAX_ROW);
  layout.name_width = MIN (name_width, width * NAME_SHARE);
  layout.left = layout.name_width + GAP;
  layout.right = MAX (layout.left + 1, width - value_width - GAP);
  return layout;
}

static double
position (ChartBars *self, const Layout *layout, double value)
{
  ChartScale scale = self->range.scale;
  double part = (value - scale.min) / (scale.max - scale.min);

  return layout->left + CLAMP (part, 0, 1) * (layout->right - layout->left);
}

static void
append_bar (GtkSnapshot *snapshot, double left, double right, double y, double height, const GdkRGBA *colour)
{
  GskRoundedRect bar;

  gsk_rounded_rect_init_from_rect (&bar, &GRAPHENE_RECT_INIT (left, y, MAX (right - left, 1), height),
                                   MIN (RADIUS, (right - left) / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  gtk_snapshot_append_color (snapshot, colour, &bar.bounds);
  gtk_snapshot_pop (snapshot);
}

static GdkRGBA
bar_colour (ChartBars *self, gboolean dark, double value)
{
  ChartLevel level;

  if (chart_data_get_level (self->data, value, &level))
    return chart_rgba (chart_palette_level (dark, level));
  return chart_rgba (chart_palette_get (dark, 0)); /* the name tells them apart */
}

static void
draw_name (ChartBars *self,
           GtkSnapshot *snapshot,
           const Layout *layout,
           const ChartStyle *style,
           guint index,
           double y)
{
  SeriesBuffer *buffer = chart_data_get_buffers (self->data)->pdata[index];

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, y - layout->row / 2, layout->name_width, layout->row));
  chart_labels_draw (self->names, snapshot, series_buffer_get_name (buffer), &style->dim, 0, y, 0, 0.5);
  gtk_snapshot_pop (snapshot);
}

static void
draw_row (ChartBars *self,
          GtkSnapshot *snapshot,
          const Layout *layout,
          const ChartStyle *style,
          guint index,
          double y)
{
  double height = MIN (MAX_BAR, layout->row - 4);
  double value = value_of (self, index);
  double zero = position (self, layout, 0);
  g_autofree char *text = value_text (self, index);
  GdkRGBA track = style->text, colour = bar_colour (self, style->dark, value);

  track.alpha *= 0.08f;
  append_bar (snapshot, layout->left, layout->right, roundf (y - height / 2), height, &track);
  if (!isnan (value) && value != 0)
    {
      double at = position (self, layout, value);

      append_bar (snapshot, MIN (zero, at), MAX (zero, at), roundf (y - height / 2), height, &colour);
    }
  draw_name (self, snapshot, layout, style, index, y);
  chart_labels_draw (self->values, snapshot, text, &style->text, gtk_widget_get_width (GTK_WIDGET (self)), y,
                     1, 0.5);
}

static void
draw_notice (ChartBars *self, GtkSnapshot *snapshot, const ChartStyle *style, double width, double height)
{
  chart_labels_draw (self->names, snapshot, _ ("Waiting for data"), &style->dim, width / 2, height / 2, 0.5,
                     0.5);
}

static void
chart_bars_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ChartBars *self = CHART_BARS (widget);
  guint n = chart_data_get_buffers (self->data)->len;
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  ChartStyle style = chart_style_get (widget);
  Layout layout = lay_out (self, width, height);
  guint fit = (guint) MAX (1, height / layout.row);
  double top = MAX (0, (height - layout.row * MIN (n, fit)) / 2);

  if (n == 0)
    draw_notice (self, snapshot, &style, width, height);
  for (guint i = 0; i < MIN (n, fit) && self->range.valid; i++)
    draw_row (self, snapshot, &layout, &style, i, top + (i + 0.5) * layout.row);
}

static void
chart_bars_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 48;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : 160;
}

static void
chart_bars_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ChartBars *self = CHART_BARS (widget);

  GTK_WIDGET_CLASS (chart_bars_parent_class)->css_changed (widget, change);
  chart_labels_clear (self->names);
  chart_labels_clear (self->values);
  gtk_widget_queue_draw (widget);
}

static void
data_changed_cb (ChartData *data, ChartBars *self)
{
  self->range.valid = FALSE;
  update (self, chart_data_get_now (data));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
chart_bars_finalize (GObject *object)
{
  ChartBars *self = CHART_BARS (object);

  chart_labels_free (self->names);
  chart_labels_free (self->values);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (chart_bars_parent_class)->finalize (object);
}

static void
chart_bars_class_init (ChartBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = chart_bars_finalize;
  widget_class->snapshot = chart_bars_snapshot;
  widget_class->measure = chart_bars_measure;
  widget_class->css_changed = chart_bars_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chartbars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
chart_bars_init (ChartBars *self)
{
  self->names = chart_labels_new (GTK_WIDGET (self), 0.9, CHART_LABEL_PLAIN);
  self->values = chart_labels_new (GTK_WIDGET (self), 0.9, CHART_LABEL_BOLD);
}

GtkWidget *
chart_bars_new (ChartData *data)
{
  ChartBars *self = g_object_new (CHART_TYPE_BARS, NULL);

  self->data = g_object_ref (data);
  g_signal_connect_object (data, "changed", G_CALLBACK (data_changed_cb), self, 0);
  return GTK_WIDGET (self);
}
