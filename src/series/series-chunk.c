/* series-chunk.c: up to 4,096 points of a series with their min/max pyramid.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pyramid is lazy: a change only lowers n_built, and a query rebuilds what lies above it. So appending
 * stays a store of twelve bytes, and filling history backwards does not rebuild anything per point. */
#include "series-chunk.h"

#include <string.h>

#define FIRST_CAPACITY 32

static void
grow (SeriesChunk *self)
{
  if (self->n < self->capacity)
    return;
  self->capacity = self->capacity == 0 ? FIRST_CAPACITY : self->capacity * 2;
  self->deltas = g_renew (guint32, self->deltas, self->capacity);
  self->values = g_renew (double, self->values, self->capacity);
  self->fine = g_renew (SeriesSpan, self->fine, self->capacity / SERIES_FINE_SIZE);
}

static void
touch (SeriesChunk *self, guint index)
{
  self->n_built = MIN (self->n_built, index);
  self->n_summed = MIN (self->n_summed, index);
}

static void
forget_gaps (SeriesChunk *self, guint index)
{
  for (guint i = index / SERIES_COARSE_SIZE; i < SERIES_N_COARSE; i++)
    self->gap_sizes[i] = 0;
}

/* Written so that it compiles to minsd and maxsd: a NAN fails the comparison and leaves the span as it is. */
static SeriesSpan
span_of_values (const double *values, guint n)
{
  double min = INFINITY, max = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      min = values[i] < min ? values[i] : min;
      max = values[i] > max ? values[i] : max;
    }
  return (SeriesSpan){ min, max };
}

static SeriesSpan
span_of_spans (const SeriesSpan *spans, guint n)
{
  double min = INFINITY, max = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      min = spans[i].min < min ? spans[i].min : min;
      max = spans[i].max > max ? spans[i].max : max;
    }
  return (SeriesSpan){ min, max };
}

static void
build (SeriesChunk *self)
{
  const guint ratio = SERIES_COARSE_SIZE / SERIES_FINE_SIZE;
  guint n_fine = (self->n + SERIES_FINE_SIZE - 1) / SERIES_FINE_SIZE;
  guint n_coarse = (self->n + SERIES_COARSE_SIZE - 1) / SERIES_COARSE_SIZE;

  if (self->n_built == self->n)
    return;
  for (guint i = self->n_built / SERIES_FINE_SIZE; i < n_fine; i++)
    {
      guint from = i * SERIES_FINE_SIZE;

      self->fine[i] = span_of_values (self->values + from, MIN (SERIES_FINE_SIZE, self->n - from));
    }
  for (guint i = self->n_built / SERIES_COARSE_SIZE; i < n_coarse; i++)
    self->coarse[i] = span_of_spans (self->fine + i * ratio, MIN (ratio, n_fine - i * ratio));
  self->all = span_of_spans (self->coarse, n_coarse);
  self->n_built = self->n;
}

SeriesChunk *
series_chunk_new (gint64 start_ms)
{
  SeriesChunk *self = g_new0 (SeriesChunk, 1);

  self->start_ms = start_ms;
  self->all = SERIES_SPAN_EMPTY;
  return self;
}

void
series_chunk_free (SeriesChunk *self)
{
  g_free (self->deltas);
  g_free (self->values);
  g_free (self->fine);
  g_free (self);
}

gboolean
series_chunk_fits (const SeriesChunk *self, gint64 time_ms)
{
  gint64 start = MIN (self->start_ms, time_ms);
  gint64 end = self->n > 0 ? MAX (series_chunk_end (self), time_ms) : time_ms;

  return end - start <= G_MAXUINT32;
}

/* Where DELTA would be if the points from LOW on were evenly spaced, which they mostly are. */
static guint
guess (const SeriesChunk *self, guint low, guint32 delta)
{
  guint last = self->n - 1;
  double part = (double) (delta - self->deltas[low]) / (self->deltas[last] - self->deltas[low]);

  return MIN (low + 1 + (guint) (part * (last - low)), last);
}

/* Narrows [low, high) around a guess in doubling steps: deltas[low] < DELTA <= deltas[high] all along. */
static void
gallop (const SeriesChunk *self, guint32 delta, guint *low, guint *high)
{
  guint at = guess (self, *low, delta);
  guint step = 1;

  if (self->deltas[at] < delta)
    for (*low = at; *low + step < *high && self->deltas[*low + step] < delta; step *= 2)
      *low += step;
  else
    for (*high = at; *high > *low + step && self->deltas[*high - step] >= delta; step *= 2)
      *high -= step;
  if (self->deltas[at] < delta)
    *high = MIN (*high, *low + step);
  else
    *low = MAX (*low, *high > step ? *high - step : 0);
}

guint
series_chunk_lower (const SeriesChunk *self, guint from, gint64 time_ms)
{
  guint low = from, high = self->n - 1;
  guint32 delta;

  if (from >= self->n || time_ms > series_chunk_end (self))
    return self->n;
  if (time_ms <= series_chunk_time (self, from))
    return from;
  delta = time_ms - self->start_ms;
  gallop (self, delta, &low, &high);
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->deltas[middle] < delta)
        low = middle;
      else
        high = middle;
    }
  return high;
}

