/* demo-engine.h: the Engine.IO 4 side of the server: requests to its path become sessions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-session.h"

G_BEGIN_DECLS

#define DEMO_TYPE_ENGINE (demo_engine_get_type ())
G_DECLARE_FINAL_TYPE (DemoEngine, demo_engine, DEMO, ENGINE, GObject)

/* OPENED sets the session's events; borrowed. */
typedef void (*DemoEngineOpenedFunc) (DemoEngine  *engine,
                                      DemoSession *session,
                                      gpointer     user_data);

DemoEngine *demo_engine_new            (EioClock            *clock,
                                        DemoEngineOpenedFunc opened,
                                        gpointer             user_data);
/* Answers on PATH ("/socket.io/") of SERVER, which must not outlive the engine's handlers: see detach. */
void        demo_engine_attach         (DemoEngine          *self,
                                        SoupServer          *server,
                                        const char          *path);
/* Ends every session and takes no more. */
void        demo_engine_detach         (DemoEngine          *self);
guint       demo_engine_get_n_sessions (DemoEngine          *self);

G_END_DECLS
