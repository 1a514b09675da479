/* sio-types.h: the words that every part of socketio shares.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-types.h"

G_BEGIN_DECLS

typedef struct _SioArgs      SioArgs;
typedef struct _SioEvent     SioEvent;
typedef struct _SioClient    SioClient;
typedef struct _SioNamespace SioNamespace;

/* Why a namespace disconnected, with upstream's text. The first two do not reconnect by themselves. */
typedef enum
{
  SIO_DISCONNECT_NONE,
  SIO_DISCONNECT_SERVER,          /* "io server disconnect" */
  SIO_DISCONNECT_CLIENT,          /* "io client disconnect" */
  SIO_DISCONNECT_PING_TIMEOUT,    /* "ping timeout" */
  SIO_DISCONNECT_TRANSPORT_CLOSE, /* "transport close" */
  SIO_DISCONNECT_TRANSPORT_ERROR, /* "transport error" */
  SIO_DISCONNECT_PARSE_ERROR,     /* "parse error" */
  SIO_DISCONNECT_FORCED,          /* "forced close" */
} SioDisconnectReason;

const char *sio_disconnect_reason_to_string  (SioDisconnectReason reason);
gboolean    sio_disconnect_reason_reconnects (SioDisconnectReason reason);

G_END_DECLS
