/* chart-plot.c: a chart over time: axes, the canvas, thresholds, and a crosshair on top.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-plot.h"

#include "chart-axis.h"
#include "chart-overlay.h"
#include "chart-plot-private.h"
#include "chart-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BLEED               2 /* pixels of the image above and below the plot, for lines at its edges */
#define LABEL_GAP           8 /* between the labels and the plot */
#define LABEL_SCALE         0.85
#define WIDTH_STEP          8 /* the labels' room changes by so much, so that the plot rarely moves */
#define FRAME_MS            16
#define MAX_INTERVAL_MS     250
#define REDUCED_INTERVAL_MS 1000 /* for people who asked for less motion */

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
  left = round_up (chart_axis_measure_values (self->labels, self->range.scale, chart_plot_get_unit (self)),
                   WIDTH_STEP);
  left = MIN (left + LABEL_GAP, width / 2);
  self->area = GRAPHENE_RECT_INIT (left, (line + 1) / 2, MAX (width - left, 1),
                                   MAX (height - (line + 1) / 2 - line - LABEL_GAP / 2, 1));
}

static ChartFrame
make_frame (ChartPlot *self, ChartWindow window)
{
  int scale = self->file_scale > 0 ? self->file_scale : gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double per_pixel = (self->range.scale.max - self->range.scale.min) / self->area.size.height;
  ChartFrame frame = {
    .width = (int) self->area.size.width * scale,
    .height = ((int) self->area.size.height + 2 * BLEED) * scale,
    .scale = scale,
    .top = self->range.scale.max + BLEED * per_pixel,
    .bottom = self->range.scale.min - BLEED * per_pixel,
    .dark = self->style.dark,
    .high_contrast = self->style.high_contrast,
  };

  frame.column_us = MAX (1, (window.to_ms - window.from_ms) * 1000 / frame.width);
  frame.end_column = series_column_at (window.to_ms, frame.column_us) + 1;
  return frame;
}

static guint64 count_numbers (ChartPlot *self);

/* "Live · 1,204 new" */
static void
update_live_button (ChartPlot *self)
{
  guint64 n = count_numbers (self);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (!gtk_widget_get_visible (self->live_button))
    return;
  count = chart_unit_format (chart_unit_parse ("count"), n - MIN (n, self->frozen_count));
  /* Translators: a button; how many points have come since the chart was paused */
  text = g_strdup_printf (_ ("Live · %s new"), count);
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->live_button)), text) != 0)
    gtk_button_set_label (GTK_BUTTON (self->live_button), text);
}

/* The values need the columns and the columns the room beside the values: the first time both are tried out. */
static void
place_first (ChartPlot *self, ChartWindow window, gint64 now_ms)
{
  chart_plot_follow_values (self, window, now_ms);
  place_area (self);
  self->frame = make_frame (self, window);
  self->range.valid = FALSE;
}

static gboolean
marks_changed (ChartPlot *self)
{
  guint64 revision = series_marks_get_revision (chart_data_get_marks (self->data));
  gboolean changed = revision != self->marks_revision && !self->bare;

  self->marks_revision = revision;
  return changed;
}

void
chart_plot_update (ChartPlot *self, gint64 now_ms)
{
  ChartWindow window = chart_plot_get_window (self, now_ms);
  gboolean had_data = self->has_data;
  gboolean changed;

  if (gtk_widget_get_width (GTK_WIDGET (self)) <= 0 || gtk_widget_get_height (GTK_WIDGET (self)) <= 0)
    return;
  self->style = chart_style_get (GTK_WIDGET (self));
  if (self->frame.width == 0)
    place_first (self, window, now_ms);
  changed = chart_plot_follow_values (self, window, now_ms);
  place_area (self);
  self->frame = make_frame (self, window);
  changed = chart_canvas_update (self->canvas, &self->frame) || changed || had_data != self->has_data;
  changed = marks_changed (self) || changed;
  update_live_button (self);
  if (!changed)
    return;
  chart_plot_follow_pointer (self);
  gtk_widget_queue_draw (self->sheet);
}

static void
view_update (ChartView *view, gint64 now_ms)
{
  chart_plot_update (CHART_PLOT (view), now_ms);
}

static guint
view_get_interval (ChartView *view)
{
  ChartPlot *self = CHART_PLOT (view);
  gboolean animated = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated, NULL);
  if (!animated) /* steps instead of a glide */
    return REDUCED_INTERVAL_MS;
  return (guint) CLAMP (self->frame.column_us / 1000, FRAME_MS, MAX_INTERVAL_MS);
}

static void
chart_view_iface_init (ChartViewInterface *iface)
{
  iface->update = view_update;
  iface->get_interval = view_get_interval;
}

static guint64
count_numbers (ChartPlot *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  guint64 n = 0;

  for (guint i = 0; i < buffers->len; i++)
    n += series_buffer_get_n_added (buffers->pdata[i]);
  return n;
}

static void
refit (ChartPlot *self)
{
  self->range.valid = FALSE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    chart_plot_update (self, chart_data_get_now (self->data));
  gtk_widget_queue_draw (self->sheet);
}

static void
data_changed_cb (ChartData *data, ChartPlot *self)
{
  if (self->viewport != chart_data_get_viewport (data))
    {
      g_set_object (&self->viewport, chart_data_get_viewport (data));
      g_signal_group_set_target (self->viewport_signals, self->viewport);
    }
  chart_canvas_invalidate (self->canvas);
  refit (self);
}

