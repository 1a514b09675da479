/* eio-utf8.c: eight bytes at a time as long as they are ASCII.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-utf8.h"

#include <string.h>

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)

static inline const guint8 *
skip_ascii (const guint8 *p, const guint8 *end)
{
  for (; end - p >= 8; p += 8)
    {
      guint64 word;

      memcpy (&word, p, sizeof word);
      if ((word & HIGH_BITS) != 0)
        break;
    }
  while (p < end && *p < 0x80)
    p++;
  return p;
}

/**
 * eio_utf8_is_valid:
 * @data: text, NUL allowed in it
 * @size: in bytes
 *
 * Returns: whether all of it is UTF-8
 */
gboolean
eio_utf8_is_valid (const guint8 *data, gsize size)
{
  const guint8 *end = data + size;
  const guint8 *p = skip_ascii (data, end);

  while (p < end)
    {
      guint length = eio_utf8_sequence (p, end);

      if (length == 0)
        return FALSE;
      p = skip_ascii (p + length, end);
    }
  return TRUE;
}
