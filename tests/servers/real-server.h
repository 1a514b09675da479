/* real-server.h: somebody else's server on a free port of loopback, and telltale as a process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-fixture.h"

G_BEGIN_DECLS

/* Debian's, for which its packages are installed. */
#define REAL_SERVER_PYTHON "/usr/bin/python3"

typedef struct
{
  TestProcess *process;
  guint        port;
  char        *url;
} RealServer;

/* Starts WORDS, which end with NULL: a program, a script of this folder, its arguments; it prints {"port":N} first. */
RealServer  *real_server_new            (const char * const *words);
void         real_server_free           (RealServer         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RealServer, real_server_free)

/* A port of loopback that nobody listens on, for a program that does not look for one itself. */
guint        real_server_find_port      (void);
/* Until PROCESS listens there; fails the test when that takes too long. */
void         real_server_wait_for_port  (TestProcess        *process,
                                         guint               port);

/* Each ends the test program as skipped (TAP), with the reason, when it is not there. */
void         real_server_require_module (const char         *npm_module);
void         real_server_require_python (const char         *modules); /* as in "import a, b" */
void         real_server_require        (const char         *program);

/* Starts telltale COMMAND with the words of both lists, each ending with NULL; the second may be NULL. */
TestProcess *real_server_start_telltale (const char * const *words,
                                         const char * const *more);

G_END_DECLS
