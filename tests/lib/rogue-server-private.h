/* rogue-server-private.h: the fields of a RogueServer, and what its two files call of each other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rogue-server.h"

G_BEGIN_DECLS

struct _RogueServer
{
  SoupServer *server;
  gboolean tls;
  guint port;
  char *url;
  RogueFlags flags;

  GString *log;
  GPtrArray *requests;
  SoupMessageHeaders *headers; /* of the last request */
  guint client_port;           /* of the same */

  char *sid; /* NULL while there is no session */
  guint n_sessions;
  guint revision; /* of the session */
  GQueue packets; /* of char *, encoded for polling, to be sent */
  SoupServerMessage *poll;
  SoupWebsocketConnection *websocket;
  gboolean upgraded;
  gboolean releasing; /* polls are let go of at once, until the client has changed over */
  GPtrArray *polls; /* that are never answered */
  guint cut;        /* the source of a cut to come */
};

void rogue_server_queue_packet (RogueServer       *self,
                                const char        *packet);
void rogue_server_respond_text (RogueServer       *self,
                                SoupServerMessage *message,
                                guint              status,
                                const char        *text);
/* Makes the server answer requests. */
void rogue_server_add_handlers (RogueServer       *self);

G_END_DECLS
