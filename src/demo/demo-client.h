/* demo-client.h: one Socket.IO connection: packets of its session, sorted to its sockets by namespace.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-io.h"

G_BEGIN_DECLS

typedef struct
{
  char                *nsp;
  DemoNamespaceEvents  events;
  gpointer             user_data;
  DemoAdapter         *adapter;
} DemoNamespace;

/* Lives as long as its session: frees itself when that closes. */
void        demo_client_start      (DemoSession *session,
                                    GHashTable  *namespaces); /* name → DemoNamespace, borrowed */
void        demo_namespace_free    (DemoNamespace *self);
/* Without a word to the client. */
void        demo_namespace_remove  (DemoNamespace *self,
                                    DemoSocket    *socket);

G_END_DECLS
