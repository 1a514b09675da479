/* series-gap.c: from how long a silence in a chunk is a gap.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-chunk.h"

#include <stdlib.h>

#define GAP_FACTOR        3 /* a silence this many median intervals long is a gap */
#define GAP_MIN_INTERVALS 8 /* fewer say nothing about a rhythm */
#define GAP_MAX_SHARE                                                                                        \
  8 /* when more than one interval in so many were a gap, the series has no rhythm to lose */

static int
compare_intervals (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

/* The gap rule of N intervals. A series of events (people who come and go) has intervals all over the place:
 * silence says nothing there, so it has no implicit gaps at all. */
static guint32
gap_of_intervals (guint32 *intervals, guint n)
{
  guint64 gap;
  guint n_beyond = 0;

  qsort (intervals, n, sizeof (guint32), compare_intervals);
  gap = (guint64) intervals[n / 2] * GAP_FACTOR;
  while (n_beyond < n && intervals[n - 1 - n_beyond] > gap)
    n_beyond++;
  if (n_beyond * GAP_MAX_SHARE > n)
    return SERIES_NO_GAP;
  return MIN (gap, SERIES_NO_GAP - 1);
}

/* How many intervals of a block are used: powers of two, so that the rule does not depend on when it was
 * asked, and a live block is sorted a few times only. */
static guint
usable_intervals (guint n_points)
{
  guint n = n_points - 1;

  while (n & (n - 1))
    n &= n - 1;
  return n;
}

static void
compute_gap (SeriesChunk *self, guint block, guint n)
{
  guint32 intervals[SERIES_COARSE_SIZE];
  const guint32 *deltas = self->deltas + block * SERIES_COARSE_SIZE;

  for (guint i = 0; i < n; i++)
    intervals[i] = deltas[i + 1] - deltas[i];
  self->gaps_ms[block] = gap_of_intervals (intervals, n);
  self->gap_sizes[block] = n;
}

guint32
series_chunk_gap_ms (SeriesChunk *self, guint index)
{
  guint block = index / SERIES_COARSE_SIZE;

  if (self->folded)
    return SERIES_NO_GAP;
  for (;; block--)
    {
      guint n = usable_intervals (MIN (SERIES_COARSE_SIZE, self->n - block * SERIES_COARSE_SIZE));

      if (n >= GAP_MIN_INTERVALS && self->gap_sizes[block] != n)
        compute_gap (self, block, n);
      if (n >= GAP_MIN_INTERVALS)
        return self->gaps_ms[block];
      if (block == 0)
        return self->seed_gap_ms > 0 ? self->seed_gap_ms : SERIES_NO_GAP;
    }
}
