/* test-payload.c: polling bodies of both revisions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-payload.h"

#include "test-wait.h"

/* Writes a packet as "4hello " or, binary, "<010203> ". */
static gboolean
write_packet (EioPacket *packet, gpointer user_data)
{
  GString *log = user_data;
  gsize size;
  const guint8 *data = g_bytes_get_data (packet->data, &size);

  if (packet->binary)
    {
      g_string_append_c (log, '<');
      for (gsize i = 0; i < size; i++)
        g_string_append_printf (log, "%02x", data[i]);
      g_string_append (log, "> ");
    }
  else
    {
      g_string_append_c (log, '0' + packet->type);
      g_string_append_len (log, (const char *) data, size);
      g_string_append_c (log, ' ');
    }

  return TRUE;
}

#define BODY(text) text, sizeof text - 1

static const struct
{
  EioProtocol protocol;
  const char *body;
  gsize size;
  const char *packets;
  gboolean bad;
} cases[] = {
  { 4, BODY ("4hello"), "4hello " },
  { 4,
    BODY ("4hello\x1e"
          "2\x1e"
          "4world"),
    "4hello 2 4world " },
  { 4,
    BODY ("4hello\x1e"
          "bAQIDBA=="),
    "4hello <01020304> " },
  { 4, BODY ("0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\"}"), "0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\"} " },
  { 4,
    BODY ("42[\"€\",\"😀\"]\x1e"
          "6"),
    "42[\"€\",\"😀\"] 6 " },
  { 4, BODY (""), "", TRUE },
  { 4, BODY ("\x1e"), "", TRUE },
  { 4, BODY ("4a\x1e"), "", TRUE },
  { 4,
    BODY ("4a\x1e\x1e"
          "4b"),
    "4a ", TRUE },
  { 4, BODY ("4a\x1exyz"), "4a ", TRUE },
  { 4, BODY ("abc"), "", TRUE },
  { 4, BODY ("4\xff\xfe"), "", TRUE },
  { 4, BODY ("4\xe2\x82"), "", TRUE },
  { 4, BODY ("b*"), "", TRUE },
  { 4, BODY ("97:0{}2:40"), "", TRUE },
  { 3, BODY ("6:4hello2:4€"), "4hello 4€ " },
  { 3, BODY ("8:430[\"€\"]"), "430[\"€\"] " },
  { 3, BODY ("7:42[\"😀\"1:6"), "42[\"😀\" 6 " },
  { 3, BODY ("8:42[\"😀\"]1:6"), "42[\"😀\"] 6 " },
  { 3, BODY ("10:b4AQIDBA==6:4hello"), "<01020304> 4hello " },
  { 3, BODY ("2:40"), "40 " },
  { 3, BODY (""), "", TRUE },
  { 3, BODY ("0:"), "", TRUE },
  { 3, BODY (":4"), "", TRUE },
  { 3, BODY ("1"), "", TRUE },
  { 3, BODY ("5:4abc"), "", TRUE },
  { 3, BODY ("3:4😀x"), "4😀 ", TRUE },
  { 3, BODY ("2:4😀"), "", TRUE },
  { 3, BODY ("-1:4a"), "", TRUE },
  { 3, BODY ("99999999999999999999999:4a"), "", TRUE },
  { 3, BODY ("4hello"), "", TRUE },
  { 3, BODY ("3:4\xf0\x9f"), "", TRUE },
  { 3,
    BODY ("\0\6\xff"
          "4hello"),
    "4hello " },
  { 3,
    BODY ("\0\4\xff"
          "4€\1\5\xff\4\1\2\3\4"),
    "4€ <01020304> " },
  { 3,
    BODY ("\0\1\2\xff"
          "4hello world"),
    "4hello world " },
  { 3,
    BODY ("\0\7\xff"
          "4hello"),
    "", TRUE },
  { 3,
    BODY ("\0\xff"
          "4hello"),
    "", TRUE },
  { 3,
    BODY ("\0\x0a\xff"
          "4hello"),
    "", TRUE },
  { 3, BODY ("\1\2\xff\7\1"), "", TRUE },
  { 3, BODY ("\0"), "", TRUE },
  { 3, BODY ("\0\1\2\3"), "", TRUE },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (cases[i].body, cases[i].size);
      g_autoptr (GString) log = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gboolean parsed = eio_payload_parse (body, cases[i].protocol, write_packet, log, &error);

      g_test_message ("case %u", i);
      g_assert_cmpstr (log->str, ==, cases[i].packets);
      g_assert_cmpint (parsed, ==, !cases[i].bad);
      if (cases[i].bad)
        g_assert_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
      else
        g_assert_no_error (error);
    }
}

static gboolean
stop_at_first (EioPacket *packet, gpointer user_data)
{
  write_packet (packet, user_data);
  return FALSE;
}

