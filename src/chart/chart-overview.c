/* chart-overview.c: a strip of all that is known, with what the plot above shows of it marked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-overview.h"

#include "chart-plot-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HEIGHT      36
#define SHADE_ALPHA 0.12f
#define EDGE        2 /* pixels wide */
#define MIN_DRAG    4
#define KEY_PART    0.1

typedef enum
{
  DRAG_NONE,
  DRAG_MOVE,   /* the mark */
  DRAG_SELECT, /* another one */
} DragMode;

struct _ChartOverview
{
  GtkWidget parent_instance;

  ChartPlot *plot; /* borrowed: a sibling */
  ChartData *data; /* the same series, all of their time */
  GtkWidget *strip;
  GtkWidget *shade; /* a child of its own above it, so that moving the mark draws no data */
  ChartWindow drawn;
  DragMode drag;
  double drag_x;
  ChartWindow dragged;
};

G_DEFINE_FINAL_TYPE (ChartOverview, chart_overview, GTK_TYPE_WIDGET)

#define CHART_TYPE_OVERVIEW_SHADE (chart_overview_shade_get_type ())
G_DECLARE_FINAL_TYPE (ChartOverviewShade, chart_overview_shade, CHART, OVERVIEW_SHADE, GtkWidget)

struct _ChartOverviewShade
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (ChartOverviewShade, chart_overview_shade, GTK_TYPE_WIDGET)

static ChartWindow
window_of (ChartOverview *self)
{
  return chart_plot_get_window (self->plot, chart_data_get_now (self->data));
}

void
chart_overview_get_extent (ChartOverview *self, gint64 *from_ms, gint64 *to_ms)
{
  *to_ms = chart_data_get_now (self->data);
  *from_ms = *to_ms - chart_data_get_range (self->data);
}

static double
x_of (ChartOverview *self, gint64 time_ms)
{
  gint64 from_ms, to_ms;

  chart_overview_get_extent (self, &from_ms, &to_ms);
  return (double) (time_ms - from_ms) / (to_ms - from_ms) * gtk_widget_get_width (GTK_WIDGET (self));
}

static gint64
time_of (ChartOverview *self, double x)
{
  int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  gint64 from_ms, to_ms;

  chart_overview_get_extent (self, &from_ms, &to_ms);
  return from_ms + (gint64) (CLAMP (x / width, 0, 1) * (to_ms - from_ms));
}

/* Who comes to the end with what a live chart shows is live. */
static void
show (ChartOverview *self, gint64 from_ms, gint64 to_ms)
{
  gint64 now_ms = chart_data_get_now (self->data);
  gint64 range_ms = chart_data_get_range (self->plot->data);

  if (to_ms >= now_ms && ABS (to_ms - from_ms - range_ms) <= range_ms / 50)
    chart_viewport_go_live (self->plot->viewport);
  else
    chart_viewport_move (self->plot->viewport, from_ms, to_ms);
}

static void
pan (ChartOverview *self, ChartWindow window, gint64 by)
{
  gint64 from_ms, to_ms;

  chart_overview_get_extent (self, &from_ms, &to_ms);
  by = MIN (by, to_ms - window.to_ms);
  by = MAX (by, MIN (0, from_ms - window.from_ms));
  show (self, window.from_ms + by, window.to_ms + by);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ChartOverview *self)
{
  ChartWindow window = window_of (self);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag = x >= x_of (self, window.from_ms) - EDGE && x <= x_of (self, window.to_ms) + EDGE ? DRAG_MOVE
                                                                                                : DRAG_SELECT;
  self->drag_x = x;
  self->dragged = window;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ChartOverview *self)
{
  gint64 from = time_of (self, self->drag_x), to = time_of (self, self->drag_x + dx);

  if (fabs (dx) < MIN_DRAG)
    return;
  if (self->drag == DRAG_MOVE)
    pan (self, self->dragged, to - from);
  else if (self->drag == DRAG_SELECT)
    chart_viewport_move (self->plot->viewport, MIN (from, to), MAX (from, to));
}

