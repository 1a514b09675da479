/* fuzz-series.c: random operations on a series against a sorted array of its points that is scanned for every question.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "series-columns.h"
#include "series-cursor.h"

#include <math.h>

#define MAX_POINTS 20000
#define N_COLUMNS  24

/* Points of some rhythm, one by one, back in time, at the same time, months ahead; then questions. */
const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("\x00\x01\x20\x00\x01\x21\x00\x01\x05\x05\x03\x07\x06\x04"),
  FUZZ_SEED ("\x01\xff\x03\x01\xff\x07\x01\xff\x02\x05\x10\x40\x06\x00\x07\x02\xff\x30\x06\x09"),
  FUZZ_SEED ("\x01\x80\x01\x02\x40\x30\x02\x40\x31\x05\x0a\x00\x02\x7f\x0f\x07\x06\x21"),
  FUZZ_SEED ("\x03\x20\x20\x03\x20\x21\x03\x21\x22\x05\x3f\x00\x03\x1f\x00\x06\x00\x07\x04\x00\x07"),
  FUZZ_SEED (
      "\x00\x09\xf0\x00\x09\xf1\x00\x09\xf2\x00\x09\xf3\x00\x09\xf4\x05\x00\x00\x06\x11\x08\x00\x00\x06"),
  { NULL, 0 },
};

typedef struct
{
  const guint8 *data;
  gsize size;
  SeriesBuffer *buffer;
  GArray *model; /* of SeriesPoint, ascending */
  gint64 now_ms;
} Run;

static guint8
next (Run *run)
{
  if (run->size == 0)
    return 0;
  run->size--;
  return *run->data++;
}

/* Small whole numbers, and now and then one at the end of what a double holds. */
static double
value_of (guint8 byte)
{
  static const double special[] = {
    NAN, 1e308, -1e308, 5e-324, -5e-324, INFINITY, -INFINITY, 0, -0.0, 2.5e-310,
  };

  return byte >= 0xf0 && byte - 0xf0u < G_N_ELEMENTS (special) ? special[byte - 0xf0] : (double) byte - 100;
}

static guint
model_lower (const Run *run, gint64 time_ms)
{
  guint i = run->model->len;

  while (i > 0 && g_array_index (run->model, SeriesPoint, i - 1).time_ms >= time_ms)
    i--;
  return i;
}

static void
model_add (Run *run, gint64 time_ms, double value, SeriesMerge merge)
{
  guint i = model_lower (run, time_ms);
  SeriesPoint point = { time_ms, value }, *old;

  if (i == run->model->len || g_array_index (run->model, SeriesPoint, i).time_ms != time_ms)
    {
      g_array_insert_val (run->model, i, point);
      return;
    }
  old = &g_array_index (run->model, SeriesPoint, i);
  if (merge == SERIES_MERGE_REPLACE || isnan (old->value))
    old->value = value;
  else if (!isnan (value))
    old->value += value;
}

static void
add (Run *run, gint64 time_ms, double value, SeriesMerge merge)
{
  if (run->model->len >= MAX_POINTS)
    return;
  series_buffer_add (run->buffer, time_ms, value, merge);
  if (time_ms >= SERIES_TIME_MIN && time_ms <= SERIES_TIME_MAX)
    model_add (run, time_ms, isinf (value) ? NAN : value, merge);
}

static void
scan (const Run *run, gint64 from_ms, gint64 to_ms, SeriesColumn *column, long double *sum)
{
  *column = (SeriesColumn){ .min = INFINITY, .max = -INFINITY };
  *sum = 0;
  for (guint i = 0; i < run->model->len; i++)
    {
      SeriesPoint point = g_array_index (run->model, SeriesPoint, i);

      if (point.time_ms < from_ms || point.time_ms >= to_ms || isnan (point.value))
        continue;
      if (column->n_numbers++ == 0)
        {
          column->first = point.value;
          column->first_ms = point.time_ms;
          column->joined = i > 0 && !isnan (g_array_index (run->model, SeriesPoint, i - 1).value);
        }
      column->last = point.value;
      column->last_ms = point.time_ms;
      column->min = MIN (column->min, point.value);
      column->max = MAX (column->max, point.value);
      *sum += point.value;
    }
}

static void
check_columns (Run *run, gint64 column_us, gint64 time_ms)
{
  SeriesColumn columns[N_COLUMNS], expected;
  gint64 first = series_column_at (time_ms, column_us);
  long double sum;

  series_columns_query (run->buffer, column_us, first, N_COLUMNS, columns);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      scan (run, series_column_start (first + i, column_us), series_column_start (first + i + 1, column_us),
            &expected, &sum);
      g_assert_cmpuint (columns[i].n_numbers, ==, expected.n_numbers);
      g_assert_cmpfloat (columns[i].min, ==, expected.min);
      g_assert_cmpfloat (columns[i].max, ==, expected.max);
      if (expected.n_numbers == 0)
        continue;
      g_assert_cmpfloat (columns[i].first, ==, expected.first);
      g_assert_cmpfloat (columns[i].last, ==, expected.last);
      g_assert_cmpint (columns[i].first_ms, ==, expected.first_ms);
      g_assert_cmpint (columns[i].last_ms, ==, expected.last_ms);
      g_assert_cmpint (columns[i].joined, ==, expected.joined);
    }
}

