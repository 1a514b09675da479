/* series-image.h: pixels to draw a chart into: 32 bits, 0xAARRGGBB in native order, premultiplied, as cairo has them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int      width;
  int      height;
  guint32 *pixels; /* rows of WIDTH pixels, the top one first */

  gpointer       attached; /* what somebody keeps with the pixels, such as a surface on them */
  GDestroyNotify detach;   /* called before they go */
} SeriesImage;

SeriesImage *series_image_new    (int          width,
                                  int          height);
void         series_image_free   (SeriesImage *self);
/* Makes the columns [X0, X1) transparent. */
void         series_image_clear  (SeriesImage *self,
                                  int          x0,
                                  int          x1);
/* Moves everything N columns to the left; the columns that come free are as they were. */
void         series_image_scroll (SeriesImage *self,
                                  int          n);
/* Lays COLOUR (0xAARRGGBB, not premultiplied) over the pixel, by COVERAGE of 0 to 1. */
void         series_image_blend  (SeriesImage *self,
                                  int          x,
                                  int          y,
                                  guint32      colour,
                                  double       coverage);
/* The same for column X from TOP to BOTTOM, in pixels and parts of them. */
void         series_image_span   (SeriesImage *self,
                                  int          x,
                                  double       top,
                                  double       bottom,
                                  guint32      colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeriesImage, series_image_free)

G_END_DECLS
