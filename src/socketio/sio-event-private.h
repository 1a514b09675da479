/* sio-event-private.h: events made without copying, and the names they may not have.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-event.h"

G_BEGIN_DECLS

/* ARGS must be an event (sio_args_is_event ()); takes the three of them. */
SioEvent *sio_event_new_take  (GRefString     *nsp,
                               SioArgs        *args,
                               char           *ack_id,
                               gint64          time);
/* A non-empty array whose first element is a string or a number. */
gboolean  sio_args_is_event   (const SioArgs  *args);
/* An event whose name means something in the protocol's own clients and servers. */
gboolean  sio_args_is_reserved (const SioArgs *args);
/* "/", where nearly everything happens, without a copy for each event. */
GRefString *sio_nsp_acquire_root (void);

G_END_DECLS
