/* test-chart-scale.c: where ticks stand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-scale.h"

#include <math.h>

#define HOUR G_GINT64_CONSTANT (3600000)

static void
assert_step (const char *unit, double step, double expected)
{
  g_assert_cmpfloat_with_epsilon (chart_scale_nice_step (step, chart_unit_parse (unit)), expected,
                                  expected * 1e-9);
}

static void
test_steps (void)
{
  assert_step ("none", 1, 1);
  assert_step ("none", 1.1, 2);
  assert_step ("none", 2.2, 2.5);
  assert_step ("none", 3, 5);
  assert_step ("none", 7, 10);
  assert_step ("none", 0.03, 0.05);
  assert_step ("none", 22000, 25000);
  assert_step ("count", 0.3, 1);
  assert_step ("count", 2.2, 5);
  assert_step ("bytes", 1000, 1024);
  assert_step ("bytes", 1025, 2048);
  assert_step ("bytes", 0.1, 1);
  assert_step ("seconds", 12, 15);
  assert_step ("seconds", 45, 60);
  assert_step ("seconds", 4000, 7200);
  assert_step ("ms", 12000, 15000);
  assert_step ("ms", 0.3, 0.5);
  assert_step ("none", NAN, 1);
  assert_step ("none", 0, 1);
  assert_step ("none", -3, 1);
}

static void
assert_nice (double min, double max, guint n, double expected_min, double expected_max, double expected_step)
{
  ChartScale scale = chart_scale_nice (min, max, n, chart_unit_parse (NULL));

  g_assert_cmpfloat_with_epsilon (scale.min, expected_min, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.max, expected_max, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.step, expected_step, 1e-9);
}

static void
test_nice (void)
{
  assert_nice (0, 97, 4, 0, 100, 25);
  assert_nice (0, 100, 4, 0, 100, 25);
  assert_nice (3, 17, 5, 0, 20, 5);
}

/* Whatever the data, the scale holds them, and its ticks are few, even and within it. */
static void
test_nice_holds (void)
{
  const char *units[] = { "none", "count", "bytes", "seconds", "ms", "percent" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 5000; i++)
    {
      ChartUnit unit = chart_unit_parse (units[i % G_N_ELEMENTS (units)]);
      double size = pow (10, g_rand_double_range (rand, -6, 12));
      double min = g_rand_double_range (rand, -1, 1) * size;
      double max = min + g_rand_double (rand) * size;
      ChartScale scale = chart_scale_nice (min, max, 5, unit);
      g_autoptr (GArray) ticks = chart_scale_ticks (scale);

      g_assert_cmpfloat (scale.min, <=, min + scale.step * 1e-6);
      g_assert_cmpfloat (scale.max, >=, max - scale.step * 1e-6);
      g_assert_cmpfloat (scale.min, <, scale.max);
      g_assert_cmpuint (ticks->len, >=, 2);
      g_assert_cmpuint (ticks->len, <=, 8);
    }
}

static void
test_flat (void)
{
  ChartScale scale = chart_scale_nice (5, 5, 4, chart_unit_parse (NULL));

  g_assert_cmpfloat (scale.min, <, 5);
  g_assert_cmpfloat (scale.max, >, 5);
  scale = chart_scale_nice (0, 0, 4, chart_unit_parse (NULL));
  g_assert_cmpfloat (scale.min, <, scale.max);
  scale = chart_scale_nice (INFINITY, -INFINITY, 4, chart_unit_parse (NULL));
  g_assert_cmpfloat (scale.min, ==, 0);
  g_assert_cmpfloat (scale.max, ==, 1);
  scale = chart_scale_nice (-1.7e308, 1.7e308, 4, chart_unit_parse (NULL));
  g_array_unref (chart_scale_ticks (scale));
}

static GTimeZone *
berlin (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  if (zone == NULL)
    g_test_skip ("no time zones here");
  return g_steal_pointer (&zone);
}

static gint64
time_of (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return g_date_time_to_unix (time) * 1000;
}

