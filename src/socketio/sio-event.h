/* sio-event.h: one event that arrived (or that we sent): where, its name, its arguments, whether an answer is wanted.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-args.h"

G_BEGIN_DECLS

#define SIO_TYPE_EVENT (sio_event_get_type ())
GType       sio_event_get_type   (void) G_GNUC_CONST;
/* NULL if ARGS is no event: an array whose first element is a string or a number. TIME is the wall clock in µs. */
SioEvent   *sio_event_new        (const char     *nsp,
                                  SioArgs        *args,
                                  const char     *ack_id,
                                  gint64          time);
SioEvent   *sio_event_ref        (SioEvent       *self);
void        sio_event_unref      (SioEvent       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SioEvent, sio_event_unref)

const char *sio_event_get_nsp    (const SioEvent *self);
const char *sio_event_get_name   (const SioEvent *self); /* a numeric name as its text */
SioArgs    *sio_event_get_args   (const SioEvent *self); /* the whole array, the name first */
guint       sio_event_get_n_args (const SioEvent *self); /* without the name */
SioValue    sio_event_get_arg    (const SioEvent *self,
                                  guint           index); /* 0 is the first after the name */
const char *sio_event_get_ack_id (const SioEvent *self); /* digits, NULL if no answer is wanted */
gint64      sio_event_get_time   (const SioEvent *self); /* wall clock, µs */

G_END_DECLS
