/* chart-canvas.c: the pixels of a time chart, kept up to date at the least cost.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-canvas.h"

#include "chart-palette.h"
#include "series-cursor.h"

#include <math.h>

#define MARGIN 8 /* pixels that a line or a dot may reach beside its points */

/* Which silence is a gap is learnt while points come in, so now and then everything is drawn afresh. */
#define REFRESH_COLUMNS 100

struct _ChartCanvas
{
  ChartData *data; /* borrowed: the view owns both */
  SeriesImage *image;
  SeriesCoverage *coverage;
  ChartFrame frame; /* what the image shows */
  GArray *tracks;   /* of ChartTrack, one a buffer */
  guint64 revision;
  gint64 refreshed_at; /* column */
  gint64 changed_from; /* column */
  gboolean invalid;
};

static ChartLayerFunc
layer_of (ChartKind kind)
{
  switch (kind)
    {
    case CHART_KIND_STACKED:
      return chart_layer_stacked;
    case CHART_KIND_BAR:
      return chart_layer_bars;
    case CHART_KIND_HEATMAP:
      return chart_layer_heatmap;
    case CHART_KIND_LINE:
    case CHART_KIND_AREA:
    case CHART_KIND_STAT:
    case CHART_KIND_GAUGE:
    case CHART_KIND_SPARKLINE:
    default:
      return chart_layer_lines;
    }
}

static void
paint (ChartCanvas *self, int x0, int x1)
{
  SeriesPainter painter = chart_canvas_get_painter (self);

  series_image_clear (self->image, x0, x1);
  layer_of (chart_data_get_kind (self->data)) (&painter, self->data, &self->frame, self->tracks, MAX (x0, 0),
                                               x1);
}

static gint64
time_before_last (SeriesBuffer *buffer)
{
  SeriesCursor cursor;
  SeriesPoint point = { SERIES_TIME_MIN, NAN };

  series_cursor_init (&cursor, buffer, SERIES_TIME_MAX);
  if (series_cursor_prev (&cursor))
    series_cursor_prev (&cursor);
  series_cursor_get (&cursor, &point);
  return point.time_ms;
}

static void
track_all (ChartCanvas *self, gboolean decide)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  SeriesPainter painter = chart_canvas_get_painter (self);

  g_array_set_size (self->tracks, buffers->len);
  for (guint i = 0; i < buffers->len; i++)
    {
      ChartTrack *track = &g_array_index (self->tracks, ChartTrack, i);

      track->buffer = buffers->pdata[i];
      track->revision = series_buffer_get_revision (track->buffer);
      track->edit_revision = series_buffer_get_edit_revision (track->buffer);
      track->from_ms = time_before_last (track->buffer);
      if (decide)
        track->dense = series_painter_is_dense (&painter, track->buffer);
    }
}

/* Whether what is drawn still holds, but for the newest points. */
static gboolean
tracks_hold (ChartCanvas *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);

  if (buffers->len != self->tracks->len)
    return FALSE;
  for (guint i = 0; i < buffers->len; i++)
    {
      const ChartTrack *track = &g_array_index (self->tracks, ChartTrack, i);

      if (track->buffer != buffers->pdata[i] ||
          track->edit_revision != series_buffer_get_edit_revision (track->buffer))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_view (const ChartFrame *a, const ChartFrame *b)
{
  return a->width == b->width && a->height == b->height && a->scale == b->scale &&
         a->column_us == b->column_us && a->top == b->top && a->bottom == b->bottom && a->dark == b->dark &&
         a->high_contrast == b->high_contrast;
}

static gint64
dirty_column (ChartCanvas *self)
{
  gint64 bucket_ms = chart_layer_bucket_ms (&self->frame);
  gint64 from_ms = G_MAXINT64;
  ChartKind kind = chart_data_get_kind (self->data);

  for (guint i = 0; i < self->tracks->len; i++)
    {
      const ChartTrack *track = &g_array_index (self->tracks, ChartTrack, i);

      if (track->revision != series_buffer_get_revision (track->buffer))
        from_ms = MIN (from_ms, track->from_ms);
    }
  if (from_ms == G_MAXINT64)
    return self->frame.end_column;
  if (kind == CHART_KIND_BAR || kind == CHART_KIND_HEATMAP)
    from_ms -= bucket_ms;
  return series_column_at (from_ms, self->frame.column_us) - MARGIN;
}

static void
redraw (ChartCanvas *self, const ChartFrame *frame)
{
  if (self->image == NULL || self->image->width != frame->width || self->image->height != frame->height)
    {
      g_clear_pointer (&self->image, series_image_free);
      self->image = series_image_new (frame->width, frame->height);
    }
  self->frame = *frame;
  self->invalid = FALSE;
  self->refreshed_at = frame->end_column;
  self->changed_from = G_MININT64;
  track_all (self, TRUE);
  paint (self, 0, frame->width);
}

/* Moves what is drawn and paints from the first column that it does not know. */
static void
advance (ChartCanvas *self, const ChartFrame *frame)
{
  gint64 moved = frame->end_column - self->frame.end_column;
  gint64 first = frame->end_column - frame->width;
  gint64 dirty = MIN (dirty_column (self), self->frame.end_column - MARGIN);

  self->changed_from = MIN (self->changed_from, dirty);
  series_image_scroll (self->image, (int) moved);
  self->frame = *frame;
  track_all (self, FALSE);
  paint (self, (int) CLAMP (dirty - first, 0, frame->width), frame->width);
}

ChartCanvas *
chart_canvas_new (ChartData *data)
{
  ChartCanvas *self = g_new0 (ChartCanvas, 1);

  self->data = data;
  self->coverage = series_coverage_new ();
  self->tracks = g_array_new (FALSE, TRUE, sizeof (ChartTrack));
  return self;
}

void
chart_canvas_free (ChartCanvas *self)
{
  g_clear_pointer (&self->image, series_image_free);
  series_coverage_free (self->coverage);
  g_array_unref (self->tracks);
  g_free (self);
}

void
chart_canvas_invalidate (ChartCanvas *self)
{
  self->invalid = TRUE;
}

gboolean
chart_canvas_update (ChartCanvas *self, const ChartFrame *frame)
{
  guint64 revision = chart_data_get_revision (self->data);
  gint64 moved = frame->end_column - self->frame.end_column;
  gboolean holds = self->image != NULL && !self->invalid && same_view (frame, &self->frame) &&
                   tracks_hold (self) && moved >= 0 && moved < frame->width;

  if (holds && moved == 0 && revision == self->revision)
    return FALSE;
  self->revision = revision;
  if (holds && frame->end_column - self->refreshed_at < REFRESH_COLUMNS)
    advance (self, frame);
  else
    redraw (self, frame);
  return TRUE;
}

SeriesImage *
chart_canvas_get_image (ChartCanvas *self)
{
  return self->image;
}

gint64
chart_canvas_take_changed (ChartCanvas *self)
{
  gint64 changed_from = self->changed_from;

  self->changed_from = G_MAXINT64;
  return changed_from;
}

/* Where time and value lie in the image as it is now. */
SeriesPainter
chart_canvas_get_painter (ChartCanvas *self)
{
  return (SeriesPainter){
    .image = self->image,
    .coverage = self->coverage,
    .column_us = self->frame.column_us,
    .first_column = self->frame.end_column - self->frame.width,
    .top = self->frame.top,
    .bottom = self->frame.bottom,
  };
}