static void
test_stop (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY ("4a\x1e"
                                                      "4b"));
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (eio_payload_parse (body, EIO_PROTOCOL_4, stop_at_first, log, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (log->str, ==, "4a ");
}

static void
test_guess (void)
{
  static const struct
  {
    const char *body;
    gsize size;
    EioProtocol protocol;
  } guesses[] = {
    { BODY ("0{\"sid\":\"x\"}"), EIO_PROTOCOL_4 },
    { BODY ("97:0{\"sid\":\"x\"}2:40"), EIO_PROTOCOL_3 },
    { BODY ("\0\x09\x07\xff"
            "0{"),
      EIO_PROTOCOL_3 },
    { BODY (""), EIO_PROTOCOL_AUTO },
    { BODY ("0"), EIO_PROTOCOL_AUTO },
    { BODY ("97:"), EIO_PROTOCOL_AUTO },
    { BODY ("97:4x"), EIO_PROTOCOL_AUTO },
    { BODY ("<!doctype html>"), EIO_PROTOCOL_AUTO },
    { BODY ("12345678901234:0{"), EIO_PROTOCOL_AUTO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (guesses[i].body, guesses[i].size);

      g_assert_cmpint (eio_payload_guess_protocol (body), ==, guesses[i].protocol);
    }
}

static void
push (GQueue *queue, gboolean binary, const char *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  g_queue_push_tail (queue, eio_packet_new (EIO_PACKET_MESSAGE, binary, bytes));
}

static void
assert_takes (GQueue *queue, EioProtocol protocol, gsize max_payload, const char *expected)
{
  g_autoptr (GBytes) body = eio_payload_take (queue, protocol, max_payload);

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), expected, strlen (expected));
}

static void
test_take (void)
{
  GQueue queue = G_QUEUE_INIT;

  push (&queue, FALSE, BODY ("hello"));
  push (&queue, TRUE, BODY ("\1\2\3\4"));
  push (&queue, FALSE, BODY ("€"));
  assert_takes (&queue, EIO_PROTOCOL_4, 0,
                "4hello\x1e"
                "bAQIDBA==\x1e"
                "4€");
  g_assert_true (g_queue_is_empty (&queue));

  push (&queue, FALSE, BODY ("hello"));
  push (&queue, TRUE, BODY ("\1\2\3\4"));
  push (&queue, FALSE, BODY ("30[\"€😀\"]"));
  assert_takes (&queue, EIO_PROTOCOL_3, 0, "6:4hello10:b4AQIDBA==10:430[\"€😀\"]");
  g_assert_true (g_queue_is_empty (&queue));
}

/* Sizes: 1 + 4 = 5, + 2 + 4 = 11, + 2 + 4 = 17. */
static void
test_take_limit (void)
{
  GQueue queue = G_QUEUE_INIT;

  for (guint i = 0; i < 3; i++)
    push (&queue, FALSE, BODY ("aaaa"));
  assert_takes (&queue, EIO_PROTOCOL_4, 11,
                "4aaaa\x1e"
                "4aaaa");
  push (&queue, FALSE, BODY ("aaaa"));
  assert_takes (&queue, EIO_PROTOCOL_4, 10, "4aaaa");
  assert_takes (&queue, EIO_PROTOCOL_4, 10, "4aaaa");

  push (&queue, FALSE, BODY ("much too large"));
  push (&queue, FALSE, BODY ("b"));
  assert_takes (&queue, EIO_PROTOCOL_4, 10, "4much too large");
  assert_takes (&queue, EIO_PROTOCOL_4, 10, "4b");

  /* Binary data count as they are sent. */
  push (&queue, FALSE, BODY ("a"));
  push (&queue, TRUE, BODY ("\1\2\3\4"));
  assert_takes (&queue, EIO_PROTOCOL_4, 11, "4a");
  push (&queue, FALSE, BODY ("a"));
  assert_takes (&queue, EIO_PROTOCOL_4, 12,
                "bAQIDBA==\x1e"
                "4a");
}

static void
test_take_count (void)
{
  GQueue queue = G_QUEUE_INIT;

  for (guint i = 0; i < EIO_PAYLOAD_MAX_PACKETS + 2; i++)
    push (&queue, FALSE, BODY ("a"));
  g_bytes_unref (eio_payload_take (&queue, EIO_PROTOCOL_4, 0));
  g_assert_cmpuint (queue.length, ==, 2);
  assert_takes (&queue, EIO_PROTOCOL_4, 0,
                "4a\x1e"
                "4a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payload/parse", test_parse);
  g_test_add_func ("/payload/stop", test_stop);
  g_test_add_func ("/payload/guess", test_guess);
  g_test_add_func ("/payload/take", test_take);
  g_test_add_func ("/payload/take-limit", test_take_limit);
  g_test_add_func ("/payload/take-count", test_take_count);

  return g_test_run ();
}
