/* sio-client-private.h: a client's fields, shared by its files, and what a namespace asks of it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-socket.h"
#include "sio-backoff.h"
#include "sio-client.h"
#include "sio-decoder.h"

G_BEGIN_DECLS

struct _SioClient
{
  GObject parent_instance;

  SioConfig *config;
  EioClock *clock;
  SioWaker *waker; /* nullable */
  SioClientState state;
  EioSocket *engine;  /* while OPENING or OPEN */
  EioSocket *closing; /* nullable */
  SioDecoder *decoder;
  GPtrArray *namespaces; /* of SioNamespace, in the order they were asked for */
  SioBackoff backoff;
  guint retry_timer; /* while WAITING */
  gint64 retry_at;
  gint64 opening_since; /* while OPENING, of the clock's now */
  gboolean hurry;       /* the next wait is none: the machine has woken with a dead engine */
  guint reconnects;
  GError *last_error;
};

typedef enum
{
  SIO_CLIENT_SIGNAL_OPENED,
  SIO_CLIENT_SIGNAL_UPGRADED,
  SIO_CLIENT_SIGNAL_UPGRADE_ERROR,
  SIO_CLIENT_SIGNAL_CLOSED,
  SIO_CLIENT_SIGNAL_RECONNECT_ATTEMPT,
  SIO_CLIENT_SIGNAL_RECONNECTED,
  SIO_CLIENT_SIGNAL_RECONNECT_ERROR,
  SIO_CLIENT_SIGNAL_OPEN_ERROR,
  SIO_CLIENT_SIGNAL_RECONNECT_FAILED,
  SIO_CLIENT_SIGNAL_DRAINED,
  SIO_CLIENT_SIGNAL_PACKET,
  N_CLIENT_SIGNALS
} SioClientSignal;

extern guint sio_client_signals[N_CLIENT_SIGNALS];

/* sio-client.c */
/* RETRY_AT is 0 but for WAITING. */
void          sio_client_set_state       (SioClient      *self,
                                          SioClientState  state,
                                          gint64          retry_at);
gboolean      sio_client_is_wanted       (SioClient      *self); /* by any namespace */
/* Held while each of them is told something, which may make others or end the client. */
GPtrArray    *sio_client_dup_namespaces  (SioClient      *self);
SioNamespace *sio_client_find_namespace  (SioClient      *self,
                                          const char     *path);

/* sio-client-signals.c */
void          sio_client_install_signals (void);

/* sio-client-engine.c */
void          sio_client_start_opening   (SioClient      *self);
void          sio_client_stop            (SioClient      *self);
void          sio_client_watch_engine    (SioClient      *self,
                                          EioSocket      *engine);
void          sio_client_discard_engine  (EioSocket     **engine);

/* sio-client-reconnect.c */
void          sio_client_opening_failed  (SioClient      *self,
                                          const GError   *error);
void          sio_client_connection_lost (SioClient      *self,
                                          EioCloseReason  reason,
                                          const GError   *error);

/* For namespaces. */
EioClock *sio_client_get_clock      (SioClient     *self);
/* A namespace wants to be connected: opens the engine unless that is under way. */
void      sio_client_require        (SioClient     *self);
/* A namespace does not want to be connected any more: closes the engine if it was the last one. */
void      sio_client_release        (SioClient     *self);
/* Only while OPEN. */
void      sio_client_send           (SioClient     *self,
                                     SioPacketType  type,
                                     const char    *nsp,
                                     const char    *id,
                                     const SioArgs *args);
/* FALSE if the heartbeat is overdue, as after the machine slept: the end of the engine follows. */
gboolean  sio_client_is_alive       (SioClient     *self);
gboolean  sio_client_is_writable    (SioClient     *self);
/* CONNECT was not answered: starts over with a new engine if that helps; FALSE if it would harm another namespace. */
gboolean  sio_client_start_over     (SioClient     *self,
                                     const GError  *error);
void      sio_client_set_last_error (SioClient     *self,
                                     const GError  *error);

G_END_DECLS
