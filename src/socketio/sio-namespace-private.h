/* sio-namespace-private.h: a namespace's fields, shared by its files, and what its client tells it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-client-private.h"
#include "sio-outbox.h"

G_BEGIN_DECLS

/* Whether it takes part when the client (re)connects. */
typedef enum
{
  SIO_WISH_NONE,
  SIO_WISH_CONNECT,
  SIO_WISH_PARKED, /* closed together with the client, and comes back with it */
} SioWish;

struct _SioNamespace
{
  GObject parent_instance;

  SioClient *client; /* not owned: it owns us; NULL once it is gone */
  char *path;
  SioNamespaceState state;
  SioWish wish;
  char *sid;
  gboolean recovered;

  SioArgs *auth;
  SioAuthFunc auth_func;
  gpointer auth_data;
  GDestroyNotify auth_destroy;

  /* Connection state recovery; both are kept over disconnections. */
  SioArgs *session;      /* nullable: the answer to CONNECT, if it had a "pid" */
  SioArgs *offset_event; /* nullable: the last event that ended in a string, which is the offset */

  guint connect_timer; /* runs while CONNECT is not answered */
  SioOutbox *outbox;
  GQueue early;            /* of owned SioEvent: came before CONNECT was answered */
  GHashTable *unanswered;  /* set of owned digits: the server waits for these */
  GQueue unanswered_order; /* of owned digits, oldest first; answered ones may still be in it */
};

typedef enum
{
  SIGNAL_CONNECTED,
  SIGNAL_CONNECT_ERROR,
  SIGNAL_DISCONNECTED,
  SIGNAL_EVENT,
  SIGNAL_SENT,
  SIGNAL_ANSWERED,
  N_NAMESPACE_SIGNALS
} SioNamespaceSignal;

extern guint sio_namespace_signals[N_NAMESPACE_SIGNALS];

/* sio-namespace.c */
SioNamespace *sio_namespace_new            (SioClient           *client,
                                            const char          *path);
void          sio_namespace_detach         (SioNamespace        *self); /* the client goes */
gboolean      sio_namespace_is_wanted      (SioNamespace        *self);
void          sio_namespace_park           (SioNamespace        *self);
void          sio_namespace_unpark         (SioNamespace        *self);
void          sio_namespace_open_failed    (SioNamespace        *self,
                                            const GError        *error);
/* FRESH: just now, so that nobody can have connected or left yet. */
void          sio_namespace_engine_opened  (SioNamespace        *self,
                                            gboolean             fresh);
void          sio_namespace_engine_closed  (SioNamespace        *self,
                                            SioDisconnectReason  reason,
                                            const GError        *error);
void          sio_namespace_give_up        (SioNamespace        *self);
void          sio_namespace_set_state      (SioNamespace        *self,
                                            SioNamespaceState    state);
/* Not connected any more, and not coming back by itself. */
void          sio_namespace_refuse         (SioNamespace        *self,
                                            GError              *error,
                                            SioArgs             *payload);
void          sio_namespace_server_left    (SioNamespace        *self);

/* sio-namespace-signals.c */
void          sio_namespace_install_signals (void);

/* sio-namespace-emit.c */
extern const SioOutboxFuncs sio_namespace_outbox_funcs;

/* sio-namespace-connect.c */
void          sio_namespace_send_connect   (SioNamespace        *self,
                                            gboolean             fresh);
void          sio_namespace_take_connect   (SioNamespace        *self,
                                            SioArgs             *data);
void          sio_namespace_take_refusal   (SioNamespace        *self,
                                            SioArgs             *payload);

/* sio-namespace-receive.c */
void          sio_namespace_take_packet    (SioNamespace        *self,
                                            SioPacket           *packet); /* transfer full */
void          sio_namespace_deliver_early  (SioNamespace        *self);
void          sio_namespace_forget_session (SioNamespace        *self);

G_END_DECLS
