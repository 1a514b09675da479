/* chart-view.c: what a panel shows below its title.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-view.h"

#define DEFAULT_INTERVAL_MS 200 /* a number that changes faster cannot be read */

G_DEFINE_INTERFACE (ChartView, chart_view, GTK_TYPE_WIDGET)

static void
chart_view_default_init (ChartViewInterface *iface)
{
}

void
chart_view_update (ChartView *self, gint64 now_ms)
{
  CHART_VIEW_GET_IFACE (self)->update (self, now_ms);
}

guint
chart_view_get_interval (ChartView *self)
{
  ChartViewInterface *iface = CHART_VIEW_GET_IFACE (self);

  return iface->get_interval ? iface->get_interval (self) : DEFAULT_INTERVAL_MS;
}
