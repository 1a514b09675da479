/* gallery.c: every kind of panel with made-up data, to be looked at and to be compared with pictures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include <math.h>

#define HISTORY_MS (6 * 60 * 1000)
#define N_WORKERS  12

static const ChartThreshold limits[] = { { FALSE, 60, CHART_LEVEL_WARNING },
                                         { FALSE, 85, CHART_LEVEL_ERROR } };
static const ChartThreshold floors[] = { { TRUE, 1, CHART_LEVEL_INFO } };

typedef struct
{
  const char *name;
  ChartKind kind;
  const char *title;
  const char *series;
  const char *unit;
  int at[4];
  gboolean percent; /* from 0 to 100, with the limits */
  gboolean rate;
} Item;

static const Item items[GALLERY_PANELS] = {
  { "line", CHART_KIND_LINE, "CPU", "cpu", "percent", { 0, 0, 6, 2 }, TRUE },
  { "lines", CHART_KIND_LINE, "Load average", "load.*", "none", { 6, 0, 6, 2 } },
  { "stat", CHART_KIND_STAT, "CPU now", "cpu", "percent", { 0, 2, 3, 1 }, TRUE },
  { "stat-bytes", CHART_KIND_STAT, "Memory", "memory", "bytes", { 3, 2, 3, 1 } },
  { "stat-seconds", CHART_KIND_STAT, "p95", "p95", "seconds", { 6, 2, 3, 1 } },
  { "sparkline", CHART_KIND_SPARKLINE, "Users", "users", "count", { 9, 2, 3, 1 } },
  { "stacked", CHART_KIND_STACKED, "Responses", "http.*", "none", { 0, 3, 4, 2 } },
  { "areas", CHART_KIND_AREA, "Network", "net.*", "bits/s", { 4, 3, 4, 2 } },
  { "gauge", CHART_KIND_GAUGE, "CPU", "cpu", "percent", { 8, 3, 2, 2 }, TRUE },
  { "categories", CHART_KIND_BAR, "Responses by status", "http.*", "count", { 10, 3, 2, 2 } },
  { "area", CHART_KIND_AREA, "Memory", "memory", "bytes", { 0, 5, 4, 2 } },
  { "bars", CHART_KIND_BAR, "Errors", "http.500", "count", { 4, 5, 4, 2 } },
  { "heatmap", CHART_KIND_HEATMAP, "Latency", "latency", "ms", { 8, 5, 4, 2 } },
  { "dashes", CHART_KIND_LINE, "Workers", "worker.*", "none", { 0, 7, 6, 2 } },
  { "rate", CHART_KIND_LINE, "Bytes received a second", "received", "bytes", { 6, 7, 3, 2 }, FALSE, TRUE },
  { "empty", CHART_KIND_LINE, "Nothing yet", "nothing", "none", { 9, 7, 3, 2 } },
};

void
gallery_init (Gallery *gallery)
{
  *gallery = (Gallery){ series_store_new (), g_rand_new_with_seed (7), 40 };
}

void
gallery_clear (Gallery *gallery)
{
  g_clear_object (&gallery->store);
  g_clear_pointer (&gallery->rand, g_rand_free);
}

static void
put (Gallery *gallery, const char *id, gint64 time_ms, double value)
{
  series_buffer_add (series_store_ensure (gallery->store, id), time_ms, value, SERIES_MERGE_REPLACE);
}

static void
produce_machine (Gallery *gallery, gint64 time_ms, double t, double noise)
{
  gboolean outage = fmod (t, 300) < 25;

  gallery->walk = CLAMP (gallery->walk + noise * 4, 5, 95);
  put (gallery, "cpu", time_ms, outage ? NAN : gallery->walk);
  put (gallery, "load.1", time_ms, 2 + sin (t / 20) + noise * 0.3);
  put (gallery, "load.5", time_ms, 1.8 + sin (t / 40) * 0.7 + noise * 0.1);
  put (gallery, "load.15", time_ms, 1.6 + sin (t / 90) * 0.4);
  put (gallery, "memory", time_ms, 5.2e9 + 8e8 * sin (t / 60) + noise * 5e7);
  put (gallery, "net.in", time_ms, 4e6 * (1.3 + sin (t / 15)) + fabs (noise) * 1e6);
  put (gallery, "net.out", time_ms, 1.5e6 * (1.3 + cos (t / 25)) + fabs (noise) * 5e5);
  put (gallery, "received", time_ms, fmod (t * 1500 + 3e4 * sin (t / 30), 3e5)); /* with resets */
}

