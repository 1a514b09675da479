/* tell-token.c: cutting the text of an expression where it is not quoted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-token.h"

#include <string.h>

#include "tell-path.h"

gsize
tell_token_skip_quoted (TellToken token, gsize at)
{
  char quote = token.text[at];

  if (quote != '"' && quote != '\'')
    return at;
  if (at > 0 && !g_ascii_isspace (token.text[at - 1]) && token.text[at - 1] != '=')
    return at;
  for (gsize i = at + 1; i < token.length; i++)
    if (token.text[i] == '\\' && i + 1 < token.length && token.text[i + 1] == quote)
      i++;
    else if (token.text[i] == quote)
      return i + 1;
  return at;
}

gsize
tell_token_find (TellToken token, char end)
{
  gsize i = 0;

  while (i < token.length)
    {
      gsize behind = tell_token_skip_quoted (token, i);

      if (behind > i)
        i = behind;
      else if (token.text[i] == end)
        return i;
      else
        i++;
    }
  return token.length;
}

static gboolean
separates (TellToken token, gsize at, const char *separator)
{
  gsize length = strlen (separator);

  return at + length <= token.length && memcmp (token.text + at, separator, length) == 0 &&
         (at == 0 || g_ascii_isspace (token.text[at - 1])) &&
         (at + length == token.length || g_ascii_isspace (token.text[at + length]));
}

static void
append_piece (GArray *pieces, TellToken token, gsize start, gsize end)
{
  TellToken piece = tell_token_trim ((TellToken){ token.text + start, end - start });

  g_array_append_val (pieces, piece);
}

GArray *
tell_token_split (TellToken token, const char *separator)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (TellToken));
  gsize start = 0;
  gsize i = 0;

  while (i < token.length)
    {
      gsize behind = tell_token_skip_quoted (token, i);

      if (behind > i)
        i = behind;
      else if (separates (token, i, separator))
        {
          append_piece (pieces, token, start, i);
          i += strlen (separator);
          start = i;
        }
      else
        i++;
    }
  append_piece (pieces, token, start, token.length);
  return pieces;
}

GArray *
tell_token_split_words (TellToken token)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (TellToken));
  gsize i = 0;

  while (i < token.length)
    {
      gsize start = i;

      while (i < token.length && !g_ascii_isspace (token.text[i]))
        i = MAX (i + 1, tell_token_skip_quoted (token, i));
      if (i > start)
        append_piece (words, token, start, i);
      else
        i++;
    }
  return words;
}

TellToken
tell_token_trim (TellToken token)
{
  while (token.length > 0 && g_ascii_isspace (token.text[0]))
    token.text++, token.length--;
  while (token.length > 0 && g_ascii_isspace (token.text[token.length - 1]))
    token.length--;
  return token;
}

gboolean
tell_token_is (TellToken token, const char *word)
{
  return token.length == strlen (word) && memcmp (token.text, word, token.length) == 0;
}

char *
tell_token_dup (TellToken token)
{
  TellValue value;
  char *storage = NULL;

  if (token.length > 0 && (token.text[0] == '"' || token.text[0] == '\'') &&
      tell_literal_parse (token.text, token.length, &value, &storage))
    return storage;
  return g_strndup (token.text, token.length);
}
