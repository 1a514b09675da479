/* series-columns.c: what a buffer holds per column of a chart, from the pyramid.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-columns.h"

#include "series-buffer-private.h"

#define EMPTY_COLUMN ((SeriesColumn){ .min = INFINITY, .max = -INFINITY, .first = NAN, .last = NAN })

/* Where a query stands: a run of points that follow one another in one chunk. */
typedef struct
{
  SeriesBuffer *buffer;
  GPtrArray *chunks;
  guint position; /* of the chunk */
  guint index;    /* in it */
} Walk;

static SeriesChunk *
walk_chunk (const Walk *walk)
{
  return walk->position < walk->chunks->len ? g_ptr_array_index (walk->chunks, walk->position) : NULL;
}

static void
walk_init (Walk *walk, SeriesBuffer *buffer, gint64 time_ms)
{
  SeriesChunk *chunk;

  *walk = (Walk){ buffer, series_buffer_get_chunks (buffer), series_buffer_find_chunk (buffer, time_ms), 0 };
  chunk = walk_chunk (walk);
  if (chunk != NULL)
    walk->index = series_chunk_lower (chunk, 0, time_ms);
}

/* The points from where the walk stands to END_MS in its chunk, as [index, *to); steps on. NULL when there
 * are none. */
static SeriesChunk *
walk_run (Walk *walk, gint64 end_ms, guint *from, guint *to)
{
  SeriesChunk *chunk = walk_chunk (walk);

  if (chunk != NULL && walk->index == chunk->n)
    {
      walk->position++;
      walk->index = 0;
      chunk = walk_chunk (walk);
    }
  if (chunk == NULL || series_chunk_time (chunk, walk->index) >= end_ms)
    return NULL;
  *from = walk->index;
  *to = walk->index = series_chunk_lower (chunk, walk->index, end_ms);
  return chunk;
}

static gboolean
joined_before (const Walk *walk, SeriesChunk *chunk, guint index)
{
  SeriesChunk *before = chunk;
  guint before_index = index - 1;

  if (index == 0)
    {
      if (walk->position == 0)
        return FALSE;
      before = g_ptr_array_index (walk->chunks, walk->position - 1);
      before_index = before->n - 1;
    }
  return !isnan (before->values[before_index]) &&
         series_buffer_joins (walk->buffer, chunk, index, series_chunk_time (before, before_index));
}

static void
set_first (SeriesColumn *column, const Walk *walk, SeriesChunk *chunk, guint from)
{
  while (isnan (chunk->values[from]))
    from++;
  column->first = chunk->values[from];
  column->first_ms = series_chunk_time (chunk, from);
  column->joined = joined_before (walk, chunk, from);
}

static void
set_last (SeriesColumn *column, SeriesChunk *chunk, guint to)
{
  while (isnan (chunk->values[--to]))
    ;
  column->last = chunk->values[to];
  column->last_ms = series_chunk_time (chunk, to);
}

static guint
count_numbers (const SeriesChunk *chunk, guint from, guint to)
{
  guint n = 0;

  if (chunk->n_numbers == chunk->n)
    return to - from;
  for (guint i = from; i < to; i++)
    n += !isnan (chunk->values[i]);
  return n;
}

static void
add_run (SeriesColumn *column, const Walk *walk, SeriesChunk *chunk, guint from, guint to)
{
  SeriesSpan span = series_chunk_span (chunk, from, to);

  if (span.min > span.max) /* gaps only */
    return;
  if (column->n_numbers == 0)
    set_first (column, walk, chunk, from);
  set_last (column, chunk, to);
  column->n_numbers += count_numbers (chunk, from, to);
  column->min = MIN (column->min, span.min);
  column->max = MAX (column->max, span.max);
}

gint64
series_column_at (gint64 time_ms, gint64 column_us)
{
  gint64 time_us = time_ms * 1000;
  gint64 column = time_us / column_us;

  return time_us % column_us < 0 ? column - 1 : column;
}

gint64
series_column_start (gint64 column, gint64 column_us)
{
  gint64 start_us = column * column_us;
  gint64 start_ms = start_us / 1000;

  return start_us % 1000 > 0 ? start_ms + 1 : start_ms;
}

/**
 * series_columns_query:
 * @column_us: the width of a column in µs, above 0
 * @first: the first column asked for
 * @columns: (out caller-allocates) (array length=n_columns): filled
 *
 * Costs about one bucket's worth of comparisons a column, however many points the columns hold.
 */
void
series_columns_query (SeriesBuffer *buffer,
                      gint64 column_us,
                      gint64 first,
                      guint n_columns,
                      SeriesColumn *columns)
{
  Walk walk;

  g_return_if_fail (SERIES_IS_BUFFER (buffer));
  g_return_if_fail (column_us > 0);
  walk_init (&walk, buffer, series_column_start (first, column_us));
  for (guint i = 0; i < n_columns; i++)
    {
      gint64 end_ms = series_column_start (first + i + 1, column_us);
      SeriesChunk *chunk;
      guint from, to;

      columns[i] = EMPTY_COLUMN;
      while ((chunk = walk_run (&walk, end_ms, &from, &to)) != NULL)
        add_run (&columns[i], &walk, chunk, from, to);
    }
}

gboolean
series_buffer_get_range_between (SeriesBuffer *buffer, gint64 from_ms, gint64 to_ms, double *min, double *max)
{
  SeriesSpan span = SERIES_SPAN_EMPTY;
  SeriesChunk *chunk;
  guint from, to;
  Walk walk;

  g_return_val_if_fail (SERIES_IS_BUFFER (buffer), FALSE);
  walk_init (&walk, buffer, from_ms);
  while ((chunk = walk_run (&walk, to_ms, &from, &to)) != NULL)
    series_span_merge (&span, series_chunk_span (chunk, from, to));
  if (span.min > span.max)
    return FALSE;
  *min = span.min;
  *max = span.max;
  return TRUE;
}

/* The last number among the points [from, to), if there is one. */
static void
keep_last (const SeriesChunk *chunk, guint from, guint to, double *last)
{
  for (guint i = to; i-- > from;)
    if (!isnan (chunk->values[i]))
      {
        *last = chunk->values[i];
        return;
      }
}

/**
 * series_buffer_summarize:
 * @summary: (out caller-allocates): what the numbers in [@from_ms, @to_ms) come to
 *
 * Costs a few comparisons and additions for each 256 points. Where only the coarse level is left, the mean is that of
 * what it kept.
 *
 * Returns: FALSE when there is no number
 */
gboolean
series_buffer_summarize (SeriesBuffer *buffer, gint64 from_ms, gint64 to_ms, SeriesSummary *summary)
{
  SeriesSpan span = SERIES_SPAN_EMPTY;
  long double sum = 0; /* may be beyond a double */
  SeriesChunk *chunk;
  guint from, to;
  Walk walk;

  g_return_val_if_fail (SERIES_IS_BUFFER (buffer), FALSE);
  *summary = (SeriesSummary){ .mean = NAN, .last = NAN };
  walk_init (&walk, buffer, from_ms);
  while ((chunk = walk_run (&walk, to_ms, &from, &to)) != NULL)
    {
      series_span_merge (&span, series_chunk_span (chunk, from, to));
      series_chunk_sum (chunk, from, to, &sum, &summary->n);
      keep_last (chunk, from, to, &summary->last);
    }
  summary->min = span.min;
  summary->max = span.max;
  if (summary->n > 0)
    summary->mean = (double) (sum / summary->n);
  return summary->n > 0;
}
