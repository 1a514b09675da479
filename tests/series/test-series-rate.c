/* test-series-rate.c: counters as rates: resets, gaps, and following what comes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-cursor.h"
#include "series-rate.h"

#include <math.h>

static void
assert_rate (SeriesRate *rate, gint64 time_ms, double expected)
{
  SeriesCursor cursor;
  SeriesPoint point = { 0, 0 };

  series_cursor_init (&cursor, series_rate_get_buffer (rate), time_ms);
  g_assert_true (series_cursor_get (&cursor, &point));
  g_assert_cmpint (point.time_ms, ==, time_ms);
  if (isnan (expected))
    g_assert_true (isnan (point.value));
  else
    g_assert_cmpfloat_with_epsilon (point.value, expected, 1e-9);
}

static void
add (SeriesBuffer *counter, gint64 time_ms, double value)
{
  series_buffer_add (counter, time_ms, value, SERIES_MERGE_REPLACE);
}

static void
test_resets (void)
{
  g_autoptr (SeriesBuffer) counter = series_buffer_new ("bytes");
  g_autoptr (SeriesRate) rate = series_rate_new (counter);

  add (counter, 0, 100);
  add (counter, 1000, 150);
  add (counter, 1500, 200);
  add (counter, 2500, 30); /* began again */
  add (counter, 3500, 30);
  series_rate_update (rate);
  g_assert_cmpuint (series_buffer_get_n_points (series_rate_get_buffer (rate)), ==, 4);
  assert_rate (rate, 1000, 50);
  assert_rate (rate, 1500, 100);
  assert_rate (rate, 2500, 30);
  assert_rate (rate, 3500, 0);
  g_assert_cmpuint (series_buffer_get_n_points (counter), ==, 5); /* the values stay */
}

static void
test_gaps (void)
{
  g_autoptr (SeriesBuffer) counter = series_buffer_new ("bytes");
  g_autoptr (SeriesRate) rate = series_rate_new (counter);

  for (int i = 0; i < 100; i++)
    add (counter, i * 1000, i * 10);
  add (counter, 200000, 5000); /* after a hundred seconds of silence */
  add (counter, 201000, NAN);
  add (counter, 202000, 5100);
  add (counter, 203000, 5110);
  series_rate_update (rate);
  assert_rate (rate, 50000, 10);
  assert_rate (rate, 200000, NAN);
  assert_rate (rate, 201000, NAN);
  assert_rate (rate, 202000, NAN);
  assert_rate (rate, 203000, 10);
}

/* Piece by piece, with changes of what is past, it is what it would be at once. */
static void
test_follow (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (SeriesBuffer) counter = series_buffer_new ("bytes");
  g_autoptr (SeriesRate) rate = series_rate_new (counter);
  g_autoptr (SeriesRate) whole = NULL;
  SeriesCursor a, b;
  SeriesPoint x, y;

  series_buffer_set_retention (counter, G_MAXINT64, 3000);
  for (int i = 0; i < 20000; i++)
    {
      gint64 back = g_rand_int_range (rand, 0, 50) == 0 ? g_rand_int_range (rand, 0, 3000) : 0;

      add (counter, i * 100 - back, i % 500 * 3);
      if (i % 37 == 0)
        series_rate_update (rate);
    }
  series_rate_update (rate);
  whole = series_rate_new (counter);
  series_rate_update (whole);
  series_cursor_init (&a, series_rate_get_buffer (rate), SERIES_TIME_MIN);
  series_cursor_init (&b, series_rate_get_buffer (whole), SERIES_TIME_MIN);
  for (; series_cursor_get (&b, &y); series_cursor_next (&a), series_cursor_next (&b))
    {
      g_assert_true (series_cursor_get (&a, &x));
      g_assert_cmpint (x.time_ms, ==, y.time_ms);
      g_assert_true (x.value == y.value || isnan (x.value) || isnan (y.value));
    }
  g_assert_false (series_cursor_get (&a, &x));
}

static void
test_texts (void)
{
  g_autoptr (SeriesBuffer) counter = series_buffer_new ("bytes");
  g_autoptr (SeriesRate) rate = series_rate_new (counter);

  series_buffer_set_name (counter, "Received");
  series_buffer_set_unit (counter, "bytes");
  series_rate_update (rate);
  g_assert_cmpstr (series_buffer_get_id (series_rate_get_buffer (rate)), ==, "bytes");
  g_assert_cmpstr (series_buffer_get_name (series_rate_get_buffer (rate)), ==, "Received");
  g_assert_cmpstr (series_buffer_get_unit (series_rate_get_buffer (rate)), ==, "bytes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/rate/resets", test_resets);
  g_test_add_func ("/series/rate/gaps", test_gaps);
  g_test_add_func ("/series/rate/follow", test_follow);
  g_test_add_func ("/series/rate/texts", test_texts);
  return g_test_run ();
}
