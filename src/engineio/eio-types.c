/* eio-types.c: the names of transports and of close reasons.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-types.h"

/**
 * EioProtocol:
 * @EIO_PROTOCOL_AUTO: whichever the server speaks
 * @EIO_PROTOCOL_3: of Socket.IO 1 and 2
 * @EIO_PROTOCOL_4: of Socket.IO 3 and 4
 *
 * Revisions of Engine.IO.
 */

/**
 * EioTransportKind:
 * @EIO_TRANSPORT_POLLING: HTTP requests
 * @EIO_TRANSPORT_WEBSOCKET: one WebSocket
 *
 * How packets travel.
 */

/**
 * EioCloseReason:
 * @EIO_CLOSE_REASON_NONE: it is not closed
 * @EIO_CLOSE_REASON_FORCED: we asked for it
 * @EIO_CLOSE_REASON_PING_TIMEOUT: the server fell silent
 * @EIO_CLOSE_REASON_TRANSPORT_CLOSE: the server or the network closed the transport
 * @EIO_CLOSE_REASON_TRANSPORT_ERROR: the transport failed
 * @EIO_CLOSE_REASON_PARSE_ERROR: the server sent what is no packet
 *
 * Why the engine closed.
 */

/**
 * EioDirection:
 * @EIO_DIRECTION_IN: from the server
 * @EIO_DIRECTION_OUT: to the server
 *
 * Which way a packet goes.
 */

static const char
    *const kind_names[] = { [EIO_TRANSPORT_POLLING] = "polling", [EIO_TRANSPORT_WEBSOCKET] = "websocket" };

static const char *const reason_names[] = {
  [EIO_CLOSE_REASON_NONE] = "none",
  [EIO_CLOSE_REASON_FORCED] = "forced close",
  [EIO_CLOSE_REASON_PING_TIMEOUT] = "ping timeout",
  [EIO_CLOSE_REASON_TRANSPORT_CLOSE] = "transport close",
  [EIO_CLOSE_REASON_TRANSPORT_ERROR] = "transport error",
  [EIO_CLOSE_REASON_PARSE_ERROR] = "parse error",
};

/**
 * eio_transport_kind_to_string:
 * @kind: a transport
 *
 * Returns: the name that stands in a URL's `transport=`
 */
const char *
eio_transport_kind_to_string (EioTransportKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * eio_transport_kind_from_string:
 * @name: "polling" or "websocket"
 * @kind: (out): the transport of that name
 *
 * Returns: %FALSE when there is none, @kind untouched
 */
gboolean
eio_transport_kind_from_string (const char *name, EioTransportKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * eio_close_reason_to_string:
 * @reason: why a socket closed
 *
 * Returns: the reason as the reference implementations spell it
 */
const char *
eio_close_reason_to_string (EioCloseReason reason)
{
  g_return_val_if_fail (reason < G_N_ELEMENTS (reason_names), NULL);

  return reason_names[reason];
}
