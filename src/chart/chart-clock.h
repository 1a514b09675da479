/* chart-clock.h: calls back at an interval on a grid that all charts share, so that they redraw in the same frame.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FUNC is called as a GSourceFunc and says with chart_clock_set_interval() when it wants to be called next. */
GSource *chart_clock_new          (GSourceFunc  func,
                                   gpointer     user_data);
void     chart_clock_set_interval (GSource     *clock,
                                   guint        interval_ms);

G_END_DECLS
