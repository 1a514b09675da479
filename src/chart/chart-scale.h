/* chart-scale.h: where ticks stand: on values by nice steps, on time by the local calendar.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart-unit.h"

G_BEGIN_DECLS

typedef struct
{
  double min;
  double max;
  double step; /* ticks stand at its multiples */
} ChartScale;

/* The smallest nice step of UNIT that is at least STEP: {1, 2, 2.5, 5}·10ⁿ, powers of two for bytes, parts of
 * minutes and hours for durations, whole numbers for counts. */
double     chart_scale_nice_step (double      step,
                                  ChartUnit   unit);
/* MIN to MAX widened to ticks, of which there are about N_TICKS. */
ChartScale chart_scale_nice      (double      min,
                                  double      max,
                                  guint       n_ticks,
                                  ChartUnit   unit);
/* MIN to MAX as they are. */
ChartScale chart_scale_exact     (double      min,
                                  double      max,
                                  guint       n_ticks,
                                  ChartUnit   unit);
/* The values of the ticks from min to max. */
GArray    *chart_scale_ticks     (ChartScale  self); /* (transfer full) of double */

/* The smallest step in ms of a time axis that is at least STEP_MS. */
gint64     chart_time_step       (gint64      step_ms);
/* The ticks from FROM_MS to TO_MS that are STEP_MS apart on the calendar of ZONE. */
GArray    *chart_time_ticks      (gint64      from_ms,
                                  gint64      to_ms,
                                  gint64      step_ms,
                                  GTimeZone  *zone); /* (transfer full) of gint64 */
char      *chart_time_label      (gint64      time_ms,
                                  gint64      step_ms,
                                  GTimeZone  *zone);

G_END_DECLS
