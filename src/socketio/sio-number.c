/* sio-number.c: JSON numbers to doubles and integers and back.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-args-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Up to here a decimal mantissa and the power of ten are exact doubles, so that one operation rounds
 * correctly. */
#define EXACT_DIGITS 15
#define EXACT_POWER  22

static const double powers[EXACT_POWER + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* Short numbers without an exponent, which is nearly all there are. */
static gboolean
parse_short (const char *text, gsize length, double *value)
{
  gsize i = text[0] == '-' ? 1 : 0;
  gint64 mantissa = 0;
  gsize point = length;

  if (length - i > EXACT_DIGITS + 1)
    return FALSE;
  for (gsize j = i; j < length; j++)
    if (g_ascii_isdigit (text[j]))
      mantissa = mantissa * 10 + (text[j] - '0');
    else if (text[j] == '.')
      point = j;
    else
      return FALSE;
  if (point == length && length - i > EXACT_DIGITS)
    return FALSE;
  *value = (double) mantissa / powers[point == length ? 0 : length - point - 1];
  if (i == 1)
    *value = -*value;
  return TRUE;
}

double
sio_number_parse (const char *text, gsize length)
{
  char buffer[64];
  g_autofree char *long_text = NULL;
  double value;

  if (parse_short (text, length, &value))
    return value;
  if (length < sizeof buffer)
    {
      memcpy (buffer, text, length);
      buffer[length] = '\0';
      return g_ascii_strtod (buffer, NULL);
    }
  long_text = g_strndup (text, length);
  return g_ascii_strtod (long_text, NULL);
}

gboolean
sio_number_parse_int64 (const char *text, gsize length, gint64 *number)
{
  gsize i = text[0] == '-' ? 1 : 0;
  guint64 limit = i ? (guint64) G_MAXINT64 + 1 : G_MAXINT64;
  guint64 value = 0;

  for (; i < length; i++)
    {
      guint digit = text[i] - '0';

      if (value > (limit - digit) / 10)
        return FALSE;
      value = value * 10 + digit;
    }
  *number = text[0] == '-' ? (gint64) (0 - value) : (gint64) value;
  return TRUE;
}

static gboolean
reads_back (const char *text, double value)
{
  return g_ascii_strtod (text, NULL) == value;
}

/* Fifteen digits identify every decimal that short, except below the normal range, where fewer may do. */
static void
format_shortest (char *buffer, int size, double value)
{
  int precision = fabs (value) < 2.2250738585072014e-308 ? 1 : EXACT_DIGITS;

  for (; precision < 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision - 1);
      g_ascii_formatd (buffer, size, format, value);
      if (reads_back (buffer, value))
        return;
    }
  g_ascii_formatd (buffer, size, "%.16e", value);
}

/* DIGITS·10^(POINT-LENGTH) laid out as ECMAScript's Number::toString does. */
static void
append_digits (GString *string, const char *digits, int length, int point)
{
  if (point >= length && point <= 21)
    {
      g_string_append_len (string, digits, length);
      for (int i = length; i < point; i++)
        g_string_append_c (string, '0');
    }
  else if (point > 0 && point <= 21)
    {
      g_string_append_len (string, digits, point);
      g_string_append_c (string, '.');
      g_string_append_len (string, digits + point, length - point);
    }
  else if (point > -6 && point <= 0)
    {
      g_string_append (string, "0.");
      for (int i = point; i < 0; i++)
        g_string_append_c (string, '0');
      g_string_append_len (string, digits, length);
    }
  else
    {
      g_string_append_c (string, digits[0]);
      if (length > 1)
        g_string_append_c (string, '.');
      g_string_append_len (string, digits + 1, length - 1);
      g_string_append_printf (string, "e%+d", point - 1);
    }
}

void
sio_number_append (GString *string, double value)
{
  char buffer[40];
  char digits[24];
  int length = 0;
  const char *p;

  if (!isfinite (value))
    {
      g_string_append (string, "null");
      return;
    }
  if (value == floor (value) && fabs (value) < 9007199254740992.0)
    {
      g_string_append_printf (string, "%" G_GINT64_FORMAT, (gint64) value);
      return;
    }
  if (value < 0)
    g_string_append_c (string, '-');
  format_shortest (buffer, sizeof buffer, fabs (value));
  for (p = buffer; *p != 'e'; p++)
    if (*p != '.')
      digits[length++] = *p;
  while (length > 1 && digits[length - 1] == '0')
    length--;
  append_digits (string, digits, length, atoi (p + 1) + 1);
}
