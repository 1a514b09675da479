/* chart-plot-draw.c: how a plot is put together on the screen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-axis.h"
#include "chart-plot-private.h"
#include "chart-presenter.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define THRESHOLD_BAND_ALPHA 0.07f
#define HATCH_PERIOD         8.f /* pixels */
#define HATCH_ALPHA          0.08f

static void
draw_image (ChartPlot *self, GtkSnapshot *snapshot)
{
  SeriesImage *image = chart_canvas_get_image (self->canvas);
  double height = image->height / self->frame.scale;
  graphene_rect_t area =
      GRAPHENE_RECT_INIT (self->area.origin.x, self->area.origin.y - (height - self->area.size.height) / 2,
                          self->area.size.width, height);

  chart_presenter_show (self->presenter, GTK_WIDGET (self), snapshot, self->canvas, &area);
}

/* The part of the plot on the side of a threshold that it warns of. */
static graphene_rect_t
threshold_band (ChartPlot *self, const ChartThreshold *threshold, double y)
{
  const graphene_rect_t *area = &self->area;
  double bottom = area->origin.y + area->size.height;

  if (threshold->below)
    return GRAPHENE_RECT_INIT (area->origin.x, y, area->size.width, bottom - y);
  return GRAPHENE_RECT_INIT (area->origin.x, area->origin.y, area->size.width, y - area->origin.y);
}

static void
draw_threshold_line (GtkSnapshot *snapshot, double x, double y, double width, const GdkRGBA *colour)
{
  const double dash = 6, gap = 4;

  for (double at = 0; at < width; at += dash + gap)
    gtk_snapshot_append_color (snapshot, colour,
                               &GRAPHENE_RECT_INIT (x + at, roundf (y), MIN (dash, width - at), 1));
}

/* Above the line, where the chart begins: what is live is at its other end. */
static void
draw_threshold_text (ChartPlot *self,
                     GtkSnapshot *snapshot,
                     const ChartThreshold *threshold,
                     double y,
                     const GdkRGBA *colour)
{
  g_autofree char *value =
      chart_unit_format (chart_unit_parse (chart_data_get_unit (self->data)), threshold->value);
  g_autofree char *text = g_strconcat (threshold->below ? "< " : "> ", value, NULL);
  int height;

  chart_labels_size (self->labels, text, NULL, &height);
  if (y - self->area.origin.y > height + 1)
    chart_labels_draw (self->labels, snapshot, text, colour, self->area.origin.x + 6, y, 0, 1);
}

static void
draw_threshold (ChartPlot *self, GtkSnapshot *snapshot, const ChartThreshold *threshold)
{
  GdkRGBA colour = chart_rgba (chart_palette_level (self->style.dark, threshold->level));
  GdkRGBA band_colour = colour;
  double y = chart_plot_get_y (self, threshold->value);
  graphene_rect_t band;

  if (!(y >= self->area.origin.y && y <= self->area.origin.y + self->area.size.height))
    return;
  band = threshold_band (self, threshold, y);
  band_colour.alpha *= THRESHOLD_BAND_ALPHA;
  gtk_snapshot_append_color (snapshot, &band_colour, &band);
  draw_threshold_line (snapshot, self->area.origin.x, y, self->area.size.width, &colour);
  draw_threshold_text (self, snapshot, threshold, y, &colour);
}

static void
draw_thresholds (ChartPlot *self, GtkSnapshot *snapshot)
{
  guint n;
  const ChartThreshold *thresholds = chart_data_get_thresholds (self->data, &n);

  for (guint i = 0; i < n; i++)
    draw_threshold (self, snapshot, &thresholds[i]);
}

/* From the newest number to the edge nothing is known, and nothing is coming. */
static void
draw_stale_edge (ChartPlot *self, GtkSnapshot *snapshot)
{
  double right = self->area.origin.x + self->area.size.width;
  double left = self->area.origin.x;
  GdkRGBA none = { 0, 0, 0, 0 };
  GdkRGBA ink = self->style.text;
  SeriesPoint last;

  if (chart_data_get_last (self->data, &last))
    left = CLAMP (chart_plot_get_x (self, last.time_ms), left, right);
  ink.alpha *= HATCH_ALPHA;
  gtk_snapshot_append_repeating_linear_gradient (
      snapshot, &GRAPHENE_RECT_INIT (left, self->area.origin.y, right - left, self->area.size.height),
      &GRAPHENE_POINT_INIT (0, 0), &GRAPHENE_POINT_INIT (HATCH_PERIOD, HATCH_PERIOD),
      (GskColorStop[]){ { 0, ink }, { 0.4f, ink }, { 0.4f, none }, { 1, none } }, 4);
}

static void
draw_notice (ChartPlot *self, GtkSnapshot *snapshot)
{
  SeriesPoint last;
  const char *text =
      chart_data_get_last (self->data, &last) ? _ ("No data in this range") : _ ("Waiting for data");
  int width, height;

  chart_labels_size (self->labels, text, &width, &height);
  if (height > self->area.size.height || width > self->area.size.width)
    return;
  chart_labels_draw (self->labels, snapshot, text, &self->style.dim,
                     self->area.origin.x + self->area.size.width / 2,
                     self->area.origin.y + self->area.size.height / 2, 0.5, 0.5);
}

/* Without data and without bounds the values on the axis would be made up. */
static gboolean
knows_values (ChartPlot *self)
{
  double min, max;

  chart_data_get_bounds (self->data, &min, &max);
  return self->has_data || (!isnan (min) && !isnan (max));
}

static void
draw_axes (ChartPlot *self, GtkSnapshot *snapshot)
{
  double first = (double) (self->frame.end_column - self->frame.width) * self->frame.column_us / 1000;
  double last = (double) self->frame.end_column * self->frame.column_us / 1000;

  if (!knows_values (self))
    gtk_snapshot_append_color (snapshot, &self->style.grid,
                               &GRAPHENE_RECT_INIT (self->area.origin.x,
                                                    self->area.origin.y + self->area.size.height,
                                                    self->area.size.width, 1));
  else
    chart_axis_draw_values (self->labels, snapshot, &self->style, &self->area, self->range.scale,
                            chart_unit_parse (chart_data_get_unit (self->data)));
  chart_axis_draw_time (self->labels, snapshot, &self->style, &self->area, first, last,
                        gtk_widget_get_width (GTK_WIDGET (self)));
}

void
chart_plot_draw (ChartPlot *self, GtkSnapshot *snapshot)
{
  if (chart_canvas_get_image (self->canvas) == NULL)
    return;
  if (!self->bare)
    draw_axes (self, snapshot);
  if (!self->bare)
    draw_thresholds (self, snapshot);
  if (self->file_paths && chart_plot_has_paths (self))
    chart_plot_append_paths (self, snapshot);
  else
    draw_image (self, snapshot);
  if (!self->bare)
    chart_plot_draw_marks (self, snapshot);
  if (chart_data_get_stale (self->data))
    draw_stale_edge (self, snapshot);
  if (!self->has_data && (!self->bare || chart_data_get_kind (self->data) == CHART_KIND_SPARKLINE))
    draw_notice (self, snapshot);
}
