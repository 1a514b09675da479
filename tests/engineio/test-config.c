/* test-config.c: URLs, queries and paths of a configuration.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "eio-config-engine.h"
#include "eio-error.h"

#include "test-wait.h"

/* The address without the eight characters of t, which are never the same twice. */
static char *
build (EioConfig *config, EioTransportKind kind, EioProtocol protocol, const char *sid)
{
  g_autoptr (GUri) uri = eio_config_build_uri (config, kind, protocol, sid);
  g_autofree char *text = g_uri_to_string (uri);
  g_autoptr (GRegex) regex = g_regex_new ("&t=[0-9a-z]{8}(?=&|$)", 0, 0, NULL);

  g_assert_cmpint (g_regex_match (regex, text, 0, NULL), ==, kind == EIO_TRANSPORT_POLLING);
  return g_regex_replace_literal (regex, text, -1, 0, "&t=T", 0, NULL);
}

static void
test_urls (void)
{
  static const struct
  {
    const char *url;
    const char *polling;
    const char *websocket;
  } cases[] = {
    { "http://example.org", "http://example.org/socket.io/?EIO=4&transport=polling&t=T",
      "ws://example.org/socket.io/?EIO=4&transport=websocket" },
    { "https://example.org:443/admin", "https://example.org/socket.io/?EIO=4&transport=polling&t=T",
      "wss://example.org/socket.io/?EIO=4&transport=websocket" },
    { "http://example.org:80/", "http://example.org/socket.io/?EIO=4&transport=polling&t=T",
      "ws://example.org/socket.io/?EIO=4&transport=websocket" },
    { "ws://example.org:3000", "http://example.org:3000/socket.io/?EIO=4&transport=polling&t=T",
      "ws://example.org:3000/socket.io/?EIO=4&transport=websocket" },
    { "wss://example.org:80", "https://example.org:80/socket.io/?EIO=4&transport=polling&t=T",
      "wss://example.org:80/socket.io/?EIO=4&transport=websocket" },
    { "http://[::1]:3000", "http://[::1]:3000/socket.io/?EIO=4&transport=polling&t=T",
      "ws://[::1]:3000/socket.io/?EIO=4&transport=websocket" },
    { "http://example.org/x?token=a%26b%3Dc&q=%E2%82%AC+x&flag&EIO=9&sid=z",
      "http://example.org/socket.io/?token=a%26b%3Dc&q=%E2%82%AC%20x&flag=&EIO=4&transport=polling&t=T",
      "ws://example.org/socket.io/?token=a%26b%3Dc&q=%E2%82%AC%20x&flag=&EIO=4&transport=websocket" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EioConfig) config = eio_config_new (cases[i].url, &error);
      g_autofree char *polling = NULL;
      g_autofree char *websocket = NULL;

      g_assert_no_error (error);
      polling = build (config, EIO_TRANSPORT_POLLING, EIO_PROTOCOL_4, NULL);
      websocket = build (config, EIO_TRANSPORT_WEBSOCKET, EIO_PROTOCOL_4, NULL);
      g_assert_cmpstr (polling, ==, cases[i].polling);
      g_assert_cmpstr (websocket, ==, cases[i].websocket);
    }
}

static void
test_session_and_query (void)
{
  g_autoptr (EioConfig) config = eio_config_new ("http://h/?old=1", NULL);
  g_autofree char *polling = NULL;
  g_autofree char *websocket = NULL;

  eio_config_clear_query (config);
  eio_config_add_query (config, "token", "x y&z=1");
  polling = build (config, EIO_TRANSPORT_POLLING, EIO_PROTOCOL_3, "s/1");
  g_assert_cmpstr (polling, ==,
                   "http://h/socket.io/?token=x%20y%26z%3D1&EIO=3&transport=polling&t=T&sid=s%2F1");
  websocket = build (config, EIO_TRANSPORT_WEBSOCKET, EIO_PROTOCOL_4, "abc");
  g_assert_cmpstr (websocket, ==, "ws://h/socket.io/?token=x%20y%26z%3D1&EIO=4&transport=websocket&sid=abc");
}

