/* rogue-client.h: a client over the real engine against the rogue server, with a log of what it says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rogue-server.h"
#include "sio-client.h"

G_BEGIN_DECLS

typedef enum
{
  ROGUE_MODE_POLLING,
  ROGUE_MODE_WEBSOCKET,
  ROGUE_MODE_UPGRADE,
  N_ROGUE_MODES
} RogueMode;

typedef struct
{
  RogueServer  *server;
  RogueFlags   *flags;
  SioClient    *client;
  SioNamespace *nsp; /* "/" */
  GString      *log; /* one signal of NSP a line, answers, too: "connected", "event JSON", "disconnected REASON"… */
  GError       *error; /* of the last end, or refusal */
  guint         n_connected;
  guint         n_disconnected;
  guint         n_waiting; /* for answers */
} RogueClient;

/* Replies to "40" with a session unless the test sets others; comes back 10 ms after a loss. */
void     rogue_client_set_up    (RogueClient *self,
                                 RogueMode    mode);
/* Asserts that no waiter is left. */
void     rogue_client_tear_down (RogueClient *self);
void     rogue_client_connect   (RogueClient *self); /* and waits for it, and for the upgrade */
/* Asks the server; the log says "answer JSON" or "no answer: WHY". */
void     rogue_client_ask       (RogueClient *self,
                                 const char  *json,
                                 guint        timeout_ms);
/* Waits until the log has this line. */
#define rogue_client_wait_for(self, line) test_wait_until (rogue_client_has (self, line))
gboolean rogue_client_has       (RogueClient *self,
                                 const char  *line);

const char *rogue_mode_to_string (RogueMode  mode);
/* /PREFIX/polling/NAME and so on; FUNC gets the mode. */
void     rogue_add_test         (const char  *prefix,
                                 const char  *name,
                                 GTestDataFunc func);

G_END_DECLS
