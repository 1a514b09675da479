/* tell-filter.c: the table of filters, and how their arguments are compiled.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-filter-private.h"

#include <math.h>
#include <string.h>

typedef gboolean (*CompileFunc) (TellFilter *self, GArray *words, TellScope *scope, GError **error);

typedef struct
{
  const char *name;
  CompileFunc compile; /* of words[1…]; NULL: takes none */
  TellFilterFunc apply;
  guint min_args;
  guint max_args;
} FilterKind;

static gboolean
fail (GError **error, const char *format, const char *text)
{
  g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID, format, text);
  return FALSE;
}

static TellToken
word_at (GArray *words, guint index)
{
  return g_array_index (words, TellToken, index);
}

static gboolean
read_argument (GArray *words, guint index, double *number, GError **error)
{
  g_autofree char *text = tell_token_dup (word_at (words, index));

  if (tell_text_read_number (text, strlen (text), number))
    return TRUE;
  return fail (error, "expected a number, found “%s”", text);
}

static gboolean
compile_time (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  if (words->len == 1)
    return TRUE;
  if (!tell_token_is (word_at (words, 1), "s") && !tell_token_is (word_at (words, 1), "ms"))
    return fail (error, "expected “%s”", "time s” or “time ms");
  self->unit = tell_token_is (word_at (words, 1), "s") ? TELL_TIME_SECONDS : TELL_TIME_MS;
  return TRUE;
}

static gboolean
compile_scale (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  return read_argument (words, 1, &self->factor, error) &&
         (words->len == 2 || read_argument (words, 2, &self->offset, error));
}

static gboolean
compile_round (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  if (words->len == 1)
    return TRUE;
  if (!read_argument (words, 1, &self->factor, error))
    return FALSE;
  if (self->factor != floor (self->factor) || fabs (self->factor) > 15)
    return fail (error, "expected from -15 to 15 digits after “%s”", "round");
  return TRUE;
}

static gboolean
compile_get (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  g_autofree char *pointer = tell_token_dup (word_at (words, 1));

  self->path = tell_path_new_pointer (pointer, strlen (pointer), error);
  return self->path != NULL;
}

static gboolean
compile_match (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  g_autofree char *pattern = tell_token_dup (word_at (words, 1));
  double group = 0;

  if (words->len == 3 && !read_argument (words, 2, &group, error))
    return FALSE;
  if (group != floor (group) || group < 0 || group > 99)
    return fail (error, "expected the number of a group from 0 to 99 after “%s”", "match");
  self->group = group;
  self->regex = tell_regex_new (pattern, error);
  return self->regex != NULL;
}

static gboolean
compile_strip (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  if (tell_token_is (word_at (words, 1), "html"))
    self->apply = tell_filter_strip_html;
  else if (tell_token_is (word_at (words, 1), "ansi"))
    self->apply = tell_filter_strip_ansi;
  else
    return fail (error, "expected “%s”", "strip html” or “strip ansi");
  return TRUE;
}

static void
case_clear (gpointer data)
{
  g_free (((TellCase *) data)->key_storage);
  g_free (((TellCase *) data)->value_storage);
}

static TellValue
parse_case_part (TellToken token, char **storage)
{
  TellValue value;

  if (tell_literal_parse (token.text, token.length, &value, storage))
    return value;
  *storage = g_strndup (token.text, token.length);
  return tell_value_from_text (*storage, -1);
}

static gboolean
compile_case (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  self->cases = g_array_new (FALSE, TRUE, sizeof (TellCase));
  g_array_set_clear_func (self->cases, case_clear);
  for (guint i = 1; i < words->len; i++)
    {
      TellToken word = word_at (words, i);
      gsize equals = tell_token_find (word, '=');
      g_autofree char *text = g_strndup (word.text, word.length);
      TellCase one = { 0 };

      if (equals == word.length || equals == 0 || equals + 1 == word.length || self->has_else)
        return fail (error, "expected “key=value” (and “else=value” last), found “%s”", text);
      self->has_else = equals == 4 && strncmp (word.text, "else", 4) == 0;
      one.key = parse_case_part ((TellToken){ word.text, equals }, &one.key_storage);
      one.value = parse_case_part ((TellToken){ word.text + equals + 1, word.length - equals - 1 },
                                   &one.value_storage);
      g_array_append_val (self->cases, one);
    }
  return TRUE;
}

