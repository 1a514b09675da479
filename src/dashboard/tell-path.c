/* tell-path.c: a path is a root and the steps from there (RFC 6901), both found when the document is
 * compiled. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-path.h"

#include <string.h>

#define MAX_STEPS 32

typedef enum
{
  ROOT_ARGUMENTS,
  ROOT_SENT,
  ROOT_LOCAL,
  ROOT_LOCAL_KEY,
  ROOT_VARIABLE,
  ROOT_INPUT,
  ROOT_TEXT,
  ROOT_ROOM,
  ROOT_EVENT,
  ROOT_MATCH,
  ROOT_NAMESPACE,
  ROOT_TIME,
  ROOT_LITERAL,
  ROOT_NOTHING, /* a bare pointer */
} Root;

typedef struct
{
  char *key;
  gsize length;
  guint index;      /* G_MAXUINT: no index */
  gboolean is_last; /* "-" */
} Step;

struct _TellPath
{
  Root root;
  guint slot; /* of a local, variable or input */
  TellValue literal;
  char *storage; /* the literal's text */
  guint n_steps;
  Step steps[MAX_STEPS];
};

static gboolean
fail (GError **error, const char *format, const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);

  g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID, format, copy);
  return FALSE;
}

static gboolean
is_name (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '_' && !(i > 0 && text[i] == '-'))
      return FALSE;
  return length > 0 && !g_ascii_isdigit (text[0]);
}

static gboolean
parse_step (Step *step, const char *text, gsize length)
{
  g_autoptr (GString) key = g_string_sized_new (length);
  guint64 index;

  for (gsize i = 0; i < length; i++)
    if (text[i] != '~')
      g_string_append_c (key, text[i]);
    else if (i + 1 < length && (text[i + 1] == '0' || text[i + 1] == '1'))
      g_string_append_c (key, text[++i] == '0' ? '~' : '/');
    else
      return FALSE;

  step->length = key->len;
  step->is_last = strcmp (key->str, "-") == 0;
  step->index = G_MAXUINT;
  if ((key->len == 1 || key->str[0] != '0') &&
      g_ascii_string_to_unsigned (key->str, 10, 0, G_MAXINT, &index, NULL))
    step->index = index;
  step->key = g_string_free (g_steal_pointer (&key), FALSE);
  return TRUE;
}

/* TEXT is empty or begins with "/". */
static gboolean
parse_steps (TellPath *self, const char *text, gsize length, GError **error)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *start = text + 1;
      const char *next = memchr (start, '/', end - start);

      next = next ? next : end;
      if (self->n_steps == MAX_STEPS)
        return fail (error, "expected a shorter path than “%s”", text, length);
      if (!parse_step (&self->steps[self->n_steps++], start, next - start))
        return fail (error, "expected “~0” or “~1” after “~” in “%s”", start, next - start);
      text = next;
    }
  return TRUE;
}

