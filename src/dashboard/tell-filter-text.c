/* tell-filter-text.c: filters that work on text: match, strip, lower, upper, hex, base64.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-filter-private.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" },    { "lt", "<" },    { "gt", ">" },    { "quot", "\"" },  { "apos", "'" },  { "nbsp", " " },
  { "hellip", "…" }, { "ndash", "–" }, { "mdash", "—" }, { "middot", "·" }, { "times", "×" }, { "euro", "€" },
};

/* Longer names are no entities: "R&D; and so on" stays. */
#define MAX_ENTITY 10

static const char *
find_ignoring_case (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (; *text != '\0'; text++)
    if (g_ascii_strncasecmp (text, word, length) == 0)
      return text;
  return NULL;
}

static gboolean
append_numeric_entity (GString *out, const char *digits)
{
  gboolean hex = digits[0] == 'x' || digits[0] == 'X';
  char *end;
  guint64 c = g_ascii_strtoull (digits + hex, &end, hex ? 16 : 10);

  if (end == digits + hex || *end != '\0' || c == 0 || c > 0x10ffff || !g_unichar_validate (c))
    return FALSE;
  g_string_append_unichar (out, c);
  return TRUE;
}

/* Appends what "&…;" at TEXT stands for; gives what is behind, or NULL if it is no entity. */
static const char *
append_entity (GString *out, const char *text)
{
  const char *semicolon = memchr (text, ';', strnlen (text, MAX_ENTITY + 2));
  char name[MAX_ENTITY + 2];

  if (semicolon == NULL)
    return NULL;
  g_strlcpy (name, text + 1, semicolon - text);
  if (name[0] == '#')
    return append_numeric_entity (out, name + 1) ? semicolon + 1 : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strcmp (name, entities[i].name) == 0)
      {
        g_string_append (out, entities[i].text);
        return semicolon + 1;
      }
  return NULL;
}

/* Behind the element that begins at TEXT, for those whose content nobody is meant to read. */
static const char *
skip_element (const char *text, const char *open, const char *close)
{
  const char *end;
  gsize length = strlen (open);

  if (g_ascii_strncasecmp (text, open, length) != 0 || g_ascii_isalnum (text[length]))
    return text;
  end = find_ignoring_case (text, close);
  return end ? end : text + strlen (text);
}

/* Behind the tag or comment that begins at TEXT; TEXT itself if none does. */
static const char *
skip_tag (const char *text)
{
  const char *end;

  if (!g_ascii_isalpha (text[1]) && text[1] != '/' && text[1] != '!' && text[1] != '?')
    return text;
  text = skip_element (text, "<script", "</script");
  text = skip_element (text, "<style", "</style");
  end = g_str_has_prefix (text, "<!--") ? strstr (text, "-->") : strchr (text, '>');
  if (end == NULL)
    return text + strlen (text);
  return end + (*end == '-' ? 3 : 1);
}

/* Behind the escape sequence (ECMA-48) that begins at TEXT. */
static const char *
skip_escape (const char *text)
{
  const char *p = text + 2;

  switch (text[1])
    {
    case '\0':
      return text + 1;
    case '[':
      while (*p >= 0x20 && *p <= 0x3f)
        p++;
      return *p >= 0x40 && *p <= 0x7e ? p + 1 : p;
    case ']':
    case 'P':
    case '_':
    case '^':
      while (*p != '\0' && *p != '\a' && !(p[0] == '\033' && p[1] == '\\'))
        p++;
      return *p == '\0' ? p : p + (*p == '\a' ? 1 : 2);
    default:
      for (p = text + 1; *p >= 0x20 && *p <= 0x2f;)
        p++;
      return *p != '\0' && (guchar) *p < 0x80 ? p + 1 : p;
    }
}

static TellValue
keep (TellContext *context, GString *text)
{
  return tell_value_from_text (tell_scratch_copy (context->scratch, text->str, text->len), text->len);
}

TellValue
tell_filter_strip_html (TellFilter *self, TellValue value, TellContext *context)
{
  const char *p = tell_value_get_text (&value, context->scratch, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  while (*p != '\0')
    {
      const char *behind = *p == '<' ? skip_tag (p) : p;

      if (*p == '&')
        behind = append_entity (out, p);
      if (behind != NULL && behind != p)
        p = behind;
      else
        g_string_append_c (out, *p++);
    }
  return keep (context, out);
}

TellValue
tell_filter_strip_ansi (TellFilter *self, TellValue value, TellContext *context)
{
  const char *p = tell_value_get_text (&value, context->scratch, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  while (*p != '\0')
    if (*p == '\033')
      p = skip_escape (p);
    else
      g_string_append_c (out, *p++);
  return keep (context, out);
}

TellValue
tell_filter_match (TellFilter *self, TellValue value, TellContext *context)
{
  gsize length;
  const char *text = tell_value_get_text (&value, context->scratch, &length);
  int start;
  int end;

  if (!tell_regex_match (self->regex, text, strlen (text), context->scratch, self->group, &start, &end) ||
      start < 0)
    return (TellValue) TELL_VALUE_INIT;
  return tell_value_from_text (tell_scratch_copy (context->scratch, text + start, end - start), end - start);
}

TellValue
tell_filter_lower (TellFilter *self, TellValue value, TellContext *context)
{
  const char *text = tell_value_get_text (&value, context->scratch, NULL);

  return tell_value_from_text (tell_scratch_take (context->scratch, g_utf8_strdown (text, -1)), -1);
}

TellValue
tell_filter_upper (TellFilter *self, TellValue value, TellContext *context)
{
  const char *text = tell_value_get_text (&value, context->scratch, NULL);

  return tell_value_from_text (tell_scratch_take (context->scratch, g_utf8_strup (text, -1)), -1);
}

/* The bytes that a value is made of: an attachment's, or those of its text. */
static const guchar *
get_bytes (const TellValue *value, TellContext *context, gsize *size)
{
  GBytes *bytes = value->kind == SIO_VALUE_BINARY ? sio_value_get_binary (value->sio) : NULL;

  if (bytes != NULL)
    return g_bytes_get_data (bytes, size);
  return (const guchar *) tell_value_get_text (value, context->scratch, size);
}

TellValue
tell_filter_hex (TellFilter *self, TellValue value, TellContext *context)
{
  static const char digits[] = "0123456789abcdef";
  gint64 number;
  gsize size;
  const guchar *data;
  char *out;

  if (value.kind == SIO_VALUE_NUMBER && sio_value_get_int64 (value.sio, &number))
    return tell_value_from_text (tell_scratch_take (context->scratch,
                                                    g_strdup_printf ("%" G_GINT64_MODIFIER "x", number)),
                                 -1);
  data = get_bytes (&value, context, &size);
  out = tell_scratch_alloc (context->scratch, 2 * size + 1);
  for (gsize i = 0; i < size; i++)
    {
      out[2 * i] = digits[data[i] >> 4];
      out[2 * i + 1] = digits[data[i] & 15];
    }
  out[2 * size] = '\0';
  return tell_value_from_text (out, 2 * size);
}

TellValue
tell_filter_base64 (TellFilter *self, TellValue value, TellContext *context)
{
  gsize size;
  const guchar *data = get_bytes (&value, context, &size);

  return tell_value_from_text (tell_scratch_take (context->scratch, g_base64_encode (data, size)), -1);
}