static void
assert_ticks (GTimeZone *zone, const char *from, const char *to, gint64 step, const char *expected)
{
  g_autoptr (GArray) ticks = chart_time_ticks (time_of (from), time_of (to), step, zone);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *label = chart_time_label (g_array_index (ticks, gint64, i), step, zone);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", label);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_time (void)
{
  g_autoptr (GTimeZone) zone = berlin ();

  if (zone == NULL)
    return;
  assert_ticks (zone, "2024-06-01T10:02:30Z", "2024-06-01T10:21:00Z", HOUR / 12, "12:05 12:10 12:15 12:20");
  assert_ticks (zone, "2024-06-01T10:00:00Z", "2024-06-01T10:00:45Z", 15000,
                "12:00:00 12:00:15 12:00:30 12:00:45");
  assert_ticks (zone, "2024-06-01T01:00:00Z", "2024-06-02T13:00:00Z", 6 * HOUR,
                "06:00 12:00 18:00 2 Jun 06:00 12:00");
}

/* The clock goes forward at 1:00 UTC on 31 March and back on 27 October: ticks stay on the hours that people see. */
static void
test_daylight_saving (void)
{
  g_autoptr (GTimeZone) zone = berlin ();

  if (zone == NULL)
    return;
  assert_ticks (zone, "2024-03-30T17:00:00Z", "2024-03-31T16:00:00Z", 6 * HOUR,
                "18:00 31 Mar 06:00 12:00 18:00");
  assert_ticks (zone, "2024-10-26T16:00:00Z", "2024-10-27T17:00:00Z", 6 * HOUR,
                "18:00 27 Oct 06:00 12:00 18:00");
  assert_ticks (zone, "2024-03-30T23:00:00Z", "2024-04-01T22:00:00Z", 24 * HOUR, "31 Mar 1 Apr 2 Apr");
  assert_ticks (zone, "2024-10-26T23:00:00Z", "2024-10-27T03:00:00Z", HOUR, "01:00 02:00 02:00 03:00 04:00");
  assert_ticks (zone, "2024-03-30T23:30:00Z", "2024-03-31T02:00:00Z", HOUR, "01:00 03:00 04:00");
}

static void
test_time_steps (void)
{
  g_assert_cmpint (chart_time_step (1), ==, 1);
  g_assert_cmpint (chart_time_step (1100), ==, 2000);
  g_assert_cmpint (chart_time_step (61000), ==, 120000);
  g_assert_cmpint (chart_time_step (7 * HOUR), ==, 12 * HOUR);
  g_assert_cmpint (chart_time_step (1000 * 24 * HOUR), >=, 1000 * 24 * HOUR);
}

/* From the first year to the last, no step hangs or overflows. */
static void
test_time_extremes (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const gint64 first = -G_GINT64_CONSTANT (62135596800000), last = G_GINT64_CONSTANT (253402300799999);
  g_autoptr (GArray) ticks = chart_time_ticks (first, last, chart_time_step ((last - first) / 10), zone);

  g_assert_cmpuint (ticks->len, >, 0);
  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *label = chart_time_label (g_array_index (ticks, gint64, i), 24 * HOUR, zone);

      g_assert_nonnull (label);
    }
}

/* Whatever a double can be, a scale is finite, holds a step, and its ticks end. */
static void
test_extremes (void)
{
  const double values[] = { -1.7e308, -1e308, -1, -5e-324, 0,     5e-324,
                            2.2e-308, 1e-300, 1,  1e15,    1e308, 1.7e308 };
  const char *units[] = { "none", "bytes", "seconds", "ms", "count", "percent" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint j = i; j < G_N_ELEMENTS (values); j++)
      for (guint u = 0; u < G_N_ELEMENTS (units); u++)
        {
          ChartScale scale = chart_scale_nice (values[i], values[j], 5, chart_unit_parse (units[u]));
          g_autoptr (GArray) ticks = chart_scale_ticks (scale);
          g_autofree char *text =
              chart_unit_format_tick (chart_unit_parse (units[u]), scale.min, scale.step, scale.max);

          g_assert_true (isfinite (scale.min) && isfinite (scale.max) && isfinite (scale.max - scale.min));
          g_assert_cmpfloat (scale.max, >, scale.min);
          g_assert_cmpfloat (scale.step, >, 0);
          g_assert_cmpuint (ticks->len, <=, 40);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/scale/steps", test_steps);
  g_test_add_func ("/chart/scale/nice", test_nice);
  g_test_add_func ("/chart/scale/nice-holds", test_nice_holds);
  g_test_add_func ("/chart/scale/flat", test_flat);
  g_test_add_func ("/chart/scale/extremes", test_extremes);
  g_test_add_func ("/chart/scale/time", test_time);
  g_test_add_func ("/chart/scale/daylight-saving", test_daylight_saving);
  g_test_add_func ("/chart/scale/time-steps", test_time_steps);
  g_test_add_func ("/chart/scale/time-extremes", test_time_extremes);
  return g_test_run ();
}
