/* tell-room-private.h: what tell-room.c and tell-room-people.c share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-catalog.h"
#include "tell-message-list.h"
#include "tell-room.h"
#include "tell-typing.h"

G_BEGIN_DECLS

typedef enum
{
  UNREAD_COUNTED, /* from what arrives */
  UNREAD_GIVEN,   /* by the server: its number stands */
} UnreadSource;

struct _TellRoom
{
  GObject parent_instance;

  char *id;
  char *name;  /* nullable: the id is shown */
  char *topic; /* nullable */
  TellMessageList *messages;
  TellCatalog *members; /* of TellPerson */
  TellTyping *typing;
  GPtrArray *echoes; /* owned TellMessage: ours, to be sent back by the server */
  UnreadSource unread_source;
  guint unread;
  gint64 read_until; /* ms: what is older is history */
  gboolean joined;
  gboolean seen;
  gboolean mention;
  int people_count;
};

G_END_DECLS
