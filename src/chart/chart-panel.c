/* chart-panel.c: one panel of a dashboard page: a title, the current values, and the plot of its kind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-panel.h"

#include "chart-data.h"

struct _ChartPanel
{
  GtkWidget parent_instance;

  ChartData *data;
  GtkWidget *title;
};

G_DEFINE_FINAL_TYPE (ChartPanel, chart_panel, GTK_TYPE_WIDGET)

static void
chart_panel_dispose (GObject *object)
{
  ChartPanel *self = CHART_PANEL (object);

  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (chart_panel_parent_class)->dispose (object);
}

static void
chart_panel_class_init (ChartPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chart_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chartpanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
chart_panel_init (ChartPanel *self)
{
  self->title = gtk_label_new (NULL);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
}

/**
 * chart_kind_from_string:
 * @name: line, area, stacked, bar, stat, gauge, sparkline or heatmap
 * @kind: (out): set when the name is one of these
 */
gboolean
chart_kind_from_string (const char *name, ChartKind *kind)
{
  static const char *const names[] = { "line",  "area",      "stacked", "bar", "stat",
                                       "gauge", "sparkline", "heatmap", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *kind = (ChartKind)i;
        return TRUE;
      }
  return FALSE;
}

/**
 * chart_panel_new:
 * @kind: what it draws
 * @store: whose series it follows
 */
GtkWidget *
chart_panel_new (ChartKind kind, SeriesStore *store)
{
  ChartPanel *self;

  g_return_val_if_fail (SERIES_IS_STORE (store), NULL);
  self = g_object_new (CHART_TYPE_PANEL, NULL);
  self->data = chart_data_new (kind, store);
  return GTK_WIDGET (self);
}

void
chart_panel_set_title (ChartPanel *self, const char *title)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  gtk_label_set_label (GTK_LABEL (self->title), title ? title : "");
}

/**
 * chart_panel_set_series:
 * @patterns: (array zero-terminated=1) (nullable): ids or globs, in order
 */
void
chart_panel_set_series (ChartPanel *self, const char *const *patterns)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_patterns (self->data, patterns);
}

/**
 * chart_panel_set_unit:
 * @unit: (nullable): without one, that of the first series
 */
void
chart_panel_set_unit (ChartPanel *self, const char *unit)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_unit (self->data, unit);
}

void
chart_panel_set_range (ChartPanel *self, gint64 range_ms)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_range (self->data, range_ms);
}

void
chart_panel_set_bounds (ChartPanel *self, double min, double max)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_bounds (self->data, min, max);
}

void
chart_panel_set_thresholds (ChartPanel *self, const ChartThreshold *thresholds, guint n_thresholds)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_thresholds (self->data, thresholds, n_thresholds);
}

void
chart_panel_set_now_func (ChartPanel *self, ChartNowFunc func, gpointer user_data)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_now_func (self->data, func, user_data);
}

void
chart_panel_set_stale (ChartPanel *self, gboolean stale)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_stale (self->data, stale);
}
