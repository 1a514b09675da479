/* eio-json.c: reading small JSON objects that a stranger sent.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-json.h"

#include <math.h>
#include <string.h>

static gboolean
is_shallow (const char *text, gsize size)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < size; i++)
    if (quoted && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '{' || text[i] == '[') && ++depth > EIO_JSON_MAX_DEPTH)
      return FALSE;
    else if (!quoted && (text[i] == '\'' || text[i] == '/'))
      return FALSE; /* json-glib's own quotes and comments, which would hide brackets */
    else if (!quoted && (text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;

  return TRUE;
}

static gboolean
is_safe (const char *text, gsize size)
{
  return size > 0 && size <= EIO_JSON_MAX_SIZE && text[0] == '{' && memchr (text, '\0', size) == NULL &&
         g_utf8_validate (text, size, NULL) && is_shallow (text, size);
}

/**
 * eio_json_parse_object:
 * @bytes: what should be a JSON object
 *
 * Returns: (transfer full) (nullable): the object; %NULL when it is none, too large or nested too deeply
 */
JsonObject *
eio_json_parse_object (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (!is_safe (text, size))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, size, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

const char *
eio_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

gboolean
eio_json_get_count (JsonObject *object, const char *name, guint64 max, guint64 *count)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double value;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  value = json_node_get_double (node);
  if (!(value >= 0 && value <= max && value == floor (value)))
    return FALSE;

  *count = value;
  return TRUE;
}
