/* sio-msgpack-reader.h: one MessagePack item after the other from bytes that nobody vouches for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sio-writer.h"

G_BEGIN_DECLS

typedef enum
{
  SIO_MSGPACK_NIL,
  SIO_MSGPACK_BOOLEAN,
  SIO_MSGPACK_INTEGER,  /* fits gint64 */
  SIO_MSGPACK_UNSIGNED, /* beyond gint64 */
  SIO_MSGPACK_DOUBLE,
  SIO_MSGPACK_STRING,
  SIO_MSGPACK_BINARY,
  SIO_MSGPACK_ARRAY,
  SIO_MSGPACK_MAP,
  SIO_MSGPACK_EXTENSION,
} SioMsgpackKind;

/* An item's head; DATA points into the bytes read. Arrays and maps have LENGTH elements or pairs to come. */
typedef struct
{
  SioMsgpackKind kind;
  union
  {
    gint64  integer;
    guint64 number;
    double  real;
  };
  const guint8 *data;
  guint32       length;
  gint8         extension;
} SioMsgpackItem;

typedef struct
{
  GBytes       *bytes; /* borrowed */
  const guint8 *p;
  const guint8 *end;
} SioMsgpackReader;

void     sio_msgpack_reader_init  (SioMsgpackReader  *self,
                                   GBytes            *bytes);
gboolean sio_msgpack_reader_next  (SioMsgpackReader  *self,
                                   SioMsgpackItem    *item,
                                   GError           **error);
/* The rest of a value whose head is ITEM, as JSON. */
gboolean sio_msgpack_reader_copy  (SioMsgpackReader  *self,
                                   const SioMsgpackItem *item,
                                   SioWriter         *writer,
                                   guint              depth,
                                   GError           **error);
gboolean sio_msgpack_is_undefined (const SioMsgpackItem *item);

G_END_DECLS
