/* bench-charts-view.c: CPU of the whole process for each frame of a line chart that scrolls, or zooms, and of one that is
 * live. Needs a display; prints medians against the figures to reach; not a test. Usage: bench-charts-view [FRAMES], or
 * --serve POINTS to measure on request: "scroll FRAMES" or "zoom FRAMES" a line, answered by ms a frame.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-panel.h"
#include "charts-scene.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS         5
#define DEFAULT_FRAMES 100
#define LIVE_SECONDS   20

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
measure (guint n, SceneMovement movement, int n_frames)
{
  g_autoptr (SeriesStore) store = scene_store (n);
  double rounds[ROUNDS];
  Scene scene;

  scene_open (&scene, store);
  for (int r = 0; r < ROUNDS; r++)
    rounds[r] = scene_measure (&scene, movement, n_frames);
  scene_close (&scene);
  qsort (rounds, ROUNDS, sizeof (double), compare);
  return rounds[ROUNDS / 2];
}

static void
print_row (const char *title, double value, const char *unit, double target)
{
  g_print ("%-40s %8.2f %-12s", title, value, unit);
  if (target > 0)
    g_print (" target %5.1f  %s", target, value <= target ? "reached" : "MISSED");
  g_print ("\n");
}

static double
row (const char *what, guint n, SceneMovement movement, int n_frames, double target)
{
  double value = measure (n, movement, n_frames);
  g_autofree char *title = g_strdup_printf ("%s, %d × %u points", what, SCENE_SERIES, n);

  print_row (title, value, "ms a frame", target);
  return value;
}

static gboolean
stop_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
produce_cb (gpointer user_data)
{
  SeriesStore *store = user_data;
  gint64 now_ms = g_get_real_time () / 1000;

  for (guint s = 0; s < SCENE_SERIES; s++)
    {
      g_autofree char *id = g_strdup_printf ("series %u", s);

      series_buffer_add (series_store_ensure (store, id), now_ms, 10 * s + 4 * sin (now_ms / 9e3),
                         SERIES_MERGE_REPLACE);
    }
  return G_SOURCE_CONTINUE;
}

/* A panel with five minutes of eight series that get a number a second each, in real time. */
static void
bench_live (void)
{
  g_autoptr (SeriesStore) store = series_store_new ();
  const char *patterns[] = { "*", NULL };
  GtkWidget *window = gtk_window_new (), *panel = chart_panel_new (CHART_KIND_LINE, store);
  guint source = g_timeout_add (1000, produce_cb, store);
  gboolean stopped = FALSE;
  double start = 0;

  chart_panel_set_series (CHART_PANEL (panel), patterns);
  chart_panel_set_range (CHART_PANEL (panel), SCENE_RANGE_MS);
  gtk_window_set_default_size (GTK_WINDOW (window), 1040, 525);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  gtk_window_present (GTK_WINDOW (window));
  for (int phase = 0; phase < 2; phase++)
    {
      stopped = FALSE;
      g_timeout_add (phase == 0 ? 2000 : LIVE_SECONDS * 1000, stop_cb, &stopped);
      start = scene_cpu_ms ();
      while (!stopped)
        g_main_context_iteration (NULL, TRUE);
    }
  print_row ("live, 5 minutes of 8 series, 1 point/s", (scene_cpu_ms () - start) / (LIVE_SECONDS * 10),
             "% of a core", 1);
  g_source_remove (source);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* "scroll 100" → "1.35" */
static int
serve (guint n)
{
  g_autoptr (SeriesStore) store = scene_store (n);
  char line[64], word[16];
  double sum = 0;
  Scene scene;
  int n_frames;

  for (guint s = 0; s < SCENE_SERIES; s++)
    for (guint i = 0; i < n; i++)
      sum += scene_value (s, i, n);
  scene_open (&scene, store);
  g_print ("ready %.6f\n", sum);
  while (fgets (line, sizeof line, stdin) != NULL)
    if (sscanf (line, "%15s %d", word, &n_frames) == 2)
      g_print ("%.4f\n", scene_measure (&scene, strcmp (word, "zoom") == 0 ? SCENE_ZOOM : SCENE_SCROLL,
                                        CLAMP (n_frames, 1, 1000)));
  scene_close (&scene);
  return 0;
}

int
main (int argc, char **argv)
{
  int n_frames = argc > 1 ? CLAMP (atoi (argv[1]), 1, 1000) : DEFAULT_FRAMES;
  double small, large;

  setlocale (LC_ALL, "");
  if (!gtk_init_check ())
    return 77;
  if (argc > 2 && strcmp (argv[1], "--serve") == 0)
    return serve (CLAMP (atoi (argv[2]), 10, 10000000));
  g_print ("Chart: medians of %d rounds of %d frames, CPU time of this process\n", ROUNDS, n_frames);
  row ("axes redrawn, data not", 1000, SCENE_BLANK, n_frames, 0);
  small = row ("scrolling", 1000, SCENE_SCROLL, n_frames, 2);
  row ("scrolling", 100000, SCENE_SCROLL, n_frames, 2);
  large = row ("scrolling", 1000000, SCENE_SCROLL, n_frames, 2);
  print_row ("a million against a thousand", large / small, "×", 1.3);
  row ("zooming", 1000, SCENE_ZOOM, n_frames, 4.5);
  row ("zooming", 100000, SCENE_ZOOM, n_frames, 4.5);
  row ("zooming", 1000000, SCENE_ZOOM, n_frames, 4.5);
  bench_live ();
  return 0;
}
