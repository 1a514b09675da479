/* eio-frame.c: heads read strictly, as RFC 6455 asks of a client; masked ones written.
 *
 *   FIN RSV1-3 opcode(4) | MASK length(7) | length(16 or 64), when the 7 bits are 126 or 127 | mask(32)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-frame.h"

#include <string.h>

#define FIN        0x80
#define RSV1       0x40
#define RSV2_RSV3  0x30
#define OPCODE     0x0f
#define MASKED     0x80
#define LENGTH     0x7f
#define LENGTH_16  126
#define LENGTH_64  127
#define MIN_64     0x10000
#define CLOSE_CODE 2 /* bytes */

static EioFrameResult
bad (const char **problem, const char *what)
{
  *problem = what;
  return EIO_FRAME_BAD;
}

static guint64
read_number (const guint8 *data, guint n_bytes)
{
  guint64 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | data[i];
  return number;
}

static const char *
find_problem (const EioFrame *frame, guint8 first, gboolean compression)
{
  if ((first & RSV2_RSV3) != 0 || (frame->compressed && !compression))
    return "a frame with bits that mean nothing";
  if (frame->opcode > EIO_OPCODE_PONG ||
      (frame->opcode > EIO_OPCODE_BINARY && frame->opcode < EIO_OPCODE_CLOSE))
    return "a frame of no known kind";
  if (!eio_opcode_is_control (frame->opcode))
    return frame->compressed && frame->opcode == EIO_OPCODE_CONTINUATION ? "a compressed fragment" : NULL;
  if (!frame->final || frame->compressed)
    return "a control frame in fragments, or compressed";
  return NULL;
}

/**
 * eio_frame_parse_head:
 * @frame: (out caller-allocates): the frame, for %EIO_FRAME_DONE
 * @data: where it starts
 * @size: how much of it, and of what follows, is there
 * @compression: whether RSV1 has a meaning
 * @problem: (out): what is wrong, for %EIO_FRAME_BAD
 *
 * Source: RFC 6455, sections 5.2 to 5.5.
 *
 * Returns: whether the head is there, and in order
 */
EioFrameResult
eio_frame_parse_head (EioFrame *frame,
                      const guint8 *data,
                      gsize size,
                      gboolean compression,
                      const char **problem)
{
  const char *found;
  guint n_bytes;

  if (size < 2)
    return EIO_FRAME_MORE;

  frame->opcode = data[0] & OPCODE;
  frame->final = (data[0] & FIN) != 0;
  frame->compressed = (data[0] & RSV1) != 0;
  found = find_problem (frame, data[0], compression);
  if (found != NULL)
    return bad (problem, found);
  if ((data[1] & MASKED) != 0)
    return bad (problem, "a masked frame");

  frame->size = data[1] & LENGTH;
  n_bytes = frame->size == LENGTH_64 ? 8 : frame->size == LENGTH_16 ? 2 : 0;
  frame->head_size = 2 + n_bytes;
  if (n_bytes == 0)
    return EIO_FRAME_DONE;
  if (eio_opcode_is_control (frame->opcode))
    return bad (problem, "a control frame that is too long");
  if (size < frame->head_size)
    return EIO_FRAME_MORE;

  frame->size = read_number (data + 2, n_bytes);
  if (frame->size > G_MAXINT64 || frame->size < (n_bytes == 8 ? MIN_64 : LENGTH_16))
    return bad (problem, "a length in more bytes than it needs");
  return EIO_FRAME_DONE;
}

/* The codes that may stand on the wire (RFC 6455, section 7.4, and the registry it started). */
static gboolean
is_close_code (guint code)
{
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

/**
 * eio_frame_parse_close:
 * @data: the payload of a close frame; the reason follows its first two bytes
 * @size: in bytes
 * @code: (out): the code, 0 for none
 * @problem: (out): what is wrong, for %FALSE
 *
 * Source: RFC 6455, sections 5.5.1 and 7.4.
 *
 * Returns: whether a server may say that; the text of the reason is not looked at
 */
gboolean
eio_frame_parse_close (const guint8 *data, gsize size, guint *code, const char **problem)
{
  *code = 0;
  if (size == 0)
    return TRUE;
  if (size >= CLOSE_CODE)
    *code = read_number (data, CLOSE_CODE);
  if (is_close_code (*code))
    return TRUE;

  *problem = "a close frame with a bad code";
  return FALSE;
}

/**
 * eio_frame_write_head:
 * @head: (out): the head
 * @first: its first byte
 * @size: of the payload, in bytes
 * @mask: four bytes that nobody can guess
 *
 * Returns: the size of the head
 */
gsize
eio_frame_write_head (guint8 head[EIO_FRAME_MAX_HEAD], guint8 first, guint64 size, guint32 mask)
{
  guint n_bytes = size >= MIN_64 ? 8 : size >= LENGTH_16 ? 2 : 0;

  head[0] = first;
  head[1] = MASKED | (n_bytes == 8 ? LENGTH_64 : n_bytes == 2 ? LENGTH_16 : size);
  for (guint i = 0; i < n_bytes; i++)
    head[2 + i] = size >> (8 * (n_bytes - 1 - i));
  memcpy (head + 2 + n_bytes, &mask, sizeof mask);
  return 2 + n_bytes + sizeof mask;
}

/**
 * eio_frame_mask:
 * @data: a payload, changed in place; masking it twice gives it back
 * @size: in bytes
 * @mask: the bytes of the head
 */
void
eio_frame_mask (guint8 *data, gsize size, guint32 mask)
{
  guint64 both = (guint64) mask << 32 | mask;
  guint8 bytes[8];
  gsize i = 0;

  for (; size - i >= sizeof both; i += sizeof both)
    {
      guint64 word;

      memcpy (&word, data + i, sizeof word);
      word ^= both;
      memcpy (data + i, &word, sizeof word);
    }
  memcpy (bytes, &both, sizeof bytes);
  for (guint k = 0; i < size; i++, k++)
    data[i] ^= bytes[k];
}
