/* test-chart-unit.c: values and ticks as text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-unit.h"

#include <locale.h>
#include <math.h>

#define S "\302\240"     /* no-break space */
#define M "\342\210\222" /* minus */

typedef struct
{
  const char *unit;
  double value;
  const char *text;
} Case;

static const Case cases[] = {
  { NULL, 0, "0" },
  { "none", 7, "7" },
  { "none", 0.123456, "0.123" },
  { "none", 12.3456, "12.3" },
  { "none", 999.94, "1k" },
  { "none", 1234, "1.23k" },
  { "none", 4.5e6, "4.5M" },
  { "none", -4.5e6, M "4.5M" },
  { "none", 1e18, "1,000P" },
  { "none", 1e-5, "0.00001" },
  { "none", -1e-12, "0" },
  { "none", NAN, CHART_NO_VALUE },
  { "none", INFINITY, CHART_NO_VALUE },
  { "count", 1234, "1,234" },
  { "count", 999999, "999,999" },
  { "count", 42, "42" },
  { "bytes", 0, "0" S "B" },
  { "bytes", 512, "512" S "B" },
  { "bytes", 1024, "1" S "KiB" },
  { "bytes", 1536, "1.5" S "KiB" },
  { "bytes", 1048575, "1" S "MiB" },
  { "bytes", 5368709120., "5" S "GiB" },
  { "bits/s", 9710000, "9.71" S "Mbit/s" },
  { "seconds", 0.0123, "12.3" S "ms" },
  { "seconds", 1.5, "1.5" S "s" },
  { "seconds", 4.2e-6, "4.2" S "µs" },
  { "seconds", 125, "2" S "min" S "5" S "s" },
  { "seconds", 3720, "1" S "h" S "2" S "min" },
  { "seconds", 90000, "1" S "d" S "1" S "h" },
  { "seconds", 59.97, "1" S "min" S "0" S "s" },
  { "seconds", -125, M "2" S "min" S "5" S "s" },
  { "ms", 12.34, "12.3" S "ms" },
  { "ms", 1234, "1.23" S "s" },
  { "ms", 300000, "5" S "min" S "0" S "s" },
  { "percent", 41.234, "41.2" S "%" },
  { "percent", 4.567, "4.6" S "%" },
  { "percent", 100, "100" S "%" },
  { "percent", 0.01234, "0.012" S "%" },
  { "percent", 12345, "12,345" S "%" },
  { "ratio", 0.412, "41.2" S "%" },
  { "req/s", 1234, "1.23" S "kreq/s" },
  { "°C", 21.5, "21.5" S "°C" },
};

/* What the cases expect where the locale groups no thousands, as that of the tests. */
static char *
ungrouped (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  return g_strjoinv ("", parts);
}

static void
test_format (void)
{
  gboolean groups = *localeconv ()->thousands_sep != '\0';

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = chart_unit_format (chart_unit_parse (cases[i].unit), cases[i].value);
      g_autofree char *expected = groups ? g_strdup (cases[i].text) : ungrouped (cases[i].text);

      g_assert_cmpstr (text, ==, expected);
    }
}

static void
assert_tick (const char *unit, double value, double step, double magnitude, const char *expected)
{
  g_autofree char *text = chart_unit_format_tick (chart_unit_parse (unit), value, step, magnitude);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_ticks (void)
{
  assert_tick ("none", 0, 0.25, 1, "0");
  assert_tick ("none", 0.5, 0.25, 1, "0.50");
  assert_tick ("none", 3, 1, 4, "3");
  assert_tick ("none", 2500, 500, 3000, "2.5k");
  assert_tick ("none", 3000, 500, 3000, "3.0k");
  assert_tick ("none", -2, 1, 4, M "2");
  assert_tick ("percent", 0, 25, 100, "0" S "%");
  assert_tick ("percent", 12.5, 2.5, 15, "12.5" S "%");
  assert_tick ("bytes", 1073741824, 536870912, 2147483648., "1.0" S "GiB");
  assert_tick ("bits/s", 5e6, 5e6, 15e6, "5" S "Mbit/s");
  assert_tick ("seconds", 90, 30, 120, "90" S "s");
  assert_tick ("seconds", 3600, 600, 7200, "60" S "min");
  assert_tick ("seconds", 0.05, 0.05, 0.2, "50" S "ms");
  assert_tick ("ms", 100, 100, 400, "100" S "ms");
}

/* What comes from afar may be any number; what it looks like matters less than that it ends. */
static void
test_extremes (void)
{
  const double values[] = { 1e308, -1e308, 1e-308, 5e-324, 0x1p63, NAN, -INFINITY };
  const char *units[] = {
    "none", "count", "bytes", "bits/s", "seconds", "ms", "percent", "ratio", "%s%n", ""
  };

  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    for (guint v = 0; v < G_N_ELEMENTS (values); v++)
      {
        ChartUnit unit = chart_unit_parse (units[u]);
        g_autofree char *value = chart_unit_format (unit, values[v]);
        g_autofree char *tick = chart_unit_format_tick (unit, values[v], 1e-300, values[v]);

        g_assert_true (g_utf8_validate (value, -1, NULL));
        g_assert_true (g_utf8_validate (tick, -1, NULL));
      }
}

/* Labels of neighbouring ticks always differ. */
static void
test_ticks_differ (void)
{
  const char *units[] = { "none", "count", "bytes", "bits/s", "seconds", "ms", "percent", "ratio", "x" };
  const double steps[] = { 0.001, 0.25, 1, 2.5, 64, 100, 5000, 1048576, 2.5e9 };

  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
      for (int i = -3; i < 3; i++)
        {
          ChartUnit unit = chart_unit_parse (units[u]);
          g_autofree char *a = chart_unit_format_tick (unit, i * steps[s], steps[s], steps[s] * 3);
          g_autofree char *b = chart_unit_format_tick (unit, (i + 1) * steps[s], steps[s], steps[s] * 3);

          g_assert_cmpstr (a, !=, b);
        }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/unit/format", test_format);
  g_test_add_func ("/chart/unit/ticks", test_ticks);
  g_test_add_func ("/chart/unit/extremes", test_extremes);
  g_test_add_func ("/chart/unit/ticks-differ", test_ticks_differ);
  return g_test_run ();
}
