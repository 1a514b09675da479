/* chart-range.h: the value axis follows the data: it grows at once and shrinks only after a while.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-scale.h"

G_BEGIN_DECLS

#define CHART_SHRINK_AFTER_MS 5000

typedef struct
{
  ChartScale scale;
  gboolean   valid;
  gint64     smaller_since_ms; /* since when less would do; 0: it would not */
} ChartRange;

/* Follows the wish for WANTED; TRUE when the scale changed. N_TICKS and UNIT are for a union of both. */
gboolean chart_range_follow (ChartRange *self,
                             ChartScale  wanted,
                             guint       n_ticks,
                             ChartUnit   unit,
                             gint64      now_ms);

G_END_DECLS
