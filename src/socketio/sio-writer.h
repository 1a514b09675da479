/* sio-writer.h: builds a SioArgs to send: JSON text written once, numbers and text never re-read.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-args.h"

G_BEGIN_DECLS

typedef struct _SioWriter SioWriter;

#define SIO_TYPE_WRITER (sio_writer_get_type ())
GType      sio_writer_get_type     (void) G_GNUC_CONST;
SioWriter *sio_writer_new          (void);
SioWriter *sio_writer_copy         (SioWriter  *self);
void       sio_writer_free         (SioWriter  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SioWriter, sio_writer_free)

void       sio_writer_begin_array  (SioWriter  *self);
void       sio_writer_begin_object (SioWriter  *self);
void       sio_writer_end          (SioWriter  *self);
void       sio_writer_key          (SioWriter  *self,
                                    const char *key);
void       sio_writer_null         (SioWriter  *self);
void       sio_writer_boolean      (SioWriter  *self,
                                    gboolean    value);
void       sio_writer_int64        (SioWriter  *self,
                                    gint64      value);
void       sio_writer_double       (SioWriter  *self,
                                    double      value); /* as JavaScript writes it; NaN and infinities as null */
void       sio_writer_string       (SioWriter  *self,
                                    const char *text,
                                    gssize      length);
void       sio_writer_binary       (SioWriter  *self,
                                    GBytes     *bytes);
void       sio_writer_value        (SioWriter  *self,
                                    SioValue    value); /* verbatim, attachments renumbered; missing writes null */
void       sio_writer_node         (SioWriter  *self,
                                    JsonNode   *node);
/* {"$binary":"BASE64"} inside TEXT becomes an attachment; the rest is kept byte for byte. */
gboolean   sio_writer_json         (SioWriter  *self,
                                    const char *text,
                                    gssize      length,
                                    GError    **error);
/* Closes what is open, and gives the result; the writer is empty again. */
SioArgs   *sio_writer_finish       (SioWriter  *self);

G_END_DECLS
