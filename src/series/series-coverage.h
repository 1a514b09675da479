/* series-coverage.h: how much of each pixel a shape covers, exactly, by signed areas.
 * The shape is given by its edges in any order; where it covers itself it counts once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-image.h"

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
} SeriesVertex;

typedef struct
{
  /*< private >*/
  int    width;
  int    height;
  int    offset; /* the column of the image that column 0 is */
  int    top;    /* rows that anything was added to: [top, bottom) */
  int    bottom;
  gsize  n_cells;
  float *cells;  /* width + 1 a row, differences along the row */
} SeriesCoverage;

SeriesCoverage *series_coverage_new     (void);
void            series_coverage_free    (SeriesCoverage     *self);
/* Begins a shape of which only the columns [X0, X1) of IMAGE matter. */
void            series_coverage_begin   (SeriesCoverage     *self,
                                         const SeriesImage  *image,
                                         int                 x0,
                                         int                 x1);
void            series_coverage_edge    (SeriesCoverage     *self,
                                         SeriesVertex        from,
                                         SeriesVertex        to);
void            series_coverage_polygon (SeriesCoverage     *self,
                                         const SeriesVertex *vertices,
                                         guint               n_vertices);
/* So many columns of a line that are drawn, and that are not, in turn; an OFF of 0 is a solid line. */
typedef struct
{
  guint on;
  guint off;
} SeriesDash;

static inline gboolean
series_dash_is_on (const SeriesDash *dash, gint64 column)
{
  gint64 period = (gint64) dash->on + dash->off;
  gint64 at = dash->off > 0 ? column % period : 0;

  return (at < 0 ? at + period : at) < dash->on || dash->off == 0;
}

/* Lays COLOUR (0xAARRGGBB) over the image where the shape is, and forgets the shape. */
void            series_coverage_paint   (SeriesCoverage     *self,
                                         SeriesImage        *image,
                                         guint32             colour);
void            series_coverage_paint_dashed (SeriesCoverage   *self,
                                              SeriesImage      *image,
                                              guint32           colour,
                                              const SeriesDash *dash,
                                              gint64            first_column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeriesCoverage, series_coverage_free)

G_END_DECLS
