/* eio-pace.h: when to read from a busy connection; only arithmetic, in µs of a clock that never goes backwards.
 *
 * Light traffic is read at once. A burst is read for a few milliseconds at a time with a pause after, in
 * which the window can be drawn. Steady heavy traffic is gathered: read once a frame, many messages at a
 * time. What we send asks for an answer, so for a while after it everything is read at once again.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EIO_PACE_BUDGET_US (4 * 1000)  /* reading without a pause */
#define EIO_PACE_PAUSE_US (2 * 1000)   /* after the budget is spent */
#define EIO_PACE_FRAME_US (16 * 1000)  /* between reads of gathered traffic */
#define EIO_PACE_DENSE_US (4 * 1000)   /* reads closer than this are dense… */
#define EIO_PACE_DENSE_READS 16        /* …and so many of them in a row are heavy traffic */
#define EIO_PACE_HURRY_US (50 * 1000)  /* after sending */

typedef struct
{
  gint64 started;     /* of the last read */
  gint64 next;        /* not to be read before */
  gint64 hurry_until;
  guint  n_dense;
} EioPace;

void   eio_pace_read_started  (EioPace *self,
                               gint64   now);
/* Returns when to read next; NOW when at once. MORE: the budget ended before the data. */
gint64 eio_pace_read_finished (EioPace *self,
                               gint64   now,
                               gsize    n_bytes,
                               gboolean more);
void   eio_pace_sent          (EioPace *self,
                               gint64   now);

G_END_DECLS
