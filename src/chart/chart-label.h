/* chart-label.h: short texts of a chart, laid out once and kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _ChartLabels ChartLabels;

typedef enum
{
  CHART_LABEL_PLAIN,
  CHART_LABEL_BOLD,
} ChartLabelWeight;

/* SCALE: of the font size of WIDGET. Figures are all of one width. */
ChartLabels *chart_labels_new   (GtkWidget        *widget,
                                 double            scale,
                                 ChartLabelWeight  weight);
void         chart_labels_free  (ChartLabels      *self);
void         chart_labels_clear (ChartLabels      *self); /* the font changed */
PangoLayout *chart_labels_get   (ChartLabels      *self,
                                 const char       *text); /* borrowed */
void         chart_labels_size  (ChartLabels      *self,
                                 const char       *text,
                                 int              *width,
                                 int              *height);
/* Draws TEXT with its alignment point at X, Y: 0 is its left or top, 1 its right or bottom. */
void         chart_labels_draw  (ChartLabels      *self,
                                 GtkSnapshot      *snapshot,
                                 const char       *text,
                                 const GdkRGBA    *colour,
                                 double            x,
                                 double            y,
                                 double            x_align,
                                 double            y_align);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChartLabels, chart_labels_free)

G_END_DECLS
