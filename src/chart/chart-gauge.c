/* chart-gauge.c: the newest value of each series on an arc from min to max.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-gauge.h"

#include "chart-label.h"
#include "chart-palette.h"
#include "chart-scale.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define START_ANGLE         (G_PI * 0.8) /* the arc runs clockwise over the top */
#define SWEEP_ANGLE         (G_PI * 1.4)
#define THICKNESS           0.17 /* of the radius */
#define THRESHOLD_THICKNESS 0.045
#define MAX_GAUGES          6
#define GAP                 12

struct _ChartGauge
{
  GtkWidget parent_instance;

  ChartData *data;
  ChartLabels *small;
  ChartLabels *values[3]; /* from large to small; the first that fits is taken */
  guint64 revision;
};

static void chart_view_iface_init (ChartViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ChartGauge,
                               chart_gauge,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CHART_TYPE_VIEW, chart_view_iface_init))

/* One dial and where it stands. */
typedef struct
{
  double x; /* of the centre */
  double y;
  double radius; /* outer */
  double min;
  double max;
} Dial;

static void
view_update (ChartView *view, gint64 now_ms)
{
  ChartGauge *self = CHART_GAUGE (view);
  guint64 revision = chart_data_get_revision (self->data);

  if (revision == self->revision)
    return;
  self->revision = revision;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
chart_view_iface_init (ChartViewInterface *iface)
{
  iface->update = view_update;
}

/* Without bounds: a part of a whole has its whole, everything else what it has been up to now. */
void
chart_gauge_get_bounds (ChartGauge *self, double *min, double *max)
{
  ChartUnit unit = chart_unit_parse (chart_data_get_unit (self->data));
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  double high = 0, low = 0, top, bottom;
  ChartScale scale;

  for (guint i = 0; i < buffers->len; i++)
    if (series_buffer_get_range (buffers->pdata[i], &bottom, &top))
      {
        high = MAX (high, top);
        low = MIN (low, bottom);
      }
  if (unit.kind == CHART_UNIT_PERCENT)
    high = MAX (high, 100);
  if (unit.kind == CHART_UNIT_RATIO)
    high = MAX (high, 1);
  scale = chart_scale_nice (low, high, 4, unit);
  chart_data_get_bounds (self->data, min, max);
  if (isnan (*max))
    *max = MAX (scale.max, isnan (*min) ? scale.max : *min + 1);
  if (isnan (*min))
    *min = MIN (scale.min, *max - 1);
}

static double
angle_of (const Dial *dial, double value)
{
  double part = (value - dial->min) / (dial->max - dial->min);

  return START_ANGLE + CLAMP (part, 0, 1) * SWEEP_ANGLE;
}

static void
stroke_arc (cairo_t *cr,
            const Dial *dial,
            double radius,
            double width,
            double from,
            double to,
            const GdkRGBA *colour,
            cairo_line_cap_t cap)
{
  cairo_set_line_cap (cr, cap);
  cairo_set_line_width (cr, width);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_new_path (cr);
  cairo_arc (cr, dial->x, dial->y, radius, from, MAX (to, from + 1e-3));
  cairo_stroke (cr);
}

static void
draw_thresholds (ChartGauge *self, cairo_t *cr, const Dial *dial, gboolean dark)
{
  double width = dial->radius * THRESHOLD_THICKNESS;
  guint n;
  const ChartThreshold *thresholds = chart_data_get_thresholds (self->data, &n);

  for (guint i = 0; i < n; i++)
    {
      GdkRGBA colour = chart_rgba (chart_palette_level (dark, thresholds[i].level));
      double at = angle_of (dial, thresholds[i].value);
      double from = thresholds[i].below ? START_ANGLE : at;
      double to = thresholds[i].below ? at : START_ANGLE + SWEEP_ANGLE;

      if (to > from)
        stroke_arc (cr, dial, dial->radius - width / 2, width, from, to, &colour, CAIRO_LINE_CAP_BUTT);
    }
}

static void
draw_arc (ChartGauge *self,
          GtkSnapshot *snapshot,
          const Dial *dial,
          const ChartStyle *style,
          double value,
          const GdkRGBA *colour)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (floorf (dial->x - dial->radius),
                                                                          floorf (dial->y - dial->radius),
                                                                          ceilf (2 * dial->radius) + 1,
                                                                          ceilf (2 * dial->radius) + 1));
  double width = dial->radius * THICKNESS;
  double radius = dial->radius * (1 - 2 * THRESHOLD_THICKNESS) - width / 2;
  GdkRGBA track = style->text;

  track.alpha *= 0.12f;
  draw_thresholds (self, cr, dial, style->dark);
  stroke_arc (cr, dial, radius, width, START_ANGLE, START_ANGLE + SWEEP_ANGLE, &track, CAIRO_LINE_CAP_ROUND);
  if (!isnan (value))
    stroke_arc (cr, dial, radius, width, START_ANGLE, angle_of (dial, value), colour, CAIRO_LINE_CAP_ROUND);
  cairo_destroy (cr);
}

