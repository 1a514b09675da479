/* chart-clock.c: calls back at an interval on a grid that all charts share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-clock.h"

#define GRID_US 16000 /* a frame */

static gboolean
dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  return func (user_data);
}

static GSourceFuncs funcs = { .dispatch = dispatch };

GSource *
chart_clock_new (GSourceFunc func, gpointer user_data)
{
  GSource *clock = g_source_new (&funcs, sizeof (GSource));

  g_source_set_static_name (clock, "chart clock");
  g_source_set_callback (clock, func, user_data, NULL);
  g_source_set_ready_time (clock, 0);
  g_source_attach (clock, NULL);
  return clock;
}

/* Wakes at the next multiple of the interval, not at some time of its own. */
void
chart_clock_set_interval (GSource *clock, guint interval_ms)
{
  gint64 interval = MAX ((gint64) interval_ms * 1000 / GRID_US, 1) * GRID_US;
  gint64 now = g_source_get_time (clock);

  g_source_set_ready_time (clock, (now / interval + 1) * interval);
}
