/* test-series-retention.c: what stays of points that go, by number, by age, and of all series together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-columns.h"
#include "series-cursor.h"
#include "series-store.h"

#include <math.h>

#define STEP_MS 1000

static double
value_at (int i)
{
  return 50 + 40 * sin (i / 700.) + i % 13 * 5 % 13;
}

static SeriesBuffer *
filled (guint n, guint64 max_points)
{
  SeriesBuffer *buffer = series_buffer_new ("x");

  series_buffer_set_retention (buffer, G_MAXINT64, max_points);
  for (guint i = 0; i < n; i++)
    series_buffer_add (buffer, (gint64) i * STEP_MS, value_at (i), SERIES_MERGE_REPLACE);
  return buffer;
}

static guint64
count_from (SeriesBuffer *buffer, gint64 time_ms)
{
  SeriesSummary summary;

  series_buffer_summarize (buffer, time_ms, SERIES_TIME_MAX, &summary);
  return summary.n;
}

static void
test_number (void)
{
  g_autoptr (SeriesBuffer) buffer = filled (100000, 10000);

  g_assert_cmpuint (count_from (buffer, 90000 * STEP_MS), ==, 10000);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), >=, 10000);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), <=, 10000 + 2 * 4096 + 90000 / 256 * 3);
  g_assert_cmpuint (series_buffer_get_n_added (buffer), ==, 100000);
}

/* Every block of 256 points that went keeps its extent, to the bit. */
static void
test_outline (void)
{
  g_autoptr (SeriesBuffer) buffer = filled (100000, 10000);

  for (int from = 0; from < 80000; from += 256)
    {
      double min = INFINITY, max = -INFINITY, got_min, got_max;

      for (int i = from; i < from + 256; i++)
        {
          min = MIN (min, value_at (i));
          max = MAX (max, value_at (i));
        }
      g_assert_true (series_buffer_get_range_between (buffer, (gint64) from * STEP_MS,
                                                      (gint64) (from + 256) * STEP_MS, &got_min, &got_max));
      g_assert_cmpfloat (got_min, ==, min);
      g_assert_cmpfloat (got_max, ==, max);
    }
}

/* The line runs from the first point kept to the newest one: what was thinned out is no gap. */
static void
test_no_new_gaps (void)
{
  g_autoptr (SeriesBuffer) buffer = filled (60000, 5000);
  SeriesCursor cursor;
  SeriesPoint point;

  series_cursor_init (&cursor, buffer, SERIES_TIME_MIN);
  for (series_cursor_next (&cursor); series_cursor_get (&cursor, &point); series_cursor_next (&cursor))
    g_assert_true (series_cursor_joined (&cursor));
}

/* Gaps that were there, explicit or by silence, are there still. */
static void
test_old_gaps (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  SeriesColumn columns[60];

  series_buffer_set_retention (buffer, G_MAXINT64, 5000);
  for (int i = 0; i < 60000; i++)
    if (i / 1000 % 10 != 7) /* a thousand seconds of silence */
      series_buffer_add (buffer, (gint64) i * STEP_MS, i / 1000 % 10 == 3 ? NAN : 5, SERIES_MERGE_REPLACE);
  series_columns_query (buffer, 1000 * STEP_MS * G_GINT64_CONSTANT (1000), 0, 60, columns);
  for (int i = 1; i < 50; i++)
    {
      if (i % 10 == 3 || i % 10 == 7)
        g_assert_cmpuint (columns[i].n_numbers, ==, 0);
      else
        g_assert_cmpuint (columns[i].n_numbers, >, 0);
      if (i % 10 == 4 || i % 10 == 8)
        g_assert_false (columns[i].joined);
    }
}

static void
test_age (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  const int day = 86400;

  for (int i = 0; i < 3 * day; i++) /* the default: a day of points */
    series_buffer_add (buffer, (gint64) i * STEP_MS, i, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (count_from (buffer, 2 * day * G_GINT64_CONSTANT (1000)), ==, day);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), <=, day + 2 * 4096 + 2 * day / 256 * 3);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), >=, day + 2 * (2 * day - 2 * 4096) / 256);
}

/* The coarse level has an end too. */
static void
test_end (void)
{
  g_autoptr (SeriesBuffer) buffer = filled (12000000, 1000);

  g_assert_cmpuint (series_buffer_get_n_points (buffer), <=,
                    SERIES_MAX_COARSE_CHUNKS * 4096 + 2 * 4096 + 1000);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), >=, (SERIES_MAX_COARSE_CHUNKS - 1) * 4096);
}

/* A point that comes when its time has long gone finds its place all the same, and counts once. */
static void
test_late (void)
{
  g_autoptr (SeriesBuffer) buffer = filled (40000, 5000);
  SeriesPoint point;

  for (int i = 0; i < 9000; i++)
    series_buffer_add (buffer, 5000000 + i, 1000 + i, SERIES_MERGE_REPLACE);
  g_assert_true (series_buffer_find (buffer, 5000007, &point));
  g_assert_cmpfloat (point.value, ==, 1007);
  g_assert_cmpuint (count_from (buffer, 35000 * STEP_MS), ==, 5000);
  series_buffer_clear (buffer);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), ==, 0);
  series_buffer_add (buffer, 1, 1, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), ==, 1);
}

/* A thousand series share what a hundred may keep. */
static void
test_share (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  SeriesBuffer *buffer = series_store_ensure (store, "first");

  for (guint i = 1; i < SERIES_STORE_MAX_SERIES; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      series_store_ensure (store, id);
    }
  for (int i = 0; i < 200000; i++)
    series_buffer_add (buffer, i, i, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), <=,
                    SERIES_STORE_MAX_POINTS / SERIES_STORE_MAX_SERIES + 2 * 4096 + 100000 / 256 * 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/retention/number", test_number);
  g_test_add_func ("/series/retention/outline", test_outline);
  g_test_add_func ("/series/retention/no-new-gaps", test_no_new_gaps);
  g_test_add_func ("/series/retention/old-gaps", test_old_gaps);
  g_test_add_func ("/series/retention/age", test_age);
  g_test_add_func ("/series/retention/end", test_end);
  g_test_add_func ("/series/retention/late", test_late);
  g_test_add_func ("/series/retention/share", test_share);
  return g_test_run ();
}
