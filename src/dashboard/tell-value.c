/* tell-value.c: what a path, filter or template came to, and how it reads as text, number and truth.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-value.h"

#include <math.h>
#include <string.h>

/* Longer text is no number that anybody sends. */
#define MAX_NUMBER_LENGTH 64
/* From here on a double can't tell integers apart, so ids are compared as text. */
#define EXACT_DIGITS 15

static gboolean
is_number_char (char c)
{
  return g_ascii_isdigit (c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/* Text as it stands, not terminated, when there is some without a copy. */
static gboolean
peek_text (const TellValue *self, const char **text, gsize *length)
{
  if (self->kind != SIO_VALUE_STRING && self->kind != SIO_VALUE_NUMBER)
    return FALSE;
  if (sio_value_is_missing (self->sio))
    {
      *text = self->text;
      *length = self->length;
    }
  else if (self->kind == SIO_VALUE_NUMBER)
    *text = sio_value_peek_json (self->sio, length);
  else
    *text = sio_value_peek_string (self->sio, length);
  return *text != NULL;
}

static const char *
string_to_text (const TellValue *self, TellScratch *scratch, gsize *length)
{
  g_autofree char *decoded = NULL;
  const char *peeked;

  if (sio_value_is_missing (self->sio))
    {
      *length = self->length;
      return self->text;
    }
  peeked = sio_value_peek_string (self->sio, length);
  if (peeked != NULL)
    return tell_scratch_copy (scratch, peeked, *length);
  decoded = sio_value_dup_string (self->sio, NULL);
  *length = strlen (decoded);
  return tell_scratch_copy (scratch, decoded, *length);
}

static const char *
number_to_text (const TellValue *self, TellScratch *scratch, gsize *length)
{
  char buffer[40];
  const char *text = NULL;

  if (!peek_text (self, &text, length))
    {
      text = tell_number_to_text (self->number, buffer);
      *length = strlen (text);
    }
  return tell_scratch_copy (scratch, text, *length);
}

static const char *
container_to_text (const TellValue *self, TellScratch *scratch, gsize *length)
{
  g_autoptr (GString) json = g_string_new (NULL);

  sio_value_append_json (self->sio, json);
  *length = json->len;
  return tell_scratch_copy (scratch, json->str, json->len);
}

static const char *
binary_to_text (const TellValue *self, TellScratch *scratch, gsize *length)
{
  GBytes *bytes = sio_value_get_binary (self->sio);
  gsize size = 0;
  const guchar *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  g_autofree char *text = g_base64_encode (data, size);

  *length = strlen (text);
  return tell_scratch_copy (scratch, text, *length);
}

static gboolean
boolean_of (const TellValue *self)
{
  return sio_value_is_missing (self->sio) ? self->number != 0 : sio_value_get_boolean (self->sio);
}

static gboolean
text_is (const TellValue *self, const char *word)
{
  const char *text;
  gsize length;

  return peek_text (self, &text, &length) && length == strlen (word) && memcmp (text, word, length) == 0;
}

/* An integer that a double may not tell from its neighbour. */
static gboolean
is_long_integer (const TellValue *self)
{
  const char *text;
  gsize length;

  if (!peek_text (self, &text, &length) || length <= EXACT_DIGITS)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && !(i == 0 && text[i] == '-'))
      return FALSE;
  return TRUE;
}

static gboolean
equals_boolean (const TellValue *boolean, const TellValue *other)
{
  gboolean value = boolean_of (boolean);
  double number;

  if (other->kind == SIO_VALUE_BOOLEAN)
    return value == boolean_of (other);
  if (tell_value_read_number (other, &number))
    return number == (value ? 1 : 0);
  return text_is (other, value ? "true" : "false");
}

TellValue
tell_value_from_sio (SioValue sio)
{
  return (TellValue){ .kind = sio_value_get_kind (sio), .sio = sio };
}

TellValue
tell_value_from_text (const char *text, gssize length)
{
  if (text == NULL)
    return (TellValue) TELL_VALUE_INIT;
  return (TellValue){ .kind = SIO_VALUE_STRING,
                      .text = text,
                      .length = length < 0 ? strlen (text) : (gsize) length };
}

TellValue
tell_value_from_number (double number)
{
  return (TellValue){ .kind = SIO_VALUE_NUMBER, .number = number };
}

TellValue
tell_value_from_boolean (gboolean boolean)
{
  return (TellValue){ .kind = SIO_VALUE_BOOLEAN, .number = boolean ? 1 : 0 };
}

gboolean
tell_value_is_blank (const TellValue *self)
{
  gsize length;

  if (self->kind != SIO_VALUE_STRING)
    return tell_value_is_absent (self);
  if (sio_value_is_missing (self->sio))
    return self->length == 0;
  return sio_value_peek_json (self->sio, &length) != NULL && length == 2;
}

static const char *
to_text (const TellValue *self, TellScratch *scratch, gsize *length)
{
  switch (self->kind)
    {
    case SIO_VALUE_BOOLEAN:
      *length = boolean_of (self) ? 4 : 5;
      return boolean_of (self) ? "true" : "false";
    case SIO_VALUE_NUMBER:
      return number_to_text (self, scratch, length);
    case SIO_VALUE_STRING:
      return string_to_text (self, scratch, length);
    case SIO_VALUE_ARRAY:
    case SIO_VALUE_OBJECT:
      return container_to_text (self, scratch, length);
    case SIO_VALUE_BINARY:
      return binary_to_text (self, scratch, length);
    case SIO_VALUE_MISSING:
    case SIO_VALUE_NULL:
    default:
      *length = 0;
      return NULL;
    }
}

const char *
tell_value_get_text (const TellValue *self, TellScratch *scratch, gsize *length)
{
  gsize unused;
  const char *text;

  length = length ? length : &unused;
  text = to_text (self, scratch, length);
  tell_scratch_charge (scratch, *length);
  return text;
}

gsize
tell_value_get_size (const TellValue *self)
{
  gsize length = self->length;

  if (!sio_value_is_missing (self->sio))
    sio_value_peek_json (self->sio, &length);
  return length;
}

double
tell_value_get_number (const TellValue *self)
{
  if (self->kind != SIO_VALUE_NUMBER)
    return NAN;
  return sio_value_is_missing (self->sio) ? self->number : sio_value_get_double (self->sio);
}

gboolean
tell_value_read_number (const TellValue *self, double *number)
{
  g_autofree char *decoded = NULL;
  const char *text;
  gsize length;

  if (self->kind == SIO_VALUE_BOOLEAN)
    *number = boolean_of (self) ? 1 : 0;
  else if (self->kind == SIO_VALUE_NUMBER)
    *number = tell_value_get_number (self);
  else if (self->kind != SIO_VALUE_STRING)
    return FALSE;
  else if (peek_text (self, &text, &length))
    return tell_text_read_number (text, length, number);
  else
    return (decoded = sio_value_dup_string (self->sio, &length)) &&
           tell_text_read_number (decoded, strlen (decoded), number);
  return TRUE;
}

/* What a flag field means by it: as in JavaScript, but for the texts "false" and "0". */
gboolean
tell_value_get_truth (const TellValue *self)
{
  double number;

  if (tell_value_is_blank (self) || text_is (self, "false"))
    return FALSE;
  return !tell_value_read_number (self, &number) || (number != 0 && !isnan (number));
}

gboolean
tell_value_equals (const TellValue *self, const TellValue *other, TellScratch *scratch)
{
  const char *text;
  const char *other_text;
  double a;
  double b;

  if (tell_value_is_absent (self) || tell_value_is_absent (other))
    return FALSE;
  if (self->kind == SIO_VALUE_BOOLEAN)
    return equals_boolean (self, other);
  if (other->kind == SIO_VALUE_BOOLEAN)
    return equals_boolean (other, self);
  if (!(is_long_integer (self) && is_long_integer (other)) && tell_value_read_number (self, &a) &&
      tell_value_read_number (other, &b))
    return a == b;
  text = tell_value_get_text (self, scratch, NULL);
  other_text = tell_value_get_text (other, scratch, NULL);
  return strcmp (text, other_text) == 0;
}

void
tell_value_write (const TellValue *self, SioWriter *writer)
{
  if (!sio_value_is_missing (self->sio))
    sio_writer_value (writer, self->sio);
  else if (self->kind == SIO_VALUE_STRING)
    sio_writer_string (writer, self->text, self->length);
  else if (self->kind == SIO_VALUE_BOOLEAN)
    sio_writer_boolean (writer, self->number != 0);
  else if (self->kind != SIO_VALUE_NUMBER)
    sio_writer_null (writer);
  else if (self->text == NULL || !sio_writer_json (writer, self->text, self->length, NULL))
    sio_writer_double (writer, self->number);
}

void
tell_value_append_json (const TellValue *self, GString *json)
{
  g_autoptr (SioWriter) writer = NULL;
  g_autoptr (SioArgs) args = NULL;

  if (!sio_value_is_missing (self->sio))
    {
      sio_value_append_json (self->sio, json);
      return;
    }
  writer = sio_writer_new ();
  tell_value_write (self, writer);
  args = sio_writer_finish (writer);
  sio_value_append_json (sio_args_get_root (args), json);
}

gboolean
tell_text_read_number (const char *text, gsize length, double *number)
{
  char buffer[MAX_NUMBER_LENGTH + 1];
  char *end;

  while (length > 0 && g_ascii_isspace (text[0]))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length == 0 || length > MAX_NUMBER_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!is_number_char (text[i]))
      return FALSE;
  memcpy (buffer, text, length);
  buffer[length] = '\0';
  *number = g_ascii_strtod (buffer, &end);
  return *end == '\0' && end != buffer;
}

const char *
tell_number_to_text (double number, char buffer[static 40])
{
  if (!isfinite (number))
    return "null";
  if (fabs (number) < 1e15 && number == floor (number))
    return g_ascii_formatd (buffer, 40, "%.0f", number == 0 ? 0 : number);
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, 40, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  return buffer;
}
