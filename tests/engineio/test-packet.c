/* test-packet.c: packets against the examples of the Engine.IO protocol documents.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-packet-codec.h"

#include "test-wait.h"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
test_text (void)
{
  static const struct
  {
    const char *frame;
    EioPacketType type;
    const char *data;
  } cases[] = {
    { "0{\"sid\":\"x\"}", EIO_PACKET_OPEN, "{\"sid\":\"x\"}" },
    { "1", EIO_PACKET_CLOSE, "" },
    { "2", EIO_PACKET_PING, "" },
    { "2probe", EIO_PACKET_PING, "probe" },
    { "3probe", EIO_PACKET_PONG, "probe" },
    { "4hello", EIO_PACKET_MESSAGE, "hello" },
    { "4€", EIO_PACKET_MESSAGE, "€" },
    { "5", EIO_PACKET_UPGRADE, "" },
    { "6", EIO_PACKET_NOOP, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = bytes_of (cases[i].frame);
      g_autoptr (GBytes) data = bytes_of (cases[i].data);
      g_autoptr (GBytes) back = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (EioPacket) packet = { 0 };

      g_assert_true (eio_packet_parse_text (&packet, text, &error));
      g_assert_no_error (error);
      g_assert_cmpint (packet.type, ==, cases[i].type);
      g_assert_false (packet.binary);
      g_assert_true (g_bytes_equal (packet.data, data));
      /* No copy: the data lie inside the frame. */
      if (g_bytes_get_size (data) > 0)
        g_assert_true (g_bytes_get_data (packet.data, NULL) ==
                       (const char *) g_bytes_get_data (text, NULL) + 1);

      back = eio_packet_to_frame (&packet, EIO_PROTOCOL_4);
      g_assert_true (g_bytes_equal (back, text));
    }
}

static void
test_bad_text (void)
{
  static const char *const cases[] = { "", "7", "abc", "/", ":", "\xff", "\x01", " 4a", "-1" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = bytes_of (cases[i]);
      g_autoptr (GError) error = NULL;
      g_auto (EioPacket) packet = { 0 };

      g_assert_false (eio_packet_parse_text (&packet, text, &error));
      g_assert_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (packet.data);
    }
}

static void
test_binary (void)
{
  static const guint8 raw[] = { 4, 1, 2, 3, 4 };
  g_autoptr (GBytes) frame = g_bytes_new_static (raw, sizeof raw);
  g_autoptr (GBytes) rest = g_bytes_new_from_bytes (frame, 1, 4);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) back3 = NULL;
  g_autoptr (GBytes) back4 = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (EioPacket) packet3 = { 0 };
  g_auto (EioPacket) packet4 = { 0 };
  g_auto (EioPacket) packet_empty = { 0 };
  g_auto (EioPacket) bad = { 0 };

  g_assert_true (eio_packet_parse_binary (&packet4, frame, EIO_PROTOCOL_4, NULL));
  g_assert_true (packet4.binary && packet4.type == EIO_PACKET_MESSAGE);
  g_assert_true (g_bytes_equal (packet4.data, frame));
  back4 = eio_packet_to_frame (&packet4, EIO_PROTOCOL_4);
  g_assert_true (g_bytes_equal (back4, frame));

  g_assert_true (eio_packet_parse_binary (&packet3, frame, EIO_PROTOCOL_3, NULL));
  g_assert_true (packet3.binary && packet3.type == EIO_PACKET_MESSAGE);
  g_assert_true (g_bytes_equal (packet3.data, rest));
  back3 = eio_packet_to_frame (&packet3, EIO_PROTOCOL_3);
  g_assert_true (g_bytes_equal (back3, frame));

  g_assert_true (eio_packet_parse_binary (&packet_empty, empty, EIO_PROTOCOL_4, NULL));
  g_assert_false (eio_packet_parse_binary (&bad, empty, EIO_PROTOCOL_3, &error));
  g_assert_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
  g_clear_error (&error);
  g_assert_false (eio_packet_parse_binary (&bad, rest, EIO_PROTOCOL_3, &error));
  g_assert_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
}

static void
test_base64 (void)
{
  static const struct
  {
    const char *text;
    EioProtocol protocol;
    gssize size; /* -1: bad */
  } cases[] = {
    { "bAQIDBA==", EIO_PROTOCOL_4, 4 }, { "b4AQIDBA==", EIO_PROTOCOL_3, 4 }, { "b", EIO_PROTOCOL_4, 0 },
    { "b4", EIO_PROTOCOL_3, 0 },        { "b", EIO_PROTOCOL_3, -1 },         { "b2AQID", EIO_PROTOCOL_3, -1 },
    { "bAQIDB", EIO_PROTOCOL_4, -1 },   { "bAQ*DBA==", EIO_PROTOCOL_4, -1 }, { "b====", EIO_PROTOCOL_4, -1 },
    { "bA=ID", EIO_PROTOCOL_4, -1 },    { "bAQID\x1e", EIO_PROTOCOL_4, -1 },
  };
  static const guint8 raw[] = { 1, 2, 3, 4 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = bytes_of (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_auto (EioPacket) packet = { 0 };

      g_assert_cmpint (eio_packet_parse_base64 (&packet, text, cases[i].protocol, &error), ==,
                       cases[i].size >= 0);
      if (cases[i].size >= 0)
        {
          g_assert_no_error (error);
          g_assert_true (packet.binary && packet.type == EIO_PACKET_MESSAGE);
          g_assert_cmpmem (g_bytes_get_data (packet.data, NULL), g_bytes_get_size (packet.data), raw,
                           cases[i].size);
        }
      else
        g_assert_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
    }
}

static void
test_types (void)
{
  EioTransportKind kind = EIO_TRANSPORT_POLLING;

  g_assert_true (eio_transport_kind_from_string ("websocket", &kind));
  g_assert_cmpint (kind, ==, EIO_TRANSPORT_WEBSOCKET);
  g_assert_false (eio_transport_kind_from_string ("webtransport", &kind));
  g_assert_false (eio_transport_kind_from_string (NULL, &kind));
  g_assert_cmpstr (eio_transport_kind_to_string (EIO_TRANSPORT_POLLING), ==, "polling");
  g_assert_cmpstr (eio_close_reason_to_string (EIO_CLOSE_REASON_PING_TIMEOUT), ==, "ping timeout");
  g_assert_cmpstr (eio_close_reason_to_string (EIO_CLOSE_REASON_TRANSPORT_CLOSE), ==, "transport close");
}

static void
test_boxed (void)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("x", 1);
  EioPacket *packet = eio_packet_new (EIO_PACKET_MESSAGE, TRUE, data);
  g_autoptr (EioPacket) copy = g_boxed_copy (EIO_TYPE_PACKET, packet);

  eio_packet_free (packet);
  g_assert_cmpint (copy->type, ==, EIO_PACKET_MESSAGE);
  g_assert_true (copy->binary);
  g_assert_true (copy->data == data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet/text", test_text);
  g_test_add_func ("/packet/bad-text", test_bad_text);
  g_test_add_func ("/packet/binary", test_binary);
  g_test_add_func ("/packet/base64", test_base64);
  g_test_add_func ("/packet/types", test_types);
  g_test_add_func ("/packet/boxed", test_boxed);

  return g_test_run ();
}
