/* chart-plot.c: a chart over time: axes, the canvas, thresholds, and a crosshair on top.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-plot.h"

#include "chart-axis.h"
#include "chart-overlay.h"
#include "chart-plot-private.h"
#include "chart-presenter.h"
#include "series-cursor.h"
#include "series-stack.h"

#include <math.h>

#define BLEED           2 /* pixels of the image above and below the plot, for lines at its edges */
#define LABEL_GAP       8 /* between the labels and the plot */
#define LABEL_SCALE     0.85
#define TICK_HEIGHT     38 /* pixels a tick, about */
#define WIDTH_STEP      8  /* the labels' room changes by so much, so that the plot rarely moves */
#define FRAME_MS        16
#define MAX_INTERVAL_MS 250
#define MAX_SKEW_MS     3600000 /* a server whose clock is ahead of ours by more is not followed */
#define MIN_SKEW_MS     2000

static void chart_view_iface_init (ChartViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ChartPlot,
                               chart_plot,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CHART_TYPE_VIEW, chart_view_iface_init))

enum
{
  CURSOR_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ChartUnit
unit_of (ChartPlot *self)
{
  return chart_unit_parse (chart_data_get_unit (self->data));
}

static guint
n_ticks (ChartPlot *self)
{
  return MAX (2, gtk_widget_get_height (GTK_WIDGET (self)) / TICK_HEIGHT);
}

/* Where the window ends. A server whose clock is ahead would be out of sight, so the window follows it. */
static gint64
window_end (ChartPlot *self, gint64 now_ms)
{
  SeriesPoint last;

  if (chart_data_get_last (self->data, &last))
    {
      gint64 ahead = last.time_ms - now_ms;

      if (ahead > MIN_SKEW_MS && ahead <= MAX_SKEW_MS)
        self->skew_ms = MAX (self->skew_ms, ahead);
    }
  return now_ms + self->skew_ms;
}

static gboolean
data_range (ChartPlot *self, gint64 end_ms, double *min, double *max)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  gint64 from_ms = end_ms - chart_data_get_range (self->data);
  gboolean found = FALSE;

  if (chart_data_get_kind (self->data) == CHART_KIND_BAR && self->frame.width > 0)
    return chart_layer_bar_range (self->data, &self->frame, from_ms, end_ms, min, max);
  if (chart_data_get_kind (self->data) == CHART_KIND_STACKED && buffers->len > 0 && self->frame.width > 0)
    return series_stack_range ((SeriesBuffer *const *) buffers->pdata, buffers->len, self->frame.column_us,
                               series_column_at (from_ms, self->frame.column_us), self->frame.width, min,
                               max);
  *min = INFINITY;
  *max = -INFINITY;
  for (guint i = 0; i < buffers->len; i++)
    {
      double low, high;

      if (!series_buffer_get_range_between (buffers->pdata[i], from_ms, end_ms + 1, &low, &high))
        continue;
      *min = MIN (*min, low);
      *max = MAX (*max, high);
      found = TRUE;
    }
  return found;
}

/* What is measured from a base shows it; a line that varies little is shown close. */
static gboolean
includes_zero (ChartPlot *self, double min, double max)
{
  switch (chart_data_get_kind (self->data))
    {
    case CHART_KIND_AREA:
    case CHART_KIND_STACKED:
    case CHART_KIND_BAR:
      return TRUE;
    case CHART_KIND_LINE:
      return (min >= 0 && min < max / 2) || (max <= 0 && max > min / 2);
    case CHART_KIND_STAT:
    case CHART_KIND_GAUGE:
    case CHART_KIND_SPARKLINE:
    case CHART_KIND_HEATMAP:
    default:
      return FALSE;
    }
}

