/* eio-frame.h: one WebSocket frame (RFC 6455, section 5): its head, its mask, what a close frame says. Only
 * bytes.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EIO_FRAME_MAX_HEAD    14
#define EIO_FRAME_MAX_CONTROL 125 /* bytes in a control frame */

typedef enum
{
  EIO_OPCODE_CONTINUATION = 0,
  EIO_OPCODE_TEXT = 1,
  EIO_OPCODE_BINARY = 2,
  EIO_OPCODE_CLOSE = 8,
  EIO_OPCODE_PING = 9,
  EIO_OPCODE_PONG = 10,
} EioOpcode;

typedef struct
{
  EioOpcode opcode;
  gboolean  final;
  gboolean  compressed; /* RSV1 */
  gsize     head_size;
  guint64   size;       /* of the payload */
} EioFrame;

typedef enum
{
  EIO_FRAME_MORE, /* bytes are needed */
  EIO_FRAME_DONE,
  EIO_FRAME_BAD,
} EioFrameResult;

static inline gboolean
eio_opcode_is_control (EioOpcode opcode)
{
  return opcode >= EIO_OPCODE_CLOSE;
}

/* The head of a server's frame. PROBLEM is set for EIO_FRAME_BAD. COMPRESSION: whether deflate was
 * negotiated. */
EioFrameResult eio_frame_parse_head  (EioFrame      *frame,
                                      const guint8  *data,
                                      gsize          size,
                                      gboolean       compression,
                                      const char   **problem);
/* CODE is 0 when the frame names none. FALSE for what a server must not send; PROBLEM is set. */
gboolean       eio_frame_parse_close (const guint8  *data,
                                      gsize          size,
                                      guint         *code,
                                      const char   **problem);
/* The head of a client's final frame; returns its size. FIRST: FIN, RSV1 and opcode. */
gsize          eio_frame_write_head  (guint8         head[EIO_FRAME_MAX_HEAD],
                                      guint8         first,
                                      guint64        size,
                                      guint32        mask);
/* MASK as it stands in memory. */
void           eio_frame_mask        (guint8        *data,
                                      gsize          size,
                                      guint32        mask);

G_END_DECLS
