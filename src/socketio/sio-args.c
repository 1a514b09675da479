/* sio-args.c: the container of a JSON payload: its bytes, the token index over them, and its attachments.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-args-private.h"

#include <string.h>

/* In bytes. A text up to that is copied behind the tokens: that costs less than sharing it, and who keeps an
 * event keeps nothing of the large buffer that it came in. */
#define MAX_COPIED 1024

/**
 * SioArgs:
 *
 * A JSON payload, kept as the bytes that came, attachments included. Immutable, and shared by reference.
 *
 * C reads values in place ([struct@Sio.Value]); bindings read the text that sio_args_to_json () gives.
 */

G_DEFINE_BOXED_TYPE (SioArgs, sio_args, sio_args_ref, sio_args_unref)

static SioArgs *
new_from_tokens (GBytes *bytes, const char *text, gsize length, SioTokens *tokens)
{
  gboolean few = tokens->data == tokens->stack;
  gboolean small = few && length <= MAX_COPIED;
  gsize tokens_size = few ? tokens->length * sizeof (SioToken) : 0;
  SioArgs *self = g_malloc (sizeof (SioArgs) + tokens_size + (small ? length : 0));

  g_atomic_ref_count_init (&self->ref_count);
  self->n_tokens = tokens->length;
  self->bytes = small ? NULL : g_bytes_ref (bytes);
  self->text = small ? memcpy ((char *) self->built_in + tokens_size, text, length) : text;
  self->length = length;
  self->attachments = NULL;
  if (few)
    self->tokens = memcpy (self->built_in, tokens->stack, tokens_size);
  else
    self->tokens = g_renew (SioToken, tokens->data, tokens->length);
  return self;
}

static SioArgs *
new_indexed (GBytes *bytes, gsize offset, guint max_depth, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  SioTokens tokens;

  g_return_val_if_fail (offset <= size, NULL);
  if (data == NULL)
    data = ""; /* empty GBytes have no address to count from */
  if (!sio_tokens_index (&tokens, data + offset, size - offset, max_depth, error))
    return NULL;
  return new_from_tokens (bytes, data + offset, size - offset, &tokens);
}

static void
mark_binary (SioArgs *self, guint32 token, guint attachment)
{
  self->tokens[token].kind = SIO_VALUE_BINARY;
  self->tokens[token].count = attachment;
}

/* {"_placeholder":true,"num":N}; other members do not matter, as upstream's parser has it. */
static gboolean
resolve_placeholder (SioArgs *self, guint32 token, GError **error)
{
  SioValue object = { self, token };
  SioValue mark = sio_value_get_member (object, "_placeholder", -1);
  gint64 number = -1;

  if (sio_value_get_kind (mark) != SIO_VALUE_BOOLEAN || !sio_value_get_boolean (mark))
    return TRUE;
  if (sio_value_get_int64 (sio_value_get_member (object, "num", -1), &number) && number >= 0 &&
      number < self->attachments->len)
    {
      mark_binary (self, token, number);
      return TRUE;
    }
  g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET, "A placeholder names none of the %u attachments",
               self->attachments->len);
  return FALSE;
}

gboolean
sio_args_resolve_placeholders (SioArgs *self, GPtrArray *attachments, GError **error)
{
  self->attachments = g_ptr_array_ref (attachments);
  for (guint32 i = 0; i < self->n_tokens; i++)
    if (self->tokens[i].kind == SIO_VALUE_OBJECT && !resolve_placeholder (self, i, error))
      return FALSE;
  return TRUE;
}

void
sio_args_mark_attachments (SioArgs *self, GPtrArray *attachments, GArray *offsets)
{
  guint attachment = 0;

  self->attachments = g_ptr_array_ref (attachments);
  for (guint32 i = 0; i < self->n_tokens && attachment < offsets->len; i++)
    if (self->tokens[i].start == g_array_index (offsets, gsize, attachment))
      mark_binary (self, i, attachment++);
}

SioArgs *
sio_args_new_trusted (GBytes *bytes)
{
  return new_indexed (bytes, 0, G_MAXUINT, NULL);
}

/**
 * sio_args_new:
 * @bytes: the text, a packet's head before it included
 * @offset: where the JSON starts, in bytes
 * @attachments: (nullable) (element-type GBytes): what the placeholders in it name; kept, not copied
 * @error: return location
 *
 * Indexes a payload in place; the bytes are kept as long as the result, unless it is small.
 *
 * Returns: (transfer full) (nullable): the payload, or %NULL with %SIO_ERROR_BAD_JSON or
 * %SIO_ERROR_BAD_PACKET
 */
SioArgs *
sio_args_new (GBytes *bytes, gsize offset, GPtrArray *attachments, GError **error)
{
  g_autoptr (SioArgs) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  self = new_indexed (bytes, offset, SIO_ARGS_MAX_DEPTH, error);
  if (self == NULL)
    return NULL;
  if (attachments != NULL && !sio_args_resolve_placeholders (self, attachments, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sio_args_new_text:
 * @json: JSON text, copied
 * @length: in bytes, -1 if it ends in a NUL
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the payload, or %NULL with %SIO_ERROR_BAD_JSON
 */
SioArgs *
sio_args_new_text (const char *json, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (json != NULL, NULL);
  bytes = g_bytes_new (json, length < 0 ? strlen (json) : (gsize) length);
  return sio_args_new (bytes, 0, NULL, error);
}

/**
 * sio_args_ref:
 *
 * Returns: (transfer full): the same payload
 */
SioArgs *
sio_args_ref (SioArgs *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * sio_args_unref:
 * @self: (transfer full): a payload
 */
void
sio_args_unref (SioArgs *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  if (self->tokens != self->built_in)
    g_free (self->tokens);
  g_free (self);
}

/**
 * sio_args_get_root: (skip)
 *
 * Returns: the value at the top, valid as long as @self
 */
SioValue
sio_args_get_root (const SioArgs *self)
{
  return (SioValue){ self, 0 };
}

/**
 * sio_args_get_length:
 *
 * Returns: how many elements the array at the top has; 0 if it is no array
 */
guint
sio_args_get_length (const SioArgs *self)
{
  return self->tokens[0].kind == SIO_VALUE_ARRAY ? sio_value_get_length (sio_args_get_root (self)) : 0;
}

/**
 * sio_args_get: (skip)
 * @index: from 0
 *
 * Returns: an element of the array at the top, or "missing"
 */
SioValue
sio_args_get (const SioArgs *self, guint index)
{
  return sio_value_get_element (sio_args_get_root (self), index);
}

/**
 * sio_args_peek_text: (skip)
 * @length: (out): in bytes
 *
 * Returns: (transfer none): the JSON as it came, placeholders of attachments included; not terminated
 */
const char *
sio_args_peek_text (const SioArgs *self, gsize *length)
{
  *length = self->length;
  return self->text;
}

/**
 * sio_args_get_attachments:
 *
 * Returns: (transfer none) (nullable) (element-type GBytes): the attachments
 */
GPtrArray *
sio_args_get_attachments (const SioArgs *self)
{
  return self->attachments;
}
