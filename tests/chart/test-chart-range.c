/* test-chart-range.c: the value axis grows at once and shrinks after a while.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-range.h"

static const ChartScale small = { 0, 10, 2.5 };
static const ChartScale large = { 0, 100, 25 };

static gboolean
follow (ChartRange *range, ChartScale wanted, gint64 now_ms)
{
  return chart_range_follow (range, wanted, 4, chart_unit_parse (NULL), now_ms);
}

static void
test_grow (void)
{
  ChartRange range = { 0 };

  g_assert_true (follow (&range, small, 1000));
  g_assert_false (follow (&range, small, 1001));
  g_assert_true (follow (&range, large, 1002));
  g_assert_cmpfloat (range.scale.max, ==, 100);
}

static void
test_shrink (void)
{
  ChartRange range = { 0 };

  follow (&range, large, 1000);
  g_assert_false (follow (&range, small, 2000));
  g_assert_false (follow (&range, small, 6999));
  g_assert_cmpfloat (range.scale.max, ==, 100);
  g_assert_true (follow (&range, small, 7000));
  g_assert_cmpfloat (range.scale.max, ==, 10);
}

/* What needs the room again in between starts the wait anew. */
static void
test_interrupted (void)
{
  ChartRange range = { 0 };

  follow (&range, large, 1000);
  follow (&range, small, 2000);
  follow (&range, large, 4000);
  g_assert_false (follow (&range, small, 5000));
  g_assert_false (follow (&range, small, 9999));
  g_assert_true (follow (&range, small, 10000));
}

/* Up on one side while less would do on the other: both are held. */
static void
test_moves (void)
{
  const ChartScale higher = { 50, 150, 25 };
  ChartRange range = { 0 };

  follow (&range, large, 1000);
  g_assert_true (follow (&range, higher, 2000));
  g_assert_cmpfloat (range.scale.min, ==, 0);
  g_assert_cmpfloat (range.scale.max, >=, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/range/grow", test_grow);
  g_test_add_func ("/chart/range/shrink", test_shrink);
  g_test_add_func ("/chart/range/interrupted", test_interrupted);
  g_test_add_func ("/chart/range/moves", test_moves);
  return g_test_run ();
}
