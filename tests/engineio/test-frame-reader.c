/* test-frame-reader.c: streams of frames, cut everywhere they can be cut.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-frame-reader.h"

#include "eio-utf8.h"
#include "test-wait.h"

#include <libsoup/soup.h>
#include <string.h>

#define BYTES(text) text, sizeof (text) - 1
#define LIMIT       20

static const struct
{
  const char *data;
  gsize size;
  const char *expected; /* opcode:payload for each message; "!code" for the error that ends it */
} streams[] = {
  { BYTES (""), "" },
  { BYTES ("\x81\x05Hello"), "1:Hello " },
  { BYTES ("\x81\x00\x82\x00"), "1: 2: " },
  { BYTES ("\x81\x01"
           "a\x81\x01"
           "b\x82\x01"
           "c"),
    "1:a 1:b 2:c " },
  { BYTES ("\x01\x03Hel\x80\x02lo"), "1:Hello " },
  { BYTES ("\x01\x00\x00\x00\x80\x00"), "1: " },
  { BYTES ("\x02\x01"
           "a\x00\x01"
           "b\x00\x01"
           "c\x80\x01"
           "d\x81\x01"
           "e"),
    "2:abcd 1:e " },
  { BYTES ("\x01\x03Hel\x89\x01?\x80\x02lo"), "9:? 1:Hello " },
  { BYTES ("\x01\x03Hel\x88\x02\x03\xe8"), "8:\x03\xe8 " },
  { BYTES ("\x89\x00\x8a\x04pong"), "9: 10:pong " },
  { BYTES ("\x81\x03\xe2\x82\xac"), "1:€ " },
  { BYTES ("\x01\x01\xe2\x80\x02\x82\xac"), "1:€ " },
  { BYTES ("\x82\x02\xff\xfe"), "2:\xff\xfe " },
  { BYTES ("\x81\x02\xff\xfe"), "!1007 " },
  { BYTES ("\x81\x03\xed\xa0\x80"), "!1007 " },
  { BYTES ("\x01\x01\xe2\x80\x01\x82"), "!1007 " },
  { BYTES ("\x81\x14"
           "12345678901234567890"),
    "1:12345678901234567890 " },
  { BYTES ("\x81\x15"), "!1009 " },
  { BYTES ("\x01\x0a"
           "1234567890\x80\x0b"),
    "!1009 " },
  { BYTES ("\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xff"), "!1009 " },
  { BYTES ("\x80\x01x"), "!1002 " },
  { BYTES ("\x01\x01"
           "a\x81\x01"
           "b"),
    "!1002 " },
  { BYTES ("\x81\x05Hello\x83\x00"), "1:Hello !1002 " },
  { BYTES ("\x81\x81"), "!1002 " },
  { BYTES ("\xc1\x01x"), "!1002 " },
};

static EioFrameResult
take_all (EioFrameReader *reader, GString *log)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      EioMessage message;
      EioFrameResult result = eio_frame_reader_next (reader, &message, &error);

      if (result == EIO_FRAME_MORE)
        return result;
      if (result == EIO_FRAME_BAD)
        {
          g_assert_true (error->domain == SOUP_WEBSOCKET_ERROR);
          g_string_append_printf (log, "!%d ", error->code);
          return result;
        }
      g_string_append_printf (log, "%d:", message.opcode);
      g_string_append_len (log, (const char *) message.data, message.size);
      g_string_append_c (log, ' ');
    }
}

/* As much as there is room for; returns that. */
static gsize
add (EioFrameReader *reader, const void *data, gsize size)
{
  gsize room;
  guint8 *to = eio_frame_reader_get_room (reader, &room);

  g_assert_cmpuint (room, >, 0);
  size = MIN (room, size);
  memcpy (to, data, size);
  eio_frame_reader_add (reader, size);
  return size;
}

/* In pieces of FIRST, then SECOND, then LAST to the end. */
static void
assert_reads (guint i, gsize first, gsize second, gsize last)
{
  g_autoptr (EioFrameReader) reader = eio_frame_reader_new (LIMIT, FALSE);
  g_autoptr (GString) log = g_string_new (NULL);
  EioFrameResult result = EIO_FRAME_MORE;
  gsize piece = first;

  for (gsize at = 0; at < streams[i].size && result == EIO_FRAME_MORE;)
    {
      piece = at == 0 ? first : at == first ? second : last;
      piece = MIN (piece, streams[i].size - at);
      add (reader, streams[i].data + at, piece);
      result = take_all (reader, log);
      at += piece;
    }
  g_assert_cmpstr (log->str, ==, streams[i].expected);
}

static void
test_streams (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      gsize size = MAX (streams[i].size, 1);

      assert_reads (i, size, size, size);
      assert_reads (i, 1, 1, 1);
      for (gsize first = 1; first < size; first++)
        for (gsize second = 1; second <= size - first; second++)
          assert_reads (i, first, second, size);
    }
}

