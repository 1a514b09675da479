/* chart-plot-path.c: the lines of a plot as paths of cairo, for files that are looked at in any size. On the screen this
 * would be far too slow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-plot-private.h"
#include "series-cursor.h"

#include <math.h>

#define LINE_WIDTH       1.75
#define FILL_ALPHA       0.22
#define POINTS_PER_PIXEL 3 /* more of them are drawn as the extremes of each column */

gboolean
chart_plot_has_paths (ChartPlot *self)
{
  ChartKind kind = chart_data_get_kind (self->data);

  return kind != CHART_KIND_STACKED && kind != CHART_KIND_BAR && kind != CHART_KIND_HEATMAP;
}

static ChartWindow
frame_window (ChartPlot *self)
{
  gint64 first = self->frame.end_column - self->frame.width;

  return (ChartWindow){ series_column_start (first, self->frame.column_us),
                        series_column_start (self->frame.end_column, self->frame.column_us) };
}

static void
fill_down (ChartPlot *self, cairo_t *cr, double from_x, double to_x)
{
  double base = CLAMP (0, self->range.scale.min, self->range.scale.max);
  cairo_path_t *line = cairo_copy_path (cr);

  cairo_line_to (cr, to_x, chart_plot_get_y (self, base));
  cairo_line_to (cr, from_x, chart_plot_get_y (self, base));
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_append_path (cr, line);
  cairo_path_destroy (line);
}

/* Ends what has been drawn of a line; a lone point is a dot. */
static void
end_line (ChartPlot *self, cairo_t *cr, guint32 colour, double from_x, double to_x)
{
  GdkRGBA rgba = chart_rgba (colour);
  gboolean fills = chart_data_get_kind (self->data) != CHART_KIND_LINE;

  if (!cairo_has_current_point (cr))
    return;
  if (from_x == to_x)
    cairo_rel_line_to (cr, 0, 0);
  if (fills && from_x < to_x)
    {
      cairo_set_source_rgba (cr, rgba.red, rgba.green, rgba.blue, FILL_ALPHA);
      fill_down (self, cr, from_x, to_x);
    }
  gdk_cairo_set_source_rgba (cr, &rgba);
  cairo_stroke (cr);
}

static void
trace_points (ChartPlot *self, cairo_t *cr, SeriesBuffer *buffer, guint32 colour)
{
  ChartWindow window = frame_window (self);
  double from_x = 0, x = 0;
  SeriesCursor cursor;
  SeriesPoint point;

  series_cursor_init (&cursor, buffer, window.from_ms);
  series_cursor_prev (&cursor); /* the line comes in from outside */
  for (; series_cursor_get (&cursor, &point); series_cursor_next (&cursor))
    {
      if (!series_cursor_joined (&cursor))
        end_line (self, cr, colour, from_x, x);
      if (isnan (point.value))
        continue;
      x = chart_plot_get_x (self, point.time_ms);
      from_x = cairo_has_current_point (cr) ? from_x : x;
      cairo_line_to (cr, x, chart_plot_get_y (self, point.value));
      if (point.time_ms > window.to_ms)
        break;
    }
  end_line (self, cr, colour, from_x, x);
}

static void
trace_columns (ChartPlot *self, cairo_t *cr, SeriesBuffer *buffer, guint32 colour)
{
  guint n = self->frame.width;
  g_autofree SeriesColumn *columns = g_new (SeriesColumn, n);
  double from_x = 0, x = 0;

  series_columns_query (buffer, self->frame.column_us, self->frame.end_column - n, n, columns);
  for (guint i = 0; i < n; i++)
    {
      if (columns[i].n_numbers == 0)
        continue;
      if (!columns[i].joined)
        end_line (self, cr, colour, from_x, x);
      x = self->area.origin.x + (i + 0.5) / self->frame.scale;
      from_x = cairo_has_current_point (cr) ? from_x : x;
      cairo_line_to (cr, x, chart_plot_get_y (self, columns[i].first));
      cairo_line_to (cr, x, chart_plot_get_y (self, columns[i].min));
      cairo_line_to (cr, x, chart_plot_get_y (self, columns[i].max));
      cairo_line_to (cr, x, chart_plot_get_y (self, columns[i].last));
    }
  end_line (self, cr, colour, from_x, x);
}

static gboolean
is_dense (ChartPlot *self, SeriesBuffer *buffer)
{
  ChartWindow window = frame_window (self);
  guint64 limit = (guint64) (self->area.size.width * POINTS_PER_PIXEL), n = 0;
  SeriesCursor cursor;
  SeriesPoint point;

  series_cursor_init (&cursor, buffer, window.from_ms);
  for (; n <= limit && series_cursor_get (&cursor, &point) && point.time_ms < window.to_ms; n++)
    series_cursor_next (&cursor);
  return n > limit;
}

void
chart_plot_append_paths (ChartPlot *self, GtkSnapshot *snapshot)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &self->area);

  cairo_rectangle (cr, self->area.origin.x, self->area.origin.y - LINE_WIDTH, self->area.size.width,
                   self->area.size.height + 2 * LINE_WIDTH);
  cairo_clip (cr);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < buffers->len; i++)
    {
      guint32 colour = chart_palette_get (self->frame.dark, i);

      if (!chart_data_get_shown (self->data, i))
        continue;
      if (is_dense (self, buffers->pdata[i]))
        trace_columns (self, cr, buffers->pdata[i], colour);
      else
        trace_points (self, cr, buffers->pdata[i], colour);
    }
  cairo_destroy (cr);
}
