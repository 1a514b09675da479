/* tell-time.h: reading the times that servers send.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-value.h"

G_BEGIN_DECLS

typedef enum
{
  TELL_TIME_GUESS, /* numbers below 10^11 are seconds */
  TELL_TIME_SECONDS,
  TELL_TIME_MS,
} TellTimeUnit;

/* Whole ms since 1970 from a number, numeric text, ISO 8601 or "Y-m-d H:M:S[.mmm]" (UTC unless it says otherwise). */
gboolean tell_time_read (const TellValue *value,
                         TellTimeUnit     unit,
                         TellScratch     *scratch,
                         gint64          *time_ms);

G_END_DECLS
