/* eio-frame-guard.h: an extension of libsoup's WebSocket that keeps what frames add up to within a limit.
 *
 * libsoup bounds only the size of one frame on the wire. Inflated, that may be a thousand times as much, and
 * a message may have any number of fragments. The guard inflates in place of libsoup's own extension, and
 * counts.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define EIO_TYPE_FRAME_GUARD (eio_frame_guard_get_type ())
G_DECLARE_FINAL_TYPE (EioFrameGuard, eio_frame_guard, EIO, FRAME_GUARD, SoupWebsocketExtension)

/* DEFLATE: the extension that was negotiated, for what is sent; NULL when none was. */
SoupWebsocketExtension *eio_frame_guard_new (SoupWebsocketExtension *deflate,
                                             gsize                   max_payload);
G_END_DECLS
