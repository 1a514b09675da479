/* chart-overlay.c: the crosshair of a plot, above it, so that hovering draws no data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-overlay.h"

#include "chart-label.h"

#include <math.h>

#define DOT_SIZE        8
#define RING            2
#define PILL_PADDING    6
#define SELECTION_ALPHA 0.2f

struct _ChartOverlay
{
  GtkWidget parent_instance;

  ChartPlot *plot; /* borrowed: our parent */
  ChartLabels *labels;
};

G_DEFINE_FINAL_TYPE (ChartOverlay, chart_overlay, GTK_TYPE_WIDGET)

static void
append_disc (GtkSnapshot *snapshot, double x, double y, double size, const GdkRGBA *colour)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x - size / 2, y - size / 2, size, size);
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &bounds, size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

static GdkRGBA
ground (const ChartStyle *style)
{
  return chart_rgba (style->dark ? CHART_DARK_GROUND : CHART_LIGHT_GROUND);
}

static void
draw_dots (ChartOverlay *self, GtkSnapshot *snapshot, const ChartStyle *style, gint64 time_ms, double x)
{
  const graphene_rect_t *area = chart_plot_get_area (self->plot);
  GPtrArray *buffers = chart_data_get_buffers (chart_plot_get_data (self->plot));
  GdkRGBA ring = ground (style);

  for (guint i = 0; i < buffers->len; i++)
    {
      GdkRGBA colour = chart_rgba (chart_palette_get (style->dark, i));
      SeriesColumn sample;
      double y;

      if (!chart_data_get_shown (chart_plot_get_data (self->plot), i) ||
          !chart_plot_get_sample (self->plot, buffers->pdata[i], time_ms, &sample))
        continue;
      y = chart_plot_get_y (self->plot, sample.last);
      if (y < area->origin.y - 1 || y > area->origin.y + area->size.height + 1)
        continue;
      append_disc (snapshot, x, y, DOT_SIZE + 2 * RING, &ring);
      append_disc (snapshot, x, y, DOT_SIZE, &colour);
    }
}

static char *
time_text (gint64 time_ms, gint64 range_ms)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time_ms / 1000);

  if (local == NULL)
    return g_strdup ("");
  return g_date_time_format (local, range_ms > 86400000 ? "%-e %b %H:%M" : "%H:%M:%S");
}

/* TEXT on a ground of its own, around X and from Y down. */
static void
draw_pill (ChartOverlay *self,
           GtkSnapshot *snapshot,
           const ChartStyle *style,
           const char *text,
           double x,
           double y)
{
  GdkRGBA paper = style->text, ink = ground (style);
  GskRoundedRect pill;
  int width, height;

  paper.alpha = 1;
  chart_labels_size (self->labels, text, &width, &height);
  width += 2 * PILL_PADDING;
  x = CLAMP (x, width / 2., MAX (width / 2., gtk_widget_get_width (GTK_WIDGET (self)) - width / 2.));
  gsk_rounded_rect_init_from_rect (&pill, &GRAPHENE_RECT_INIT (roundf (x - width / 2.), y, width, height + 2),
                                   (height + 2) / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &paper, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  chart_labels_draw (self->labels, snapshot, text, &ink, x, pill.bounds.origin.y + 1, 0.5, 0);
}

/* The time, on the axis that it belongs to, and above what happened then. */
static void
draw_texts (ChartOverlay *self, GtkSnapshot *snapshot, const ChartStyle *style, gint64 time_ms, double x)
{
  const graphene_rect_t *area = chart_plot_get_area (self->plot);
  g_autofree char *text = time_text (time_ms, chart_data_get_range (chart_plot_get_data (self->plot)));
  const SeriesMark *mark = chart_plot_get_mark (self->plot, x);

  draw_pill (self, snapshot, style, text, x, area->origin.y + area->size.height + 2);
  if (mark != NULL)
    draw_pill (self, snapshot, style, mark->text, chart_plot_get_x (self->plot, mark->time_ms),
               area->origin.y);
}

static void
draw_selection (ChartOverlay *self, GtkSnapshot *snapshot)
{
  ChartStyle style = chart_style_get (GTK_WIDGET (self));
  GdkRGBA colour = chart_rgba (chart_palette_get (style.dark, 0));
  graphene_rect_t selection;

  if (!chart_plot_get_selection (self->plot, &selection))
    return;
  colour.alpha *= SELECTION_ALPHA;
  gtk_snapshot_append_color (snapshot, &colour, &selection);
}

static void
chart_overlay_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ChartOverlay *self = CHART_OVERLAY (widget);
  const graphene_rect_t *area = chart_plot_get_area (self->plot);
  ChartStyle style;
  gint64 time_ms;
  double x;

  draw_selection (self, snapshot);
  if (!chart_plot_get_cursor (self->plot, &time_ms))
    return;
  style = chart_style_get (widget);
  x = chart_plot_get_x (self->plot, time_ms);
  if (x < area->origin.x || x > area->origin.x + area->size.width + 1)
    return;
  gtk_snapshot_append_color (snapshot, &style.dim,
                             &GRAPHENE_RECT_INIT (floorf (x), area->origin.y, 1, area->size.height));
  draw_dots (self, snapshot, &style, time_ms, x);
  draw_texts (self, snapshot, &style, time_ms, x);
}

static void
chart_overlay_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (chart_overlay_parent_class)->css_changed (widget, change);
  chart_labels_clear (CHART_OVERLAY (widget)->labels);
}

static void
chart_overlay_finalize (GObject *object)
{
  chart_labels_free (CHART_OVERLAY (object)->labels);
  G_OBJECT_CLASS (chart_overlay_parent_class)->finalize (object);
}

static void
chart_overlay_class_init (ChartOverlayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = chart_overlay_finalize;
  widget_class->snapshot = chart_overlay_snapshot;
  widget_class->css_changed = chart_overlay_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chartoverlay");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
chart_overlay_init (ChartOverlay *self)
{
  self->labels = chart_labels_new (GTK_WIDGET (self), 0.85, CHART_LABEL_PLAIN);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
chart_overlay_new (ChartPlot *plot)
{
  ChartOverlay *self = g_object_new (CHART_TYPE_OVERLAY, NULL);

  self->plot = plot;
  return GTK_WIDGET (self);
}
