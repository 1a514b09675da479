/* eio-utf8.h: UTF-8 checked strictly (RFC 3629), most of it as ASCII, many bytes at a time.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline gboolean
eio_is_continuation (guint8 c)
{
  return (c & 0xc0) == 0x80;
}

/* The length of the sequence at P (no overlong forms, surrogates or beyond U+10FFFF), 0 if there is none.
 * ASCII is none. */
static inline guint
eio_utf8_sequence (const guint8 *p, const guint8 *end)
{
  gsize left = end - p;

  if (p[0] >= 0xc2 && p[0] <= 0xdf)
    return left >= 2 && eio_is_continuation (p[1]) ? 2 : 0;
  if ((p[0] & 0xf0) == 0xe0)
    {
      guint8 low = p[0] == 0xe0 ? 0xa0 : 0x80;
      guint8 high = p[0] == 0xed ? 0x9f : 0xbf;

      return left >= 3 && p[1] >= low && p[1] <= high && eio_is_continuation (p[2]) ? 3 : 0;
    }
  if (p[0] >= 0xf0 && p[0] <= 0xf4)
    {
      guint8 low = p[0] == 0xf0 ? 0x90 : 0x80;
      guint8 high = p[0] == 0xf4 ? 0x8f : 0xbf;
      gboolean whole = left >= 4 && eio_is_continuation (p[2]) && eio_is_continuation (p[3]);

      return whole && p[1] >= low && p[1] <= high ? 4 : 0;
    }
  return 0;
}

gboolean eio_utf8_is_valid (const guint8 *data,
                            gsize         size);

G_END_DECLS
