/* test-chart-presenter.c: textures that are kept show what the canvas holds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-presenter.h"

#include <math.h>

#define WIDTH     1200
#define HEIGHT    120
#define COLUMN_US 200000

/* One steady series, and one that says something now and then only. */
static void
add_points (SeriesStore *store, GRand *rand, gint64 at)
{
  series_buffer_add (series_store_ensure (store, "a"), at,
                     at / 1000 % 23 < 4 ? NAN : g_rand_double_range (rand, 20, 90), SERIES_MERGE_REPLACE);
  if (at % 20000 == 0)
    series_buffer_add (series_store_ensure (store, "b"), at, g_rand_double_range (rand, 100, 200),
                       SERIES_MERGE_REPLACE);
}

/* All pixels of what the presenter would show, in place. */
static cairo_surface_t *
show_tiles (ChartPresenter *presenter, ChartCanvas *canvas)
{
  const graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = cairo_create (surface);

  chart_presenter_show_tiles (presenter, snapshot, canvas, &area);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  return surface;
}

static void
assert_shows (ChartPresenter *presenter, ChartCanvas *canvas)
{
  const SeriesImage *image = chart_canvas_get_image (canvas);
  cairo_surface_t *surface = show_tiles (presenter, canvas);
  const guchar *shown = cairo_image_surface_get_data (surface);

  for (int i = 0; i < image->width * image->height * 4; i++)
    g_assert_cmpint (ABS ((int) shown[i] - (int) ((const guchar *) image->pixels)[i]), <=, 2);
  cairo_surface_destroy (surface);
}

/* Textures of columns that no longer change show the same pixels, and most columns are uploaded once. */
static void
test_tiles (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (ChartData) data = chart_data_new (CHART_KIND_LINE, store);
  g_autoptr (ChartCanvas) canvas = chart_canvas_new (data);
  g_autoptr (ChartPresenter) presenter = chart_presenter_new ();
  const char *patterns[] = { "*", NULL };
  const gint64 start = 1700000000000;
  gint64 at = start;
  guint64 uploaded = 0;

  chart_data_set_patterns (data, patterns);
  for (int i = 0; i < 90; i++)
    {
      gint64 now_ms = start + 300000 + i * COLUMN_US / 1000;
      ChartFrame frame = { .width = WIDTH,
                           .height = HEIGHT,
                           .scale = 1,
                           .column_us = COLUMN_US,
                           .end_column = series_column_at (now_ms, COLUMN_US) + 1,
                           .top = 250,
                           .bottom = -10 };

      for (; at <= now_ms; at += 400)
        add_points (store, rand, at);
      if (i == 60) /* comes late: everything is drawn anew */
        series_buffer_add (series_store_ensure (store, "a"), now_ms - 100100, 200, SERIES_MERGE_REPLACE);
      chart_canvas_update (canvas, &frame);
      assert_shows (presenter, canvas);
      if (i == 3)
        uploaded = chart_presenter_get_n_uploaded (presenter);
      if (i == 50)
        {
          g_assert_cmpuint (chart_presenter_get_n_tiles (presenter), >=, 3);
          g_assert_cmpuint (chart_presenter_get_n_uploaded (presenter) - uploaded, <, 47 * WIDTH / 2);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  g_test_add_func ("/chart/presenter/tiles", test_tiles);
  return g_test_run ();
}
