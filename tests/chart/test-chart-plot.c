/* test-chart-plot.c: a plot in a window, handled by keyboard and by what pointer and wheel come to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-plot-private.h"
#include "test-wait.h"

#include <math.h>

#define N_POINTS 300
#define NOW_MS   G_GINT64_CONSTANT (1700000000000)

typedef struct
{
  SeriesStore *store;
  ChartData *data;
  ChartPlot *plot;
  GtkWidget *window;
  ChartViewport *viewport;
  gint64 now_ms;
} Fixture;

static gint64
now (gpointer user_data)
{
  return *(gint64 *) user_data;
}

/* One number a second up to now, the newest is N_POINTS - 1. */
static void
setup (Fixture *f, gconstpointer data)
{
  const char *patterns[] = { "*", NULL };

  f->now_ms = NOW_MS;
  f->store = series_store_new ();
  for (int i = 0; i < N_POINTS; i++)
    series_buffer_add (series_store_ensure (f->store, "a"), NOW_MS - (N_POINTS - 1 - i) * 1000, i,
                       SERIES_MERGE_REPLACE);
  f->data = chart_data_new (CHART_KIND_LINE, f->store);
  chart_data_set_patterns (f->data, patterns);
  chart_data_set_range (f->data, 60000);
  chart_data_set_now_func (f->data, now, &f->now_ms);
  f->viewport = chart_data_get_viewport (f->data);
  f->plot = CHART_PLOT (chart_plot_new (f->data, FALSE));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 500, 260);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->plot));
  gtk_window_present (GTK_WINDOW (f->window));
  test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->plot)) && f->plot->frame.width > 100);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  test_assert_finalize (f->data);
  g_object_unref (f->store);
}

static void
press (Fixture *f, guint keyval, GdkModifierType modifiers)
{
  g_assert_true (chart_plot_handle_key (f->plot, keyval, modifiers));
}

static void
assert_cursor (Fixture *f, gint64 before_now_ms)
{
  gint64 time_ms;

  g_assert_true (chart_plot_get_cursor (f->plot, &time_ms));
  g_assert_cmpint (NOW_MS - time_ms, ==, before_now_ms);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  gint64 time_ms;

  press (f, GDK_KEY_Left, 0);
  assert_cursor (f, 0);
  press (f, GDK_KEY_Left, 0);
  press (f, GDK_KEY_Left, 0);
  assert_cursor (f, 2000);
  press (f, GDK_KEY_Right, 0);
  assert_cursor (f, 1000);
  press (f, GDK_KEY_Left, GDK_CONTROL_MASK);
  assert_cursor (f, 7000);
  press (f, GDK_KEY_Home, 0);
  assert_cursor (f, 60000);
  press (f, GDK_KEY_End, 0);
  assert_cursor (f, 0);
  press (f, GDK_KEY_Right, 0);
  assert_cursor (f, 0);
  press (f, GDK_KEY_Escape, 0);
  g_assert_false (chart_plot_get_cursor (f->plot, &time_ms));
  g_assert_false (chart_plot_handle_key (f->plot, GDK_KEY_Tab, 0));
}

/* Pausing freezes the view; what arrives is counted, and live shows it. */
static void
test_pause (Fixture *f, gconstpointer data)
{
  gint64 end;

  press (f, GDK_KEY_space, 0);
  g_assert_cmpint (chart_viewport_get_state (f->viewport), ==, CHART_VIEWPORT_FROZEN);
  end = f->plot->frame.end_column;
  for (int i = 1; i <= 12; i++)
    series_buffer_add (series_store_get (f->store, "a"), NOW_MS + i * 1000, i, SERIES_MERGE_REPLACE);
  f->now_ms += 12000;
  chart_view_update (CHART_VIEW (f->plot), f->now_ms);
  g_assert_cmpint (f->plot->frame.end_column, ==, end);
  g_assert_true (gtk_widget_get_visible (f->plot->live_button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (f->plot->live_button)), ==, "Live · 12 new");
  press (f, GDK_KEY_space, 0);
  g_assert_false (gtk_widget_get_visible (f->plot->live_button));
  g_assert_cmpint (f->plot->frame.end_column, >, end);
}

/* What is under the pointer stays there. */
static void
test_zoom (Fixture *f, gconstpointer data)
{
  double x = f->plot->area.origin.x + f->plot->area.size.width / 4;
  gint64 at = chart_plot_get_time (f->plot, x), from, to;

  chart_plot_zoom (f->plot, x, 0.5);
  g_assert_true (chart_viewport_get_span (f->viewport, &from, &to));
  g_assert_cmpint (to - from, ==, 30000);
  g_assert_cmpint (ABS (chart_plot_get_time (f->plot, x) - at), <=, 300);
  chart_plot_zoom (f->plot, x, 1e-9);
  chart_viewport_get_span (f->viewport, &from, &to);
  g_assert_cmpint (to - from, ==, CHART_MIN_SPAN_MS);
  for (int i = 0; i < 50; i++)
    chart_plot_zoom (f->plot, x, 100);
  press (f, GDK_KEY_Escape, 0);
  g_assert_cmpint (chart_viewport_get_state (f->viewport), ==, CHART_VIEWPORT_LIVE);
}

