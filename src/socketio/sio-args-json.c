/* sio-args-json.c: payloads made from JSON text and from json-glib's nodes, and written as text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-args-private.h"

#include "sio-writer.h"

static void
write_elements (SioWriter *writer, const SioArgs *array)
{
  SioValue none, element;
  SioIter iter;

  for (sio_iter_init (&iter, sio_args_get_root (array)); sio_iter_next (&iter, &none, &element);)
    sio_writer_value (writer, element);
}

/**
 * sio_args_new_node:
 * @node: (nullable): what to write; %NULL is null
 *
 * Returns: (transfer full): the payload
 */
SioArgs *
sio_args_new_node (JsonNode *node)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  sio_writer_node (writer, node);
  return sio_writer_finish (writer);
}

/**
 * sio_args_new_json:
 * @json: JSON text, copied
 * @error: return location
 *
 * Takes what sio_args_to_json () gives: each `{"$binary":"BASE64"}` in it becomes an attachment.
 *
 * Returns: (transfer full): the payload, or %NULL with %SIO_ERROR_BAD_JSON
 */
SioArgs *
sio_args_new_json (const char *json, GError **error)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  g_return_val_if_fail (json != NULL, NULL);
  return sio_writer_json (writer, json, -1, error) ? sio_writer_finish (writer) : NULL;
}

/**
 * sio_args_new_event:
 * @name: of the event
 * @json: (nullable): its arguments: the text of an array, as sio_args_new_json () takes it; %NULL for none
 * @error: return location
 *
 * Returns: (transfer full): an event to emit, or %NULL with %SIO_ERROR_BAD_JSON
 */
SioArgs *
sio_args_new_event (const char *name, const char *json, GError **error)
{
  g_autoptr (SioWriter) writer = NULL;
  g_autoptr (SioArgs) array = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  array = sio_args_new_json (json ? json : "[]", error);
  if (array == NULL)
    return NULL;
  if (sio_value_get_kind (sio_args_get_root (array)) != SIO_VALUE_ARRAY)
    {
      g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_JSON, "The arguments of an event are an array");
      return NULL;
    }
  writer = sio_writer_new ();
  sio_writer_begin_array (writer);
  sio_writer_string (writer, name, -1);
  write_elements (writer, array);
  return sio_writer_finish (writer);
}

/**
 * sio_args_to_json:
 *
 * Returns: (transfer full): the text as it came, but attachments as `{"$binary":"BASE64"}`
 */
char *
sio_args_to_json (const SioArgs *self)
{
  GString *string = g_string_sized_new (self->length);

  sio_value_append_json (sio_args_get_root (self), string);
  return g_string_free (string, FALSE);
}
