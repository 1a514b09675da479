/* test-series-raster.c: pixels against exact coverage, and what is drawn bit by bit against what is drawn at once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-painter.h"
#include "series-stack.h"
#include "series-stroke.h"

#include <math.h>
#include <string.h>

#define BLACK 0xff000000

static guint
alpha_at (const SeriesImage *image, int x, int y)
{
  return image->pixels[y * image->width + x] >> 24;
}

static void
assert_alpha (const SeriesImage *image, int x, int y, double coverage)
{
  g_assert_cmpint (ABS ((int) alpha_at (image, x, y) - (int) (coverage * 255 + 0.5)), <=, 1);
}

/* How much of pixel X, Y lies within [x0, x1) × [y0, y1). */
static double
overlap (int x, int y, double x0, double y0, double x1, double y1)
{
  return MAX (0, MIN (x1, x + 1) - MAX (x0, x)) * MAX (0, MIN (y1, y + 1) - MAX (y0, y));
}

static void
test_rectangle (void)
{
  const SeriesVertex corners[] = { { 2.25, 1.5 }, { 6.75, 1.5 }, { 6.75, 4.125 }, { 2.25, 4.125 } };
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) image = series_image_new (10, 6);

  series_coverage_begin (coverage, image, 0, 10);
  series_coverage_polygon (coverage, corners, G_N_ELEMENTS (corners));
  series_coverage_paint (coverage, image, BLACK);
  for (int y = 0; y < 6; y++)
    for (int x = 0; x < 10; x++)
      assert_alpha (image, x, y, overlap (x, y, 2.25, 1.5, 6.75, 4.125));
}

/* A triangle's coverage, by 64 × 64 samples a pixel. */
static gboolean
inside (const SeriesVertex *v, double x, double y)
{
  gboolean positive = FALSE, negative = FALSE;

  for (int i = 0; i < 3; i++)
    {
      SeriesVertex a = v[i], b = v[(i + 1) % 3];
      double side = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);

      positive |= side > 0;
      negative |= side < 0;
    }
  return !(positive && negative);
}

static double
sampled (const SeriesVertex *v, int x, int y)
{
  const int n = 64;
  int hits = 0;

  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      hits += inside (v, x + (i + 0.5) / n, y + (j + 0.5) / n);
  return (double) hits / (n * n);
}

static void
test_triangles (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (SeriesImage) image = series_image_new (12, 12);
      SeriesVertex v[3];

      for (int i = 0; i < 3; i++) /* beyond every edge of the image too */
        v[i] = (SeriesVertex){ g_rand_double_range (rand, -8, 20), g_rand_double_range (rand, -8, 20) };
      series_coverage_begin (coverage, image, 0, 12);
      series_coverage_polygon (coverage, v, 3);
      series_coverage_paint (coverage, image, BLACK);
      for (int y = 0; y < 12; y++)
        for (int x = 0; x < 12; x++)
          g_assert_cmpfloat_with_epsilon (alpha_at (image, x, y) / 255., sampled (v, x, y), 0.02);
    }
}

static void
test_overlap_counts_once (void)
{
  const SeriesVertex corners[] = { { 1, 1 }, { 5, 1 }, { 5, 3 }, { 1, 3 } };
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) image = series_image_new (6, 4);

  series_coverage_begin (coverage, image, 0, 6);
  series_coverage_polygon (coverage, corners, 4);
  series_coverage_polygon (coverage, corners, 4);
  series_coverage_paint (coverage, image, 0x80000000);
  assert_alpha (image, 2, 2, 128 / 255.);
  assert_alpha (image, 0, 0, 0);
}

static void
test_horizontal_line (void)
{
  const SeriesVertex line[] = { { 1, 3.25 }, { 4, 3.25 }, { 9, 3.25 } };
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) image = series_image_new (10, 6);

  series_coverage_begin (coverage, image, 0, 10);
  series_stroke_line (coverage, line, G_N_ELEMENTS (line), 1.5);
  series_coverage_paint (coverage, image, BLACK);
  for (int y = 0; y < 6; y++)
    for (int x = 0; x < 10; x++)
      assert_alpha (image, x, y, overlap (x, y, 1, 2.5, 9, 4));
}

