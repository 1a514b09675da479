/* series-painter.c: draws series into an image whose columns are those of series-columns.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-painter.h"

#include "series-buffer-private.h"
#include "series-cursor.h"
#include "series-stroke.h"

#define FAR_AWAY   1e6 /* pixels: beyond, a coordinate is cut so that arithmetic stays exact */
#define DOT_FACTOR 2   /* a number without neighbours is a dot this many lines wide */
#define DOT_MIN    3.0 /* pixels */

/* The vertices of one run after another, each drawn when it ends. */
typedef struct
{
  const SeriesPainter *painter;
  const SeriesPen *pen;
  GArray *vertices;
  gboolean filling; /* else stroking */
} Runs;

static double
base_y (const SeriesPainter *self, const SeriesPen *pen)
{
  return CLAMP (series_painter_get_y (self, pen->base), 0, self->image->height);
}

static void
fill_run (const SeriesPainter *self, GArray *run, const SeriesPen *pen)
{
  SeriesVertex first = g_array_index (run, SeriesVertex, 0);
  SeriesVertex last = g_array_index (run, SeriesVertex, run->len - 1);

  first.y = last.y = base_y (self, pen);
  g_array_append_val (run, last);
  g_array_append_val (run, first);
  series_coverage_polygon (self->coverage, (SeriesVertex *) run->data, run->len);
}

/* Wider than the blank part of a dash, or it might not be seen at all. */
static double
dot_size (const SeriesPen *pen)
{
  return MAX (MAX (pen->width * DOT_FACTOR, DOT_MIN), pen->dash.off > 0 ? pen->dash.off + 2. : 0);
}

static void
paint_line (const SeriesPainter *self, const SeriesPen *pen)
{
  series_coverage_paint_dashed (self->coverage, self->image, pen->line, pen->dash.off > 0 ? &pen->dash : NULL,
                                self->first_column);
}

static void
stroke_run (const SeriesPainter *self, GArray *run, const SeriesPen *pen)
{
  if (run->len > 1)
    series_stroke_line (self->coverage, (SeriesVertex *) run->data, run->len, pen->width);
  else
    series_stroke_dot (self->coverage, g_array_index (run, SeriesVertex, 0), dot_size (pen));
}

static void
end_run (Runs *runs)
{
  if (runs->filling && runs->vertices->len > 1)
    fill_run (runs->painter, runs->vertices, runs->pen);
  else if (!runs->filling && runs->vertices->len > 0)
    stroke_run (runs->painter, runs->vertices, runs->pen);
  g_array_set_size (runs->vertices, 0);
}

/* A margin of pixels around what is asked for, so that a line that only grazes it is drawn. */
static void
init_cursor (const SeriesPainter *self, SeriesBuffer *buffer, int x0, SeriesCursor *cursor)
{
  series_cursor_init (cursor, buffer, series_column_start (self->first_column + x0, self->column_us));
  series_cursor_prev (cursor);
}

static void
trace_points (Runs *runs, SeriesBuffer *buffer, int x0, int x1)
{
  const SeriesPainter *self = runs->painter;
  gint64 end_ms = series_column_start (self->first_column + x1, self->column_us);
  gboolean beyond = FALSE;
  SeriesCursor cursor;
  SeriesPoint point;

  init_cursor (self, buffer, x0, &cursor);
  for (; !beyond && series_cursor_get (&cursor, &point); series_cursor_next (&cursor))
    {
      SeriesVertex vertex;

      if (!series_cursor_joined (&cursor))
        end_run (runs);
      if (isnan (point.value))
        continue;
      vertex.x = CLAMP (series_painter_get_x (self, point.time_ms), -FAR_AWAY, FAR_AWAY);
      vertex.y = series_painter_get_y (self, point.value);
      g_array_append_val (runs->vertices, vertex);
      beyond = point.time_ms >= end_ms;
    }
  end_run (runs);
}

static int
margin (const SeriesPen *pen)
{
  return (int) ceil (dot_size (pen));
}

static void
draw_sparse (const SeriesPainter *self, SeriesBuffer *buffer, const SeriesPen *pen, int x0, int x1)
{
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (SeriesVertex));
  Runs runs = { self, pen, vertices, TRUE };

  if (pen->fill != 0)
    {
      series_coverage_begin (self->coverage, self->image, x0, x1);
      trace_points (&runs, buffer, x0 - margin (pen), x1 + margin (pen));
      series_coverage_paint (self->coverage, self->image, pen->fill);
    }
  if (pen->line != 0)
    {
      runs.filling = FALSE;
      series_coverage_begin (self->coverage, self->image, x0, x1);
      trace_points (&runs, buffer, x0 - margin (pen), x1 + margin (pen));
      paint_line (self, pen);
    }
}

/* Draws column I of COLUMNS, which has a neighbour on either side. Neighbours that are joined meet half-way.
 */
