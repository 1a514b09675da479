/* series-marks.h: moments that charts point out, in the order of their times.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SERIES_MAX_MARKS 500 /* beyond, the oldest goes */

typedef enum
{
  SERIES_MARK_INFO,
  SERIES_MARK_WARNING,
  SERIES_MARK_ERROR,
} SeriesMarkLevel;

typedef struct
{
  gint64          time_ms;
  SeriesMarkLevel level;
  char           *text;
} SeriesMark;

typedef struct _SeriesMarks SeriesMarks;

SeriesMarks      *series_marks_new          (void);
void              series_marks_free         (SeriesMarks     *self);
void              series_marks_add          (SeriesMarks     *self,
                                             gint64           time_ms,
                                             SeriesMarkLevel  level,
                                             const char      *text);
const SeriesMark *series_marks_get          (SeriesMarks     *self,
                                             guint           *n_marks);
guint64           series_marks_get_revision (SeriesMarks     *self); /* grows with every mark */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeriesMarks, series_marks_free)

G_END_DECLS