static void
test_span (void)
{
  g_autoptr (SeriesImage) image = series_image_new (3, 8);

  series_image_span (image, 1, 1.25, 5.5, BLACK);
  series_image_span (image, 2, 2.25, 2.75, BLACK);
  series_image_span (image, 7, 0, 8, BLACK);
  for (int y = 0; y < 8; y++)
    {
      assert_alpha (image, 0, y, 0);
      assert_alpha (image, 1, y, overlap (0, y, 0, 1.25, 1, 5.5));
      assert_alpha (image, 2, y, overlap (0, y, 0, 2.25, 1, 2.75));
    }
}

static void
test_blend (void)
{
  g_autoptr (SeriesImage) image = series_image_new (1, 1);

  series_image_blend (image, 0, 0, 0xff3366cc, 1);
  g_assert_cmphex (image->pixels[0], ==, 0xff3366cc);
  series_image_blend (image, 0, 0, 0x80ff0000, 1);
  g_assert_cmpuint (image->pixels[0] >> 24, ==, 255);
  g_assert_cmpint (ABS ((int) (image->pixels[0] >> 16 & 0xff) - (0x80 * 0xff + 0x7f * 0x33) / 255), <=, 1);
  g_assert_cmpint (ABS ((int) (image->pixels[0] & 0xff) - 0x7f * 0xcc / 255), <=, 1);
}

static void
test_scroll (void)
{
  g_autoptr (SeriesImage) image = series_image_new (4, 2);

  for (int i = 0; i < 8; i++)
    image->pixels[i] = i;
  series_image_scroll (image, 1);
  series_image_clear (image, 3, 4);
  g_assert_cmpuint (image->pixels[0], ==, 1);
  g_assert_cmpuint (image->pixels[2], ==, 3);
  g_assert_cmpuint (image->pixels[3], ==, 0);
  g_assert_cmpuint (image->pixels[4], ==, 5);
}

/* A chart of WIDTH columns of 100 ms from time 0, with values from 0 to 100. */
static SeriesPainter
painter_for (SeriesImage *image, SeriesCoverage *coverage)
{
  return (SeriesPainter){
    .image = image, .coverage = coverage, .column_us = 100000, .first_column = 0, .top = 100, .bottom = 0
  };
}

static const SeriesPen pen = { .line = 0xff0072b2, .fill = 0x400072b2, .width = 1.75, .base = 0 };

static SeriesBuffer *
walk (guint seed, guint n, int interval_ms)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  SeriesBuffer *buffer = series_buffer_new ("x");
  double value = 50;

  for (guint i = 0; i < n; i++)
    {
      value += g_rand_double_range (rand, -8, 8);
      value = CLAMP (value, -5, 105);
      series_buffer_add (buffer, (gint64) i * interval_ms, i % 37 == 36 ? NAN : value, SERIES_MERGE_REPLACE);
    }
  return buffer;
}

static void
assert_equal_images (const SeriesImage *a, const SeriesImage *b)
{
  for (int i = 0; i < a->width * a->height; i++)
    for (int shift = 0; shift < 32; shift += 8)
      g_assert_cmpint (ABS ((int) (a->pixels[i] >> shift & 0xff) - (int) (b->pixels[i] >> shift & 0xff)), <=,
                       1);
}

/* Drawing piece by piece gives what drawing at once gives: no seams. */
static void
test_pieces (gconstpointer data)
{
  gboolean dense = GPOINTER_TO_INT (data);
  g_autoptr (SeriesBuffer) buffer = dense ? walk (1, 20000, 5) : walk (2, 120, 730);
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) whole = series_image_new (800, 120);
  g_autoptr (SeriesImage) pieces = series_image_new (800, 120);
  SeriesPainter painter = painter_for (whole, coverage);
  const int cuts[] = { 0, 1, 2, 30, 31, 299, 500, 501, 640, 799, 800 };

  g_assert_cmpint (series_painter_is_dense (&painter, buffer), ==, dense);
  series_painter_draw (&painter, buffer, &pen, dense, 0, 800);
  painter.image = pieces;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (cuts); i++)
    series_painter_draw (&painter, buffer, &pen, dense, cuts[i], cuts[i + 1]);
  assert_equal_images (whole, pieces);
}

