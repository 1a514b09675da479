/* tell-path.h: "/0/username", "s/id", "s#", "@token", "name", "$1", "#time" or a literal, resolved to steps once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-context.h"

G_BEGIN_DECLS

typedef struct _TellPath TellPath;

/* Errors are sentences without a place: whoever knows it puts it in front. */
TellPath  *tell_path_new             (const char   *text,
                                      gsize         length,
                                      TellScope    *scope,
                                      GError      **error);
/* Only steps ("/a/0/-"), for what is pointed into. */
TellPath  *tell_path_new_pointer     (const char   *text,
                                      gsize         length,
                                      GError      **error);
void       tell_path_free            (TellPath     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellPath, tell_path_free)

gboolean   tell_path_is_literal      (TellPath     *self);
TellValue  tell_path_evaluate        (TellPath     *self,
                                      TellContext  *context);
TellValue  tell_path_evaluate_in     (TellPath     *self,
                                      TellValue     root,
                                      TellScratch  *scratch); /* its steps, from ROOT */
/* A literal: quoted text, a number, true, false or null. */
gboolean   tell_literal_parse        (const char   *text,
                                      gsize         length,
                                      TellValue    *value,
                                      char        **storage);

G_END_DECLS
