/* series-buffer-private.h: the chunks of a buffer, for the queries of this folder.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-buffer.h"
#include "series-chunk.h"

G_BEGIN_DECLS

struct _SeriesBuffer
{
  GObject parent_instance;

  char      *id;
  char      *name;     /* NULL: the id */
  char      *unit;
  GPtrArray *chunks;   /* of owned SeriesChunk, ascending; none is empty */
  guint      n_coarse; /* so many of the first chunks are what is left of older ones */
  guint64    n_points; /* gaps counted */
  guint64    n_numbers;
  guint64    n_added;
  guint64    revision;
  guint64    edit_revision;
  gint64     max_age_ms;
  guint64    max_points;
  gint64     min_gap_ms;
};

static inline SeriesChunk *
series_buffer_chunk (SeriesBuffer *self, guint position)
{
  return g_ptr_array_index (self->chunks, position);
}

/* Lets go of what is too old or too much, but for its coarse level. */
void       series_buffer_retain      (SeriesBuffer *self);
/* Of SeriesChunk *, ascending, none empty, none overlapping. */
GPtrArray *series_buffer_get_chunks  (SeriesBuffer *self);
/* The chunk in which TIME_MS would stand: the last that starts at or before it, else the first. */
guint      series_buffer_find_chunk  (SeriesBuffer *self,
                                      gint64        time_ms);
/* Whether point INDEX of CHUNK is joined with the one before it, which was at BEFORE_MS. */
gboolean   series_buffer_joins       (SeriesBuffer *self,
                                      SeriesChunk  *chunk,
                                      guint         index,
                                      gint64        before_ms);

G_END_DECLS
