/* chart-panel.h: one panel of a dashboard page: a title, the current values, and the plot of its kind.
 * It follows the store by itself: redraws on the frame clock when a revision changed or the window scrolled a pixel,
 * picks up new series that fit its ids and globs, and does nothing while unmapped.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "chart-viewport.h"
#include "series-store.h"

G_BEGIN_DECLS

typedef enum
{
  CHART_KIND_LINE,
  CHART_KIND_AREA,
  CHART_KIND_STACKED,
  CHART_KIND_BAR,
  CHART_KIND_STAT,
  CHART_KIND_GAUGE,
  CHART_KIND_SPARKLINE,
  CHART_KIND_HEATMAP,
} ChartKind;

typedef enum
{
  CHART_LEVEL_INFO,
  CHART_LEVEL_WARNING,
  CHART_LEVEL_ERROR,
} ChartLevel;

typedef struct
{
  gboolean   below; /* else above */
  double     value;
  ChartLevel level;
} ChartThreshold;

/* On the window: grid and labels in full contrast. */
#define CHART_HIGH_CONTRAST_CLASS "high-contrast"

/* What a panel shows until it is told its range. */
#define CHART_PANEL_DEFAULT_RANGE_MS (5 * 60 * G_GINT64_CONSTANT (1000))

/* Now in ms since 1970; so that replays and tests have a time of their own. */
typedef gint64 (*ChartNowFunc) (gpointer user_data);

#define CHART_TYPE_PANEL (chart_panel_get_type ())
G_DECLARE_FINAL_TYPE (ChartPanel, chart_panel, CHART, PANEL, GtkWidget)

gboolean    chart_kind_from_string      (const char           *name,
                                         ChartKind            *kind);
GtkWidget  *chart_panel_new             (ChartKind             kind,
                                         SeriesStore          *store);
void        chart_panel_set_title       (ChartPanel           *self,
                                         const char           *title);
void        chart_panel_set_series      (ChartPanel           *self,
                                         const char * const   *patterns); /* ids or globs, in order */
void        chart_panel_set_unit        (ChartPanel           *self,
                                         const char           *unit); /* none bytes bits/s seconds ms percent ratio count, or any text */
void        chart_panel_set_range       (ChartPanel           *self,
                                         gint64                range_ms);
gint64      chart_panel_get_range       (ChartPanel           *self);
void        chart_panel_set_bounds      (ChartPanel           *self,
                                         double                min,  /* NAN: from the data */
                                         double                max);
/* Its series are counters: it shows how fast they grow a second. */
void        chart_panel_set_rate        (ChartPanel           *self,
                                         gboolean              rate);
void        chart_panel_set_thresholds  (ChartPanel           *self,
                                         const ChartThreshold *thresholds,
                                         guint                 n_thresholds);
void        chart_panel_set_now_func    (ChartPanel           *self,
                                         ChartNowFunc          func,
                                         gpointer              user_data);
/* Panels that share a viewport zoom, pause and point together; each has its own until then. */
void        chart_panel_set_viewport    (ChartPanel           *self,
                                         ChartViewport        *viewport);
ChartViewport *chart_panel_get_viewport (ChartPanel          *self);
/* When the first point of its series was; FALSE without any. */
gboolean    chart_panel_get_first       (ChartPanel           *self,
                                         gint64               *time_ms);
/* With an overview strip of all that is known, and last, min, mean and max of what is in sight. */
void        chart_panel_set_expanded    (ChartPanel           *self,
                                         gboolean              expanded);
/* The numbers in the place of the chart. */
void        chart_panel_set_table       (ChartPanel           *self,
                                         gboolean              table);
gboolean    chart_panel_get_table       (ChartPanel           *self);
/* What it shows as files; a picture needs a panel that is in sight. */
GBytes     *chart_panel_to_png          (ChartPanel           *self,
                                         int                   scale);
GBytes     *chart_panel_to_svg          (ChartPanel           *self);
GBytes     *chart_panel_to_csv          (ChartPanel           *self,
                                         gboolean              visible);
char       *chart_panel_dup_values      (ChartPanel           *self);
/* Offline: the panel dims and its live edge goes stale. */
void        chart_panel_set_stale       (ChartPanel           *self,
                                         gboolean              stale);

G_END_DECLS
