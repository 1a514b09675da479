/* test-series-columns.c: columns and ranges from the pyramid against a scan of every point.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-columns.h"
#include "series-cursor.h"

#include <math.h>

/* Gaps, duplicates and disorder; times so that columns hold none, some or thousands. */
static SeriesBuffer *
random_buffer (GRand *rand, guint n)
{
  SeriesBuffer *buffer = series_buffer_new ("x");
  gint64 now = g_rand_int_range (rand, -1000000, 1000000);

  series_buffer_set_retention (buffer, G_MAXINT64, G_MAXUINT64);
  for (guint i = 0; i < n; i++)
    {
      int dice = g_rand_int_range (rand, 0, 1000);
      gint64 at = dice < 5 ? now - g_rand_int_range (rand, 0, 5000) : now;

      series_buffer_add (buffer, at, dice % 17 == 0 ? NAN : g_rand_double_range (rand, -50, 50),
                         SERIES_MERGE_REPLACE);
      now += dice == 999 ? g_rand_int_range (rand, 0, 100000) : g_rand_int_range (rand, 0, 20);
    }
  return buffer;
}

static void
scan_point (SeriesColumn *column, const SeriesCursor *cursor, SeriesPoint point)
{
  if (isnan (point.value))
    return;
  if (column->n_numbers++ == 0)
    {
      column->first = point.value;
      column->first_ms = point.time_ms;
      column->joined = series_cursor_joined (cursor);
    }
  column->last = point.value;
  column->last_ms = point.time_ms;
  column->min = MIN (column->min, point.value);
  column->max = MAX (column->max, point.value);
}

static void
assert_column (SeriesBuffer *buffer, const SeriesColumn *column, gint64 index, gint64 column_us)
{
  SeriesColumn expected = { .min = INFINITY, .max = -INFINITY };
  SeriesCursor cursor;
  SeriesPoint point;

  series_cursor_init (&cursor, buffer, series_column_start (index, column_us));
  for (; series_cursor_get (&cursor, &point) && series_column_at (point.time_ms, column_us) == index;
       series_cursor_next (&cursor))
    scan_point (&expected, &cursor, point);
  g_assert_cmpuint (column->n_numbers, ==, expected.n_numbers);
  g_assert_cmpfloat (column->min, ==, expected.min);
  g_assert_cmpfloat (column->max, ==, expected.max);
  if (expected.n_numbers == 0)
    return;
  g_assert_cmpfloat (column->first, ==, expected.first);
  g_assert_cmpfloat (column->last, ==, expected.last);
  g_assert_cmpint (column->first_ms, ==, expected.first_ms);
  g_assert_cmpint (column->last_ms, ==, expected.last_ms);
  g_assert_cmpint (column->joined, ==, expected.joined);
}

static void
test_columns (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (SeriesBuffer) buffer = random_buffer (rand, 30000);
  const gint64 widths_us[] = { 1, 777, 5000, 33333, 1000000, 47123456 };
  SeriesColumn columns[200];
  SeriesPoint first, last;

  series_buffer_get_first (buffer, &first);
  series_buffer_get_last (buffer, &last);
  for (guint w = 0; w < G_N_ELEMENTS (widths_us); w++)
    for (guint round = 0; round < 4; round++)
      {
        gint64 from_ms =
            first.time_ms - 100 + (gint64) (g_rand_double (rand) * (last.time_ms - first.time_ms));
        gint64 from = series_column_at (from_ms, widths_us[w]);

        series_columns_query (buffer, widths_us[w], from, G_N_ELEMENTS (columns), columns);
        for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
          assert_column (buffer, &columns[i], from + i, widths_us[w]);
      }
}

static void
test_ranges (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (SeriesBuffer) buffer = random_buffer (rand, 20000);
  SeriesPoint first, last, point;

  series_buffer_get_first (buffer, &first);
  series_buffer_get_last (buffer, &last);
  for (guint round = 0; round < 200; round++)
    {
      gint64 from = first.time_ms + (gint64) (g_rand_double (rand) * (last.time_ms - first.time_ms));
      gint64 to = from + g_rand_int_range (rand, 0, 100000);
      double min = INFINITY, max = -INFINITY, got_min, got_max;
      SeriesSummary summary;
      SeriesCursor cursor;
      guint64 n = 0;

      series_cursor_init (&cursor, buffer, from);
      for (; series_cursor_get (&cursor, &point) && point.time_ms < to; series_cursor_next (&cursor))
        if (!isnan (point.value))
          {
            n++;
            min = MIN (min, point.value);
            max = MAX (max, point.value);
          }
      g_assert_cmpint (series_buffer_get_range_between (buffer, from, to, &got_min, &got_max), ==, n > 0);
      g_assert_cmpint (series_buffer_summarize (buffer, from, to, &summary), ==, n > 0);
      g_assert_cmpuint (summary.n, ==, n);
      if (n == 0)
        continue;
      g_assert_cmpfloat (got_min, ==, min);
      g_assert_cmpfloat (got_max, ==, max);
      g_assert_cmpfloat (summary.min, ==, min);
      g_assert_cmpfloat (summary.max, ==, max);
    }
}

/* A time belongs to one column only, and that column starts at or before it. */
static void
test_anchor (void)
{
  const gint64 widths_us[] = { 1, 999, 1000, 1001, 300000, 1231190 };
  const gint64 times[] = { -1000001, -1000, -1, 0, 1, 999, 1700000000123 };

  for (guint w = 0; w < G_N_ELEMENTS (widths_us); w++)
    for (guint t = 0; t < G_N_ELEMENTS (times); t++)
      {
        gint64 column = series_column_at (times[t], widths_us[w]);

        g_assert_cmpint (series_column_start (column, widths_us[w]), <=, times[t]);
        g_assert_cmpint (series_column_start (column + 1, widths_us[w]), >, times[t]);
      }
}

static void
test_empty (void)
{
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  SeriesColumn columns[4];
  double min, max;

  series_columns_query (buffer, 1000, -2, G_N_ELEMENTS (columns), columns);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_assert_cmpuint (columns[i].n_numbers, ==, 0);
  g_assert_false (series_buffer_get_range_between (buffer, 0, 100, &min, &max));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/series/columns/random/1", GUINT_TO_POINTER (1), test_columns);
  g_test_add_data_func ("/series/columns/random/2", GUINT_TO_POINTER (2), test_columns);
  g_test_add_func ("/series/columns/ranges", test_ranges);
  g_test_add_func ("/series/columns/anchor", test_anchor);
  g_test_add_func ("/series/columns/empty", test_empty);
  return g_test_run ();
}
