/* sio-client.h: a connection to a server that stays: the engine, its namespaces, and reconnection.
 *
 *   CLOSED ── open () ──► OPENING ──► OPEN
 *     ▲                    ▲   │        │ engine closed
 *     │ close (), gave up  │   ▼        ▼
 *     └────────────────── WAITING ◄─────┘   (retry-at tells until when)
 *
 * Properties: state, retry-at (EioClock now of the next attempt in µs, 0 when not waiting).
 * Signals: ::opened (), ::upgraded (EioTransportKind), ::upgrade-error (GError *), ::closed (EioCloseReason, GError *nullable),
 *   ::reconnect-attempt (guint attempt, guint delay_ms) when the wait begins, ::reconnected (guint attempt),
 *   ::reconnect-error (GError *) after each failed attempt but the first opening, ::open-error (GError *) for that one,
 *   ::reconnect-failed () when attempts ran out,
 *   ::drained () when everything handed to the engine has been written,
 *   ::packet (EioDirection, EioTransportKind, EioPacket *) for recording; connect to it before opening, or call
 *     sio_client_watch_packets (): without a listener nothing of it happens.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-packet.h"
#include "sio-config.h"
#include "sio-namespace.h"
#include "sio-waker.h"

G_BEGIN_DECLS

typedef enum
{
  SIO_CLIENT_CLOSED,
  SIO_CLIENT_OPENING,
  SIO_CLIENT_OPEN,
  SIO_CLIENT_WAITING,
} SioClientState;

#define SIO_TYPE_CLIENT (sio_client_get_type ())
G_DECLARE_FINAL_TYPE (SioClient, sio_client, SIO, CLIENT, GObject)

SioClient        *sio_client_new            (SioConfig    *config);
SioConfig        *sio_client_get_config     (SioClient    *self);
SioClientState    sio_client_get_state      (SioClient    *self);
/* The namespace with this path, made on the first call; the client owns it. */
SioNamespace     *sio_client_get_namespace  (SioClient    *self,
                                             const char   *path);
void              sio_client_open           (SioClient    *self);
/* Disconnects every namespace politely and does not come back until open () or a namespace's connect (). */
void              sio_client_close          (SioClient    *self);
void              sio_client_drop           (SioClient    *self); /* as a lost network would; reconnects */
void              sio_client_retry_now      (SioClient    *self); /* while WAITING */
/* The network or the machine is back: retries at once, or notices that the heartbeat is overdue. */
void              sio_client_wake           (SioClient    *self);
/* Wakes at each ::woken of it; NULL, as at the start, for none. */
void              sio_client_set_waker      (SioClient    *self,
                                             SioWaker     *waker);
gint64            sio_client_get_retry_at   (SioClient    *self);
guint             sio_client_get_reconnects (SioClient    *self); /* successful ones so far */
const GError     *sio_client_get_last_error (SioClient    *self);
EioTransportKind  sio_client_get_transport  (SioClient    *self);
EioProtocol       sio_client_get_protocol   (SioClient    *self);
const char       *sio_client_get_engine_sid (SioClient    *self);
gboolean          sio_client_is_flushed     (SioClient    *self); /* nothing waits to be written */
void              sio_client_watch_packets  (SioClient    *self); /* somebody connected to ::packet, or left, meanwhile */

G_END_DECLS
