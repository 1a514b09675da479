/* sio-args-index.c: one strict pass over JSON text (RFC 8259, UTF-8 checked) that leaves a token for each
 * value.
 *
 * Nothing is decoded: numbers and escapes stay as they came. There is no recursion; while a container is
 * open, its token's `next` holds the token of the container around it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-args-private.h"
#include "sio-scan-private.h"

#include "eio-utf8.h"

#include <string.h>

#define NO_PARENT G_MAXUINT32

/* Keeps every offset and token number well inside 32 bits. */
#define MAX_LENGTH (1u << 30)

/* Scanners take where they are and return where they got to, NULL when they fail: in a register all the way. */
typedef struct
{
  const guint8 *text;
  const guint8 *end;
  SioTokens *tokens;
  guint32 parent; /* the innermost open container */
  guint depth;
  guint max_depth;
  const char *problem;
  const guint8 *problem_at;
} Indexer;

static const guint8 *
fail (Indexer *self, const guint8 *p, const char *problem)
{
  self->problem = problem;
  self->problem_at = p;
  return NULL;
}

static const guint8 *
fail_unexpected (Indexer *self, const guint8 *p)
{
  return fail (self, p, p < self->end ? "an unexpected character" : "an unexpected end");
}

/* A NUL is allowed nowhere in JSON, so it can stand for the end as well. */
static inline guint8
peek (const Indexer *self, const guint8 *p)
{
  return G_LIKELY (p < self->end) ? *p : 0;
}

static inline gboolean
is_digit (guint8 c)
{
  return (guint8) (c - '0') < 10;
}

