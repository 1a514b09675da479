/* demo-client-test.h: a client in twenty lines that shares no code with the server: raw HTTP, and text over a WebSocket.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include "demo-server.h"
#include "test-wait.h"

G_BEGIN_DECLS

typedef struct
{
  guint   status;
  char   *body;
  char   *policy; /* Content-Security-Policy, nullable */
  gboolean done;
} TestReply;

typedef struct
{
  DemoServer *server;
  EioClock   *clock; /* manual, or NULL: the machine's */
  const char *url;
} TestServer;

/* A WebSocket, and what came over it. */
typedef struct
{
  SoupSession             *session;
  SoupWebsocketConnection *connection;
  GPtrArray               *texts; /* of owned char */
  guint                    seen;  /* index behind the last one found */
  gboolean                 failed;
  gboolean                 closed;
} TestSocket;

void        test_server_start    (TestServer  *self,
                                  gboolean     manual);
void        test_server_stop     (TestServer  *self);
/* Advances a manual clock in small steps, with the sockets served in between. */
void        test_server_advance  (TestServer  *self,
                                  guint        ms);

TestReply  *test_request_start   (SoupSession *session,
                                  const char  *method,
                                  const char  *uri,
                                  const char  *body,
                                  gssize       length,
                                  const char  *origin);
TestReply  *test_request         (SoupSession *session,
                                  const char  *method,
                                  const char  *uri,
                                  const char  *body);
void        test_reply_free      (TestReply   *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestReply, test_reply_free)

/* SID NULL: a session of its own. */
TestSocket *test_socket_new      (TestServer  *server,
                                  const char  *sid,
                                  const char  *origin);
void        test_socket_free     (TestSocket  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestSocket, test_socket_free)
void        test_socket_send     (TestSocket  *self,
                                  const char  *text);
/* The next text with all of the given parts in it; waits for it. What came before it is passed over. */
const char *test_socket_expect   (TestSocket  *self,
                                  const char  *part,
                                  ...) G_GNUC_NULL_TERMINATED;
/* Whether such a text is among those that came since the last one expected. */
gboolean    test_socket_has      (TestSocket  *self,
                                  const char  *part);
/* Connected to "/", with the welcome passed over, and signed in and joined if NAME is given. */
TestSocket *test_socket_join     (TestServer  *server,
                                  const char  *name,
                                  const char  *room);

G_END_DECLS
