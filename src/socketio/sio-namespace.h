/* sio-namespace.h: one Socket.IO namespace on a SioClient.
 *
 *   DISCONNECTED ── connect () ──► CONNECTING ── CONNECT answered ──► CONNECTED
 *        ▲                             │ refused, engine closed            │ DISCONNECT, engine closed, disconnect ()
 *        └─────────────────────────────┴───────────────────────────────────┘
 *
 * Signals (boxed arguments have static scope: ref them to keep them):
 *   ::connected (SioArgs *data, gboolean recovered)      data is the CONNECT payload, nullable
 *   ::connect-error (GError *error, SioArgs *payload)    payload: always {"message", "data"}, the data where the server sent
 *                                                       some; NULL when no server said it
 *   ::disconnected (SioDisconnectReason reason, GError *error)   error nullable: the details
 *   ::event (SioEvent *event)                            every event, catch-all
 *   ::sent (SioEvent *event)                             our own events, when they are handed to the engine
 *   ::answered (SioEvent *sent, SioArgs *answer)         an ack arrived for an event of ours
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-event.h"

G_BEGIN_DECLS

typedef enum
{
  SIO_NAMESPACE_DISCONNECTED,
  SIO_NAMESPACE_CONNECTING,
  SIO_NAMESPACE_CONNECTED,
} SioNamespaceState;

typedef enum
{
  SIO_EMIT_NONE = 0,
  SIO_EMIT_VOLATILE = 1 << 0, /* dropped when it cannot be written now */
  SIO_EMIT_NO_RETRY = 1 << 1, /* sent once, whatever the client's retries are */
} SioEmitFlags;

#define SIO_TYPE_NAMESPACE (sio_namespace_get_type ())
G_DECLARE_FINAL_TYPE (SioNamespace, sio_namespace, SIO, NAMESPACE, GObject)

/* Asked at every (re)connect; returns the CONNECT payload (an object), full, or NULL for none. */
typedef SioArgs *(*SioAuthFunc) (SioNamespace *self,
                                 gpointer      user_data);

const char        *sio_namespace_get_path    (SioNamespace         *self);
SioClient         *sio_namespace_get_client  (SioNamespace         *self);
SioNamespaceState  sio_namespace_get_state   (SioNamespace         *self);
const char        *sio_namespace_get_sid     (SioNamespace         *self);
gboolean           sio_namespace_get_recovered (SioNamespace       *self);
void               sio_namespace_set_auth    (SioNamespace         *self,
                                              SioArgs              *auth);
void               sio_namespace_set_auth_func (SioNamespace       *self,
                                              SioAuthFunc           func,
                                              gpointer              user_data,
                                              GDestroyNotify        destroy);
void               sio_namespace_connect     (SioNamespace         *self); /* opens the client when it has to */
void               sio_namespace_disconnect  (SioNamespace         *self);
/* The same two, where "connect" and "disconnect" are what one does with signals. */
void               sio_namespace_open        (SioNamespace         *self);
void               sio_namespace_close       (SioNamespace         *self);

/* ARGS is the whole array, the name first (SIO_ERROR_BAD_EVENT if it is none). Kept while not connected, sent in order on connect. */
gboolean           sio_namespace_emit        (SioNamespace         *self,
                                              SioArgs              *args,
                                              SioEmitFlags          flags,
                                              GError              **error);
/* The same, and waits for the server's answer; TIMEOUT_MS 0: the config's, or no end but a disconnect. */
void               sio_namespace_emit_async  (SioNamespace         *self,
                                              SioArgs              *args,
                                              SioEmitFlags          flags,
                                              guint                 timeout_ms,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
SioArgs           *sio_namespace_emit_finish (SioNamespace         *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* Answers the server once; ACK_ID are the digits it sent. ARGS is the array of the answer. */
gboolean           sio_namespace_answer      (SioNamespace         *self,
                                              const char           *ack_id,
                                              SioArgs              *args);
guint              sio_namespace_get_n_buffered (SioNamespace      *self);
/* What waits to be handed to the engine, in order; a retried event that is under way is not among them. */
GPtrArray         *sio_namespace_list_buffered (SioNamespace       *self);
void               sio_namespace_clear_buffer (SioNamespace        *self);

G_END_DECLS
