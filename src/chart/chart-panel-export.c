/* chart-panel-export.c: what a panel shows as a picture, as text, and as a table of numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-panel-private.h"

#include "chart-legend.h"
#include "chart-plot-private.h"
#include "chart-rows.h"

#include <cairo-svg.h>

#define MARGIN 12 /* pixels around what the panel shows */

/* The plot below a panel: of itself, or the sparkline of a number. */
static ChartPlot *
find_plot (GtkWidget *widget)
{
  if (CHART_IS_PLOT (widget))
    return CHART_PLOT (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (CHART_IS_PLOT (child))
      return CHART_PLOT (child);
  return NULL;
}

static void
set_file_mode (ChartPanel *self, int scale, gboolean paths)
{
  ChartPlot *plot = find_plot (self->view);

  if (plot == NULL)
    return;
  plot->file_scale = scale;
  plot->file_paths = paths;
  chart_canvas_invalidate (plot->canvas);
  chart_plot_update (plot, chart_data_get_now (self->data));
  gtk_widget_queue_draw (plot->sheet);
}

/* (transfer full): what is between the edges of the card, without what only shows that it can be handled. */
static GskRenderNode *
draw (ChartPanel *self, int width, int height)
{
  ChartStyle style = chart_style_get (GTK_WIDGET (self));
  GdkRGBA ground = chart_rgba (style.dark ? CHART_DARK_GROUND : CHART_LIGHT_GROUND);
  GtkWidget *parts[] = { self->header, self->legend, self->view };
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MARGIN, MARGIN));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (gtk_widget_get_mapped (parts[i]))
      gtk_widget_snapshot_child (GTK_WIDGET (self), parts[i], snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
get_size (ChartPanel *self, int *width, int *height)
{
  *width = gtk_widget_get_width (GTK_WIDGET (self)) + 2 * MARGIN;
  *height = gtk_widget_get_height (GTK_WIDGET (self)) + 2 * MARGIN;
}

static void
paint (ChartPanel *self, cairo_surface_t *surface, int scale, gboolean paths)
{
  int width, height;
  GskRenderNode *node;
  cairo_t *cr;

  get_size (self, &width, &height);
  set_file_mode (self, scale, paths);
  node = draw (self, width, height);
  set_file_mode (self, 0, FALSE);
  if (node == NULL)
    return;
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  gsk_render_node_unref (node);
}

/**
 * chart_panel_to_png:
 * @self: a panel that is in sight
 * @scale: pixels of the picture for one of the window
 *
 * Returns: (transfer full): the panel as it looks, as a PNG file
 */
GBytes *
chart_panel_to_png (ChartPanel *self, int scale)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  int width, height;

  g_return_val_if_fail (CHART_IS_PANEL (self), NULL);
  get_size (self, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  paint (self, surface, scale, FALSE);
  cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * chart_panel_to_svg:
 * @self: a panel that is in sight
 *
 * Returns: (transfer full): the panel as it looks, as an SVG file; lines and text are paths
 */
GBytes *
chart_panel_to_svg (ChartPanel *self)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  int width, height;

  g_return_val_if_fail (CHART_IS_PANEL (self), NULL);
  get_size (self, &width, &height);
  surface = cairo_svg_surface_create_for_stream (write_cb, bytes, width, height);
  paint (self, surface, 2, TRUE);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static GPtrArray *
list_shown (ChartPanel *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  GPtrArray *shown = g_ptr_array_new ();

  for (guint i = 0; i < buffers->len; i++)
    if (chart_data_get_shown (self->data, i))
      g_ptr_array_add (shown, buffers->pdata[i]);
  return shown;
}

static void
get_window (ChartPanel *self, gint64 *from_ms, gint64 *to_ms)
{
  if (chart_viewport_get_span (chart_data_get_viewport (self->data), from_ms, to_ms))
    return;
  *to_ms = chart_data_get_now (self->data);
  *from_ms = *to_ms - chart_data_get_range (self->data);
}

/**
 * chart_panel_to_csv:
 * @self: a panel
 * @visible: only what is in sight; else all that is kept
 *
 * Returns: (transfer full): the points of its series as a CSV file
 */
GBytes *
chart_panel_to_csv (ChartPanel *self, gboolean visible)
{
  g_autoptr (GPtrArray) shown = NULL;
  gint64 from_ms = SERIES_TIME_MIN, to_ms = SERIES_TIME_MAX - 1;
  char *csv;

  g_return_val_if_fail (CHART_IS_PANEL (self), NULL);
  if (visible)
    {
      shown = list_shown (self);
      get_window (self, &from_ms, &to_ms);
    }
  csv = chart_rows_dup_csv (shown ? shown : chart_data_get_buffers (self->data), from_ms, to_ms);
  return g_bytes_new_take (csv, strlen (csv));
}

/**
 * chart_panel_dup_values:
 * @self: a panel
 *
 * Returns: (transfer full): a line for each series, with its name and its value, now or under the crosshair
 */
char *
chart_panel_dup_values (ChartPanel *self)
{
  g_autoptr (GPtrArray) shown = NULL;
  ChartPlot *plot = NULL;
  GString *text;

  g_return_val_if_fail (CHART_IS_PANEL (self), NULL);
  shown = list_shown (self);
  plot = CHART_IS_PLOT (self->view) ? CHART_PLOT (self->view) : NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < shown->len; i++)
    {
      g_autofree char *value = chart_legend_text (self->data, plot, shown->pdata[i]);

      g_string_append_printf (text, "%s\t%s\n", series_buffer_get_name (shown->pdata[i]), value);
    }
  return g_string_free (text, FALSE);
}