void
series_chunk_append (SeriesChunk *self, gint64 time_ms, double value)
{
  grow (self);
  self->deltas[self->n] = time_ms - self->start_ms;
  self->values[self->n] = value;
  self->n++;
  self->n_numbers += !isnan (value);
}

static void
rebase (SeriesChunk *self, gint64 start_ms)
{
  guint32 shift = self->start_ms - start_ms;

  for (guint i = 0; i < self->n; i++)
    self->deltas[i] += shift;
  self->start_ms = start_ms;
}

void
series_chunk_insert (SeriesChunk *self, guint index, gint64 time_ms, double value)
{
  grow (self);
  if (time_ms < self->start_ms)
    rebase (self, time_ms);
  memmove (self->deltas + index + 1, self->deltas + index, (self->n - index) * sizeof (guint32));
  memmove (self->values + index + 1, self->values + index, (self->n - index) * sizeof (double));
  self->deltas[index] = time_ms - self->start_ms;
  self->values[index] = value;
  self->n++;
  self->n_numbers += !isnan (value);
  touch (self, index);
  forget_gaps (self, index);
}

void
series_chunk_set (SeriesChunk *self, guint index, double value)
{
  self->n_numbers += !isnan (value) - !isnan (self->values[index]);
  self->values[index] = value;
  touch (self, index);
}

SeriesChunk *
series_chunk_split (SeriesChunk *self)
{
  guint half = self->n / 2;
  SeriesChunk *upper = series_chunk_new (series_chunk_time (self, half));

  for (guint i = half; i < self->n; i++)
    series_chunk_append (upper, series_chunk_time (self, i), self->values[i]);
  upper->seed_gap_ms = self->seed_gap_ms;
  upper->folded = self->folded;
  self->n = half;
  self->n_numbers -= upper->n_numbers;
  touch (self, 0);
  forget_gaps (self, half);
  return upper;
}

static SeriesSpan
fine_span (SeriesChunk *self, guint from, guint to)
{
  SeriesSpan span = SERIES_SPAN_EMPTY;
  guint first = (from + SERIES_FINE_SIZE - 1) / SERIES_FINE_SIZE;
  guint last = to / SERIES_FINE_SIZE;

  if (first >= last)
    return span_of_values (self->values + from, to - from);
  span = span_of_values (self->values + from, first * SERIES_FINE_SIZE - from);
  series_span_merge (&span, span_of_spans (self->fine + first, last - first));
  series_span_merge (&span,
                     span_of_values (self->values + last * SERIES_FINE_SIZE, to - last * SERIES_FINE_SIZE));
  return span;
}

SeriesSpan
series_chunk_span (SeriesChunk *self, guint from, guint to)
{
  guint first = (from + SERIES_COARSE_SIZE - 1) / SERIES_COARSE_SIZE;
  guint last = to / SERIES_COARSE_SIZE;
  SeriesSpan span;

  build (self);
  if (from == 0 && to == self->n)
    return self->all;
  if (first >= last)
    return fine_span (self, from, to);
  span = fine_span (self, from, first * SERIES_COARSE_SIZE);
  series_span_merge (&span, span_of_spans (self->coarse + first, last - first));
  series_span_merge (&span, fine_span (self, last * SERIES_COARSE_SIZE, to));
  return span;
}

static void
sum_values (const SeriesChunk *self, guint from, guint to, long double *sum, guint64 *n_numbers)
{
  for (guint i = from; i < to; i++)
    if (!isnan (self->values[i]))
      {
        *sum += self->values[i];
        (*n_numbers)++;
      }
}

/* Blocks that are full; the values of the last one are added when they are asked for. A sum beyond what a double
 * holds is left to be added up each time. */
static void
build_sums (SeriesChunk *self)
{
  for (guint block = self->n_summed / SERIES_COARSE_SIZE; block < self->n / SERIES_COARSE_SIZE; block++)
    {
      long double sum = 0;
      guint64 n = 0;

      sum_values (self, block * SERIES_COARSE_SIZE, (block + 1) * SERIES_COARSE_SIZE, &sum, &n);
      self->sums[block] = (double) sum;
      self->counts[block] = n;
    }
  self->n_summed = self->n;
}

void
series_chunk_sum (SeriesChunk *self, guint from, guint to, long double *sum, guint64 *n_numbers)
{
  build_sums (self);
  while (from < to)
    {
      guint block = from / SERIES_COARSE_SIZE;
      guint end = (block + 1) * SERIES_COARSE_SIZE;

      if (from == block * SERIES_COARSE_SIZE && end <= to && isfinite (self->sums[block]))
        {
          *sum += self->sums[block];
          *n_numbers += self->counts[block];
        }
      else
        {
          sum_values (self, from, MIN (end, to), sum, n_numbers);
        }
      from = end;
    }
}
