/* demo-chat.h: the chat application: rooms, people, what they say, and who is told.
 *
 * A private conversation is a room as well: person A knows it as "@B", person B as "@A".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-adapter.h"
#include "demo-call.h"
#include "demo-room.h"
#include "eio-clock.h"

G_BEGIN_DECLS

#define DEMO_TYPE_CHAT (demo_chat_get_type ())
G_DECLARE_FINAL_TYPE (DemoChat, demo_chat, DEMO, CHAT, GObject)

/* A user (not one of the seeded people) said TEXT in ROOM_ID, as they know it ("@ID" for a private one). */
typedef void (*DemoChatSaidFunc) (DemoChat   *chat,
                                  DemoPerson *person,
                                  const char *room_id,
                                  const char *text,
                                  gpointer    user_data);

DemoChat   *demo_chat_new          (EioClock         *clock);
void        demo_chat_set_adapter  (DemoChat         *self,
                                    DemoAdapter      *adapter); /* borrowed; NULL: nobody listens any more */
void        demo_chat_set_said     (DemoChat         *self,
                                    DemoChatSaidFunc  said,
                                    gpointer          user_data);

DemoRoom   *demo_chat_add_room     (DemoChat         *self,
                                    const char       *id,
                                    const char       *name,
                                    const char       *topic);
DemoRoom   *demo_chat_find_room    (DemoChat         *self,
                                    const char       *id);
DemoPerson *demo_chat_add_person   (DemoChat         *self,
                                    const char       *id,
                                    const char       *name,
                                    gboolean          seeded);
DemoPerson *demo_chat_find_person  (DemoChat         *self,
                                    const char       *id);
guint       demo_chat_get_n_online (DemoChat         *self);
/* (transfer full): of DemoSocket; those of the person PERSON_ID. */
GPtrArray  *demo_chat_list_sockets (DemoChat         *self,
                                    const char       *person_id);

void        demo_chat_enter        (DemoChat         *self,
                                    DemoPerson       *person,
                                    DemoRoom         *room);
void        demo_chat_leave        (DemoChat         *self,
                                    DemoPerson       *person,
                                    DemoRoom         *room);
/* EXCEPT (nullable) is the socket it came from, which knows already. Borrowed. */
DemoMessage *demo_chat_say         (DemoChat         *self,
                                    DemoPerson       *person,
                                    DemoRoom         *room,
                                    const char       *text,
                                    DemoSocket       *except);
DemoMessage *demo_chat_say_private (DemoChat         *self,
                                    DemoPerson       *from,
                                    DemoPerson       *to,
                                    const char       *text,
                                    DemoSocket       *except);
void        demo_chat_type         (DemoChat         *self,
                                    DemoPerson       *person,
                                    const char       *room_id,
                                    gboolean          active,
                                    DemoSocket       *except);
void        demo_chat_announce     (DemoChat         *self,
                                    DemoRoom         *room,
                                    const char       *text,
                                    DemoMessageKind   kind);
/* What was said before the server started. */
void        demo_chat_remember     (DemoChat         *self,
                                    DemoPerson       *person,
                                    DemoRoom         *room,
                                    const char       *text,
                                    gint64            time_ms);
void        demo_chat_set_presence (DemoChat         *self,
                                    DemoPerson       *person,
                                    DemoPresence      presence,
                                    const char       *detail);

/* The namespace's events. */
void        demo_chat_connected    (DemoChat         *self,
                                    DemoSocket       *socket);
void        demo_chat_disconnected (DemoChat         *self,
                                    DemoSocket       *socket);
/* FALSE: not one of the chat's events. */
gboolean    demo_chat_handle       (DemoChat         *self,
                                    const DemoCall   *call);

G_END_DECLS
