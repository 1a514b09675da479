/* chart-canvas.h: the pixels of a time chart, kept up to date at the least cost: a finished column is drawn once, and
 * the window moves over it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-data.h"
#include "series-painter.h"

G_BEGIN_DECLS

typedef struct _ChartCanvas ChartCanvas;

/* What the canvas is to show; all of it in pixels of the device. */
typedef struct
{
  int      width;
  int      height;
  double   scale;      /* device pixels a pixel of the widget */
  gint64   column_us;
  gint64   end_column; /* the one after the last */
  double   top;        /* value at the upper edge */
  double   bottom;
  gboolean dark;
  gboolean high_contrast;
} ChartFrame;

ChartCanvas       *chart_canvas_new        (ChartData         *data);
void               chart_canvas_free       (ChartCanvas       *self);
/* The data mean something else now: nothing that is drawn can stay. */
void               chart_canvas_invalidate (ChartCanvas       *self);
/* Brings the pixels up to date; TRUE when any changed. */
gboolean           chart_canvas_update     (ChartCanvas       *self,
                                            const ChartFrame  *frame);
SeriesImage       *chart_canvas_get_image  (ChartCanvas       *self); /* nullable */
/* The first column that was painted since it was asked last: G_MININT64 is all, G_MAXINT64 none. */
gint64             chart_canvas_take_changed (ChartCanvas     *self);
SeriesPainter      chart_canvas_get_painter (ChartCanvas      *self);

/* How the series of a kind are painted: the columns [X0, X1), which are clear. */
typedef void (*ChartLayerFunc)             (const SeriesPainter *painter,
                                            ChartData           *data,
                                            const ChartFrame    *frame,
                                            GArray              *tracks,
                                            int                  x0,
                                            int                  x1);

/* What was drawn of a buffer. */
typedef struct
{
  SeriesBuffer *buffer; /* only compared */
  guint64       revision;
  guint64       edit_revision;
  gint64        from_ms; /* the point before the last that was drawn: what comes changes nothing before it */
  gboolean      dense;
} ChartTrack;

void chart_layer_lines   (const SeriesPainter *painter, ChartData *data, const ChartFrame *frame, GArray *tracks,
                          int x0, int x1);
void chart_layer_stacked (const SeriesPainter *painter, ChartData *data, const ChartFrame *frame, GArray *tracks,
                          int x0, int x1);
void chart_layer_bars    (const SeriesPainter *painter, ChartData *data, const ChartFrame *frame, GArray *tracks,
                          int x0, int x1);
void chart_layer_heatmap (const SeriesPainter *painter, ChartData *data, const ChartFrame *frame, GArray *tracks,
                          int x0, int x1);
/* Wide bars and cells are drawn whole: how many ms lie under one. */
gint64 chart_layer_bucket_ms (const ChartFrame *frame);

gboolean chart_layer_bar_range (ChartData *data, const ChartFrame *frame, gint64 from_ms, gint64 to_ms, double *min,
                                double *max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChartCanvas, chart_canvas_free)

G_END_DECLS
