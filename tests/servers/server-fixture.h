/* server-fixture.h: the chat application of this folder, and web users of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-process.h"
#include "test-wait.h"

G_BEGIN_DECLS

typedef struct
{
  TestProcess *process; /* NULL while it is down */
  guint        port;    /* stays the same over a restart */
  char        *url;
  char        *folder;  /* temporary; what was said outlives the process there */
  char        *history;
} ServerFixture;

/* Ends the test program as skipped (TAP) when Node or the npm project is not there. */
void         server_fixture_require  (void);
void         server_fixture_set_up   (ServerFixture *self,
                                      gconstpointer  unused);
void         server_fixture_tear_down (ServerFixture *self,
                                      gconstpointer  unused);
/* SIGKILL: no goodbye to anybody. */
void         server_fixture_kill     (ServerFixture *self);
/* Again, on the same port. */
void         server_fixture_start    (ServerFixture *self);
/* The reference client as NAME, connected. */
TestProcess *server_fixture_web_user (ServerFixture *self,
                                      const char    *name);
/* The same, and in the lobby. */
TestProcess *server_fixture_web_user_in_lobby (ServerFixture *self,
                                      const char    *name);
/* A file of tests/servers. */
char        *server_fixture_dup_path (const char    *name);

G_END_DECLS
