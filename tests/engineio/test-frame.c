/* test-frame.c: heads of WebSocket frames, those of RFC 6455's examples among them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-frame.h"

#include "test-wait.h"

#include <string.h>

#define BYTES(text) text, sizeof (text) - 1

static const struct
{
  const char *data;
  gsize size;
  EioOpcode opcode;
  gboolean final;
  gboolean compressed;
  gsize head_size;
  guint64 payload;
} good[] = {
  { BYTES ("\x81\x05Hello"), EIO_OPCODE_TEXT, TRUE, FALSE, 2, 5 },
  { BYTES ("\x81\x00"), EIO_OPCODE_TEXT, TRUE, FALSE, 2, 0 },
  { BYTES ("\x01\x03Hel"), EIO_OPCODE_TEXT, FALSE, FALSE, 2, 3 },
  { BYTES ("\x80\x02lo"), EIO_OPCODE_CONTINUATION, TRUE, FALSE, 2, 2 },
  { BYTES ("\x00\x02lo"), EIO_OPCODE_CONTINUATION, FALSE, FALSE, 2, 2 },
  { BYTES ("\x89\x05Hello"), EIO_OPCODE_PING, TRUE, FALSE, 2, 5 },
  { BYTES ("\x8a\x00"), EIO_OPCODE_PONG, TRUE, FALSE, 2, 0 },
  { BYTES ("\x88\x7d"), EIO_OPCODE_CLOSE, TRUE, FALSE, 2, 125 },
  { BYTES ("\x82\x7d"), EIO_OPCODE_BINARY, TRUE, FALSE, 2, 125 },
  { BYTES ("\x82\x7e\x00\x7e"), EIO_OPCODE_BINARY, TRUE, FALSE, 4, 126 },
  { BYTES ("\x82\x7e\x01\x00"), EIO_OPCODE_BINARY, TRUE, FALSE, 4, 256 },
  { BYTES ("\x82\x7e\xff\xff"), EIO_OPCODE_BINARY, TRUE, FALSE, 4, 65535 },
  { BYTES ("\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00"), EIO_OPCODE_BINARY, TRUE, FALSE, 10, 65536 },
  { BYTES ("\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xff"), EIO_OPCODE_BINARY, TRUE, FALSE, 10, G_MAXINT64 },
  { BYTES ("\xc1\x07"), EIO_OPCODE_TEXT, TRUE, TRUE, 2, 7 },
  { BYTES ("\x42\x07"), EIO_OPCODE_BINARY, FALSE, TRUE, 2, 7 },
};

static const struct
{
  const char *data;
  gsize size;
  gboolean compression;
  const char *problem;
} bad[] = {
  { BYTES ("\xc1\x05"), FALSE, "bits" },
  { BYTES ("\xa1\x05"), TRUE, "bits" },
  { BYTES ("\x91\x05"), TRUE, "bits" },
  { BYTES ("\x83\x05"), FALSE, "kind" },
  { BYTES ("\x87\x05"), FALSE, "kind" },
  { BYTES ("\x8b\x05"), FALSE, "kind" },
  { BYTES ("\x8f\x05"), FALSE, "kind" },
  { BYTES ("\x81\x85"), FALSE, "masked" },
  { BYTES ("\x09\x00"), FALSE, "fragments" },
  { BYTES ("\x08\x00"), FALSE, "fragments" },
  { BYTES ("\xc9\x00"), TRUE, "compressed" },
  { BYTES ("\xc0\x01"), TRUE, "compressed" },
  { BYTES ("\x89\x7e"), FALSE, "too long" },
  { BYTES ("\x88\x7f"), FALSE, "too long" },
  { BYTES ("\x81\x7e\x00\x7d"), FALSE, "more bytes than" },
  { BYTES ("\x81\x7f\x00\x00\x00\x00\x00\x00\xff\xff"), FALSE, "more bytes than" },
  { BYTES ("\x81\x7f\x80\x00\x00\x00\x00\x00\x00\x00"), FALSE, "more bytes than" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      const guint8 *data = (const guint8 *) good[i].data;
      const char *problem = NULL;
      EioFrame frame;

      for (gsize size = 0; size < good[i].head_size; size++)
        g_assert_cmpint (eio_frame_parse_head (&frame, data, size, TRUE, &problem), ==, EIO_FRAME_MORE);
      g_assert_cmpint (eio_frame_parse_head (&frame, data, good[i].size, TRUE, &problem), ==, EIO_FRAME_DONE);
      g_assert_cmpint (frame.opcode, ==, good[i].opcode);
      g_assert_cmpint (frame.final, ==, good[i].final);
      g_assert_cmpint (frame.compressed, ==, good[i].compressed);
      g_assert_cmpuint (frame.head_size, ==, good[i].head_size);
      g_assert_cmpuint (frame.size, ==, good[i].payload);
      g_assert_null (problem);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *problem = NULL;
      EioFrame frame;

      g_assert_cmpint (eio_frame_parse_head (&frame, (const guint8 *) bad[i].data, bad[i].size,
                                             bad[i].compression, &problem),
                       ==, EIO_FRAME_BAD);
      g_assert_nonnull (strstr (problem, bad[i].problem));
    }
}

static void
test_close (void)
{
  static const guint refused[] = { 0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535 };
  static const guint allowed[] = { 1000, 1001, 1003, 1007, 1009, 1014, 3000, 4999 };
  const char *problem;
  guint code = 77;

  g_assert_true (eio_frame_parse_close (NULL, 0, &code, &problem));
  g_assert_cmpuint (code, ==, 0);
  g_assert_false (eio_frame_parse_close ((const guint8 *) "\x03", 1, &code, &problem));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      guint8 data[] = { refused[i] >> 8, refused[i] & 0xff };

      g_assert_false (eio_frame_parse_close (data, 2, &code, &problem));
    }
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      guint8 data[] = { allowed[i] >> 8, allowed[i] & 0xff, 'x' };

      g_assert_true (eio_frame_parse_close (data, 3, &code, &problem));
      g_assert_cmpuint (code, ==, allowed[i]);
    }
}

/* The masked "Hello" of RFC 6455, section 5.7. */
static void
test_write (void)
{
  static const guint8 expected[] = { 0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58 };
  guint8 frame[EIO_FRAME_MAX_HEAD + 5];
  guint32 mask;
  gsize size;

  memcpy (&mask, expected + 2, sizeof mask);
  size = eio_frame_write_head (frame, 0x81, 5, mask);
  memcpy (frame + size, "Hello", 5);
  eio_frame_mask (frame + size, 5, mask);
  g_assert_cmpmem (frame, size + 5, expected, sizeof expected);
}

