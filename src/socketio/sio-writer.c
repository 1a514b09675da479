/* sio-writer.c: writes JSON text piece by piece; a piece that cannot stand there is a critical: only our own
 * code calls it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-writer.h"

#include "sio-args-private.h"

#include <string.h>

typedef enum
{
  LEVEL_ARRAY_EMPTY,
  LEVEL_ARRAY,
  LEVEL_OBJECT_EMPTY,
  LEVEL_OBJECT,
  LEVEL_MEMBER, /* an object whose key has been written */
} Level;

struct _SioWriter
{
  GString *text;
  GArray *levels;         /* of Level, the innermost last */
  GPtrArray *attachments; /* of GBytes; NULL while there are none */
  GArray *offsets;        /* of gsize: where their placeholders stand */
};

static Level *
innermost (SioWriter *self)
{
  return self->levels->len > 0 ? &g_array_index (self->levels, Level, self->levels->len - 1) : NULL;
}

/**
 * SioWriter:
 *
 * Builds a payload to send piece by piece: the text is written once, and never read again.
 */

G_DEFINE_BOXED_TYPE (SioWriter, sio_writer, sio_writer_copy, sio_writer_free)

/* Writes the comma before a value, if there has to be one; FALSE if no value may stand here. */
static gboolean
begin_value (SioWriter *self)
{
  Level *level = innermost (self);

  if (level == NULL)
    return self->text->len == 0;
  switch (*level)
    {
    case LEVEL_ARRAY:
      g_string_append_c (self->text, ',');
      return TRUE;
    case LEVEL_ARRAY_EMPTY:
      *level = LEVEL_ARRAY;
      return TRUE;
    case LEVEL_MEMBER:
      *level = LEVEL_OBJECT;
      return TRUE;
    case LEVEL_OBJECT_EMPTY:
    case LEVEL_OBJECT:
    default:
      return FALSE;
    }
}

static void
add_attachment (SioWriter *self, GBytes *bytes)
{
  gsize offset = self->text->len;

  if (self->attachments == NULL)
    self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_string_append_printf (self->text, "{\"_placeholder\":true,\"num\":%u}", self->attachments->len);
  g_ptr_array_add (self->attachments, g_bytes_ref (bytes));
  g_array_append_val (self->offsets, offset);
}

/**
 * sio_writer_new:
 *
 * Returns: (transfer full): a writer that expects one value
 */
SioWriter *
sio_writer_new (void)
{
  SioWriter *self = g_new0 (SioWriter, 1);

  self->text = g_string_sized_new (128);
  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

/**
 * sio_writer_copy:
 *
 * Returns: (transfer full): a writer that has written the same and goes its own way from here
 */
SioWriter *
sio_writer_copy (SioWriter *self)
{
  SioWriter *copy = g_new0 (SioWriter, 1);

  copy->text = g_string_new_len (self->text->str, self->text->len);
  copy->levels = g_array_copy (self->levels);
  copy->offsets = g_array_copy (self->offsets);
  if (self->attachments != NULL)
    {
      copy->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      g_ptr_array_extend (copy->attachments, self->attachments, (GCopyFunc) (void (*) (void)) g_bytes_ref,
                          NULL);
    }
  return copy;
}

/**
 * sio_writer_free:
 * @self: (transfer full): a writer
 */
void
sio_writer_free (SioWriter *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->levels);
  g_array_unref (self->offsets);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self);
}

static void
begin_container (SioWriter *self, char bracket, Level level)
{
  g_return_if_fail (begin_value (self));
  g_string_append_c (self->text, bracket);
  g_array_append_val (self->levels, level);
}

/**
 * sio_writer_begin_array:
 *
 * Begins an array; values follow, up to sio_writer_end ().
 */
void
sio_writer_begin_array (SioWriter *self)
{
  begin_container (self, '[', LEVEL_ARRAY_EMPTY);
}

/**
 * sio_writer_begin_object:
 *
 * Begins an object; keys and values follow in turn, up to sio_writer_end ().
 */
void
sio_writer_begin_object (SioWriter *self)
{
  begin_container (self, '{', LEVEL_OBJECT_EMPTY);
}

