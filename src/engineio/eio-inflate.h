/* eio-inflate.h: the payloads of compressed messages (permessage-deflate, RFC 7692), within a limit.
 *
 * libsoup bounds only the size of a frame on the wire. Inflated, that may be a thousand times as much.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EioInflate EioInflate;

EioInflate *eio_inflate_new  (void);
void        eio_inflate_free (EioInflate   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EioInflate, eio_inflate_free)

/* Appends what one frame holds; LAST: the message ends with it. FALSE: garbage, or OUTPUT would grow beyond
 * LIMIT. */
gboolean    eio_inflate_add  (EioInflate   *self,
                              const guint8 *data,
                              gsize         size,
                              gboolean      last,
                              GByteArray   *output,
                              gsize         limit,
                              GError      **error);

G_END_DECLS
