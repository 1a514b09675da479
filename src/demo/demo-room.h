/* demo-room.h: one room of the chat: its last messages and who is in it. A private one is a pair of people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-person.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_MESSAGE_SAID,
  DEMO_MESSAGE_EVENT, /* "… joined" */
  DEMO_MESSAGE_NOTICE,
} DemoMessageKind;

typedef struct
{
  char           *id;
  char           *author_id;   /* nullable: the server itself */
  char           *author_name; /* as it was then; nullable */
  char           *text;
  gint64          time_ms;
  DemoMessageKind kind;
} DemoMessage;

typedef struct
{
  char      *id;
  char      *name;
  char      *topic;     /* nullable */
  gboolean   permanent; /* stays when the last one leaves */
  GQueue     messages;  /* of owned DemoMessage, oldest first */
  GPtrArray *members;   /* of borrowed DemoPerson */
} DemoRoom;

DemoMessage *demo_message_new        (const char        *id,
                                      const DemoPerson  *author,
                                      const char        *text,
                                      gint64             time_ms,
                                      DemoMessageKind    kind);
void         demo_message_free       (DemoMessage       *self);
/* As one object; ROOM_ID is the room's name as the reader knows it. */
void         demo_message_write      (const DemoMessage *self,
                                      const char        *room_id,
                                      SioWriter         *writer);

DemoRoom    *demo_room_new           (const char        *id,
                                      const char        *name,
                                      const char        *topic,
                                      gboolean           permanent);
void         demo_room_free          (DemoRoom          *self);
/* Kept in order of time; the oldest goes beyond the limit. */
void         demo_room_take_message  (DemoRoom          *self,
                                      DemoMessage       *message);
/* "messages": [ … ] and "people": [ … ] of an object that is open. */
void         demo_room_write_history (const DemoRoom    *self,
                                      const char        *room_id,
                                      SioWriter         *writer);
void         demo_room_write_people  (const DemoRoom    *self,
                                      SioWriter         *writer);
/* room, name, topic and people of an object that is open. */
void         demo_room_write         (const DemoRoom    *self,
                                      SioWriter         *writer);

G_END_DECLS
