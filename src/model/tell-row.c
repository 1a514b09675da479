/* tell-row.c: one row of a table: columns of JSON text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-table-private.h"

struct _TellRow
{
  GObject parent_instance;

  char *key;
  GHashTable *values; /* owned column → owned JSON text */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TellRow, tell_row, G_TYPE_OBJECT)

/* A hex digit group of four at TEXT; checked by who wrote the JSON. */
static gunichar
read_hex4 (const char *text)
{
  gunichar c = 0;

  for (int i = 0; i < 4; i++)
    c = c * 16 + MAX (0, g_ascii_xdigit_value (text[i]));
  return c;
}

/* Appends the escape behind the backslash at TEXT; gives where it ends. */
static const char *
unescape_one (const char *text, GString *out)
{
  static const char from[] = "bfnrt";
  static const char to[] = "\b\f\n\r\t";
  const char *found = strchr (from, text[1]);

  if (text[1] == '\0')
    return text + 1;
  if (text[1] != 'u' || strlen (text) < 6)
    {
      g_string_append_c (out, found ? to[found - from] : text[1]);
      return text + 2;
    }
  gunichar c = read_hex4 (text + 2);

  text += 6;
  if (c >= 0xd800 && c < 0xdc00 && text[0] == '\\' && text[1] == 'u' && strlen (text) >= 6)
    {
      c = 0x10000 + ((c - 0xd800) << 10) + ((read_hex4 (text + 2) - 0xdc00) & 0x3ff);
      text += 6;
    }
  g_string_append_unichar (out, c == 0 || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c);
  return text;
}

static char *
unquote (const char *json)
{
  GString *out = g_string_new (NULL);
  const char *p = json + 1;

  while (*p != '\0' && *p != '"')
    if (*p == '\\')
      p = unescape_one (p, out);
    else
      g_string_append_c (out, *p++);
  return g_string_free (out, FALSE);
}

static void
tell_row_finalize (GObject *object)
{
  TellRow *self = TELL_ROW (object);

  g_free (self->key);
  g_hash_table_unref (self->values);
  G_OBJECT_CLASS (tell_row_parent_class)->finalize (object);
}

static void
tell_row_class_init (TellRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_row_finalize;

  /**
   * TellRow::changed:
   *
   * At least one column has another value.
   */
  signals[CHANGED] =
      g_signal_new ("changed", TELL_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tell_row_init (TellRow *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

TellRow *
tell_row_new (const char *key)
{
  TellRow *self = g_object_new (TELL_TYPE_ROW, NULL);

  self->key = g_strdup (key);
  return self;
}

gboolean
tell_row_set (TellRow *self, const char *column, const char *json)
{
  if (g_strcmp0 (g_hash_table_lookup (self->values, column), json) == 0)
    return FALSE;
  g_hash_table_insert (self->values, g_strdup (column), g_strdup (json));
  return TRUE;
}

void
tell_row_changed (TellRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
tell_row_get_key (TellRow *self)
{
  g_return_val_if_fail (TELL_IS_ROW (self), NULL);

  return self->key;
}

/**
 * tell_row_get_json:
 *
 * Returns: (nullable): the value of @column as JSON text, %NULL if it was never set
 */
const char *
tell_row_get_json (TellRow *self, const char *column)
{
  g_return_val_if_fail (TELL_IS_ROW (self), NULL);

  return g_hash_table_lookup (self->values, column);
}

/**
 * tell_row_dup_text:
 *
 * Returns: (transfer full): the value of @column for showing: text without its quotes, nothing for null
 */
char *
tell_row_dup_text (TellRow *self, const char *column)
{
  const char *json = tell_row_get_json (self, column);

  if (json == NULL || strcmp (json, "null") == 0)
    return g_strdup ("");
  return json[0] == '"' ? unquote (json) : g_strdup (json);
}
