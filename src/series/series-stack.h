/* series-stack.h: series on top of one another: at each time the sum of what each of them has then.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-painter.h"

G_BEGIN_DECLS

/* Draws the columns [X0, X1) of a stack, the first series at the bottom; one pen a series. */
void     series_stack_draw  (const SeriesPainter  *painter,
                             SeriesBuffer * const *buffers,
                             guint                 n_buffers,
                             const SeriesPen      *pens,
                             int                   x0,
                             int                   x1);
/* The lowest and the highest sum in the columns [FIRST, FIRST + N_COLUMNS), 0 included; FALSE without any number. */
gboolean series_stack_range (SeriesBuffer * const *buffers,
                             guint                 n_buffers,
                             gint64                column_us,
                             gint64                first,
                             guint                 n_columns,
                             double               *min,
                             double               *max);

G_END_DECLS