/**
 * sio_writer_end:
 *
 * Closes the innermost array or object; a key without a value gets null.
 */
void
sio_writer_end (SioWriter *self)
{
  Level *level = innermost (self);

  g_return_if_fail (level != NULL);
  if (*level == LEVEL_MEMBER)
    sio_writer_null (self);
  g_string_append_c (self->text, *level <= LEVEL_ARRAY ? ']' : '}');
  g_array_set_size (self->levels, self->levels->len - 1);
}

/**
 * sio_writer_key:
 * @key: of the member whose value follows
 */
void
sio_writer_key (SioWriter *self, const char *key)
{
  Level *level = innermost (self);

  g_return_if_fail (level != NULL && (*level == LEVEL_OBJECT || *level == LEVEL_OBJECT_EMPTY));
  if (*level == LEVEL_OBJECT)
    g_string_append_c (self->text, ',');
  *level = LEVEL_MEMBER;
  sio_string_append_quoted (self->text, key, strlen (key));
  g_string_append_c (self->text, ':');
}

/**
 * sio_writer_null:
 *
 * Writes null.
 */
void
sio_writer_null (SioWriter *self)
{
  g_return_if_fail (begin_value (self));
  g_string_append (self->text, "null");
}

/**
 * sio_writer_boolean:
 * @value: what to write
 */
void
sio_writer_boolean (SioWriter *self, gboolean value)
{
  g_return_if_fail (begin_value (self));
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * sio_writer_int64:
 * @value: what to write
 */
void
sio_writer_int64 (SioWriter *self, gint64 value)
{
  g_return_if_fail (begin_value (self));
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * sio_writer_double:
 * @value: NaN and infinities are written as null
 *
 * Writes the shortest decimal that reads back as @value, as ECMAScript's Number::toString lays it out (`5`,
 * `1e+21`, `-0` as `0`).
 */
void
sio_writer_double (SioWriter *self, double value)
{
  g_return_if_fail (begin_value (self));
  sio_number_append (self->text, value);
}

/**
 * sio_writer_string:
 * @text: may hold NULs if @length is given; what is not UTF-8 becomes U+FFFD
 * @length: in bytes, -1 if it ends in a NUL
 */
void
sio_writer_string (SioWriter *self, const char *text, gssize length)
{
  g_return_if_fail (text != NULL && begin_value (self));
  sio_string_append_quoted (self->text, text, length < 0 ? strlen (text) : (gsize) length);
}

/**
 * sio_writer_binary:
 * @bytes: an attachment; kept, not copied
 */
void
sio_writer_binary (SioWriter *self, GBytes *bytes)
{
  g_return_if_fail (bytes != NULL && begin_value (self));
  add_attachment (self, bytes);
}

/**
 * sio_writer_value: (skip)
 * @value: from any payload; a missing one writes null
 *
 * Copies the text of @value byte for byte; its attachments come along and get new numbers.
 */
void
sio_writer_value (SioWriter *self, SioValue value)
{
  const SioArgs *args = value.args;
  guint32 cursor, i, end;

  g_return_if_fail (begin_value (self));
  if (args == NULL)
    {
      g_string_append (self->text, "null");
      return;
    }
  cursor = sio_value_token (value)->start;
  end = args->attachments != NULL ? sio_value_token (value)->next : 0;
  for (i = value.token; i < end; i++)
    if (args->tokens[i].kind == SIO_VALUE_BINARY)
      {
        g_string_append_len (self->text, args->text + cursor, args->tokens[i].start - cursor);
        add_attachment (self, sio_value_get_binary ((SioValue){ args, i }));
        cursor = args->tokens[i].end;
        i = args->tokens[i].next - 1;
      }
  g_string_append_len (self->text, args->text + cursor, sio_value_token (value)->end - cursor);
}

static void
write_array (SioWriter *self, JsonArray *array)
{
  guint length = json_array_get_length (array);

  sio_writer_begin_array (self);
  for (guint i = 0; i < length; i++)
    sio_writer_node (self, json_array_get_element (array, i));
  sio_writer_end (self);
}

static void
write_object (SioWriter *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  sio_writer_begin_object (self);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      sio_writer_key (self, name);
      sio_writer_node (self, member);
    }
  sio_writer_end (self);
}

