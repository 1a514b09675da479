/* fuzz-engine.c: what an Engine.IO server sends, both revisions: polling bodies, single packets, and the handshake.
 *
 * What is accepted is written and read again as the same packets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "eio-handshake.h"
#include "eio-payload.h"

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("0{\"sid\":\"x\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
             "\"maxPayload\":1000000}"),
  FUZZ_SEED ("2\x1e"
             "3probe\x1e"
             "4hello\x1e"
             "bAQIDBA==\x1e"
             "6"),
  FUZZ_SEED ("4€ 😀\x1e"
             "4\x1e"
             "1"),
  FUZZ_SEED ("97:0{\"sid\":\"x\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":60000}2:40"),
  FUZZ_SEED ("8:430[\"€\"]14:b4AQIDBAUGBwg=1:3"),
  FUZZ_SEED ("\x00\x05\xff"
             "4abcd\x01\x01\x00\xff\x04"
             "123456789"),
  { NULL, 0 },
};

static gboolean
keep (EioPacket *packet, gpointer user_data)
{
  g_ptr_array_add (user_data, eio_packet_copy (packet));
  return TRUE;
}

static void
assert_same (const EioPacket *a, const EioPacket *b)
{
  g_assert_cmpint (a->type, ==, b->type);
  g_assert_cmpint (a->binary, ==, b->binary);
  g_assert_true (g_bytes_equal (a->data, b->data));
}

/* All of PACKETS in bodies as we post them, read as the server would. */
static void
write_again (GPtrArray *packets, EioProtocol protocol)
{
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func ((GDestroyNotify) eio_packet_free);
  GQueue queue = G_QUEUE_INIT;

  for (guint i = 0; i < packets->len; i++)
    g_queue_push_tail (&queue, eio_packet_copy (packets->pdata[i]));
  while (!g_queue_is_empty (&queue))
    {
      g_autoptr (GBytes) body = eio_payload_take (&queue, protocol, 64);
      g_autoptr (GError) error = NULL;

      eio_payload_parse (body, protocol, keep, again, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (again->len, ==, packets->len);
  for (guint i = 0; i < packets->len; i++)
    assert_same (again->pdata[i], packets->pdata[i]);
}

/* A separator inside of a packet can only have come in the other revision. */
static gboolean
can_be_joined (GPtrArray *packets, EioProtocol protocol)
{
  for (guint i = 0; i < packets->len && protocol == EIO_PROTOCOL_4; i++)
    {
      const EioPacket *packet = packets->pdata[i];
      gsize size;
      const char *data = g_bytes_get_data (packet->data, &size);

      if (!packet->binary && size > 0 && memchr (data, '\x1e', size) != NULL)
        return FALSE;
    }
  return TRUE;
}

static void
read_body (GBytes *body, EioProtocol protocol)
{
  g_autoptr (GPtrArray) packets = g_ptr_array_new_with_free_func ((GDestroyNotify) eio_packet_free);
  g_autoptr (GError) error = NULL;
  gboolean good = eio_payload_parse (body, protocol, keep, packets, &error);

  g_assert_true (good == (error == NULL));
  if (good)
    g_assert_cmpuint (packets->len, >, 0);
  if (can_be_joined (packets, protocol))
    write_again (packets, protocol);
}

static void
read_frame (GBytes *frame, EioProtocol protocol)
{
  g_autoptr (GError) error = NULL;
  g_auto (EioPacket) text = { .data = NULL };
  g_auto (EioPacket) binary = { .data = NULL };
  g_autoptr (GBytes) written = NULL;

  if (eio_packet_parse_text (&text, frame, NULL))
    {
      written = eio_packet_to_frame (&text, protocol);
      g_assert_true (g_bytes_equal (written, frame));
    }
  if (eio_packet_parse_binary (&binary, frame, protocol, &error))
    {
      g_autoptr (GBytes) again = eio_packet_to_frame (&binary, protocol);

      g_assert_true (g_bytes_equal (again, frame));
    }
}

static void
read_handshake (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) json = g_bytes_new (data, size);
  EioHandshake handshake = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean good = eio_handshake_parse (&handshake, json, &error);

  g_assert_true (good == (error == NULL));
  if (good)
    g_assert_nonnull (handshake.sid);
  eio_handshake_clear (&handshake);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  eio_payload_guess_protocol (bytes);
  read_body (bytes, EIO_PROTOCOL_4);
  read_body (bytes, EIO_PROTOCOL_3);
  read_frame (bytes, EIO_PROTOCOL_4);
  read_frame (bytes, EIO_PROTOCOL_3);
  if (size > 1)
    read_handshake (data + 1, size - 1);
  return 0;
}
