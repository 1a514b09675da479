/* sio-error.h: what can go wrong in Socket.IO; errors of engineio pass through as they are.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SIO_ERROR (sio_error_quark ())

typedef enum
{
  SIO_ERROR_FAILED,
  SIO_ERROR_BAD_URL,
  SIO_ERROR_BAD_JSON,         /* a payload that RFC 8259 does not allow, or that is too deep */
  SIO_ERROR_BAD_PACKET,
  SIO_ERROR_BAD_EVENT,        /* a reserved or missing event name */
  SIO_ERROR_REFUSED,          /* connect_error: the server's own message */
  SIO_ERROR_BAD_NAMESPACE,    /* connect_error: "Invalid namespace" */
  SIO_ERROR_CONNECT_TIMEOUT,  /* a CONNECT that was never answered */
  SIO_ERROR_TIMEOUT,          /* "operation has timed out" */
  SIO_ERROR_DISCONNECTED,     /* "socket has been disconnected" */
  SIO_ERROR_BUFFER_FULL,
} SioError;

GQuark sio_error_quark (void);

G_END_DECLS
