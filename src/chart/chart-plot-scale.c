/* chart-plot-scale.c: which stretch of time and of values a plot shows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-plot-private.h"
#include "series-stack.h"

#include <math.h>

#define TICK_HEIGHT 38      /* pixels a tick, about */
#define MAX_SKEW_MS 3600000 /* a server whose clock is ahead of ours by more is not followed */
#define MIN_SKEW_MS 2000

ChartUnit
chart_plot_get_unit (ChartPlot *self)
{
  return chart_unit_parse (chart_data_get_unit (self->data));
}

static guint
n_ticks (ChartPlot *self)
{
  return MAX (2, gtk_widget_get_height (GTK_WIDGET (self)) / TICK_HEIGHT);
}

/* A server whose clock is ahead would be out of sight, so the window follows it. */
static gint64
live_end (ChartPlot *self, gint64 now_ms)
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

/* A sparkline is always live. */
ChartWindow
chart_plot_get_window (ChartPlot *self, gint64 now_ms)
{
  ChartWindow window;

  if (!self->bare &&
      chart_viewport_get_span (chart_data_get_viewport (self->data), &window.from_ms, &window.to_ms))
    return window;
  window.to_ms = live_end (self, now_ms);
  window.from_ms = window.to_ms - chart_data_get_range (self->data);
  return window;
}

/* (transfer container) */
static GPtrArray *
list_shown (ChartPlot *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  GPtrArray *shown = g_ptr_array_new ();

  for (guint i = 0; i < buffers->len; i++)
    if (chart_data_get_shown (self->data, i))
      g_ptr_array_add (shown, buffers->pdata[i]);
  return shown;
}

static gboolean
data_range (ChartPlot *self, ChartWindow window, double *min, double *max)
{
  g_autoptr (GPtrArray) buffers = list_shown (self);
  gboolean found = FALSE;

  if (chart_data_get_kind (self->data) == CHART_KIND_BAR && self->frame.width > 0)
    return chart_layer_bar_range (self->data, &self->frame, window.from_ms, window.to_ms, min, max);
  if (chart_data_get_kind (self->data) == CHART_KIND_STACKED && buffers->len > 0 && self->frame.width > 0)
    return series_stack_range ((SeriesBuffer *const *) buffers->pdata, buffers->len, self->frame.column_us,
                               series_column_at (window.from_ms, self->frame.column_us), self->frame.width,
                               min, max);
  *min = INFINITY;
  *max = -INFINITY;
  for (guint i = 0; i < buffers->len; i++)
    {
      double low, high;

      if (!series_buffer_get_range_between (buffers->pdata[i], window.from_ms, window.to_ms + 1, &low, &high))
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
wanted_scale (ChartPlot *self, ChartWindow window)
{
  ChartUnit unit = chart_plot_get_unit (self);
  double min, max, fixed_min, fixed_max;
  ChartScale scale;

  chart_data_get_bounds (self->data, &fixed_min, &fixed_max);
  if (!isnan (self->zoom_min))
    {
      fixed_min = self->zoom_min;
      fixed_max = self->zoom_max;
    }
  self->has_data = data_range (self, window, &min, &max);
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

/* Follows the values in WINDOW; TRUE when the scale changed. */
gboolean
chart_plot_follow_values (ChartPlot *self, ChartWindow window, gint64 now_ms)
{
  return chart_range_follow (&self->range, wanted_scale (self, window), n_ticks (self),
                             chart_plot_get_unit (self), now_ms);
}