static void
check_range (Run *run, gint64 from_ms, gint64 to_ms)
{
  SeriesColumn expected;
  SeriesSummary summary;
  long double sum;
  double min, max;

  scan (run, from_ms, to_ms, &expected, &sum);
  g_assert_cmpint (series_buffer_get_range_between (run->buffer, from_ms, to_ms, &min, &max), ==,
                   expected.n_numbers > 0);
  g_assert_cmpint (series_buffer_summarize (run->buffer, from_ms, to_ms, &summary), ==,
                   expected.n_numbers > 0);
  g_assert_cmpuint (summary.n, ==, expected.n_numbers);
  if (expected.n_numbers == 0)
    return;
  g_assert_cmpfloat (min, ==, expected.min);
  g_assert_cmpfloat (max, ==, expected.max);
  g_assert_cmpfloat (summary.min, ==, expected.min);
  g_assert_cmpfloat (summary.max, ==, expected.max);
  g_assert_cmpfloat (summary.last, ==, expected.last);
  g_assert_true (fabsl (summary.mean - sum / expected.n_numbers) <=
                 1e-9 * MAX (fabs (expected.min), fabs (expected.max)));
}

static void
check_find (Run *run, gint64 time_ms)
{
  SeriesPoint expected = { 0, NAN }, found;

  for (guint i = 0; i < run->model->len; i++)
    {
      SeriesPoint point = g_array_index (run->model, SeriesPoint, i);

      if (!isnan (point.value) &&
          (isnan (expected.value) || ABS (point.time_ms - time_ms) < ABS (expected.time_ms - time_ms)))
        expected = point;
    }
  g_assert_cmpint (series_buffer_find (run->buffer, time_ms, &found), ==, !isnan (expected.value));
  if (isnan (expected.value))
    return;
  g_assert_cmpint (found.time_ms, ==, expected.time_ms);
  g_assert_cmpfloat (found.value, ==, expected.value);
}

static void
check_points (Run *run)
{
  SeriesCursor cursor;
  SeriesPoint point;
  guint n = 0;

  series_cursor_init (&cursor, run->buffer, SERIES_TIME_MIN);
  for (; series_cursor_get (&cursor, &point); series_cursor_next (&cursor), n++)
    {
      SeriesPoint expected = g_array_index (run->model, SeriesPoint, n);

      g_assert_cmpint (point.time_ms, ==, expected.time_ms);
      g_assert_true (point.value == expected.value || (isnan (point.value) && isnan (expected.value)));
    }
  g_assert_cmpuint (n, ==, run->model->len);
}

static void
add_many (Run *run)
{
  guint n = next (run) * 8, step = next (run) + 1;

  for (guint i = 0; i < n; i++)
    {
      run->now_ms += step;
      add (run, run->now_ms, i % 97 == 96 ? NAN : i % 61, SERIES_MERGE_REPLACE);
    }
}

static void
step (Run *run)
{
  guint8 operation = next (run) % 9;

  switch (operation)
    {
    case 0: /* onwards */
      run->now_ms += next (run);
      add (run, run->now_ms, value_of (next (run)), SERIES_MERGE_REPLACE);
      break;
    case 1:
      add_many (run);
      break;
    case 2: /* late */
      add (run, run->now_ms - next (run) * 64, value_of (next (run)),
           operation & 1 ? SERIES_MERGE_SUM : SERIES_MERGE_REPLACE);
      break;
    case 3: /* far: beyond 32 bits of ms too */
      run->now_ms =
          CLAMP (run->now_ms + (G_GINT64_CONSTANT (1) << next (run) % 40), SERIES_TIME_MIN, SERIES_TIME_MAX);
      add (run, run->now_ms, value_of (next (run)), SERIES_MERGE_REPLACE);
      break;
    case 4:
      series_buffer_clear (run->buffer);
      g_array_set_size (run->model, 0);
      break;
    case 5:
      check_columns (run, 1 + ((gint64) next (run) << next (run) % 30), run->now_ms - next (run) * 100);
      break;
    case 6:
      check_range (run, run->now_ms - ((gint64) next (run) << next (run) % 24), run->now_ms + 1);
      break;
    case 7:
      check_find (run, run->now_ms - next (run) * 37);
      break;
    default: /* what is there already */
      add (run, run->now_ms, value_of (next (run)), SERIES_MERGE_SUM);
      break;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Run run = { data, MIN (size, 400), series_buffer_new ("x"),
              g_array_new (FALSE, FALSE, sizeof (SeriesPoint)), 1700000000000 };

  series_buffer_set_retention (run.buffer, G_MAXINT64, G_MAXUINT64);
  series_buffer_set_min_gap (run.buffer, G_MAXINT64); /* so that only explicit gaps are gaps */
  while (run.size > 0)
    step (&run);
  check_points (&run);
  check_range (&run, SERIES_TIME_MIN, SERIES_TIME_MAX);
  g_object_unref (run.buffer);
  g_array_unref (run.model);
  return 0;
}
