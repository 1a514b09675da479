/* eio-transport-private.h: what a transport's implementation tells the base class, and asks it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-transport.h"

G_BEGIN_DECLS

EioConfig *eio_transport_get_config      (EioTransport   *self);
gsize      eio_transport_get_max_payload (EioTransport   *self); /* bytes a POST may carry, 0 for no limit */

void       eio_transport_set_writable    (EioTransport   *self,
                                          gboolean        writable);
void       eio_transport_emit_opened     (EioTransport   *self);
void       eio_transport_emit_packet     (EioTransport   *self,
                                          EioPacket      *packet);
void       eio_transport_emit_drain      (EioTransport   *self);
void       eio_transport_emit_paused     (EioTransport   *self);
void       eio_transport_emit_closed     (EioTransport   *self,
                                          EioCloseReason  reason,
                                          const GError   *error);

G_END_DECLS
