/* series-buffer-private.h: the chunks of a buffer, for the queries of this folder.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-buffer.h"
#include "series-chunk.h"

G_BEGIN_DECLS

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
