/* series-buffer.c: the points of one time series: chunks with a min/max pyramid.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-buffer-private.h"

#include <string.h>

enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_UNIT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SeriesBuffer, series_buffer, G_TYPE_OBJECT)

static SeriesChunk *
last_chunk (SeriesBuffer *self)
{
  return self->chunks->len > 0 ? series_buffer_chunk (self, self->chunks->len - 1) : NULL;
}

static SeriesChunk *
add_chunk (SeriesBuffer *self, guint position, gint64 start_ms)
{
  SeriesChunk *chunk = series_chunk_new (start_ms);

  if (position > 0)
    {
      SeriesChunk *before = series_buffer_chunk (self, position - 1);

      if (!before->folded)
        chunk->seed_gap_ms = series_chunk_gap_ms (before, before->n - 1);
    }
  chunk->folded = position < self->n_coarse; /* what comes late, when the rest of its time has gone */
  self->n_coarse += chunk->folded;
  g_ptr_array_insert (self->chunks, position, chunk);
  return chunk;
}

static void
append (SeriesBuffer *self, gint64 time_ms, double value)
{
  SeriesChunk *chunk = last_chunk (self);

  if (chunk == NULL || chunk->n == SERIES_CHUNK_SIZE || !series_chunk_fits (chunk, time_ms))
    {
      chunk = add_chunk (self, self->chunks->len, time_ms);
      series_chunk_append (chunk, time_ms, value);
      self->n_points++;
      series_buffer_retain (self);
      return;
    }
  series_chunk_append (chunk, time_ms, value);
  self->n_points++;
}

static double
merged (double old, double value, SeriesMerge merge)
{
  if (merge == SERIES_MERGE_REPLACE || isnan (old))
    return value;
  return isnan (value) ? old : old + value;
}

static void
merge_at (SeriesBuffer *self, guint position, guint index, double value, SeriesMerge merge)
{
  SeriesChunk *chunk = series_buffer_chunk (self, position);

  self->n_numbers -= chunk->n_numbers;
  series_chunk_set (chunk, index, merged (chunk->values[index], value, merge));
  self->n_numbers += chunk->n_numbers;
  if (position + 1 < self->chunks->len || index + 1 < chunk->n)
    self->edit_revision++;
}

/* Makes room for one point more in the chunk at POSITION; returns where the point belongs afterwards. */
static guint
make_room (SeriesBuffer *self, guint position, gint64 time_ms)
{
  SeriesChunk *chunk = series_buffer_chunk (self, position);

  if (!series_chunk_fits (chunk, time_ms) || (time_ms < chunk->start_ms && chunk->n == SERIES_CHUNK_SIZE))
    {
      guint at = time_ms < chunk->start_ms ? position : position + 1;

      add_chunk (self, at, time_ms);
      return at;
    }
  if (chunk->n < SERIES_CHUNK_SIZE)
    return position;
  g_ptr_array_insert (self->chunks, position + 1, series_chunk_split (chunk));
  self->n_coarse += chunk->folded;
  return time_ms < series_buffer_chunk (self, position + 1)->start_ms ? position : position + 1;
}

static void
insert (SeriesBuffer *self, gint64 time_ms, double value, SeriesMerge merge)
{
  guint position = series_buffer_find_chunk (self, time_ms);
  SeriesChunk *chunk = series_buffer_chunk (self, position);
  guint index = series_chunk_lower (chunk, 0, time_ms);

  if (index < chunk->n && series_chunk_time (chunk, index) == time_ms)
    {
      merge_at (self, position, index, value, merge);
      return;
    }
  chunk = series_buffer_chunk (self, make_room (self, position, time_ms));
  series_chunk_insert (chunk, series_chunk_lower (chunk, 0, time_ms), time_ms, value);
  self->n_points++;
  self->n_numbers += !isnan (value);
  self->edit_revision++;
  series_buffer_retain (self);
}

