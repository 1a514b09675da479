/* chart-stat.c: the newest value as a big number, where it is going, and how it came there as a sparkline.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-stat.h"

#include "chart-plot.h"
#include "chart-unit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _ChartStat
{
  GtkWidget parent_instance;

  ChartData *data;
  GtkWidget *number;
  GtkWidget *suffix;
  GtkWidget *trend;
  GtkWidget *row;
  GtkWidget *plot;
  int level; /* of the thresholds, -1: none is passed */
};

static const char *const level_classes[] = { "info", "warning", "error" };

static void chart_view_iface_init (ChartViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ChartStat,
                               chart_stat,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CHART_TYPE_VIEW, chart_view_iface_init))

/* Setting a label that does not change would lay it out again. */
static void
set_label (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (label), text);
}

static void
set_level (ChartStat *self, int level)
{
  if (self->level == level)
    return;
  if (self->level >= 0)
    gtk_widget_remove_css_class (self->row, level_classes[self->level]);
  self->level = level;
  if (level >= 0)
    gtk_widget_add_css_class (self->row, level_classes[level]);
}

/* How VALUE compares with what it was at the beginning of the range. */
static char *
trend_text (ChartStat *self, SeriesBuffer *buffer, double value, gint64 now_ms)
{
  ChartUnit unit = chart_unit_parse (chart_data_get_unit (self->data));
  gint64 from_ms = now_ms - chart_data_get_range (self->data);
  g_autofree char *text = NULL;
  SeriesPoint before;
  double difference;

  if (!series_buffer_find (buffer, from_ms, &before) || before.time_ms > now_ms)
    return g_strdup ("");
  difference = value - before.value;
  text = chart_unit_format (unit, fabs (difference));
  if (difference == 0)
    return g_strdup (_ ("unchanged"));
  return g_strdup_printf ("%s %s", difference > 0 ? "▲" : "▼", text);
}

static void
update (ChartStat *self, gint64 now_ms)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  ChartUnit unit = chart_unit_parse (chart_data_get_unit (self->data));
  g_autofree char *number = NULL;
  g_autofree char *suffix = NULL;
  g_autofree char *trend = NULL;
  SeriesPoint last = { 0, NAN };
  ChartLevel level;

  if (buffers->len > 0 && series_buffer_get_last (buffers->pdata[0], &last))
    trend = trend_text (self, buffers->pdata[0], last.value, now_ms);
  number = chart_unit_format_split (unit, last.value, &suffix);
  set_label (self->number, number);
  set_label (self->suffix, suffix);
  set_label (self->trend, trend ? trend : _ ("Waiting for data"));
  set_level (self, chart_data_get_level (self->data, last.value, &level) ? (int) level : -1);
  chart_view_update (CHART_VIEW (self->plot), now_ms);
}

static void
view_update (ChartView *view, gint64 now_ms)
{
  update (CHART_STAT (view), now_ms);
}

static guint
view_get_interval (ChartView *view)
{
  return chart_view_get_interval (CHART_VIEW (CHART_STAT (view)->plot));
}

static void
chart_view_iface_init (ChartViewInterface *iface)
{
  iface->update = view_update;
  iface->get_interval = view_get_interval;
}

static void
chart_stat_dispose (GObject *object)
{
  ChartStat *self = CHART_STAT (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_pointer (&self->plot, gtk_widget_unparent);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (chart_stat_parent_class)->dispose (object);
}

static void
chart_stat_class_init (ChartStatClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chart_stat_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chartstat");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static GtkWidget *
add_label (GtkWidget *row, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (row), label);
  return label;
}

static void
chart_stat_init (ChartStat *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *value;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->level = -1;
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->row, "chart-stat");
  value = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_direction (value, GTK_TEXT_DIR_LTR); /* a unit follows its number in every language */
  gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (self->row), value);
  self->number = add_label (value, "chart-number");
  self->suffix = add_label (value, "chart-suffix");
  self->trend = add_label (self->row, "chart-trend");
  gtk_label_set_ellipsize (GTK_LABEL (self->trend), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->trend), rtl ? 0 : 1);
  gtk_widget_set_hexpand (self->trend, TRUE);
  gtk_widget_set_direction (self->number, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (self->suffix, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (self->trend, GTK_TEXT_DIR_LTR);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

GtkWidget *
chart_stat_new (ChartData *data)
{
  ChartStat *self = g_object_new (CHART_TYPE_STAT, NULL);

  self->data = g_object_ref (data);
  self->plot = chart_plot_new (data, TRUE);
  gtk_widget_set_vexpand (self->plot, TRUE);
  gtk_widget_set_parent (self->plot, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
