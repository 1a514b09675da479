/* demo-io.h: the Socket.IO 5 side of the server: clients, their namespaces, their events.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-adapter.h"
#include "demo-call.h"
#include "demo-engine.h"

G_BEGIN_DECLS

#define DEMO_TYPE_IO (demo_io_get_type ())
G_DECLARE_FINAL_TYPE (DemoIo, demo_io, DEMO, IO, GObject)

/* What one namespace does with its clients. */
typedef struct
{
  /* FALSE: *MESSAGE and *DATA (a JSON text; both full) become the connect_error. NULL: everybody is welcome. */
  gboolean (*admit)        (SioValue auth, char **message, char **data, gpointer user_data);
  void     (*connected)    (DemoSocket *socket, gpointer user_data);
  void     (*event)        (const DemoCall *call, gpointer user_data);
  void     (*disconnected) (DemoSocket *socket, gpointer user_data);
} DemoNamespaceEvents;

DemoIo      *demo_io_new           (EioClock                  *clock);
DemoEngine  *demo_io_get_engine    (DemoIo                    *self);
/* Borrowed: the sockets of the namespace. */
DemoAdapter *demo_io_add_namespace (DemoIo                    *self,
                                    const char                *nsp,
                                    const DemoNamespaceEvents *events,
                                    gpointer                   user_data);
/* 41 for the one namespace; the client is told "io server disconnect". */
void         demo_io_disconnect    (DemoIo                    *self,
                                    DemoSocket                *socket);

G_END_DECLS
