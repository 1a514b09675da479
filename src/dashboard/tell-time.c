/* tell-time.c: reading the times that servers send.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-time.h"

#include <math.h>
#include <string.h>

/* Below, a number counts seconds: 10^11 s is the year 5138, 10^11 ms is 1973. */
#define FIRST_MS 1e11
/* What JavaScript can name, ± 275,000 years; beyond, it is no time. */
#define MAX_MS   8.64e15
#define MAX_TEXT 64

static gboolean
read_number (double number, TellTimeUnit unit, gint64 *time_ms)
{
  if (unit == TELL_TIME_SECONDS || (unit == TELL_TIME_GUESS && fabs (number) < FIRST_MS))
    number *= 1000;
  if (!(fabs (number) <= MAX_MS))
    return FALSE;
  *time_ms = llround (number);
  return TRUE;
}

/* GLib wants a time of day. */
static gboolean
is_date_only (const char *text)
{
  return strlen (text) == 10 && text[4] == '-' && text[7] == '-';
}

/* Behind the minute, when no second follows: GLib wants one. NULL if one does. */
static const char *
find_end_of_minute (const char *text)
{
  const char *clock = strlen (text) > 10 ? text + 11 : text;

  if (!g_ascii_isdigit (clock[0]) || !g_ascii_isdigit (clock[1]) || clock[2] != ':' ||
      !g_ascii_isdigit (clock[3]) || !g_ascii_isdigit (clock[4]) || clock[5] == ':')
    return NULL;
  return clock + 5;
}

static void
complete (char *full, gsize size, const char *text)
{
  const char *minute = find_end_of_minute (text);

  if (is_date_only (text))
    g_snprintf (full, size, "%sT00:00:00", text);
  else if (minute != NULL)
    g_snprintf (full, size, "%.*s:00%s", (int) (minute - text), text, minute);
  else
    g_strlcpy (full, text, size);
  for (; *full != '\0'; full++)
    *full = g_ascii_toupper (*full);
}

static gboolean
read_text (const char *text, gint64 *time_ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  char full[MAX_TEXT + 16];

  complete (full, sizeof full, text);
  time = g_date_time_new_from_iso8601 (full, utc);
  if (time == NULL)
    return FALSE;
  *time_ms = g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
  return TRUE;
}

gboolean
tell_time_read (const TellValue *value, TellTimeUnit unit, TellScratch *scratch, gint64 *time_ms)
{
  double number;
  const char *text;
  gsize length;

  if (value->kind != SIO_VALUE_NUMBER && value->kind != SIO_VALUE_STRING)
    return FALSE;
  if (tell_value_read_number (value, &number))
    return read_number (number, value->is_time ? TELL_TIME_MS : unit, time_ms);
  if (value->kind != SIO_VALUE_STRING)
    return FALSE;
  text = tell_value_get_text (value, scratch, &length);
  if (length > MAX_TEXT)
    return FALSE;
  return read_text (g_strstrip (tell_scratch_copy (scratch, text, length)), time_ms);
}