static ChartScale
wanted_scale (ChartPlot *self, gint64 end_ms)
{
  ChartUnit unit = unit_of (self);
  double min, max, fixed_min, fixed_max;
  ChartScale scale;

  chart_data_get_bounds (self->data, &fixed_min, &fixed_max);
  self->has_data = data_range (self, end_ms, &min, &max);
  if (!self->has_data)
    {
      min = isnan (fixed_min) ? 0 : fixed_min;
      max = isnan (fixed_max) ? min + 1 : fixed_max;
    }
  if (includes_zero (self, min, max))
    {
      min = MIN (min, 0);
      max = MAX (max, 0);
    }
  min = isnan (fixed_min) ? min : fixed_min;
  max = isnan (fixed_max) ? max : fixed_max;
  if (self->bare || (!isnan (fixed_min) && !isnan (fixed_max)))
    return chart_scale_exact (min, max, n_ticks (self), unit);
  scale = chart_scale_nice (min, MAX (min, max), n_ticks (self), unit);
  if (!isnan (fixed_min) && fixed_min < scale.max)
    scale.min = fixed_min;
  if (!isnan (fixed_max) && fixed_max > scale.min)
    scale.max = fixed_max;
  return scale;
}

static int
round_up (int value, int step)
{
  return (value + step - 1) / step * step;
}

static void
place_area (ChartPlot *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int left, line;

  if (self->bare)
    {
      self->area = GRAPHENE_RECT_INIT (0, BLEED, MAX (width, 1), MAX (height - 2 * BLEED, 1));
      return;
    }
  chart_labels_size (self->labels, "0", NULL, &line);
  left = round_up (chart_axis_measure_values (self->labels, self->range.scale, unit_of (self)), WIDTH_STEP);
  left = MIN (left + LABEL_GAP, width / 2);
  self->area = GRAPHENE_RECT_INIT (left, (line + 1) / 2, MAX (width - left, 1),
                                   MAX (height - (line + 1) / 2 - line - LABEL_GAP / 2, 1));
}

static ChartFrame
make_frame (ChartPlot *self, gint64 end_ms)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double per_pixel = (self->range.scale.max - self->range.scale.min) / self->area.size.height;
  ChartFrame frame = {
    .width = (int) self->area.size.width * scale,
    .height = ((int) self->area.size.height + 2 * BLEED) * scale,
    .scale = scale,
    .top = self->range.scale.max + BLEED * per_pixel,
    .bottom = self->range.scale.min - BLEED * per_pixel,
    .dark = self->style.dark,
  };

  frame.column_us = MAX (1, chart_data_get_range (self->data) * 1000 / frame.width);
  frame.end_column = series_column_at (end_ms, frame.column_us) + 1;
  return frame;
}

static SeriesPoint
nearest_sample (ChartPlot *self, gint64 time_ms)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  SeriesPoint nearest = { time_ms, NAN }, point;

  for (guint i = 0; i < buffers->len; i++)
    {
      if (!series_buffer_find (buffers->pdata[i], time_ms, &point))
        continue;
      if (isnan (nearest.value) || ABS (point.time_ms - time_ms) < ABS (nearest.time_ms - time_ms))
        nearest = point;
    }
  return nearest;
}

/* The crosshair snaps to the sample nearest to the pointer that is in sight. */
static void
follow_pointer (ChartPlot *self)
{
  SeriesPoint nearest;
  double x;

  if (isnan (self->pointer_x) || self->frame.width == 0)
    return;
  nearest = nearest_sample (self, chart_plot_get_time (self, self->pointer_x));
  x = chart_plot_get_x (self, nearest.time_ms);
  if (isnan (nearest.value) || x < self->area.origin.x - 1 ||
      x > self->area.origin.x + self->area.size.width + 1)
    chart_plot_clear_cursor (self);
  else
    chart_plot_set_cursor (self, nearest.time_ms);
}

