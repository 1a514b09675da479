/* series-store.h: all series of one session by id; a GListModel of SeriesBuffer in the order of their appearance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "series-buffer.h"
#include "series-marks.h"

G_BEGIN_DECLS

#define SERIES_STORE_MAX_SERIES 1000 /* a hostile server stops here */
/* Of all series together, 1.3 GB: beyond 100 series each keeps an equal share of it as points, then its coarse level. */
#define SERIES_STORE_MAX_POINTS (100 * (guint64) SERIES_DEFAULT_MAX_POINTS)

#define SERIES_TYPE_STORE (series_store_get_type ())
G_DECLARE_FINAL_TYPE (SeriesStore, series_store, SERIES, STORE, GObject)

SeriesStore  *series_store_new         (void);
SeriesBuffer *series_store_get         (SeriesStore *self,
                                        const char  *id); /* borrowed, nullable */
SeriesBuffer *series_store_ensure      (SeriesStore *self,
                                        const char  *id); /* borrowed; NULL beyond the limit */
gboolean      series_store_get_full    (SeriesStore *self); /* property "full": the limit was met */
SeriesMarks  *series_store_get_marks   (SeriesStore *self); /* borrowed */
/* Those whose id is PATTERN, or fits it as a glob with "*"; in order. */
GPtrArray    *series_store_match       (SeriesStore *self,
                                        const char  *pattern); /* (transfer container) of borrowed SeriesBuffer */
/* Whether ID is PATTERN or fits it as a glob with any number of "*". */
gboolean      series_glob_matches      (const char  *pattern,
                                        const char  *id);

G_END_DECLS
