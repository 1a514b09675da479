/* test-chart-pictures.c: every kind of panel in light, dark and high contrast against pictures that were looked at.
 * Texts are shrunk to a pixel and the theme's grounds replaced, so that fonts and themes make no difference. With
 * TELL_UPDATE_PICTURES set the pictures are made anew; what differs is left beside the test's log.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include <math.h>

#define NOW_MS  G_GINT64_CONSTANT (1700000000000)
#define WIDTH   1000
#define HEIGHT  780
#define MAX_RMS 6.0 /* of 255 */
#define MIN_INK 0.002

typedef struct
{
  const char *name;
  gboolean dark;
  gboolean high_contrast;
} Style;

static const Style styles[] = {
  { "light", FALSE, FALSE },
  { "dark", TRUE, FALSE },
  { "high-contrast", FALSE, TRUE },
  { "dark-high-contrast", TRUE, TRUE },
};

static gint64
now (gpointer user_data)
{
  return NOW_MS;
}

static void
set_style (const Style *style)
{
  static GtkCssProvider *provider;
  g_autofree char *css =
      g_strdup_printf ("* { font-size: 1px; }"
                       "window, chartpanel, chartpanel.card { background: %s; color: %s; box-shadow: none; }",
                       style->dark ? "#1e1e1e" : "#ffffff", style->dark ? "#ffffff" : "#000000");

  if (provider == NULL)
    {
      provider = gtk_css_provider_new ();
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_USER + 1);
    }
  gtk_css_provider_load_from_data (provider, css, -1);
}

static gboolean
stop_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean stopped = FALSE;

  g_timeout_add (ms, stop_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
}

/* What the window shows, as the cairo of memory. */
static cairo_surface_t *
take_picture (GtkWidget *window)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_t *cr = cairo_create (surface);

  gdk_paintable_snapshot (paintable, snapshot, WIDTH, HEIGHT);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
show (const Style *style)
{
  GtkWidget *window = gtk_window_new (), *grid;
  cairo_surface_t *picture;
  Gallery gallery;

  gallery_init (&gallery);
  gallery_fill (&gallery, NOW_MS);
  if (style->high_contrast)
    gtk_widget_add_css_class (window, CHART_HIGH_CONTRAST_CLASS);
  grid = gallery_grid (&gallery, FALSE, now, NULL);
  gtk_window_set_child (GTK_WINDOW (window), grid);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (700);
  g_assert_cmpint (gtk_widget_get_width (window), ==, WIDTH);
  picture = take_picture (window);
  gtk_window_destroy (GTK_WINDOW (window));
  gallery_clear (&gallery);
  return picture;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row =
      cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) row)[x] & 0xffffff;
}

static double
difference (cairo_surface_t *a, cairo_surface_t *b, const graphene_rect_t *area)
{
  double sum = 0;
  int x0 = (int) area->origin.x, y0 = (int) area->origin.y;
  int width = (int) area->size.width, height = (int) area->size.height;

  for (int y = y0; y < y0 + height; y++)
    for (int x = x0; x < x0 + width; x++)
      for (int shift = 0; shift < 24; shift += 8)
        {
          double d = (double) (pixel (a, x, y) >> shift & 0xff) - (double) (pixel (b, x, y) >> shift & 0xff);

          sum += d * d;
        }
  return sqrt (sum / (3. * width * height));
}

/* A blank panel would be like nothing: some of it is not the ground. */
static double
ink (cairo_surface_t *a, const graphene_rect_t *area)
{
  guint32 ground = pixel (a, (int) area->origin.x + 2, (int) area->origin.y + 2);
  guint n = 0;

  for (int y = (int) area->origin.y; y < area->origin.y + area->size.height; y++)
    for (int x = (int) area->origin.x; x < area->origin.x + area->size.width; x++)
      n += pixel (a, x, y) != ground;
  return n / (area->size.width * area->size.height);
}

/* Where the panel at INDEX stands on a grid of 12 columns, as the gallery lays them out. */
static graphene_rect_t
area_of (guint index, const char **name)
{
  Gallery gallery;
  GtkWidget *grid;
  graphene_rect_t area;
  int column, row, width, height;
  const double step_x = (WIDTH - 24 - 11 * 12) / 12. + 12, step_y = (HEIGHT - 24 - 8 * 12) / 9. + 12;

  gallery_init (&gallery);
  grid = g_object_ref_sink (gallery_grid (&gallery, FALSE, now, NULL));
  gtk_grid_query_child (GTK_GRID (grid), gallery_panel (grid, index, name), &column, &row, &width, &height);
  area = GRAPHENE_RECT_INIT (floorf (12 + column * step_x), floorf (12 + row * step_y),
                             floorf (width * step_x - 12), floorf (height * step_y - 12));
  g_object_unref (grid);
  gallery_clear (&gallery);
  return area;
}

static void
test_style (gconstpointer data)
{
  const Style *style = data;
  g_autofree char *base = g_strdup_printf ("gallery-%s.png", style->name);
  g_autofree char *file = g_build_filename (PICTURES, base, NULL);
  g_autofree char *found = g_strdup_printf ("chart-%s", base); /* where the test runs */
  cairo_surface_t *picture, *expected;
  gboolean same = TRUE;

  set_style (style);
  picture = show (style);
  if (g_getenv ("TELL_UPDATE_PICTURES") != NULL)
    g_assert_cmpint (cairo_surface_write_to_png (picture, file), ==, CAIRO_STATUS_SUCCESS);
  expected = cairo_image_surface_create_from_png (file);
  g_assert_cmpint (cairo_surface_status (expected), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (expected), ==, WIDTH);
  for (guint i = 0; i < GALLERY_PANELS; i++)
    {
      const char *name;
      graphene_rect_t area = area_of (i, &name);
      double rms = difference (picture, expected, &area);

      g_test_message ("%s, %s: %.2f of 255 away, %.3f inked", style->name, name, rms, ink (picture, &area));
      same = same && rms <= MAX_RMS && ink (picture, &area) >= MIN_INK;
    }
  if (!same)
    cairo_surface_write_to_png (picture, found);
  g_assert_true (same);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (expected);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/pictures/%s", styles[i].name);

      g_test_add_data_func (path, &styles[i], test_style);
    }
  return g_test_run ();
}