static void
update (ChartPlot *self, gint64 now_ms)
{
  gint64 end_ms = window_end (self, now_ms);
  gboolean had_data = self->has_data;
  gboolean changed;
  ChartScale wanted;

  if (gtk_widget_get_width (GTK_WIDGET (self)) <= 0 || gtk_widget_get_height (GTK_WIDGET (self)) <= 0)
    return;
  self->style = chart_style_get (GTK_WIDGET (self));
  if (self->frame.width == 0) /* sums and buckets need its columns */
    {
      chart_range_follow (&self->range, wanted_scale (self, end_ms), n_ticks (self), unit_of (self), now_ms);
      place_area (self);
      self->frame = make_frame (self, end_ms);
      self->range.valid = FALSE;
    }
  wanted = wanted_scale (self, end_ms);
  changed = chart_range_follow (&self->range, wanted, n_ticks (self), unit_of (self), now_ms);
  place_area (self);
  self->frame = make_frame (self, end_ms);
  changed = chart_canvas_update (self->canvas, &self->frame) || changed || had_data != self->has_data;
  if (!changed)
    return;
  follow_pointer (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
view_update (ChartView *view, gint64 now_ms)
{
  update (CHART_PLOT (view), now_ms);
}

static guint
view_get_interval (ChartView *view)
{
  ChartPlot *self = CHART_PLOT (view);

  return (guint) CLAMP (self->frame.column_us / 1000, FRAME_MS, MAX_INTERVAL_MS);
}

static void
chart_view_iface_init (ChartViewInterface *iface)
{
  iface->update = view_update;
  iface->get_interval = view_get_interval;
}

static void
data_changed_cb (ChartData *data, ChartPlot *self)
{
  self->range.valid = FALSE;
  chart_canvas_invalidate (self->canvas);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self, chart_data_get_now (self->data));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ChartPlot *self)
{
  self->pointer_x = CLAMP (x, self->area.origin.x, self->area.origin.x + self->area.size.width);
  follow_pointer (self);
}

static void
leave_cb (GtkEventControllerMotion *controller, ChartPlot *self)
{
  self->pointer_x = NAN;
  chart_plot_clear_cursor (self);
}

static void
chart_plot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ChartPlot *self = CHART_PLOT (widget);

  gtk_widget_size_allocate (self->overlay, &(GtkAllocation){ 0, 0, width, height }, -1);
  update (self, chart_data_get_now (self->data));
}

static void
chart_plot_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  ChartPlot *self = CHART_PLOT (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->bare ? 24 : 120;
      *natural = self->bare ? 120 : 400;
    }
  else
    {
      *minimum = self->bare ? 16 : 72;
      *natural = self->bare ? 40 : 180;
    }
}

static void
chart_plot_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ChartPlot *self = CHART_PLOT (widget);

  GTK_WIDGET_CLASS (chart_plot_parent_class)->css_changed (widget, change);
  chart_labels_clear (self->labels);
  if (gtk_widget_get_mapped (widget))
    update (self, chart_data_get_now (self->data));
  gtk_widget_queue_draw (widget);
}

static void
chart_plot_map (GtkWidget *widget)
{
  ChartPlot *self = CHART_PLOT (widget);

  GTK_WIDGET_CLASS (chart_plot_parent_class)->map (widget);
  update (self, chart_data_get_now (self->data));
}

static void
chart_plot_dispose (GObject *object)
{
  ChartPlot *self = CHART_PLOT (object);

  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (chart_plot_parent_class)->dispose (object);
}

static void
chart_plot_finalize (GObject *object)
{
  ChartPlot *self = CHART_PLOT (object);

  chart_canvas_free (self->canvas);
  chart_labels_free (self->labels);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (chart_plot_parent_class)->finalize (object);
}

