/* tell-token.h: cutting the text of an expression where it is not quoted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a longer text. */
typedef struct
{
  const char *text;
  gsize       length;
} TellToken;

/* Behind the quoted text that begins at AT, or AT if none does. Quotes open at the start, behind a space or "=" only. */
gsize      tell_token_skip_quoted (TellToken   token,
                                   gsize       at);
/* Where the first END stands outside quotes, or the token's length. */
gsize      tell_token_find        (TellToken   token,
                                   char        end);
/* Cuts at each SEPARATOR that stands between spaces; pieces are trimmed. (transfer full), of TellToken. */
GArray    *tell_token_split       (TellToken   token,
                                   const char *separator);
/* Words between spaces. */
GArray    *tell_token_split_words (TellToken   token);
TellToken  tell_token_trim        (TellToken   token);
gboolean   tell_token_is          (TellToken   token,
                                   const char *word);
/* Without its quotes, if it has any. */
char      *tell_token_dup         (TellToken   token);

G_END_DECLS