static void
test_url_query (void)
{
  g_autoptr (EioConfig) config = eio_config_new ("http://h/?a=b%20c&EIO=9", NULL);
  g_autoptr (EioConfig) plain = eio_config_new ("http://h/?EIO=9", NULL);
  g_autofree char *url = NULL;
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;

  eio_config_add_query (config, "token", "x");
  url = build (config, EIO_TRANSPORT_WEBSOCKET, EIO_PROTOCOL_4, NULL);
  g_assert_cmpstr (url, ==, "ws://h/socket.io/?a=b%20c&EIO=4&transport=websocket");
  own = eio_config_dup_own_query (config);
  g_assert_cmpstr (own, ==, "a=b%20c");
  g_assert_null (eio_config_dup_own_query (plain));
  eio_config_add_query (plain, "token", "x");
  other = eio_config_dup_own_query (plain);
  g_assert_cmpstr (other, ==, "token=x");
}

static void
test_paths (void)
{
  static const char *const cases[][2] = {
    { "/my/path", "/my/path/" }, { "my/path/", "/my/path/" }, { "/", "/" }, { "", "/" },
    { "/a b?c", "/a%20b%3Fc/" },
  };
  g_autoptr (EioConfig) config = eio_config_new ("http://h", NULL);

  g_assert_cmpstr (eio_config_get_path (config), ==, "/socket.io/");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      eio_config_set_path (config, cases[i][0]);
      g_assert_cmpstr (eio_config_get_path (config), ==, cases[i][1]);
    }
}

static void
test_bad_urls (void)
{
  static const char *const cases[] = { "",           "example.org", "ftp://example.org", "http://", "http:",
                                       "http://h:x", "//h" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (eio_config_new (cases[i], &error));
      g_assert_error (error, EIO_ERROR, EIO_ERROR_BAD_URL);
    }
}

static void
test_headers (void)
{
  g_autoptr (EioConfig) config = eio_config_new ("http://me:p%40ss@h", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "http://h/");
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  eio_config_add_header (config, "X-One", "1");
  eio_config_add_header (config, "x-one", "2");
  eio_config_apply_headers (config, message);
  g_assert_cmpstr (soup_message_headers_get_list (headers, "X-One"), ==, "2");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Authorization"), ==, "Basic bWU6cEBzcw==");
  g_assert_null (soup_message_headers_get_one (headers, "Origin"));
}

static void
test_defaults (void)
{
  g_autoptr (EioConfig) config = eio_config_new ("http://h", NULL);
  g_autoptr (SoupSession) session = eio_config_create_session (config);
  const EioTransportKind *kinds;
  guint n_kinds;

  kinds = eio_config_get_transports (config, &n_kinds);
  g_assert_cmpuint (n_kinds, ==, 2);
  g_assert_cmpint (kinds[0], ==, EIO_TRANSPORT_POLLING);
  g_assert_cmpint (kinds[1], ==, EIO_TRANSPORT_WEBSOCKET);
  g_assert_true (eio_config_get_upgrade (config));
  g_assert_cmpint (eio_config_get_protocol (config), ==, EIO_PROTOCOL_AUTO);
  g_assert_cmpint (eio_config_get_first_protocol (config), ==, EIO_PROTOCOL_4);
  eio_config_learn_protocol (config, EIO_PROTOCOL_3);
  g_assert_cmpint (eio_config_get_first_protocol (config), ==, EIO_PROTOCOL_3);
  eio_config_set_protocol (config, EIO_PROTOCOL_4);
  g_assert_cmpint (eio_config_get_first_protocol (config), ==, EIO_PROTOCOL_4);
  g_assert_cmpuint (eio_config_get_max_payload (config), ==, 64 * 1024 * 1024);
  g_assert_cmpuint (eio_config_get_open_timeout (config), ==, 20000);
  g_assert_true (eio_config_get_clock (config) == eio_clock_get_default ());

  g_assert_cmpuint (soup_session_get_timeout (session), ==, 0);
  g_assert_cmpuint (soup_session_get_max_conns_per_host (session), >, 2);
  g_assert_true (soup_session_has_feature (session, SOUP_TYPE_COOKIE_JAR));
  g_assert_true (soup_session_has_feature (session, SOUP_TYPE_CONTENT_DECODER));
  g_assert_true (soup_session_has_feature (session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER));

  test_assert_finalize (session);
  test_assert_finalize (config);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config/urls", test_urls);
  g_test_add_func ("/config/session-and-query", test_session_and_query);
  g_test_add_func ("/config/url-query", test_url_query);
  g_test_add_func ("/config/paths", test_paths);
  g_test_add_func ("/config/bad-urls", test_bad_urls);
  g_test_add_func ("/config/headers", test_headers);
  g_test_add_func ("/config/defaults", test_defaults);

  return g_test_run ();
}
