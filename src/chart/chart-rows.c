/* chart-rows.c: several series as rows of a table: one for each time at which any of them has a point.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-rows.h"

#include <math.h>

typedef struct
{
  SeriesCursor cursor;
  gboolean ended;
} Track;

struct _ChartRows
{
  GArray *tracks; /* of Track, one a buffer */
  gint64 from_ms;
  gint64 to_ms;
  gboolean backwards;
};

ChartRows *
chart_rows_new (GPtrArray *buffers, gint64 from_ms, gint64 to_ms, gboolean backwards)
{
  ChartRows *self = g_new0 (ChartRows, 1);

  self->tracks = g_array_sized_new (FALSE, TRUE, sizeof (Track), buffers->len);
  self->from_ms = from_ms;
  self->to_ms = to_ms;
  self->backwards = backwards;
  for (guint i = 0; i < buffers->len; i++)
    {
      Track track = { .ended = FALSE };

      series_cursor_init (&track.cursor, buffers->pdata[i], backwards ? to_ms + 1 : from_ms);
      if (backwards)
        track.ended = !series_cursor_prev (&track.cursor);
      g_array_append_val (self->tracks, track);
    }
  return self;
}

void
chart_rows_free (ChartRows *self)
{
  g_array_unref (self->tracks);
  g_free (self);
}

static gboolean
peek (ChartRows *self, Track *track, SeriesPoint *point)
{
  return !track->ended && series_cursor_get (&track->cursor, point) && point->time_ms >= self->from_ms &&
         point->time_ms <= self->to_ms;
}

static void
step (ChartRows *self, Track *track)
{
  if (self->backwards)
    track->ended = !series_cursor_prev (&track->cursor);
  else
    series_cursor_next (&track->cursor);
}

gboolean
chart_rows_next (ChartRows *self, gint64 *time_ms, double *values)
{
  gboolean found = FALSE;
  SeriesPoint point;

  for (guint i = 0; i < self->tracks->len; i++)
    {
      if (!peek (self, &g_array_index (self->tracks, Track, i), &point))
        continue;
      if (!found || (self->backwards ? point.time_ms > *time_ms : point.time_ms < *time_ms))
        *time_ms = point.time_ms;
      found = TRUE;
    }
  for (guint i = 0; i < self->tracks->len && found; i++)
    {
      Track *track = &g_array_index (self->tracks, Track, i);

      values[i] = NAN;
      if (!peek (self, track, &point) || point.time_ms != *time_ms)
        continue;
      values[i] = point.value;
      step (self, track);
    }
  return found;
}

/* Names come from afar: one that a spreadsheet would take for a formula is marked as text. */
static void
append_name (GString *csv, const char *name)
{
  g_string_append (csv, ",\"");
  if (*name != '\0' && strchr ("=+-@\t\r", *name) != NULL)
    g_string_append_c (csv, '\'');
  for (; *name != '\0'; name++)
    {
      if (*name == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *name);
    }
  g_string_append_c (csv, '"');
}

static void
append_time (GString *csv, gint64 time_ms)
{
  gint64 seconds = time_ms / 1000 - (time_ms % 1000 < 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;

  if (text != NULL)
    g_string_append_printf (csv, "%s.%03dZ", text, (int) (time_ms - seconds * 1000));
}

char *
chart_rows_dup_csv (GPtrArray *buffers, gint64 from_ms, gint64 to_ms)
{
  g_autoptr (ChartRows) rows = chart_rows_new (buffers, from_ms, to_ms, FALSE);
  g_autofree double *values = g_new0 (double, buffers->len + 1);
  GString *csv = g_string_new ("time");
  gint64 time_ms = 0;

  for (guint i = 0; i < buffers->len; i++)
    append_name (csv, series_buffer_get_name (buffers->pdata[i]));
  g_string_append (csv, "\r\n");
  while (chart_rows_next (rows, &time_ms, values))
    {
      append_time (csv, time_ms);
      for (guint i = 0; i < buffers->len; i++)
        {
          char number[G_ASCII_DTOSTR_BUF_SIZE];

          g_string_append_c (csv, ',');
          if (!isnan (values[i]))
            g_string_append (csv, g_ascii_dtostr (number, sizeof number, values[i]));
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
