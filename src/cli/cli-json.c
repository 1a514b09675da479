/* cli-json.c: writes JSON as it comes; what arrived passes through byte for byte.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "cli-json.h"

#include <math.h>

/* Up to here every whole number is one double, and is written without an exponent. */
#define MAX_SAFE_INTEGER 9007199254740992.0

void
cli_json_init (CliJson *self)
{
  self->text = g_string_new (NULL);
  self->comma = FALSE;
}

void
cli_json_clear (CliJson *self)
{
  if (self->text)
    g_string_free (self->text, TRUE);
  self->text = NULL;
}

static void
begin_value (CliJson *self)
{
  if (self->comma)
    g_string_append_c (self->text, ',');
  self->comma = TRUE;
}

void
cli_json_open (CliJson *self, char bracket)
{
  begin_value (self);
  g_string_append_c (self->text, bracket);
  self->comma = FALSE;
}

void
cli_json_close (CliJson *self, char bracket)
{
  g_string_append_c (self->text, bracket);
  self->comma = TRUE;
}

static void
append_escaped (GString *text, char c)
{
  static const char named[] = "\"\"\\\\\bb\ff\nn\rr\tt";

  for (const char *n = named; *n; n += 2)
    if (*n == c)
      {
        g_string_append_c (text, '\\');
        g_string_append_c (text, n[1]);
        return;
      }
  g_string_append_printf (text, "\\u%04x", (guchar) c);
}

static void
append_string (GString *text, const char *chars, gsize length)
{
  g_string_append_c (text, '"');
  for (gsize i = 0; i < length; i++)
    if ((guchar) chars[i] < 0x20 || chars[i] == '"' || chars[i] == '\\')
      append_escaped (text, chars[i]);
    else
      g_string_append_c (text, chars[i]);
  g_string_append_c (text, '"');
}

void
cli_json_key (CliJson *self, const char *key)
{
  begin_value (self);
  append_string (self->text, key, strlen (key));
  g_string_append_c (self->text, ':');
  self->comma = FALSE;
}

void
cli_json_chars (CliJson *self, const char *text, gsize length)
{
  begin_value (self);
  append_string (self->text, text, length);
}

void
cli_json_string (CliJson *self, const char *text)
{
  if (text)
    cli_json_chars (self, text, strlen (text));
  else
    cli_json_null (self);
}

void
cli_json_int (CliJson *self, gint64 value)
{
  begin_value (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
cli_json_double (CliJson *self, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  begin_value (self);
  if (!isfinite (value))
    g_string_append (self->text, "null");
  else if (value == floor (value) && fabs (value) < MAX_SAFE_INTEGER)
    g_string_append_printf (self->text, "%" G_GINT64_FORMAT, (gint64) value);
  else
    {
      for (int precision = 15; precision <= 17; precision++)
        {
          g_autofree char *format = g_strdup_printf ("%%.%dg", precision);

          g_ascii_formatd (buffer, sizeof buffer, format, value);
          if (g_ascii_strtod (buffer, NULL) == value)
            break;
        }
      g_string_append (self->text, buffer);
    }
}

void
cli_json_boolean (CliJson *self, gboolean value)
{
  begin_value (self);
  g_string_append (self->text, value ? "true" : "false");
}

void
cli_json_null (CliJson *self)
{
  begin_value (self);
  g_string_append (self->text, "null");
}

/* A raw line end can't stand inside a JSON string, so each of them is white space. */
static void
join_lines (GString *text, gsize start)
{
  for (gsize i = start; i < text->len; i++)
    if (text->str[i] == '\n' || text->str[i] == '\r')
      text->str[i] = ' ';
}

void
cli_json_value (CliJson *self, SioValue value)
{
  gsize start;

  begin_value (self);
  start = self->text->len;
  if (sio_value_is_missing (value))
    g_string_append (self->text, "null");
  else
    sio_value_append_json (value, self->text);
  join_lines (self->text, start);
}

void
cli_json_raw (CliJson *self, const char *json, gsize length)
{
  gsize start;

  begin_value (self);
  start = self->text->len;
  g_string_append_len (self->text, json, length);
  join_lines (self->text, start);
}

void
cli_json_key_string (CliJson *self, const char *key, const char *text)
{
  cli_json_key (self, key);
  cli_json_string (self, text);
}

void
cli_json_key_int (CliJson *self, const char *key, gint64 value)
{
  cli_json_key (self, key);
  cli_json_int (self, value);
}

void
cli_json_key_boolean (CliJson *self, const char *key, gboolean value)
{
  cli_json_key (self, key);
  cli_json_boolean (self, value);
}
