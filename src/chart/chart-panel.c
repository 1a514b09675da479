/* chart-panel.c: one panel of a dashboard page: a title, the current values, and the plot of its kind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-panel-private.h"

#include "chart-bars.h"
#include "chart-clock.h"
#include "chart-data.h"
#include "chart-gauge.h"
#include "chart-legend.h"
#include "chart-overview.h"
#include "chart-resources.h"
#include "chart-stat.h"
#include "chart-summary.h"
#include "chart-table.h"
#include "chart-unit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RESOURCE "/io/github/telltale/Telltale/chart/chart.css"

G_DEFINE_FINAL_TYPE (ChartPanel, chart_panel, GTK_TYPE_WIDGET)

static void
set_label (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (label), text);
}

static ChartPlot *
plot_of (ChartPanel *self)
{
  return CHART_IS_PLOT (self->view) ? CHART_PLOT (self->view) : NULL;
}

/* A single series under a title needs no legend: its value stands beside the title. */
static void
update_texts (ChartPanel *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  gboolean single = plot_of (self) != NULL && buffers->len == 1;
  gboolean many = plot_of (self) != NULL && buffers->len > 1;

  gtk_widget_set_visible (self->value, single);
  gtk_widget_set_visible (self->legend, many);
  if (single)
    {
      g_autofree char *text = chart_legend_text (self->data, plot_of (self), buffers->pdata[0]);

      set_label (self->value, text);
    }
  if (many)
    chart_legend_update (CHART_LEGEND (self->legend));
}

static void
update (ChartPanel *self)
{
  gint64 now_ms = chart_data_get_now (self->data);

  chart_data_follow (self->data);
  if (self->table != NULL)
    chart_view_update (CHART_VIEW (self->table), now_ms);
  else
    chart_view_update (CHART_VIEW (self->view), now_ms);
  if (self->overview != NULL)
    chart_overview_update (CHART_OVERVIEW (self->overview), now_ms);
  if (self->summary != NULL)
    chart_summary_update (CHART_SUMMARY (self->summary), now_ms);
  update_texts (self);
  chart_panel_describe (self, now_ms);
}

static gboolean
clock_cb (gpointer user_data)
{
  ChartPanel *self = user_data;

  update (self);
  chart_clock_set_interval (self->clock,
                            chart_view_get_interval (CHART_VIEW (self->table ? self->table : self->view)));
  return G_SOURCE_CONTINUE;
}

static void
stop_clock (ChartPanel *self)
{
  if (self->clock == NULL)
    return;
  g_source_destroy (self->clock);
  g_clear_pointer (&self->clock, g_source_unref);
}

static void
chart_panel_map (GtkWidget *widget)
{
  ChartPanel *self = CHART_PANEL (widget);

  GTK_WIDGET_CLASS (chart_panel_parent_class)->map (widget);
  stop_clock (self);
  self->clock = chart_clock_new (clock_cb, self);
}

static void
chart_panel_unmap (GtkWidget *widget)
{
  stop_clock (CHART_PANEL (widget));
  GTK_WIDGET_CLASS (chart_panel_parent_class)->unmap (widget);
}

static void choose_bars (ChartPanel *self);

static void
data_changed_cb (ChartData *data, ChartPanel *self)
{
  self->described_ms = 0;
  if (chart_data_get_kind (data) == CHART_KIND_BAR)
    choose_bars (self);
  update_texts (self);
}

static void
cursor_moved_cb (ChartPlot *plot, ChartPanel *self)
{
  update_texts (self);
  chart_panel_describe_cursor (self);
}

/* What looks at the plot goes before it. */
static void
clear_view (ChartPanel *self)
{
  g_clear_pointer (&self->overview, gtk_widget_unparent);
  g_clear_pointer (&self->summary, gtk_widget_unparent);
  g_clear_pointer (&self->table, gtk_widget_unparent);
  g_clear_pointer (&self->legend, gtk_widget_unparent);
  g_clear_pointer (&self->view, gtk_widget_unparent);
}

static void
chart_panel_dispose (GObject *object)
{
  ChartPanel *self = CHART_PANEL (object);

  stop_clock (self);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  clear_view (self);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (chart_panel_parent_class)->dispose (object);
}

static void
load_css (GdkDisplay *display)
{
  static const char key[] = "chart-css";
  g_autoptr (GtkCssProvider) provider = NULL;

  if (g_object_get_data (G_OBJECT (display), key) != NULL)
    return;
  g_assert (chart_get_resource () != NULL); /* or the linker drops it from a static library */
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, RESOURCE);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 1);
  g_object_set_data (G_OBJECT (display), key, (gpointer) key);
}

static void
chart_panel_class_init (ChartPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chart_panel_dispose;
  widget_class->map = chart_panel_map;
  widget_class->unmap = chart_panel_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chartpanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static GtkWidget *
add_label (GtkWidget *header, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (header), label);
  return label;
}

