/* chart-panel-describe.c: what a panel shows, in words, for those who cannot see it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-panel-private.h"

#include "chart-gauge.h"
#include "chart-legend.h"
#include "chart-unit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DESCRIBE_EVERY_MS 5000 /* a description that changes faster would only be noise */

static const char *
direction (double first, double last, double span)
{
  if (fabs (last - first) <= span * 0.05)
    return _ ("steady");
  return last > first ? _ ("rising") : _ ("falling");
}

/* "CPU, last 5 min, 12 to 78 %, now 41 %, rising" */
static char *
describe_series (ChartPanel *self, SeriesBuffer *buffer, gint64 now_ms)
{
  ChartUnit unit = chart_unit_parse (chart_data_get_unit (self->data));
  gint64 from_ms = now_ms - chart_data_get_range (self->data);
  g_autofree char *range = chart_unit_format (chart_unit_parse ("ms"), chart_data_get_range (self->data));
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  g_autofree char *now = NULL;
  double min, max;
  SeriesPoint first, last;

  if (!series_buffer_get_range_between (buffer, from_ms, now_ms + 1, &min, &max) ||
      !series_buffer_find (buffer, from_ms, &first) || !series_buffer_get_last (buffer, &last))
    /* Translators: name of a series, length of time */
    return g_strdup_printf (_ ("%s, last %s, no data"), series_buffer_get_name (buffer), range);
  low = chart_unit_format (unit, min);
  high = chart_unit_format (unit, max);
  now = chart_unit_format (unit, last.value);
  /* Translators: what a chart shows, for those who cannot see it: "CPU, last 5 min, 12 to 78 %, now 41 %, rising" */
  return g_strdup_printf (_ ("%s, last %s, %s to %s, now %s, %s"), series_buffer_get_name (buffer), range,
                          low, high, now, direction (first.value, last.value, max - min));
}

/* A gauge is a meter, which has a value between two others. */
static void
describe_meter (ChartPanel *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  SeriesPoint last = { 0, NAN };
  g_autofree char *text = NULL;
  double min, max;

  chart_gauge_get_bounds (CHART_GAUGE (self->view), &min, &max);
  if (buffers->len == 0 || !series_buffer_get_last (buffers->pdata[0], &last))
    return;
  text = chart_unit_format (chart_unit_parse (chart_data_get_unit (self->data)), last.value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, min,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, max, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  CLAMP (last.value, min, max), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

void
chart_panel_describe (ChartPanel *self, gint64 now_ms)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->described_ms != 0 && ABS (now_ms - self->described_ms) < DESCRIBE_EVERY_MS)
    return;
  self->described_ms = now_ms;
  if (CHART_IS_GAUGE (self->view))
    describe_meter (self);
  for (guint i = 0; i < buffers->len; i++)
    {
      g_autofree char *series = describe_series (self, buffers->pdata[i], now_ms);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", series);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->len > 0 ? text->str : _ ("Waiting for data"), -1);
}

/* Who moves the crosshair by keyboard hears what is under it. */
void
chart_panel_describe_cursor (ChartPanel *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *clock = NULL;
  gint64 time_ms;

  if (!CHART_IS_PLOT (self->view) || !gtk_widget_has_focus (self->view) ||
      !chart_plot_get_cursor (CHART_PLOT (self->view), &time_ms))
    return;
  time = g_date_time_new_from_unix_local (time_ms / 1000);
  clock = time ? g_date_time_format (time, "%X") : NULL;
  text = g_string_new (clock);
  for (guint i = 0; i < buffers->len; i++)
    {
      g_autofree char *value = chart_legend_text (self->data, CHART_PLOT (self->view), buffers->pdata[i]);

      g_string_append_printf (text, ", %s %s", series_buffer_get_name (buffers->pdata[i]), value);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
}
