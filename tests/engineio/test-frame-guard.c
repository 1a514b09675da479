/* test-frame-guard.c: inflating with a limit, over fragments and from message to message.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-frame-guard.h"

#include "test-wait.h"

#define TEXT             0x81
#define TEXT_COMPRESSED  0xc1
#define FIRST            0x01
#define FIRST_COMPRESSED 0x41
#define MIDDLE           0x00
#define LAST             0x80
#define PING             0x89

static SoupWebsocketExtension *
create_deflate (SoupWebsocketConnectionType type)
{
  SoupWebsocketExtension *deflate = g_object_new (SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE, NULL);
  g_autoptr (GError) error = NULL;

  soup_websocket_extension_configure (deflate, type, NULL, &error);
  g_assert_no_error (error);
  return deflate;
}

static GBytes *
compress (SoupWebsocketExtension *deflate, const char *text)
{
  guint8 header = TEXT;
  g_autoptr (GError) error = NULL;
  GBytes *payload =
      soup_websocket_extension_process_outgoing_message (deflate, &header, g_bytes_new (text, strlen (text)),
                                                         &error);

  g_assert_no_error (error);
  g_assert_cmpint (header, ==, TEXT_COMPRESSED);
  return payload;
}

static GBytes *
receive (SoupWebsocketExtension *guard, guint8 header, GBytes *payload, GError **error)
{
  guint8 first = header;
  GBytes *received = soup_websocket_extension_process_incoming_message (guard, &first, payload, error);

  if (received != NULL)
    g_assert_cmpint (first & 0x40, ==, 0);
  return received;
}

static void
assert_receives (SoupWebsocketExtension *guard, guint8 header, GBytes *payload, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) received = receive (guard, header, payload, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (received, NULL), g_bytes_get_size (received), expected,
                   strlen (expected));
}

static void
assert_refuses (SoupWebsocketExtension *guard, guint8 header, GBytes *payload, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (receive (guard, header, payload, &error));
  g_assert_error (error, SOUP_WEBSOCKET_ERROR, code);
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_plain (void)
{
  SoupWebsocketExtension *guard = eio_frame_guard_new (NULL, 5);
  guint8 header = TEXT;
  g_autoptr (GBytes) sent = NULL;

  assert_receives (guard, TEXT, bytes_of ("hello"), "hello");
  assert_receives (guard, TEXT, bytes_of ("again"), "again");
  assert_refuses (guard, TEXT, bytes_of ("longer"), SOUP_WEBSOCKET_CLOSE_TOO_BIG);
  assert_receives (guard, FIRST, bytes_of ("ab"), "ab");
  assert_receives (guard, PING, bytes_of ("a ping in between"), "a ping in between");
  assert_receives (guard, MIDDLE, bytes_of ("cd"), "cd");
  assert_refuses (guard, LAST, bytes_of ("ef"), SOUP_WEBSOCKET_CLOSE_TOO_BIG);

  sent = soup_websocket_extension_process_outgoing_message (guard, &header, bytes_of ("x"), NULL);
  g_assert_cmpint (header, ==, TEXT);
  g_assert_cmpuint (g_bytes_get_size (sent), ==, 1);
  test_assert_finalize (guard);
}

/* The window goes on from message to message. */
static void
test_deflate (void)
{
  g_autoptr (SoupWebsocketExtension) sender = create_deflate (SOUP_WEBSOCKET_CONNECTION_SERVER);
  g_autoptr (SoupWebsocketExtension) own = create_deflate (SOUP_WEBSOCKET_CONNECTION_CLIENT);
  SoupWebsocketExtension *guard = eio_frame_guard_new (own, 200000);
  g_autofree char *large = g_strnfill (200000, 'x');
  g_autoptr (GBytes) sent = NULL;

  for (guint i = 0; i < 3; i++)
    {
      assert_receives (guard, TEXT_COMPRESSED, compress (sender, "hello hello hello"), "hello hello hello");
      assert_receives (guard, TEXT, bytes_of ("plain"), "plain");
      assert_receives (guard, TEXT_COMPRESSED, compress (sender, large), large);
    }
  sent = compress (guard, "hello hello hello hello hello");
  g_assert_cmpuint (g_bytes_get_size (sent), <, 29);
  test_assert_finalize (guard);
}

static void
test_fragments (void)
{
  g_autoptr (SoupWebsocketExtension) sender = create_deflate (SOUP_WEBSOCKET_CONNECTION_SERVER);
  g_autoptr (SoupWebsocketExtension) own = create_deflate (SOUP_WEBSOCKET_CONNECTION_CLIENT);
  g_autoptr (SoupWebsocketExtension) guard = eio_frame_guard_new (own, 1000);
  g_autoptr (GString) received = g_string_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) payload = compress (sender, "one two three four five");
      gsize size = g_bytes_get_size (payload);

      g_string_truncate (received, 0);
      for (gsize at = 0; at < size; at++)
        {
          guint8 header = (at == 0 ? FIRST_COMPRESSED : MIDDLE) | (at + 1 == size ? LAST : 0);
          g_autoptr (GBytes) part = receive (guard, header, g_bytes_new_from_bytes (payload, at, 1), NULL);

          g_string_append_len (received, g_bytes_get_data (part, NULL), g_bytes_get_size (part));
        }
      g_assert_cmpstr (received->str, ==, "one two three four five");
    }
}

/* 100 MB of zeros in 100 KB are refused before they are there. */
static void
test_bomb (void)
{
  g_autoptr (SoupWebsocketExtension) sender = create_deflate (SOUP_WEBSOCKET_CONNECTION_SERVER);
  g_autoptr (SoupWebsocketExtension) own = create_deflate (SOUP_WEBSOCKET_CONNECTION_CLIENT);
  g_autoptr (SoupWebsocketExtension) guard = eio_frame_guard_new (own, 100000);
  g_autofree char *large = g_strnfill (100 * 1000 * 1000, '0');

  assert_refuses (guard, TEXT_COMPRESSED, compress (sender, large), SOUP_WEBSOCKET_CLOSE_TOO_BIG);
}

static void
test_garbage (void)
{
  g_autoptr (SoupWebsocketExtension) own = create_deflate (SOUP_WEBSOCKET_CONNECTION_CLIENT);
  static const char *const cases[] = { "\xff\xff\xff", "\x06", "not deflate at all" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoupWebsocketExtension) guard = eio_frame_guard_new (own, 1000);

      assert_refuses (guard, TEXT_COMPRESSED, bytes_of (cases[i]), SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-guard/plain", test_plain);
  g_test_add_func ("/frame-guard/deflate", test_deflate);
  g_test_add_func ("/frame-guard/fragments", test_fragments);
  g_test_add_func ("/frame-guard/bomb", test_bomb);
  g_test_add_func ("/frame-guard/garbage", test_garbage);

  return g_test_run ();
}
