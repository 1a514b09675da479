/* demo-adapter.h: which sockets of a namespace are in which rooms, and emitting to all of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-socket.h"

G_BEGIN_DECLS

typedef struct _DemoAdapter DemoAdapter;

DemoAdapter *demo_adapter_new       (const char  *nsp);
void         demo_adapter_free      (DemoAdapter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoAdapter, demo_adapter_free)

void         demo_adapter_add       (DemoAdapter *self,
                                     DemoSocket  *socket);
/* Out of the namespace and all its rooms. */
void         demo_adapter_remove    (DemoAdapter *self,
                                     DemoSocket  *socket);
void         demo_adapter_join      (DemoAdapter *self,
                                     DemoSocket  *socket,
                                     const char  *room);
void         demo_adapter_leave     (DemoAdapter *self,
                                     DemoSocket  *socket,
                                     const char  *room);
gboolean     demo_adapter_is_in     (DemoAdapter *self,
                                     DemoSocket  *socket,
                                     const char  *room);
guint        demo_adapter_get_n_sockets (DemoAdapter *self,
                                     const char  *room);
/* ROOM NULL: everybody in the namespace. EXCEPT is nullable. */
void         demo_adapter_emit      (DemoAdapter *self,
                                     const char  *room,
                                     DemoSocket  *except,
                                     SioArgs     *args);
/* (transfer full): of DemoSocket; a copy, safe while sockets come and go. */
GPtrArray   *demo_adapter_list      (DemoAdapter *self,
                                     const char  *room);

G_END_DECLS
