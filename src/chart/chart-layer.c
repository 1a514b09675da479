/* chart-layer.c: how the series of each kind of time chart are painted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-canvas.h"
#include "chart-palette.h"
#include "chart-scale.h"
#include "series-cursor.h"
#include "series-stack.h"

#include <math.h>

#define LINE_WIDTH       1.75
#define CONTRAST_WIDTH   2.5 /* in high contrast */
#define BAND_LINE_WIDTH  1.0
#define FILL_ALPHA       0.22
#define MANY_FILLS_ALPHA 0.12 /* areas that lie over one another */
#define BAND_ALPHA       0.55
#define BAR_WIDTH        12 /* pixels of the widget, about */
#define HEAT_ROWS        16

/* The widest step of the calendar that is no wider than a bar. */
gint64
chart_layer_bucket_ms (const ChartFrame *frame)
{
  return chart_time_step ((gint64) (BAR_WIDTH * frame->scale * frame->column_us / 1000));
}

static double
fill_alpha (ChartKind kind, guint n_series)
{
  if (kind == CHART_KIND_LINE)
    return 0;
  return n_series > 1 ? MANY_FILLS_ALPHA : FILL_ALPHA;
}

void
chart_layer_lines (const SeriesPainter *painter,
                   ChartData *data,
                   const ChartFrame *frame,
                   GArray *tracks,
                   int x0,
                   int x1)
{
  GPtrArray *buffers = chart_data_get_buffers (data);
  double alpha = fill_alpha (chart_data_get_kind (data), buffers->len);

  for (guint i = 0; i < buffers->len; i++)
    {
      guint32 colour = chart_palette_get (frame->dark, i);
      SeriesPen pen = { .line = colour,
                        .fill = alpha > 0 ? chart_with_alpha (colour, alpha) : 0,
                        .width = (frame->high_contrast ? CONTRAST_WIDTH : LINE_WIDTH) * frame->scale,
                        .base = CLAMP (0, frame->bottom, frame->top),
                        .dash = chart_palette_get_dash (i, frame->scale) };

      if (chart_data_get_shown (data, i))
        series_painter_draw (painter, buffers->pdata[i], &pen, g_array_index (tracks, ChartTrack, i).dense,
                             x0, x1);
    }
}

void
chart_layer_stacked (const SeriesPainter *painter,
                     ChartData *data,
                     const ChartFrame *frame,
                     GArray *tracks,
                     int x0,
                     int x1)
{
  GPtrArray *buffers = chart_data_get_buffers (data);
  g_autofree SeriesPen *pens = g_new0 (SeriesPen, buffers->len + 1);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < buffers->len; i++)
    {
      guint32 colour = chart_palette_get (frame->dark, i);
      SeriesPen *pen = &pens[shown->len];

      if (!chart_data_get_shown (data, i))
        continue;
      pen->line = colour;
      pen->fill = chart_with_alpha (colour, BAND_ALPHA);
      pen->width = BAND_LINE_WIDTH * frame->scale;
      g_ptr_array_add (shown, buffers->pdata[i]);
    }
  if (shown->len > 0)
    series_stack_draw (painter, (SeriesBuffer *const *) shown->pdata, shown->len, pens, x0, x1);
}

static gint64
floor_to (gint64 value, gint64 step)
{
  return value - (value % step < 0 ? value % step + step : value % step);
}

/* Columns of the image that the bucket from START_MS on covers, with a gap to the next one. */
static void
bucket_columns (const SeriesPainter *painter,
                const ChartFrame *frame,
                gint64 start_ms,
                gint64 bucket_ms,
                int gap,
                int *from,
                int *to)
{
  *from = (int) (series_column_at (start_ms, painter->column_us) - painter->first_column);
  *to = (int) (series_column_at (start_ms + bucket_ms, painter->column_us) - painter->first_column) - gap;
  *to = MAX (*to, *from + 1);
}

/* The lowest and the highest bar that begins in [FROM_MS, TO_MS), and 0. */
gboolean
chart_layer_bar_range (ChartData *data,
                       const ChartFrame *frame,
                       gint64 from_ms,
                       gint64 to_ms,
                       double *min,
                       double *max)
{
  GPtrArray *buffers = chart_data_get_buffers (data);
  gint64 bucket_ms = chart_layer_bucket_ms (frame);
  gboolean found = FALSE;

  *min = *max = 0;
  for (gint64 at = floor_to (from_ms, bucket_ms); buffers->len > 0 && at < to_ms; at += bucket_ms)
    {
      SeriesSummary summary;

      if (!series_buffer_summarize (buffers->pdata[0], at, at + bucket_ms, &summary))
        continue;
      found = TRUE;
      *min = MIN (*min, summary.mean);
      *max = MAX (*max, summary.mean);
    }
  return found;
}

