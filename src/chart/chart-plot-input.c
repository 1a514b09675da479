/* chart-plot-input.c: zoom, pan and pause by pointer, wheel, touch and keyboard.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A plain vertical scroll is never ours: it scrolls the page that the chart stands on. */
#include "chart-plot-private.h"

#include <math.h>

#define MIN_DRAG    6   /* pixels: less is a click */
#define SCROLL_ZOOM 0.8 /* a step of the wheel */
#define SCROLL_PART 0.1 /* of the window, a step sideways */

static ChartWindow
window_of (ChartPlot *self)
{
  return chart_plot_get_window (self, chart_data_get_now (self->data));
}

/* Moves the window by PART of its length; who comes back to the end is live again. */
void
chart_plot_pan (ChartPlot *self, double part)
{
  gint64 now_ms = chart_data_get_now (self->data);
  ChartWindow window = window_of (self);
  gint64 length = window.to_ms - window.from_ms;
  gint64 by = (gint64) (part * length);

  if (window.to_ms + by >= now_ms && length <= chart_data_get_range (self->data))
    {
      chart_viewport_go_live (self->viewport);
      return;
    }
  by = CLAMP (by, SERIES_TIME_MIN - window.from_ms, SERIES_TIME_MAX - window.to_ms);
  chart_viewport_move (self->viewport, window.from_ms + by, window.to_ms + by);
}

/* Shows FACTOR times as much, with what is at X staying there. */
void
chart_plot_zoom (ChartPlot *self, double x, double factor)
{
  ChartWindow window = window_of (self);
  gint64 length = window.to_ms - window.from_ms;
  double part = CLAMP ((x - self->area.origin.x) / self->area.size.width, 0, 1);
  gint64 wanted = (gint64) CLAMP (length * factor, CHART_MIN_SPAN_MS, CHART_MAX_RANGE_MS);
  gint64 from_ms = window.from_ms + (gint64) (part * (length - wanted));

  chart_viewport_move (self->viewport, from_ms, from_ms + wanted);
}

void
chart_plot_toggle_pause (ChartPlot *self)
{
  ChartWindow window = window_of (self);

  if (chart_viewport_get_state (self->viewport) == CHART_VIEWPORT_FROZEN)
    chart_viewport_go_live (self->viewport);
  else
    chart_viewport_show (self->viewport, window.from_ms, window.to_ms);
}

static double
clamp_x (ChartPlot *self, double x)
{
  return CLAMP (x, self->area.origin.x, self->area.origin.x + self->area.size.width);
}

static double
clamp_y (ChartPlot *self, double y)
{
  return CLAMP (y, self->area.origin.y, self->area.origin.y + self->area.size.height);
}

static double
value_at (ChartPlot *self, double y)
{
  ChartScale scale = self->range.scale;

  return scale.max - (y - self->area.origin.y) / self->area.size.height * (scale.max - scale.min);
}

/* What a selection leaves of the values; less than a drag is all of them. */
static void
zoom_values (ChartPlot *self, double from_y, double to_y)
{
  if (!(fabs (to_y - from_y) >= MIN_DRAG))
    return;
  self->zoom_min = value_at (self, MAX (from_y, to_y));
  self->zoom_max = value_at (self, MIN (from_y, to_y));
  self->range.valid = FALSE;
}

/* One step: to all values, to what was shown before, or live; FALSE when there is nothing to go back to. */
gboolean
chart_plot_go_back (ChartPlot *self)
{
  if (chart_viewport_get_state (self->viewport) == CHART_VIEWPORT_LIVE)
    return FALSE;
  self->zoom_min = self->zoom_max = NAN;
  self->range.valid = FALSE;
  chart_viewport_go_back (self->viewport);
  return TRUE;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ChartPlot *self)
{
  self->pointer_x = clamp_x (self, x);
  chart_plot_follow_pointer (self);
}

static void
leave_cb (GtkEventControllerMotion *controller, ChartPlot *self)
{
  self->pointer_x = NAN;
  chart_viewport_clear_cursor (self->viewport);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ChartPlot *self)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_from = self->drag_to = clamp_x (self, x);
  self->drag_from_y = self->drag_to_y = (modifiers & GDK_SHIFT_MASK) != 0 ? clamp_y (self, y) : NAN;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ChartPlot *self)
{
  self->drag_to = clamp_x (self, self->drag_from + dx);
  self->drag_to_y = clamp_y (self, self->drag_from_y + dy);
  gtk_widget_queue_draw (self->overlay);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, ChartPlot *self)
{
  double from = self->drag_from, to = clamp_x (self, self->drag_from + dx);
  double from_y = self->drag_from_y, to_y = clamp_y (self, self->drag_from_y + dy);

  self->drag_from = self->drag_to = self->drag_from_y = self->drag_to_y = NAN;
  gtk_widget_queue_draw (self->overlay);
  if (!(fabs (to - from) >= MIN_DRAG))
    return;
  if (!isnan (from_y))
    zoom_values (self, from_y, to_y);
  chart_viewport_show (self->viewport, chart_plot_get_time (self, MIN (from, to)),
                       chart_plot_get_time (self, MAX (from, to)));
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, ChartPlot *self)
{
  self->drag_from = self->drag_to = self->drag_from_y = self->drag_to_y = NAN;
  gtk_widget_queue_draw (self->overlay);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ChartPlot *self)
{
  if (n_press == 2)
    chart_plot_go_back (self);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, ChartPlot *self)
{
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((modifiers & GDK_CONTROL_MASK) != 0 && dy != 0)
    {
      double x = isnan (self->pointer_x) ? self->area.origin.x + self->area.size.width : self->pointer_x;

      chart_plot_zoom (self, x, pow (SCROLL_ZOOM, -dy));
      return TRUE;
    }
  if ((modifiers & GDK_SHIFT_MASK) != 0 && dx == 0)
    dx = dy;
  else if (fabs (dx) <= fabs (dy))
    return FALSE;
  chart_plot_pan (self, dx * SCROLL_PART);
  return TRUE;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, ChartPlot *self)
{
  self->drag_from = self->drag_to = self->drag_from_y = self->drag_to_y = NAN;
  g_object_set_data (G_OBJECT (gesture), "scale", NULL);
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, ChartPlot *self)
{
  double *before = g_object_get_data (G_OBJECT (gesture), "scale");
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y) || !(scale > 0))
    return;
  chart_plot_zoom (self, x, (before ? *before : 1) / scale);
  g_object_set_data_full (G_OBJECT (gesture), "scale", g_memdup2 (&scale, sizeof scale), g_free);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        ChartPlot *self)
{
  return chart_plot_handle_key (self, keyval, modifiers);
}

static void
focus_out_cb (GtkEventControllerFocus *controller, ChartPlot *self)
{
  if (isnan (self->pointer_x))
    chart_viewport_clear_cursor (self->viewport);
}

static void
add_pointer (ChartPlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
add_gestures (ChartPlot *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

static void
add_keyboard (ChartPlot *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_out_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

void
chart_plot_add_input (ChartPlot *self)
{
  add_pointer (self);
  add_gestures (self);
  add_keyboard (self);
}