static void
chart_plot_class_init (ChartPlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chart_plot_dispose;
  object_class->finalize = chart_plot_finalize;
  widget_class->snapshot = chart_plot_snapshot;
  widget_class->size_allocate = chart_plot_size_allocate;
  widget_class->measure = chart_plot_measure;
  widget_class->css_changed = chart_plot_css_changed;
  widget_class->map = chart_plot_map;
  gtk_widget_class_set_css_name (widget_class, "chartplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  signals[CURSOR_MOVED] =
      g_signal_new ("cursor-moved", CHART_TYPE_PLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
chart_plot_init (ChartPlot *self)
{
  self->labels = chart_labels_new (GTK_WIDGET (self), LABEL_SCALE, CHART_LABEL_PLAIN);
  self->pointer_x = NAN;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
add_pointer (ChartPlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * chart_plot_new:
 * @bare: without axes, thresholds and crosshair
 */
GtkWidget *
chart_plot_new (ChartData *data, gboolean bare)
{
  ChartPlot *self = g_object_new (CHART_TYPE_PLOT, NULL);

  self->data = g_object_ref (data);
  self->bare = bare;
  self->canvas = chart_canvas_new (data);
  self->overlay = chart_overlay_new (self);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  g_signal_connect_object (data, "changed", G_CALLBACK (data_changed_cb), self, 0);
  if (!bare)
    add_pointer (self);
  return GTK_WIDGET (self);
}

static void
cursor_moved (ChartPlot *self)
{
  gtk_widget_queue_draw (self->overlay);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
}

gboolean
chart_plot_get_cursor (ChartPlot *self, gint64 *time_ms)
{
  if (self->has_cursor)
    *time_ms = self->cursor_ms;
  return self->has_cursor;
}

void
chart_plot_set_cursor (ChartPlot *self, gint64 time_ms)
{
  self->has_cursor = TRUE;
  self->cursor_ms = time_ms;
  cursor_moved (self);
}

void
chart_plot_clear_cursor (ChartPlot *self)
{
  if (!self->has_cursor)
    return;
  self->has_cursor = FALSE;
  cursor_moved (self);
}

const graphene_rect_t *
chart_plot_get_area (ChartPlot *self)
{
  return &self->area;
}

const ChartFrame *
chart_plot_get_frame (ChartPlot *self)
{
  return self->frame.width > 0 ? &self->frame : NULL;
}

ChartData *
chart_plot_get_data (ChartPlot *self)
{
  return self->data;
}

double
chart_plot_get_x (ChartPlot *self, gint64 time_ms)
{
  gint64 first_us = (self->frame.end_column - self->frame.width) * self->frame.column_us;

  return self->area.origin.x +
         (double) (time_ms * 1000 - first_us) / self->frame.column_us / self->frame.scale;
}

double
chart_plot_get_y (ChartPlot *self, double value)
{
  ChartScale scale = self->range.scale;

  return self->area.origin.y + (scale.max - value) / (scale.max - scale.min) * self->area.size.height;
}

gint64
chart_plot_get_time (ChartPlot *self, double x)
{
  double column = (x - self->area.origin.x) * self->frame.scale + self->frame.end_column - self->frame.width;

  return (gint64) (column * self->frame.column_us / 1000);
}

/* Between two samples that are joined there is a line, but no value of its own: the nearer of the two is
 * shown. */
static gboolean
joined_at (SeriesBuffer *buffer, gint64 time_ms)
{
  SeriesCursor cursor;
  SeriesPoint point;

  series_cursor_init (&cursor, buffer, time_ms);
  return series_cursor_joined (&cursor) || (series_cursor_get (&cursor, &point) && point.time_ms == time_ms);
}

gboolean
chart_plot_get_sample (ChartPlot *self, SeriesBuffer *buffer, gint64 time_ms, SeriesColumn *sample)
{
  SeriesPoint point;

  if (self->frame.width == 0)
    return FALSE;
  series_columns_query (buffer, self->frame.column_us, series_column_at (time_ms, self->frame.column_us), 1,
                        sample);
  if (sample->n_numbers > 1)
    return TRUE;
  if (!joined_at (buffer, time_ms) || !series_buffer_find (buffer, time_ms, &point))
    return sample->n_numbers > 0;
  *sample = (SeriesColumn){ .min = point.value,
                            .max = point.value,
                            .first = point.value,
                            .last = point.value,
                            .first_ms = point.time_ms,
                            .last_ms = point.time_ms,
                            .n_numbers = 1 };
  return TRUE;
}
