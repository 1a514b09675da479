/* series-rate.h: how fast a counter grows, as a series of its own; the counter keeps its values.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "series-buffer.h"

G_BEGIN_DECLS

typedef struct _SeriesRate SeriesRate;

SeriesRate   *series_rate_new         (SeriesBuffer *counter);
void          series_rate_free        (SeriesRate   *self);
SeriesBuffer *series_rate_get_counter (SeriesRate   *self);
/* Per second, one point for each of the counter but the first; of the counter's id, name and unit. */
SeriesBuffer *series_rate_get_buffer  (SeriesRate   *self);
/* Follows the counter; costs what is new. */
void          series_rate_update      (SeriesRate   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeriesRate, series_rate_free)

G_END_DECLS
