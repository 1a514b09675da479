/* eio-socket.h: one Engine.IO session: handshake, heartbeat, upgrade, close. A socket opens once; reconnecting makes a new one.
 *
 *   CLOSED ── open () ──► OPENING ── handshake ──► OPEN ── close () ──► CLOSING ──► CLOSED (::close once, the reason with it)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-config-engine.h"
#include "eio-packet.h"

G_BEGIN_DECLS

typedef enum
{
  EIO_SOCKET_STATE_CLOSED,
  EIO_SOCKET_STATE_OPENING,
  EIO_SOCKET_STATE_OPEN,
  EIO_SOCKET_STATE_CLOSING,
} EioSocketState;

#define EIO_TYPE_SOCKET (eio_socket_get_type ())
G_DECLARE_FINAL_TYPE (EioSocket, eio_socket, EIO, SOCKET, GObject)

/* What a socket tells its one owner (SioClient). After closed () nothing follows. */
typedef struct
{
  void (*opened)        (EioSocket *socket, gpointer user_data);
  void (*message)       (EioSocket *socket, GBytes *data, gboolean binary, gpointer user_data);
  void (*upgraded)      (EioSocket *socket, EioTransportKind kind, gpointer user_data);
  void (*upgrade_error) (EioSocket *socket, const GError *error, gpointer user_data);
  void (*drain)         (EioSocket *socket, gpointer user_data);
  void (*closed)        (EioSocket *socket, EioCloseReason reason, const GError *error, gpointer user_data);
  /* Every packet either way, for recording and inspecting; may be NULL, and costs nothing then. */
  void (*packet)        (EioSocket *socket, EioDirection direction, EioTransportKind kind,
                         const EioPacket *packet, gpointer user_data);
} EioSocketEvents;

EioSocket        *eio_socket_new            (EioConfig             *config);
void              eio_socket_set_events     (EioSocket             *self,
                                             const EioSocketEvents *events,
                                             gpointer               user_data);
void              eio_socket_open           (EioSocket             *self);
/* Queued in order; text must be UTF-8. */
void              eio_socket_send           (EioSocket             *self,
                                             GBytes                *data,
                                             gboolean               binary);
gboolean          eio_socket_is_writable    (EioSocket             *self); /* for volatile: open, not upgrading, nothing queued */
/* Whether the heartbeat's deadline is still ahead; ask before sending, a laptop may just have woken. */
gboolean          eio_socket_check_alive    (EioSocket             *self);
gsize             eio_socket_get_queued     (EioSocket             *self); /* packets not yet written */
void              eio_socket_close          (EioSocket             *self); /* flushes first */
void              eio_socket_fail           (EioSocket             *self,
                                             EioCloseReason         reason,
                                             const GError          *error); /* "parse error" from above */
void              eio_socket_drop           (EioSocket             *self); /* as a lost network would: "transport close" */

EioSocketState    eio_socket_get_state      (EioSocket             *self);
const char       *eio_socket_get_sid        (EioSocket             *self);
EioProtocol       eio_socket_get_protocol   (EioSocket             *self);
EioTransportKind  eio_socket_get_transport  (EioSocket             *self);

G_END_DECLS
