/* demo-socket.h: one client in one namespace: events out, answers both ways.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-session.h"
#include "sio-packet.h"

G_BEGIN_DECLS

#define DEMO_TYPE_SOCKET (demo_socket_get_type ())
G_DECLARE_FINAL_TYPE (DemoSocket, demo_socket, DEMO, SOCKET, GObject)

/* ANSWER is the array the client sent, or NULL: no answer in time, or the client is gone. */
typedef void (*DemoAnswerFunc) (DemoSocket *socket,
                                SioArgs    *answer,
                                gpointer    user_data);

DemoSocket  *demo_socket_new          (DemoSession    *session,
                                       const char     *nsp);
const char  *demo_socket_get_id       (DemoSocket     *self);
const char  *demo_socket_get_nsp      (DemoSocket     *self);
DemoSession *demo_socket_get_session  (DemoSocket     *self); /* NULL once disconnected */
/* ARGS is the whole array, the event's name first. */
void         demo_socket_emit         (DemoSocket     *self,
                                       SioArgs        *args);
void         demo_socket_ask          (DemoSocket     *self,
                                       SioArgs        *args,
                                       guint           timeout_ms,
                                       DemoAnswerFunc  func,
                                       gpointer        user_data,
                                       GDestroyNotify  destroy);
void         demo_socket_answer       (DemoSocket     *self,
                                       const char     *ack_id,
                                       SioArgs        *args);
/* A packet that is written already: a broadcast is encoded once. */
void         demo_socket_send         (DemoSocket     *self,
                                       GBytes         *text,
                                       GPtrArray      *attachments);
void         demo_socket_send_packet  (DemoSocket     *self,
                                       SioPacketType   type,
                                       const char     *id,
                                       SioArgs        *args);
void         demo_socket_take_answer  (DemoSocket     *self,
                                       SioPacket      *packet);
/* Forgets the session and answers whoever waits with NULL. */
void         demo_socket_detach       (DemoSocket     *self);

G_END_DECLS