static gboolean
find_local (TellScope *scope, const char *name, guint *slot)
{
  for (guint i = 0; scope->locals != NULL && i < scope->locals->len; i++)
    if (strcmp (g_ptr_array_index (scope->locals, i), name) == 0)
      {
        *slot = i;
        scope->used_locals |= 1u << i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
fail_unknown (TellScope *scope, const char *name, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autofree char *meant = NULL;

  for (guint i = 0; i < tell_variables_get_size (scope->variables, TELL_NAME_INPUT); i++)
    g_ptr_array_add (known, (gpointer) tell_variables_get_name (scope->variables, TELL_NAME_INPUT, i));
  for (guint i = 0; scope->locals != NULL && i < scope->locals->len; i++)
    g_ptr_array_add (known, g_ptr_array_index (scope->locals, i));
  if (scope->flags & TELL_SCOPE_EMIT)
    {
      g_ptr_array_add (known, "text");
      g_ptr_array_add (known, "room");
    }
  if (scope->flags & TELL_SCOPE_EVENT)
    g_ptr_array_add (known, "sent");
  g_ptr_array_add (known, NULL);
  meant = tell_suggest_bracket (name, (const char *const *) known->pdata);
  g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
               "expected an input or a loop variable, found “%s”%s", name, meant);
  return FALSE;
}

/* The roots that are written as a word. */
static gboolean
parse_word (TellPath *self, const char *text, gsize length, TellScope *scope, GError **error)
{
  g_autofree char *name = g_strndup (text, length);
  gboolean key = length > 1 && name[length - 1] == '#';

  if (key)
    name[--length] = '\0';
  if (!is_name (name, length))
    return fail (error, "expected a path, found “%s”", text, length + key);
  if (find_local (scope, name, &self->slot))
    self->root = key ? ROOT_LOCAL_KEY : ROOT_LOCAL;
  else if (key)
    return fail (error, "expected the name of a loop before “#”, found “%s”", name, length);
  else if ((scope->flags & TELL_SCOPE_EMIT) && strcmp (name, "text") == 0)
    self->root = ROOT_TEXT;
  else if ((scope->flags & TELL_SCOPE_EMIT) && strcmp (name, "room") == 0)
    self->root = ROOT_ROOM;
  else if ((scope->flags & TELL_SCOPE_EVENT) && strcmp (name, "sent") == 0)
    self->root = ROOT_SENT;
  else if (tell_variables_lookup (scope->variables, TELL_NAME_INPUT, name, &self->slot))
    self->root = ROOT_INPUT;
  else
    return fail_unknown (scope, name, error);
  return TRUE;
}

static gboolean
parse_special (TellPath *self, const char *text, gsize length, TellScope *scope, GError **error)
{
  static const struct
  {
    const char *name;
    Root root;
  } words[] = {
    { "$0", ROOT_EVENT }, { "$1", ROOT_MATCH }, { "#namespace", ROOT_NAMESPACE }, { "#time", ROOT_TIME }
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (length == strlen (words[i].name) && memcmp (text, words[i].name, length) == 0)
      {
        self->root = words[i].root;
        if (scope->flags & TELL_SCOPE_EVENT)
          return TRUE;
        return fail (error, "“%s” has a meaning in bindings only", text, length);
      }
  return fail (error, "expected $0, $1, #namespace or #time, found “%s”", text, length);
}

static gboolean
parse_variable (TellPath *self, const char *text, gsize length, TellScope *scope, GError **error)
{
  g_autofree char *name = g_strndup (text + 1, length - 1);

  if (!is_name (name, length - 1))
    return fail (error, "expected the name of a session variable, found “%s”", text, length);
  self->root = ROOT_VARIABLE;
  self->slot = tell_variables_intern (scope->variables, TELL_NAME_VARIABLE, name);
  return TRUE;
}

static gboolean
parse_root (TellPath *self, const char *text, gsize length, TellScope *scope, GError **error)
{
  if (length == 0 && scope->flags & TELL_SCOPE_EVENT)
    {
      self->root = ROOT_ARGUMENTS;
      return TRUE;
    }
  if (length == 0)
    return fail (error, "%sthere is no event here whose arguments could be read", text, 0);
  if (text[0] == '@')
    return parse_variable (self, text, length, scope, error);
  if (text[0] == '$' || text[0] == '#')
    return parse_special (self, text, length, scope, error);
  return parse_word (self, text, length, scope, error);
}

static gboolean
parse (TellPath *self, const char *text, gsize length, TellScope *scope, GError **error)
{
  const char *slash = memchr (text, '/', length);
  gsize root_length = slash ? (gsize) (slash - text) : length;

  if (length == 0)
    return fail (error, "%sexpected a path, found nothing", text, 0);
  if (tell_literal_parse (text, length, &self->literal, &self->storage))
    {
      self->root = ROOT_LITERAL;
      return TRUE;
    }
  return parse_root (self, text, root_length, scope, error) &&
         parse_steps (self, text + root_length, length - root_length, error);
}

static SioValue
take_step (const Step *step, SioValue value, TellScratch *scratch)
{
  tell_scratch_charge (scratch, sio_value_get_length (value));
  switch (sio_value_get_kind (value))
    {
    case SIO_VALUE_OBJECT:
      return sio_value_get_member (value, step->key, step->length);
    case SIO_VALUE_ARRAY:
      if (step->is_last && sio_value_get_length (value) > 0)
        return sio_value_get_element (value, sio_value_get_length (value) - 1);
      if (step->index < sio_value_get_length (value))
        return sio_value_get_element (value, step->index);
      return SIO_VALUE_INIT_MISSING;
    default:
      return SIO_VALUE_INIT_MISSING;
    }
}

static TellValue
take_steps (TellPath *self, guint from, TellValue value, TellScratch *scratch)
{
  SioValue sio = value.sio;

  if (from >= self->n_steps)
    return value;
  for (guint i = from; i < self->n_steps && !sio_value_is_missing (sio); i++)
    sio = take_step (&self->steps[i], sio, scratch);
  return tell_value_from_sio (sio);
}

/* The argument that the first step names, of an array whose "/0" is at FIRST. */
static TellValue
get_argument (TellPath *self, SioArgs *args, guint first)
{
  const Step *step = &self->steps[0];
  guint length = args ? sio_args_get_length (args) : 0;

  if (length <= first || self->n_steps == 0)
    return (TellValue) TELL_VALUE_INIT;
  if (step->is_last)
    return tell_value_from_sio (sio_args_get (args, length - 1));
  if (step->index >= length - first)
    return (TellValue) TELL_VALUE_INIT;
  return tell_value_from_sio (sio_args_get (args, first + step->index));
}

static TellValue
get_incoming_argument (TellPath *self, const TellIncoming *incoming)
{
  gboolean single = incoming->text != NULL || incoming->whole;

  if (!single)
    return get_argument (self, incoming->args, incoming->first);
  if (self->n_steps == 0 || (self->steps[0].index != 0 && !self->steps[0].is_last))
    return (TellValue) TELL_VALUE_INIT;
  if (incoming->text != NULL)
    return tell_value_from_text (incoming->text, -1);
  return incoming->args ? tell_value_from_sio (sio_args_get_root (incoming->args))
                        : (TellValue) TELL_VALUE_INIT;
}

static TellValue
get_event_name (TellContext *context)
{
  const char *name = context->incoming->name;
  gsize length = strlen (name);
  char *text;

  if (!context->incoming->pseudo)
    return tell_value_from_text (name, length);
  text = tell_scratch_alloc (context->scratch, length + 2);
  text[0] = '@';
  memcpy (text + 1, name, length + 1);
  return tell_value_from_text (text, length + 1);
}

static TellPath *
new_or_nothing (TellPath *self, gboolean ok)
{
  if (!ok)
    g_clear_pointer (&self, tell_path_free);
  return self;
}

TellPath *
tell_path_new (const char *text, gsize length, TellScope *scope, GError **error)
{
  TellPath *self = g_new0 (TellPath, 1);

  return new_or_nothing (self, parse (self, text, length, scope, error));
}

TellPath *
tell_path_new_pointer (const char *text, gsize length, GError **error)
{
  TellPath *self = g_new0 (TellPath, 1);

  self->root = ROOT_NOTHING;
  if (length > 0 && text[0] != '/')
    return new_or_nothing (self,
                           fail (error, "expected a pointer that begins with “/”, found “%s”", text, length));
  return new_or_nothing (self, parse_steps (self, text, length, error));
}

void
tell_path_free (TellPath *self)
{
  for (guint i = 0; i < self->n_steps; i++)
    g_free (self->steps[i].key);
  g_free (self->storage);
  g_free (self);
}

gboolean
tell_path_is_literal (TellPath *self)
{
  return self->root == ROOT_LITERAL;
}

TellValue
tell_path_evaluate_in (TellPath *self, TellValue root, TellScratch *scratch)
{
  return take_steps (self, 0, root, scratch);
}

TellValue
tell_path_evaluate (TellPath *self, TellContext *context)
{
  const TellIncoming *incoming = context->incoming;

  switch (self->root)
    {
    case ROOT_ARGUMENTS:
      return take_steps (self, 1, get_incoming_argument (self, incoming), context->scratch);
    case ROOT_SENT:
      return take_steps (self, 1, get_argument (self, incoming->sent, 1), context->scratch);
    case ROOT_LOCAL:
      return take_steps (self, 0, context->locals[self->slot], context->scratch);
    case ROOT_LOCAL_KEY:
      return take_steps (self, 0, context->keys[self->slot], context->scratch);
    case ROOT_VARIABLE:
      return take_steps (self, 0, tell_variables_get (context->variables, TELL_NAME_VARIABLE, self->slot),
                         context->scratch);
    case ROOT_INPUT:
      return take_steps (self, 0, tell_variables_get (context->variables, TELL_NAME_INPUT, self->slot),
                         context->scratch);
    case ROOT_TEXT:
      return tell_value_from_text (context->text, -1);
    case ROOT_ROOM:
      return tell_value_from_text (context->room, -1);
    case ROOT_EVENT:
      return get_event_name (context);
    case ROOT_MATCH:
      return tell_value_from_text (context->match, -1);
    case ROOT_NAMESPACE:
      return tell_value_from_text (incoming->nsp, -1);
    case ROOT_TIME:
      return tell_value_from_number (incoming->time_ms);
    case ROOT_LITERAL:
      return self->literal;
    case ROOT_NOTHING:
    default:
      return (TellValue) TELL_VALUE_INIT;
    }
}

/* In quoted text only the quote itself is escaped, so that regular expressions stay readable. */
static char *
unquote (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 1; i + 1 < length; i++)
    {
      if (text[i] == '\\' && text[i + 1] == text[0] && i + 2 < length)
        i++;
      g_string_append_c (out, text[i]);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_quoted (const char *text, gsize length)
{
  gsize i = 1;

  if (length < 2 || (text[0] != '"' && text[0] != '\'') || text[length - 1] != text[0])
    return FALSE;
  for (; i < length - 1 && text[i] != text[0]; i++)
    if (text[i] == '\\' && text[i + 1] == text[0])
      i++;
  return i == length - 1;
}

gboolean
tell_literal_parse (const char *text, gsize length, TellValue *value, char **storage)
{
  g_autofree char *word = g_strndup (text, length);
  double number;

  if (is_quoted (text, length))
    {
      *storage = unquote (text, length);
      *value = tell_value_from_text (*storage, -1);
    }
  else if (strcmp (word, "true") == 0 || strcmp (word, "false") == 0)
    *value = tell_value_from_boolean (word[0] == 't');
  else if (strcmp (word, "null") == 0)
    *value = (TellValue){ .kind = SIO_VALUE_NULL };
  else if ((g_ascii_isdigit (word[0]) || word[0] == '-' || word[0] == '.' || word[0] == '+') &&
           tell_text_read_number (text, length, &number))
    {
      *storage = g_steal_pointer (&word);
      *value = tell_value_from_number (number);
      value->text = *storage;
      value->length = length;
    }
  else
    return FALSE;
  return TRUE;
}
