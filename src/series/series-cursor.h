/* series-cursor.h: walks over the points of a buffer in either direction. Good until the buffer changes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-buffer.h"

G_BEGIN_DECLS

typedef struct
{
  /*< private >*/
  SeriesBuffer *buffer;
  guint         chunk;
  guint         index;
} SeriesCursor;

/* Stands on the first point at or after TIME_MS, which may be past the end. */
void     series_cursor_init   (SeriesCursor       *self,
                               SeriesBuffer       *buffer,
                               gint64              time_ms);
/* The point it stands on, gaps (NAN) too; FALSE past the end. */
gboolean series_cursor_get    (const SeriesCursor *self,
                               SeriesPoint        *point);
void     series_cursor_next   (SeriesCursor       *self);
gboolean series_cursor_prev   (SeriesCursor       *self); /* FALSE, and it stays, at the first point */
/* Whether the line runs from the point before to this one: both are numbers, and no gap lies between. */
gboolean series_cursor_joined (const SeriesCursor *self);

G_END_DECLS