static void
test_stack_pieces (void)
{
  SeriesBuffer *buffers[] = { walk (3, 100, 800), walk (4, 90, 900), walk (5, 4000, 20) };
  const SeriesPen pens[] = { pen, pen, pen };
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) whole = series_image_new (800, 120);
  g_autoptr (SeriesImage) pieces = series_image_new (800, 120);
  SeriesPainter painter = painter_for (whole, coverage);
  const int cuts[] = { 0, 77, 78, 400, 799, 800 };

  painter.top = 300;
  series_stack_draw (&painter, buffers, 3, pens, 0, 800);
  painter.image = pieces;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (cuts); i++)
    series_stack_draw (&painter, buffers, 3, pens, cuts[i], cuts[i + 1]);
  assert_equal_images (whole, pieces);
  for (guint i = 0; i < 3; i++)
    g_object_unref (buffers[i]);
}

static void
test_stack_range (void)
{
  SeriesBuffer *buffers[] = { series_buffer_new ("a"), series_buffer_new ("b") };
  double min, max;

  g_assert_false (series_stack_range (buffers, 2, 1000000, 0, 100, &min, &max));
  for (int i = 0; i < 50; i++)
    {
      series_buffer_add (buffers[0], i * 1000, 10, SERIES_MERGE_REPLACE);
      series_buffer_add (buffers[1], i * 1000 + 500, i == 20 ? 30 : 5, SERIES_MERGE_REPLACE);
    }
  g_assert_true (series_stack_range (buffers, 2, 1000000, 0, 100, &min, &max));
  g_assert_cmpfloat (min, ==, 0);
  g_assert_cmpfloat (max, ==, 40);
  g_object_unref (buffers[0]);
  g_object_unref (buffers[1]);
}

static gboolean
column_is_blank (const SeriesImage *image, int x)
{
  for (int y = 0; y < image->height; y++)
    if (image->pixels[y * image->width + x] != 0)
      return FALSE;
  return TRUE;
}

/* Gaps stay open, and a number between two gaps is a dot. */
static void
test_gap (gconstpointer data)
{
  gboolean dense = GPOINTER_TO_INT (data);
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) image = series_image_new (100, 40);
  SeriesPainter painter = painter_for (image, coverage);

  for (int t = 0; t < 10000; t += dense ? 10 : 400)
    if (t <= 2000 || t >= 8000)
      series_buffer_add (buffer, t, 50, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 4900, NAN, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 5050, 50, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 5200, NAN, SERIES_MERGE_REPLACE);
  series_painter_draw (&painter, buffer, &pen, dense, 0, 100);
  g_assert_false (column_is_blank (image, 10));
  g_assert_true (column_is_blank (image, 35));
  g_assert_false (column_is_blank (image, 50));
  g_assert_true (column_is_blank (image, 65));
  g_assert_false (column_is_blank (image, 90));
}

/* Every value of a dense column lies within what is drawn of it. */
static void
test_dense_extent (void)
{
  g_autoptr (SeriesBuffer) buffer = walk (9, 20000, 5);
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) image = series_image_new (800, 200);
  SeriesPainter painter = painter_for (image, coverage);
  SeriesPen line = { .line = BLACK, .width = 2 };
  SeriesColumn columns[800];

  painter.top = 110;
  painter.bottom = -10;
  series_columns_query (buffer, painter.column_us, 0, 800, columns);
  series_painter_draw (&painter, buffer, &line, TRUE, 0, 800);
  for (int x = 0; x < 800; x++)
    {
      if (columns[x].n_numbers == 0)
        continue;
      assert_alpha (image, x, (int) series_painter_get_y (&painter, columns[x].max), 1);
      assert_alpha (image, x, (int) series_painter_get_y (&painter, columns[x].min), 1);
    }
}

