/* eio-frame-reader.h: bytes from a server in, WebSocket messages out; reads no stream, knows no time.
 *
 * Frames are parsed where they lie: a message that came in one uncompressed frame is a slice of the buffer
 * that was read into, which lives as long as a slice of it.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whole, whatever it came in; a control frame too. Valid until the next call. */
typedef struct
{
  EioOpcode     opcode; /* never a continuation */
  const guint8 *data;   /* UTF-8 for a text */
  gsize         size;
} EioMessage;

typedef struct _EioFrameReader EioFrameReader;

/* MAX_PAYLOAD: the largest message, in bytes. DEFLATE: whether it was negotiated. */
EioFrameReader *eio_frame_reader_new       (gsize            max_payload,
                                            gboolean         deflate);
void            eio_frame_reader_free      (EioFrameReader  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EioFrameReader, eio_frame_reader_free)

/* Where to read to, at least one byte; then tell how much there is now. */
guint8         *eio_frame_reader_get_room  (EioFrameReader  *self,
                                            gsize           *size);
void            eio_frame_reader_add       (EioFrameReader  *self,
                                            gsize            size);
/* An error is one of SOUP_WEBSOCKET_ERROR, the code to close with; nothing can follow it. */
EioFrameResult  eio_frame_reader_next      (EioFrameReader  *self,
                                            EioMessage      *message,
                                            GError         **error);
/* A part of the last message, without a copy. */
GBytes         *eio_frame_reader_slice     (EioFrameReader  *self,
                                            const guint8    *data,
                                            gsize            size);

G_END_DECLS
