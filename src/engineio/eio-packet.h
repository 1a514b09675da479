/* eio-packet.h: one Engine.IO packet, as a listener to SioClient::packet sees it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-types.h"

G_BEGIN_DECLS

typedef enum
{
  EIO_PACKET_OPEN,
  EIO_PACKET_CLOSE,
  EIO_PACKET_PING,
  EIO_PACKET_PONG,
  EIO_PACKET_MESSAGE,
  EIO_PACKET_UPGRADE,
  EIO_PACKET_NOOP,
} EioPacketType;

/* DATA is what follows the type digit; for a binary message the raw bytes. */
typedef struct
{
  EioPacketType type;
  gboolean      binary;
  GBytes       *data; /* owned, never NULL */
} EioPacket;

#define EIO_TYPE_PACKET (eio_packet_get_type ())
GType      eio_packet_get_type (void) G_GNUC_CONST;
EioPacket *eio_packet_new      (EioPacketType    type,
                                gboolean         binary,
                                GBytes          *data);
EioPacket *eio_packet_copy     (const EioPacket *self);
void       eio_packet_free     (EioPacket       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EioPacket, eio_packet_free)

G_END_DECLS
