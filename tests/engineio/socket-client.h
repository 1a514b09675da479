/* socket-client.h: a socket whose events become a line of text, for tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eio-socket.h"

#include "rogue-server.h"
#include "test-wait.h"

G_BEGIN_DECLS

typedef struct
{
  RogueServer   *server;
  EioConfig     *config;
  EioClock      *clock; /* a manual one, NULL while the machine's is used */
  EioSocket     *socket;
  GString       *log;   /* "opened | message hello | closed transport close" */
  gsize          n_messages;
  EioCloseReason reason;
  GError        *error;
  gboolean       closed;
} Client;

void     client_init         (Client                 *self); /* with a server of its own */
void     client_set_url      (Client                 *self,
                              const char             *url);
void     client_use_manual_clock (Client             *self);
void     client_use          (Client                 *self,
                              EioTransportKind        kind); /* only that transport */
void     client_open         (Client                 *self); /* does not wait */
void     client_open_and_wait (Client                *self);
void     client_wait_closed  (Client                 *self);
/* Opens, waits for the end, and asserts what it says; PATTERN is a glob. */
void     client_assert_fails (Client                 *self,
                              EioError                code,
                              const char             *pattern);
void     client_send         (Client                 *self,
                              const char             *text);
gboolean client_has          (Client                 *self,
                              const char             *event);
/* Asserts that everything goes, and clears. */
void     client_clear        (Client                 *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Client, client_clear)

G_END_DECLS
