/* fuzz-frame.c: a stream of frames read at once and byte by byte, with and without compression: the same
 * messages, the same end, and slices that stay.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "eio-frame-reader.h"

#include <string.h>

#define LIMIT 1000

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("\x81\x05Hello\x82\x03\x01\x02\x03"),
  FUZZ_SEED ("\x01\x03Hel\x89\x01?\x00\x01l\x80\x01o"),
  FUZZ_SEED ("\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00\xc1\x05\xf2\x00\x11\x00\x00"),
  FUZZ_SEED ("\x41\x03\xf2\x48\xcd\x80\x04\xc9\xc9\x07\x00"),
  FUZZ_SEED ("\x88\x05\x03\xe8"
             "bye\x8a\x00"),
  FUZZ_SEED ("\x82\x7e\x00\x80"
             "1234567890123456789012345678901234567890123456789012345678901234"
             "1234567890123456789012345678901234567890123456789012345678901234\x81\x00"),
  FUZZ_SEED ("\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00x"),
  { NULL, 0 },
};

typedef struct
{
  GByteArray *messages; /* opcode, payload, and so on */
  int code;             /* of the error, 0 for none */
} Outcome;

static void
take_all (EioFrameReader *reader, Outcome *outcome)
{
  EioMessage message;
  EioFrameResult result;
  g_autoptr (GError) error = NULL;

  while ((result = eio_frame_reader_next (reader, &message, &error)) == EIO_FRAME_DONE)
    {
      guint8 opcode = message.opcode;
      g_autoptr (GBytes) slice = eio_frame_reader_slice (reader, message.data, message.size);

      g_assert_cmpuint (g_bytes_get_size (slice), ==, message.size);
      g_assert_cmpuint (message.size, <=, LIMIT);
      g_byte_array_append (outcome->messages, &opcode, 1);
      g_byte_array_append (outcome->messages, message.data, message.size);
    }
  g_assert_true ((result == EIO_FRAME_BAD) == (error != NULL));
  if (error != NULL)
    outcome->code = error->code;
}

static Outcome
read_stream (const guint8 *data, gsize size, gsize piece, gboolean deflate)
{
  g_autoptr (EioFrameReader) reader = eio_frame_reader_new (LIMIT, deflate);
  Outcome outcome = { .messages = g_byte_array_new () };

  for (gsize at = 0; at < size && outcome.code == 0;)
    {
      gsize room;
      guint8 *to = eio_frame_reader_get_room (reader, &room);
      gsize part = MIN (MIN (room, piece), size - at);

      memcpy (to, data + at, part);
      eio_frame_reader_add (reader, part);
      take_all (reader, &outcome);
      at += part;
    }
  return outcome;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  for (int deflate = 0; deflate <= 1; deflate++)
    {
      Outcome whole = read_stream (data, size, G_MAXSIZE, deflate);
      Outcome split = read_stream (data, size, 1, deflate);

      g_assert_cmpint (whole.code, ==, split.code);
      g_assert_cmpmem (whole.messages->data, whole.messages->len, split.messages->data, split.messages->len);
      g_byte_array_unref (whole.messages);
      g_byte_array_unref (split.messages);
    }
  return 0;
}
