/* test-chart-export.c: a panel as picture, text and table, with its overview, in a real window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-overview.h"
#include "chart-panel.h"
#include "chart-plot-private.h"
#include "chart-summary.h"
#include "chart-table.h"
#include "test-wait.h"

#include <math.h>

#define NOW_MS   G_GINT64_CONSTANT (1700000000000)
#define N_POINTS 600

typedef struct
{
  SeriesStore *store;
  GtkWidget *panel;
  GtkWidget *window;
} Fixture;

static gint64
now (gpointer user_data)
{
  return NOW_MS;
}

static gpointer
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
setup (Fixture *f, gconstpointer kind_name)
{
  const char *patterns[] = { "*", NULL };
  ChartKind kind = CHART_KIND_LINE;

  g_assert_true (chart_kind_from_string (kind_name ? kind_name : "line", &kind));
  f->store = series_store_new ();
  for (int i = 0; i < N_POINTS; i++)
    for (int s = 0; s < 2; s++)
      series_buffer_add (series_store_ensure (f->store, s ? "b" : "a"), NOW_MS - (N_POINTS - 1 - i) * 1000,
                         i % 100 == 50 ? NAN : s * 100 + sin (i / 9.) * 40, SERIES_MERGE_REPLACE);
  f->panel = chart_panel_new (kind, f->store);
  chart_panel_set_title (CHART_PANEL (f->panel), "A panel");
  chart_panel_set_now_func (CHART_PANEL (f->panel), now, NULL);
  chart_panel_set_series (CHART_PANEL (f->panel), patterns);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 480, 360);
  gtk_window_set_child (GTK_WINDOW (f->window), f->panel);
  gtk_window_present (GTK_WINDOW (f->window));
  test_wait_until (gtk_widget_get_mapped (f->panel) && gtk_widget_get_width (f->panel) > 100);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_object_ref (f->panel);
  gtk_window_destroy (GTK_WINDOW (f->window));
  test_assert_finalize (f->panel);
  g_object_unref (f->store);
}

static GdkTexture *
texture_of (GBytes *png)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (png, &error);

  g_assert_no_error (error);
  return texture;
}

/* How many pixels are coloured, which neither text nor grid is. */
static guint
count_coloured (GdkTexture *texture)
{
  int n_pixels = gdk_texture_get_width (texture) * gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new0 (guint32, n_pixels);
  guint n = 0;

  gdk_texture_download (texture, (guchar *) pixels, gdk_texture_get_width (texture) * 4);
  for (int i = 0; i < n_pixels; i++)
    {
      int r = pixels[i] >> 16 & 0xff, g = pixels[i] >> 8 & 0xff, b = pixels[i] & 0xff;

      n += ABS (r - b) > 40 || ABS (r - g) > 40;
    }
  return n;
}

/* Twice the pixels, not the same ones larger. */
static void
test_png (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) one = chart_panel_to_png (CHART_PANEL (f->panel), 1);
  g_autoptr (GBytes) two = chart_panel_to_png (CHART_PANEL (f->panel), 2);
  g_autoptr (GdkTexture) small = texture_of (one);
  g_autoptr (GdkTexture) large = texture_of (two);

  g_assert_cmpint (gdk_texture_get_width (large), ==, 2 * gdk_texture_get_width (small));
  g_assert_cmpint (gdk_texture_get_height (small), >, gtk_widget_get_height (f->panel));
  g_assert_cmpuint (count_coloured (small), >, 200);
  g_assert_cmpuint (count_coloured (large), >, 2 * count_coloured (small));
}

static void
test_svg (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = chart_panel_to_svg (CHART_PANEL (f->panel));
  g_autofree char *svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (strstr (svg, "<svg"));
  g_assert_nonnull (g_strrstr (svg, "</svg>"));
  g_assert_nonnull (strstr (svg, "<path"));
  if (g_strcmp0 (data, "line") == 0)
    g_assert_null (strstr (svg, "<image")); /* lines are lines in any size */
}

static guint
count_lines (GBytes *bytes)
{
  const char *text = g_bytes_get_data (bytes, NULL);
  guint n = 0;

  for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
    n += text[i] == '\n';
  return n;
}

