/* eio-error.h: what can go wrong below Socket.IO, one code for each thing a person can act on.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define EIO_ERROR (eio_error_quark ())

typedef enum
{
  EIO_ERROR_FAILED,
  EIO_ERROR_BAD_URL,
  EIO_ERROR_NAME_NOT_FOUND,     /* DNS */
  EIO_ERROR_REFUSED,            /* nobody listens there */
  EIO_ERROR_UNREACHABLE,
  EIO_ERROR_TLS,                /* the message says which check failed */
  EIO_ERROR_UNAUTHORIZED,       /* 401 */
  EIO_ERROR_FORBIDDEN,          /* 403 */
  EIO_ERROR_NOT_FOUND,          /* 404 */
  EIO_ERROR_HTTP,               /* any other status; it stands in the message */
  EIO_ERROR_NOT_ENGINE_IO,      /* a web server, but no Engine.IO server */
  EIO_ERROR_TRANSPORT_UNKNOWN,  /* {"code":0} */
  EIO_ERROR_SESSION_UNKNOWN,    /* {"code":1} */
  EIO_ERROR_BAD_HANDSHAKE,      /* {"code":2} */
  EIO_ERROR_BAD_REQUEST,        /* {"code":3} */
  EIO_ERROR_WRONG_REVISION,     /* {"code":5}, or revision 3 where 4 was asked for */
  EIO_ERROR_BAD_PACKET,
  EIO_ERROR_TOO_LARGE,          /* beyond our own or the server's payload limit */
  EIO_ERROR_TIMEOUT,
  EIO_ERROR_PING_TIMEOUT,
  EIO_ERROR_CLOSED,             /* the server or the network closed the transport */
  EIO_ERROR_PROXY,              /* the proxy does not answer, or does not lead there */
} EioError;

GQuark eio_error_quark (void);

G_END_DECLS