static void
produce_service (Gallery *gallery, gint64 time_ms, double t, double noise)
{
  put (gallery, "http.200", time_ms, 120 + 40 * sin (t / 30) + noise * 10);
  put (gallery, "http.304", time_ms, 60 + 20 * cos (t / 22) + noise * 6);
  put (gallery, "http.404", time_ms, 12 + 5 * sin (t / 9) + noise * 3);
  put (gallery, "http.500", time_ms, MAX (0, 3 + noise * 4));
  put (gallery, "p95", time_ms, 0.12 + 0.05 * sin (t / 17) + fabs (noise) * 0.04);
  for (int i = 0; i < 5; i++)
    put (gallery, "latency", time_ms + i * 150,
         exp (g_rand_double_range (gallery->rand, 2, 5) + sin (t / 40)));
  if (g_rand_int_range (gallery->rand, 0, 12) == 0)
    put (gallery, "users", time_ms, round (20 + 6 * sin (t / 50) + noise));
  for (int i = 0; i < N_WORKERS; i++)
    {
      g_autofree char *id = g_strdup_printf ("worker.%d", i);

      put (gallery, id, time_ms, i + 0.4 * sin (t / 25 + i));
    }
}

void
gallery_produce (Gallery *gallery, gint64 time_ms)
{
  double noise = g_rand_double_range (gallery->rand, -1, 1);

  produce_machine (gallery, time_ms, time_ms / 1000., noise);
  produce_service (gallery, time_ms, time_ms / 1000., noise);
}

void
gallery_fill (Gallery *gallery, gint64 now_ms)
{
  SeriesMarks *marks = series_store_get_marks (gallery->store);

  for (gint64 t = now_ms - HISTORY_MS; t < now_ms; t += GALLERY_STEP_MS)
    gallery_produce (gallery, t);
  series_marks_add (marks, now_ms - 230000, SERIES_MARK_INFO, "Deployed");
  series_marks_add (marks, now_ms - 90000, SERIES_MARK_ERROR, "Disk full");
}

GtkWidget *
gallery_grid (Gallery *gallery, gboolean stale, ChartNowFunc now, gpointer user_data)
{
  GtkWidget *grid = gtk_grid_new ();

  g_object_set (grid, "row-spacing", 12, "column-spacing", 12, "margin-start", 12, "margin-end", 12,
                "margin-top", 12, "margin-bottom", 12, "column-homogeneous", TRUE, "row-homogeneous", TRUE,
                NULL);
  for (guint i = 0; i < GALLERY_PANELS; i++)
    {
      const Item *item = &items[i];
      GtkWidget *widget = chart_panel_new (item->kind, gallery->store);
      const char *patterns[] = { item->series, NULL };

      chart_panel_set_title (CHART_PANEL (widget), item->title);
      chart_panel_set_unit (CHART_PANEL (widget), item->unit);
      chart_panel_set_rate (CHART_PANEL (widget), item->rate);
      chart_panel_set_series (CHART_PANEL (widget), patterns);
      chart_panel_set_stale (CHART_PANEL (widget), stale);
      chart_panel_set_now_func (CHART_PANEL (widget), now, user_data);
      if (item->percent)
        chart_panel_set_bounds (CHART_PANEL (widget), 0, 100);
      if (item->percent)
        chart_panel_set_thresholds (CHART_PANEL (widget), limits, G_N_ELEMENTS (limits));
      if (g_str_equal (item->name, "lines"))
        chart_panel_set_thresholds (CHART_PANEL (widget), floors, G_N_ELEMENTS (floors));
      gtk_widget_set_name (widget, item->name);
      gtk_grid_attach (GTK_GRID (grid), widget, item->at[0], item->at[1], item->at[2], item->at[3]);
    }
  return grid;
}

GtkWidget *
gallery_panel (GtkWidget *grid, guint index, const char **name)
{
  const Item *item = &items[index];

  *name = item->name;
  return gtk_grid_get_child_at (GTK_GRID (grid), item->at[0], item->at[1]);
}
