/* chart-presenter.c: shows an image in memory the way that is cheapest for the renderer at hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* GTK's cairo renderer converts a texture to float and back, so there the image goes through a cairo node. */
#include "chart-presenter.h"

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

static void
present_texture (GtkSnapshot *snapshot, const SeriesImage *image, const graphene_rect_t *area)
{
  gsize size = (gsize) image->width * image->height * 4;
  g_autoptr (GBytes) bytes = g_bytes_new (image->pixels, size);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_DEFAULT,
                                                           bytes, (gsize) image->width * 4);

  gtk_snapshot_append_texture (snapshot, texture, area);
}

/**
 * chart_present_image:
 * @area: where the image goes, in pixels of @widget, so that its pixels fall on those of the device
 */
void
chart_present_image (GtkWidget *widget,
                     GtkSnapshot *snapshot,
                     SeriesImage *image,
                     const graphene_rect_t *area)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native ? gtk_native_get_renderer (native) : NULL;

  if (renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer))
    present_surface (snapshot, image, area);
  else
    present_texture (snapshot, image, area);
}
