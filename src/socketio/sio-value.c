/* sio-value.c: reading one value where it stands in a payload.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-args-private.h"

#include <math.h>
#include <string.h>

/**
 * SioValueKind:
 * @SIO_VALUE_MISSING: it is not there
 * @SIO_VALUE_NULL: null
 * @SIO_VALUE_BOOLEAN: true or false
 * @SIO_VALUE_NUMBER: a number
 * @SIO_VALUE_STRING: text
 * @SIO_VALUE_ARRAY: an array
 * @SIO_VALUE_OBJECT: an object
 * @SIO_VALUE_BINARY: an attachment
 *
 * What a value is.
 */

/**
 * SioValue:
 *
 * A place in a payload, passed by value; valid as long as the payload. Every reader takes a missing one.
 */

/**
 * SioIter:
 *
 * Walks over the elements of an array, or the members of an object.
 *
 * ```c
 * for (sio_iter_init (&iter, value); sio_iter_next (&iter, &key, &child);)
 * ```
 */

static inline gboolean
is_kind (SioValue value, SioValueKind kind)
{
  return value.args != NULL && sio_value_token (value)->kind == kind;
}

/**
 * sio_value_get_kind: (skip)
 *
 * Returns: what the value is; %SIO_VALUE_MISSING if it is not there
 */
SioValueKind
sio_value_get_kind (SioValue value)
{
  return value.args != NULL ? (SioValueKind) sio_value_token (value)->kind : SIO_VALUE_MISSING;
}

/**
 * sio_value_get_boolean: (skip)
 *
 * Returns: %TRUE only for `true`
 */
gboolean
sio_value_get_boolean (SioValue value)
{
  return is_kind (value, SIO_VALUE_BOOLEAN) && sio_value_text (value)[0] == 't';
}

/**
 * sio_value_get_double: (skip)
 *
 * Returns: the number, rounded to the nearest double; NAN if the value is no number
 */
double
sio_value_get_double (SioValue value)
{
  if (!is_kind (value, SIO_VALUE_NUMBER))
    return NAN;
  return sio_number_parse (sio_value_text (value), sio_value_text_length (value));
}

/**
 * sio_value_get_int64: (skip)
 * @number: (out): the number, untouched on failure
 *
 * Returns: %TRUE if the value is a number written without fraction or exponent that fits
 */
gboolean
sio_value_get_int64 (SioValue value, gint64 *number)
{
  if (!is_kind (value, SIO_VALUE_NUMBER) || !sio_value_token (value)->integer)
    return FALSE;
  return sio_number_parse_int64 (sio_value_text (value), sio_value_text_length (value), number);
}

/**
 * sio_value_dup_string: (skip)
 * @length: (out) (optional): in bytes; the text may hold NULs
 *
 * Returns: (transfer full) (nullable): the text, escapes decoded, or %NULL if the value is no string
 */
char *
sio_value_dup_string (SioValue value, gsize *length)
{
  GString *string;
  gsize size;

  if (length != NULL)
    *length = 0;
  if (!is_kind (value, SIO_VALUE_STRING))
    return NULL;
  size = sio_value_text_length (value) - 2;
  if (!sio_value_token (value)->escaped)
    {
      if (length != NULL)
        *length = size;
      return g_strndup (sio_value_text (value) + 1, size);
    }
  string = g_string_sized_new (size);
  sio_string_append_decoded (string, sio_value_text (value) + 1, size);
  if (length != NULL)
    *length = string->len;
  return g_string_free (string, FALSE);
}

/**
 * sio_value_peek_string: (skip)
 * @length: (out): in bytes
 *
 * Returns: (transfer none) (nullable): the text in place, not terminated; %NULL if it is no string or has
 * escapes
 */
const char *
sio_value_peek_string (SioValue value, gsize *length)
{
  *length = 0;
  if (!is_kind (value, SIO_VALUE_STRING) || sio_value_token (value)->escaped)
    return NULL;
  *length = sio_value_text_length (value) - 2;
  return sio_value_text (value) + 1;
}

/* An escape is never shorter than what it stands for. */
static gboolean
equals_decoded (SioValue value, const char *text, gsize length)
{
  gsize size;
  g_autofree char *decoded = sio_value_dup_string (value, &size);

  return size == length && memcmp (decoded, text, length) == 0;
}

/**
 * sio_value_equals_text: (skip)
 * @text: decoded text
 * @length: in bytes
 *
 * Returns: %TRUE if the value is a string that says @text
 */
gboolean
sio_value_equals_text (SioValue value, const char *text, gsize length)
{
  gsize size;

  if (!is_kind (value, SIO_VALUE_STRING))
    return FALSE;
  size = sio_value_text_length (value) - 2;
  if (!sio_value_token (value)->escaped)
    return size == length && memcmp (sio_value_text (value) + 1, text, length) == 0;
  return size >= length && equals_decoded (value, text, length);
}

