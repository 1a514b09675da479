/* test-handshake.c: open packets, good and bad.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-handshake.h"
#include "eio-error.h"

#include "test-wait.h"

static gboolean
parse (EioHandshake *handshake, const char *text, GError **error)
{
  g_autoptr (GBytes) data = g_bytes_new_static (text, strlen (text));

  return eio_handshake_parse (handshake, data, error);
}

static void
test_good (void)
{
  g_auto (EioHandshake) handshake = { 0 };
  g_auto (EioHandshake) old = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (parse (&handshake,
                        "{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[\"webtransport\",\"websocket\"],"
                        "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000,\"x\":[[1]]}",
                        &error));
  g_assert_no_error (error);
  g_assert_cmpstr (handshake.sid, ==, "lv_VI97HAXpY6yYWAAAC");
  g_assert_cmpuint (handshake.ping_interval_ms, ==, 25000);
  g_assert_cmpuint (handshake.ping_timeout_ms, ==, 20000);
  g_assert_cmpuint (handshake.max_payload, ==, 1000000);
  g_assert_true (handshake.websocket);

  g_assert_true (
      parse (&old, "{\"sid\":\"/'\",\"upgrades\":[],\"pingInterval\":25000.0,\"pingTimeout\":0}", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (old.sid, ==, "/'");
  g_assert_cmpuint (old.max_payload, ==, 0);
  g_assert_false (old.websocket);
}

static void
test_bad (void)
{
  static const char *const cases[] = {
    "",
    "{",
    "[]",
    "null",
    "{}",
    "{\"sid\":1,\"pingInterval\":1,\"pingTimeout\":1}",
    "{\"sid\":\"\",\"pingInterval\":1,\"pingTimeout\":1}",
    "{\"sid\":null,\"pingInterval\":1,\"pingTimeout\":1}",
    "{\"sid\":\"x\"}",
    "{\"sid\":\"x\",\"pingInterval\":\"1\",\"pingTimeout\":1}",
    "{\"sid\":\"x\",\"pingInterval\":-1,\"pingTimeout\":1}",
    "{\"sid\":\"x\",\"pingInterval\":1.5,\"pingTimeout\":1}",
    "{\"sid\":\"x\",\"pingInterval\":1e99,\"pingTimeout\":1}",
    "{\"sid\":\"x\",\"pingInterval\":1,\"pingTimeout\":1,\"maxPayload\":\"x\"}",
    "{\"sid\":\"x\",\"pingInterval\":1,\"pingTimeout\":1,\"maxPayload\":-1}",
    "{\"sid\":\"\xff\",\"pingInterval\":1,\"pingTimeout\":1}",
    "{'sid':'x','pingInterval':1,'pingTimeout':1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (EioHandshake) handshake = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_false (parse (&handshake, cases[i], &error));
      g_assert_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
    }
}

/* json-glib would overflow its stack on each of these. */
static void
test_deep (void)
{
  static const char *const starts[] = { "{\"a\":", "{\"a\":\"\\\"\",\"b\":", "{'\"':", "{/*\"*/\"a\":" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (GString) text = g_string_new (starts[i]);
      g_auto (EioHandshake) handshake = { 0 };
      g_autoptr (GError) error = NULL;

      for (guint depth = 0; depth < 60000; depth++)
        g_string_append_c (text, '[');
      g_assert_false (parse (&handshake, text->str, &error));
      g_assert_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/handshake/good", test_good);
  g_test_add_func ("/handshake/bad", test_bad);
  g_test_add_func ("/handshake/deep", test_deep);

  return g_test_run ();
}