/* What comes from afar may be any number: nothing is written outside, and it ends. */
static void
test_extremes (void)
{
  const double values[] = { 0, 1e308, -1e308, 1e-308, 50, NAN, 4e15, -4e15, 100 };
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) image = series_image_new (100, 40);
  SeriesPainter painter = painter_for (image, coverage);

  for (guint i = 0; i < 100; i++)
    series_buffer_add (buffer, i * 100, values[i % G_N_ELEMENTS (values)], SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, SERIES_TIME_MIN, 1, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, SERIES_TIME_MAX, 1, SERIES_MERGE_REPLACE);
  series_painter_draw (&painter, buffer, &pen, FALSE, 0, 100);
  series_painter_draw (&painter, buffer, &pen, TRUE, 0, 100);
  series_stack_draw (&painter, &buffer, 1, &pen, 0, 100);
  g_assert_false (column_is_blank (image, 50));
}

/* Dashes stand on columns of time: they move with the line, and piece by piece they are the same. */
static void
test_dash (gconstpointer data)
{
  gboolean dense = GPOINTER_TO_INT (data);
  g_autoptr (SeriesBuffer) buffer = dense ? walk (1, 20000, 5) : walk (2, 30, 3000);
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) solid = series_image_new (800, 120);
  g_autoptr (SeriesImage) dashed = series_image_new (800, 120);
  SeriesPainter painter = painter_for (solid, coverage);
  SeriesPen line = { .line = BLACK, .width = 2 };

  painter.first_column = -7;
  series_painter_draw (&painter, buffer, &line, dense, 0, 800);
  painter.image = dashed;
  line.dash = (SeriesDash){ 8, 4 };
  series_painter_draw (&painter, buffer, &line, dense, 0, 333);
  series_painter_draw (&painter, buffer, &line, dense, 333, 800);
  for (int x = 0; x < 800; x++)
    if ((x - 7 + 12 * 100) % 12 < 8)
      for (int y = 0; y < 120; y++)
        g_assert_cmpint (ABS ((int) alpha_at (solid, x, y) - (int) alpha_at (dashed, x, y)), <=, 1);
    else
      g_assert_true (column_is_blank (dashed, x));
}

/* An area under two points is a trapezium: its pixels by exact area, at one and at two device pixels a pixel. */
static void
test_fill (gconstpointer data)
{
  int scale = GPOINTER_TO_INT (data);
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) image = series_image_new (20 * scale, 20 * scale);
  SeriesPainter painter = painter_for (image, coverage);
  SeriesPen fill = { .fill = BLACK, .base = 0 };
  double slope = 60. / 16;

  painter.column_us = 100000 / scale;
  series_buffer_add (buffer, 200, 20, SERIES_MERGE_REPLACE);
  series_buffer_add (buffer, 1800, 80, SERIES_MERGE_REPLACE);
  series_painter_draw (&painter, buffer, &fill, FALSE, 0, 20 * scale);
  for (int x = 0; x < 20 * scale; x++)
    for (int y = 0; y < 20 * scale; y++)
      {
        double covered = 0;

        for (int i = 0; i < 200; i++) /* strips of the pixel */
          {
            double at = (x + (i + 0.5) / 200) / scale;
            double top = (100 - (20 + (at - 2) * slope)) / 5 * scale;

            if (at >= 2 && at < 18)
              covered += CLAMP (y + 1 - top, 0, 1) / 200;
          }
        g_assert_cmpfloat_with_epsilon (alpha_at (image, x, y) / 255., covered, 0.01);
      }
}