static void
series_buffer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SeriesBuffer *self = SERIES_BUFFER (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, series_buffer_get_name (self));
      break;
    case PROP_UNIT:
      g_value_set_string (value, self->unit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
series_buffer_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SeriesBuffer *self = SERIES_BUFFER (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_NAME:
      series_buffer_set_name (self, g_value_get_string (value));
      break;
    case PROP_UNIT:
      series_buffer_set_unit (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
series_buffer_finalize (GObject *object)
{
  SeriesBuffer *self = SERIES_BUFFER (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->unit);
  g_ptr_array_unref (self->chunks);
  G_OBJECT_CLASS (series_buffer_parent_class)->finalize (object);
}

static void
series_buffer_class_init (SeriesBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = series_buffer_get_property;
  object_class->set_property = series_buffer_set_property;
  object_class->finalize = series_buffer_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
series_buffer_init (SeriesBuffer *self)
{
  self->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) series_chunk_free);
  self->max_age_ms = SERIES_DEFAULT_MAX_AGE_MS;
  self->max_points = SERIES_DEFAULT_MAX_POINTS;
  self->min_gap_ms = SERIES_DEFAULT_MIN_GAP_MS;
}

/**
 * series_buffer_new:
 * @id: by what events and documents name the series
 *
 * Returns: (transfer full): a series without points that keeps a day or a million of them
 */
SeriesBuffer *
series_buffer_new (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  return g_object_new (SERIES_TYPE_BUFFER, "id", id, NULL);
}

const char *
series_buffer_get_id (SeriesBuffer *self)
{
  g_return_val_if_fail (SERIES_IS_BUFFER (self), NULL);
  return self->id;
}

const char *
series_buffer_get_name (SeriesBuffer *self)
{
  g_return_val_if_fail (SERIES_IS_BUFFER (self), NULL);
  return self->name ? self->name : self->id;
}

static void
set_text (SeriesBuffer *self, char **field, const char *text, guint property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  self->revision++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
series_buffer_set_name (SeriesBuffer *self, const char *name)
{
  g_return_if_fail (SERIES_IS_BUFFER (self));
  set_text (self, &self->name, name, PROP_NAME);
}

const char *
series_buffer_get_unit (SeriesBuffer *self)
{
  g_return_val_if_fail (SERIES_IS_BUFFER (self), NULL);
  return self->unit;
}

void
series_buffer_set_unit (SeriesBuffer *self, const char *unit)
{
  g_return_if_fail (SERIES_IS_BUFFER (self));
  set_text (self, &self->unit, unit, PROP_UNIT);
}

/**
 * series_buffer_add:
 * @time_ms: ms since 1970; outside SERIES_TIME_MIN to SERIES_TIME_MAX the point is dropped
 * @value: NAN is a gap, and so is an infinity
 * @merge: what happens when there is a point at that time already; a gap adds nothing to a sum
 *
 * Times may come in any order; in ascending order it is cheapest.
 */
void
series_buffer_add (SeriesBuffer *self, gint64 time_ms, double value, SeriesMerge merge)
{
  SeriesChunk *last;

  g_return_if_fail (SERIES_IS_BUFFER (self));
  if (time_ms < SERIES_TIME_MIN || time_ms > SERIES_TIME_MAX)
    return;
  if (isinf (value))
    value = NAN;
  last = last_chunk (self);
  self->revision++;
  self->n_added += !isnan (value);
  if (last != NULL && time_ms <= series_chunk_end (last))
    {
      insert (self, time_ms, value, merge);
      return;
    }
  self->n_numbers += !isnan (value);
  append (self, time_ms, value);
}

void
series_buffer_clear (SeriesBuffer *self)
{
  g_return_if_fail (SERIES_IS_BUFFER (self));
  g_ptr_array_set_size (self->chunks, 0);
  self->n_coarse = 0;
  self->n_points = 0;
  self->n_numbers = 0;
  self->revision++;
  self->edit_revision++;
}

/**
 * series_buffer_set_retention:
 * @max_age_ms: what is this much older than the newest point may go
 * @max_points: how many points are kept
 *
 * Points go by whole chunks: some SERIES_CHUNK_SIZE more than asked for may be kept, never less.
 */
void
series_buffer_set_retention (SeriesBuffer *self, gint64 max_age_ms, guint64 max_points)
{
  g_return_if_fail (SERIES_IS_BUFFER (self));
  self->max_age_ms = CLAMP (max_age_ms, 0, SERIES_TIME_MAX - SERIES_TIME_MIN);
  self->max_points = max_points;
  self->revision++;
  series_buffer_retain (self);
}

void
series_buffer_set_min_gap (SeriesBuffer *self, gint64 min_gap_ms)
{
  g_return_if_fail (SERIES_IS_BUFFER (self));
  self->min_gap_ms = min_gap_ms;
  self->revision++;
  self->edit_revision++;
}

gint64
series_buffer_get_min_gap (SeriesBuffer *self)
{
  g_return_val_if_fail (SERIES_IS_BUFFER (self), 0);
  return self->min_gap_ms;
}

guint64
series_buffer_get_revision (SeriesBuffer *self)
{
  g_return_val_if_fail (SERIES_IS_BUFFER (self), 0);
  return self->revision;
}

guint64
series_buffer_get_edit_revision (SeriesBuffer *self)
{
  g_return_val_if_fail (SERIES_IS_BUFFER (self), 0);
  return self->edit_revision;
}

guint64
series_buffer_get_n_points (SeriesBuffer *self)
{
  g_return_val_if_fail (SERIES_IS_BUFFER (self), 0);
  return self->n_numbers;
}

guint64
series_buffer_get_n_added (SeriesBuffer *self)
{
  g_return_val_if_fail (SERIES_IS_BUFFER (self), 0);
  return self->n_added;
}

gboolean
series_buffer_get_range (SeriesBuffer *self, double *min, double *max)
{
  SeriesSpan span = SERIES_SPAN_EMPTY;

  g_return_val_if_fail (SERIES_IS_BUFFER (self), FALSE);
  for (guint i = 0; i < self->chunks->len; i++)
    series_span_merge (&span, series_chunk_span (series_buffer_chunk (self, i), 0,
                                                 series_buffer_chunk (self, i)->n));
  if (span.min > span.max)
    return FALSE;
  if (min)
    *min = span.min;
  if (max)
    *max = span.max;
  return TRUE;
}

GPtrArray *
series_buffer_get_chunks (SeriesBuffer *self)
{
  return self->chunks;
}

guint
series_buffer_find_chunk (SeriesBuffer *self, gint64 time_ms)
{
  guint low = 0, high = self->chunks->len;

  while (low < high) /* the first that starts after TIME_MS */
    {
      guint middle = (low + high) / 2;

      if (series_buffer_chunk (self, middle)->start_ms <= time_ms)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : 0;
}

gboolean
series_buffer_joins (SeriesBuffer *self, SeriesChunk *chunk, guint index, gint64 before_ms)
{
  gint64 silence = series_chunk_time (chunk, index) - before_ms;
  guint32 gap_ms;

  if (silence <= self->min_gap_ms)
    return TRUE;
  gap_ms = series_chunk_gap_ms (chunk, index);
  return gap_ms == SERIES_NO_GAP || silence <= gap_ms;
}
