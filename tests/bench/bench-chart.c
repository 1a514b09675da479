/* bench-chart.c: CPU of the whole process for each frame of a line chart of 1000 × 500 pixels that scrolls, or zooms.
 * Needs a display; prints medians against the figures to reach; not a test. Usage: bench-chart [FRAMES]
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-plot.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#define WIDTH          1040 /* with the labels: 1000 of plot */
#define HEIGHT         525
#define N_SERIES       8
#define RANGE_MS       300000
#define NOW_MS         G_GINT64_CONSTANT (1700000000000)
#define ROUNDS         5
#define DEFAULT_FRAMES 100

typedef enum
{
  BLANK,
  SCROLL,
  ZOOM,
} Movement;

typedef struct
{
  GtkWidget *window;
  ChartPlot *plot;
  ChartData *data;
  gint64 now_ms;
  int n_frames; /* painted so far */
} View;

static gint64
now (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static double
cpu_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void
painted_cb (GdkFrameClock *clock, View *view)
{
  view->n_frames++;
}

static SeriesStore *
store_new (guint n)
{
  SeriesStore *store = series_store_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint s = 0; s < N_SERIES; s++)
    {
      g_autofree char *id = g_strdup_printf ("series %u", s);
      SeriesBuffer *buffer = series_store_ensure (store, id);

      series_buffer_set_retention (buffer, SERIES_TIME_MAX, G_MAXUINT64);
      for (guint i = 0; i < n; i++) /* half a minute more than the range, to scroll into */
        series_buffer_add (buffer, NOW_MS - RANGE_MS + (gint64) ((RANGE_MS + 30000.) * i / n),
                           s * 10 + 4 * sin (i * 20. / n) + g_rand_double (rand), SERIES_MERGE_REPLACE);
    }
  return store;
}

static void
view_init (View *view, SeriesStore *store)
{
  const char *patterns[] = { "*", NULL };

  *view = (View){ .now_ms = NOW_MS };
  view->data = chart_data_new (CHART_KIND_LINE, store);
  chart_data_set_patterns (view->data, patterns);
  chart_data_set_bounds (view->data, -5, 90);
  chart_data_set_range (view->data, RANGE_MS);
  chart_data_set_now_func (view->data, now, &view->now_ms);
  view->plot = CHART_PLOT (chart_plot_new (view->data, FALSE));
  view->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (view->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (view->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (view->window), GTK_WIDGET (view->plot));
  gtk_window_present (GTK_WINDOW (view->window));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (view->plot)), "after-paint",
                    G_CALLBACK (painted_cb), view);
}

static void
next_frame (View *view)
{
  gint64 deadline = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  int before = view->n_frames;

  gtk_widget_queue_draw (gtk_widget_get_first_child (GTK_WIDGET (view->plot)));
  while (view->n_frames == before && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
}

static void
move (View *view, Movement movement, int frame)
{
  double factor = 0.5 + 0.45 * sin (frame / 10.);

  view->now_ms += RANGE_MS / 1000;
  if (movement == ZOOM)
    chart_viewport_move (chart_data_get_viewport (view->data), NOW_MS - (gint64) (RANGE_MS * factor), NOW_MS);
  else if (movement == SCROLL)
    chart_view_update (CHART_VIEW (view->plot), view->now_ms);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
measure (guint n, Movement movement, int n_frames)
{
  g_autoptr (SeriesStore) store = store_new (n);
  double rounds[ROUNDS];
  View view;

  view_init (&view, store);
  for (int i = 0; i < 10; i++)
    next_frame (&view);
  for (int r = 0; r < ROUNDS; r++)
    {
      double start;

      view.now_ms = NOW_MS;
      chart_view_update (CHART_VIEW (view.plot), view.now_ms);
      next_frame (&view);
      start = cpu_ms ();
      for (int i = 0; i < n_frames; i++)
        {
          move (&view, movement, i);
          next_frame (&view);
        }
      rounds[r] = (cpu_ms () - start) / n_frames;
    }
  gtk_window_destroy (GTK_WINDOW (view.window));
  g_object_unref (view.data);
  qsort (rounds, ROUNDS, sizeof (double), compare);
  return rounds[ROUNDS / 2];
}

static double
row (const char *what, guint n, Movement movement, int n_frames, double target)
{
  double value = measure (n, movement, n_frames);
  g_autofree char *title = g_strdup_printf ("%s, %d × %u points", what, N_SERIES, n);

  if (target > 0)
    g_print ("%-40s %8.2f ms a frame   target %5.1f  %s\n", title, value, target,
             value <= target ? "reached" : "MISSED");
  else
    g_print ("%-40s %8.2f ms a frame\n", title, value);
  return value;
}

int
main (int argc, char **argv)
{
  int n_frames = argc > 1 ? CLAMP (atoi (argv[1]), 1, 1000) : DEFAULT_FRAMES;
  double small, large;

  setlocale (LC_ALL, "");
  if (!gtk_init_check ())
    return 77;
  g_print ("Chart: medians of %d rounds of %d frames, CPU time of this process\n", ROUNDS, n_frames);
  row ("axes redrawn, data not", 1000, BLANK, n_frames, 0);
  small = row ("scrolling", 1000, SCROLL, n_frames, 2);
  row ("scrolling", 100000, SCROLL, n_frames, 2);
  large = row ("scrolling", 1000000, SCROLL, n_frames, 2);
  g_print ("%-40s %8.2f ×            target %5.1f  %s\n", "a million against a thousand", large / small, 1.3,
           large / small <= 1.3 ? "reached" : "MISSED");
  row ("zooming", 1000, ZOOM, n_frames, 4.5);
  row ("zooming", 100000, ZOOM, n_frames, 4.5);
  row ("zooming", 1000000, ZOOM, n_frames, 4.5);
  return 0;
}
