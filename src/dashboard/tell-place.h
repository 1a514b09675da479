/* tell-place.h: where in the document something stands, for errors: links on the stack, written out only when one is needed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-document.h"

G_BEGIN_DECLS

typedef struct _TellPlace TellPlace;

struct _TellPlace
{
  const TellPlace *parent; /* nullable: the document itself */
  const char      *key;    /* nullable: an index */
  guint            index;
};

#define TELL_PLACE_KEY(parent, key) (&(TellPlace) { (parent), (key), 0 })
#define TELL_PLACE_INDEX(parent, index) (&(TellPlace) { (parent), NULL, (index) })

char       *tell_place_to_string (const TellPlace *self); /* "bindings[3].do[0].value" */
/* Sets TELL_DOCUMENT_ERROR_INVALID with the place in front; gives FALSE. */
gboolean    tell_place_fail      (const TellPlace  *self,
                                  GError          **error,
                                  const char       *format,
                                  ...) G_GNUC_PRINTF (3, 4);
/* "an array", "text", …: for "expected …, found …". */
const char *tell_node_describe   (JsonNode         *node);
gboolean    tell_node_is_text    (JsonNode *node);
/* The word of WORDS that was probably meant; NULL when none is near. */
const char *tell_suggest         (const char       *word,
                                  const char *const *words);
/* The same as a bracket to put behind the word: " (did you mean “…”?)", or nothing; (transfer full). */
char       *tell_suggest_bracket (const char       *word,
                                  const char *const *words);

/* The same for a key that OBJECT does not have: one of its own that none of KNOWN knows, and that is near. */
char       *tell_suggest_misspelt (JsonObject      *object,
                                  const char       *missing,
                                  const char *const *known);

G_END_DECLS
