/* test-chart-viewport.c: which stretch of time is shown, step by step and back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-viewport.h"
#include "test-wait.h"

static void
count_cb (ChartViewport *viewport, guint *count)
{
  (*count)++;
}

static void
assert_span (ChartViewport *viewport, gint64 from_ms, gint64 to_ms)
{
  gint64 from, to;

  g_assert_true (chart_viewport_get_span (viewport, &from, &to));
  g_assert_cmpint (from, ==, from_ms);
  g_assert_cmpint (to, ==, to_ms);
}

static void
test_steps (void)
{
  ChartViewport *viewport = chart_viewport_new ();
  gint64 from, to;
  guint count = 0;

  g_signal_connect (viewport, "changed", G_CALLBACK (count_cb), &count);
  g_assert_false (chart_viewport_get_span (viewport, &from, &to));
  chart_viewport_show (viewport, 1000, 9000);
  chart_viewport_show (viewport, 6000, 4000);
  assert_span (viewport, 4000, 6000);
  chart_viewport_move (viewport, 5000, 7000);
  chart_viewport_move (viewport, 5000, 7000);
  g_assert_cmpuint (count, ==, 3);
  chart_viewport_go_back (viewport);
  assert_span (viewport, 1000, 9000);
  chart_viewport_go_back (viewport);
  g_assert_cmpint (chart_viewport_get_state (viewport), ==, CHART_VIEWPORT_LIVE);
  chart_viewport_go_back (viewport);
  chart_viewport_go_live (viewport);
  g_assert_cmpuint (count, ==, 5);
  test_assert_finalize (viewport);
}

static void
test_shortest (void)
{
  g_autoptr (ChartViewport) viewport = chart_viewport_new ();

  chart_viewport_show (viewport, 5000, 5000);
  assert_span (viewport, 5000 - CHART_MIN_SPAN_MS / 2, 5000 + CHART_MIN_SPAN_MS / 2);
}

static void
test_many_steps (void)
{
  g_autoptr (ChartViewport) viewport = chart_viewport_new ();

  for (int i = 0; i < 10 * CHART_MAX_BACK; i++)
    chart_viewport_show (viewport, i * 1000, i * 1000 + 500);
  for (int i = 0; i < CHART_MAX_BACK; i++)
    chart_viewport_go_back (viewport);
  g_assert_cmpint (chart_viewport_get_state (viewport), ==, CHART_VIEWPORT_FROZEN);
  chart_viewport_go_back (viewport);
  g_assert_cmpint (chart_viewport_get_state (viewport), ==, CHART_VIEWPORT_LIVE);
}

static void
test_cursor (void)
{
  g_autoptr (ChartViewport) viewport = chart_viewport_new ();
  gint64 time_ms;
  guint count = 0;

  g_signal_connect (viewport, "cursor-moved", G_CALLBACK (count_cb), &count);
  chart_viewport_clear_cursor (viewport);
  g_assert_false (chart_viewport_get_cursor (viewport, &time_ms));
  chart_viewport_set_cursor (viewport, 7);
  chart_viewport_set_cursor (viewport, 7);
  g_assert_true (chart_viewport_get_cursor (viewport, &time_ms));
  g_assert_cmpint (time_ms, ==, 7);
  chart_viewport_clear_cursor (viewport);
  g_assert_cmpuint (count, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/viewport/steps", test_steps);
  g_test_add_func ("/chart/viewport/shortest", test_shortest);
  g_test_add_func ("/chart/viewport/many-steps", test_many_steps);
  g_test_add_func ("/chart/viewport/cursor", test_cursor);
  return g_test_run ();
}
