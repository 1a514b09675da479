/* sio-scan-private.h: the inner loop over text: plain ASCII many bytes at a time.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

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