/* A click beside the mark brings it there. */
static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, ChartOverview *self)
{
  ChartWindow window = self->dragged;

  if (self->drag == DRAG_SELECT && fabs (dx) < MIN_DRAG)
    pan (self, window, time_of (self, self->drag_x) - (window.from_ms + window.to_ms) / 2);
  self->drag = DRAG_NONE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        ChartOverview *self)
{
  ChartWindow window = window_of (self);
  gint64 step = (gint64) ((window.to_ms - window.from_ms) * KEY_PART);
  gint64 from_ms, to_ms;

  chart_overview_get_extent (self, &from_ms, &to_ms);
  if ((modifiers & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
      pan (self, window, -step);
      return TRUE;
    case GDK_KEY_Right:
      pan (self, window, step);
      return TRUE;
    case GDK_KEY_Home:
      pan (self, window, from_ms - window.from_ms);
      return TRUE;
    case GDK_KEY_End:
      chart_viewport_go_live (self->plot->viewport);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
chart_overview_shade_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ChartOverview *self = CHART_OVERVIEW (gtk_widget_get_parent (widget));
  ChartStyle style = chart_style_get (widget);
  ChartWindow window = window_of (self);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  float left = (float) CLAMP (x_of (self, window.from_ms), 0, width - 2 * EDGE);
  float right = (float) CLAMP (x_of (self, window.to_ms), left + 2 * EDGE, width);
  GdkRGBA colour = style.text, edge = style.text;

  colour.alpha *= SHADE_ALPHA;
  edge.alpha *= 0.6f;
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (0, 0, left, height));
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (right, 0, width - right, height));
  gtk_snapshot_append_color (snapshot, &edge, &GRAPHENE_RECT_INIT (left, 0, EDGE, height));
  gtk_snapshot_append_color (snapshot, &edge, &GRAPHENE_RECT_INIT (right - EDGE, 0, EDGE, height));
}

static void
chart_overview_shade_class_init (ChartOverviewShadeClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = chart_overview_shade_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
chart_overview_shade_init (ChartOverviewShade *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/* From the first point of all on. */
static void
fit_extent (ChartOverview *self, gint64 now_ms)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  gint64 range_ms = chart_data_get_range (self->plot->data);
  SeriesPoint first;

  for (guint i = 0; i < buffers->len; i++)
    if (series_buffer_get_first (buffers->pdata[i], &first))
      range_ms = MAX (range_ms, now_ms - first.time_ms);
  chart_data_set_range (self->data, range_ms - range_ms % 1000 + 1000);
}

void
chart_overview_update (ChartOverview *self, gint64 now_ms)
{
  ChartWindow window = window_of (self);

  fit_extent (self, now_ms);
  chart_view_update (CHART_VIEW (self->strip), now_ms);
  if (fabs (x_of (self, window.from_ms) - x_of (self, self->drawn.from_ms)) < 0.5 &&
      fabs (x_of (self, window.to_ms) - x_of (self, self->drawn.to_ms)) < 0.5)
    return;
  self->drawn = window;
  gtk_widget_queue_draw (self->shade);
}

static void
redraw (ChartOverview *self)
{
  gtk_widget_queue_draw (self->shade);
}

static void
chart_overview_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : HEIGHT;
}

static void
chart_overview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ChartOverview *self = CHART_OVERVIEW (widget);

  gtk_widget_size_allocate (self->strip, &(GtkAllocation){ 0, 0, width, height }, -1);
  gtk_widget_size_allocate (self->shade, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
chart_overview_dispose (GObject *object)
{
  ChartOverview *self = CHART_OVERVIEW (object);

  g_clear_pointer (&self->strip, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (chart_overview_parent_class)->dispose (object);
}

static void
chart_overview_class_init (ChartOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chart_overview_dispose;
  widget_class->measure = chart_overview_measure;
  widget_class->size_allocate = chart_overview_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "chartoverview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
chart_overview_init (ChartOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Overview"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("All that is known; arrow keys move what the chart shows"), -1);
}

GtkWidget *
chart_overview_new (ChartPlot *plot)
{
  ChartOverview *self = g_object_new (CHART_TYPE_OVERVIEW, NULL);

  self->plot = plot;
  self->data = chart_data_new_like (plot->data, CHART_KIND_SPARKLINE);
  self->strip = chart_plot_new (self->data, TRUE);
  self->shade = g_object_new (CHART_TYPE_OVERVIEW_SHADE, NULL);
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  g_signal_connect_object (plot->viewport, "changed", G_CALLBACK (redraw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
