/* demo-server.h: a real Engine.IO 4 and Socket.IO 5 server on libsoup's SoupServer, loopback only: rooms, seeded people, metrics, one web page.
 *
 * What it says on "/" (? after a key: may be absent; times are ms since 1970):
 *
 *   on connect       rooms {rooms:[{room,name,topic?,people}]}, people {people:[{id,name,state,detail?,rooms:[…]}]}, users {online},
 *                    metrics history {series:[{id,name,unit}], points:[…as metrics…]}
 *   metrics          {time, requests, errors, latency:{p50,p95,p99}, memory, cpu, queue, users}, every second
 *   chat message     {id, room, from?:{id,name}, text, time, kind: message|event|notice}
 *   user joined      {room, id, name, state, detail?}        user left: the same
 *   presence         {id, name, state: online|away|offline, detail?}        users {online}
 *   typing           {room, id, name}        stop typing: the same
 *   room             {room, name, topic?, people}        room removed {room}
 *   alert            {id, title, body, level: info|warning|error, room, time}
 *
 * What it understands (answers {ok:true,…} or {ok:false,error}, if asked for):
 *
 *   sign in          {name} → {me:{id,name,state}, rooms}        the same name on two screens is one person
 *   join             {room, name?} → {room, name, topic, me, messages, people}        "@ID" is a private room with the person ID
 *   leave            {room}
 *   chat message     {room, text} → {id, time}; it is sent to everybody else in the room
 *   typing, stop typing {room} · presence {state, detail?} · rooms · people · metrics history
 *   echo, measure    see demo-echo.c
 *
 * "/admin" wants auth {username: "admin", password: "telltale"}: see demo-admin.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eio-clock.h"

G_BEGIN_DECLS

#define DEMO_TYPE_SERVER (demo_server_get_type ())
G_DECLARE_FINAL_TYPE (DemoServer, demo_server, DEMO, SERVER, GObject)

/* SEED makes the people and metrics repeatable. */
DemoServer *demo_server_new      (guint32       seed);
DemoServer *demo_server_new_with_clock (guint32   seed,
                                  EioClock     *clock);
/* PORT 0: any free one. Listens on 127.0.0.1 and ::1 only. */
gboolean    demo_server_start    (DemoServer   *self,
                                  guint         port,
                                  GError      **error);
void        demo_server_stop     (DemoServer   *self);
const char *demo_server_get_url  (DemoServer   *self); /* "http://localhost:PORT", NULL unless started */
/* The dashboard document that describes this server, with its URL filled in. */
GBytes     *demo_server_dup_document (DemoServer *self);

G_END_DECLS