static void
test_write_lengths (void)
{
  static const guint64 sizes[] = { 0, 1, 125, 126, 127, 65535, 65536, G_GUINT64_CONSTANT (0x123456789a) };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8 head[EIO_FRAME_MAX_HEAD];
      const char *problem;
      EioFrame frame;
      gsize size = eio_frame_write_head (head, 0x82, sizes[i], 0x01020304);

      g_assert_cmpint (head[1] & 0x80, ==, 0x80);
      head[1] &= 0x7f; /* as a server would send it, to read it again */
      g_assert_cmpint (eio_frame_parse_head (&frame, head, size, FALSE, &problem), ==, EIO_FRAME_DONE);
      g_assert_cmpuint (frame.size, ==, sizes[i]);
      g_assert_cmpuint (frame.head_size + 4, ==, size);
    }
}

static void
test_mask (void)
{
  guint8 data[40], plain[40];
  static const guint8 mask_bytes[] = { 1, 2, 4, 8 };
  guint32 mask;

  memcpy (&mask, mask_bytes, sizeof mask);
  for (gsize size = 0; size <= sizeof data; size++)
    {
      for (gsize i = 0; i < size; i++)
        plain[i] = data[i] = i * 7;
      eio_frame_mask (data, size, mask);
      for (gsize i = 0; i < size; i++)
        g_assert_cmpuint (data[i], ==, plain[i] ^ mask_bytes[i % 4]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/good", test_good);
  g_test_add_func ("/frame/bad", test_bad);
  g_test_add_func ("/frame/close", test_close);
  g_test_add_func ("/frame/write", test_write);
  g_test_add_func ("/frame/write-lengths", test_write_lengths);
  g_test_add_func ("/frame/mask", test_mask);

  return g_test_run ();
}
