/* chart-label.c: short texts of a chart, laid out once and kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-label.h"

#include <math.h>

#define MAX_KEPT 128

struct _ChartLabels
{
  GtkWidget *widget; /* borrowed: the widget owns the labels */
  double scale;
  ChartLabelWeight weight;
  GHashTable *layouts; /* char * → owned PangoLayout */
};

static PangoAttrList *
attributes (ChartLabels *self)
{
  PangoAttrList *list = pango_attr_list_new ();

  pango_attr_list_insert (list, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (list, pango_attr_scale_new (self->scale));
  if (self->weight == CHART_LABEL_BOLD)
    pango_attr_list_insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  return list;
}

static PangoLayout *
layout_new (ChartLabels *self, const char *text)
{
  PangoContext *context = gtk_widget_create_pango_context (self->widget);
  PangoAttrList *list = attributes (self);
  PangoLayout *layout;

  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR); /* of "8 %"; a name brings its own direction */
  layout = pango_layout_new (context);
  g_object_unref (context);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, list);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_attr_list_unref (list);
  return layout;
}

ChartLabels *
chart_labels_new (GtkWidget *widget, double scale, ChartLabelWeight weight)
{
  ChartLabels *self = g_new0 (ChartLabels, 1);

  self->widget = widget;
  self->scale = scale;
  self->weight = weight;
  self->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

void
chart_labels_free (ChartLabels *self)
{
  g_hash_table_unref (self->layouts);
  g_free (self);
}

void
chart_labels_clear (ChartLabels *self)
{
  g_hash_table_remove_all (self->layouts);
}

PangoLayout *
chart_labels_get (ChartLabels *self, const char *text)
{
  PangoLayout *layout = g_hash_table_lookup (self->layouts, text);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (self->layouts) >= MAX_KEPT)
    g_hash_table_remove_all (self->layouts);
  layout = layout_new (self, text);
  g_hash_table_insert (self->layouts, g_strdup (text), layout);
  return layout;
}

void
chart_labels_size (ChartLabels *self, const char *text, int *width, int *height)
{
  pango_layout_get_pixel_size (chart_labels_get (self, text), width, height);
}

void
chart_labels_draw (ChartLabels *self,
                   GtkSnapshot *snapshot,
                   const char *text,
                   const GdkRGBA *colour,
                   double x,
                   double y,
                   double x_align,
                   double y_align)
{
  PangoLayout *layout = chart_labels_get (self, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (roundf (x - width * x_align), roundf (y - height * y_align)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}
