/* test-decoder.c: binary packets are put together, and nothing else goes between their parts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-decoder.h"

#include <string.h>

static gboolean
feed (SioDecoder *decoder, const char *data, gboolean binary, SioPacket **packet, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));

  return sio_decoder_feed (decoder, bytes, binary, packet, error);
}

static void
feed_more (SioDecoder *decoder, const char *data, gboolean binary)
{
  g_autoptr (GError) error = NULL;
  SioPacket *packet = NULL;

  g_assert_true (feed (decoder, data, binary, &packet, &error));
  g_assert_no_error (error);
  g_assert_null (packet);
}

static SioPacket *
feed_last (SioDecoder *decoder, const char *data, gboolean binary)
{
  g_autoptr (GError) error = NULL;
  SioPacket *packet = NULL;

  g_assert_true (feed (decoder, data, binary, &packet, &error));
  g_assert_no_error (error);
  g_assert_nonnull (packet);
  return packet;
}

static void
feed_bad (SioDecoder *decoder, const char *data, gboolean binary)
{
  g_autoptr (GError) error = NULL;
  SioPacket *packet = NULL;

  g_assert_false (feed (decoder, data, binary, &packet, &error));
  g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET);
  g_assert_null (packet);
}

static void
assert_binary (SioValue value, const char *expected)
{
  GBytes *bytes = sio_value_get_binary (value);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
test_text (void)
{
  g_autoptr (SioDecoder) decoder = sio_decoder_new (EIO_PROTOCOL_4);
  g_autoptr (SioPacket) packet = feed_last (decoder, "2[\"a\"]", FALSE);

  g_assert_cmpint (packet->type, ==, SIO_PACKET_EVENT);
}

static void
test_binary (void)
{
  g_autoptr (SioDecoder) decoder = sio_decoder_new (EIO_PROTOCOL_4);
  g_autoptr (SioPacket) packet = NULL;
  g_autoptr (SioPacket) next = NULL;

  feed_more (decoder, "52-/b,9[\"e\",{\"_placeholder\":true,\"num\":1},[{\"_placeholder\":true,\"num\":0}]]",
             FALSE);
  feed_more (decoder, "first", TRUE);
  packet = feed_last (decoder, "second", TRUE);
  g_assert_cmpint (packet->type, ==, SIO_PACKET_BINARY_EVENT);
  g_assert_cmpstr (packet->nsp, ==, "/b");
  g_assert_cmpstr (packet->id, ==, "9");
  assert_binary (sio_args_get (packet->args, 1), "second");
  assert_binary (sio_value_get_element (sio_args_get (packet->args, 2), 0), "first");
  next = feed_last (decoder, "2[\"text again\"]", FALSE);
}

static void
test_ack (void)
{
  g_autoptr (SioDecoder) decoder = sio_decoder_new (EIO_PROTOCOL_4);
  g_autoptr (SioPacket) packet = NULL;

  feed_more (decoder, "61-3[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]", FALSE);
  packet = feed_last (decoder, "", TRUE);
  g_assert_cmpint (packet->type, ==, SIO_PACKET_BINARY_ACK);
  assert_binary (sio_args_get (packet->args, 0), "");
  assert_binary (sio_args_get (packet->args, 1), "");
}

static void
test_errors (void)
{
  g_autoptr (SioDecoder) decoder = sio_decoder_new (EIO_PROTOCOL_4);
  g_autoptr (SioPacket) packet = NULL;

  feed_bad (decoder, "unasked", TRUE);
  feed_more (decoder, "52-[\"e\",{\"_placeholder\":true,\"num\":0}]", FALSE);
  feed_more (decoder, "one", TRUE);
  feed_bad (decoder, "2[\"between\"]", FALSE);
  sio_decoder_reset (decoder);
  feed_more (decoder, "51-[\"e\",{\"_placeholder\":true,\"num\":1}]", FALSE);
  feed_bad (decoder, "out of range", TRUE);
  feed_bad (decoder, "7", FALSE);
  packet = feed_last (decoder, "2[\"a\"]", FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decoder/text", test_text);
  g_test_add_func ("/decoder/binary", test_binary);
  g_test_add_func ("/decoder/ack", test_ack);
  g_test_add_func ("/decoder/errors", test_errors);
  return g_test_run ();
}
