/* sio-backoff.c: the formula of upstream's clients, one random number a delay.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-backoff.h"

#include <math.h>

/* 2^62 ms is beyond any maximum, and keeps the product finite. */
#define MAX_EXPONENT 62

/**
 * sio_backoff_next:
 *
 * `ms = min·2^k`, moved up or down by `floor (r·jitter·ms)`; the sign comes from the first decimal of the
 * same `r`, as upstream has it: even is down.
 *
 * Returns: how long to wait, in ms
 */
guint
sio_backoff_next (SioBackoff *self)
{
  double ms = ldexp (self->min_ms, MIN (self->attempt, MAX_EXPONENT));
  double r = self->rand ? g_rand_double (self->rand) : g_random_double ();
  double deviation = floor (r * self->jitter * ms);

  self->attempt++;
  ms = ((int) floor (r * 10) & 1) ? ms + deviation : ms - deviation;
  return CLAMP (ms, 0, self->max_ms);
}

/**
 * sio_backoff_reset:
 *
 * Starts again with the shortest delay.
 */
void
sio_backoff_reset (SioBackoff *self)
{
  self->attempt = 0;
}
