/* test-chart-panel.c: panels in a real window: every kind draws, follows its series, and does nothing while hidden.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-panel.h"
#include "test-wait.h"

#include <math.h>

static const char *const kinds[] = {
  "line", "area", "stacked", "bar", "stat", "gauge", "sparkline", "heatmap"
};

static gint64
fixed_now (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static SeriesStore *
store_new (gint64 now_ms, guint n)
{
  SeriesStore *store = series_store_new ();

  for (guint i = 0; i < n; i++)
    {
      double value = i % 20 == 19 ? NAN : 50 + 40 * sin (i / 7.);

      series_buffer_add (series_store_ensure (store, "a"), now_ms - (n - i) * 1000, value,
                         SERIES_MERGE_REPLACE);
      series_buffer_add (series_store_ensure (store, "b"), now_ms - (n - i) * 1000, i, SERIES_MERGE_REPLACE);
    }
  return store;
}

/* The pixels of WIDGET as a GTK renderer draws them. */
static GdkTexture *
picture (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GdkTexture *texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return NULL;
  texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
  gsk_render_node_unref (node);
  return texture;
}

/* How many pixels are coloured, which neither text nor grid is. */
static guint
coloured_pixels (GtkWidget *widget)
{
  g_autoptr (GdkTexture) texture = picture (widget);
  int width, height;
  g_autofree guint32 *pixels = NULL;
  guint n = 0;

  if (texture == NULL) /* no frame yet */
    return 0;
  width = gdk_texture_get_width (texture);
  height = gdk_texture_get_height (texture);
  pixels = g_new0 (guint32, width * height);
  gdk_texture_download (texture, (guchar *) pixels, width * 4);
  for (int i = 0; i < width * height; i++)
    {
      int r = pixels[i] >> 16 & 0xff, g = pixels[i] >> 8 & 0xff, b = pixels[i] & 0xff;

      n += ABS (r - b) > 40 || ABS (r - g) > 40;
    }
  return n;
}

static GtkWidget *
show (GtkWidget *panel)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 480, 260);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  gtk_window_present (GTK_WINDOW (window));
  test_wait_until (gtk_widget_get_mapped (panel) && gtk_widget_get_width (panel) > 0);
  return window;
}

static GtkWidget *
panel_new (const char *name, SeriesStore *store, gint64 *now_ms, const char *series)
{
  const char *patterns[] = { series, NULL };
  ChartKind kind;
  GtkWidget *panel;

  g_assert_true (chart_kind_from_string (name, &kind));
  panel = chart_panel_new (kind, store);
  chart_panel_set_title (CHART_PANEL (panel), "A panel");
  chart_panel_set_now_func (CHART_PANEL (panel), fixed_now, now_ms);
  chart_panel_set_series (CHART_PANEL (panel), patterns);
  return panel;
}

static void
test_kinds (gconstpointer data)
{
  gint64 now_ms = 1700000000000;
  g_autoptr (SeriesStore) store = store_new (now_ms, 200);
  g_autoptr (SeriesStore) nothing = series_store_new ();
  GtkWidget *full = show (panel_new (data, store, &now_ms, "*"));
  GtkWidget *empty = show (panel_new (data, nothing, &now_ms, "*"));

  test_wait_until (coloured_pixels (full) > 100);
  g_assert_cmpuint (coloured_pixels (empty), <, coloured_pixels (full));
  gtk_window_destroy (GTK_WINDOW (full));
  gtk_window_destroy (GTK_WINDOW (empty));
}

static void
test_finalize (gconstpointer data)
{
  gint64 now_ms = 1700000000000;
  g_autoptr (SeriesStore) store = store_new (now_ms, 50);
  GtkWidget *panel = g_object_ref_sink (panel_new (data, store, &now_ms, "*"));
  GtkWidget *window = show (panel);

  gtk_window_destroy (GTK_WINDOW (window));
  test_assert_finalize (panel);
  series_buffer_add (series_store_ensure (store, "new"), now_ms, 1, SERIES_MERGE_REPLACE);
}

/* A gauge is a meter to those who can't see it, everything else a picture. */
static void
test_roles (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  GtkWidget *gauge = g_object_ref_sink (chart_panel_new (CHART_KIND_GAUGE, store));
  GtkWidget *line = g_object_ref_sink (chart_panel_new (CHART_KIND_LINE, store));

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (gauge)), ==,
                   GTK_ACCESSIBLE_ROLE_METER);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (line)), ==, GTK_ACCESSIBLE_ROLE_IMG);
  test_assert_finalize (gauge);
  test_assert_finalize (line);
}

