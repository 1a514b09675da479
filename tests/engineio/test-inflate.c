/* test-inflate.c: inflating with a limit, over fragments and from message to message.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-inflate.h"

#include "test-wait.h"

#include <libsoup/soup.h>

static SoupWebsocketExtension *
create_deflate (void)
{
  SoupWebsocketExtension *deflate = g_object_new (SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE, NULL);
  g_autoptr (GError) error = NULL;

  soup_websocket_extension_configure (deflate, SOUP_WEBSOCKET_CONNECTION_SERVER, NULL, &error);
  g_assert_no_error (error);
  return deflate;
}

static GBytes *
compress (SoupWebsocketExtension *deflate, const char *text)
{
  guint8 header = 0x81;
  g_autoptr (GError) error = NULL;
  GBytes *payload =
      soup_websocket_extension_process_outgoing_message (deflate, &header, g_bytes_new (text, strlen (text)),
                                                         &error);

  g_assert_no_error (error);
  g_assert_cmpint (header, ==, 0xc1);
  return payload;
}

static gboolean
inflate (EioInflate *inflate, GBytes *payload, GByteArray *output, gsize limit, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (payload, &size);

  return eio_inflate_add (inflate, data, size, TRUE, output, limit, error);
}

static void
assert_inflates (EioInflate *self, GBytes *payload, const char *expected)
{
  g_autoptr (GByteArray) output = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  inflate (self, payload, output, strlen (expected), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (output->data, output->len, expected, strlen (expected));
}

static void
assert_refuses (EioInflate *self, GBytes *payload, gsize limit, int code)
{
  g_autoptr (GByteArray) output = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (inflate (self, payload, output, limit, &error));
  g_assert_error (error, SOUP_WEBSOCKET_ERROR, code);
}

/* The window goes on from message to message. */
static void
test_messages (void)
{
  g_autoptr (SoupWebsocketExtension) sender = create_deflate ();
  g_autoptr (EioInflate) self = eio_inflate_new ();
  g_autofree char *large = g_strnfill (200000, 'x');

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) small = compress (sender, "hello hello hello");
      g_autoptr (GBytes) compressed = NULL;

      assert_inflates (self, small, "hello hello hello");
      compressed = compress (sender, large);
      assert_inflates (self, compressed, large);
    }
}

static void
test_fragments (void)
{
  g_autoptr (SoupWebsocketExtension) sender = create_deflate ();
  g_autoptr (EioInflate) self = eio_inflate_new ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) payload = compress (sender, "one two three four five");
      g_autoptr (GByteArray) output = g_byte_array_new ();
      gsize size;
      const guint8 *data = g_bytes_get_data (payload, &size);

      for (gsize at = 0; at < size; at++)
        g_assert_true (eio_inflate_add (self, data + at, 1, at + 1 == size, output, 1000, NULL));
      g_assert_cmpmem (output->data, output->len, "one two three four five", 23);
    }
}

/* 100 MB of zeros in 100 KB are refused before they are there. */
static void
test_bomb (void)
{
  g_autoptr (SoupWebsocketExtension) sender = create_deflate ();
  g_autoptr (EioInflate) self = eio_inflate_new ();
  g_autofree char *large = g_strnfill (100 * 1000 * 1000, '0');
  g_autoptr (GBytes) payload = compress (sender, large);

  assert_refuses (self, payload, 100000, SOUP_WEBSOCKET_CLOSE_TOO_BIG);
}

static void
test_garbage (void)
{
  static const char *const cases[] = { "\xff\xff\xff", "\x06", "not deflate at all" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EioInflate) self = eio_inflate_new ();
      g_autoptr (GBytes) payload = g_bytes_new (cases[i], strlen (cases[i]));

      assert_refuses (self, payload, 1000, SOUP_WEBSOCKET_CLOSE_BAD_DATA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inflate/messages", test_messages);
  g_test_add_func ("/inflate/fragments", test_fragments);
  g_test_add_func ("/inflate/bomb", test_bomb);
  g_test_add_func ("/inflate/garbage", test_garbage);

  return g_test_run ();
}
