/* sio-scan-private.h: the two inner loops over text: plain ASCII many bytes at a time, and UTF-8.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

static inline gboolean
sio_is_continuation (guint8 c)
{
  return (c & 0xc0) == 0x80;
}

/* The length of the UTF-8 sequence at P (RFC 3629: no overlong forms, surrogates or beyond U+10FFFF), 0 if
 * there is none. */
static inline guint
sio_utf8_sequence (const guint8 *p, const guint8 *end)
{
  gsize left = end - p;

  if (p[0] >= 0xc2 && p[0] <= 0xdf)
    return left >= 2 && sio_is_continuation (p[1]) ? 2 : 0;
  if ((p[0] & 0xf0) == 0xe0)
    {
      guint8 low = p[0] == 0xe0 ? 0xa0 : 0x80;
      guint8 high = p[0] == 0xed ? 0x9f : 0xbf;

      return left >= 3 && p[1] >= low && p[1] <= high && sio_is_continuation (p[2]) ? 3 : 0;
    }
  if (p[0] >= 0xf0 && p[0] <= 0xf4)
    {
      guint8 low = p[0] == 0xf0 ? 0x90 : 0x80;
      guint8 high = p[0] == 0xf4 ? 0x8f : 0xbf;

      return left >= 4 && p[1] >= low && p[1] <= high && sio_is_continuation (p[2]) && sio_is_continuation (p[3]) ? 4
                                                                                                          : 0;
    }
  return 0;
}

#ifdef __SSE2__
/* The first byte that is a quote, a backslash, a control character or not ASCII; signed, the last two are one
 * comparison. */
static inline const guint8 *
sio_skip_plain (const guint8 *p, const guint8 *end)
{
  const __m128i quote = _mm_set1_epi8 ('"');
  const __m128i backslash = _mm_set1_epi8 ('\\');
  const __m128i space = _mm_set1_epi8 (' ');

  for (; end - p >= 16; p += 16)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) p);
      __m128i special =
          _mm_or_si128 (_mm_cmplt_epi8 (bytes, space),
                        _mm_or_si128 (_mm_cmpeq_epi8 (bytes, quote), _mm_cmpeq_epi8 (bytes, backslash)));
      int mask = _mm_movemask_epi8 (special);

      if (mask != 0)
        return p + __builtin_ctz (mask);
    }
  while (p < end && *p >= ' ' && *p < 0x80 && *p != '"' && *p != '\\')
    p++;
  return p;
}
#else
#define EACH(byte)     (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))
#define HAS_ZERO(word) (((word) -EACH (0x01)) & ~(word) &EACH (0x80))

static inline const guint8 *
sio_skip_plain (const guint8 *p, const guint8 *end)
{
  for (; end - p >= 8; p += 8)
    {
      guint64 word;

      memcpy (&word, p, sizeof word);
      if ((word & EACH (0x80)) || ((word - EACH (0x20)) & ~word & EACH (0x80)) ||
          HAS_ZERO (word ^ EACH ('"')) || HAS_ZERO (word ^ EACH ('\\')))
        break;
    }
  while (p < end && *p >= ' ' && *p < 0x80 && *p != '"' && *p != '\\')
    p++;
  return p;
}
#endif

G_END_DECLS
