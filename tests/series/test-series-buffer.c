/* test-series-buffer.c: a buffer against a plain sorted array under random additions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-buffer.h"
#include "series-cursor.h"
#include "test-wait.h"

#include <math.h>

/* The naive model: every point in one sorted array. */
static guint
model_lower (GArray *model, gint64 time_ms)
{
  guint low = 0, high = model->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (model, SeriesPoint, middle).time_ms < time_ms)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
model_add (GArray *model, gint64 time_ms, double value, SeriesMerge merge)
{
  guint i = model_lower (model, time_ms);
  SeriesPoint point = { time_ms, value };
  SeriesPoint *old;

  if (i == model->len || g_array_index (model, SeriesPoint, i).time_ms != time_ms)
    {
      g_array_insert_val (model, i, point);
      return;
    }
  old = &g_array_index (model, SeriesPoint, i);
  if (merge == SERIES_MERGE_REPLACE || isnan (old->value))
    old->value = value;
  else if (!isnan (value))
    old->value += value;
}

static void
assert_same (SeriesPoint a, SeriesPoint b)
{
  g_assert_cmpint (a.time_ms, ==, b.time_ms);
  if (isnan (b.value))
    g_assert_true (isnan (a.value));
  else
    g_assert_cmpfloat (a.value, ==, b.value);
}

static void
assert_points (SeriesBuffer *buffer, GArray *model)
{
  SeriesCursor cursor;
  SeriesPoint point;
  guint n = 0;

  series_cursor_init (&cursor, buffer, SERIES_TIME_MIN);
  for (; series_cursor_get (&cursor, &point); series_cursor_next (&cursor), n++)
    {
      g_assert_cmpuint (n, <, model->len);
      assert_same (point, g_array_index (model, SeriesPoint, n));
    }
  g_assert_cmpuint (n, ==, model->len);
}

static void
assert_summary (SeriesBuffer *buffer, GArray *model)
{
  double min = INFINITY, max = -INFINITY, got_min, got_max;
  SeriesPoint first = { 0 }, last = { 0 }, point;
  guint n = 0;

  for (guint i = 0; i < model->len; i++)
    {
      SeriesPoint p = g_array_index (model, SeriesPoint, i);

      if (isnan (p.value))
        continue;
      if (n++ == 0)
        first = p;
      last = p;
      min = MIN (min, p.value);
      max = MAX (max, p.value);
    }
  g_assert_cmpuint (series_buffer_get_n_points (buffer), ==, n);
  g_assert_cmpint (series_buffer_get_range (buffer, &got_min, &got_max), ==, n > 0);
  g_assert_cmpint (series_buffer_get_first (buffer, &point), ==, n > 0);
  if (n == 0)
    return;
  assert_same (point, first);
  g_assert_true (series_buffer_get_last (buffer, &point));
  assert_same (point, last);
  g_assert_cmpfloat (got_min, ==, min);
  g_assert_cmpfloat (got_max, ==, max);
}

static void
assert_find (SeriesBuffer *buffer, GArray *model, gint64 time_ms)
{
  gint64 best = G_MAXINT64;
  SeriesPoint expected = { 0 }, found;

  for (guint i = 0; i < model->len; i++)
    {
      SeriesPoint p = g_array_index (model, SeriesPoint, i);
      gint64 distance = ABS (p.time_ms - time_ms);

      if (isnan (p.value) || distance >= best)
        continue;
      best = distance;
      expected = p;
    }
  g_assert_cmpint (series_buffer_find (buffer, time_ms, &found), ==, best < G_MAXINT64);
  if (best < G_MAXINT64)
    assert_same (found, expected);
}

static double
random_value (GRand *rand)
{
  return g_rand_int_range (rand, 0, 10) == 0 ? NAN : g_rand_int_range (rand, -1000, 1000);
}

/* Mostly onwards, sometimes back, sometimes the same time, now and then months ahead. */
static gint64
random_time (GRand *rand, gint64 *now)
{
  int dice = g_rand_int_range (rand, 0, 100);

  if (dice < 60)
    return *now += g_rand_int_range (rand, 1, 50);
  if (dice < 70)
    return *now;
  if (dice == 99 && g_rand_int_range (rand, 0, 50) == 0)
    return *now += 5000000000 + g_rand_int_range (rand, 0, 1000);
  return *now - g_rand_int_range (rand, 0, dice < 95 ? 2000 : 2000000);
}

