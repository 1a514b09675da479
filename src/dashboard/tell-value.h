/* tell-value.h: what a path, filter or template came to: a place in a payload, or something computed.
 * Passed by value; texts live in the payload, the document or the scratch of the event.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-args.h"
#include "sio-writer.h"
#include "tell-scratch.h"

G_BEGIN_DECLS

typedef struct
{
  SioValueKind  kind;
  gboolean      is_time; /* computed NUMBER: ms since 1970, not to be guessed about once more */
  SioValue      sio;    /* where it stands; missing when it was computed */
  const char   *text;   /* computed STRING, terminated; computed NUMBER: its digits, nullable */
  gsize         length;
  double        number; /* computed NUMBER, BOOLEAN */
} TellValue;

#define TELL_VALUE_INIT { .kind = SIO_VALUE_MISSING }

TellValue   tell_value_from_sio      (SioValue         sio);
TellValue   tell_value_from_text     (const char      *text,
                                      gssize           length); /* borrowed, terminated; NULL is missing */
TellValue   tell_value_from_number   (double           number);
TellValue   tell_value_from_boolean  (gboolean         boolean);

/* Missing or null. */
static inline gboolean
tell_value_is_absent (const TellValue *self)
{
  return self->kind == SIO_VALUE_MISSING || self->kind == SIO_VALUE_NULL;
}

/* Absent, or text without a character: what "??" passes over. */
gboolean    tell_value_is_blank      (const TellValue *self);
/* As text: terminated, numbers as they came; NULL when absent. LENGTH is nullable. */
const char *tell_value_get_text      (const TellValue *self,
                                      TellScratch     *scratch,
                                      gsize           *length);
/* About how many bytes it is to write. */
gsize       tell_value_get_size      (const TellValue *self);
/* A number only; NAN for the rest. */
double      tell_value_get_number    (const TellValue *self);
/* Numbers, numeric text, true and false. */
gboolean    tell_value_read_number   (const TellValue *self,
                                      double          *number);
gboolean    tell_value_get_truth     (const TellValue *self);
/* "==" of the format. */
gboolean    tell_value_equals        (const TellValue *self,
                                      const TellValue *other,
                                      TellScratch     *scratch);
void        tell_value_write         (const TellValue *self,
                                      SioWriter       *writer);
void        tell_value_append_json   (const TellValue *self,
                                      GString         *json);
/* Text that is a whole decimal number. */
gboolean    tell_text_read_number    (const char      *text,
                                      gsize            length,
                                      double          *number);
/* The shortest digits that mean the same number, as JavaScript writes them. */
const char *tell_number_to_text      (double           number,
                                      char             buffer[static 40]);

G_END_DECLS
