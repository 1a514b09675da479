/* demo-admin.h: the namespace "/admin": for who knows the password, and for tests that need something to go wrong.
 *
 *   stats            {time, uptime, sessions, sockets, online}, every five seconds
 *   announce {text}  a notice in every room, and an alert
 *   incident {kind}  database, deploy or spike begins now
 *   kick {id}        that person's sockets are disconnected by the server ("41")
 *   drop {id}        that person's transports are lost: clients reconnect by themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-chat.h"
#include "demo-feed.h"
#include "demo-io.h"

G_BEGIN_DECLS

#define DEMO_ADMIN_USERNAME "admin"
#define DEMO_ADMIN_PASSWORD "telltale"

typedef struct _DemoAdmin DemoAdmin;

/* Adds the namespace to IO; MAIN are the sockets of "/", borrowed as long as IO lives. */
DemoAdmin *demo_admin_new  (DemoIo      *io,
                            EioClock    *clock,
                            DemoAdapter *main,
                            DemoChat    *chat,
                            DemoFeed    *feed);
/* After the engine is detached. */
void       demo_admin_free (DemoAdmin   *self);

G_END_DECLS