static gboolean
compile_at (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  self->path = tell_path_new (word_at (words, 1).text, word_at (words, 1).length, scope, error);
  return self->path != NULL;
}

static gboolean
compile_lookup (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  self->table = tell_token_dup (word_at (words, 1));
  self->column = tell_token_dup (word_at (words, 2));
  return TRUE;
}

static const FilterKind kinds[] = {
  { "time", compile_time, tell_filter_time, 0, 1 },
  { "scale", compile_scale, tell_filter_scale, 1, 2 },
  { "round", compile_round, tell_filter_round, 0, 1 },
  { "number", NULL, tell_filter_number, 0, 0 },
  { "length", NULL, tell_filter_length, 0, 0 },
  { "json", NULL, tell_filter_json, 0, 0 },
  { "get", compile_get, tell_filter_get, 1, 1 },
  { "match", compile_match, tell_filter_match, 1, 2 },
  { "strip", compile_strip, NULL, 1, 1 },
  { "lower", NULL, tell_filter_lower, 0, 0 },
  { "upper", NULL, tell_filter_upper, 0, 0 },
  { "case", compile_case, tell_filter_case, 1, G_MAXUINT },
  { "hex", NULL, tell_filter_hex, 0, 0 },
  { "base64", NULL, tell_filter_base64, 0, 0 },
  { "at", compile_at, tell_filter_at, 1, 1 },
  { "person", NULL, tell_filter_person, 0, 0 },
  { "room", NULL, tell_filter_room, 0, 0 },
  { "series", NULL, tell_filter_series, 0, 0 },
  { "lookup", compile_lookup, tell_filter_lookup, 2, 2 },
};

static const FilterKind *
find_kind (TellToken name, GError **error)
{
  const char *names[G_N_ELEMENTS (kinds) + 1] = { NULL };
  g_autofree char *text = g_strndup (name.text, name.length);
  g_autofree char *meant = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      names[i] = kinds[i].name;
      if (tell_token_is (name, kinds[i].name))
        return &kinds[i];
    }
  meant = tell_suggest_bracket (text, names);
  g_set_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_INVALID,
               "expected a filter after “|”, found “%s”%s", text, meant);
  return NULL;
}

static gboolean
compile (TellFilter *self, GArray *words, TellScope *scope, GError **error)
{
  const FilterKind *kind;

  if (words->len == 0)
    return fail (error, "expected a filter after “%s”", "|");
  kind = find_kind (word_at (words, 0), error);
  if (kind == NULL)
    return FALSE;
  if (words->len - 1 < kind->min_args || words->len - 1 > kind->max_args)
    return fail (error,
                 words->len - 1 < kind->min_args ? "“%s” needs more arguments"
                                                 : "“%s” has too many arguments",
                 kind->name);
  self->apply = kind->apply;
  return kind->compile == NULL || kind->compile (self, words, scope, error);
}

TellFilter *
tell_filter_new (TellToken text, TellScope *scope, GError **error)
{
  g_autoptr (TellFilter) self = g_new0 (TellFilter, 1);
  g_autoptr (GArray) words = tell_token_split_words (text);

  return compile (self, words, scope, error) ? g_steal_pointer (&self) : NULL;
}

void
tell_filter_free (TellFilter *self)
{
  g_clear_pointer (&self->regex, tell_regex_free);
  g_clear_pointer (&self->path, tell_path_free);
  g_clear_pointer (&self->cases, g_array_unref);
  g_free (self->table);
  g_free (self->column);
  g_free (self);
}

TellValue
tell_filter_apply (TellFilter *self, TellValue value, TellContext *context)
{
  return tell_value_is_absent (&value) ? value : self->apply (self, value, context);
}