static void
draw_column (const SeriesPainter *self, const SeriesColumn *columns, guint i, const SeriesPen *pen, int x)
{
  const SeriesColumn *column = &columns[i], *before = &columns[i - 1], *after = &columns[i + 1];
  double min = column->min, max = column->max;
  double top, bottom;

  if (column->joined && before->n_numbers > 0)
    {
      min = MIN (min, (before->last + column->first) / 2);
      max = MAX (max, (before->last + column->first) / 2);
    }
  if (after->joined && after->n_numbers > 0)
    {
      min = MIN (min, (column->last + after->first) / 2);
      max = MAX (max, (column->last + after->first) / 2);
    }
  top = series_painter_get_y (self, max);
  bottom = series_painter_get_y (self, min);
  if (pen->fill != 0)
    series_image_span (self->image, x, MIN (top, base_y (self, pen)), MAX (bottom, base_y (self, pen)),
                       pen->fill);
  if (pen->line != 0 && series_dash_is_on (&pen->dash, self->first_column + x))
    series_image_span (self->image, x, top - pen->width / 2, bottom + pen->width / 2, pen->line);
}

/* In a dense series two numbers may still be several columns apart: the line between them is drawn as such.
 */
static void
draw_bridge (const SeriesPainter *self,
             SeriesBuffer *buffer,
             const SeriesColumn *column,
             const SeriesPen *pen,
             int x0,
             int x1)
{
  g_autoptr (GArray) run = g_array_sized_new (FALSE, FALSE, sizeof (SeriesVertex), 4);
  SeriesVertex ends[2];
  SeriesCursor cursor;
  SeriesPoint before;

  series_cursor_init (&cursor, buffer, column->first_ms);
  series_cursor_prev (&cursor);
  series_cursor_get (&cursor, &before);
  ends[0].x = CLAMP (series_painter_get_x (self, before.time_ms), -FAR_AWAY, FAR_AWAY);
  ends[0].y = series_painter_get_y (self, before.value);
  ends[1].x = series_painter_get_x (self, column->first_ms);
  ends[1].y = series_painter_get_y (self, column->first);
  g_array_append_vals (run, ends, 2);
  x0 = MAX (x0, (int) ends[0].x + 1);
  x1 = MIN (x1, (int) ends[1].x);
  if (x0 >= x1)
    return;
  series_coverage_begin (self->coverage, self->image, x0, x1);
  stroke_run (self, run, pen);
  paint_line (self, pen);
  if (pen->fill == 0)
    return;
  series_coverage_begin (self->coverage, self->image, x0, x1);
  fill_run (self, run, pen);
  series_coverage_paint (self->coverage, self->image, pen->fill);
}

static void
draw_dense (const SeriesPainter *self, SeriesBuffer *buffer, const SeriesPen *pen, int x0, int x1)
{
  guint n = x1 - x0 + 2; /* one more on either side */
  g_autofree SeriesColumn *columns = g_new (SeriesColumn, n);

  series_columns_query (buffer, self->column_us, self->first_column + x0 - 1, n, columns);
  for (guint i = 1; i < n - 1; i++)
    {
      if (columns[i].n_numbers == 0)
        continue;
      draw_column (self, columns, i, pen, x0 + i - 1);
      if (columns[i].joined && columns[i - 1].n_numbers == 0)
        draw_bridge (self, buffer, &columns[i], pen, x0, x1);
    }
}

double
series_painter_get_x (const SeriesPainter *self, gint64 time_ms)
{
  return (double) (time_ms * 1000 - self->first_column * self->column_us) / self->column_us;
}

double
series_painter_get_y (const SeriesPainter *self, double value)
{
  double y = (self->top - value) / (self->top - self->bottom) * self->image->height;

  return CLAMP (y, -FAR_AWAY, FAR_AWAY);
}

gboolean
series_painter_is_dense (const SeriesPainter *self, SeriesBuffer *buffer)
{
  gint64 from_ms = series_column_start (self->first_column, self->column_us);
  gint64 to_ms = series_column_start (self->first_column + self->image->width, self->column_us);
  GPtrArray *chunks = series_buffer_get_chunks (buffer);
  guint64 n_points = 0, n_columns;
  gint64 first_ms = to_ms, last_ms = from_ms;

  for (guint i = series_buffer_find_chunk (buffer, from_ms); i < chunks->len; i++)
    {
      SeriesChunk *chunk = g_ptr_array_index (chunks, i);
      guint from = series_chunk_lower (chunk, 0, from_ms);
      guint to = series_chunk_lower (chunk, from, to_ms);

      if (from == to)
        continue;
      n_points += to - from;
      first_ms = MIN (first_ms, series_chunk_time (chunk, from));
      last_ms = MAX (last_ms, series_chunk_time (chunk, to - 1));
    }
  n_columns = 1 + MAX (0, last_ms - first_ms) * 1000 / self->column_us;
  return n_points > SERIES_DENSE_POINTS * MAX (n_columns, 16);
}

/**
 * series_painter_draw:
 * @dense: from series_painter_is_dense(); kept by the caller, so that what is drawn bit by bit is of one kind
 * @x0: the first column of the image to draw, which should be clear
 * @x1: the one after the last
 */
void
series_painter_draw (const SeriesPainter *self,
                     SeriesBuffer *buffer,
                     const SeriesPen *pen,
                     gboolean dense,
                     int x0,
                     int x1)
{
  x0 = MAX (x0, 0);
  x1 = MIN (x1, self->image->width);
  if (x0 >= x1)
    return;
  if (dense)
    draw_dense (self, buffer, pen, x0, x1);
  else
    draw_sparse (self, buffer, pen, x0, x1);
}