static void
write_scalar (SioWriter *self, JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_BOOLEAN:
      sio_writer_boolean (self, json_node_get_boolean (node));
      break;
    case G_TYPE_INT64:
      sio_writer_int64 (self, json_node_get_int (node));
      break;
    case G_TYPE_DOUBLE:
      sio_writer_double (self, json_node_get_double (node));
      break;
    default:
      sio_writer_string (self, json_node_get_string (node), -1);
    }
}

/**
 * sio_writer_node:
 * @node: (nullable): from a document; %NULL writes null
 */
void
sio_writer_node (SioWriter *self, JsonNode *node)
{
  switch (node != NULL ? json_node_get_node_type (node) : JSON_NODE_NULL)
    {
    case JSON_NODE_ARRAY:
      write_array (self, json_node_get_array (node));
      break;
    case JSON_NODE_OBJECT:
      write_object (self, json_node_get_object (node));
      break;
    case JSON_NODE_VALUE:
      write_scalar (self, node);
      break;
    case JSON_NODE_NULL:
    default:
      sio_writer_null (self);
    }
}

/* Strict: g_base64_decode () would skip what it does not know. */
static GBytes *
decode_base64 (const char *text)
{
  gsize length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  gsize padding = strspn (text + length, "=");
  guchar *data;
  gsize size;

  if (text[length + padding] != '\0' || padding > 2 || (length + padding) % 4 != 0)
    return NULL;
  data = g_base64_decode (text, &size);
  return g_bytes_new_take (data, size);
}

static gboolean
convert_object (SioArgs *args, guint32 token, GPtrArray *attachments, GError **error)
{
  SioValue object = { args, token };
  g_autofree char *base64 = sio_value_dup_string (sio_value_get_member (object, "$binary", -1), NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (base64 == NULL || sio_value_get_length (object) != 1)
    return TRUE;
  bytes = decode_base64 (base64);
  if (bytes == NULL)
    {
      g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_JSON, "“$binary” holds no base64 text");
      return FALSE;
    }
  args->tokens[token].kind = SIO_VALUE_BINARY;
  args->tokens[token].count = attachments->len;
  g_ptr_array_add (attachments, g_steal_pointer (&bytes));
  return TRUE;
}

static gboolean
convert_binary (SioArgs *args, GError **error)
{
  args->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint32 i = 0; i < args->n_tokens; i++)
    if (args->tokens[i].kind == SIO_VALUE_OBJECT && !convert_object (args, i, args->attachments, error))
      return FALSE;
  return TRUE;
}

/**
 * sio_writer_json:
 * @text: JSON text
 * @length: in bytes, -1 if it ends in a NUL
 * @error: return location
 *
 * Writes @text byte for byte, except that each `{"$binary":"BASE64"}` in it becomes an attachment.
 *
 * Returns: %FALSE with %SIO_ERROR_BAD_JSON, and then nothing was written
 */
gboolean
sio_writer_json (SioWriter *self, const char *text, gssize length, GError **error)
{
  g_autoptr (SioArgs) args = sio_args_new_text (text, length, error);

  if (args == NULL || !convert_binary (args, error))
    return FALSE;
  sio_writer_value (self, sio_args_get_root (args));
  return TRUE;
}

/**
 * sio_writer_finish:
 *
 * Closes what is open; with nothing written the result is null. The writer is empty again.
 *
 * Returns: (transfer full): the payload
 */
SioArgs *
sio_writer_finish (SioWriter *self)
{
  g_autoptr (GBytes) bytes = NULL;
  SioArgs *args;

  while (self->levels->len > 0)
    sio_writer_end (self);
  if (self->text->len == 0)
    sio_writer_null (self);
  bytes = g_string_free_to_bytes (self->text);
  self->text = g_string_sized_new (128);
  args = sio_args_new_trusted (bytes);
  g_assert (args != NULL); /* a gibibyte of our own text: nothing that could be sent */
  if (self->attachments != NULL)
    sio_args_mark_attachments (args, self->attachments, self->offsets);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_array_set_size (self->offsets, 0);
  return args;
}
