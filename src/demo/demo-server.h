/* demo-server.h: a real Engine.IO 4 and Socket.IO 5 server on libsoup's SoupServer, loopback only: rooms, seeded people, metrics, one web page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DEMO_TYPE_SERVER (demo_server_get_type ())
G_DECLARE_FINAL_TYPE (DemoServer, demo_server, DEMO, SERVER, GObject)

/* SEED makes the people and metrics repeatable. */
DemoServer *demo_server_new      (guint32       seed);
/* PORT 0: any free one. Listens on 127.0.0.1 and ::1 only. */
gboolean    demo_server_start    (DemoServer   *self,
                                  guint         port,
                                  GError      **error);
void        demo_server_stop     (DemoServer   *self);
const char *demo_server_get_url  (DemoServer   *self); /* "http://localhost:PORT", NULL unless started */
/* The dashboard document that describes this server, with its URL filled in. */
GBytes     *demo_server_dup_document (DemoServer *self);

G_END_DECLS
