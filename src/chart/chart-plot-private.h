/* chart-plot-private.h: the fields of a plot, for the file that draws it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-label.h"
#include "chart-plot.h"

G_BEGIN_DECLS

struct _ChartPlot
{
  GtkWidget parent_instance;

  ChartData      *data;
  gboolean        bare;
  ChartCanvas    *canvas;
  GtkWidget      *overlay; /* a child, so that moving the crosshair draws no data */
  ChartLabels    *labels;
  ChartStyle      style;
  ChartRange      range;
  ChartFrame      frame;   /* what the canvas shows */
  graphene_rect_t area;    /* of the plot, in pixels of the widget */
  gint64          skew_ms; /* by how much the newest points are ahead of our clock */
  gboolean        has_data; /* in the window */
  gboolean        has_cursor;
  gint64          cursor_ms;
  double          pointer_x; /* NAN: outside */
};

void chart_plot_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot);

G_END_DECLS
