/* series-buffer.h: the points of one time series: chunks with a min/max pyramid.
 * Times are ms since 1970; a NAN value is an explicit gap. Nothing is signalled per point: who draws asks for the revision.
 * Properties: id, name, unit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SERIES_MERGE_REPLACE, /* a second point at the same time takes the place of the first */
  SERIES_MERGE_SUM,     /* or is added to it */
} SeriesMerge;

typedef struct
{
  gint64 time_ms;
  double value;
} SeriesPoint;

/* Years 1 to 9999: a point outside is dropped. */
#define SERIES_TIME_MIN (-G_GINT64_CONSTANT (62135596800000))
#define SERIES_TIME_MAX G_GINT64_CONSTANT (253402300799999)

#define SERIES_DEFAULT_MAX_AGE_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
#define SERIES_DEFAULT_MAX_POINTS 1000000
/* Beyond age and number, of each 256 points the least, the greatest and where they fall silent are kept: so many times
 * 4,096 points in all. */
#define SERIES_MAX_COARSE_CHUNKS 16
#define SERIES_DEFAULT_MIN_GAP_MS 1000 /* a shorter silence is jitter, however fast the series */

#define SERIES_TYPE_BUFFER (series_buffer_get_type ())
G_DECLARE_FINAL_TYPE (SeriesBuffer, series_buffer, SERIES, BUFFER, GObject)

SeriesBuffer *series_buffer_new          (const char   *id);
const char   *series_buffer_get_id       (SeriesBuffer *self);
const char   *series_buffer_get_name     (SeriesBuffer *self); /* the id until it has one */
void          series_buffer_set_name     (SeriesBuffer *self,
                                          const char   *name);
const char   *series_buffer_get_unit     (SeriesBuffer *self); /* nullable */
void          series_buffer_set_unit     (SeriesBuffer *self,
                                          const char   *unit);
void          series_buffer_add          (SeriesBuffer *self,
                                          gint64        time_ms,
                                          double        value,
                                          SeriesMerge   merge);
void          series_buffer_clear        (SeriesBuffer *self); /* points go, name and unit stay */
void          series_buffer_set_retention (SeriesBuffer *self,
                                          gint64        max_age_ms,
                                          guint64       max_points);
/* A silence is a gap when it is longer than three median intervals and than MIN_GAP_MS. */
void          series_buffer_set_min_gap  (SeriesBuffer *self,
                                          gint64        min_gap_ms);
gint64        series_buffer_get_min_gap  (SeriesBuffer *self);
guint64       series_buffer_get_revision (SeriesBuffer *self); /* grows with every change */
guint64       series_buffer_get_edit_revision (SeriesBuffer *self); /* with changes before the last point only */
guint64       series_buffer_get_n_points (SeriesBuffer *self); /* numbers, gaps not counted */
guint64       series_buffer_get_n_added (SeriesBuffer *self); /* numbers that ever came, kept or not */
gboolean      series_buffer_get_first    (SeriesBuffer *self,
                                          SeriesPoint  *point); /* the first number */
gboolean      series_buffer_get_last     (SeriesBuffer *self,
                                          SeriesPoint  *point); /* the last number */
gboolean      series_buffer_get_range    (SeriesBuffer *self,
                                          double       *min,
                                          double       *max);
/* The sample nearest to TIME_MS; FALSE when there is none. */
gboolean      series_buffer_find         (SeriesBuffer *self,
                                          gint64        time_ms,
                                          SeriesPoint  *point);

G_END_DECLS
