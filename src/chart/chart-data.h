/* chart-data.h: what a panel shows and how: the series that fit its patterns, unit, range, bounds, thresholds, clock.
 * Signal "changed": any of these but the points, which are asked for by revision.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-panel.h"
#include "chart-viewport.h"

G_BEGIN_DECLS

#define CHART_DEFAULT_RANGE_MS CHART_PANEL_DEFAULT_RANGE_MS
#define CHART_MAX_RANGE_MS (G_GINT64_CONSTANT (86400000) * 366 * 100)
#define CHART_MAX_SERIES 64 /* a panel shows the first so many that fit */

#define CHART_TYPE_DATA (chart_data_get_type ())
G_DECLARE_FINAL_TYPE (ChartData, chart_data, CHART, DATA, GObject)

ChartData            *chart_data_new               (ChartKind             kind,
                                                    SeriesStore          *store);
/* The same series as OTHER, that follow its clock; drawn as KIND, with a range and a viewport of their own. */
ChartData            *chart_data_new_like          (ChartData            *other,
                                                    ChartKind             kind);
ChartKind             chart_data_get_kind          (ChartData            *self);
GPtrArray            *chart_data_get_buffers       (ChartData            *self); /* of SeriesBuffer, in order */
/* Whether the series at INDEX is drawn: people hide some, and the colours of the others stay. */
gboolean              chart_data_get_shown         (ChartData            *self,
                                                    guint                 index);
void                  chart_data_toggle            (ChartData            *self,
                                                    guint                 index);
/* Only that one; again, and all are back. */
void                  chart_data_solo              (ChartData            *self,
                                                    guint                 index);
void                  chart_data_set_patterns      (ChartData            *self,
                                                    const char * const   *patterns);
/* Counters as rates; they follow what comes in chart_data_follow(). */
void                  chart_data_set_rate          (ChartData            *self,
                                                    gboolean              rate);
void                  chart_data_follow            (ChartData            *self);
const char           *chart_data_get_unit          (ChartData            *self); /* its own, else the first series' */
void                  chart_data_set_unit          (ChartData            *self,
                                                    const char           *unit);
gint64                chart_data_get_range         (ChartData            *self);
void                  chart_data_set_range         (ChartData            *self,
                                                    gint64                range_ms);
void                  chart_data_get_bounds        (ChartData            *self,
                                                    double               *min,
                                                    double               *max);
void                  chart_data_set_bounds        (ChartData            *self,
                                                    double                min,
                                                    double                max);
const ChartThreshold *chart_data_get_thresholds    (ChartData            *self,
                                                    guint                *n_thresholds);
void                  chart_data_set_thresholds    (ChartData            *self,
                                                    const ChartThreshold *thresholds,
                                                    guint                 n_thresholds);
gboolean              chart_data_get_stale         (ChartData            *self);
void                  chart_data_set_stale         (ChartData            *self,
                                                    gboolean              stale);
void                  chart_data_set_now_func      (ChartData            *self,
                                                    ChartNowFunc          func,
                                                    gpointer              user_data);
gint64                chart_data_get_now           (ChartData            *self);
ChartViewport        *chart_data_get_viewport      (ChartData            *self);
void                  chart_data_set_viewport      (ChartData            *self,
                                                    ChartViewport        *viewport);
guint64               chart_data_get_revision      (ChartData            *self); /* of all buffers together */
SeriesMarks          *chart_data_get_marks         (ChartData            *self); /* borrowed */
/* The newest number of any series; FALSE when there is none. */
gboolean              chart_data_get_last          (ChartData            *self,
                                                    SeriesPoint          *point);
/* The gravest threshold that VALUE is beyond; FALSE when it is beyond none. */
gboolean              chart_data_get_level         (ChartData            *self,
                                                    double                value,
                                                    ChartLevel           *level);

G_END_DECLS
