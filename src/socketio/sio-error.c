/* sio-error.c: the error domain of socketio.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-error.h"

/**
 * SioError:
 * @SIO_ERROR_FAILED: anything else
 * @SIO_ERROR_BAD_URL: not a URL of a server
 * @SIO_ERROR_BAD_JSON: text that RFC 8259 does not allow, or that is too deep
 * @SIO_ERROR_BAD_PACKET: the server sent what is no packet
 * @SIO_ERROR_BAD_EVENT: a reserved or missing event name
 * @SIO_ERROR_REFUSED: the server refused the connection; the message is its own
 * @SIO_ERROR_BAD_NAMESPACE: the server has no such namespace
 * @SIO_ERROR_CONNECT_TIMEOUT: CONNECT was never answered
 * @SIO_ERROR_TIMEOUT: an answer did not come in time
 * @SIO_ERROR_DISCONNECTED: the connection went before an answer came
 * @SIO_ERROR_BUFFER_FULL: too many events wait for a connection
 *
 * What goes wrong in Socket.IO; errors of [error@Eio.Error] pass through as they are.
 */

/**
 * sio_error_quark:
 *
 * Returns: the domain of [error@Sio.Error]
 */
G_DEFINE_QUARK (sio_error_quark, sio_error)