static void
test_random (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (SeriesPoint));
  gint64 now = 1700000000000;

  series_buffer_set_retention (buffer, G_MAXINT64, G_MAXUINT64);
  for (guint i = 0; i < 30000; i++)
    {
      gint64 time_ms = random_time (rand, &now);
      double value = random_value (rand);
      SeriesMerge merge = g_rand_int_range (rand, 0, 2) ? SERIES_MERGE_SUM : SERIES_MERGE_REPLACE;

      series_buffer_add (buffer, time_ms, value, merge);
      model_add (model, time_ms, value, merge);
      if (i % 5000 == 0)
        assert_summary (buffer, model); /* so that a built pyramid is changed too */
    }
  assert_points (buffer, model);
  assert_summary (buffer, model);
  for (guint i = 0; i < 100; i++)
    assert_find (buffer, model, 1700000000000 + g_rand_int_range (rand, -1000000, 3000000));
}

static void
test_backwards (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (SeriesPoint));

  for (int i = 20000; i > 0; i--)
    series_buffer_add (buffer, i * 1000, i, SERIES_MERGE_REPLACE);
  for (int i = 1; i <= 20000; i++)
    model_add (model, i * 1000, i, SERIES_MERGE_REPLACE);
  assert_points (buffer, model);
  assert_summary (buffer, model);
}

static void
test_merge (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  SeriesPoint point;

  series_buffer_add (buffer, 5, 1, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 5, 2, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 5, 3, SERIES_MERGE_SUM);
  series_buffer_add (buffer, 5, NAN, SERIES_MERGE_SUM);
  g_assert_true (series_buffer_get_last (buffer, &point));
  g_assert_cmpfloat (point.value, ==, 5);
  series_buffer_add (buffer, 5, NAN, SERIES_MERGE_REPLACE);
  g_assert_false (series_buffer_get_last (buffer, &point));
  g_assert_cmpuint (series_buffer_get_n_points (buffer), ==, 0);
  series_buffer_add (buffer, 5, 4, SERIES_MERGE_SUM);
  g_assert_true (series_buffer_get_last (buffer, &point));
  g_assert_cmpfloat (point.value, ==, 4);
}

static void
test_hostile_values (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");

  series_buffer_add (buffer, 1, INFINITY, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 2, -INFINITY, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, G_MAXINT64, 1, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, G_MININT64, 1, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), ==, 0);
  series_buffer_add (buffer, SERIES_TIME_MAX, 1, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, SERIES_TIME_MIN, 2, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 0, 3, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), >=, 1);
}

/* One point with a mistaken time does not take the others with it. */
static void
test_retention_outlier (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");

  for (int i = 0; i < 10000; i++)
    series_buffer_add (buffer, i * 1000, i, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, SERIES_TIME_MAX, 1, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), ==, 10001);
}

/* Distances around 2³² ms stand in one chunk or in two, and come back as they were. */
static void
test_far_apart (void)
{
  for (int beyond = -2; beyond <= 2; beyond++)
    {
      g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
      g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (SeriesPoint));
      const gint64 times[] = { 0,           G_MAXUINT32 + (gint64) beyond,
                               1000,        -(gint64) G_MAXUINT32 - beyond,
                               G_MAXUINT32, -1 };

      series_buffer_set_retention (buffer, G_MAXINT64, G_MAXUINT64);
      for (guint i = 0; i < G_N_ELEMENTS (times); i++)
        {
          series_buffer_add (buffer, times[i], i, SERIES_MERGE_REPLACE);
          model_add (model, times[i], i, SERIES_MERGE_REPLACE);
          assert_points (buffer, model);
        }
      for (guint i = 0; i < G_N_ELEMENTS (times); i++)
        assert_find (buffer, model, times[i]);
    }
}

static void
test_clear (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("cpu");
  guint64 revision;

  series_buffer_set_name (buffer, "CPU");
  series_buffer_add (buffer, 1, 1, SERIES_MERGE_REPLACE);
  revision = series_buffer_get_revision (buffer);
  series_buffer_clear (buffer);
  g_assert_cmpuint (series_buffer_get_revision (buffer), >, revision);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), ==, 0);
  g_assert_cmpstr (series_buffer_get_name (buffer), ==, "CPU");
  series_buffer_add (buffer, 0, 7, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_n_points (buffer), ==, 1);
}

