/* eio-pump.h: says when to read from a stream, so that a flood never freezes the window.
 *
 * A GSource of the thread's default context that stays for as long as the stream lives. The first read is at
 * once, for what a stream has in it already no poll tells; then EioPace decides.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  EIO_PUMP_DRY,  /* nothing is left */
  EIO_PUMP_MORE, /* the time was up */
  EIO_PUMP_STOP, /* nobody wants more */
} EioPumpResult;

/* Reads until END, of the monotonic clock; N_BYTES is what it read. */
typedef EioPumpResult (*EioPumpFunc) (gint64    end,
                                      gsize    *n_bytes,
                                      gpointer  user_data);

/* To be given back with g_source_destroy () and g_source_unref (), also within FUNC. */
GSource *eio_pump_new           (GIOStream   *stream,
                                 EioPumpFunc  func,
                                 gpointer     user_data);
/* Something was sent: what is answered is read at once. */
void     eio_pump_hurry         (GSource     *pump);
/* Whether a read that finds less than there was room for has left nothing: true of a socket, not of TLS. */
gboolean eio_pump_is_socket     (GSource     *pump);

G_END_DECLS