static inline const guint8 *
skip_space (const Indexer *self, const guint8 *p)
{
  while (p < self->end && *p <= ' ' && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
    p++;
  return p;
}

static void
grow (SioTokens *tokens)
{
  guint32 capacity = tokens->capacity * 2;

  if (tokens->data == tokens->stack)
    {
      tokens->data = g_new (SioToken, capacity);
      memcpy (tokens->data, tokens->stack, sizeof tokens->stack);
    }
  else
    tokens->data = g_renew (SioToken, tokens->data, capacity);
  tokens->capacity = capacity;
}

static inline void
push (Indexer *self, SioToken token)
{
  SioTokens *tokens = self->tokens;

  if (G_UNLIKELY (tokens->length == tokens->capacity))
    grow (tokens);
  token.next = tokens->length + 1;
  tokens->data[tokens->length++] = token;
}

static inline SioToken
make_token (const Indexer *self, SioValueKind kind, const guint8 *start, const guint8 *end)
{
  return (SioToken){ .start = start - self->text, .end = end - self->text, .kind = kind };
}

static const guint8 *
scan_escape (Indexer *self, const guint8 *p)
{
  guint8 c = self->end - p >= 2 ? p[1] : 0;

  if (c == 'u')
    {
      if (self->end - p < 6)
        return fail (self, p, "a string without an end");
      for (guint i = 2; i < 6; i++)
        if (!g_ascii_isxdigit (p[i]))
          return fail (self, p, "a bad escape");
      return p + 6;
    }
  switch (c)
    {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
      return p + 2;
    default:
      return fail (self, p, "a bad escape");
    }
}

static const guint8 *
scan_utf8 (Indexer *self, const guint8 *p)
{
  while (p < self->end && *p >= 0x80)
    {
      guint length = eio_utf8_sequence (p, self->end);

      if (length == 0)
        return fail (self, p, "text that is not UTF-8");
      p += length;
    }
  return p;
}

/* At something in a string that is neither plain nor its end. */
static const guint8 *
scan_special (Indexer *self, const guint8 *p, gboolean *escaped)
{
  if (p >= self->end)
    return fail (self, p, "a string without an end");
  if (*p >= 0x80)
    return scan_utf8 (self, p);
  if (*p != '\\')
    return fail (self, p, "a control character in a string");
  *escaped = TRUE;
  return scan_escape (self, p);
}

/* From the opening quote to behind the closing one. */
static inline const guint8 *
scan_string (Indexer *self, const guint8 *start)
{
  const guint8 *p = start + 1;
  gboolean escaped = FALSE;
  SioToken token;

  for (;;)
    {
      p = sio_skip_plain (p, self->end);
      if (G_LIKELY (p < self->end && *p == '"'))
        break;
      p = scan_special (self, p, &escaped);
      if (p == NULL)
        return NULL;
    }
  token = make_token (self, SIO_VALUE_STRING, start, p + 1);
  token.escaped = escaped;
  push (self, token);
  return p + 1;
}

static inline const guint8 *
scan_digits (Indexer *self, const guint8 *p)
{
  if (!is_digit (peek (self, p)))
    return fail (self, p, "a number without a digit where one has to be");
  while (p < self->end && is_digit (*p))
    p++;
  return p;
}

static const guint8 *
scan_exponent (Indexer *self, const guint8 *p)
{
  guint8 sign = peek (self, ++p);

  return scan_digits (self, sign == '+' || sign == '-' ? p + 1 : p);
}

static const guint8 *
scan_number (Indexer *self, const guint8 *start)
{
  const guint8 *p = *start == '-' ? start + 1 : start;
  const guint8 *integer_end;
  SioToken token;

  p = integer_end = peek (self, p) == '0' ? p + 1 : scan_digits (self, p);
  if (p != NULL && peek (self, p) == '.')
    p = scan_digits (self, p + 1);
  if (p != NULL && (peek (self, p) | 0x20) == 'e')
    p = scan_exponent (self, p);
  if (p == NULL)
    return NULL;
  token = make_token (self, SIO_VALUE_NUMBER, start, p);
  token.integer = p == integer_end;
  push (self, token);
  return p;
}

static const guint8 *
scan_literal (Indexer *self, const guint8 *p, SioValueKind kind, const char *literal, gsize length)
{
  if ((gsize) (self->end - p) < length || memcmp (p, literal, length) != 0)
    return fail (self, p, "an unknown word");
  push (self, make_token (self, kind, p, p + length));
  return p + length;
}

static inline const guint8 *
scan_scalar (Indexer *self, const guint8 *p)
{
  switch (peek (self, p))
    {
    case '"':
      return scan_string (self, p);
    case 't':
      return scan_literal (self, p, SIO_VALUE_BOOLEAN, "true", 4);
    case 'f':
      return scan_literal (self, p, SIO_VALUE_BOOLEAN, "false", 5);
    case 'n':
      return scan_literal (self, p, SIO_VALUE_NULL, "null", 4);
    case '-':
    case '0' ... '9':
      return scan_number (self, p);
    default:
      return fail_unexpected (self, p);
    }
}

static const guint8 *
open_container (Indexer *self, const guint8 *p, SioValueKind kind)
{
  if (G_UNLIKELY (++self->depth > self->max_depth))
    return fail (self, p, "too many values inside each other");
  push (self, make_token (self, kind, p, p));
  self->tokens->data[self->tokens->length - 1].next = self->parent;
  self->parent = self->tokens->length - 1;
  return p + 1;
}

static const guint8 *
close_container (Indexer *self, const guint8 *p)
{
  SioToken *token = &self->tokens->data[self->parent];

  self->depth--;
  self->parent = token->next;
  token->end = p + 1 - self->text;
  token->next = self->tokens->length;
  return p + 1;
}

static inline const guint8 *
scan_key (Indexer *self, const guint8 *p)
{
  p = skip_space (self, p);
  if (peek (self, p) != '"')
    return fail (self, p, p < self->end ? "a key that is no string" : "an unexpected end");
  p = scan_string (self, p);
  if (p == NULL)
    return NULL;
  p = skip_space (self, p);
  if (peek (self, p) != ':')
    return fail (self, p, "a key without a colon");
  return p + 1;
}

/* Opens containers down to the next scalar or empty container. */
static inline const guint8 *
scan_value (Indexer *self, const guint8 *p)
{
  while (p != NULL)
    {
      guint8 c;

      p = skip_space (self, p);
      c = peek (self, p);
      if (c != '{' && c != '[')
        return scan_scalar (self, p);
      p = open_container (self, p, c == '{' ? SIO_VALUE_OBJECT : SIO_VALUE_ARRAY);
      if (p == NULL)
        return NULL;
      p = skip_space (self, p);
      if (peek (self, p) == (c == '{' ? '}' : ']'))
        return close_container (self, p);
      if (c == '{')
        p = scan_key (self, p);
    }
  return NULL;
}

/* Behind a value: closes what ends here, up to where another value has to follow or everything is closed. */
static inline const guint8 *
scan_end_of_value (Indexer *self, const guint8 *p)
{
  while (self->parent != NO_PARENT)
    {
      SioToken *parent = &self->tokens->data[self->parent];
      gboolean object = parent->kind == SIO_VALUE_OBJECT;
      guint8 c;

      if (G_LIKELY (parent->count < SIO_TOKEN_MAX_COUNT))
        parent->count++;
      p = skip_space (self, p);
      c = peek (self, p);
      if (c == ',')
        return object ? scan_key (self, p + 1) : p + 1;
      if (c != (object ? '}' : ']'))
        return fail_unexpected (self, p);
      p = close_container (self, p);
    }
  return p;
}

static gboolean
scan_text (Indexer *self)
{
  const guint8 *p = self->text;

  do
    {
      p = scan_value (self, p);
      if (p != NULL)
        p = scan_end_of_value (self, p);
    }
  while (p != NULL && self->parent != NO_PARENT);
  if (p == NULL)
    return FALSE;
  p = skip_space (self, p);
  return p == self->end || fail (self, p, "something behind the value") != NULL;
}

static gboolean
set_error (GError **error, const char *problem, gsize offset)
{
  g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_JSON, "Not valid JSON: %s at byte %" G_GSIZE_FORMAT, problem,
               offset);
  return FALSE;
}

/*
 * sio_tokens_index:
 *
 * Fills SELF, which needs no preparation, with the tokens of TEXT. On success its data is owned by the caller
 * unless it is the stack; on failure there is nothing to free.
 *
 * Returns: %FALSE with %SIO_ERROR_BAD_JSON for text that RFC 8259 does not allow, or deeper than MAX_DEPTH
 */
gboolean
sio_tokens_index (SioTokens *self, const char *text, gsize length, guint max_depth, GError **error)
{
  Indexer indexer = {
    .text = (const guint8 *) text, .tokens = self, .parent = NO_PARENT, .max_depth = max_depth
  };

  self->data = self->stack;
  self->length = 0;
  self->capacity = SIO_TOKENS_ON_STACK;
  if (length > MAX_LENGTH)
    return set_error (error, "more than 1 GiB", length);
  indexer.end = indexer.text + length;
  if (scan_text (&indexer))
    return TRUE;
  if (self->data != self->stack)
    g_free (self->data);
  self->data = NULL;
  return set_error (error, indexer.problem, indexer.problem_at - indexer.text);
}
