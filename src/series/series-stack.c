/* series-stack.c: series on top of one another.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Samples of different series rarely stand at the same time, so the sums are made per column: the last number
 * in it, or what the line between two joined numbers has there. A series in a gap adds nothing. */
#include "series-stack.h"

#include "series-cursor.h"
#include "series-stroke.h"

#include <math.h>

/* The values of the columns after the point BEFORE up to the column END, from the line to AFTER. */
static void
fill_line (double *values, gint64 column_us, gint64 first, gint64 n, SeriesPoint before, SeriesPoint after)
{
  gint64 from = MAX (series_column_at (before.time_ms, column_us) + 1 - first, 0);
  gint64 to = MIN (series_column_at (after.time_ms, column_us) - first, n);
  double slope = (after.value - before.value) / (after.time_ms - before.time_ms);

  for (gint64 i = from; i < to; i++)
    {
      double middle_ms = (first + i + 0.5) * column_us / 1000;

      values[i] = before.value + (middle_ms - before.time_ms) * slope;
    }
}

/* If the line runs on to the first point at or after TIME_MS, fills the empty columns that it crosses. */
static void
fill_to (double *values, SeriesBuffer *buffer, gint64 column_us, gint64 first, guint n, gint64 time_ms)
{
  SeriesCursor cursor;
  SeriesPoint before, after;

  series_cursor_init (&cursor, buffer, time_ms);
  if (!series_cursor_joined (&cursor))
    return;
  series_cursor_get (&cursor, &after);
  series_cursor_prev (&cursor);
  series_cursor_get (&cursor, &before);
  fill_line (values, column_us, first, n, before, after);
}

static void
values_of (double *values, SeriesBuffer *buffer, gint64 column_us, gint64 first, guint n)
{
  g_autofree SeriesColumn *columns = g_new (SeriesColumn, n);

  series_columns_query (buffer, column_us, first, n, columns);
  for (guint i = 0; i < n; i++)
    {
      values[i] = columns[i].n_numbers > 0 ? columns[i].last : NAN;
      if (columns[i].joined && (i == 0 || columns[i - 1].n_numbers == 0))
        fill_to (values, buffer, column_us, first, n, columns[i].first_ms);
    }
  if (columns[n - 1].n_numbers == 0)
    fill_to (values, buffer, column_us, first, n, series_column_start (first + n, column_us));
}

/* N values a series, then N sums up to and with that series. A sum is NAN where the series itself has
 * nothing. */
static double *
sums_of (SeriesBuffer *const *buffers,
         guint n_buffers,
         gint64 column_us,
         gint64 first,
         guint n,
         double **floors)
{
  double *tops = g_new (double, (gsize) n_buffers *n + 1);
  g_autofree double *sums = g_new0 (double, n);

  *floors = g_new (double, (gsize) n_buffers *n + 1);
  for (guint k = 0; k < n_buffers; k++)
    {
      double *values = tops + (gsize) k * n;

      values_of (values, buffers[k], column_us, first, n);
      for (guint i = 0; i < n; i++)
        {
          (*floors)[(gsize) k * n + i] = sums[i];
          if (!isnan (values[i]))
            values[i] = sums[i] += values[i];
        }
    }
  return tops;
}

static SeriesVertex
vertex_at (const SeriesPainter *painter, double x, double value)
{
  return (SeriesVertex){ x + 0.5, series_painter_get_y (painter, value) };
}

static void
draw_run (const SeriesPainter *painter,
          const double *tops,
          const double *floors,
          guint from,
          guint to,
          int x,
          const SeriesPen *pen,
          int x0,
          int x1)
{
  g_autofree SeriesVertex *vertices = g_new (SeriesVertex, 2 * (to - from) + 2);
  guint n = 0, n_top;

  for (guint i = from; i < to; i++)
    vertices[n++] = vertex_at (painter, x + (int) i, tops[i]);
  if (n == 1) /* one column alone has a width all the same */
    vertices[n++] = vertex_at (painter, x + (int) to, tops[from]);
  n_top = n;
  for (guint i = to; i-- > from;)
    vertices[n++] = vertex_at (painter, x + (int) i, floors[i]);
  series_coverage_begin (painter->coverage, painter->image, x0, x1);
  series_coverage_polygon (painter->coverage, vertices, n);
  series_coverage_paint (painter->coverage, painter->image, pen->fill);
  series_coverage_begin (painter->coverage, painter->image, x0, x1);
  series_stroke_line (painter->coverage, vertices, n_top, pen->width);
  series_coverage_paint (painter->coverage, painter->image, pen->line);
}

static void
draw_band (const SeriesPainter *painter,
           const double *tops,
           const double *floors,
           guint n,
           int x,
           const SeriesPen *pen,
           int x0,
           int x1)
{
  for (guint from = 0; from < n;)
    {
      guint to = from;

      while (to < n && !isnan (tops[to]))
        to++;
      if (to > from)
        draw_run (painter, tops, floors, from, to, x, pen, x0, x1);
      from = to + 1;
    }
}

void
series_stack_draw (const SeriesPainter *painter,
                   SeriesBuffer *const *buffers,
                   guint n_buffers,
                   const SeriesPen *pens,
                   int x0,
                   int x1)
{
  const int margin = 4; /* columns beside, so that the line does not end at the seam */
  guint n = x1 - x0 + 2 * margin;
  g_autofree double *tops = NULL;
  g_autofree double *floors = NULL;

  if (x0 >= x1)
    return;
  tops = sums_of (buffers, n_buffers, painter->column_us, painter->first_column + x0 - margin, n, &floors);
  for (guint k = 0; k < n_buffers; k++)
    draw_band (painter, tops + (gsize) k * n, floors + (gsize) k * n, n, x0 - margin, &pens[k], x0, x1);
}

gboolean
series_stack_range (SeriesBuffer *const *buffers,
                    guint n_buffers,
                    gint64 column_us,
                    gint64 first,
                    guint n_columns,
                    double *min,
                    double *max)
{
  g_autofree double *tops = NULL;
  g_autofree double *floors = NULL;
  gboolean found = FALSE;

  tops = sums_of (buffers, n_buffers, column_us, first, n_columns, &floors);
  *min = 0;
  *max = 0;
  for (gsize i = 0; i < (gsize) n_buffers * n_columns; i++)
    {
      if (isnan (tops[i]))
        continue;
      found = TRUE;
      *min = MIN (*min, tops[i]);
      *max = MAX (*max, tops[i]);
    }
  return found;
}
