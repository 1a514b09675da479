/* test-backoff.c: the formula, with and without jitter.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-backoff.h"

#include <math.h>

static void
test_no_jitter (void)
{
  SioBackoff backoff = SIO_BACKOFF_INIT;
  static const guint delays[] = { 1000, 2000, 4000, 5000, 5000, 5000 };

  backoff.jitter = 0;
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (delays); i++)
        g_assert_cmpuint (sio_backoff_next (&backoff), ==, delays[i]);
      g_assert_cmpuint (backoff.attempt, ==, G_N_ELEMENTS (delays));
      sio_backoff_reset (&backoff);
    }
}

/* delay = min (ms ± floor (r·jitter·ms), max), the sign from the first decimal of r. */
static guint
get_expected (double r, guint attempt, const SioBackoff *backoff)
{
  double ms = backoff->min_ms * pow (2, attempt);
  double deviation = floor (r * backoff->jitter * ms);
  gboolean odd = fmod (floor (r * 10), 2) == 1;

  return MIN (odd ? ms + deviation : ms - deviation, backoff->max_ms);
}

static void
test_formula (void)
{
  static const double jitters[] = { 0.1, 0.5, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (jitters); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (42);
      g_autoptr (GRand) twin = g_rand_new_with_seed (42);
      SioBackoff backoff = { 100, 100000, jitters[i], 0, rand };

      for (guint attempt = 0; attempt < 20; attempt++)
        {
          guint expected = get_expected (g_rand_double (twin), attempt, &backoff);

          g_assert_cmpuint (sio_backoff_next (&backoff), ==, expected);
        }
    }
}

static void
test_bounds (void)
{
  SioBackoff backoff = SIO_BACKOFF_INIT;
  gboolean below = FALSE, above = FALSE;

  for (guint i = 0; i < 2000; i++)
    {
      guint delay;

      sio_backoff_reset (&backoff);
      delay = sio_backoff_next (&backoff);
      g_assert_cmpuint (delay, >=, 500);
      g_assert_cmpuint (delay, <=, 1500);
      below |= delay < 1000;
      above |= delay > 1000;
    }
  g_assert_true (below && above);
}

static void
test_many_attempts (void)
{
  SioBackoff backoff = SIO_BACKOFF_INIT;

  backoff.attempt = G_MAXUINT - 10;
  g_assert_cmpuint (sio_backoff_next (&backoff), ==, 5000);
  backoff = (SioBackoff){ 0, 0, 1, 0, NULL };
  g_assert_cmpuint (sio_backoff_next (&backoff), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backoff/no-jitter", test_no_jitter);
  g_test_add_func ("/backoff/formula", test_formula);
  g_test_add_func ("/backoff/bounds", test_bounds);
  g_test_add_func ("/backoff/many-attempts", test_many_attempts);
  return g_test_run ();
}
