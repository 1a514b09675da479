/* tell-filter-private.h: the functions of the filters, by what they work on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-filter.h"
#include "tell-regex.h"
#include "tell-time.h"

G_BEGIN_DECLS

typedef struct
{
  TellValue  key;
  TellValue  value;
  char      *key_storage;
  char      *value_storage;
} TellCase;

typedef TellValue (*TellFilterFunc) (TellFilter *self, TellValue value, TellContext *context);

/* What a filter's arguments were compiled to; each filter uses its own few. */
struct _TellFilter
{
  TellFilterFunc  apply;
  double          factor, offset; /* scale; round: the digits */
  TellTimeUnit    unit;
  int             group;
  TellRegex      *regex;
  TellPath       *path;
  char           *table, *column;
  GArray         *cases; /* of TellCase; the last one may be "else" */
  gboolean        has_else;
};

TellValue tell_filter_time       (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_scale      (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_round      (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_number     (TellFilter *self, TellValue value, TellContext *context);

TellValue tell_filter_match      (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_strip_html (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_strip_ansi (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_lower      (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_upper      (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_hex        (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_base64     (TellFilter *self, TellValue value, TellContext *context);

TellValue tell_filter_length     (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_json       (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_get        (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_at         (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_case       (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_person     (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_room       (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_series     (TellFilter *self, TellValue value, TellContext *context);
TellValue tell_filter_lookup     (TellFilter *self, TellValue value, TellContext *context);

G_END_DECLS
