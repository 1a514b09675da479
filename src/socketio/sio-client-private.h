/* sio-client-private.h: what a namespace asks of its client.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-client.h"
#include "sio-packet.h"

G_BEGIN_DECLS

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
gboolean  sio_client_is_writable    (SioClient     *self);
/* CONNECT was not answered: starts over with a new engine if that helps; FALSE if it would harm another namespace. */
gboolean  sio_client_start_over     (SioClient     *self,
                                     const GError  *error);
void      sio_client_set_last_error (SioClient     *self,
                                     const GError  *error);

G_END_DECLS
