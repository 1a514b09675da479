/* chart-gallery.c: every kind of panel with made-up data that move; to be looked at. Not installed.
 * Usage: chart-gallery [--dark] [--empty] [--stale] [--high-contrast] [--rtl] [--seconds=N]
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-panel.h"

#include <math.h>

#define STEP_MS    1000
#define HISTORY_MS (6 * 60 * 1000)

static gboolean dark, empty, stale, contrast, rtl;
static int seconds = 0;

static const GOptionEntry options[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark theme", NULL },
  { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "No data", NULL },
  { "stale", 0, 0, G_OPTION_ARG_NONE, &stale, "As if offline", NULL },
  { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &contrast, "In high contrast", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "Close after so long", "N" },
  { NULL },
};

typedef struct
{
  SeriesStore *store;
  GRand *rand;
  double walk;
} Source;

static void
put (Source *source, const char *id, gint64 time_ms, double value)
{
  series_buffer_add (series_store_ensure (source->store, id), time_ms, value, SERIES_MERGE_REPLACE);
}

static void
produce (Source *source, gint64 time_ms)
{
  double t = time_ms / 1000.;
  double noise = g_rand_double_range (source->rand, -1, 1);
  gboolean outage = fmod (t, 300) < 25;

  source->walk = CLAMP (source->walk + noise * 4, 5, 95);
  put (source, "cpu", time_ms, outage ? NAN : source->walk);
  put (source, "load.1", time_ms, 2 + sin (t / 20) + noise * 0.3);
  put (source, "load.5", time_ms, 1.8 + sin (t / 40) * 0.7 + noise * 0.1);
  put (source, "load.15", time_ms, 1.6 + sin (t / 90) * 0.4);
  put (source, "memory", time_ms, 5.2e9 + 8e8 * sin (t / 60) + noise * 5e7);
  put (source, "net.in", time_ms, 4e6 * (1.3 + sin (t / 15)) + fabs (noise) * 1e6);
  put (source, "net.out", time_ms, 1.5e6 * (1.3 + cos (t / 25)) + fabs (noise) * 5e5);
  put (source, "http.200", time_ms, 120 + 40 * sin (t / 30) + noise * 10);
  put (source, "http.304", time_ms, 60 + 20 * cos (t / 22) + noise * 6);
  put (source, "http.404", time_ms, 12 + 5 * sin (t / 9) + noise * 3);
  put (source, "http.500", time_ms, MAX (0, 3 + noise * 4));
  put (source, "p95", time_ms, 0.12 + 0.05 * sin (t / 17) + fabs (noise) * 0.04);
  for (int i = 0; i < 5; i++)
    put (source, "latency", time_ms + i * 150, exp (g_rand_double_range (source->rand, 2, 5) + sin (t / 40)));
  if (g_rand_int_range (source->rand, 0, 12) == 0)
    put (source, "users", time_ms, round (20 + 6 * sin (t / 50) + noise));
}

static gboolean
produce_cb (gpointer user_data)
{
  produce (user_data, g_get_real_time () / 1000);
  return G_SOURCE_CONTINUE;
}

static ChartPanel *
add (GtkGrid *grid,
     Source *source,
     ChartKind kind,
     const char *title,
     const char *series,
     const char *unit,
     int column,
     int row,
     int width,
     int height)
{
  GtkWidget *panel = chart_panel_new (kind, source->store);
  g_auto (GStrv) patterns = g_strsplit (series, " ", -1);

  chart_panel_set_title (CHART_PANEL (panel), title);
  chart_panel_set_series (CHART_PANEL (panel), (const char *const *) patterns);
  chart_panel_set_unit (CHART_PANEL (panel), unit);
  chart_panel_set_stale (CHART_PANEL (panel), stale);
  gtk_grid_attach (grid, panel, column, row, width, height);
  return CHART_PANEL (panel);
}

static void
fill (GtkGrid *grid, Source *source)
{
  const ChartThreshold limits[] = { { FALSE, 60, CHART_LEVEL_WARNING }, { FALSE, 85, CHART_LEVEL_ERROR } };
  ChartPanel *panel;

  panel = add (grid, source, CHART_KIND_LINE, "CPU", "cpu", "percent", 0, 0, 6, 2);
  chart_panel_set_bounds (panel, 0, 100);
  chart_panel_set_thresholds (panel, limits, G_N_ELEMENTS (limits));
  add (grid, source, CHART_KIND_LINE, "Load average", "load.*", "none", 6, 0, 6, 2);
  panel = add (grid, source, CHART_KIND_STAT, "CPU now", "cpu", "percent", 0, 2, 3, 1);
  chart_panel_set_thresholds (panel, limits, G_N_ELEMENTS (limits));
  add (grid, source, CHART_KIND_STAT, "Memory", "memory", "bytes", 3, 2, 3, 1);
  add (grid, source, CHART_KIND_STAT, "p95", "p95", "seconds", 6, 2, 3, 1);
  add (grid, source, CHART_KIND_SPARKLINE, "Users", "users", "count", 9, 2, 3, 1);
  add (grid, source, CHART_KIND_STACKED, "Responses", "http.*", "none", 0, 3, 4, 2);
  add (grid, source, CHART_KIND_AREA, "Network", "net.*", "bits/s", 4, 3, 4, 2);
  panel = add (grid, source, CHART_KIND_GAUGE, "CPU", "cpu", "percent", 8, 3, 2, 2);
  chart_panel_set_thresholds (panel, limits, G_N_ELEMENTS (limits));
  add (grid, source, CHART_KIND_BAR, "Responses by status", "http.*", "count", 10, 3, 2, 2);
  add (grid, source, CHART_KIND_AREA, "Memory", "memory", "bytes", 0, 5, 4, 2);
  add (grid, source, CHART_KIND_BAR, "Errors", "http.500", "count", 4, 5, 4, 2);
  panel = add (grid, source, CHART_KIND_HEATMAP, "Latency", "latency", "ms", 8, 5, 4, 2);
}

static void
close_cb (gpointer user_data)
{
  gtk_window_destroy (user_data);
}

static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (
      provider,
      ".card { background: @theme_base_color; box-shadow: 0 0 0 1px alpha(@theme_fg_color, 0.12); }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  gint64 now = g_get_real_time () / 1000;
  Source source = { series_store_new (), g_rand_new_with_seed (7), 40 };
  GtkWidget *window, *grid;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || !gtk_init_check ())
    return 77;
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", dark, NULL);
  load_style ();
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = gtk_window_new ();
  if (contrast)
    gtk_widget_add_css_class (window, CHART_HIGH_CONTRAST_CLASS);
  grid = gtk_grid_new ();
  g_object_set (grid, "row-spacing", 12, "column-spacing", 12, "margin-start", 12, "margin-end", 12,
                "margin-top", 12, "margin-bottom", 12, "column-homogeneous", TRUE, "row-homogeneous", TRUE,
                NULL);
  for (gint64 t = now - HISTORY_MS; !empty && t < now - (stale ? 40000 : 0); t += STEP_MS)
    produce (&source, t);
  fill (GTK_GRID (grid), &source);
  if (!empty && !stale)
    g_timeout_add (STEP_MS, produce_cb, &source);
  gtk_window_set_child (GTK_WINDOW (window), grid);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 900);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
  if (seconds > 0)
    g_timeout_add_once (seconds * 1000, close_cb, window);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (source.store);
  g_rand_free (source.rand);
  return 0;
}