/* A series that appears later and fits is picked up. */
static void
test_follows_store (void)
{
  gint64 now_ms = 1700000000000;
  g_autoptr (SeriesStore) store = series_store_new ();
  GtkWidget *panel = panel_new ("line", store, &now_ms, "load.*");
  GtkWidget *window = show (panel);
  guint before = coloured_pixels (panel);

  for (int i = 0; i < 100; i++)
    series_buffer_add (series_store_ensure (store, "load.1"), now_ms - i * 1000, i, SERIES_MERGE_REPLACE);
  test_wait_until (coloured_pixels (panel) > before + 100);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_stale (void)
{
  gint64 now_ms = 1700000000000;
  g_autoptr (SeriesStore) store = store_new (now_ms, 50);
  GtkWidget *panel = panel_new ("line", store, &now_ms, "a");
  GtkWidget *window = show (panel);

  chart_panel_set_stale (CHART_PANEL (panel), TRUE);
  g_assert_true (gtk_widget_has_css_class (panel, "stale"));
  chart_panel_set_stale (CHART_PANEL (panel), FALSE);
  g_assert_false (gtk_widget_has_css_class (panel, "stale"));
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  gint64 now_ms;
  guint n_asked;
} Clock;

static gint64
counting_now (gpointer user_data)
{
  Clock *clock = user_data;

  clock->n_asked++;
  return clock->now_ms;
}

/* Hidden, a panel does not even ask for the time; shown again, it goes on. */
static void
test_unmapped (void)
{
  Clock clock = { 1700000000000, 0 };
  g_autoptr (SeriesStore) store = store_new (clock.now_ms, 50);
  GtkWidget *panel = panel_new ("line", store, &clock.now_ms, "a");
  GtkWidget *window = show (panel);
  guint asked;

  chart_panel_set_now_func (CHART_PANEL (panel), counting_now, &clock);
  test_wait_until (clock.n_asked > 3);
  gtk_widget_set_visible (panel, FALSE);
  test_wait_until (!gtk_widget_get_mapped (panel));
  asked = clock.n_asked;
  series_buffer_add (series_store_get (store, "a"), clock.now_ms, 3, SERIES_MERGE_REPLACE);
  test_wait_ms (300);
  g_assert_cmpuint (clock.n_asked, ==, asked);
  gtk_widget_set_visible (panel, TRUE);
  test_wait_until (clock.n_asked > asked + 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Documents may hold anything. */
static void
test_odd_settings (void)
{
  const ChartThreshold thresholds[] = { { FALSE, NAN, CHART_LEVEL_ERROR },
                                        { TRUE, -1e308, CHART_LEVEL_INFO } };
  gint64 now_ms = 1700000000000;
  g_autoptr (SeriesStore) store = store_new (now_ms, 50);

  series_buffer_set_name (series_store_get (store, "a"),
                          "<b>\342\200\256 a very long name that goes on and on");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *panel = panel_new (kinds[i], store, &now_ms, "*");
      GtkWidget *window = show (panel);

      chart_panel_set_bounds (CHART_PANEL (panel), 10, 10);
      chart_panel_set_bounds (CHART_PANEL (panel), 10, -10);
      chart_panel_set_bounds (CHART_PANEL (panel), -INFINITY, 1e308);
      chart_panel_set_bounds (CHART_PANEL (panel), 1000, NAN);
      chart_panel_set_range (CHART_PANEL (panel), 0);
      chart_panel_set_range (CHART_PANEL (panel), -5);
      chart_panel_set_range (CHART_PANEL (panel), 1);
      chart_panel_set_thresholds (CHART_PANEL (panel), thresholds, G_N_ELEMENTS (thresholds));
      chart_panel_set_unit (CHART_PANEL (panel), "%s<&");
      chart_panel_set_title (CHART_PANEL (panel), NULL);
      test_wait_ms (50);
      coloured_pixels (panel);
      chart_panel_set_range (CHART_PANEL (panel), G_MAXINT64);
      chart_panel_set_series (CHART_PANEL (panel), NULL);
      test_wait_ms (50);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_kind_names (void)
{
  ChartKind kind = CHART_KIND_LINE;

  g_assert_false (chart_kind_from_string ("pie", &kind));
  g_assert_false (chart_kind_from_string (NULL, &kind));
  g_assert_true (chart_kind_from_string ("heatmap", &kind));
  g_assert_cmpint (kind, ==, CHART_KIND_HEATMAP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *draws = g_strconcat ("/chart/panel/draws/", kinds[i], NULL);
      g_autofree char *goes = g_strconcat ("/chart/panel/finalize/", kinds[i], NULL);

      g_test_add_data_func (draws, kinds[i], test_kinds);
      g_test_add_data_func (goes, kinds[i], test_finalize);
    }
  g_test_add_func ("/chart/panel/follows-store", test_follows_store);
  g_test_add_func ("/chart/panel/stale", test_stale);
  g_test_add_func ("/chart/panel/unmapped", test_unmapped);
  g_test_add_func ("/chart/panel/odd-settings", test_odd_settings);
  g_test_add_func ("/chart/panel/roles", test_roles);
  g_test_add_func ("/chart/panel/kind-names", test_kind_names);
  return g_test_run ();
}
