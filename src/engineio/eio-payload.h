/* eio-payload.h: several packets in one polling body, both revisions.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-packet-codec.h"

G_BEGIN_DECLS

/* At most this many packets go into one POST: python-engineio refuses more. */
#define EIO_PAYLOAD_MAX_PACKETS 16

/* Calls FUNC for each packet of BODY in order; FALSE with EIO_ERROR_BAD_PACKET at the first bad one (those before it
 * were delivered), or when FUNC returns FALSE (no error then). */
typedef gboolean (*EioPayloadFunc) (EioPacket *packet,
                                    gpointer   user_data);
gboolean eio_payload_parse  (GBytes         *body,
                             EioProtocol     protocol,
                             EioPayloadFunc  func,
                             gpointer        user_data,
                             GError        **error);

/* The revision in which a server answered a handshake by polling, EIO_PROTOCOL_AUTO when in none. */
EioProtocol eio_payload_guess_protocol (GBytes *body);

/* Takes packets from the head of QUEUE (of EioPacket) while they fit into MAX_PAYLOAD bytes (0: no limit), always at
 * least one; returns the body and removes and frees what it took. */
GBytes  *eio_payload_take   (GQueue         *queue,
                             EioProtocol     protocol,
                             gsize           max_payload);
/* The same in the binary framing of revision 3, which every server of it reads; those of 1.x read text otherwise than
 * those of 2.x. */
GBytes  *eio_payload_take_binary (GQueue      *queue);

G_END_DECLS
