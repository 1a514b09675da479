/* json-match.c: whether a line of JSON says what is expected, however its text is escaped and its numbers are written.
 * Read with the reader under test, since json-glib can't read all that may stand in a line.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-match.h"

#include "sio-args.h"

#include <string.h>

#define ANY "$any"

static gboolean is_equal (SioValue a, SioValue b);

static gboolean
is_equal_text (SioValue a, SioValue b)
{
  gsize length;
  g_autofree char *text = sio_value_dup_string (b, &length);

  return sio_value_equals_text (a, text, length);
}

static gboolean
has_all (SioValue object, SioValue expected)
{
  SioIter iter;
  SioValue key, value;

  for (sio_iter_init (&iter, expected); sio_iter_next (&iter, &key, &value);)
    {
      g_autofree char *name = sio_value_dup_string (key, NULL);

      if (!is_equal (sio_value_get_member (object, name, -1), value))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_equal_array (SioValue a, SioValue b)
{
  for (guint i = 0; i < sio_value_get_length (b); i++)
    if (!is_equal (sio_value_get_element (a, i), sio_value_get_element (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_equal (SioValue a, SioValue b)
{
  SioValueKind kind = sio_value_get_kind (b);

  if (kind == SIO_VALUE_STRING && sio_value_equals_text (b, ANY, strlen (ANY)))
    return !sio_value_is_missing (a);
  if (sio_value_get_kind (a) != kind || sio_value_get_length (a) != sio_value_get_length (b))
    return FALSE;
  switch (kind)
    {
    case SIO_VALUE_BOOLEAN:
      return sio_value_get_boolean (a) == sio_value_get_boolean (b);
    case SIO_VALUE_NUMBER:
      return sio_value_get_double (a) == sio_value_get_double (b);
    case SIO_VALUE_STRING:
      return is_equal_text (a, b);
    case SIO_VALUE_ARRAY:
      return is_equal_array (a, b);
    case SIO_VALUE_OBJECT:
      return has_all (a, b);
    default:
      return TRUE;
    }
}

static SioArgs *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  SioArgs *args = sio_args_new_text (text, -1, &error);

  if (args == NULL)
    g_error ("%s: %.400s", error->message, text);
  return args;
}

gboolean
json_match (const char *line, const char *pattern)
{
  g_autoptr (SioArgs) a = parse (line);
  g_autoptr (SioArgs) b = parse (pattern);

  return has_all (sio_args_get_root (a), sio_args_get_root (b));
}

char *
json_match_dup_member (const char *line, const char *name)
{
  g_autoptr (SioArgs) args = parse (line);
  SioValue value = sio_value_get_member (sio_args_get_root (args), name, -1);
  gsize length;
  const char *json;

  if (sio_value_is_missing (value))
    return NULL;
  json = sio_value_peek_json (value, &length);
  return g_strndup (json, length);
}
