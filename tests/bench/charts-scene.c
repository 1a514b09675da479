/* charts-scene.c: a line chart of 1000 × 500 pixels with made-up data, moved frame by frame.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts-scene.h"

#include <math.h>
#include <time.h>

#define WIDTH  1040 /* with the labels: 1000 of plot */
#define HEIGHT 525
#define TAIL   30000. /* ms more than the range, to scroll into */

static gint64
now (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static void
painted_cb (GdkFrameClock *clock, Scene *scene)
{
  scene->n_frames++;
}

static void
next_frame (Scene *scene)
{
  gint64 deadline = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  int before = scene->n_frames;

  gtk_widget_queue_draw (gtk_widget_get_first_child (GTK_WIDGET (scene->plot)));
  while (scene->n_frames == before && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
}

static void
move (Scene *scene, SceneMovement movement, int frame)
{
  double factor = 0.5 + 0.45 * sin (frame / 10.);

  scene->now_ms += SCENE_RANGE_MS / 1000;
  if (movement == SCENE_ZOOM)
    chart_viewport_move (chart_data_get_viewport (scene->data),
                         SCENE_NOW_MS - (gint64) (SCENE_RANGE_MS * factor), SCENE_NOW_MS);
  else if (movement == SCENE_SCROLL)
    chart_view_update (CHART_VIEW (scene->plot), scene->now_ms);
}

double
scene_cpu_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

double
scene_value (guint s, guint i, guint n)
{
  guint32 hash = ((guint32) i + 1) * 0x9e3779b1u ^ ((guint32) s + 1) * 0x85ebca6bu;

  hash = (hash ^ hash >> 15) * 0x2c1b3c6du;
  hash ^= hash >> 12;
  return s * 10 + 4 * sin (i * 20. / n) + hash / 4294967296.;
}

SeriesStore *
scene_store (guint n)
{
  SeriesStore *store = series_store_new ();

  for (guint s = 0; s < SCENE_SERIES; s++)
    {
      g_autofree char *id = g_strdup_printf ("series %u", s);
      SeriesBuffer *buffer = series_store_ensure (store, id);

      series_buffer_set_retention (buffer, SERIES_TIME_MAX, G_MAXUINT64);
      for (guint i = 0; i < n; i++)
        series_buffer_add (buffer, SCENE_NOW_MS - SCENE_RANGE_MS + (gint64) ((SCENE_RANGE_MS + TAIL) * i / n),
                           scene_value (s, i, n), SERIES_MERGE_REPLACE);
    }
  return store;
}

void
scene_open (Scene *scene, SeriesStore *store)
{
  const char *patterns[] = { "*", NULL };

  *scene = (Scene){ .now_ms = SCENE_NOW_MS };
  scene->data = chart_data_new (CHART_KIND_LINE, store);
  chart_data_set_patterns (scene->data, patterns);
  chart_data_set_bounds (scene->data, -5, 90);
  chart_data_set_range (scene->data, SCENE_RANGE_MS);
  chart_data_set_now_func (scene->data, now, &scene->now_ms);
  scene->plot = CHART_PLOT (chart_plot_new (scene->data, FALSE));
  scene->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (scene->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (scene->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (scene->window), GTK_WIDGET (scene->plot));
  gtk_window_present (GTK_WINDOW (scene->window));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (scene->plot)), "after-paint",
                    G_CALLBACK (painted_cb), scene);
  for (int i = 0; i < 10; i++)
    next_frame (scene);
}

void
scene_close (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_object_unref (scene->data);
}

double
scene_measure (Scene *scene, SceneMovement movement, int n_frames)
{
  double start;

  scene->now_ms = SCENE_NOW_MS;
  chart_viewport_go_live (chart_data_get_viewport (scene->data));
  chart_view_update (CHART_VIEW (scene->plot), scene->now_ms);
  next_frame (scene);
  start = scene_cpu_ms ();
  for (int i = 0; i < n_frames; i++)
    {
      move (scene, movement, i);
      next_frame (scene);
    }
  return (scene_cpu_ms () - start) / n_frames;
}
