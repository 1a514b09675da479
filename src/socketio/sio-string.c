/* sio-string.c: JSON strings: what escapes stand for, and writing them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-args-private.h"

#include <string.h>

#define REPLACEMENT 0xfffd

static guint
parse_hex4 (const char *text)
{
  guint unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit << 4 | g_ascii_xdigit_value (text[i]);
  return unit;
}

static inline gboolean
is_high_surrogate (guint unit)
{
  return (unit & 0xfc00) == 0xd800;
}

static inline gboolean
is_low_surrogate (guint unit)
{
  return (unit & 0xfc00) == 0xdc00;
}

/* At "\uXXXX"; returns how many bytes were used: 6, or 12 for a pair. */
static gsize
append_unit (GString *string, const char *text, gsize length)
{
  guint unit = parse_hex4 (text + 2);
  guint low = 0;

  if (is_high_surrogate (unit) && length >= 12 && text[6] == '\\' && text[7] == 'u')
    low = parse_hex4 (text + 8);
  if (is_low_surrogate (low))
    {
      g_string_append_unichar (string, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
      return 12;
    }
  if (unit == 0)
    g_string_append_c (string, '\0');
  else
    g_string_append_unichar (string, (unit & 0xf800) == 0xd800 ? REPLACEMENT : unit);
  return 6;
}

static gsize
append_escape (GString *string, const char *text, gsize length)
{
  static const char from[] = "bfnrt";
  static const char to[] = "\b\f\n\r\t";
  const char *known;

  if (text[1] == 'u')
    return append_unit (string, text, length);
  known = strchr (from, text[1]);
  g_string_append_c (string, known ? to[known - from] : text[1]);
  return 2;
}

void
sio_string_append_decoded (GString *string, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *escape = memchr (text, '\\', end - text);

      g_string_append_len (string, text, (escape ? escape : end) - text);
      if (escape == NULL)
        return;
      text = escape + append_escape (string, escape, end - escape);
    }
}

static void
append_special (GString *string, char c)
{
  static const char from[] = "\b\f\n\r\t\"\\";
  static const char to[] = "bfnrt\"\\";
  const char *known = c ? strchr (from, c) : NULL;

  if (known)
    {
      g_string_append_c (string, '\\');
      g_string_append_c (string, to[known - from]);
    }
  else
    g_string_append_printf (string, "\\u%04x", (guchar) c);
}

static void
append_valid (GString *string, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *plain = text;

      while (text < end && (guchar) *text >= ' ' && *text != '"' && *text != '\\')
        text++;
      g_string_append_len (string, plain, text - plain);
      if (text < end)
        append_special (string, *text++);
    }
}

/* g_utf8_validate_len () takes a NUL for an error, so the text is checked piece by piece between them. */
static void
append_repaired (GString *string, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *stop = memchr (text, '\0', end - text);
      g_autofree char *piece = g_utf8_make_valid (text, (stop ? stop : end) - text);

      append_valid (string, piece, strlen (piece));
      if (stop == NULL)
        return;
      append_special (string, '\0');
      text = stop + 1;
    }
}

void
sio_string_append_quoted (GString *string, const char *text, gsize length)
{
  g_string_append_c (string, '"');
  if (g_utf8_validate_len (text, length, NULL))
    append_valid (string, text, length);
  else
    append_repaired (string, text, length);
  g_string_append_c (string, '"');
}
