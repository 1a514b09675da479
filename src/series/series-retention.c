/* series-retention.c: what a buffer keeps: points for a while, then their coarse level.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Of each SERIES_COARSE_SIZE points of a chunk that goes, the least and the greatest stay, as the points that they
 * were, with the longest gap between them as an explicit one, and the last point of the chunk, from which the line runs
 * on. So the outline of what was drawn stays, and nothing that reads points needs to know of it. */
#include "series-buffer-private.h"

#include <stdlib.h>

#define MIN_REFERENCE 64 /* points of a chunk that say what time it is */
#define MAX_KEPT      4  /* points of a block: least, greatest, gap, last of the chunk */

static void
drop_chunk (SeriesBuffer *self, guint position)
{
  SeriesChunk *chunk = series_buffer_chunk (self, position);

  self->n_points -= chunk->n;
  self->n_numbers -= chunk->n_numbers;
  self->n_coarse -= chunk->folded;
  self->edit_revision++;
  g_ptr_array_remove_index (self->chunks, position);
}

/* By when age is judged. Not by the newest point: one with a mistaken time would take everything else with it. */
static gint64
reference_time (SeriesBuffer *self)
{
  guint position = self->chunks->len - 1;
  SeriesChunk *chunk = series_buffer_chunk (self, position);

  if (position > 0 && chunk->n < MIN_REFERENCE)
    chunk = series_buffer_chunk (self, position - 1);
  return series_chunk_time (chunk, chunk->n / 2);
}

static SeriesChunk *
chunk_to_fill (SeriesBuffer *self, gint64 time_ms)
{
  SeriesChunk *chunk = self->n_coarse > 0 ? series_buffer_chunk (self, self->n_coarse - 1) : NULL;

  if (chunk != NULL && chunk->n < SERIES_CHUNK_SIZE && series_chunk_fits (chunk, time_ms))
    return chunk;
  chunk = series_chunk_new (time_ms);
  chunk->folded = TRUE;
  g_ptr_array_insert (self->chunks, self->n_coarse++, chunk);
  return chunk;
}

static void
keep (SeriesBuffer *self, gint64 time_ms, double value)
{
  SeriesChunk *chunk = chunk_to_fill (self, time_ms);

  series_chunk_append (chunk, time_ms, value);
  self->n_points++;
  self->n_numbers += !isnan (value);
}

/* The line ends before point INDEX: how long before; 0 when it runs on. */
static gint64
silence_before (SeriesBuffer *self, SeriesChunk *chunk, guint index, gint64 before_ms)
{
  if (isnan (chunk->values[index]))
    return 1;
  return series_buffer_joins (self, chunk, index, before_ms) ? 0
                                                             : series_chunk_time (chunk, index) - before_ms;
}

static int
compare_points (const void *a, const void *b)
{
  const SeriesPoint *x = a, *y = b;

  return x->time_ms < y->time_ms ? -1 : x->time_ms > y->time_ms;
}

typedef struct
{
  SeriesPoint points[MAX_KEPT];
  guint n;
} Kept;

/* Points of the same time would be one. */
static void
add_kept (Kept *kept, gint64 time_ms, double value)
{
  for (guint i = 0; i < kept->n; i++)
    if (kept->points[i].time_ms == time_ms)
      return;
  kept->points[kept->n++] = (SeriesPoint){ time_ms, value };
}

/* The longest gap of the points [FROM, TO), where it begins. */
static void
add_gap (Kept *kept, SeriesBuffer *self, SeriesChunk *chunk, guint from, guint to, gint64 before_ms)
{
  gint64 longest = 0, at_ms = 0;

  for (guint i = from; i < to; i++)
    {
      gint64 time_ms = series_chunk_time (chunk, i);
      gint64 silence = before_ms == G_MININT64 ? 0 : silence_before (self, chunk, i, before_ms);

      if (silence > longest)
        {
          longest = silence;
          at_ms = isnan (chunk->values[i]) ? time_ms : before_ms + 1;
        }
      before_ms = time_ms;
    }
  if (longest > 0)
    add_kept (kept, at_ms, NAN);
}

static void
fold_block (SeriesBuffer *self, SeriesChunk *chunk, guint from, guint to, gint64 before_ms)
{
  Kept kept = { .n = 0 };
  guint least = to, greatest = to;

  for (guint i = from; i < to; i++)
    {
      if (isnan (chunk->values[i]))
        continue;
      least = least == to || chunk->values[i] < chunk->values[least] ? i : least;
      greatest = greatest == to || chunk->values[i] > chunk->values[greatest] ? i : greatest;
    }
  if (least < to)
    add_kept (&kept, series_chunk_time (chunk, least), chunk->values[least]);
  if (greatest < to)
    add_kept (&kept, series_chunk_time (chunk, greatest), chunk->values[greatest]);
  if (to == chunk->n)
    add_kept (&kept, series_chunk_time (chunk, to - 1), chunk->values[to - 1]);
  add_gap (&kept, self, chunk, from, to, before_ms);
  qsort (kept.points, kept.n, sizeof (SeriesPoint), compare_points);
  for (guint i = 0; i < kept.n; i++)
    keep (self, kept.points[i].time_ms, kept.points[i].value);
}

/* Puts the coarse level of the first chunk of points in its place. */
static void
fold (SeriesBuffer *self)
{
  SeriesChunk *chunk = g_ptr_array_steal_index (self->chunks, self->n_coarse);
  gint64 before_ms = G_MININT64;

  self->n_points -= chunk->n;
  self->n_numbers -= chunk->n_numbers;
  self->edit_revision++;
  if (self->n_coarse > 0)
    before_ms = series_chunk_end (series_buffer_chunk (self, self->n_coarse - 1));
  for (guint from = 0; from < chunk->n; from += SERIES_COARSE_SIZE)
    {
      guint to = MIN (from + SERIES_COARSE_SIZE, chunk->n);

      fold_block (self, chunk, from, to, before_ms);
      before_ms = series_chunk_time (chunk, to - 1);
    }
  series_chunk_free (chunk);
  while (self->n_coarse > SERIES_MAX_COARSE_CHUNKS)
    drop_chunk (self, 0);
}

static guint64
count_coarse (SeriesBuffer *self)
{
  guint64 n = 0;

  for (guint i = 0; i < self->n_coarse; i++)
    n += series_buffer_chunk (self, i)->n;
  return n;
}

/* Whole chunks go, so that a full series costs nothing per point; what is being written stays. */
void
series_buffer_retain (SeriesBuffer *self)
{
  gint64 oldest_ms;

  while (self->n_coarse > SERIES_MAX_COARSE_CHUNKS)
    drop_chunk (self, 0);
  if (self->chunks->len < self->n_coarse + 2)
    return;
  oldest_ms = reference_time (self) - self->max_age_ms;
  while (self->chunks->len > self->n_coarse + 1)
    {
      SeriesChunk *first = series_buffer_chunk (self, self->n_coarse);

      if (series_chunk_end (first) >= oldest_ms &&
          self->n_points - count_coarse (self) - first->n < self->max_points)
        break;
      fold (self);
    }
}
