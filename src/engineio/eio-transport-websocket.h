/* eio-transport-websocket.h: packets over a WebSocket, one a frame.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-transport.h"

G_BEGIN_DECLS

#define EIO_TYPE_WEBSOCKET_TRANSPORT (eio_websocket_transport_get_type ())
G_DECLARE_FINAL_TYPE (EioWebsocketTransport, eio_websocket_transport, EIO, WEBSOCKET_TRANSPORT, EioTransport)

EioTransport *eio_websocket_transport_new (EioConfig   *config,
                                           EioProtocol  protocol);

G_END_DECLS
