/* test-chart-data.c: what a panel shows: series by pattern, settings from anywhere, levels.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-data.h"
#include "test-wait.h"

#include <math.h>

static void
changed_cb (ChartData *data, guint *count)
{
  (*count)++;
}

static void
test_patterns (void)
{
  const char *patterns[] = { "b", "load.*", "*", NULL };
  g_autoptr (SeriesStore) store = series_store_new ();
  ChartData *data = chart_data_new (CHART_KIND_LINE, store);
  guint count = 0;

  g_signal_connect (data, "changed", G_CALLBACK (changed_cb), &count);
  series_store_ensure (store, "load.1");
  series_store_ensure (store, "b");
  chart_data_set_patterns (data, patterns);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (chart_data_get_buffers (data)->len, ==, 2);
  g_assert_cmpstr (series_buffer_get_id (chart_data_get_buffers (data)->pdata[0]), ==, "b");
  series_store_ensure (store, "load.5");
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpstr (series_buffer_get_id (chart_data_get_buffers (data)->pdata[2]), ==, "load.5");
  series_buffer_set_name (series_store_get (store, "b"), "B");
  g_assert_cmpuint (count, ==, 3);
  series_buffer_add (series_store_get (store, "b"), 1, 1, SERIES_MERGE_REPLACE);
  g_assert_cmpuint (count, ==, 3);
  chart_data_set_patterns (data, NULL);
  g_assert_cmpuint (chart_data_get_buffers (data)->len, ==, 0);
  test_assert_finalize (data);
}

static void
test_many_series (void)
{
  const char *patterns[] = { "*", NULL };
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (ChartData) data = chart_data_new (CHART_KIND_LINE, store);

  for (guint i = 0; i < 2 * CHART_MAX_SERIES; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      series_store_ensure (store, id);
    }
  chart_data_set_patterns (data, patterns);
  g_assert_cmpuint (chart_data_get_buffers (data)->len, ==, CHART_MAX_SERIES);
}

static void
test_range (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (ChartData) data = chart_data_new (CHART_KIND_LINE, store);

  g_assert_cmpint (chart_data_get_range (data), ==, CHART_DEFAULT_RANGE_MS);
  chart_data_set_range (data, 60000);
  g_assert_cmpint (chart_data_get_range (data), ==, 60000);
  chart_data_set_range (data, 0);
  chart_data_set_range (data, -1);
  g_assert_cmpint (chart_data_get_range (data), ==, 60000);
  chart_data_set_range (data, G_MAXINT64);
  g_assert_cmpint (chart_data_get_range (data), ==, CHART_MAX_RANGE_MS);
}

static void
test_bounds (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (ChartData) data = chart_data_new (CHART_KIND_LINE, store);
  double min, max;

  chart_data_get_bounds (data, &min, &max);
  g_assert_true (isnan (min) && isnan (max));
  chart_data_set_bounds (data, 0, 100);
  chart_data_get_bounds (data, &min, &max);
  g_assert_cmpfloat (min, ==, 0);
  g_assert_cmpfloat (max, ==, 100);
  chart_data_set_bounds (data, 5, 5);
  chart_data_get_bounds (data, &min, &max);
  g_assert_true (isnan (max));
  chart_data_set_bounds (data, -INFINITY, 7);
  chart_data_get_bounds (data, &min, &max);
  g_assert_true (isnan (min));
  g_assert_cmpfloat (max, ==, 7);
}

static void
test_levels (void)
{
  const ChartThreshold thresholds[] = {
    { FALSE, 90, CHART_LEVEL_ERROR },
    { FALSE, 80, CHART_LEVEL_WARNING },
    { TRUE, 5, CHART_LEVEL_INFO },
    { FALSE, NAN, CHART_LEVEL_ERROR },
  };
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (ChartData) data = chart_data_new (CHART_KIND_STAT, store);
  ChartLevel level;

  chart_data_set_thresholds (data, thresholds, G_N_ELEMENTS (thresholds));
  g_assert_false (chart_data_get_level (data, 50, &level));
  g_assert_false (chart_data_get_level (data, 80, &level));
  g_assert_false (chart_data_get_level (data, NAN, &level));
  g_assert_true (chart_data_get_level (data, 81, &level));
  g_assert_cmpint (level, ==, CHART_LEVEL_WARNING);
  g_assert_true (chart_data_get_level (data, 95, &level));
  g_assert_cmpint (level, ==, CHART_LEVEL_ERROR);
  g_assert_true (chart_data_get_level (data, 1, &level));
  g_assert_cmpint (level, ==, CHART_LEVEL_INFO);
}

static void
test_unit (void)
{
  const char *patterns[] = { "a", NULL };
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (ChartData) data = chart_data_new (CHART_KIND_STAT, store);

  series_buffer_set_unit (series_store_ensure (store, "a"), "bytes");
  chart_data_set_patterns (data, patterns);
  g_assert_cmpstr (chart_data_get_unit (data), ==, "bytes");
  chart_data_set_unit (data, "percent");
  g_assert_cmpstr (chart_data_get_unit (data), ==, "percent");
}

static void
test_last (void)
{
  const char *patterns[] = { "*", NULL };
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (ChartData) data = chart_data_new (CHART_KIND_LINE, store);
  SeriesPoint point;

  chart_data_set_patterns (data, patterns);
  g_assert_false (chart_data_get_last (data, &point));
  series_buffer_add (series_store_ensure (store, "a"), 20, 1, SERIES_MERGE_REPLACE);
  series_buffer_add (series_store_ensure (store, "b"), 10, 2, SERIES_MERGE_REPLACE);
  g_assert_true (chart_data_get_last (data, &point));
  g_assert_cmpint (point.time_ms, ==, 20);
}

/* A panel of counters shows how fast they grow, under their names, and follows them. */
static void
test_rate (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  SeriesBuffer *counter = series_store_ensure (store, "bytes");
  g_autoptr (ChartData) data = chart_data_new (CHART_KIND_LINE, store);
  const char *patterns[] = { "*", NULL };
  SeriesPoint point;

  series_buffer_set_name (counter, "Received");
  chart_data_set_patterns (data, patterns);
  chart_data_set_rate (data, TRUE);
  series_buffer_add (counter, 1000, 100, SERIES_MERGE_REPLACE);
  series_buffer_add (counter, 2000, 350, SERIES_MERGE_REPLACE);
  chart_data_follow (data);
  g_assert_true (chart_data_get_last (data, &point));
  g_assert_cmpfloat (point.value, ==, 250);
  g_assert_cmpstr (series_buffer_get_name (chart_data_get_buffers (data)->pdata[0]), ==, "Received");
  chart_data_set_rate (data, FALSE);
  g_assert_true (chart_data_get_last (data, &point));
  g_assert_cmpfloat (point.value, ==, 350);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/data/patterns", test_patterns);
  g_test_add_func ("/chart/data/many-series", test_many_series);
  g_test_add_func ("/chart/data/range", test_range);
  g_test_add_func ("/chart/data/bounds", test_bounds);
  g_test_add_func ("/chart/data/levels", test_levels);
  g_test_add_func ("/chart/data/unit", test_unit);
  g_test_add_func ("/chart/data/last", test_last);
  g_test_add_func ("/chart/data/rate", test_rate);
  return g_test_run ();
}
