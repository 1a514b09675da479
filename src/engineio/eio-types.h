/* eio-types.h: the words that every part of engineio shares.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Engine.IO revisions; AUTO finds out which one the server speaks. */
typedef enum
{
  EIO_PROTOCOL_AUTO = 0,
  EIO_PROTOCOL_3 = 3,
  EIO_PROTOCOL_4 = 4,
} EioProtocol;

typedef enum
{
  EIO_TRANSPORT_POLLING,
  EIO_TRANSPORT_WEBSOCKET,
} EioTransportKind;

/* Why a socket closed, as upstream names it. */
typedef enum
{
  EIO_CLOSE_REASON_NONE,
  EIO_CLOSE_REASON_FORCED,          /* "forced close": we asked for it */
  EIO_CLOSE_REASON_PING_TIMEOUT,    /* "ping timeout" */
  EIO_CLOSE_REASON_TRANSPORT_CLOSE, /* "transport close" */
  EIO_CLOSE_REASON_TRANSPORT_ERROR, /* "transport error" */
  EIO_CLOSE_REASON_PARSE_ERROR,     /* "parse error" */
} EioCloseReason;

typedef enum
{
  EIO_DIRECTION_IN,
  EIO_DIRECTION_OUT,
} EioDirection;

const char *eio_transport_kind_to_string   (EioTransportKind  kind);
gboolean    eio_transport_kind_from_string (const char       *name,
                                            EioTransportKind *kind);
const char *eio_close_reason_to_string     (EioCloseReason    reason);

G_END_DECLS