static void
draw_value (ChartGauge *self, GtkSnapshot *snapshot, const Dial *dial, const ChartStyle *style, double value)
{
  g_autofree char *text = chart_unit_format (chart_unit_parse (chart_data_get_unit (self->data)), value);
  double room = dial->radius * 2 * (1 - THICKNESS * 1.9);
  ChartLabels *labels = self->small;
  int width, height;

  for (guint i = 0; i < G_N_ELEMENTS (self->values); i++)
    {
      chart_labels_size (self->values[i], text, &width, &height);
      labels = self->values[i];
      if (width <= room * 0.88 && height <= room * 0.5)
        break;
    }
  chart_labels_draw (labels, snapshot, text, &style->text, dial->x, dial->y, 0.5, 0.5);
}

static void
draw_ends (ChartGauge *self, GtkSnapshot *snapshot, const Dial *dial, const ChartStyle *style)
{
  ChartUnit unit = chart_unit_parse (chart_data_get_unit (self->data));
  double radius = dial->radius * (1 - 2 * THRESHOLD_THICKNESS - THICKNESS / 2);
  double dx = -cos (START_ANGLE) * radius;
  double y = dial->y + sin (START_ANGLE) * radius + dial->radius * THICKNESS / 2 + 4;
  g_autofree char *min = chart_unit_format (unit, dial->min);
  g_autofree char *max = chart_unit_format (unit, dial->max);

  if (dial->radius < 48)
    return;
  chart_labels_draw (self->small, snapshot, min, &style->dim, dial->x - dx, y, 0.5, 0);
  chart_labels_draw (self->small, snapshot, max, &style->dim, dial->x + dx, y, 0.5, 0);
}

static GdkRGBA
value_colour (ChartGauge *self, gboolean dark, guint index, double value)
{
  ChartLevel level;

  if (!isnan (value) && chart_data_get_level (self->data, value, &level))
    return chart_rgba (chart_palette_level (dark, level));
  return chart_rgba (chart_palette_get (dark, index));
}

static void
draw_dial (ChartGauge *self, GtkSnapshot *snapshot, guint index, Dial *dial, const ChartStyle *style)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  SeriesPoint last = { 0, NAN };
  GdkRGBA colour;

  if (index < buffers->len && !series_buffer_get_last (buffers->pdata[index], &last))
    last.value = NAN;
  colour = value_colour (self, style->dark, index, last.value);
  draw_arc (self, snapshot, dial, style, last.value, &colour);
  draw_value (self, snapshot, dial, style, last.value);
  draw_ends (self, snapshot, dial, style);
  if (isnan (last.value))
    chart_labels_draw (self->small, snapshot, _ ("Waiting for data"), &style->dim, dial->x,
                       dial->y + dial->radius * 0.36, 0.5, 0.5);
  else if (buffers->len > 1)
    chart_labels_draw (self->small, snapshot, series_buffer_get_name (buffers->pdata[index]), &style->dim,
                       dial->x, dial->y + dial->radius * 0.36, 0.5, 0.5);
}

static void
chart_gauge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ChartGauge *self = CHART_GAUGE (widget);
  guint n = CLAMP (chart_data_get_buffers (self->data)->len, 1, MAX_GAUGES);
  double width = (gtk_widget_get_width (widget) - GAP * (n - 1.)) / n;
  double height = gtk_widget_get_height (widget);
  ChartStyle style = chart_style_get (widget);
  int line;
  Dial dial;

  chart_labels_size (self->small, "0", NULL, &line);
  dial.radius = floor (MIN (width / 2, (height - line / 2.) / 1.66)) - 1;
  if (dial.radius < 8)
    return;
  chart_gauge_get_bounds (self, &dial.min, &dial.max);
  dial.y = dial.radius + MAX (0, (height - dial.radius * 1.66 - line / 2.) / 2);
  for (guint i = 0; i < n; i++)
    {
      dial.x = width / 2 + i * (width + GAP);
      draw_dial (self, snapshot, i, &dial, &style);
    }
}

static void
chart_gauge_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = 64;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 160;
}

static void
chart_gauge_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ChartGauge *self = CHART_GAUGE (widget);

  GTK_WIDGET_CLASS (chart_gauge_parent_class)->css_changed (widget, change);
  chart_labels_clear (self->small);
  for (guint i = 0; i < G_N_ELEMENTS (self->values); i++)
    chart_labels_clear (self->values[i]);
  gtk_widget_queue_draw (widget);
}

static void
chart_gauge_finalize (GObject *object)
{
  ChartGauge *self = CHART_GAUGE (object);

  chart_labels_free (self->small);
  for (guint i = 0; i < G_N_ELEMENTS (self->values); i++)
    chart_labels_free (self->values[i]);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (chart_gauge_parent_class)->finalize (object);
}

static void
chart_gauge_class_init (ChartGaugeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = chart_gauge_finalize;
  widget_class->snapshot = chart_gauge_snapshot;
  widget_class->measure = chart_gauge_measure;
  widget_class->css_changed = chart_gauge_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chartgauge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
chart_gauge_init (ChartGauge *self)
{
  const double sizes[] = { 2.4, 1.7, 1.15 };

  self->small = chart_labels_new (GTK_WIDGET (self), 0.85, CHART_LABEL_PLAIN);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    self->values[i] = chart_labels_new (GTK_WIDGET (self), sizes[i], CHART_LABEL_BOLD);
}

GtkWidget *
chart_gauge_new (ChartData *data)
{
  ChartGauge *self = g_object_new (CHART_TYPE_GAUGE, NULL);

  self->data = g_object_ref (data);
  g_signal_connect_object (data, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