static void
test_revisions (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  guint64 edits;

  series_buffer_add (buffer, 10, 1, SERIES_MERGE_REPLACE);
  edits = series_buffer_get_edit_revision (buffer);
  series_buffer_add (buffer, 20, 1, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 20, 2, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_edit_revision (buffer), ==, edits);
  series_buffer_add (buffer, 10, 2, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_edit_revision (buffer), ==, edits + 1);
  series_buffer_add (buffer, 15, 2, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (series_buffer_get_edit_revision (buffer), ==, edits + 2);
}

static gboolean
joined_at (SeriesBuffer *buffer, gint64 time_ms)
{
  SeriesCursor cursor;

  series_cursor_init (&cursor, buffer, time_ms);
  return series_cursor_joined (&cursor);
}

/* 3 × the median interval, and not below the configured silence. */
static void
test_gaps (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");

  for (int i = 0; i < 100; i++)
    series_buffer_add (buffer, i * 1000, i, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 102000, 1, SERIES_MERGE_REPLACE); /* 3 s of silence: still joined */
  series_buffer_add (buffer, 105001, 1, SERIES_MERGE_REPLACE); /* 3.001 s: a gap */
  series_buffer_add (buffer, 106000, NAN, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 107000, 1, SERIES_MERGE_REPLACE);
  g_assert_false (joined_at (buffer, 0));
  g_assert_true (joined_at (buffer, 1000));
  g_assert_true (joined_at (buffer, 102000));
  g_assert_false (joined_at (buffer, 105001));
  g_assert_false (joined_at (buffer, 106000));
  g_assert_false (joined_at (buffer, 107000));
  series_buffer_set_min_gap (buffer, 5000);
  g_assert_true (joined_at (buffer, 105001));
  g_assert_false (joined_at (buffer, 107000));
}

/* Events have no rhythm: silence is not a gap. Neither are the first few points of any series. */
static void
test_no_rhythm (void)
{
  const int intervals[] = { 500,   90000, 1200, 700,    400000, 2000, 600,
                            30000, 800,   1000, 250000, 900,    1500, 60000 };
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  gint64 now = 0;

  series_buffer_add (buffer, now, 1, SERIES_MERGE_REPLACE);
  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      now += intervals[i];
      series_buffer_add (buffer, now, i, SERIES_MERGE_REPLACE);
      g_assert_true (joined_at (buffer, now));
    }
}

static void
test_properties (void)
{
  SeriesBuffer *buffer = series_buffer_new ("cpu");
  guint count = 0;

  test_count_notify (buffer, "name", &count);
  g_assert_cmpstr (series_buffer_get_name (buffer), ==, "cpu");
  series_buffer_set_name (buffer, "CPU");
  series_buffer_set_name (buffer, "CPU");
  g_assert_cmpuint (count, ==, 1);
  series_buffer_set_unit (buffer, "percent");
  g_assert_cmpstr (series_buffer_get_unit (buffer), ==, "percent");
  test_assert_finalize (buffer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/series/buffer/random/1", GUINT_TO_POINTER (1), test_random);
  g_test_add_data_func ("/series/buffer/random/2", GUINT_TO_POINTER (2), test_random);
  g_test_add_data_func ("/series/buffer/random/3", GUINT_TO_POINTER (3), test_random);
  g_test_add_func ("/series/buffer/backwards", test_backwards);
  g_test_add_func ("/series/buffer/merge", test_merge);
  g_test_add_func ("/series/buffer/hostile-values", test_hostile_values);
  g_test_add_func ("/series/buffer/retention-outlier", test_retention_outlier);
  g_test_add_func ("/series/buffer/far-apart", test_far_apart);
  g_test_add_func ("/series/buffer/clear", test_clear);
  g_test_add_func ("/series/buffer/revisions", test_revisions);
  g_test_add_func ("/series/buffer/gaps", test_gaps);
  g_test_add_func ("/series/buffer/no-rhythm", test_no_rhythm);
  g_test_add_func ("/series/buffer/properties", test_properties);
  return g_test_run ();
}
