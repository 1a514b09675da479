/* tell-engine-connection.h: the "connection" and "namespaces" of a document, compiled.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-engine-private.h"

G_BEGIN_DECLS

/* A name with a template: a header or a part of the query. */
typedef struct
{
  char         *name;
  TellTemplate *value;
} TellPair;

void     tell_pair_free                 (gpointer      pair);
void     tell_namespace_spec_free       (gpointer      spec);
gboolean tell_engine_compile_connection (TellEngine   *self,
                                         JsonObject   *root,
                                         GError      **error);
gboolean tell_engine_compile_namespaces (TellEngine   *self,
                                         JsonObject   *root,
                                         TellScope    *scope,
                                         GError      **error);
/* Every input that a name or a way to sign in needs has a value. */
gboolean tell_engine_check_namespaces   (TellEngine   *self,
                                         GError      **error);

G_END_DECLS
