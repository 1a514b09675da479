/* test-msgpack.c: packets of the msgpack parser against bytes that the reference encoder wrote, and bad ones.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-msgpack.h"

#include <string.h>

#include "sio-writer.h"
#include "test-wait.h"

static GBytes *
from_hex (const char *hex)
{
  gsize length = strlen (hex) / 2;
  guint8 *data = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    data[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);
  return g_bytes_new_take (data, length);
}

static char *
dup_json (const SioPacket *packet)
{
  GString *text = g_string_new (NULL);

  if (packet->args != NULL)
    sio_value_append_json (sio_args_get_root (packet->args), text);
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *hex;
  SioPacketType type;
  const char *nsp;
  const char *id;
  const char *json;
} Vector;

/* Written by socket.io-msgpack-parser 3.0. */
static const Vector vectors[] = {
  { "82a47479706500a36e7370a12f", SIO_PACKET_CONNECT, "/", NULL, "" },
  { "83a47479706500a36e7370a12fa464617461d40000", SIO_PACKET_CONNECT, "/", NULL, "" },
  { "83a47479706500a36e7370a62f61646d696ea46461746181a5746f6b656ea178", SIO_PACKET_CONNECT, "/admin", NULL,
    "{\"token\":\"x\"}" },
  { "82a47479706501a36e7370a62f61646d696e", SIO_PACKET_DISCONNECT, "/admin", NULL, "" },
  { "85a47479706502a46461746199a568656c6c6f01ffcb4004000000000000c3c0d400009080a36e7370a12fa26964d40000a76f70"
    "74696f"
    "6e7381a8636f6d7072657373c3",
    SIO_PACKET_EVENT, "/", NULL, "[\"hello\",1,-1,2.5,true,null,null,[],{}]" },
  { "84a47479706502a46461746197a3626967cf0000000100000000d3fffffffeffffffffcdffffd2ffff7fffcd012cd1ff7fa36e73"
    "70a12fa2"
    "696407",
    SIO_PACKET_EVENT, "/", "7", "[\"big\",4294967296,-4294967297,65535,-32769,300,-129]" },
  { "84a47479706503a46461746192a26f6bc4030102ffa36e7370a12fa26964cd012c", SIO_PACKET_ACK, "/", "300",
    "[\"ok\",{\"$binary\":\"AQL/\"}]" },
  { "83a47479706504a36e7370a22f78a46461746182a76d657373616765a26e6fa46461746181a16101",
    SIO_PACKET_CONNECT_ERROR, "/x", NULL, "{\"message\":\"no\",\"data\":{\"a\":1}}" },
  { "83a47479706502a36e7370a12fa46461746192a464617465d7000000018bcfe5687b", SIO_PACKET_EVENT, "/", NULL,
    "[\"date\",\"2023-11-14T22:13:20.123Z\"]" },
};

static void
test_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GBytes) message = from_hex (vectors[i].hex);
      g_autoptr (GError) error = NULL;
      g_autoptr (SioPacket) packet = sio_msgpack_parse (message, &error);
      g_autofree char *json = NULL;

      g_assert_no_error (error);
      json = dup_json (packet);
      g_assert_cmpint (packet->type, ==, vectors[i].type);
      g_assert_cmpstr (packet->nsp, ==, vectors[i].nsp);
      g_assert_cmpstr (packet->id, ==, vectors[i].id);
      g_assert_cmpstr (json, ==, vectors[i].json);
    }
}

/* What is no packet, with the reason; every cut of a good one is bad as well. */
static const char *const malformed[] = {
  "",
  "c1",                                                 /* never used */
  "c0",                                                 /* no map */
  "80",                                                 /* neither type nor nsp */
  "82a47479706505a36e7370a12f",                         /* type 5 */
  "82a474797065a131a36e7370a12f",                       /* a type that is text */
  "82a47479706500a36e737001",                           /* a namespace that is a number */
  "82a47479706502a36e7370a12f",                         /* an event without data */
  "83a47479706502a36e7370a12fa46461746190",             /* an empty event */
  "83a47479706502a36e7370a12fa46461746180",             /* an event that is a map */
  "83a47479706501a36e7370a12fa46461746180",             /* a DISCONNECT with data */
  "83a47479706503a36e7370a12fa464617461a0",             /* an ACK that is text */
  "84a47479706502a46461746191a161a36e7370a12fa26964ff", /* an id of -1 */
  "82a47479706500a36e7370a12f00",                       /* more behind it */
  "dfffffffff",                                         /* four thousand million pairs in five bytes */
  "83a47479706502a36e7370a12fa464617461ddffffffff",
  "83a47479706502a36e7370a12fa464617461c6ffffffff",
  "83a47479706502a36e7370a12fa46461746192a16181c000", /* a key that is nil */
};

static void
test_malformed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr (GBytes) message = from_hex (malformed[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SioPacket) packet = sio_msgpack_parse (message, &error);

      g_test_message ("%s", malformed[i]);
      g_assert_null (packet);
      g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET);
    }
}

static void
test_cuts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GBytes) message = from_hex (vectors[i].hex);

      for (gsize size = 0; size < g_bytes_get_size (message); size++)
        {
          g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (message, NULL), size);
          g_autoptr (GError) error = NULL;
          g_autoptr (SioPacket) packet = sio_msgpack_parse (cut, &error);

          g_assert_null (packet);
          g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET);
        }
    }
}

static void
test_depth (void)
{
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) head = from_hex ("83a47479706502a36e7370a12fa464617461");
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioPacket) packet = NULL;

  g_byte_array_append (array, g_bytes_get_data (head, NULL), g_bytes_get_size (head));
  for (guint i = 0; i < 200000; i++)
    g_byte_array_append (array, (const guint8 *) "\x91", 1);
  g_byte_array_append (array, (const guint8 *) "\xc0", 1);
  message = g_byte_array_free_to_bytes (array);
  packet = sio_msgpack_parse (message, &error);
  g_assert_null (packet);
  g_assert_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET);
}

static void
test_round_trip (void)
{
  static const char json[] = "[\"e\",0,-1,127,128,255,256,65536,-129,-32769,9007199254740991,1.5,\"é€😀\","
                             "true,false,null,[],{},{\"a\":{\"b\":[{\"$binary\":\"AAEC\"}]}}]";
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) args = NULL;
  g_autoptr (GBytes) message = NULL;
  g_autoptr (SioPacket) packet = NULL;
  g_autofree char *back = NULL;

  g_assert_true (sio_writer_json (writer, json, -1, &error));
  args = sio_writer_finish (writer);
  message = sio_msgpack_encode (SIO_PACKET_EVENT, "/chat", "18446744073709551615", args);
  packet = sio_msgpack_parse (message, &error);
  g_assert_no_error (error);
  back = dup_json (packet);
  g_assert_cmpstr (back, ==, json);
  g_assert_cmpstr (packet->id, ==, "18446744073709551615");
  g_assert_cmpstr (packet->nsp, ==, "/chat");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/socketio/msgpack/vectors", test_vectors);
  g_test_add_func ("/socketio/msgpack/malformed", test_malformed);
  g_test_add_func ("/socketio/msgpack/cuts", test_cuts);
  g_test_add_func ("/socketio/msgpack/depth", test_depth);
  g_test_add_func ("/socketio/msgpack/round-trip", test_round_trip);
  return g_test_run ();
}
