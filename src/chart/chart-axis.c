/* chart-axis.c: grid, ticks and labels of a plot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-axis.h"

#include <math.h>

#define LABEL_GAP      8  /* pixels between a label and the plot */
#define TIME_LABEL_GAP 24 /* and between two labels of time, about */
#define MIN_LABEL_GAP  6  /* and at least */

#define CHART_LAST_STEP_MS (G_GINT64_CONSTANT (86400000) * 366 * 10000)

static char *
tick_text (ChartScale scale, ChartUnit unit, double value)
{
  return chart_unit_format_tick (unit, value, scale.step, MAX (fabs (scale.min), fabs (scale.max)));
}

int
chart_axis_measure_values (ChartLabels *labels, ChartScale scale, ChartUnit unit)
{
  g_autoptr (GArray) ticks = chart_scale_ticks (scale);
  int widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *text = tick_text (scale, unit, g_array_index (ticks, double, i));
      int width;

      chart_labels_size (labels, text, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

void
chart_axis_draw_values (ChartLabels *labels,
                        GtkSnapshot *snapshot,
                        const ChartStyle *style,
                        const graphene_rect_t *area,
                        ChartScale scale,
                        ChartUnit unit)
{
  g_autoptr (GArray) ticks = chart_scale_ticks (scale);
  guint every = 1;
  int height;

  chart_labels_size (labels, "0", NULL, &height);
  while (every < ticks->len && area->size.height * scale.step * every < height * (scale.max - scale.min))
    every++;
  for (guint i = 0; i < ticks->len; i += every)
    {
      double value = g_array_index (ticks, double, i);
      g_autofree char *text = tick_text (scale, unit, value);
      double y = area->origin.y + (scale.max - value) / (scale.max - scale.min) * area->size.height;
      graphene_rect_t line =
          GRAPHENE_RECT_INIT (area->origin.x, MIN (roundf (y), area->origin.y + area->size.height),
                              area->size.width, 1);

      gtk_snapshot_append_color (snapshot, &style->grid, &line);
      chart_labels_draw (labels, snapshot, text, &style->dim, area->origin.x - LABEL_GAP, y, 1, 0.5);
    }
}

static void
tick_clear (gpointer data)
{
  g_free (((ChartTick *) data)->text);
}

/* Ticks STEP_MS apart, with their labels; FALSE when two labels come closer than they should. */
static gboolean
place_ticks (ChartLabels *labels,
             const graphene_rect_t *area,
             double from_ms,
             double to_ms,
             double width,
             gint64 step_ms,
             GTimeZone *zone,
             GArray *placed)
{
  g_autoptr (GArray) ticks = chart_time_ticks ((gint64) from_ms, (gint64) to_ms, step_ms, zone);
  double end = -INFINITY;

  g_array_set_size (placed, 0);
  for (guint i = 0; i < ticks->len; i++)
    {
      gint64 at = g_array_index (ticks, gint64, i);
      ChartTick tick = { .time_ms = at, .text = chart_time_label (at, step_ms, zone) };
      int text_width;

      chart_labels_size (labels, tick.text, &text_width, NULL);
      tick.x = area->origin.x + (at - from_ms) / (to_ms - from_ms) * area->size.width;
      tick.left = tick.x - text_width / 2.;
      tick.width = text_width;
      tick.shown = tick.left >= area->origin.x - LABEL_GAP && tick.left + text_width <= width;
      g_array_append_val (placed, tick);
      if (tick.left < end + MIN_LABEL_GAP)
        return FALSE;
      end = tick.left + text_width;
    }
  return TRUE;
}

/* The step at which labels as wide as a clock have room. */
static gint64
first_step (ChartLabels *labels, double span_ms, double pixels)
{
  gint64 step = 1;

  for (guint round = 0; round < 2; round++) /* the format depends on the step and the step on its width */
    {
      const char *widest = step >= 60000 || round == 0 ? "00:00" : "00:00:00";
      int width;

      chart_labels_size (labels, widest, &width, NULL);
      step = chart_time_step ((gint64) ceil ((width + TIME_LABEL_GAP) * span_ms / MAX (pixels, 1)));
    }
  return step;
}

/**
 * chart_axis_place_time:
 * @from_ms: at the left edge of @area
 * @to_ms: at its right edge
 * @width: of the widget: no label is shown beyond it
 *
 * Dates are wider than a clock in some languages, and a month is no even step: whatever would collide gets a wider one.
 *
 * Returns: (transfer full) (element-type ChartTick): ticks in ascending order
 */
GArray *
chart_axis_place_time (ChartLabels *labels,
                       const graphene_rect_t *area,
                       double from_ms,
                       double to_ms,
                       double width,
                       GTimeZone *zone)
{
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (ChartTick));
  gint64 step_ms = first_step (labels, to_ms - from_ms, area->size.width);

  g_array_set_clear_func (placed, tick_clear);
  while (!place_ticks (labels, area, from_ms, to_ms, width, step_ms, zone, placed) &&
         step_ms < CHART_LAST_STEP_MS)
    step_ms = chart_time_step (step_ms + 1);
  return placed;
}

void
chart_axis_draw_time (ChartLabels *labels,
                      GtkSnapshot *snapshot,
                      const ChartStyle *style,
                      const graphene_rect_t *area,
                      double from_ms,
                      double to_ms,
                      double width)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GArray) ticks = chart_axis_place_time (labels, area, from_ms, to_ms, width, zone);

  for (guint i = 0; i < ticks->len; i++)
    {
      const ChartTick *tick = &g_array_index (ticks, ChartTick, i);
      graphene_rect_t line = GRAPHENE_RECT_INIT (roundf (tick->x), area->origin.y, 1, area->size.height);

      gtk_snapshot_append_color (snapshot, &style->grid, &line);
      if (tick->shown)
        chart_labels_draw (labels, snapshot, tick->text, &style->dim, tick->x,
                           area->origin.y + area->size.height + LABEL_GAP / 2., 0.5, 0);
    }
}
