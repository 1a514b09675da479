/* chart-plot-cursor.c: the crosshair: it snaps to samples, under the pointer and by the keyboard.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-plot-private.h"
#include "series-cursor.h"

#include <math.h>

#define KEY_PART 0.1 /* of the window, a step with Ctrl */

static SeriesPoint
nearest_sample (ChartPlot *self, gint64 time_ms)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  SeriesPoint nearest = { time_ms, NAN }, point;

  for (guint i = 0; i < buffers->len; i++)
    {
      if (!chart_data_get_shown (self->data, i) || !series_buffer_find (buffers->pdata[i], time_ms, &point))
        continue;
      if (isnan (nearest.value) || ABS (point.time_ms - time_ms) < ABS (nearest.time_ms - time_ms))
        nearest = point;
    }
  return nearest;
}

static gboolean
is_inside (ChartPlot *self, gint64 time_ms)
{
  double x = chart_plot_get_x (self, time_ms);

  return x >= self->area.origin.x - 1 && x <= self->area.origin.x + self->area.size.width + 1;
}

/* Puts the crosshair on the sample nearest to TIME_MS, if that is in sight. */
void
chart_plot_point_at (ChartPlot *self, gint64 time_ms)
{
  SeriesPoint nearest;

  if (self->frame.width == 0)
    return;
  nearest = nearest_sample (self, time_ms);
  if (isnan (nearest.value) || !is_inside (self, nearest.time_ms))
    chart_viewport_clear_cursor (self->viewport);
  else
    chart_viewport_set_cursor (self->viewport, nearest.time_ms);
}

void
chart_plot_follow_pointer (ChartPlot *self)
{
  if (!isnan (self->pointer_x))
    chart_plot_point_at (self, chart_plot_get_time (self, self->pointer_x));
}

gboolean
chart_plot_get_cursor (ChartPlot *self, gint64 *time_ms)
{
  return !self->bare && self->frame.width > 0 && chart_viewport_get_cursor (self->viewport, time_ms) &&
         is_inside (self, *time_ms);
}

/* Whether TIME_MS is a sample, or lies on the line between two. */
static gboolean
has_line_at (SeriesBuffer *buffer, gint64 time_ms)
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
  if (!has_line_at (buffer, time_ms) || !series_buffer_find (buffer, time_ms, &point))
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

/* The number of the chosen series after TIME_MS, or before it; TIME_MS itself when there is none. */
static gint64
neighbour (ChartPlot *self, gint64 time_ms, int direction)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  SeriesCursor cursor;
  SeriesPoint point;

  if (buffers->len == 0)
    return time_ms;
  series_cursor_init (&cursor, buffers->pdata[self->key_series % buffers->len], time_ms + (direction > 0));
  if (direction < 0 && !series_cursor_prev (&cursor))
    return time_ms;
  while (series_cursor_get (&cursor, &point) && isnan (point.value))
    {
      if (direction > 0)
        series_cursor_next (&cursor);
      else if (!series_cursor_prev (&cursor))
        return time_ms;
    }
  return series_cursor_get (&cursor, &point) ? point.time_ms : time_ms;
}

static void
move_cursor (ChartPlot *self, int direction, gboolean far)
{
  ChartWindow window = chart_plot_get_window (self, chart_data_get_now (self->data));
  gint64 time_ms = window.to_ms;

  if (!chart_plot_get_cursor (self, &time_ms))
    direction = 0; /* the first key shows it, at the end */
  if (far)
    time_ms += (gint64) (direction * KEY_PART * (window.to_ms - window.from_ms));
  else if (direction != 0)
    time_ms = neighbour (self, time_ms, direction);
  chart_plot_point_at (self, CLAMP (time_ms, window.from_ms, window.to_ms));
}

static void
choose_series (ChartPlot *self, int direction)
{
  guint n = chart_data_get_buffers (self->data)->len;

  if (n > 0)
    self->key_series = (self->key_series + n + direction) % n;
}

/* Back first, then the crosshair goes, unless it is the pointer's; Esc that means nothing to us may close what we stand
 * on. */
static gboolean
escape (ChartPlot *self)
{
  gint64 time_ms;

  if (chart_plot_go_back (self))
    return TRUE;
  if (!isnan (self->pointer_x) || !chart_plot_get_cursor (self, &time_ms))
    return FALSE;
  chart_viewport_clear_cursor (self->viewport);
  return TRUE;
}

gboolean
chart_plot_handle_key (ChartPlot *self, guint keyval, GdkModifierType modifiers)
{
  ChartWindow window = chart_plot_get_window (self, chart_data_get_now (self->data));
  gboolean far = (modifiers & GDK_CONTROL_MASK) != 0;

  if ((modifiers & GDK_ALT_MASK) != 0) /* moves the panel, not what is in it */
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
      move_cursor (self, -1, far);
      return TRUE;
    case GDK_KEY_Right:
      move_cursor (self, 1, far);
      return TRUE;
    case GDK_KEY_Home:
      chart_plot_point_at (self, window.from_ms);
      return TRUE;
    case GDK_KEY_End:
      chart_plot_point_at (self, window.to_ms);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      choose_series (self, keyval == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    case GDK_KEY_space:
      chart_plot_toggle_pause (self);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_minus:
      chart_plot_zoom (self, self->area.origin.x + self->area.size.width / 2,
                       keyval == GDK_KEY_plus ? 0.5 : 2);
      return TRUE;
    case GDK_KEY_Escape:
      return escape (self);
    default:
      return FALSE;
    }
}
