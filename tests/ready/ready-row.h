/* ready-row.h: one row of the tables of ready dashboards: a document, what is given to it, and the state that it must reach.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  char       *name;
  JsonParser *parser;
  JsonObject *object; /* of the parser */
} ReadyRow;

/* NAME.json of the folder FOLDER of tests. */
ReadyRow  *ready_row_load          (const char     *folder,
                                    const char     *name);
void       ready_row_free          (ReadyRow       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReadyRow, ready_row_free)

char      *ready_row_dup_document  (const ReadyRow *self);
char      *ready_row_dup_recording (const ReadyRow *self);
/* telltale watch DOCUMENT OPTION with the row's inputs; ends with NULL. */
GPtrArray *ready_row_new_argv      (const ReadyRow *self,
                                    const char     *document,
                                    const char     *option);
/* The row's state, and all that test_state_is_sound () asks. WHY takes the first difference. */
gboolean   ready_row_is_reached    (const ReadyRow *self,
                                    JsonNode       *state,
                                    GString        *why);
/* What the files of FOLDER with SUFFIX are called without it, sorted. */
GPtrArray *ready_row_list          (const char     *folder,
                                    const char     *suffix);

G_END_DECLS