/* Two steady series: the upper band lies exactly on the lower one. */
static void
test_stack_bands (void)
{
  SeriesBuffer *buffers[] = { series_buffer_new ("a"), series_buffer_new ("b") };
  const SeriesPen pens[] = { { .fill = 0xffff0000 }, { .fill = 0xff00ff00 } };
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) image = series_image_new (50, 100);
  SeriesPainter painter = painter_for (image, coverage);

  for (int i = 0; i <= 60; i++)
    {
      series_buffer_add (buffers[0], i * 100, 30, SERIES_MERGE_REPLACE);
      series_buffer_add (buffers[1], i * 100, 20.5, SERIES_MERGE_REPLACE);
    }
  series_stack_draw (&painter, buffers, 2, pens, 0, 50);
  for (int x = 5; x < 45; x++)
    for (int y = 0; y < 100; y++)
      {
        guint32 pixel = image->pixels[y * 50 + x];

        if (y == 49) /* half of it */
          g_assert_cmpint (ABS ((int) (pixel >> 24) - 128), <=, 1);
        else
          g_assert_cmphex (pixel, ==, y < 49 ? 0 : y < 70 ? 0xff00ff00 : 0xffff0000);
      }
  g_object_unref (buffers[0]);
  g_object_unref (buffers[1]);
}

/* What is drawn of finished columns is the same whenever it is drawn, however far the window has moved. */
static void
test_finished (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  g_autoptr (SeriesBuffer) buffer = series_buffer_new ("x");
  g_autoptr (SeriesCoverage) coverage = series_coverage_new ();
  g_autoptr (SeriesImage) before = series_image_new (200, 60);
  g_autoptr (SeriesImage) after = series_image_new (200, 60);
  SeriesPainter painter = painter_for (before, coverage);
  SeriesPen line = { .line = BLACK, .width = 2 };

  for (int i = 0; i < 4000; i++)
    series_buffer_add (buffer, i * 5, g_rand_double_range (rand, 0, 100), SERIES_MERGE_REPLACE);
  series_painter_draw (&painter, buffer, &line, TRUE, 0, 200);
  for (int i = 4000; i < 9000; i++)
    series_buffer_add (buffer, i * 5, g_rand_double_range (rand, 0, 100), SERIES_MERGE_REPLACE);
  painter.image = after;
  painter.first_column = 37;
  series_painter_draw (&painter, buffer, &line, TRUE, 0, 200);
  for (int x = 37; x < 199; x++) /* the last was not finished */
    for (int y = 0; y < 60; y++)
      g_assert_cmphex (before->pixels[y * 200 + x], ==, after->pixels[y * 200 + x - 37]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/raster/rectangle", test_rectangle);
  g_test_add_func ("/series/raster/triangles", test_triangles);
  g_test_add_func ("/series/raster/overlap", test_overlap_counts_once);
  g_test_add_func ("/series/raster/line", test_horizontal_line);
  g_test_add_func ("/series/raster/span", test_span);
  g_test_add_func ("/series/raster/blend", test_blend);
  g_test_add_func ("/series/raster/scroll", test_scroll);
  g_test_add_data_func ("/series/raster/pieces/sparse", GINT_TO_POINTER (FALSE), test_pieces);
  g_test_add_data_func ("/series/raster/pieces/dense", GINT_TO_POINTER (TRUE), test_pieces);
  g_test_add_func ("/series/raster/pieces/stack", test_stack_pieces);
  g_test_add_func ("/series/raster/stack-range", test_stack_range);
  g_test_add_data_func ("/series/raster/gap/sparse", GINT_TO_POINTER (FALSE), test_gap);
  g_test_add_data_func ("/series/raster/gap/dense", GINT_TO_POINTER (TRUE), test_gap);
  g_test_add_func ("/series/raster/dense-extent", test_dense_extent);
  g_test_add_func ("/series/raster/extremes", test_extremes);
  g_test_add_data_func ("/series/raster/dash/sparse", GINT_TO_POINTER (FALSE), test_dash);
  g_test_add_data_func ("/series/raster/dash/dense", GINT_TO_POINTER (TRUE), test_dash);
  g_test_add_data_func ("/series/raster/fill/1", GINT_TO_POINTER (1), test_fill);
  g_test_add_data_func ("/series/raster/fill/2", GINT_TO_POINTER (2), test_fill);
  g_test_add_func ("/series/raster/stack-bands", test_stack_bands);
  g_test_add_func ("/series/raster/finished", test_finished);
  return g_test_run ();
}
