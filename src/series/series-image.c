/* series-image.c: pixels to draw a chart into.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-image.h"

#include <math.h>
#include <string.h>

SeriesImage *
series_image_new (int width, int height)
{
  SeriesImage *self = g_new0 (SeriesImage, 1);

  self->width = MAX (width, 1);
  self->height = MAX (height, 1);
  self->pixels = g_new0 (guint32, (gsize) self->width * self->height);
  return self;
}

void
series_image_free (SeriesImage *self)
{
  if (self->detach != NULL)
    self->detach (self->attached);
  g_free (self->pixels);
  g_free (self);
}

void
series_image_clear (SeriesImage *self, int x0, int x1)
{
  x0 = MAX (x0, 0);
  x1 = MIN (x1, self->width);
  if (x0 >= x1)
    return;
  for (int y = 0; y < self->height; y++)
    memset (self->pixels + (gsize) y * self->width + x0, 0, (x1 - x0) * sizeof (guint32));
}

void
series_image_scroll (SeriesImage *self, int n)
{
  if (n <= 0 || n >= self->width)
    return;
  for (int y = 0; y < self->height; y++)
    {
      guint32 *row = self->pixels + (gsize) y * self->width;

      memmove (row, row + n, (self->width - n) * sizeof (guint32));
    }
}

/* x / 255, rounded, for two channels at once. */
static inline guint32
divide_pair (guint32 pair)
{
  pair += 0x00800080;
  return ((pair + ((pair >> 8) & 0x00ff00ff)) >> 8) & 0x00ff00ff;
}

static inline guint32
scaled (guint32 pixel, guint32 factor)
{
  guint32 odd = divide_pair (((pixel >> 8) & 0x00ff00ff) * factor);

  return (odd << 8) | divide_pair ((pixel & 0x00ff00ff) * factor);
}

static inline void
blend (guint32 *pixel, guint32 colour, guint32 coverage)
{
  guint32 source = scaled (colour | 0xff000000, divide_pair ((colour >> 24) * coverage));

  *pixel = source + scaled (*pixel, 255 - (source >> 24));
}

void
series_image_blend (SeriesImage *self, int x, int y, guint32 colour, double coverage)
{
  if (x >= 0 && x < self->width && y >= 0 && y < self->height)
    blend (self->pixels + (gsize) y * self->width + x, colour, (guint32) (coverage * 255 + 0.5));
}

void
series_image_span (SeriesImage *self, int x, double top, double bottom, guint32 colour)
{
  int first, last;

  top = MAX (top, 0);
  bottom = MIN (bottom, self->height);
  if (x < 0 || x >= self->width || !(top < bottom))
    return;
  first = (int) top;
  last = (int) ceil (bottom) - 1;
  if (first == last)
    {
      series_image_blend (self, x, first, colour, bottom - top);
      return;
    }
  series_image_blend (self, x, first, colour, first + 1 - top);
  for (int y = first + 1; y < last; y++)
    blend (self->pixels + (gsize) y * self->width + x, colour, 255);
  series_image_blend (self, x, last, colour, bottom - last);
}
