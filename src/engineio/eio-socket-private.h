/* eio-socket-private.h: the fields of EioSocket, for its four files.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-handshake.h"
#include "eio-heartbeat.h"
#include "eio-socket.h"
#include "eio-transport.h"
#include "eio-upgrade.h"

G_BEGIN_DECLS

struct _EioSocket
{
  GObject parent_instance;

  EioConfig       *config;
  EioClock        *clock;
  EioSocketEvents  events;
  gpointer         user_data;
  EioSocketState   state;
  gboolean         used; /* a socket opens once */

  EioTransport *transport;
  guint         transport_index; /* of the transports to try */
  EioProtocol   asked_protocol;
  gboolean      asked_both;      /* revisions */
  EioUpgrade   *upgrade;         /* while it is under way */

  EioHandshake  handshake;
  EioHeartbeat  heartbeat;
  GQueue        queue;     /* of owned EioPacket, not handed to the transport yet */
  gsize         n_handed;  /* handed over, not written yet */
  guint         open_timer;
  guint         settle_timer; /* while the revision of a WebSocket is not clear yet */
  guint         heartbeat_timer;
  guint         close_timer;
};

/* eio-socket-open.c */
void     eio_socket_start_opening  (EioSocket      *self);
/* The transport is gone before the session was open; FALSE when there is nothing else to try. */
gboolean eio_socket_try_next       (EioSocket      *self,
                                    const GError   *error);
void     eio_socket_take_handshake (EioSocket      *self,
                                    EioPacket      *packet);
/* A packet while the revision is not clear yet. */
void     eio_socket_settle         (EioSocket      *self,
                                    EioPacket      *packet);

/* eio-socket.c */
void     eio_socket_set_state      (EioSocket      *self,
                                    EioSocketState  state);
void     eio_socket_set_transport  (EioSocket      *self,
                                    EioTransport   *transport); /* takes it */
void     eio_socket_session_opened (EioSocket      *self);
void     eio_socket_flush          (EioSocket      *self);
void     eio_socket_record         (EioSocket      *self,
                                    EioDirection    direction,
                                    EioTransportKind kind,
                                    const EioPacket *packet);

/* eio-socket-upgrade.c */
void     eio_socket_start_upgrade  (EioSocket      *self); /* when it is offered and wanted */
gboolean eio_socket_is_switching   (EioSocket      *self); /* nothing may be sent meanwhile */

/* eio-socket-close.c */
void     eio_socket_end            (EioSocket      *self,
                                    EioCloseReason  reason,
                                    const GError   *error);
void     eio_socket_end_for_silence (EioSocket     *self);
void     eio_socket_close_when_flushed (EioSocket  *self);
void     eio_socket_drop_transport (EioSocket      *self);
void     eio_socket_drop_all       (EioSocket      *self);

G_END_DECLS
