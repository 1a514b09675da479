/* chart-panel-private.h: the fields of a panel, for the files that describe it and make files of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-data.h"
#include "chart-plot.h"

G_BEGIN_DECLS

struct _ChartPanel
{
  GtkWidget parent_instance;

  ChartData *data;
  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *value; /* of the only series, beside the title */
  GtkWidget *legend;
  GtkWidget *view;
  GtkWidget *table;    /* NULL unless it shows itself as a table */
  GtkWidget *overview; /* these two only while expanded, and of a plot */
  GtkWidget *summary;
  gboolean   expanded;
  GSource   *clock; /* while mapped */
  gint64     described_ms;
};

/* chart-panel-describe.c */
void chart_panel_describe        (ChartPanel *self,
                                  gint64      now_ms);
void chart_panel_describe_cursor (ChartPanel *self);

G_END_DECLS
