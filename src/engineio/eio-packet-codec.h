/* eio-packet-codec.h: the text, binary and polling-body forms of a packet; not part of the library's public interface.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-error.h"
#include "eio-packet.h"

G_BEGIN_DECLS

/* Packets that are looked at and forgotten live on the stack. */
void       eio_packet_init          (EioPacket     *self,
                                     EioPacketType  type,
                                     gboolean       binary,
                                     GBytes        *data);
void       eio_packet_clear         (EioPacket     *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EioPacket, eio_packet_clear)

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
