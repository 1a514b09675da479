/* sio-types.c: the shared words as text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-types.h"

/**
 * SioDisconnectReason:
 * @SIO_DISCONNECT_NONE: it is not disconnected
 * @SIO_DISCONNECT_SERVER: the server disconnected us
 * @SIO_DISCONNECT_CLIENT: we disconnected
 * @SIO_DISCONNECT_PING_TIMEOUT: the server fell silent
 * @SIO_DISCONNECT_TRANSPORT_CLOSE: the server or the network closed the transport
 * @SIO_DISCONNECT_TRANSPORT_ERROR: the transport failed
 * @SIO_DISCONNECT_PARSE_ERROR: the server sent what is no packet
 * @SIO_DISCONNECT_FORCED: the engine was closed
 *
 * Why a namespace disconnected. After the first two it does not come back by itself.
 */

/**
 * sio_disconnect_reason_to_string:
 *
 * Returns: the reason as upstream's clients name it; "" for none
 */
const char *
sio_disconnect_reason_to_string (SioDisconnectReason reason)
{
  switch (reason)
    {
    case SIO_DISCONNECT_SERVER:
      return "io server disconnect";
    case SIO_DISCONNECT_CLIENT:
      return "io client disconnect";
    case SIO_DISCONNECT_PING_TIMEOUT:
      return "ping timeout";
    case SIO_DISCONNECT_TRANSPORT_CLOSE:
      return "transport close";
    case SIO_DISCONNECT_TRANSPORT_ERROR:
      return "transport error";
    case SIO_DISCONNECT_PARSE_ERROR:
      return "parse error";
    case SIO_DISCONNECT_FORCED:
      return "forced close";
    case SIO_DISCONNECT_NONE:
    default:
      return "";
    }
}

/**
 * sio_disconnect_reason_reconnects:
 *
 * Returns: %TRUE if the client comes back by itself, unless its reconnection is off
 */
gboolean
sio_disconnect_reason_reconnects (SioDisconnectReason reason)
{
  return reason > SIO_DISCONNECT_CLIENT;
}
