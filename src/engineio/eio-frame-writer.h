/* eio-frame-writer.h: messages in, masked WebSocket frames out, written at once as far as the stream takes
 * them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "eio-frame.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _EioFrameWriter EioFrameWriter;

typedef struct
{
  void (*drained) (gpointer user_data);                      /* everything has been written */
  void (*failed)  (const GError *error, gpointer user_data); /* nothing will be written any more */
} EioFrameWriterEvents;

/* OUTPUT has to be pollable. DEFLATE: the extension that was negotiated, NULL when none was. Events come from
 * the main loop, never within a call. */
EioFrameWriter *eio_frame_writer_new         (GOutputStream              *output,
                                              SoupWebsocketExtension     *deflate,
                                              const EioFrameWriterEvents *events,
                                              gpointer                    user_data);
void            eio_frame_writer_free        (EioFrameWriter             *self);

void            eio_frame_writer_add         (EioFrameWriter             *self,
                                              EioOpcode                   opcode,
                                              GBytes                     *payload);
/* Writes what was added; the drained event follows. */
void            eio_frame_writer_flush       (EioFrameWriter             *self);
gsize           eio_frame_writer_get_pending (EioFrameWriter             *self); /* bytes not written yet */

G_END_DECLS
