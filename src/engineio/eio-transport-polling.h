/* eio-transport-polling.h: packets over HTTP long polling.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-transport.h"

G_BEGIN_DECLS

#define EIO_TYPE_POLLING_TRANSPORT (eio_polling_transport_get_type ())
G_DECLARE_FINAL_TYPE (EioPollingTransport, eio_polling_transport, EIO, POLLING_TRANSPORT, EioTransport)

EioTransport *eio_polling_transport_new (EioConfig   *config,
                                         EioProtocol  protocol);

G_END_DECLS
