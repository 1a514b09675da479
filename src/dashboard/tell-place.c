/* tell-place.c: where in the document something stands, and what was probably meant.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-place.h"

#include <string.h>

/* Longer words are not compared. */
#define MAX_WORD 40

static gboolean
is_plain (const char *key)
{
  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-')
      return FALSE;
  return *key != '\0';
}

static void
append_key (GString *string, const char *key)
{
  g_autofree char *escaped = NULL;

  if (is_plain (key))
    {
      g_string_append_printf (string, "%s%s", string->len > 0 ? "." : "", key);
      return;
    }
  escaped = g_strescape (key, NULL);
  g_string_append_printf (string, "[\"%s\"]", g_utf8_validate (key, -1, NULL) ? key : escaped);
}

static void
append_place (GString *string, const TellPlace *place)
{
  if (place == NULL)
    return;
  append_place (string, place->parent);
  if (place->key != NULL)
    append_key (string, place->key);
  else
    g_string_append_printf (string, "[%u]", place->index);
}

/* The number of letters to insert, drop or change. */
static guint
measure_distance (const char *a, const char *b)
{
  guint row[MAX_WORD + 1];
  gsize n = strlen (b);

  for (gsize j = 0; j <= n; j++)
    row[j] = j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (gsize j = 1; j <= n; j++)
        {
          guint change = diagonal + (g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]));

          diagonal = row[j];
          row[j] = MIN (change, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[n];
}

/* Two neighbours that changed places, the commonest slip in a word too short for two changes. */
static gboolean
is_swapped (const char *a, const char *b)
{
  while (*a != '\0' && g_ascii_tolower (*a) == g_ascii_tolower (*b))
    a++, b++;
  return a[0] != '\0' && a[1] != '\0' && b[0] != '\0' && g_ascii_tolower (a[0]) == g_ascii_tolower (b[1]) &&
         g_ascii_tolower (a[1]) == g_ascii_tolower (b[0]) && g_ascii_strcasecmp (a + 2, b + 2) == 0;
}

char *
tell_place_to_string (const TellPlace *self)
{
  GString *string = g_string_new (NULL);

  append_place (string, self);
  return g_string_free (string, FALSE);
}

gboolean
tell_place_fail (const TellPlace *self, GError **error, const char *format, ...)
{
  g_autofree char *place = tell_place_to_string (self);
  g_autofree char *message = NULL;
  va_list list;

  va_start (list, format);
  message = g_strdup_vprintf (format, list);
  va_end (list);
  g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID, "%s%s%s", place,
               *place != '\0' ? ": " : "", message);
  return FALSE;
}

const char *
tell_node_describe (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "an array";
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "an object";
  if (JSON_NODE_HOLDS_NULL (node))
    return "null";
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return "text";
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? "a boolean" : "a number";
}

gboolean
tell_node_is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

const char *
tell_suggest (const char *word, const char *const *words)
{
  const char *best = NULL;
  /* One letter of a short word, two of a longer one. */
  guint best_distance = (strlen (word) < 4 ? 1 : MAX (2, strlen (word) / 3)) + 1;

  if (strlen (word) > MAX_WORD)
    return NULL;
  for (; *words != NULL; words++)
    {
      guint distance = is_swapped (word, *words) ? 1 : measure_distance (word, *words);

      if (distance < best_distance)
        {
          best = *words;
          best_distance = distance;
        }
    }
  return best;
}

char *
tell_suggest_bracket (const char *word, const char *const *words)
{
  const char *meant = tell_suggest (word, words);

  return meant ? g_strdup_printf (" (did you mean “%s”?)", meant) : g_strdup ("");
}

char *
tell_suggest_misspelt (JsonObject *object, const char *missing, const char *const *known)
{
  const char *words[] = { missing, NULL };
  JsonObjectIter iter;
  const char *key;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, NULL))
    if (!g_strv_contains (known, key) && tell_suggest (key, words) != NULL)
      return g_strdup_printf (" (did you mean it by “%s”?)", key);
  return g_strdup ("");
}