static void
test_pan (Fixture *f, gconstpointer data)
{
  gint64 from, to;

  chart_plot_pan (f->plot, 0.1);
  g_assert_cmpint (chart_viewport_get_state (f->viewport), ==, CHART_VIEWPORT_LIVE);
  chart_plot_pan (f->plot, -0.5);
  g_assert_true (chart_viewport_get_span (f->viewport, &from, &to));
  g_assert_cmpint (to, ==, NOW_MS - 30000);
  chart_plot_pan (f->plot, 0.25);
  chart_viewport_get_span (f->viewport, &from, &to);
  g_assert_cmpint (to, ==, NOW_MS - 15000);
  chart_plot_pan (f->plot, 0.5);
  g_assert_cmpint (chart_viewport_get_state (f->viewport), ==, CHART_VIEWPORT_LIVE);
  for (int i = 0; i < 70; i++)
    chart_plot_pan (f->plot, -1e9);
}

/* Two plots with one viewport point at the same time. */
static void
test_shared (Fixture *f, gconstpointer data)
{
  const char *patterns[] = { "*", NULL };
  g_autoptr (ChartData) other = chart_data_new (CHART_KIND_AREA, f->store);
  ChartViewport *old = g_object_ref (chart_data_get_viewport (other));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *plot = chart_plot_new (other, FALSE);
  gint64 a, b;

  chart_data_set_patterns (other, patterns);
  chart_data_set_range (other, 60000);
  chart_data_set_now_func (other, now, &f->now_ms);
  g_object_ref (f->plot);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->plot));
  gtk_box_append (GTK_BOX (box), plot);
  g_object_unref (f->plot);
  chart_data_set_viewport (other, f->viewport);
  test_assert_finalize (old);
  test_wait_until (CHART_PLOT (plot)->frame.width > 0 && gtk_widget_get_mapped (GTK_WIDGET (f->plot)));
  press (f, GDK_KEY_Home, 0);
  g_assert_true (chart_plot_get_cursor (f->plot, &a));
  g_assert_true (chart_plot_get_cursor (CHART_PLOT (plot), &b));
  g_assert_cmpint (a, ==, b);
}

/* In a gap there is no value; between two joined samples the nearer one counts. */
static void
test_sample (Fixture *f, gconstpointer data)
{
  SeriesBuffer *buffer = series_store_get (f->store, "a");
  SeriesColumn sample;

  g_assert_true (chart_plot_get_sample (f->plot, buffer, NOW_MS - 20000, &sample));
  g_assert_cmpfloat (sample.last, ==, N_POINTS - 1 - 20);
  g_assert_true (chart_plot_get_sample (f->plot, buffer, NOW_MS - 20300, &sample));
  g_assert_cmpfloat (sample.last, ==, N_POINTS - 1 - 20);
  series_buffer_add (buffer, NOW_MS - 20000, NAN, SERIES_MERGE_REPLACE);
  g_assert_false (chart_plot_get_sample (f->plot, buffer, NOW_MS - 20500, &sample));
}

/* The window follows a server whose clock is ahead, but not to the year 9999. */
static void
test_skew (Fixture *f, gconstpointer data)
{
  SeriesBuffer *buffer = series_store_get (f->store, "a");

  series_buffer_add (buffer, NOW_MS + 90000, 1, SERIES_MERGE_REPLACE);
  g_assert_cmpint (chart_plot_get_window (f->plot, NOW_MS).to_ms, ==, NOW_MS + 90000);
  series_buffer_add (buffer, SERIES_TIME_MAX, 1, SERIES_MERGE_REPLACE);
  g_assert_cmpint (chart_plot_get_window (f->plot, NOW_MS).to_ms, ==, NOW_MS + 90000);
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
  g_test_add ("/chart/plot/keys", Fixture, NULL, setup, test_keys, teardown);
  g_test_add ("/chart/plot/pause", Fixture, NULL, setup, test_pause, teardown);
  g_test_add ("/chart/plot/zoom", Fixture, NULL, setup, test_zoom, teardown);
  g_test_add ("/chart/plot/pan", Fixture, NULL, setup, test_pan, teardown);
  g_test_add ("/chart/plot/shared", Fixture, NULL, setup, test_shared, teardown);
  g_test_add ("/chart/plot/sample", Fixture, NULL, setup, test_sample, teardown);
  g_test_add ("/chart/plot/skew", Fixture, NULL, setup, test_skew, teardown);
  return g_test_run ();
}