static gboolean
value_tooltip_cb (GtkWidget *value, int x, int y, gboolean keyboard, GtkTooltip *tooltip, ChartPanel *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  g_autofree char *text =
      plot_of (self) && buffers->len > 0 ? chart_summary_dup_text (plot_of (self), buffers->pdata[0]) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
chart_panel_init (ChartPanel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  load_css (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->header, "chart-header");
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  self->title = add_label (self->header, "chart-title");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->value = add_label (self->header, "chart-value");
  gtk_widget_set_direction (self->value, GTK_TEXT_DIR_LTR); /* a unit follows its number in every language */
  gtk_widget_set_has_tooltip (self->value, TRUE);
  g_signal_connect (self->value, "query-tooltip", G_CALLBACK (value_tooltip_cb), self);
}

static GtkWidget *
view_new (ChartKind kind, ChartData *data)
{
  switch (kind)
    {
    case CHART_KIND_STAT:
      return chart_stat_new (data);
    case CHART_KIND_GAUGE:
      return chart_gauge_new (data);
    case CHART_KIND_SPARKLINE:
      return chart_plot_new (data, TRUE);
    case CHART_KIND_LINE:
    case CHART_KIND_AREA:
    case CHART_KIND_STACKED:
    case CHART_KIND_BAR:
    case CHART_KIND_HEATMAP:
    default:
      return chart_plot_new (data, FALSE);
    }
}

static void
add_expansion (ChartPanel *self)
{
  if (!self->expanded || plot_of (self) == NULL)
    return;
  self->overview = chart_overview_new (plot_of (self));
  self->summary = chart_summary_new (plot_of (self));
  gtk_widget_set_parent (self->overview, GTK_WIDGET (self));
  gtk_widget_set_parent (self->summary, GTK_WIDGET (self));
}

static void
set_view (ChartPanel *self, GtkWidget *view)
{
  gboolean table = self->table != NULL;

  clear_view (self);
  self->view = view;
  self->legend = chart_legend_new (self->data, plot_of (self));
  gtk_widget_add_css_class (view, "chart-view");
  gtk_widget_set_vexpand (view, TRUE);
  gtk_widget_set_hexpand (view, TRUE);
  gtk_widget_set_parent (self->legend, GTK_WIDGET (self));
  gtk_widget_set_parent (view, GTK_WIDGET (self));
  if (plot_of (self) != NULL)
    g_signal_connect (view, "cursor-moved", G_CALLBACK (cursor_moved_cb), self);
  add_expansion (self);
  chart_panel_set_table (self, table);
  update_texts (self);
}

/* One series is drawn as bars over time, several as a bar each. */
static void
choose_bars (ChartPanel *self)
{
  gboolean categories = chart_data_get_buffers (self->data)->len > 1;

  if (categories != CHART_IS_BARS (self->view))
    set_view (self, categories ? chart_bars_new (self->data) : chart_plot_new (self->data, FALSE));
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
        *kind = (ChartKind) i;
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
  self = g_object_new (CHART_TYPE_PANEL, "accessible-role",
                       kind == CHART_KIND_GAUGE ? GTK_ACCESSIBLE_ROLE_METER : GTK_ACCESSIBLE_ROLE_IMG, NULL);
  self->data = chart_data_new (kind, store);
  set_view (self, view_new (kind, self->data));
  g_signal_connect_object (self->data, "changed", G_CALLBACK (data_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

void
chart_panel_set_title (ChartPanel *self, const char *title)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  set_label (self->title, title ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title ? title : "",
                                  -1);
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

gint64
chart_panel_get_range (ChartPanel *self)
{
  g_return_val_if_fail (CHART_IS_PANEL (self), 0);
  return chart_data_get_range (self->data);
}

void
chart_panel_set_bounds (ChartPanel *self, double min, double max)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_bounds (self->data, min, max);
}

void
chart_panel_set_rate (ChartPanel *self, gboolean rate)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_rate (self->data, rate);
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

/**
 * chart_panel_set_viewport:
 * @viewport: shared by all panels that are to zoom, pause and point together
 */
void
chart_panel_set_viewport (ChartPanel *self, ChartViewport *viewport)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  g_return_if_fail (CHART_IS_VIEWPORT (viewport));
  chart_data_set_viewport (self->data, viewport);
}

ChartViewport *
chart_panel_get_viewport (ChartPanel *self)
{
  g_return_val_if_fail (CHART_IS_PANEL (self), NULL);
  return chart_data_get_viewport (self->data);
}

gboolean
chart_panel_get_first (ChartPanel *self, gint64 *time_ms)
{
  GPtrArray *buffers;
  gboolean found = FALSE;
  SeriesPoint first;

  g_return_val_if_fail (CHART_IS_PANEL (self), FALSE);
  buffers = chart_data_get_buffers (self->data);
  for (guint i = 0; i < buffers->len; i++)
    {
      if (!series_buffer_get_first (buffers->pdata[i], &first))
        continue;
      *time_ms = found ? MIN (*time_ms, first.time_ms) : first.time_ms;
      found = TRUE;
    }
  return found;
}

void
chart_panel_set_expanded (ChartPanel *self, gboolean expanded)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  if (self->expanded == expanded)
    return;
  self->expanded = expanded;
  g_clear_pointer (&self->overview, gtk_widget_unparent);
  g_clear_pointer (&self->summary, gtk_widget_unparent);
  add_expansion (self);
}

void
chart_panel_set_table (ChartPanel *self, gboolean table)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  if (table == (self->table != NULL))
    return;
  g_clear_pointer (&self->table, gtk_widget_unparent);
  gtk_widget_set_visible (self->view, !table);
  if (!table)
    return;
  self->table = chart_table_new (self->data);
  gtk_widget_add_css_class (self->table, "chart-view");
  gtk_widget_set_vexpand (self->table, TRUE);
  gtk_widget_insert_after (self->table, GTK_WIDGET (self), self->view);
}

gboolean
chart_panel_get_table (ChartPanel *self)
{
  g_return_val_if_fail (CHART_IS_PANEL (self), FALSE);
  return self->table != NULL;
}

void
chart_panel_set_stale (ChartPanel *self, gboolean stale)
{
  g_return_if_fail (CHART_IS_PANEL (self));
  chart_data_set_stale (self->data, stale);
  if (stale)
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
}
