/* series-stroke.h: the outline of a line of some width, into a coverage.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-coverage.h"

G_BEGIN_DECLS

/* Butt caps; mitred joins, bevelled where they are sharp. */
void series_stroke_line (SeriesCoverage     *coverage,
                         const SeriesVertex *vertices,
                         guint               n_vertices,
                         double              width);
void series_stroke_dot  (SeriesCoverage     *coverage,
                         SeriesVertex        centre,
                         double              diameter);

G_END_DECLS