static void
viewport_changed_cb (ChartViewport *viewport, ChartPlot *self)
{
  gboolean frozen = chart_viewport_get_state (viewport) == CHART_VIEWPORT_FROZEN;

  if (frozen != gtk_widget_get_visible (self->live_button))
    self->frozen_count = count_numbers (self);
  gtk_widget_set_visible (self->live_button, frozen && !self->bare);
  if (!frozen)
    self->zoom_min = self->zoom_max = NAN;
  refit (self);
}

static void
cursor_moved_cb (ChartViewport *viewport, ChartPlot *self)
{
  gtk_widget_queue_draw (self->overlay);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
}

static void
live_clicked_cb (GtkButton *button, ChartPlot *self)
{
  chart_viewport_go_live (self->viewport);
}

static void
place_live_button (ChartPlot *self, int width)
{
  GtkRequisition size;

  if (!gtk_widget_should_layout (self->live_button))
    return;
  gtk_widget_get_preferred_size (self->live_button, NULL, &size);
  gtk_widget_size_allocate (self->live_button,
                            &(GtkAllocation){ MAX (0, width - size.width - LABEL_GAP), LABEL_GAP, size.width,
                                              size.height },
                            -1);
}

static void
chart_plot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ChartPlot *self = CHART_PLOT (widget);

  gtk_widget_size_allocate (self->sheet, &(GtkAllocation){ 0, 0, width, height }, -1);
  gtk_widget_size_allocate (self->overlay, &(GtkAllocation){ 0, 0, width, height }, -1);
  place_live_button (self, width);
  chart_plot_update (self, chart_data_get_now (self->data));
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
    chart_plot_update (self, chart_data_get_now (self->data));
  gtk_widget_queue_draw (self->sheet);
}

static void
chart_plot_map (GtkWidget *widget)
{
  ChartPlot *self = CHART_PLOT (widget);

  GTK_WIDGET_CLASS (chart_plot_parent_class)->map (widget);
  chart_plot_update (self, chart_data_get_now (self->data));
}

static void
chart_plot_dispose (GObject *object)
{
  ChartPlot *self = CHART_PLOT (object);

  g_clear_pointer (&self->sheet, gtk_widget_unparent);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->live_button, gtk_widget_unparent);
  g_clear_object (&self->viewport_signals);
  G_OBJECT_CLASS (chart_plot_parent_class)->dispose (object);
}

static void
chart_plot_finalize (GObject *object)
{
  ChartPlot *self = CHART_PLOT (object);

  chart_canvas_free (self->canvas);
  chart_presenter_free (self->presenter);
  chart_labels_free (self->labels);
  g_clear_object (&self->viewport);
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
  widget_class->size_allocate = chart_plot_size_allocate;
  widget_class->measure = chart_plot_measure;
  widget_class->css_changed = chart_plot_css_changed;
  widget_class->map = chart_plot_map;
  gtk_widget_class_set_css_name (widget_class, "chartplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[CURSOR_MOVED] =
      g_signal_new ("cursor-moved", CHART_TYPE_PLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
chart_plot_init (ChartPlot *self)
{
  self->sheet = chart_sheet_new (self);
  self->labels = chart_labels_new (GTK_WIDGET (self), LABEL_SCALE, CHART_LABEL_PLAIN);
  self->pointer_x = self->drag_from = self->drag_to = NAN;
  self->drag_from_y = self->drag_to_y = self->zoom_min = self->zoom_max = NAN;
  self->viewport_signals = g_signal_group_new (CHART_TYPE_VIEWPORT);
  g_signal_group_connect (self->viewport_signals, "changed", G_CALLBACK (viewport_changed_cb), self);
  g_signal_group_connect (self->viewport_signals, "cursor-moved", G_CALLBACK (cursor_moved_cb), self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
add_live_button (ChartPlot *self)
{
  self->live_button = gtk_button_new_with_label (_ ("Live"));
  gtk_widget_add_css_class (self->live_button, "chart-live");
  gtk_widget_set_tooltip_text (self->live_button, _ ("Go back to what is happening now"));
  gtk_widget_set_visible (self->live_button, FALSE);
  gtk_widget_set_parent (self->live_button, GTK_WIDGET (self));
  g_signal_connect (self->live_button, "clicked", G_CALLBACK (live_clicked_cb), self);
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
  self->presenter = chart_presenter_new ();
  self->viewport = g_object_ref (chart_data_get_viewport (data));
  self->overlay = chart_overlay_new (self);
  gtk_widget_set_parent (self->sheet, GTK_WIDGET (self));
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  add_live_button (self);
  g_signal_group_set_target (self->viewport_signals, self->viewport);
  g_signal_connect_object (data, "changed", G_CALLBACK (data_changed_cb), self, 0);
  if (!bare)
    chart_plot_add_input (self);
  return GTK_WIDGET (self);
}

const graphene_rect_t *
chart_plot_get_area (ChartPlot *self)
{
  return &self->area;
}

gboolean
chart_plot_get_selection (ChartPlot *self, graphene_rect_t *selection)
{
  *selection = self->area;
  if (isnan (self->drag_from) || self->drag_from == self->drag_to)
    return FALSE;
  selection->origin.x = MIN (self->drag_from, self->drag_to);
  selection->size.width = fabs (self->drag_to - self->drag_from);
  if (!isnan (self->drag_from_y))
    {
      selection->origin.y = MIN (self->drag_from_y, self->drag_to_y);
      selection->size.height = fabs (self->drag_to_y - self->drag_from_y);
    }
  return TRUE;
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
