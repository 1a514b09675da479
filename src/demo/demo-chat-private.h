/* demo-chat-private.h: what the files of the chat share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-chat.h"

G_BEGIN_DECLS

struct _DemoChat
{
  GObject parent_instance;

  EioClock *clock;
  DemoAdapter *adapter;     /* borrowed, nullable */
  GHashTable *rooms;        /* id → owned DemoRoom */
  GPtrArray *room_order;    /* of borrowed DemoRoom */
  GHashTable *people;       /* id → owned DemoPerson */
  GPtrArray *people_order;  /* of borrowed DemoPerson */
  GHashTable *private_rooms; /* "A\nB" → owned DemoRoom */
  GHashTable *guests;       /* DemoSocket → owned DemoGuest */
  guint64 next_message;
  DemoChatSaidFunc said;
  gpointer said_data;
};

void      demo_chat_emit         (DemoChat         *self,
                                  const char       *adapter_room,
                                  DemoSocket       *except,
                                  SioWriter        *event);
void      demo_chat_emit_room    (DemoChat         *self,
                                  DemoRoom         *room);
void      demo_chat_emit_count   (DemoChat         *self,
                                  DemoSocket       *socket);
void      demo_chat_forget       (DemoChat         *self,
                                  DemoPerson       *person);
/* The sockets of one person. */
char     *demo_chat_build_person_room (const DemoPerson *person);
/* The sockets of one room. */
char     *demo_chat_build_adapter_room (const char *room_id);
DemoRoom *demo_chat_ensure_private (DemoChat       *self,
                                  DemoPerson       *a,
                                  DemoPerson       *b);
void      demo_chat_drop_room    (DemoChat         *self,
                                  DemoRoom         *room);

G_END_DECLS
