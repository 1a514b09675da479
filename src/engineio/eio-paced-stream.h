/* eio-paced-stream.h: a stream that is read in a bounded time, so that a flood never freezes the window.
 *
 * It stands between a SoupWebsocketConnection, which reads until nothing is left, and the stream that
 * libsoup negotiated: it reads that in large pieces, hands them on in small ones, and says "would block"
 * when a dispatch has taken long enough, or when traffic is so heavy that reading it once a frame is
 * cheaper.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define EIO_TYPE_PACED_STREAM (eio_paced_stream_get_type ())
G_DECLARE_FINAL_TYPE (EioPacedStream, eio_paced_stream, EIO, PACED_STREAM, GIOStream)

GIOStream *eio_paced_stream_new   (GIOStream      *base);
/* Something was sent: what is answered is read at once. */
void       eio_paced_stream_hurry (EioPacedStream *self);

G_END_DECLS
