/* tell-filter-number.c: filters that give numbers: time, scale, round, number.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-filter-private.h"

#include <math.h>
#include <string.h>

/* A result that no JSON can name is none. */
static TellValue
finite_or_missing (double number)
{
  return isfinite (number) ? tell_value_from_number (number) : (TellValue) TELL_VALUE_INIT;
}

TellValue
tell_filter_time (TellFilter *self, TellValue value, TellContext *context)
{
  gint64 time_ms;

  if (!tell_time_read (&value, self->unit, context->scratch, &time_ms))
    return (TellValue) TELL_VALUE_INIT;
  value = tell_value_from_number (time_ms);
  value.is_time = TRUE;
  return value;
}

TellValue
tell_filter_scale (TellFilter *self, TellValue value, TellContext *context)
{
  double number;

  if (!tell_value_read_number (&value, &number))
    return (TellValue) TELL_VALUE_INIT;
  return finite_or_missing (number * self->factor + self->offset);
}

TellValue
tell_filter_round (TellFilter *self, TellValue value, TellContext *context)
{
  double power = pow (10, self->factor);
  double number;

  if (!tell_value_read_number (&value, &number))
    return (TellValue) TELL_VALUE_INIT;
  if (!isfinite (number * power))
    return finite_or_missing (number);
  return finite_or_missing (round (number * power) / power);
}

/* Digits stay as they are, so that a long id sent as a number is the same one. */
TellValue
tell_filter_number (TellFilter *self, TellValue value, TellContext *context)
{
  TellValue result;
  double number;

  if (value.kind == SIO_VALUE_NUMBER)
    return value;
  if (!tell_value_read_number (&value, &number))
    return (TellValue) TELL_VALUE_INIT;
  result = finite_or_missing (number);
  if (value.kind == SIO_VALUE_STRING && result.kind == SIO_VALUE_NUMBER && fabs (number) >= 1e15)
    {
      result.text = tell_value_get_text (&value, context->scratch, &result.length);
      result.text = g_strstrip (tell_scratch_copy (context->scratch, result.text, result.length));
      result.length = strlen (result.text);
    }
  return result;
}
