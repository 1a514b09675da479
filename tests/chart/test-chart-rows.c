/* test-chart-rows.c: series side by side as rows and as CSV, and which of them a chart shows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-data.h"
#include "chart-rows.h"
#include "test-wait.h"

#include <math.h>

#define T G_GINT64_CONSTANT (1700000000000)

static void
add (SeriesStore *store, const char *id, gint64 time_ms, double value)
{
  series_buffer_add (series_store_ensure (store, id), time_ms, value, SERIES_MERGE_REPLACE);
}

static SeriesStore *
store_new (void)
{
  SeriesStore *store = series_store_new ();

  add (store, "a", T, 1);
  add (store, "a", T + 2000, NAN);
  add (store, "a", T + 3000, 1.5);
  add (store, "b", T + 1000, 20);
  add (store, "b", T + 3000, -1e-7);
  return store;
}

static GPtrArray *
list_all (SeriesStore *store)
{
  return series_store_match (store, "*");
}

static void
assert_row (ChartRows *rows, gint64 time_ms, double a, double b)
{
  double values[2];
  gint64 at = 0;

  g_assert_true (chart_rows_next (rows, &at, values));
  g_assert_cmpint (at, ==, time_ms);
  g_assert_true (isnan (a) ? isnan (values[0]) : values[0] == a);
  g_assert_true (isnan (b) ? isnan (values[1]) : values[1] == b);
}

static void
assert_end (ChartRows *rows)
{
  double values[2];
  gint64 at = 0;

  g_assert_false (chart_rows_next (rows, &at, values));
}

static void
test_forwards (void)
{
  g_autoptr (SeriesStore) store = store_new ();
  g_autoptr (GPtrArray) buffers = list_all (store);
  g_autoptr (ChartRows) rows = chart_rows_new (buffers, T + 1, T + 3000, FALSE);

  assert_row (rows, T + 1000, NAN, 20);
  assert_row (rows, T + 2000, NAN, NAN);
  assert_row (rows, T + 3000, 1.5, -1e-7);
  assert_end (rows);
}

static void
test_backwards (void)
{
  g_autoptr (SeriesStore) store = store_new ();
  g_autoptr (GPtrArray) buffers = list_all (store);
  g_autoptr (ChartRows) rows = chart_rows_new (buffers, T, T + 2999, TRUE);

  assert_row (rows, T + 2000, NAN, NAN);
  assert_row (rows, T + 1000, NAN, 20);
  assert_row (rows, T, 1, NAN);
  assert_end (rows);
}

static void
test_none (void)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autofree char *csv = chart_rows_dup_csv (nothing, 0, T);

  g_assert_cmpstr (csv, ==, "time\r\n");
}

/* Names may hold anything, also what a spreadsheet would run. */
static void
test_csv (void)
{
  g_autoptr (SeriesStore) store = store_new ();
  g_autoptr (GPtrArray) buffers = list_all (store);
  g_autofree char *csv = NULL;

  series_buffer_set_name (series_store_get (store, "a"), "CPU, \"all\"");
  series_buffer_set_name (series_store_get (store, "b"), "=1+1");
  csv = chart_rows_dup_csv (buffers, T, T + 3000);
  g_assert_cmpstr (csv, ==,
                   "time,\"CPU, \"\"all\"\"\",\"'=1+1\"\r\n"
                   "2023-11-14T22:13:20.000Z,1,\r\n"
                   "2023-11-14T22:13:21.000Z,,20\r\n"
                   "2023-11-14T22:13:22.000Z,,\r\n"
                   "2023-11-14T22:13:23.000Z,1.5,-9.9999999999999995e-08\r\n");
}

static void
test_shown (void)
{
  g_autoptr (SeriesStore) store = store_new ();
  const char *patterns[] = { "*", NULL };
  ChartData *data = chart_data_new (CHART_KIND_LINE, store);

  chart_data_set_patterns (data, patterns);
  chart_data_toggle (data, 0);
  g_assert_false (chart_data_get_shown (data, 0));
  g_assert_true (chart_data_get_shown (data, 1));
  chart_data_solo (data, 0);
  g_assert_true (chart_data_get_shown (data, 0));
  g_assert_false (chart_data_get_shown (data, 1));
  add (store, "c", T, 1);
  g_assert_true (chart_data_get_shown (data, 2)); /* what is new is not what was hidden */
  chart_data_solo (data, 0);
  chart_data_solo (data, 0); /* again: all are back */
  for (guint i = 0; i < 3; i++)
    g_assert_true (chart_data_get_shown (data, i));
  g_assert_false (chart_data_get_shown (data, 3));
  chart_data_toggle (data, 7);
  test_assert_finalize (data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/rows/forwards", test_forwards);
  g_test_add_func ("/chart/rows/backwards", test_backwards);
  g_test_add_func ("/chart/rows/none", test_none);
  g_test_add_func ("/chart/rows/csv", test_csv);
  g_test_add_func ("/chart/rows/shown", test_shown);
  return g_test_run ();
}
