/* eio-utf8.c: many bytes at a time as long as they are ASCII.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <string.h>

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)

static inline const guint8 *
skip_ascii (const guint8 *p, const guint8 *end)
{
#ifdef __SSE2__
  for (; end - p >= 16; p += 16)
    {
      int mask = _mm_movemask_epi8 (_mm_loadu_si128 ((const __m128i *) p));

      if (mask != 0)
        return p + __builtin_ctz (mask);
    }
#endif
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
      p += length;
      if (p < end && *p < 0x80)
        p = skip_ascii (p, end);
    }
  return TRUE;
}
