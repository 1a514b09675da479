/* session-fixture.h: a session on the embedded demo server, with a document of the test's own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-server.h"
#include "tell-session.h"

G_BEGIN_DECLS

typedef struct
{
  DemoServer  *server;
  guint        port;
  TellSession *session;
} Fixture;

/* BODY: the document's members behind "telltale", "name" and "connection"; single quotes stand for double ones. NULL: the demo's own
 * document. CLOCK: nullable. */
void          fixture_set_up       (Fixture    *self,
                                    const char *body,
                                    EioClock   *clock);
void          fixture_tear_down    (Fixture    *self);
/* On the port it had. */
void          fixture_start_server (Fixture    *self);
TellDocument *fixture_new_document (const char *url,
                                    const char *body);
TellMessage  *fixture_find_message (TellSession *session,
                                    const char  *room,
                                    const char  *text,
                                    guint       *n);
/* How often the binding with this "on" ran. */
guint64       fixture_get_matched  (TellSession *session,
                                    const char  *on);

G_END_DECLS
