/* sio-decoder.h: messages of a transport in, whole packets out: waits for the attachments of a binary packet.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-config.h"
#include "sio-packet.h"

G_BEGIN_DECLS

typedef struct _SioDecoder SioDecoder;

SioDecoder *sio_decoder_new   (EioProtocol protocol);
void        sio_decoder_free  (SioDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SioDecoder, sio_decoder_free)

/* JSON unless set. */
void        sio_decoder_set_parser (SioDecoder    *self,
                                    SioParserKind  parser);

/* FALSE on an error, after which the engine is to be closed with "parse error". TRUE with *PACKET NULL: more has to come. */
gboolean    sio_decoder_feed  (SioDecoder  *self,
                               GBytes      *data,
                               gboolean     binary,
                               SioPacket  **packet,
                               GError     **error);
void        sio_decoder_reset (SioDecoder  *self);

G_END_DECLS
