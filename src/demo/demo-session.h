/* demo-session.h: one Engine.IO 4 session of the server: packets over polling or WebSocket, upgrade, heartbeat, close.
 *
 *   NEW ── first GET, or a WebSocket: straight to WEBSOCKET
 *     ▼
 *   POLLING ── WebSocket with our sid ──► PROBING ── "5" ──► WEBSOCKET
 *     │  ▲                                   │                  │
 *     │  └──── refused, silent, closed ──────┘                  │
 *     └──► CLOSING (its last words wait for a GET) ──► CLOSED ◄─┘
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include "eio-clock.h"
#include "eio-packet-codec.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_SESSION_NEW,
  DEMO_SESSION_POLLING,
  DEMO_SESSION_PROBING,
  DEMO_SESSION_WEBSOCKET,
  DEMO_SESSION_CLOSING,
  DEMO_SESSION_CLOSED,
} DemoSessionState;

#define DEMO_TYPE_SESSION (demo_session_get_type ())
G_DECLARE_FINAL_TYPE (DemoSession, demo_session, DEMO, SESSION, GObject)

/* What a session tells its one owner. After closed () nothing follows but gone (), when its sid is free. */
typedef struct
{
  void (*message) (DemoSession *session, GBytes *data, gboolean binary, gpointer user_data);
  void (*closed)  (DemoSession *session, EioCloseReason reason, gpointer user_data);
} DemoSessionEvents;

typedef void (*DemoSessionGoneFunc) (DemoSession *session, gpointer user_data);

DemoSession      *demo_session_new               (const char              *sid,
                                                  EioClock                *clock,
                                                  DemoSessionGoneFunc      gone,
                                                  gpointer                 user_data);
void              demo_session_set_events        (DemoSession             *self,
                                                  const DemoSessionEvents *events,
                                                  gpointer                 user_data);
const char       *demo_session_get_sid           (DemoSession             *self);
DemoSessionState  demo_session_get_state         (DemoSession             *self);
EioClock         *demo_session_get_clock         (DemoSession             *self);

/* The handshake's GET or WebSocket is the first of each. */
void              demo_session_handle_get        (DemoSession             *self,
                                                  SoupServerMessage       *message);
void              demo_session_handle_post       (DemoSession             *self,
                                                  SoupServerMessage       *message);
void              demo_session_handle_websocket  (DemoSession             *self,
                                                  SoupWebsocketConnection *connection);
void              demo_session_send              (DemoSession             *self,
                                                  GBytes                  *data,
                                                  gboolean                 binary);
/* Says goodbye; what was sent before still goes out. */
void              demo_session_close             (DemoSession             *self,
                                                  EioCloseReason           reason);
/* At once, as a lost network would. */
void              demo_session_abort             (DemoSession             *self,
                                                  EioCloseReason           reason);

G_END_DECLS
