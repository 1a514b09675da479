/* eio-packet.h: one Engine.IO packet, and its text, binary and polling-body forms.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-error.h"
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

void       eio_packet_init          (EioPacket     *self,
                                     EioPacketType  type,
                                     gboolean       binary,
                                     GBytes        *data);
void       eio_packet_clear         (EioPacket     *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EioPacket, eio_packet_clear)

/* Packets that wait in a queue live on the heap. */
EioPacket *eio_packet_new           (EioPacketType  type,
                                     gboolean       binary,
                                     GBytes        *data);
void       eio_packet_free          (EioPacket     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EioPacket, eio_packet_free)

/* One WebSocket text frame ↔ one packet. A binary frame is the payload itself in revision 4, "\4" + payload in 3. */
gboolean   eio_packet_parse_text    (EioPacket     *packet,
                                     GBytes        *text,
                                     GError       **error);
gboolean   eio_packet_parse_binary  (EioPacket     *packet,
                                     GBytes        *frame,
                                     EioProtocol    protocol,
                                     GError       **error);
/* Binary as text: "b" + base64 in revision 4, "b4" + base64 in 3. */
gboolean   eio_packet_parse_base64  (EioPacket     *packet,
                                     GBytes        *text,
                                     EioProtocol    protocol,
                                     GError       **error);
GBytes    *eio_packet_to_frame      (const EioPacket *packet,
                                     EioProtocol    protocol);

G_END_DECLS
