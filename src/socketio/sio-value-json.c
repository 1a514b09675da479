/* sio-value-json.c: a value as JSON text and as a JsonNode.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-args-private.h"

static void
append_binary (GString *string, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  g_string_append (string, "{\"$binary\":\"");
  g_string_append (string, base64);
  g_string_append (string, "\"}");
}

/**
 * sio_value_append_json: (skip)
 * @string: where to
 *
 * Appends the text of the value byte for byte as it came, but attachments as `{"$binary":"BASE64"}`. Nothing
 * for a missing one.
 */
void
sio_value_append_json (SioValue value, GString *string)
{
  const SioArgs *args = value.args;
  guint32 cursor, i, end;

  if (args == NULL)
    return;
  cursor = sio_value_token (value)->start;
  end = args->attachments != NULL ? sio_value_token (value)->next : 0;
  for (i = value.token; i < end; i++)
    if (args->tokens[i].kind == SIO_VALUE_BINARY)
      {
        g_string_append_len (string, args->text + cursor, args->tokens[i].start - cursor);
        append_binary (string, sio_value_get_binary ((SioValue){ args, i }));
        cursor = args->tokens[i].end;
        i = args->tokens[i].next - 1;
      }
  g_string_append_len (string, args->text + cursor, sio_value_token (value)->end - cursor);
}

static JsonNode *to_node (SioValue value, guint depth);

static JsonNode *
number_to_node (SioValue value)
{
  JsonNode *node = json_node_alloc ();
  gint64 number;

  if (sio_value_get_int64 (value, &number))
    return json_node_init_int (node, number);
  return json_node_init_double (node, sio_value_get_double (value));
}

static JsonNode *
string_to_node (SioValue value)
{
  g_autofree char *text = sio_value_dup_string (value, NULL);

  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
binary_to_node (SioValue value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (sio_value_get_binary (value), &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  json_object_set_string_member (object, "$binary", base64);
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
array_to_node (SioValue value, guint depth)
{
  g_autoptr (JsonArray) array = json_array_sized_new (sio_value_get_length (value));
  SioIter iter;
  SioValue key, child;

  for (sio_iter_init (&iter, value); sio_iter_next (&iter, &key, &child);)
    json_array_add_element (array, to_node (child, depth));
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
object_to_node (SioValue value, guint depth)
{
  g_autoptr (JsonObject) object = json_object_new ();
  SioIter iter;
  SioValue key, child;

  for (sio_iter_init (&iter, value); sio_iter_next (&iter, &key, &child);)
    {
      g_autofree char *name = sio_value_dup_string (key, NULL);

      json_object_set_member (object, name, to_node (child, depth));
    }
  return json_node_init_object (json_node_alloc (), object);
}

/* What came from a server is never deeper than SIO_ARGS_MAX_DEPTH; what we built ourselves is cut off there.
 */
static JsonNode *
to_node (SioValue value, guint depth)
{
  SioValueKind kind = depth <= SIO_ARGS_MAX_DEPTH ? sio_value_get_kind (value) : SIO_VALUE_NULL;

  switch (kind)
    {
    case SIO_VALUE_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), sio_value_get_boolean (value));
    case SIO_VALUE_NUMBER:
      return number_to_node (value);
    case SIO_VALUE_STRING:
      return string_to_node (value);
    case SIO_VALUE_BINARY:
      return binary_to_node (value);
    case SIO_VALUE_ARRAY:
      return array_to_node (value, depth + 1);
    case SIO_VALUE_OBJECT:
      return object_to_node (value, depth + 1);
    case SIO_VALUE_MISSING:
    case SIO_VALUE_NULL:
    default:
      return json_node_init_null (json_node_alloc ());
    }
}

/**
 * sio_value_to_node: (skip)
 *
 * Copies the value into json-glib's types, which lose what they cannot hold: numbers beyond 64 bits become
 * doubles, text ends at its first NUL. Attachments become `{"$binary":"BASE64"}`.
 *
 * Returns: (transfer full): the node; null for a missing value
 */
JsonNode *
sio_value_to_node (SioValue value)
{
  return to_node (value, 0);
}
