/* sio-args-index.c: one strict pass over JSON text (RFC 8259, UTF-8 checked) that leaves a token for each
 * value.
 *
 * Nothing is decoded: numbers and escapes stay as they came. There is no recursion; while a container is
 * open, its token's `next` holds the token of the container around it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-args-private.h"
#include "sio-scan-private.h"

#include <string.h>

#define NO_PARENT G_MAXUINT32

/* Keeps every offset and token number well inside 32 bits. */
#define MAX_LENGTH (1u << 30)

typedef struct
{
  const guint8 *text;
  const guint8 *p;
  const guint8 *end;
  SioTokens *tokens;
  guint32 parent; /* the innermost open container */
  guint depth;
  guint max_depth;
  const char *problem;
} Indexer;

static gboolean
fail (Indexer *self, const char *problem)
{
  self->problem = problem;
  return FALSE;
}

/* A NUL is allowed nowhere in JSON, so it can stand for the end as well. */
static inline guint8
peek (const Indexer *self)
{
  return G_LIKELY (self->p < self->end) ? *self->p : 0;
}

static inline void
skip_space (Indexer *self)
{
  while (self->p < self->end && *self->p <= ' ' &&
         (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t'))
    self->p++;
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

static inline SioToken *
push (Indexer *self, SioValueKind kind, const guint8 *start)
{
  SioTokens *tokens = self->tokens;
  SioToken *token;

  if (G_UNLIKELY (tokens->length == tokens->capacity))
    grow (tokens);
  token = &tokens->data[tokens->length++];
  *token = (SioToken){ .start = start - self->text, .next = tokens->length, .kind = kind };
  return token;
}

static gboolean
scan_escape (Indexer *self)
{
  guint8 c = self->end - self->p >= 2 ? self->p[1] : 0;

  if (c == 'u')
    {
      if (self->end - self->p < 6)
        return fail (self, "a string without an end");
      for (guint i = 2; i < 6; i++)
        if (!g_ascii_isxdigit (self->p[i]))
          return fail (self, "a bad escape");
      self->p += 6;
      return TRUE;
    }
  if (c == 0 || strchr ("\"\\/bfnrt", c) == NULL)
    return fail (self, "a bad escape");
  self->p += 2;
  return TRUE;
}

static gboolean
scan_utf8 (Indexer *self)
{
  while (self->p < self->end && *self->p >= 0x80)
    {
      guint length = sio_utf8_sequence (self->p, self->end);

      if (length == 0)
        return fail (self, "text that is not UTF-8");
      self->p += length;
    }
  return TRUE;
}

/* From the opening quote to behind the closing one. */
static inline gboolean
scan_string (Indexer *self)
{
  SioToken *token = push (self, SIO_VALUE_STRING, self->p);

  self->p++;
  for (;;)
    {
      self->p = sio_skip_plain (self->p, self->end);
      if (G_UNLIKELY (self->p >= self->end))
        return fail (self, "a string without an end");
      if (G_LIKELY (*self->p == '"'))
        break;
      if (*self->p == '\\')
        {
          token->escaped = TRUE;
          if (!scan_escape (self))
            return FALSE;
        }
      else if (*self->p < ' ')
        return fail (self, "a control character in a string");
      else if (!scan_utf8 (self))
        return FALSE;
    }
  self->p++;
  token->end = self->p - self->text;
  return TRUE;
}

static inline gboolean
scan_digits (Indexer *self)
{
  if (!g_ascii_isdigit (peek (self)))
    return fail (self, "a number without a digit where one has to be");
  while (g_ascii_isdigit (peek (self)))
    self->p++;
  return TRUE;
}

static gboolean
scan_exponent (Indexer *self)
{
  self->p++;
  if (peek (self) == '+' || peek (self) == '-')
    self->p++;
  return scan_digits (self);
}

static gboolean
scan_number (Indexer *self)
{
  SioToken *token = push (self, SIO_VALUE_NUMBER, self->p);

  token->integer = TRUE;
  if (*self->p == '-')
    self->p++;
  if (peek (self) == '0')
    self->p++;
  else if (!scan_digits (self))
    return FALSE;
  if (peek (self) == '.')
    {
      token->integer = FALSE;
      self->p++;
      if (!scan_digits (self))
        return FALSE;
    }
  if (peek (self) == 'e' || peek (self) == 'E')
    {
      token->integer = FALSE;
      if (!scan_exponent (self))
        return FALSE;
    }
  token->end = self->p - self->text;
  return TRUE;
}

static gboolean
scan_literal (Indexer *self, SioValueKind kind, const char *literal, gsize length)
{
  SioToken *token = push (self, kind, self->p);

  if ((gsize) (self->end - self->p) < length || memcmp (self->p, literal, length) != 0)
    return fail (self, "an unknown word");
  self->p += length;
  token->end = self->p - self->text;
  return TRUE;
}

static gboolean
open_container (Indexer *self, SioValueKind kind)
{
  SioToken *token;

  if (G_UNLIKELY (++self->depth > self->max_depth))
    return fail (self, "too many values inside each other");
  token = push (self, kind, self->p++);
  token->next = self->parent;
  self->parent = self->tokens->length - 1;
  return TRUE;
}

static void
close_container (Indexer *self)
{
  SioToken *token = &self->tokens->data[self->parent];

  self->p++;
  self->depth--;
  self->parent = token->next;
  token->end = self->p - self->text;
  token->next = self->tokens->length;
}

static inline gboolean
scan_scalar (Indexer *self)
{
  switch (peek (self))
    {
    case '"':
      return scan_string (self);
    case 't':
      return scan_literal (self, SIO_VALUE_BOOLEAN, "true", 4);
    case 'f':
      return scan_literal (self, SIO_VALUE_BOOLEAN, "false", 5);
    case 'n':
      return scan_literal (self, SIO_VALUE_NULL, "null", 4);
    case '-':
    case '0' ... '9':
      return scan_number (self);
    default:
      return fail (self, self->p < self->end ? "an unexpected character" : "an unexpected end");
    }
}

static gboolean
scan_key (Indexer *self)
{
  skip_space (self);
  if (peek (self) != '"')
    return fail (self, self->p < self->end ? "a key that is no string" : "an unexpected end");
  if (!scan_string (self))
    return FALSE;
  skip_space (self);
  if (peek (self) != ':')
    return fail (self, "a key without a colon");
  self->p++;
  return TRUE;
}

/* Opens containers down to the next scalar or empty container. */
static gboolean
scan_value (Indexer *self)
{
  for (;;)
    {
      guint8 c, closer;

      skip_space (self);
      c = peek (self);
      if (c != '{' && c != '[')
        return scan_scalar (self);
      closer = c == '{' ? '}' : ']';
      if (!open_container (self, c == '{' ? SIO_VALUE_OBJECT : SIO_VALUE_ARRAY))
        return FALSE;
      skip_space (self);
      if (peek (self) == closer)
        {
          close_container (self);
          return TRUE;
        }
      if (c == '{' && !scan_key (self))
        return FALSE;
    }
}

/* Behind a value: closes what ends here; TRUE if another value has to follow. */
static gboolean
scan_end_of_value (Indexer *self)
{
  while (self->parent != NO_PARENT)
    {
      SioToken *parent = &self->tokens->data[self->parent];
      gboolean object = parent->kind == SIO_VALUE_OBJECT;
      guint8 c;

      if (G_LIKELY (parent->count < SIO_TOKEN_MAX_COUNT))
        parent->count++;
      skip_space (self);
      c = peek (self);
      if (c == ',')
        {
          self->p++;
          return !object || scan_key (self);
        }
      if (c != (object ? '}' : ']'))
        return fail (self, self->p < self->end ? "an unexpected character" : "an unexpected end");
      close_container (self);
    }
  return FALSE;
}

static gboolean
scan_text (Indexer *self)
{
  do
    if (!scan_value (self))
      return FALSE;
  while (scan_end_of_value (self));
  if (self->problem != NULL)
    return FALSE;
  skip_space (self);
  return self->p == self->end || fail (self, "something behind the value");
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
  indexer.p = indexer.text;
  indexer.end = indexer.text + length;
  if (scan_text (&indexer))
    return TRUE;
  if (self->data != self->stack)
    g_free (self->data);
  self->data = NULL;
  return set_error (error, indexer.problem, indexer.p - indexer.text);
}