/**
 * sio_value_get_binary: (skip)
 *
 * Returns: (transfer none) (nullable): the attachment, or %NULL if the value is none
 */
GBytes *
sio_value_get_binary (SioValue value)
{
  if (!is_kind (value, SIO_VALUE_BINARY))
    return NULL;
  return g_ptr_array_index (value.args->attachments, sio_value_token (value)->count);
}

/**
 * sio_value_peek_json: (skip)
 * @length: (out): in bytes
 *
 * Returns: (transfer none) (nullable): the bytes of the value as they came, not terminated; %NULL if it is
 * missing
 */
const char *
sio_value_peek_json (SioValue value, gsize *length)
{
  *length = 0;
  if (value.args == NULL)
    return NULL;
  *length = sio_value_text_length (value);
  return sio_value_text (value);
}

static guint
count_children (SioValue value)
{
  SioIter iter;
  SioValue key, child;
  guint count = 0;

  for (sio_iter_init (&iter, value); sio_iter_next (&iter, &key, &child);)
    count++;
  return count;
}

/**
 * sio_value_get_length: (skip)
 *
 * Returns: how many elements or members; duplicate keys count; 0 for what is no array or object
 */
guint
sio_value_get_length (SioValue value)
{
  if (!is_kind (value, SIO_VALUE_ARRAY) && !is_kind (value, SIO_VALUE_OBJECT))
    return 0;
  if (G_UNLIKELY (sio_value_token (value)->count == SIO_TOKEN_MAX_COUNT))
    return count_children (value);
  return sio_value_token (value)->count;
}

/**
 * sio_value_get_element: (skip)
 * @index: from 0; takes time in proportion, see [struct@SioIter] for loops
 *
 * Returns: an element of an array, or "missing"
 */
SioValue
sio_value_get_element (SioValue value, guint index)
{
  guint32 token;

  if (!is_kind (value, SIO_VALUE_ARRAY) || index >= sio_value_get_length (value))
    return SIO_VALUE_INIT_MISSING;
  token = value.token + 1;
  while (index-- > 0)
    token = value.args->tokens[token].next;
  return (SioValue){ value.args, token };
}

/* Keys are looked for more often than anything else: nothing is called for one of another length. */
static inline gboolean
is_key (const SioArgs *args, const SioToken *token, guint32 index, const char *key, gsize size)
{
  if (G_UNLIKELY (token->escaped))
    return sio_value_equals_text ((SioValue){ args, index }, key, size);
  return token->end - token->start == size + 2 && memcmp (args->text + token->start + 1, key, size) == 0;
}

/**
 * sio_value_get_member: (skip)
 * @key: decoded
 * @length: in bytes, -1 if it ends in a NUL
 *
 * Returns: the last member of an object with that key, or "missing"
 */
SioValue
sio_value_get_member (SioValue value, const char *key, gssize length)
{
  gsize size = length < 0 ? strlen (key) : (gsize) length;
  guint32 found = 0;

  if (!is_kind (value, SIO_VALUE_OBJECT))
    return SIO_VALUE_INIT_MISSING;
  for (guint32 i = value.token + 1, end = sio_value_token (value)->next; i < end;
       i = value.args->tokens[i + 1].next)
    if (is_key (value.args, &value.args->tokens[i], i, key, size))
      found = i + 1;
  return found > 0 ? (SioValue){ value.args, found } : SIO_VALUE_INIT_MISSING;
}

/**
 * sio_iter_init: (skip)
 * @iter: to be set up
 * @container: an array or object; anything else has nothing in it
 */
void
sio_iter_init (SioIter *iter, SioValue container)
{
  gboolean full = is_kind (container, SIO_VALUE_ARRAY) || is_kind (container, SIO_VALUE_OBJECT);

  iter->container = container;
  iter->next = container.token + 1;
  iter->end = full ? sio_value_token (container)->next : iter->next;
}

/**
 * sio_iter_next: (skip)
 * @key: (out): the member's key, "missing" in arrays
 * @value: (out): the element or member
 *
 * Returns: %FALSE at the end; then @key and @value are missing
 */
gboolean
sio_iter_next (SioIter *iter, SioValue *key, SioValue *value)
{
  const SioArgs *args = iter->container.args;

  *key = *value = SIO_VALUE_INIT_MISSING;
  if (iter->next >= iter->end)
    return FALSE;
  if (sio_value_token (iter->container)->kind == SIO_VALUE_OBJECT)
    *key = (SioValue){ args, iter->next++ };
  *value = (SioValue){ args, iter->next };
  iter->next = args->tokens[iter->next].next;
  return TRUE;
}
