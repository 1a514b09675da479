/* series-columns.h: what a buffer holds per column of a chart. Columns are anchored in time, not in a window: column
 * c is [c·Δ, (c+1)·Δ) for a width Δ in µs, so a finished column never changes while the window scrolls.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-buffer.h"

G_BEGIN_DECLS

typedef struct
{
  double   min; /* +INFINITY, and max -INFINITY, when there is no number */
  double   max;
  double   first;
  double   last;
  gint64   first_ms;
  gint64   last_ms;
  guint32  n_numbers;
  gboolean joined; /* the line runs on from the number before the column */
} SeriesColumn;

/* The column in which TIME_MS stands, for columns COLUMN_US wide. */
gint64   series_column_at      (gint64        time_ms,
                                gint64        column_us);
/* The first whole ms of COLUMN. */
gint64   series_column_start   (gint64        column,
                                gint64        column_us);
void     series_columns_query  (SeriesBuffer *buffer,
                                gint64        column_us,
                                gint64        first,
                                guint         n_columns,
                                SeriesColumn *columns);
/* Min and max of the numbers in [FROM_MS, TO_MS); FALSE when there is none. */
gboolean series_buffer_get_range_between (SeriesBuffer *buffer,
                                          gint64        from_ms,
                                          gint64        to_ms,
                                          double       *min,
                                          double       *max);

typedef struct
{
  guint64 n;
  double  min;
  double  max;
  double  mean;
  double  last;
} SeriesSummary;

/* What the numbers in [FROM_MS, TO_MS) come to. FALSE when there is none. */
gboolean series_buffer_summarize (SeriesBuffer  *buffer,
                                  gint64         from_ms,
                                  gint64         to_ms,
                                  SeriesSummary *summary);

G_END_DECLS
