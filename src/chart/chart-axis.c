/* chart-axis.c: grid, ticks and labels of a plot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-axis.h"

#include <math.h>

#define LABEL_GAP      8  /* pixels between a label and the plot */
#define TIME_LABEL_GAP 24 /* and between two labels of time */

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

  for (guint i = 0; i < ticks->len; i++)
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

/* The step at which the labels of time have room, whichever they are. */
static gint64
time_step (ChartLabels *labels, double span_ms, double pixels)
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
  gint64 step = time_step (labels, to_ms - from_ms, area->size.width);
  g_autoptr (GArray) ticks = chart_time_ticks ((gint64) from_ms, (gint64) to_ms, step, zone);

  for (guint i = 0; i < ticks->len; i++)
    {
      gint64 tick = g_array_index (ticks, gint64, i);
      g_autofree char *text = chart_time_label (tick, step, zone);
      double x = area->origin.x + (tick - from_ms) / (to_ms - from_ms) * area->size.width;
      graphene_rect_t line = GRAPHENE_RECT_INIT (roundf (x), area->origin.y, 1, area->size.height);
      int text_width;

      chart_labels_size (labels, text, &text_width, NULL);
      gtk_snapshot_append_color (snapshot, &style->grid, &line);
      if (x - text_width / 2. >= area->origin.x - LABEL_GAP && x + text_width / 2. <= width)
        chart_labels_draw (labels, snapshot, text, &style->dim, x,
                           area->origin.y + area->size.height + LABEL_GAP / 2., 0.5, 0);
    }
}
