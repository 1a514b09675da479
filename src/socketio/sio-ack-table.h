/* sio-ack-table.h: who waits for an answer of the server, each with its own id and deadline; every waiter is called exactly once.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-clock.h"
#include "sio-args.h"

G_BEGIN_DECLS

typedef struct _SioAckTable SioAckTable;

/* ANSWER is NULL where ERROR is not. The entry is gone already. */
typedef void (*SioAckFunc) (SioArgs      *answer,
                            const GError *error,
                            gpointer      user_data);

SioAckTable *sio_ack_table_new       (EioClock     *clock);
/* Nobody is called: fail them first. */
void         sio_ack_table_free      (SioAckTable  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SioAckTable, sio_ack_table_free)

/* Ids count from 0 and are never used again. TIMEOUT_MS 0: no deadline. */
guint64      sio_ack_table_add       (SioAckTable  *self,
                                      guint         timeout_ms,
                                      SioAckFunc    func,
                                      gpointer      user_data);
/* ID are the digits that came; FALSE if nobody waits for them (any more). */
gboolean     sio_ack_table_answer    (SioAckTable  *self,
                                      const char   *id,
                                      SioArgs      *answer);
gboolean     sio_ack_table_fail      (SioAckTable  *self,
                                      guint64       id,
                                      const GError *error);
gboolean     sio_ack_table_remove    (SioAckTable  *self,
                                      guint64       id); /* without a call */
guint        sio_ack_table_get_size  (SioAckTable  *self);

G_END_DECLS
