/* bench-charts-store.c: what appending, keeping, asking and drawing cost, against the figures to reach.
 * Prints medians of several rounds; not a test. Usage: bench-charts-store [ROUNDS]
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-columns.h"
#include "series-painter.h"

#include <locale.h>
#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_COLUMNS  1000
#define HEIGHT     500
#define N_SERIES   8
#define MAX_ROUNDS 99

static int n_rounds = 9;

/* CPU time of this process in ns. */
static double
cpu_ns (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, int n)
{
  qsort (values, n, sizeof (double), compare);
  return values[n / 2];
}

static void
row (const char *what, double value, const char *unit, double target)
{
  if (target > 0)
    g_print ("%-44s %10.2f %-12s target %7.1f  %s\n", what, value, unit, target,
             value <= target ? "reached" : "MISSED");
  else
    g_print ("%-44s %10.2f %s\n", what, value, unit);
}

static SeriesBuffer *
filled (guint n, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  SeriesBuffer *buffer = series_buffer_new ("x");
  double value = 50;

  series_buffer_set_retention (buffer, SERIES_TIME_MAX, G_MAXUINT64);
  for (guint i = 0; i < n; i++)
    {
      value += g_rand_double (rand) - 0.5;
      series_buffer_add (buffer, (gint64) i * 100, value, SERIES_MERGE_REPLACE);
    }
  return buffer;
}

static double
memory (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) info.uordblks + info.hblkhd;
}

/* ns and bytes a point for N of them, all told: the pyramid is built. */
static void
measure_append (guint n, double *ns, double *bytes)
{
  const guint repeat = MAX (1, 100000 / n);
  double before = memory (), start = cpu_ns (), min, max;
  g_autoptr (GPtrArray) buffers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint r = 0; r < repeat; r++)
    {
      SeriesBuffer *buffer = series_buffer_new ("x");

      series_buffer_set_retention (buffer, SERIES_TIME_MAX, G_MAXUINT64);
      for (guint i = 0; i < n; i++)
        series_buffer_add (buffer, (gint64) i * 100, i * 0.5, SERIES_MERGE_REPLACE);
      g_ptr_array_add (buffers, buffer);
    }
  *ns = (cpu_ns () - start) / n / repeat;
  for (guint r = 0; r < repeat; r++)
    series_buffer_get_range (buffers->pdata[r], &min, &max);
  *bytes = (memory () - before) / n / repeat;
}

static void
bench_append (guint n, gboolean target)
{
  g_autofree char *append = g_strdup_printf ("append, %u points", n);
  g_autofree char *size = g_strdup_printf ("size of %u points", n);
  double ns[MAX_ROUNDS], bytes[MAX_ROUNDS];

  for (int r = 0; r < n_rounds; r++)
    measure_append (n, &ns[r], &bytes[r]);
  row (append, median (ns, n_rounds), "ns/point", target ? 20 : 0);
  row (size, median (bytes, n_rounds), "bytes/point", target ? 14 : 0);
}

/* What a hundred full series hold, as the system counts it. */
static void
bench_hundred (void)
{
  g_autoptr (GPtrArray) buffers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *status = NULL;
  const char *resident;
  double min, max;

  for (guint i = 0; i < 100; i++)
    {
      SeriesBuffer *buffer = filled (1000000, i + 1);

      series_buffer_get_range (buffer, &min, &max);
      g_ptr_array_add (buffers, buffer);
    }
  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  resident = status ? strstr (status, "VmRSS:") : NULL;
  if (resident != NULL)
    row ("100 series of 1000000 points", g_ascii_strtod (resident + 6, NULL) / 1e6 * 1.024, "GB", 1.5);
}

static void
bench_query (guint n, double target)
{
  g_autoptr (SeriesBuffer) buffer = filled (n, 1);
  g_autofree SeriesColumn *columns = g_new (SeriesColumn, N_COLUMNS);
  g_autofree char *what = g_strdup_printf ("query of %u points, %d columns", n, N_COLUMNS);
  gint64 column_us = MAX (1, (gint64) n * 100000 / N_COLUMNS);
  double rounds[MAX_ROUNDS];

  series_columns_query (buffer, column_us, 0, N_COLUMNS, columns);
  for (int r = 0; r < n_rounds; r++)
    {
      double start = cpu_ns ();

      for (int i = 0; i < 20; i++)
        series_columns_query (buffer, column_us, 0, N_COLUMNS, columns);
      rounds[r] = (cpu_ns () - start) / 20 / 1000;
    }
  row (what, median (rounds, n_rounds), "µs", target);
}

