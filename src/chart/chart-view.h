/* chart-view.h: what a panel shows below its title; each kind has its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-data.h"

G_BEGIN_DECLS

#define CHART_TYPE_VIEW (chart_view_get_type ())
G_DECLARE_INTERFACE (ChartView, chart_view, CHART, VIEW, GtkWidget)

struct _ChartViewInterface
{
  GTypeInterface parent_iface;

  /* Looks at the data and queues a draw when something that is visible changed. */
  void  (*update)       (ChartView *self,
                         gint64     now_ms);
  /* How long nothing can change by time passing alone; ms. */
  guint (*get_interval) (ChartView *self);
};

void  chart_view_update       (ChartView *self,
                               gint64     now_ms);
guint chart_view_get_interval (ChartView *self);

G_END_DECLS
