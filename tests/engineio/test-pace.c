/* test-pace.c: when to read, in µs that no clock ticks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-pace.h"

#include "test-wait.h"

#define MS 1000

/* Reads N_BYTES at NOW, in no time; returns how long to wait. */
static gint64
read_at (EioPace *pace, gint64 now, gsize n_bytes)
{
  eio_pace_read_started (pace, now);
  return eio_pace_read_finished (pace, now, n_bytes, FALSE) - now;
}

/* Until it gathers; returns the time of the last read. */
static gint64
make_heavy (EioPace *pace, gint64 now)
{
  for (guint i = 0; i <= EIO_PACE_DENSE_READS; i++)
    read_at (pace, now += 1 * MS, 100);

  return now;
}

static void
test_light (void)
{
  EioPace pace = { 0 };

  for (guint i = 1; i < 100; i++)
    g_assert_cmpint (read_at (&pace, i * 5 * MS, 100), ==, 0);
}

static void
test_heavy (void)
{
  EioPace pace = { 0 };
  gint64 now = make_heavy (&pace, 1000 * MS);

  /* One read a frame, for as long as something waits each time. */
  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpint (read_at (&pace, now, 1000), ==, EIO_PACE_FRAME_US);
      now += EIO_PACE_FRAME_US;
    }
  g_assert_cmpint (read_at (&pace, now, 0), ==, 0);
  g_assert_cmpint (read_at (&pace, now + 1 * MS, 100), ==, 0);
}

static void
test_burst (void)
{
  EioPace pace = { 0 };

  eio_pace_read_started (&pace, 0);
  g_assert_cmpint (eio_pace_read_finished (&pace, EIO_PACE_BUDGET_US, 100000, TRUE), ==,
                   EIO_PACE_BUDGET_US + EIO_PACE_PAUSE_US);
}

/* A question and its answer, a thousand times in a row, are not heavy traffic. */
static void
test_hurry (void)
{
  EioPace pace = { 0 };
  gint64 now = 1000 * MS;

  for (guint i = 0; i < 1000; i++)
    {
      eio_pace_sent (&pace, now);
      now += 500;
      g_assert_cmpint (read_at (&pace, now, 100), ==, 0);
    }

  now = make_heavy (&pace, now + EIO_PACE_HURRY_US);
  g_assert_cmpint (read_at (&pace, now, 100), ==, EIO_PACE_FRAME_US);
  eio_pace_sent (&pace, now + 1 * MS);
  g_assert_cmpint (pace.next, ==, now + 1 * MS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pace/light", test_light);
  g_test_add_func ("/pace/heavy", test_heavy);
  g_test_add_func ("/pace/burst", test_burst);
  g_test_add_func ("/pace/hurry", test_hurry);

  return g_test_run ();
}
