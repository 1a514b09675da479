/* chart-unit.h: values as text in a unit: none bytes bits/s seconds ms percent ratio count, or any other text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CHART_UNIT_NONE,    /* 1.2 k */
  CHART_UNIT_COUNT,   /* 1,234 */
  CHART_UNIT_BYTES,   /* 1.2 MiB */
  CHART_UNIT_BITS,    /* 1.2 Mbit/s */
  CHART_UNIT_SECONDS, /* 1.2 ms, 1 h 2 min */
  CHART_UNIT_MS,
  CHART_UNIT_PERCENT, /* 41.2 % of 100 */
  CHART_UNIT_RATIO,   /* 41.2 % of 1 */
  CHART_UNIT_OTHER,   /* 1.2 k name */
} ChartUnitKind;

typedef struct
{
  ChartUnitKind kind;
  const char   *name; /* borrowed; of CHART_UNIT_OTHER */
} ChartUnit;

#define CHART_NO_VALUE "–"

ChartUnit chart_unit_parse       (const char *name); /* nullable; borrowed by the result */
/* With about three significant figures; a value that is none is CHART_NO_VALUE. */
char     *chart_unit_format      (ChartUnit   unit,
                                  double      value);
/* The same in two parts: the number, and what follows it. */
char     *chart_unit_format_split (ChartUnit  unit,
                                   double     value,
                                   char     **suffix);
/* A label of an axis whose ticks are STEP apart and reach MAGNITUDE: all labels alike, no two the same. */
char     *chart_unit_format_tick (ChartUnit   unit,
                                  double      value,
                                  double      step,
                                  double      magnitude);
/* Whether ticks of the unit stand at powers of two. */
gboolean  chart_unit_is_binary   (ChartUnit   unit);

G_END_DECLS
