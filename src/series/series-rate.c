/* series-rate.c: how fast a counter grows, as a series of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A counter that falls was reset: it began again at zero, so that what it has now is what it has grown since. Across a
 * gap there is no rate. */
#include "series-rate.h"

#include "series-cursor.h"

#include <math.h>

struct _SeriesRate
{
  SeriesBuffer *counter;
  SeriesBuffer *rates;
  guint64 revision; /* of the counter, as far as it was followed */
  guint64 edit_revision;
  gint64 last_ms; /* its newest point; may still change its value */
};

static double
rate_between (SeriesPoint before, SeriesPoint after)
{
  double growth = after.value >= before.value ? after.value - before.value : after.value;

  return growth / (after.time_ms - before.time_ms) * 1000;
}

static void
add_rate (SeriesRate *self, const SeriesCursor *cursor, SeriesPoint point)
{
  SeriesCursor at = *cursor;
  SeriesPoint before;
  double rate = NAN;

  if (!series_cursor_prev (&at))
    return;
  series_cursor_get (&at, &before);
  if (series_cursor_joined (cursor))
    rate = rate_between (before, point);
  series_buffer_add (self->rates, point.time_ms, rate, SERIES_MERGE_REPLACE);
}

static void
follow_texts (SeriesRate *self)
{
  const char *name = series_buffer_get_name (self->counter);

  if (g_strcmp0 (name, series_buffer_get_name (self->rates)) != 0)
    series_buffer_set_name (self->rates, name);
  series_buffer_set_unit (self->rates, series_buffer_get_unit (self->counter));
}

/**
 * series_rate_new:
 * @counter: a series whose values only grow, but for resets
 *
 * Returns: (transfer full): empty until it is updated
 */
SeriesRate *
series_rate_new (SeriesBuffer *counter)
{
  SeriesRate *self = g_new0 (SeriesRate, 1);

  self->counter = g_object_ref (counter);
  self->rates = series_buffer_new (series_buffer_get_id (counter));
  self->last_ms = SERIES_TIME_MIN;
  series_buffer_set_min_gap (self->rates, G_MAXINT64); /* its gaps are those of the counter, and explicit */
  series_buffer_set_retention (self->rates, G_MAXINT64, G_MAXUINT64);
  return self;
}

void
series_rate_free (SeriesRate *self)
{
  g_object_unref (self->counter);
  g_object_unref (self->rates);
  g_free (self);
}

SeriesBuffer *
series_rate_get_counter (SeriesRate *self)
{
  return self->counter;
}

SeriesBuffer *
series_rate_get_buffer (SeriesRate *self)
{
  return self->rates;
}

void
series_rate_update (SeriesRate *self)
{
  SeriesCursor cursor;
  SeriesPoint point;

  if (self->revision == series_buffer_get_revision (self->counter))
    return;
  if (self->edit_revision != series_buffer_get_edit_revision (self->counter))
    {
      series_buffer_clear (self->rates);
      self->last_ms = SERIES_TIME_MIN;
    }
  self->revision = series_buffer_get_revision (self->counter);
  self->edit_revision = series_buffer_get_edit_revision (self->counter);
  follow_texts (self);
  series_cursor_init (&cursor, self->counter, self->last_ms);
  for (; series_cursor_get (&cursor, &point); series_cursor_next (&cursor))
    {
      add_rate (self, &cursor, point);
      self->last_ms = point.time_ms;
    }
}
