/* chart-range.c: the value axis follows the data: it grows at once and shrinks only after a while.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-range.h"

static gboolean
set_scale (ChartRange *self, ChartScale scale)
{
  gboolean same = self->valid && self->scale.min == scale.min && self->scale.max == scale.max &&
                  self->scale.step == scale.step;

  self->scale = scale;
  self->valid = TRUE;
  self->smaller_since_ms = 0;
  return !same;
}

gboolean
chart_range_follow (ChartRange *self, ChartScale wanted, guint n_ticks, ChartUnit unit, gint64 now_ms)
{
  gboolean grows = wanted.min < self->scale.min || wanted.max > self->scale.max;
  gboolean shrinks = wanted.min > self->scale.min || wanted.max < self->scale.max;

  if (!self->valid || (grows && !shrinks))
    return set_scale (self, wanted);
  if (grows)
    return set_scale (self, chart_scale_nice (MIN (wanted.min, self->scale.min),
                                              MAX (wanted.max, self->scale.max), n_ticks, unit));
  if (!shrinks)
    return set_scale (self, wanted);
  if (self->smaller_since_ms == 0 || now_ms < self->smaller_since_ms)
    self->smaller_since_ms = now_ms;
  if (now_ms - self->smaller_since_ms < CHART_SHRINK_AFTER_MS)
    return FALSE;
  return set_scale (self, wanted);
}