static void
append_message (GByteArray *stream, guint8 fill, gsize size)
{
  guint8 head[10] = { 0x82, 127, 0, 0, 0, 0, size >> 24, size >> 16, size >> 8, size };
  gsize at;

  if (size < 126)
    head[1] = size;
  else if (size < 65536)
    head[1] = 126, head[2] = size >> 8, head[3] = size & 0xff;
  g_byte_array_append (stream, head, size < 126 ? 2 : size < 65536 ? 4 : 10);
  at = stream->len;
  g_byte_array_set_size (stream, at + size);
  if (size > 0)
    memset (stream->data + at, fill, size);
}

/* Every slice stays what it was, whatever is read after it, and also after the reader. */
static void
assert_slices (const gsize *sizes, guint n_sizes, gsize piece)
{
  EioFrameReader *reader = eio_frame_reader_new (G_MAXSIZE, FALSE);
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < 300; i++)
    append_message (stream, i & 0xff, sizes[i % n_sizes]);
  for (gsize at = 0; at < stream->len;)
    {
      EioMessage message;

      at += add (reader, stream->data + at, MIN (piece, stream->len - at));
      while (eio_frame_reader_next (reader, &message, NULL) == EIO_FRAME_DONE)
        g_ptr_array_add (kept, eio_frame_reader_slice (reader, message.data, message.size));
    }
  eio_frame_reader_free (reader);

  g_assert_cmpuint (kept->len, ==, 300);
  for (guint i = 0; i < kept->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (kept->pdata[i], &size);

      g_assert_cmpuint (size, ==, sizes[i % n_sizes]);
      for (gsize k = 0; k < size; k++)
        g_assert_cmpuint (data[k], ==, i & 0xff);
    }
}

static void
test_slices (void)
{
  static const gsize small[] = { 0, 1, 75, 125, 126, 2000 };
  static const gsize mixed[] = { 75, 65535, 3, 65536, 100000, 0, 57344, 65530 };

  assert_slices (small, G_N_ELEMENTS (small), 1000);
  assert_slices (small, G_N_ELEMENTS (small), 65536);
  assert_slices (mixed, G_N_ELEMENTS (mixed), 65536);
  assert_slices (mixed, G_N_ELEMENTS (mixed), 1001);
}

/* A part of a message that came in fragments, which is no slice of what was read. */
static void
test_slice_of_fragments (void)
{
  g_autoptr (EioFrameReader) reader = eio_frame_reader_new (LIMIT, FALSE);
  g_autoptr (GBytes) bytes = NULL;
  EioMessage message;

  add (reader, BYTES ("\x01\x03"
                      "4he\x80\x03llo\x81\x01x"));
  g_assert_cmpint (eio_frame_reader_next (reader, &message, NULL), ==, EIO_FRAME_DONE);
  bytes = eio_frame_reader_slice (reader, message.data + 1, message.size - 1);
  g_assert_cmpint (eio_frame_reader_next (reader, &message, NULL), ==, EIO_FRAME_DONE);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "hello", 5);
}

static void
test_deflate (void)
{
  /* RFC 7692, sections 7.2.3.1 and 7.2.3.2: "Hello", whole and in fragments, then by way of the window. */
  static const char stream[] = "\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00"
                               "\x41\x03\xf2\x48\xcd\x80\x04\xc9\xc9\x07\x00"
                               "\xc1\x05\xf2\x00\x11\x00\x00"
                               "\x81\x05plain";
  g_autoptr (EioFrameReader) reader = eio_frame_reader_new (LIMIT, TRUE);
  g_autoptr (GString) log = g_string_new (NULL);

  for (gsize i = 0; i < sizeof stream - 1; i++)
    {
      add (reader, stream + i, 1);
      take_all (reader, log);
    }
  g_assert_cmpstr (log->str, ==, "1:Hello 1:Hello 1:Hello 1:plain ");
}

static void
test_utf8 (void)
{
  static const char *const valid[] = { "",     "a", "12345678",     "123456789012345é",
                                       "€uro", "😀", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf" };
  static const char *const invalid[] = { "\x80",
                                         "a\xc3",
                                         "\xc0\x80",
                                         "\xe0\x80\x80",
                                         "\xed\xa0\x80",
                                         "\xf4\x90\x80\x80",
                                         "\xf5\x80\x80\x80",
                                         "12345678\xff",
                                         "€\xe2\x82" };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (eio_utf8_is_valid ((const guint8 *) valid[i], strlen (valid[i])));
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (eio_utf8_is_valid ((const guint8 *) invalid[i], strlen (invalid[i])));
  g_assert_true (eio_utf8_is_valid ((const guint8 *) "a\0b", 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-reader/streams", test_streams);
  g_test_add_func ("/frame-reader/slices", test_slices);
  g_test_add_func ("/frame-reader/slice-of-fragments", test_slice_of_fragments);
  g_test_add_func ("/frame-reader/deflate", test_deflate);
  g_test_add_func ("/frame-reader/utf8", test_utf8);

  return g_test_run ();
}
