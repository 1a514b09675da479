/* series-cursor.c: walks over the points of a buffer in either direction; and the look-ups that are such a
 * walk.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-cursor.h"

#include "series-buffer-private.h"

static SeriesChunk *
current_chunk (const SeriesCursor *self)
{
  GPtrArray *chunks = series_buffer_get_chunks (self->buffer);

  return self->chunk < chunks->len ? g_ptr_array_index (chunks, self->chunk) : NULL;
}

void
series_cursor_init (SeriesCursor *self, SeriesBuffer *buffer, gint64 time_ms)
{
  SeriesChunk *chunk;

  self->buffer = buffer;
  self->chunk = series_buffer_find_chunk (buffer, time_ms);
  self->index = 0;
  chunk = current_chunk (self);
  if (chunk == NULL)
    return;
  self->index = series_chunk_lower (chunk, 0, time_ms);
  if (self->index == chunk->n)
    {
      self->chunk++;
      self->index = 0;
    }
}

gboolean
series_cursor_get (const SeriesCursor *self, SeriesPoint *point)
{
  SeriesChunk *chunk = current_chunk (self);

  if (chunk == NULL)
    return FALSE;
  point->time_ms = series_chunk_time (chunk, self->index);
  point->value = chunk->values[self->index];
  return TRUE;
}

void
series_cursor_next (SeriesCursor *self)
{
  SeriesChunk *chunk = current_chunk (self);

  if (chunk == NULL || ++self->index < chunk->n)
    return;
  self->chunk++;
  self->index = 0;
}

gboolean
series_cursor_prev (SeriesCursor *self)
{
  if (self->index > 0)
    {
      self->index--;
      return TRUE;
    }
  if (self->chunk == 0)
    return FALSE;
  self->chunk--;
  self->index = current_chunk (self)->n - 1;
  return TRUE;
}

gboolean
series_cursor_joined (const SeriesCursor *self)
{
  SeriesCursor before = *self;
  SeriesChunk *chunk = current_chunk (self);
  SeriesPoint point;

  if (chunk == NULL || isnan (chunk->values[self->index]) || !series_cursor_prev (&before))
    return FALSE;
  series_cursor_get (&before, &point);
  return !isnan (point.value) && series_buffer_joins (self->buffer, chunk, self->index, point.time_ms);
}

/* The first chunk from POSITION on, by STEP, that holds a number. */
static SeriesChunk *
chunk_with_numbers (SeriesBuffer *self, guint position, int step)
{
  GPtrArray *chunks = series_buffer_get_chunks (self);

  for (; position < chunks->len; position += step) /* below zero it wraps, which is beyond the end as well */
    {
      SeriesChunk *chunk = g_ptr_array_index (chunks, position);

      if (chunk->n_numbers > 0)
        return chunk;
    }
  return NULL;
}

static gboolean
number_from (SeriesChunk *chunk, guint index, int step, SeriesPoint *point)
{
  for (; index < chunk->n; index += step)
    if (!isnan (chunk->values[index]))
      {
        *point = (SeriesPoint){ series_chunk_time (chunk, index), chunk->values[index] };
        return TRUE;
      }
  return FALSE;
}

gboolean
series_buffer_get_first (SeriesBuffer *self, SeriesPoint *point)
{
  SeriesChunk *chunk;

  g_return_val_if_fail (SERIES_IS_BUFFER (self), FALSE);
  chunk = chunk_with_numbers (self, 0, 1);
  return chunk != NULL && number_from (chunk, 0, 1, point);
}

gboolean
series_buffer_get_last (SeriesBuffer *self, SeriesPoint *point)
{
  SeriesChunk *chunk;

  g_return_val_if_fail (SERIES_IS_BUFFER (self), FALSE);
  chunk = chunk_with_numbers (self, series_buffer_get_chunks (self)->len - 1, -1);
  return chunk != NULL && number_from (chunk, chunk->n - 1, -1, point);
}

/* The nearest number from the cursor on, by STEP; whole chunks of gaps are passed over. */
static gboolean
number_beside (const SeriesCursor *cursor, int step, SeriesPoint *point)
{
  SeriesChunk *chunk = current_chunk (cursor);

  if (chunk == NULL)
    return FALSE;
  if (number_from (chunk, cursor->index, step, point))
    return TRUE;
  chunk = chunk_with_numbers (cursor->buffer, cursor->chunk + step, step);
  return chunk != NULL && number_from (chunk, step > 0 ? 0 : chunk->n - 1, step, point);
}

/**
 * series_buffer_find:
 * @time_ms: where to look
 * @point: (out): the number nearest to it; of two that are as near, the earlier
 *
 * Returns: FALSE when the series holds no number
 */
gboolean
series_buffer_find (SeriesBuffer *self, gint64 time_ms, SeriesPoint *point)
{
  SeriesCursor cursor;
  SeriesPoint before, after;
  gboolean has_before, has_after;

  g_return_val_if_fail (SERIES_IS_BUFFER (self), FALSE);
  series_cursor_init (&cursor, self, time_ms);
  has_after = number_beside (&cursor, 1, &after);
  has_before = series_cursor_prev (&cursor) && number_beside (&cursor, -1, &before);
  if (!has_before && !has_after)
    return FALSE;
  if (!has_after || (has_before && time_ms - before.time_ms <= after.time_ms - time_ms))
    *point = before;
  else
    *point = after;
  return TRUE;
}
