/* sio-packet-private.h: what both parsers check of a packet.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-packet.h"

G_BEGIN_DECLS

/* Whether the payload is of the kind that the type asks for. */
gboolean sio_packet_check_payload (const SioPacket *packet,
                                   EioProtocol      protocol,
                                   GError         **error);

G_END_DECLS
