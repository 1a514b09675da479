/* series-painter.h: draws series into an image whose columns are those of series-columns.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-columns.h"
#include "series-coverage.h"

G_BEGIN_DECLS

#define SERIES_DENSE_POINTS 3 /* a column: above this, spans of columns; below, the line itself */

/* Where time and value lie in the image. */
typedef struct
{
  SeriesImage    *image;
  SeriesCoverage *coverage;
  gint64          column_us;
  gint64          first_column; /* the one at the left edge of the image */
  double          top;          /* the value at row 0 */
  double          bottom;       /* the value below the last row */
} SeriesPainter;

typedef struct
{
  guint32 line;  /* 0xAARRGGBB; 0: none */
  guint32 fill;  /* down, or up, to the base; 0: none */
  double  width; /* of the line in pixels */
  double  base;  /* the value that a fill stands on */
  SeriesDash dash; /* of the line */
} SeriesPen;

/* Draws what BUFFER has in the columns [X0, X1) of the image, and nothing beside them: exact lines, or spans of whole
 * columns if DENSE. */
void     series_painter_draw     (const SeriesPainter *self,
                                  SeriesBuffer        *buffer,
                                  const SeriesPen     *pen,
                                  gboolean             dense,
                                  int                  x0,
                                  int                  x1);
/* Whether BUFFER has so many points in the image that columns should be drawn. */
gboolean series_painter_is_dense (const SeriesPainter *self,
                                  SeriesBuffer        *buffer);
double   series_painter_get_x    (const SeriesPainter *self,
                                  gint64               time_ms);
double   series_painter_get_y    (const SeriesPainter *self,
                                  double               value);

G_END_DECLS
