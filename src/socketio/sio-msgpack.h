/* sio-msgpack.h: Socket.IO packets of the msgpack parser: one binary message `{type, nsp, data, id}`, no placeholders.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-packet.h"

G_BEGIN_DECLS

SioPacket *sio_msgpack_parse  (GBytes         *message,
                               GError        **error);
GBytes    *sio_msgpack_encode (SioPacketType   type,
                               const char     *nsp,
                               const char     *id,
                               const SioArgs  *args);

G_END_DECLS
