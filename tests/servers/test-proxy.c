/* test-proxy.c: through an HTTP proxy, which may ask who comes; a WebSocket takes a tunnel, with TLS or without.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "nginx-server.h"
#include "real-server.h"

#include <string.h>

#define SIGN_IN "ann:s3cret"

typedef struct
{
  const char *name;
  gboolean secure;       /* to the server */
  gboolean asks;         /* the proxy does */
  const char *user;      /* "name:password@" in the proxy's address, or "" */
  const char *transport; /* an option; NULL for the upgrade */
  const char *refusal;   /* part of the sentence on stderr; NULL when it connects */
  guint port;            /* instead of the server's, where nobody listens */
  guint proxy_port;      /* the same for the proxy */
} Case;

static const Case cases[] = {
  { "upgrade", .user = "" },
  { "polling", .user = "", .transport = "--transport=polling" },
  { "websocket", .user = "", .transport = "--transport=websocket" },
  { "tls", .secure = TRUE, .user = "" },
  { "tls-websocket", .secure = TRUE, .user = "", .transport = "--transport=websocket" },
  { "signed-in", .asks = TRUE, .user = SIGN_IN "@" },
  { "signed-in-websocket", .asks = TRUE, .user = SIGN_IN "@", .transport = "--transport=websocket" },
  { "signed-in-tls", .secure = TRUE, .asks = TRUE, .user = SIGN_IN "@" },
  { "stranger", .asks = TRUE, .user = "", .refusal = "asks for a user name and a password (407" },
  { "stranger-tls", .secure = TRUE, .asks = TRUE, .user = "",
    .refusal = "through the proxy http://127.0.0.1:" },
  { "stranger-websocket", .asks = TRUE, .user = "", .transport = "--transport=websocket",
    .refusal = "through the proxy http://127.0.0.1:" },
  { "wrong-password", .asks = TRUE, .user = "ann:guess@", .refusal = "(407" },
  { "no-proxy", .user = "", .proxy_port = 1, .refusal = "through the proxy http://127.0.0.1:1: " },
  { "no-server", .user = "", .port = 1, .refusal = "502 Bad Gateway" },
  { "no-server-websocket", .user = "", .port = 1, .transport = "--transport=websocket",
    .refusal = "No way to 127.0.0.1:1 through the proxy http://127.0.0.1:" },
};

static RealServer *server;
static NginxServer *nginx;
static RealServer *open_proxy;
static RealServer *strict_proxy;

static char *
dup_url (const Case *test)
{
  if (test->port != 0)
    return g_strdup_printf ("http://127.0.0.1:%u", test->port);
  return test->secure ? nginx_server_dup_url (nginx, NGINX_TLS) : g_strdup (server->url);
}

static TestProcess *
start_telltale (const Case *test)
{
  guint proxy_port = test->asks ? strict_proxy->port : open_proxy->port;
  g_autofree char *url = dup_url (test);
  g_autofree char *proxy = g_strdup_printf ("--proxy=http://%s127.0.0.1:%u", test->user,
                                            test->proxy_port ? test->proxy_port : proxy_port);
  const char *words[] = { "listen", url, "--json", "--stdin", "--no-reconnect", "--insecure", proxy, NULL };
  const char *more[] = { test->transport, NULL };

  return real_server_start_telltale (words, more);
}

static void
expect (TestProcess *process, const char *text)
{
  g_autofree char *line = test_process_expect_line (process, text);
}

static void
assert_refused (TestProcess *telltale, const Case *test)
{
  const char *errors;

  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 3);
  errors = test_process_get_errors (telltale);
  if (strstr (errors, test->refusal) == NULL)
    g_error ("“%s” is not in: %s", test->refusal, errors);
  g_assert_null (strstr (errors, "s3cret"));
}

/* What the proxy was asked for: a tunnel for TLS and for each WebSocket, plain requests for the rest. */
static void
assert_asked (const Case *test)
{
  TestProcess *proxy = (test->asks ? strict_proxy : open_proxy)->process;
  gboolean polls_plainly = !test->secure && g_strcmp0 (test->transport, "--transport=websocket") != 0;
  gboolean tunnels = test->secure || g_strcmp0 (test->transport, "--transport=polling") != 0;

  if (polls_plainly)
    expect (proxy, "{\"method\":\"GET\",\"target\":\"http://127.0.0.1:");
  if (tunnels)
    expect (proxy, "{\"method\":\"CONNECT\",\"target\":\"127.0.0.1:");
}

static void
assert_connected (TestProcess *telltale, const Case *test)
{
  expect (telltale,
          test->transport == NULL ? "\"type\":\"upgrade\",\"transport\":\"websocket\"" : "\"type\":\"open\"");
  test_process_send (telltale, "{\"emit\":[\"echo\",\"here\"],\"id\":1}");
  expect (telltale, "\"type\":\"ack\",\"id\":1,\"args\":[\"here\"]");
  test_process_send (telltale, "{\"emit\":[\"headers\"],\"id\":2}");
  {
    g_autofree char *answer = test_process_expect_line (telltale, "\"type\":\"ack\",\"id\":2,");

    g_assert_null (strstr (answer, "proxy-authorization"));
  }
  test_process_send (telltale, "{\"exit\":true}");
  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 0);
  assert_asked (test);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (TestProcess) telltale = start_telltale (test);

  if (test->refusal != NULL)
    assert_refused (telltale, test);
  else
    assert_connected (telltale, test);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  real_server_require_module ("socket.io");
  nginx_server_require ();
  server = real_server_new ((const char *[]){ "node", "echo-app.js", NULL });
  nginx = nginx_server_new (server->port, server->port);
  open_proxy = real_server_new ((const char *[]){ "node", "proxy-app.js", NULL });
  strict_proxy = real_server_new ((const char *[]){ "node", "proxy-app.js", "--sign-in=" SIGN_IN, NULL });
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/servers/proxy/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  status = g_test_run ();
  g_clear_pointer (&strict_proxy, real_server_free);
  g_clear_pointer (&open_proxy, real_server_free);
  g_clear_pointer (&nginx, nginx_server_free);
  g_clear_pointer (&server, real_server_free);
  return status;
}
