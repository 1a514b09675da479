/* tell-ready.h: the dashboards that come with the program, for servers that it knows.
 *
 * Each is ID.telltale.json of one folder. Which one fits a server is seen from its events (tell-recogniser.h); what they alone
 * don't tell stands in recognition.json beside them:
 *   { "ID": { "events": ["NAME", …],         one of these is enough
 *             "refusals": ["MESSAGE", …] } } what its namespaces answer to whom they don't know
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-document.h"

G_BEGIN_DECLS

#define TELL_TYPE_READY (tell_ready_get_type ())

typedef struct
{
  gatomicrefcount ref_count;
  char           *id;
  TellDocument   *document;
  GStrv           events;   /* nullable */
  GStrv           refusals; /* nullable */
} TellReady;

GType         tell_ready_get_type   (void) G_GNUC_CONST;
TellReady    *tell_ready_ref        (TellReady     *self);
void          tell_ready_unref      (TellReady     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellReady, tell_ready_unref)

/* Where they are: in the source tree when the program runs from the build directory, else where they are installed. */
GFile        *tell_ready_dup_folder (void);
/* (transfer full) of TellReady, in the order of their ids; a file that can't be read becomes a line in WARNINGS (nullable). */
GPtrArray    *tell_ready_load       (GFile         *folder,
                                     GPtrArray     *warnings);
/* The dashboard for the server that PRESENT reaches: what PRESENT says of the connection stays, where the dashboard says nothing. */
TellDocument *tell_ready_adapt      (TellReady     *self,
                                     TellDocument  *present,
                                     GError       **error);

G_END_DECLS
