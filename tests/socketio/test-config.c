/* test-config.c: the namespace in a URL, and the defaults.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sio-config-private.h"
#include "test-wait.h"

static void
test_nsp (void)
{
  static const struct
  {
    const char *url;
    const char *nsp;
  } cases[] = {
    { "http://localhost", "/" },
    { "http://localhost/", "/" },
    { "http://localhost:3000/admin", "/admin" },
    { "https://example.org/a/b?x=1", "/a/b" },
    { "https://example.org?x=/no", "/" },
    { "http://example.org#/no", "/" },
    { "http://[::1]:80/six", "/six" },
    { "ws://example.org/socket", "/socket" },
    { "http://example.org/caf%C3%A9", "/caf%C3%A9" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SioConfig) config = sio_config_new (cases[i].url, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (sio_config_get_nsp (config), ==, cases[i].nsp);
    }
}

static void
test_bad_url (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sio_config_new ("ftp://example.org", &error));
  g_assert_nonnull (error);
}

static void
test_defaults (void)
{
  SioConfig *config = sio_config_new ("http://localhost", NULL);
  guint min_ms, max_ms;
  double jitter;

  sio_config_get_reconnect_delay (config, &min_ms, &max_ms, &jitter);
  g_assert_cmpuint (min_ms, ==, 1000);
  g_assert_cmpuint (max_ms, ==, 5000);
  g_assert_cmpfloat (jitter, ==, 0.5);
  g_assert_true (sio_config_get_reconnection (config));
  g_assert_cmpuint (sio_config_get_reconnect_attempts (config), ==, 0);
  g_assert_cmpuint (sio_config_get_ack_timeout (config), ==, 0);
  g_assert_cmpuint (sio_config_get_retries (config), ==, 0);
  g_assert_cmpuint (sio_config_get_connect_timeout (config), ==, 20000);
  g_assert_cmpint (sio_config_get_parser (config), ==, SIO_PARSER_JSON);
  test_assert_finalize (config);
}

static void
test_seed (void)
{
  g_autoptr (SioConfig) a = sio_config_new ("http://localhost", NULL);
  g_autoptr (SioConfig) b = sio_config_new ("http://localhost", NULL);

  sio_config_set_seed (a, 7);
  sio_config_set_seed (b, 7);
  g_assert_cmpuint (g_rand_int (sio_config_get_rand (a)), ==, g_rand_int (sio_config_get_rand (b)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config/nsp", test_nsp);
  g_test_add_func ("/config/bad-url", test_bad_url);
  g_test_add_func ("/config/defaults", test_defaults);
  g_test_add_func ("/config/seed", test_seed);
  return g_test_run ();
}
