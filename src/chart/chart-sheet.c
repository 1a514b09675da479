/* chart-sheet.c: the part of a plot that shows data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-sheet.h"

#include "chart-plot-private.h"

struct _ChartSheet
{
  GtkWidget parent_instance;

  ChartPlot *plot; /* borrowed: our parent */
};

G_DEFINE_FINAL_TYPE (ChartSheet, chart_sheet, GTK_TYPE_WIDGET)

static void
chart_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  chart_plot_draw (CHART_SHEET (widget)->plot, snapshot);
}

static void
chart_sheet_class_init (ChartSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = chart_sheet_snapshot;
  gtk_widget_class_set_css_name (widget_class, "chartsheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
chart_sheet_init (ChartSheet *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
chart_sheet_new (ChartPlot *plot)
{
  ChartSheet *self = g_object_new (CHART_TYPE_SHEET, NULL);

  self->plot = plot;
  return GTK_WIDGET (self);
}
