/* eio-error.c: the error domain of engineio.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-error.h"

/**
 * EioError:
 * @EIO_ERROR_FAILED: anything else
 * @EIO_ERROR_BAD_URL: not a URL of http, https, ws or wss
 * @EIO_ERROR_NAME_NOT_FOUND: no such host
 * @EIO_ERROR_REFUSED: nobody listens there
 * @EIO_ERROR_UNREACHABLE: no way to the host
 * @EIO_ERROR_TLS: a certificate that is not trusted; the message says which check failed
 * @EIO_ERROR_UNAUTHORIZED: status 401
 * @EIO_ERROR_FORBIDDEN: status 403
 * @EIO_ERROR_NOT_FOUND: status 404
 * @EIO_ERROR_HTTP: any other status; it stands in the message
 * @EIO_ERROR_NOT_ENGINE_IO: a web server, but no Engine.IO server
 * @EIO_ERROR_TRANSPORT_UNKNOWN: the server does not offer this transport
 * @EIO_ERROR_SESSION_UNKNOWN: the server has forgotten the session
 * @EIO_ERROR_BAD_HANDSHAKE: the server takes no handshake like this
 * @EIO_ERROR_BAD_REQUEST: the server takes no request like this
 * @EIO_ERROR_WRONG_REVISION: the server speaks the other revision
 * @EIO_ERROR_BAD_PACKET: the server sent what is no packet
 * @EIO_ERROR_TOO_LARGE: beyond our own or the server's limit
 * @EIO_ERROR_TIMEOUT: opening took too long
 * @EIO_ERROR_PING_TIMEOUT: the server fell silent
 * @EIO_ERROR_CLOSED: the server or the network closed the transport
 * @EIO_ERROR_PROXY: the proxy does not answer, or does not lead there
 *
 * What goes wrong below Socket.IO, one code for each thing that a person can act on.
 */

/**
 * eio_error_quark:
 *
 * Returns: the domain of [error@Eio.Error]
 */
G_DEFINE_QUARK (eio_error_quark, eio_error)
