/* sio-args-private.h: the token index inside a SioArgs, for the files of this folder that build or read it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-args.h"

G_BEGIN_DECLS

/* Tokens stand in the order of the text: a container, then everything in it; in an object each key before its value. */
typedef struct
{
  guint32 start;       /* offset of the first byte; of a string the quote */
  guint32 end;         /* one after the last byte */
  guint32 next;        /* the token after this value and everything in it: the next sibling, if there is one */
  guint32 kind    : 4; /* SioValueKind */
  guint32 escaped : 1; /* a string with at least one backslash */
  guint32 integer : 1; /* a number without fraction and exponent */
  guint32 count   : 26; /* elements or members, saturating; of SIO_VALUE_BINARY the attachment */
} SioToken;

G_STATIC_ASSERT (sizeof (SioToken) == 16);

#define SIO_TOKEN_MAX_COUNT ((1u << 26) - 1)
#define SIO_TOKENS_ON_STACK 512

/* What the indexer fills: small payloads never touch the heap, and are then copied behind their SioArgs. */
typedef struct
{
  SioToken *data;
  guint32   length;
  guint32   capacity;
  SioToken  stack[SIO_TOKENS_ON_STACK];
} SioTokens;

struct _SioArgs
{
  gatomicrefcount ref_count;
  guint32         n_tokens;
  GBytes         *bytes; /* NULL when TEXT is small */
  const char     *text;  /* in BYTES, or behind the tokens */
  gsize           length;
  GPtrArray      *attachments; /* of GBytes, nullable */
  SioToken       *tokens;      /* BUILT_IN, or owned */
  SioToken        built_in[];
};

/* sio-args-index.c */
gboolean sio_tokens_index                (SioTokens       *self,
                                          const char      *text,
                                          gsize            length,
                                          guint            max_depth,
                                          GError         **error);

/* sio-args.c */
/* Like sio_args_new () for text of our own making, as deep as we like. */
SioArgs *sio_args_new_trusted            (GBytes          *bytes);
/* For a fresh SioArgs that nobody else has seen: placeholders become SIO_VALUE_BINARY. */
gboolean sio_args_resolve_placeholders   (SioArgs         *self,
                                          GPtrArray       *attachments,
                                          GError         **error);
/* The same for places that are known: OFFSETS (of gsize) has one for each attachment, ascending. */
void     sio_args_mark_attachments       (SioArgs         *self,
                                          GPtrArray       *attachments,
                                          GArray          *offsets);

static inline const SioToken *
sio_value_token (SioValue value)
{
  return &value.args->tokens[value.token];
}

static inline const char *
sio_value_text (SioValue value)
{
  return value.args->text + sio_value_token (value)->start;
}

static inline gsize
sio_value_text_length (SioValue value)
{
  return sio_value_token (value)->end - sio_value_token (value)->start;
}

/* sio-string.c */
/* Appends what an escaped string (without its quotes) stands for. */
void     sio_string_append_decoded       (GString         *string,
                                          const char      *text,
                                          gsize            length);
/* Appends TEXT as a JSON string, as JavaScript writes it; invalid UTF-8 becomes U+FFFD. */
void     sio_string_append_quoted        (GString         *string,
                                          const char      *text,
                                          gsize            length);

/* sio-number.c */
double   sio_number_parse                (const char      *text,
                                          gsize            length);
gboolean sio_number_parse_int64          (const char      *text,
                                          gsize            length,
                                          gint64          *number);
/* Appends the shortest text that reads back as the same double, laid out as JavaScript does. */
void     sio_number_append               (GString         *string,
                                          double           value);

G_END_DECLS
