/* sio-backoff.h: how long to wait before the next attempt to reconnect; pure.
 * ms = min·2^k; d = floor(rand·jitter·ms); ms ± d; delay = min(ms, max)
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint  min_ms; /* 1000 */
  guint  max_ms; /* 5000 */
  double jitter; /* 0.5 */
  guint  attempt;
  GRand *rand;   /* borrowed; NULL: the global one */
} SioBackoff;

#define SIO_BACKOFF_INIT ((SioBackoff) { 1000, 5000, 0.5, 0, NULL })

guint sio_backoff_next  (SioBackoff *self); /* ms; counts the attempt */
void  sio_backoff_reset (SioBackoff *self);

G_END_DECLS
