/* series-chunk.h: up to 4,096 points of a series with their min/max pyramid; private to the folder.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

#define SERIES_CHUNK_SIZE 4096 /* points */
#define SERIES_FINE_SIZE 16    /* points a bucket of the finest level of the pyramid */
#define SERIES_COARSE_SIZE 256 /* points a bucket of the next one; the chunk itself is the last */
#define SERIES_N_COARSE (SERIES_CHUNK_SIZE / SERIES_COARSE_SIZE)
#define SERIES_NO_GAP G_MAXUINT32

/* Empty: min is +INFINITY, max is -INFINITY, so that merging needs no test. */
typedef struct
{
  double min;
  double max;
} SeriesSpan;

#define SERIES_SPAN_EMPTY ((SeriesSpan) { INFINITY, -INFINITY })

typedef struct
{
  gint64      start_ms;
  guint       n;         /* points */
  guint       n_numbers; /* points that are no gap */
  guint       capacity;
  guint       n_built;   /* points that the pyramid knows; it is brought up to date when it is asked */
  guint       n_summed;  /* likewise for the sums */
  gboolean    folded;    /* what is left of older chunks: its silences are no gaps */
  guint       seed_gap_ms; /* of the chunk before, until this one has intervals enough; 0: none */
  guint32    *deltas;    /* ms since start_ms, ascending, no two equal */
  double     *values;
  SeriesSpan *fine;      /* one per SERIES_FINE_SIZE points */
  SeriesSpan  coarse[SERIES_N_COARSE];
  SeriesSpan  all;
  double      sums[SERIES_N_COARSE];   /* of the numbers of each SERIES_COARSE_SIZE points */
  guint16     counts[SERIES_N_COARSE]; /* and how many these are */
  guint32     gaps_ms[SERIES_N_COARSE];  /* from how long a silence is a gap, one per SERIES_COARSE_SIZE points */
  guint16     gap_sizes[SERIES_N_COARSE]; /* the intervals that gaps_ms was computed from */
} SeriesChunk;

SeriesChunk *series_chunk_new    (gint64             start_ms);
void         series_chunk_free   (SeriesChunk       *self);
/* Whether TIME_MS can stand in the chunk: its distance fits 32 bits. */
gboolean     series_chunk_fits   (const SeriesChunk *self,
                                  gint64             time_ms);
/* The index of the first point at or after TIME_MS, at least FROM. */
guint        series_chunk_lower  (const SeriesChunk *self,
                                  guint              from,
                                  gint64             time_ms);
void         series_chunk_append (SeriesChunk       *self,
                                  gint64             time_ms,
                                  double             value);
void         series_chunk_insert (SeriesChunk       *self,
                                  guint              index,
                                  gint64             time_ms,
                                  double             value);
void         series_chunk_set    (SeriesChunk       *self,
                                  guint              index,
                                  double             value);
/* Moves the upper half into a new chunk. */
SeriesChunk *series_chunk_split  (SeriesChunk       *self);
/* Min and max of the points [FROM, TO). */
SeriesSpan   series_chunk_span   (SeriesChunk       *self,
                                  guint              from,
                                  guint              to);
/* Adds up the numbers of the points [FROM, TO). */
void         series_chunk_sum    (SeriesChunk       *self,
                                  guint              from,
                                  guint              to,
                                  long double       *sum,
                                  guint64           *n_numbers);
/* A silence before point INDEX longer than this is a gap; SERIES_NO_GAP: none is. */
guint32      series_chunk_gap_ms (SeriesChunk       *self,
                                  guint              index);

static inline gint64
series_chunk_time (const SeriesChunk *self, guint index)
{
  return self->start_ms + self->deltas[index];
}

static inline gint64
series_chunk_end (const SeriesChunk *self)
{
  return series_chunk_time (self, self->n - 1);
}

static inline void
series_span_add (SeriesSpan *span, double value)
{
  if (value < span->min)
    span->min = value;
  if (value > span->max)
    span->max = value;
}

static inline void
series_span_merge (SeriesSpan *span, SeriesSpan other)
{
  if (other.min < span->min)
    span->min = other.min;
  if (other.max > span->max)
    span->max = other.max;
}

G_END_DECLS
