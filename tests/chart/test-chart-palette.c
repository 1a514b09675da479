/* test-chart-palette.c: the colours stay apart for every kind of vision, and visible on their ground.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-palette.h"

#include <math.h>

#define MIN_DISTANCE 0.11 /* in OKLab */
#define MIN_CONTRAST 3.0

typedef struct
{
  double v[3];
} Triple;

static double
linear (guint32 channel)
{
  double c = (channel & 0xff) / 255.;

  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static Triple
linear_rgb (guint32 argb)
{
  return (Triple){ { linear (argb >> 16), linear (argb >> 8), linear (argb) } };
}

static Triple
multiply (const double m[9], Triple t)
{
  Triple r;

  for (int i = 0; i < 3; i++)
    r.v[i] = CLAMP (m[3 * i] * t.v[0] + m[3 * i + 1] * t.v[1] + m[3 * i + 2] * t.v[2], 0, 1);
  return r;
}

/* Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
static const double visions[][9] = {
  { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
  { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },
  { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900 },
};

static Triple
oklab (Triple rgb)
{
  double l = cbrt (0.4122214708 * rgb.v[0] + 0.5363325363 * rgb.v[1] + 0.0514459929 * rgb.v[2]);
  double m = cbrt (0.2119034982 * rgb.v[0] + 0.6806995451 * rgb.v[1] + 0.1073969566 * rgb.v[2]);
  double s = cbrt (0.0883024619 * rgb.v[0] + 0.2817188376 * rgb.v[1] + 0.6299787005 * rgb.v[2]);

  return (Triple){ { 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                     1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                     0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s } };
}

static double
distance (guint32 a, guint32 b, const double vision[9])
{
  Triple x = oklab (multiply (vision, linear_rgb (a)));
  Triple y = oklab (multiply (vision, linear_rgb (b)));

  return sqrt (pow (x.v[0] - y.v[0], 2) + pow (x.v[1] - y.v[1], 2) + pow (x.v[2] - y.v[2], 2));
}

static double
contrast (guint32 a, guint32 b)
{
  Triple x = linear_rgb (a), y = linear_rgb (b);
  double p = 0.2126 * x.v[0] + 0.7152 * x.v[1] + 0.0722 * x.v[2] + 0.05;
  double q = 0.2126 * y.v[0] + 0.7152 * y.v[1] + 0.0722 * y.v[2] + 0.05;

  return MAX (p, q) / MIN (p, q);
}

static void
test_distance (gconstpointer data)
{
  gboolean dark = GPOINTER_TO_INT (data);
  double nearest = INFINITY;

  for (guint v = 0; v < G_N_ELEMENTS (visions); v++)
    for (guint i = 0; i < CHART_PALETTE_SIZE; i++)
      for (guint j = 0; j < i; j++)
        {
          double d = distance (chart_palette_get (dark, i), chart_palette_get (dark, j), visions[v]);

          nearest = MIN (nearest, d);
        }
  g_test_message ("nearest two colours of the %s palette: %.4f", dark ? "dark" : "light", nearest);
  g_assert_cmpfloat (nearest, >=, MIN_DISTANCE);
}

static void
test_contrast (gconstpointer data)
{
  gboolean dark = GPOINTER_TO_INT (data);
  guint32 ground = dark ? CHART_DARK_GROUND : CHART_LIGHT_GROUND;

  for (guint i = 0; i < CHART_PALETTE_SIZE; i++)
    {
      g_test_message ("colour %u: %.2f", i, contrast (chart_palette_get (dark, i), ground));
      g_assert_cmpfloat (contrast (chart_palette_get (dark, i), ground), >=, MIN_CONTRAST);
    }
  for (int level = CHART_LEVEL_INFO; level <= CHART_LEVEL_ERROR; level++)
    g_assert_cmpfloat (contrast (chart_palette_level (dark, (ChartLevel) level), ground), >=, MIN_CONTRAST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/chart/palette/distance/light", GINT_TO_POINTER (FALSE), test_distance);
  g_test_add_data_func ("/chart/palette/distance/dark", GINT_TO_POINTER (TRUE), test_distance);
  g_test_add_data_func ("/chart/palette/contrast/light", GINT_TO_POINTER (FALSE), test_contrast);
  g_test_add_data_func ("/chart/palette/contrast/dark", GINT_TO_POINTER (TRUE), test_contrast);
  return g_test_run ();
}
