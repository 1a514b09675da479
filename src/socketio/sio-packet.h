/* sio-packet.h: one Socket.IO packet: `<type>[<n>-][<namespace>,][<id>][json]`.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-args.h"

G_BEGIN_DECLS

typedef enum
{
  SIO_PACKET_CONNECT,
  SIO_PACKET_DISCONNECT,
  SIO_PACKET_EVENT,
  SIO_PACKET_ACK,
  SIO_PACKET_CONNECT_ERROR,
  SIO_PACKET_BINARY_EVENT,
  SIO_PACKET_BINARY_ACK,
} SioPacketType;

#define SIO_PACKET_MAX_ATTACHMENTS 1024

typedef struct
{
  SioPacketType type;
  GRefString   *nsp;           /* "/" where none was written */
  char         *id;            /* digits as they came, or NULL */
  SioArgs      *args;          /* the payload, or NULL */
  guint         n_attachments; /* of a binary packet; they follow it as messages of their own: see SioDecoder */
} SioPacket;

void       sio_packet_free    (SioPacket   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SioPacket, sio_packet_free)

/* In a type 5 or 6 the placeholders are still objects: SioDecoder puts the attachments in their places. */
SioPacket *sio_packet_parse   (GBytes      *text,
                               EioProtocol  protocol,
                               GError     **error);
/* The text; a type 2 or 3 whose args hold attachments is written as 5 or 6, and these follow it as binary messages. */
GBytes    *sio_packet_to_text (SioPacketType type,
                               const char   *nsp,
                               const char   *id,
                               const SioArgs *args);

G_END_DECLS
