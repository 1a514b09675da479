/* chart-viewport.h: which stretch of time charts show, and where their crosshair stands. Several panels may share one:
 * then they zoom, pause and point together. Freezing it freezes the view only; data keep arriving.
 * Signals: "changed", "cursor-moved".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  CHART_VIEWPORT_LIVE,   /* ends now and moves on; each chart has its own range */
  CHART_VIEWPORT_FROZEN, /* shows one stretch, the same in all charts */
} ChartViewportState;

#define CHART_MIN_SPAN_MS 100
#define CHART_MAX_BACK 32 /* steps that can be taken back */

#define CHART_TYPE_VIEWPORT (chart_viewport_get_type ())
G_DECLARE_FINAL_TYPE (ChartViewport, chart_viewport, CHART, VIEWPORT, GObject)

ChartViewport     *chart_viewport_new          (void);
ChartViewportState chart_viewport_get_state    (ChartViewport *self);
/* The stretch that is frozen; FALSE while live. */
gboolean           chart_viewport_get_span     (ChartViewport *self,
                                                gint64        *from_ms,
                                                gint64        *to_ms);
/* Shows FROM_MS to TO_MS; what was shown before can be gone back to. */
void               chart_viewport_show         (ChartViewport *self,
                                                gint64         from_ms,
                                                gint64         to_ms);
/* The same as a part of one movement: no step of its own to go back. */
void               chart_viewport_move         (ChartViewport *self,
                                                gint64         from_ms,
                                                gint64         to_ms);
void               chart_viewport_go_back      (ChartViewport *self);
void               chart_viewport_go_live      (ChartViewport *self);

gboolean           chart_viewport_get_cursor   (ChartViewport *self,
                                                gint64        *time_ms);
void               chart_viewport_set_cursor   (ChartViewport *self,
                                                gint64         time_ms);
void               chart_viewport_clear_cursor (ChartViewport *self);

G_END_DECLS
