/* test-chart-canvas.c: what is drawn bit by bit while time passes is what is drawn at once; and both look as cairo would
 * have drawn them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-canvas.h"
#include "series-painter.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#define WIDTH     300
#define HEIGHT    120
#define COLUMN_US 200000
#define MAX_RMS   5.0 /* of 255 */

static ChartData *
data_new (ChartKind kind, SeriesStore *store)
{
  const char *patterns[] = { "*", NULL };
  ChartData *data = chart_data_new (kind, store);

  chart_data_set_patterns (data, patterns);
  return data;
}

static ChartFrame
frame_at (gint64 now_ms)
{
  return (ChartFrame){ .width = WIDTH,
                       .height = HEIGHT,
                       .scale = 1,
                       .column_us = COLUMN_US,
                       .end_column = series_column_at (now_ms, COLUMN_US) + 1,
                       .top = 250,
                       .bottom = -10 };
}

static void
assert_same_pixels (ChartCanvas *a, ChartCanvas *b)
{
  const SeriesImage *x = chart_canvas_get_image (a), *y = chart_canvas_get_image (b);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    for (int shift = 0; shift < 32; shift += 8)
      g_assert_cmpint (ABS ((int) (x->pixels[i] >> shift & 0xff) - (int) (y->pixels[i] >> shift & 0xff)), <=,
                       1);
}

/* Steady points with gaps, replaced last values and now and then one that comes late. */
static void
add_points (SeriesStore *store, GRand *rand, gint64 *at, gint64 now_ms, int interval_ms)
{
  SeriesBuffer *a = series_store_ensure (store, "a");
  SeriesBuffer *b = series_store_ensure (store, "b");

  for (; *at <= now_ms; *at += interval_ms)
    {
      gboolean gap = *at / 1000 % 23 < 4;

      series_buffer_add (a, *at, gap ? NAN : g_rand_double_range (rand, 20, 90), SERIES_MERGE_REPLACE);
      series_buffer_add (b, *at + 3, g_rand_double_range (rand, 50, 110), SERIES_MERGE_REPLACE);
      if (g_rand_int_range (rand, 0, 20) == 0)
        series_buffer_add (b, *at + 3, 60, SERIES_MERGE_REPLACE);
      if (g_rand_int_range (rand, 0, 60000 / interval_ms) == 0)
        series_buffer_add (a, *at - 7000, 10, SERIES_MERGE_REPLACE);
    }
}

typedef struct
{
  ChartKind kind;
  int interval_ms;
} Case;

static const Case cases[] = {
  { CHART_KIND_LINE, 900 }, { CHART_KIND_LINE, 20 },     { CHART_KIND_AREA, 900 },
  { CHART_KIND_AREA, 20 },  { CHART_KIND_STACKED, 900 }, { CHART_KIND_STACKED, 20 },
  { CHART_KIND_BAR, 900 },  { CHART_KIND_HEATMAP, 300 },
};

static void
test_incremental (gconstpointer user_data)
{
  const Case *c = user_data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (ChartData) data = data_new (c->kind, store);
  g_autoptr (ChartCanvas) live = chart_canvas_new (data);
  gint64 now_ms = 1700000000000, at = now_ms - 40000;

  for (guint step = 0; step < 150; step++, now_ms += g_rand_int_range (rand, 50, 900))
    {
      ChartFrame frame = frame_at (now_ms);

      add_points (store, rand, &at, now_ms, c->interval_ms);
      chart_canvas_update (live, &frame);
      if (step % 10 == 9)
        {
          g_autoptr (ChartCanvas) fresh = chart_canvas_new (data);

          chart_canvas_update (fresh, &frame);
          assert_same_pixels (live, fresh);
        }
    }
}

/* Nothing new and no column further: nothing to draw. */
static void
test_idle (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (ChartData) data = data_new (CHART_KIND_LINE, store);
  g_autoptr (ChartCanvas) canvas = chart_canvas_new (data);
  gint64 now_ms = 1700000000000, at = now_ms - 40000;
  ChartFrame frame = frame_at (now_ms);

  add_points (store, rand, &at, now_ms, 500);
  g_assert_true (chart_canvas_update (canvas, &frame));
  g_assert_false (chart_canvas_update (canvas, &frame));
  frame = frame_at (now_ms + COLUMN_US / 1000);
  g_assert_true (chart_canvas_update (canvas, &frame));
  series_buffer_add (series_store_get (store, "a"), now_ms, 1, SERIES_MERGE_REPLACE);
  g_assert_true (chart_canvas_update (canvas, &frame));
  g_assert_false (chart_canvas_update (canvas, &frame));
}

static double
rms (const SeriesImage *image, cairo_surface_t *surface)
{
  const guchar *rows = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double sum = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        double difference = (double) (image->pixels[y * WIDTH + x] >> 24) -
                            (((const guint32 *) (rows + y * stride))[x] >> 24);

        sum += difference * difference;
      }
  return sqrt (sum / (WIDTH * HEIGHT));
}

static void
test_like_cairo (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  g_autoptr (SeriesImage) image = series_image_new (WIDTH, HEIGHT);
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  SeriesPainter painter = {
    .image = image, .coverage = coverage, .column_us = COLUMN_US, .first_column = 0, .top = 100, .bottom = 0
  };
  SeriesPen pen = { .line = 0xff000000, .width = 1.75 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_set_line_width (cr, pen.width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_BEST);
  for (int t = 0; t <= WIDTH * COLUMN_US / 1000; t += 1000)
    {
      double value = g_rand_double_range (rand, 5, 95);

      series_buffer_add (buffer, t, value, SERIES_MERGE_REPLACE);
      cairo_line_to (cr, series_painter_get_x (&painter, t), series_painter_get_y (&painter, value));
    }
  cairo_stroke (cr);
  cairo_surface_flush (surface);
  series_painter_draw (&painter, buffer, &pen, FALSE, 0, WIDTH);
  g_test_message ("RMS against cairo: %.2f of 255", rms (image, surface));
  g_assert_cmpfloat (rms (image, surface), <=, MAX_RMS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/canvas/incremental/%u", i);

      g_test_add_data_func (path, &cases[i], test_incremental);
    }
  g_test_add_func ("/chart/canvas/idle", test_idle);
  g_test_add_func ("/chart/canvas/like-cairo", test_like_cairo);
  return g_test_run ();
}
