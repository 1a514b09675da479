/* eio-pace.c: when to read from a busy connection.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-pace.h"

/**
 * eio_pace_read_started:
 * @self: a pace, all zero at first
 * @now: the time
 *
 * To be told when a read begins.
 */
void
eio_pace_read_started (EioPace *self, gint64 now)
{
  gint64 expected = MAX (self->next, self->started);

  if (now - expected < EIO_PACE_DENSE_US)
    self->n_dense = MIN (self->n_dense + 1, EIO_PACE_DENSE_READS);
  else
    self->n_dense = 0;
  self->started = now;
}

/**
 * eio_pace_read_finished:
 * @self: a pace
 * @now: the time
 * @n_bytes: how much was there
 * @more: whether the budget ended before the data
 *
 * Returns: when to read next; @now for at once
 */
gint64
eio_pace_read_finished (EioPace *self, gint64 now, gsize n_bytes, gboolean more)
{
  /* Nothing has come in a whole frame: traffic has become light. */
  if (n_bytes == 0 || now < self->hurry_until)
    self->n_dense = 0;

  if (more)
    self->next = now + EIO_PACE_PAUSE_US;
  else if (self->n_dense >= EIO_PACE_DENSE_READS)
    self->next = MAX (now, self->started + EIO_PACE_FRAME_US);
  else
    self->next = now;

  return self->next;
}

/**
 * eio_pace_sent:
 * @self: a pace
 * @now: the time
 *
 * To be told when something is sent that may be answered.
 */
void
eio_pace_sent (EioPace *self, gint64 now)
{
  self->hurry_until = now + EIO_PACE_HURRY_US;
  self->next = MIN (self->next, now);
}
