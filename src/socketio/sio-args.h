/* sio-args.h: a JSON payload kept as the bytes that came, with an index of 16-byte tokens; values are read in place.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "sio-error.h"
#include "sio-types.h"

G_BEGIN_DECLS

#define SIO_ARGS_MAX_DEPTH 512

typedef enum
{
  SIO_VALUE_MISSING,
  SIO_VALUE_NULL,
  SIO_VALUE_BOOLEAN,
  SIO_VALUE_NUMBER,
  SIO_VALUE_STRING,
  SIO_VALUE_ARRAY,
  SIO_VALUE_OBJECT,
  SIO_VALUE_BINARY, /* an attachment, where its placeholder stood */
} SioValueKind;

/* A place in a SioArgs, passed by value; valid as long as the args are. {NULL, 0} is "missing", and every reader takes it. */
typedef struct
{
  const SioArgs *args;
  guint32        token;
} SioValue;

#define SIO_VALUE_INIT_MISSING ((SioValue) { NULL, 0 })

#define SIO_TYPE_ARGS (sio_args_get_type ())
GType         sio_args_get_type     (void) G_GNUC_CONST;

/* Strict RFC 8259 with UTF-8 checked; any JSON value may stand at the top. OFFSET skips a packet head without copying.
 * ATTACHMENTS (of GBytes, nullable) are what placeholders name; a number out of range is SIO_ERROR_BAD_PACKET. */
SioArgs      *sio_args_new          (GBytes         *bytes,
                                     gsize           offset,
                                     GPtrArray      *attachments,
                                     GError        **error);
SioArgs      *sio_args_new_text     (const char     *json,
                                     gssize          length,
                                     GError        **error);
SioArgs      *sio_args_new_node     (JsonNode       *node);
/* The same as sio_args_to_json () gives: {"$binary":"BASE64"} becomes an attachment. */
SioArgs      *sio_args_new_json     (const char     *json,
                                     GError        **error);
/* The array to emit: NAME, then the elements of the array JSON, which may be NULL. */
SioArgs      *sio_args_new_event    (const char     *name,
                                     const char     *json,
                                     GError        **error);
SioArgs      *sio_args_ref          (SioArgs        *self);
void          sio_args_unref        (SioArgs        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SioArgs, sio_args_unref)

SioValue      sio_args_get_root     (const SioArgs  *self);
guint         sio_args_get_length   (const SioArgs  *self); /* of the array at the root */
SioValue      sio_args_get          (const SioArgs  *self,
                                     guint           index);
char         *sio_args_to_json      (const SioArgs  *self); /* attachments as {"$binary":"BASE64"}, else byte for byte */
const char   *sio_args_peek_text    (const SioArgs  *self,
                                     gsize          *length); /* the JSON as it came, placeholders included; not terminated */
GPtrArray    *sio_args_get_attachments (const SioArgs *self); /* of GBytes, or NULL */

SioValueKind  sio_value_get_kind    (SioValue        value);
static inline gboolean
sio_value_is_missing (SioValue value)
{
  return value.args == NULL;
}
gboolean      sio_value_get_boolean (SioValue        value);
/* NAN for what is no number; 1e400 is an infinity, as strtod has it. */
double        sio_value_get_double  (SioValue        value);
/* TRUE if it is a number written without fraction or exponent that fits. */
gboolean      sio_value_get_int64   (SioValue        value,
                                     gint64         *number);
/* Decoded; a lone surrogate becomes U+FFFD, \u0000 ends the C string (LENGTH tells the whole). NULL if no string. */
char         *sio_value_dup_string  (SioValue        value,
                                     gsize          *length);
/* The decoded text without a copy when it has no escapes, else NULL: a fast path to try first. Not terminated. */
const char   *sio_value_peek_string (SioValue        value,
                                     gsize          *length);
gboolean      sio_value_equals_text (SioValue        value,
                                     const char     *text,
                                     gsize           length);
GBytes       *sio_value_get_binary  (SioValue        value); /* borrowed */
const char   *sio_value_peek_json   (SioValue        value,
                                     gsize          *length); /* the bytes of this value as they came; not terminated */
guint         sio_value_get_length  (SioValue        value); /* elements or members; 0 for the rest */
SioValue      sio_value_get_element (SioValue        value,
                                     guint           index);
/* The last one of duplicate keys. */
SioValue      sio_value_get_member  (SioValue        value,
                                     const char     *key,
                                     gssize          length);
JsonNode     *sio_value_to_node     (SioValue        value);
/* The JSON text with each attachment as {"$binary":"BASE64"}, else byte for byte as it came. */
void          sio_value_append_json (SioValue        value,
                                     GString        *string);

/* for (sio_iter_init (&iter, value); sio_iter_next (&iter, &key, &child);) key is missing in arrays. */
typedef struct
{
  SioValue container;
  guint32  next;
  guint32  end;
} SioIter;

void          sio_iter_init         (SioIter        *iter,
                                     SioValue        container);
gboolean      sio_iter_next         (SioIter        *iter,
                                     SioValue       *key,
                                     SioValue       *value);

G_END_DECLS