static void
draw_bar (const SeriesPainter *painter, int x0, int x1, double value, guint32 colour)
{
  double zero = CLAMP (series_painter_get_y (painter, 0), 0, painter->image->height);
  double y = series_painter_get_y (painter, value);

  for (int x = x0; x < x1; x++)
    series_image_span (painter->image, x, MIN (y, zero), MAX (y, zero), colour);
}

void
chart_layer_bars (const SeriesPainter *painter,
                  ChartData *data,
                  const ChartFrame *frame,
                  GArray *tracks,
                  int x0,
                  int x1)
{
  GPtrArray *buffers = chart_data_get_buffers (data);
  gint64 bucket_ms = chart_layer_bucket_ms (frame);
  gint64 start_ms =
      floor_to (series_column_start (painter->first_column + x0, painter->column_us), bucket_ms);
  gint64 end_ms = series_column_start (painter->first_column + x1, painter->column_us);
  guint32 colour = chart_palette_get (frame->dark, 0);

  for (; buffers->len > 0 && start_ms < end_ms; start_ms += bucket_ms)
    {
      SeriesSummary summary;
      int from, to;

      if (!series_buffer_summarize (buffers->pdata[0], start_ms, start_ms + bucket_ms, &summary))
        continue;
      bucket_columns (painter, frame, start_ms, bucket_ms, (int) ceil (2 * frame->scale), &from, &to);
      draw_bar (painter, MAX (from, x0), MIN (to, x1), summary.mean, chart_with_alpha (colour, 0.85));
    }
}

/* How many numbers of all series fall on each row of the values, in one bucket. */
static guint
count_rows (const SeriesPainter *painter,
            ChartData *data,
            gint64 start_ms,
            gint64 end_ms,
            guint rows[HEAT_ROWS])
{
  GPtrArray *buffers = chart_data_get_buffers (data);
  guint total = 0;

  for (guint i = 0; i < buffers->len; i++)
    {
      SeriesCursor cursor;
      SeriesPoint point;

      if (!chart_data_get_shown (data, i))
        continue;
      series_cursor_init (&cursor, buffers->pdata[i], start_ms);
      for (; series_cursor_get (&cursor, &point) && point.time_ms < end_ms; series_cursor_next (&cursor))
        {
          double part = (painter->top - point.value) / (painter->top - painter->bottom);

          if (!(part >= 0 && part <= 1))
            continue;
          rows[MIN ((int) (part * HEAT_ROWS), HEAT_ROWS - 1)]++;
          total++;
        }
    }
  return total;
}

static void
draw_cells (const SeriesPainter *painter,
            const guint rows[HEAT_ROWS],
            guint total,
            int x0,
            int x1,
            guint32 colour)
{
  double height = (double) painter->image->height / HEAT_ROWS;

  for (int row = 0; row < HEAT_ROWS; row++)
    {
      double share = total > 0 ? sqrt ((double) rows[row] / total) : 0;
      double top = round (row * height), bottom = round ((row + 1) * height) - 1;

      if (rows[row] == 0)
        continue;
      for (int x = x0; x < x1; x++)
        series_image_span (painter->image, x, top, bottom, chart_with_alpha (colour, 0.12 + 0.88 * share));
    }
}

void
chart_layer_heatmap (const SeriesPainter *painter,
                     ChartData *data,
                     const ChartFrame *frame,
                     GArray *tracks,
                     int x0,
                     int x1)
{
  gint64 bucket_ms = chart_layer_bucket_ms (frame);
  gint64 start_ms =
      floor_to (series_column_start (painter->first_column + x0, painter->column_us), bucket_ms);
  gint64 end_ms = series_column_start (painter->first_column + x1, painter->column_us);

  for (; start_ms < end_ms; start_ms += bucket_ms)
    {
      guint rows[HEAT_ROWS] = { 0 };
      guint total = count_rows (painter, data, start_ms, start_ms + bucket_ms, rows);
      int from, to;

      if (total == 0)
        continue;
      bucket_columns (painter, frame, start_ms, bucket_ms, 1, &from, &to);
      draw_cells (painter, rows, total, MAX (from, x0), MIN (to, x1), chart_palette_get (frame->dark, 0));
    }
}
