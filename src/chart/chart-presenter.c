/* chart-presenter.c: shows the pixels of a canvas the way that is cheapest for the renderer at hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* GTK's cairo renderer converts a texture to float and back, so there the image goes through a cairo node. The others
 * get textures of columns of time: what no longer changes is uploaded once, and only moves. */
#include "chart-presenter.h"

#include <string.h>

#define TILE_COLUMNS 256

struct _ChartPresenter
{
  GHashTable *tiles; /* gint64 * column → owned GdkTexture of TILE_COLUMNS from there on */
  gint64 settled;    /* columns before were not painted lately */
  guint64 n_uploaded;
};

/* One surface stays on the pixels for as long as there are any. What cairo records of it is a snapshot without a copy,
 * and cairo is not told when the pixels change: the next frame is recorded anew anyway. */
static cairo_surface_t *
surface_of (SeriesImage *image)
{
  if (image->attached == NULL)
    {
      image->attached = cairo_image_surface_create_for_data ((guchar *) image->pixels, CAIRO_FORMAT_ARGB32,
                                                             image->width, image->height, image->width * 4);
      image->detach = (GDestroyNotify) cairo_surface_destroy;
    }
  return image->attached;
}

static void
present_surface (GtkSnapshot *snapshot, SeriesImage *image, const graphene_rect_t *area)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, area);

  cairo_translate (cr, area->origin.x, area->origin.y);
  cairo_scale (cr, area->size.width / image->width, area->size.height / image->height);
  cairo_set_source_surface (cr, surface_of (image), 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static GdkTexture *
texture_of (ChartPresenter *self, const SeriesImage *image, int x0, int x1)
{
  gsize stride = (gsize) (x1 - x0) * 4;
  guint32 *pixels = g_malloc (stride * image->height);
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < image->height; y++)
    memcpy ((guchar *) pixels + y * stride, image->pixels + (gsize) y * image->width + x0, stride);
  self->n_uploaded += x1 - x0;
  bytes = g_bytes_new_take (pixels, stride * image->height);
  return gdk_memory_texture_new (x1 - x0, image->height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* The texture of the columns from START on, kept once nothing in it will change; NULL: it still may, or it is not
 * whole. */
static GdkTexture *
tile_at (ChartPresenter *self, ChartCanvas *canvas, gint64 start)
{
  const SeriesImage *image = chart_canvas_get_image (canvas);
  gint64 first = chart_canvas_get_painter (canvas).first_column;
  GdkTexture *tile = g_hash_table_lookup (self->tiles, &start);

  if (tile != NULL || start < first || start + TILE_COLUMNS > self->settled)
    return tile;
  tile = texture_of (self, image, (int) (start - first), (int) (start - first) + TILE_COLUMNS);
  g_hash_table_insert (self->tiles, g_memdup2 (&start, sizeof start), tile);
  return tile;
}

static gboolean
is_past (gpointer key, gpointer value, gpointer user_data)
{
  return *(gint64 *) key + TILE_COLUMNS <= *(gint64 *) user_data;
}

static gboolean
is_changed (gpointer key, gpointer value, gpointer user_data)
{
  return *(gint64 *) key + TILE_COLUMNS > *(gint64 *) user_data;
}

static void
forget_tiles (ChartPresenter *self, ChartCanvas *canvas)
{
  gint64 first = chart_canvas_get_painter (canvas).first_column;
  gint64 changed = chart_canvas_take_changed (canvas);

  g_hash_table_foreach_remove (self->tiles, is_past, &first);
  if (changed == G_MAXINT64)
    return;
  g_hash_table_foreach_remove (self->tiles, is_changed, &changed);
  self->settled = changed;
}

static void
append_columns (ChartPresenter *self,
                GtkSnapshot *snapshot,
                ChartCanvas *canvas,
                const graphene_rect_t *area,
                gint64 start,
                GdkTexture *tile)
{
  const SeriesImage *image = chart_canvas_get_image (canvas);
  gint64 first = chart_canvas_get_painter (canvas).first_column;
  int x0 = (int) (start - first), x1 = x0 + TILE_COLUMNS;
  double pixel = area->size.width / image->width;
  g_autoptr (GdkTexture) texture = NULL;

  if (tile == NULL)
    {
      x0 = MAX (x0, 0);
      x1 = MIN (x1, image->width);
      texture = texture_of (self, image, x0, x1);
    }
  gtk_snapshot_append_texture (snapshot, tile ? tile : texture,
                               &GRAPHENE_RECT_INIT (area->origin.x + x0 * pixel, area->origin.y,
                                                    (x1 - x0) * pixel, area->size.height));
}

void
chart_presenter_show_tiles (ChartPresenter *self,
                            GtkSnapshot *snapshot,
                            ChartCanvas *canvas,
                            const graphene_rect_t *area)
{
  gint64 first = chart_canvas_get_painter (canvas).first_column;
  gint64 end = first + chart_canvas_get_image (canvas)->width;
  gint64 start = first - (first % TILE_COLUMNS + TILE_COLUMNS) % TILE_COLUMNS;

  forget_tiles (self, canvas);
  gtk_snapshot_push_clip (snapshot, area);
  for (; start < end; start += TILE_COLUMNS)
    append_columns (self, snapshot, canvas, area, start, tile_at (self, canvas, start));
  gtk_snapshot_pop (snapshot);
}

ChartPresenter *
chart_presenter_new (void)
{
  ChartPresenter *self = g_new0 (ChartPresenter, 1);

  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->settled = G_MININT64;
  return self;
}

void
chart_presenter_free (ChartPresenter *self)
{
  g_hash_table_unref (self->tiles);
  g_free (self);
}

void
chart_presenter_show (ChartPresenter *self,
                      GtkWidget *widget,
                      GtkSnapshot *snapshot,
                      ChartCanvas *canvas,
                      const graphene_rect_t *area)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native ? gtk_native_get_renderer (native) : NULL;

  if (renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer))
    present_surface (snapshot, chart_canvas_get_image (canvas), area);
  else
    chart_presenter_show_tiles (self, snapshot, canvas, area);
}

guint
chart_presenter_get_n_tiles (ChartPresenter *self)
{
  return g_hash_table_size (self->tiles);
}

guint64
chart_presenter_get_n_uploaded (ChartPresenter *self)
{
  return self->n_uploaded;
}