static void
test_csv (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) all = chart_panel_to_csv (CHART_PANEL (f->panel), FALSE);
  g_autoptr (GBytes) visible = NULL;
  g_autofree char *values = NULL;

  g_assert_cmpuint (count_lines (all), ==, N_POINTS + 1);
  chart_viewport_show (chart_panel_get_viewport (CHART_PANEL (f->panel)), NOW_MS - 9000, NOW_MS);
  visible = chart_panel_to_csv (CHART_PANEL (f->panel), TRUE);
  g_assert_cmpuint (count_lines (visible), ==, 11);
  values = chart_panel_dup_values (CHART_PANEL (f->panel));
  g_assert_true (g_str_has_prefix (values, "a\t"));
  g_assert_nonnull (strstr (values, "\nb\t"));
}

static void
test_table (Fixture *f, gconstpointer data)
{
  ChartPanel *panel = CHART_PANEL (f->panel);
  ChartTable *table;

  chart_panel_set_table (panel, TRUE);
  g_assert_true (chart_panel_get_table (panel));
  table = find (f->panel, CHART_TYPE_TABLE);
  test_wait_until (g_list_model_get_n_items (chart_table_get_rows (table)) == 301); /* five minutes */
  chart_viewport_show (chart_panel_get_viewport (panel), NOW_MS - 9000, NOW_MS);
  test_wait_until (g_list_model_get_n_items (chart_table_get_rows (table)) == 10);
  chart_panel_set_table (panel, FALSE);
  g_assert_null (find (f->panel, CHART_TYPE_TABLE));
}

static void
test_expanded (Fixture *f, gconstpointer data)
{
  ChartPanel *panel = CHART_PANEL (f->panel);
  ChartOverview *overview;
  gint64 from_ms, to_ms;

  chart_panel_set_expanded (panel, TRUE);
  overview = find (f->panel, CHART_TYPE_OVERVIEW);
  g_assert_nonnull (find (f->panel, CHART_TYPE_SUMMARY));
  test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (overview)));
  chart_overview_update (overview, NOW_MS);
  chart_overview_get_extent (overview, &from_ms, &to_ms);
  g_assert_cmpint (to_ms, ==, NOW_MS);
  g_assert_cmpint (from_ms, <=, NOW_MS - (N_POINTS - 1) * 1000);
  g_assert_cmpint (from_ms, >=, NOW_MS - (N_POINTS + 1) * 1000);
  chart_panel_set_expanded (panel, FALSE);
  g_assert_null (find (f->panel, CHART_TYPE_OVERVIEW));
}

static void
test_summary (Fixture *f, gconstpointer data)
{
  ChartPlot *plot = find (f->panel, CHART_TYPE_PLOT);
  g_autofree char *text = NULL;
  g_autofree char *none = NULL;

  series_buffer_clear (series_store_get (f->store, "a"));
  for (int i = 0; i < 4; i++)
    series_buffer_add (series_store_get (f->store, "a"), NOW_MS - 4000 + i * 1000, i * i,
                       SERIES_MERGE_REPLACE);
  text = chart_summary_dup_text (plot, series_store_get (f->store, "a"));
  g_assert_cmpstr (text, ==, "last 9, min 0, mean 3.5, max 9");
  series_buffer_clear (series_store_get (f->store, "a"));
  none = chart_summary_dup_text (plot, series_store_get (f->store, "a"));
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  static const char *const kinds[] = { "line", "area",  "stacked",   "bar",
                                       "stat", "gauge", "sparkline", "heatmap" };

  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *png = g_strconcat ("/chart/export/png/", kinds[i], NULL);
      g_autofree char *svg = g_strconcat ("/chart/export/svg/", kinds[i], NULL);

      g_test_add (png, Fixture, kinds[i], setup, test_png, teardown);
      g_test_add (svg, Fixture, kinds[i], setup, test_svg, teardown);
    }
  g_test_add ("/chart/export/csv", Fixture, NULL, setup, test_csv, teardown);
  g_test_add ("/chart/export/table", Fixture, NULL, setup, test_table, teardown);
  g_test_add ("/chart/export/expanded", Fixture, NULL, setup, test_expanded, teardown);
  g_test_add ("/chart/export/summary", Fixture, NULL, setup, test_summary, teardown);
  return g_test_run ();
}
