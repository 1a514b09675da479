/* demo-request.h: one HTTP request to the Engine.IO path: what it asks for, whether it may, and answering it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include "eio-types.h"

G_BEGIN_DECLS

/* The codes of the protocol's error bodies. */
typedef enum
{
  DEMO_REFUSAL_TRANSPORT_UNKNOWN = 0,
  DEMO_REFUSAL_SESSION_UNKNOWN = 1,
  DEMO_REFUSAL_BAD_HANDSHAKE_METHOD = 2,
  DEMO_REFUSAL_BAD_REQUEST = 3,
  DEMO_REFUSAL_FORBIDDEN = 4,
  DEMO_REFUSAL_UNSUPPORTED_PROTOCOL = 5,
} DemoRefusal;

typedef struct
{
  gboolean          transport_known;
  EioTransportKind  transport;
  gboolean          websocket; /* asks to become a WebSocket */
  int               protocol;  /* EIO=, 0 if absent */
  char             *sid;       /* nullable */
} DemoRequest;

void     demo_request_init        (DemoRequest       *self,
                                   SoupServerMessage *message);
void     demo_request_clear       (DemoRequest       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoRequest, demo_request_clear)

gboolean demo_message_is_local    (SoupServerMessage *message);
void     demo_message_refuse      (SoupServerMessage *message,
                                   DemoRefusal        refusal);
void     demo_message_reply       (SoupServerMessage *message,
                                   guint              status,
                                   const char        *content_type,
                                   GBytes            *body);
void     demo_message_reply_text  (SoupServerMessage *message,
                                   guint              status,
                                   const char        *text);

G_END_DECLS
