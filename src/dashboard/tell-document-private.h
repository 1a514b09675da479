/* tell-document-private.h: what the files of a document share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-document.h"

G_BEGIN_DECLS

/* Larger files are refused before they are read. */
#define TELL_DOCUMENT_MAX_SIZE (4 * 1024 * 1024)

struct _TellDocument
{
  GObject parent_instance;

  JsonNode  *root;
  char      *name;
  GStrv      warnings;
  GPtrArray *inputs;
  GPtrArray *panels; /* one for each object of the root's "panels", in order */
  GPtrArray *rooms;
};

void       tell_document_panels_changed (TellDocument *self);

/* (transfer full); NULL with a SYNTAX error that says line and column. */
JsonNode  *tell_document_parse       (GBytes      *bytes,
                                      GError     **error);
/* (transfer full) lists; ROOT has been checked. */
GPtrArray *tell_document_read_inputs (JsonObject  *root);
GPtrArray *tell_document_read_rooms  (JsonObject  *root);
GPtrArray *tell_document_read_panels (JsonObject  *root,
                                      GError     **error);
/* (transfer full), a panel that was not edited into nonsense; NULL with an INVALID error that names PLACE. */
TellPanel *tell_document_read_panel  (JsonObject  *object,
                                      guint        index,
                                      GError     **error);
/* A member as text, also if it is a number; (transfer full), NULL if it is not there. */
char      *tell_document_dup_member  (JsonObject  *object,
                                      const char  *name);

G_END_DECLS
