/* sio-outbox.h: the events of ours that are not done with: waiting for a connection, for an answer, or for another try.
 *
 *   emit ──► BUFFERED ── flush ──► SENT ── answer, timeout, lost ──► done
 *      └───────── ready ───────────►┘
 *   with retries: emit ──► QUEUED ── first in line and ready ──► SENT ── answer, or out of tries ──► done
 *                             ▲                                   │ timeout, lost
 *                             └───────────────────────────────────┘
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-config.h"
#include "sio-event.h"
#include "sio-namespace.h"

G_BEGIN_DECLS

typedef struct _SioOutbox SioOutbox;

/* How an outbox reaches its owner, the namespace, which frees it last of all. */
typedef struct
{
  gboolean (*is_ready)    (gpointer owner); /* connected */
  gboolean (*is_writable) (gpointer owner); /* and nothing is under way: for volatile */
  void     (*send)        (SioEvent *event, gpointer owner);
  void     (*answered)    (SioEvent *event, SioArgs *answer, gpointer owner);
} SioOutboxFuncs;

SioOutbox *sio_outbox_new            (SioConfig            *config,
                                      const char           *nsp,
                                      const SioOutboxFuncs *funcs,
                                      GObject              *owner);
/* Fails whoever still waits. */
void       sio_outbox_free           (SioOutbox            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SioOutbox, sio_outbox_free)

gboolean   sio_outbox_emit           (SioOutbox            *self,
                                      SioArgs              *args,
                                      SioEmitFlags          flags,
                                      GError              **error);
/* Takes TASK, which gets a SioArgs. */
void       sio_outbox_emit_task      (SioOutbox            *self,
                                      SioArgs              *args,
                                      SioEmitFlags          flags,
                                      guint                 timeout_ms,
                                      GTask                *task);
gboolean   sio_outbox_answer         (SioOutbox            *self,
                                      const char           *id,
                                      SioArgs              *answer);
void       sio_outbox_flush          (SioOutbox            *self); /* the connection is there */
void       sio_outbox_lose           (SioOutbox            *self); /* it is gone: what was sent gets no answer any more */
void       sio_outbox_give_up        (SioOutbox            *self); /* and does not come back: nobody waits for it */
guint      sio_outbox_get_n_buffered (SioOutbox            *self);
GPtrArray *sio_outbox_list           (SioOutbox            *self); /* of SioArgs, those that were counted */
void       sio_outbox_clear          (SioOutbox            *self);

G_END_DECLS
