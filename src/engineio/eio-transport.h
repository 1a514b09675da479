/* eio-transport.h: what polling and WebSocket have in common: packets in, packets out, an end.
 *
 *                                    ┌──────◄─ resume () ──────┐
 *   CLOSED ── open () ──► OPENING ──► OPEN ──► PAUSING ──► PAUSED
 *      ▲                     │          │          │          │
 *      └──── closed ─────────┴──────────┴──────────┴──────────┘
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-config-engine.h"
#include "eio-packet-codec.h"

G_BEGIN_DECLS

typedef enum
{
  EIO_TRANSPORT_STATE_CLOSED,
  EIO_TRANSPORT_STATE_OPENING,
  EIO_TRANSPORT_STATE_OPEN,
  EIO_TRANSPORT_STATE_PAUSING,
  EIO_TRANSPORT_STATE_PAUSED,
} EioTransportState;

#define EIO_TYPE_TRANSPORT (eio_transport_get_type ())
G_DECLARE_DERIVABLE_TYPE (EioTransport, eio_transport, EIO, TRANSPORT, GObject)

/* What a transport tells its one owner. Plain functions and no signals: a message crosses here at full rate. */
typedef struct
{
  void (*opened) (EioTransport *transport, gpointer user_data);
  void (*packet) (EioTransport *transport, EioPacket *packet, gpointer user_data);
  void (*drain)  (EioTransport *transport, gpointer user_data); /* everything handed over has been written */
  void (*paused) (EioTransport *transport, gpointer user_data);
  void (*closed) (EioTransport *transport, EioCloseReason reason, const GError *error, gpointer user_data);
} EioTransportEvents;

struct _EioTransportClass
{
  GObjectClass parent_class;

  EioTransportKind kind;

  void     (*open)  (EioTransport *self, const char *sid);
  void     (*send)  (EioTransport *self, GQueue *packets); /* takes every packet out of the queue */
  void     (*pause) (EioTransport *self);
  void     (*resume) (EioTransport *self);
  void     (*close) (EioTransport *self);                  /* politely; ::closed follows */
  void     (*abort) (EioTransport *self);                  /* as a lost network would */
};

EioTransportKind  eio_transport_get_kind   (EioTransport             *self);
EioTransportState eio_transport_get_state  (EioTransport             *self);
EioProtocol       eio_transport_get_protocol (EioTransport           *self);
void              eio_transport_set_protocol (EioTransport           *self,
                                              EioProtocol             protocol);
const char       *eio_transport_get_sid    (EioTransport             *self);
void              eio_transport_set_sid    (EioTransport             *self,
                                            const char               *sid);
void              eio_transport_set_max_payload (EioTransport        *self,
                                              gsize                   max_payload);
void              eio_transport_set_events (EioTransport             *self,
                                            const EioTransportEvents *events,
                                            gpointer                  user_data);
void              eio_transport_open       (EioTransport             *self,
                                            const char               *sid);
gboolean          eio_transport_is_writable (EioTransport            *self);
void              eio_transport_send       (EioTransport             *self,
                                            GQueue                   *packets);
void              eio_transport_pause      (EioTransport             *self);
void              eio_transport_resume     (EioTransport             *self);
void              eio_transport_close      (EioTransport             *self);
void              eio_transport_abort      (EioTransport             *self);

G_END_DECLS
