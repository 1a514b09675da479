/* test-chart-axis.c: labels of time never collide, never leave the chart, and do not jitter while it scrolls.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-axis.h"

#include <locale.h>
#include <math.h>

#define NOW_MS  G_GINT64_CONSTANT (1711846800000) /* an hour before the clock goes forward in Berlin */
#define HOUR_MS 3600000.0

static void
assert_apart (GArray *ticks, const graphene_rect_t *area, double width)
{
  double end = -INFINITY;

  for (guint i = 0; i < ticks->len; i++)
    {
      const ChartTick *tick = &g_array_index (ticks, ChartTick, i);

      if (!tick->shown)
        continue;
      g_assert_cmpfloat (tick->left, >, end + 2);
      g_assert_cmpfloat (tick->left, >=, area->origin.x - 8);
      g_assert_cmpfloat (tick->left + tick->width, <=, width);
      end = tick->left + tick->width;
    }
}

/* From a second to a century, in charts narrow and wide, across a change of the clock. */
static void
test_collisions (gconstpointer data)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  ChartLabels *labels = chart_labels_new (widget, 0.85, CHART_LABEL_PLAIN);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (data);
  const double widths[] = { 120, 260, 500, 1000, 2500 };

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  for (double span = 1000; span < HOUR_MS * 24 * 36500; span *= 1.37)
    for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
      {
        graphene_rect_t area = GRAPHENE_RECT_INIT (40, 8, widths[w] - 40, 100);
        g_autoptr (GArray) ticks =
            chart_axis_place_time (labels, &area, NOW_MS - span, NOW_MS + 7000, widths[w], zone);

        assert_apart (ticks, &area, widths[w]);
        if (widths[w] >= 500) /* and there is enough to read a time from */
          g_assert_cmpuint (ticks->len, >=, 1);
      }
  chart_labels_free (labels);
  g_object_unref (widget);
}

/* While the window moves on pixel by pixel, a label keeps its time and its text, and goes left by that pixel. */
static void
test_jitter (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  ChartLabels *labels = chart_labels_new (widget, 0.85, CHART_LABEL_PLAIN);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  graphene_rect_t area = GRAPHENE_RECT_INIT (40, 8, 600, 100);
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (int pixel = 0; pixel < 400; pixel++)
    {
      double from_ms = (double) NOW_MS + pixel * 500;
      g_autoptr (GArray) ticks = chart_axis_place_time (labels, &area, from_ms, from_ms + 300000, 640, zone);

      for (guint i = 0; i < ticks->len; i++)
        {
          const ChartTick *tick = &g_array_index (ticks, ChartTick, i);
          const char *text = g_hash_table_lookup (texts, &tick->time_ms);

          g_assert_cmpfloat_with_epsilon (tick->x, 40 + (tick->time_ms - NOW_MS) / 500. - pixel, 1e-6);
          if (text != NULL)
            g_assert_cmpstr (tick->text, ==, text);
          else
            g_hash_table_insert (texts, g_memdup2 (&tick->time_ms, sizeof (gint64)), g_strdup (tick->text));
        }
    }
  g_assert_cmpuint (g_hash_table_size (texts), >=, 8);
  chart_labels_free (labels);
  g_object_unref (widget);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  if (!gtk_init_check ())
    return 77;
  g_test_add_data_func ("/chart/axis/collisions/utc", "UTC", test_collisions);
  g_test_add_data_func ("/chart/axis/collisions/berlin", "Europe/Berlin", test_collisions);
  g_test_add_func ("/chart/axis/jitter", test_jitter);
  return g_test_run ();
}