/* Appending with a query now and then, as a live chart does it. */
static void
bench_live (void)
{
  g_autoptr (SeriesBuffer) buffer = filled (1000000, 1);
  double rounds[MAX_ROUNDS];
  gint64 t = 1000000 * 100;

  for (int r = 0; r < n_rounds; r++)
    {
      double start = cpu_ns (), min, max;

      for (guint i = 0; i < 10000; i++, t += 100)
        {
          series_buffer_add (buffer, t, i, SERIES_MERGE_REPLACE);
          if (i % 10 == 0)
            series_buffer_get_range_between (buffer, t - 300000, t + 1, &min, &max);
        }
      rounds[r] = (cpu_ns () - start) / 10000;
    }
  row ("append, and a range every 10 points", median (rounds, n_rounds), "ns/point", 0);
}

typedef struct
{
  SeriesBuffer *buffers[N_SERIES];
  gboolean dense[N_SERIES];
  SeriesPainter painter;
} Plot;

static void
draw (Plot *plot, int x0, int x1)
{
  series_image_clear (plot->painter.image, x0, x1);
  for (guint i = 0; i < N_SERIES; i++)
    {
      SeriesPen pen = { .line = 0xff0072b2 + i * 4096, .width = 1.75 };

      series_painter_draw (&plot->painter, plot->buffers[i], &pen, plot->dense[i], x0, x1);
    }
}

static void
plot_init (Plot *plot, guint n)
{
  plot->painter = (SeriesPainter){ .image = series_image_new (N_COLUMNS, HEIGHT),
                                   .coverage = series_coverage_new (),
                                   .column_us = MAX (1, (gint64) n * 100000 / N_COLUMNS),
                                   .top = 50 + sqrt (n),
                                   .bottom = 50 - sqrt (n) };
  for (guint i = 0; i < N_SERIES; i++)
    {
      plot->buffers[i] = filled (n, i + 1);
      plot->dense[i] = series_painter_is_dense (&plot->painter, plot->buffers[i]);
    }
}

static void
plot_clear (Plot *plot)
{
  series_image_free (plot->painter.image);
  series_coverage_free (plot->painter.coverage);
  for (guint i = 0; i < N_SERIES; i++)
    g_object_unref (plot->buffers[i]);
}

/* One pixel further, and everything anew. */
static void
bench_draw (guint n)
{
  g_autofree char *scroll = g_strdup_printf ("%d × %u points, scrolled by a column", N_SERIES, n);
  g_autofree char *whole = g_strdup_printf ("%d × %u points, drawn anew", N_SERIES, n);
  double scrolls[MAX_ROUNDS], wholes[MAX_ROUNDS];
  Plot plot;

  plot_init (&plot, n);
  for (int r = 0; r < n_rounds; r++)
    {
      double start = cpu_ns ();

      draw (&plot, 0, N_COLUMNS);
      wholes[r] = (cpu_ns () - start) / 1e6;
      start = cpu_ns ();
      for (int i = 0; i < 20; i++)
        {
          series_image_scroll (plot.painter.image, 1);
          draw (&plot, N_COLUMNS - 10, N_COLUMNS);
        }
      scrolls[r] = (cpu_ns () - start) / 20 / 1e6;
    }
  row (scroll, median (scrolls, n_rounds), "ms", 2);
  row (whole, median (wholes, n_rounds), "ms", 4.5);
  plot_clear (&plot);
}

int
main (int argc, char **argv)
{
  const guint sizes[] = { 1000, 10000, 100000, 1000000, 10000000 };

  setlocale (LC_ALL, "");
  if (argc > 1)
    n_rounds = CLAMP (atoi (argv[1]), 1, MAX_ROUNDS);
  g_print ("Series: medians of %d rounds, CPU time of this process\n", n_rounds);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    bench_append (sizes[i], sizes[i] >= 100000);
  bench_live ();
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    bench_query (sizes[i], sizes[i] <= 1000000 ? 120 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i += 1 + (i == 0))
    if (sizes[i] <= 1000000)
      bench_draw (sizes[i]);
  bench_hundred ();
  return 0;
}
