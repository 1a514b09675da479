/* test-nginx.c: what nginx before a server does to a connection: certificates, sign-in, redirects, refusals.
 * How the protocol fares behind it is the matrix's.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "nginx-server.h"
#include "real-server.h"

#include <string.h>

#define MAX_OPTIONS 4

typedef struct
{
  const char *name;
  NginxPort port;
  const char *options[MAX_OPTIONS + 1]; /* of telltale; a value that begins with @ is a file of nginx */
  const char *refusal;                  /* part of the sentence on stderr; NULL when it connects */
  gboolean no_upgrade;
  const char *url_scheme; /* instead of the port's own */
} Case;

static const Case cases[] = {
  /* Certificates. */
  { "tls/unknown-authority", NGINX_TLS, .refusal = "is not trusted: nobody known here has signed it" },
  { "tls/ca-file", NGINX_TLS, { "--ca-file=@ca.crt" } },
  { "tls/ca-file-websocket", NGINX_TLS, { "--ca-file=@ca.crt", "--transport=websocket" } },
  { "tls/insecure", NGINX_TLS, { "--insecure" } },
  { "tls/self-signed", NGINX_SELF, .refusal = "is not trusted: nobody known here has signed it" },
  { "tls/self-signed-ca-file", NGINX_SELF, { "--ca-file=@self.crt" } },
  { "tls/other-host",
    NGINX_OTHER_NAME,
    { "--ca-file=@ca.crt" },
    .refusal = "is not trusted: it belongs to another host" },
  { "tls/other-host-websocket",
    NGINX_OTHER_NAME,
    { "--ca-file=@ca.crt", "--transport=websocket" },
    .refusal = "is not trusted: it belongs to another host" },
  { "tls/other-host-insecure", NGINX_OTHER_NAME, { "--insecure" } },
  { "tls/expired", NGINX_EXPIRED, { "--ca-file=@ca.crt" }, .refusal = "is not trusted: it has expired" },
  { "tls/client-certificate",
    NGINX_CLIENTS,
    { "--ca-file=@ca.crt", "--client-cert=@client.crt", "--client-key=@client.key" } },
  { "tls/client-certificate-websocket",
    NGINX_CLIENTS,
    { "--ca-file=@ca.crt", "--client-cert=@client.crt", "--client-key=@client.key",
      "--transport=websocket" } },
  { "tls/no-client-certificate",
    NGINX_CLIENTS,
    { "--ca-file=@ca.crt" },
    .refusal = "No required SSL certificate was sent" },
  { "tls/plain-to-tls", NGINX_TLS, .url_scheme = "http",
    .refusal = "The plain HTTP request was sent to HTTPS port" },
  { "tls/tls-to-plain", NGINX_PLAIN, .url_scheme = "https",
    .refusal = "without TLS its address begins with http://" },
  /* Signing in to the web server. */
  { "private/stranger",
    NGINX_PLAIN,
    { "--path=/private/socket.io/" },
    .refusal = "asks for a sign-in first (401)" },
  { "private/member", NGINX_PLAIN, { "--path=/private/socket.io/", "--header=" NGINX_SIGN_IN } },
  { "private/member-websocket",
    NGINX_PLAIN,
    { "--path=/private/socket.io/", "--header=" NGINX_SIGN_IN, "--transport=websocket" } },
  { "forbidden", NGINX_PLAIN, { "--path=/forbidden/" }, .refusal = "refuses this client (403)" },
  { "down", NGINX_PLAIN, { "--path=/down/" }, .refusal = "502 Bad Gateway" },
  /* Elsewhere. */
  { "redirect/found", NGINX_PLAIN, { "--path=/found/socket.io/" } },
  { "redirect/moved", NGINX_PLAIN, { "--path=/moved/" } },
  { "redirect/moved-websocket", NGINX_PLAIN, { "--path=/moved/", "--transport=websocket" } },
  { "redirect/to-tls", NGINX_PLAIN, { "--path=/secure/", "--ca-file=@ca.crt" } },
  { "redirect/to-tls-untrusted",
    NGINX_PLAIN,
    { "--path=/secure/" },
    .refusal = "is not trusted: nobody known here has signed it" },
  { "redirect/other-host",
    NGINX_PLAIN,
    { "--path=/away/" },
    .refusal = "if that is right, use that address" },
  /* In the way. */
  { "base-path", NGINX_PLAIN, { "--path=/base/socket.io/" } },
  { "gzip", NGINX_PLAIN, { "--path=/slim/socket.io/", "--transport=polling" }, .no_upgrade = TRUE },
  { "no-upgrade", NGINX_PLAIN, { "--path=/narrow/socket.io/" }, .no_upgrade = TRUE },
  { "no-upgrade-websocket",
    NGINX_PLAIN,
    { "--path=/narrow/socket.io/", "--transport=websocket" },
    .refusal = "did not accept the connection (400" },
};

static RealServer *server;
static NginxServer *nginx;

/* --option=@file: with the file's path. */
static char *
expand (const char *option)
{
  g_auto (GStrv) parts = g_strsplit (option, "=@", 2);
  g_autofree char *path = parts[1] != NULL ? nginx_server_dup_file (nginx, parts[1]) : NULL;

  return path != NULL ? g_strconcat (parts[0], "=", path, NULL) : g_strdup (option);
}

static char *
dup_url (const Case *test)
{
  g_autofree char *url = nginx_server_dup_url (nginx, test->port);

  return test->url_scheme != NULL ? g_strconcat (test->url_scheme, strchr (url, ':'), NULL)
                                  : g_steal_pointer (&url);
}

static TestProcess *
start_telltale (const Case *test)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *url = dup_url (test);
  const char *words[] = { "listen", url, "--json", "--stdin", "--no-reconnect", NULL };

  for (guint i = 0; test->options[i] != NULL; i++)
    g_ptr_array_add (options, expand (test->options[i]));
  g_ptr_array_add (options, NULL);
  return real_server_start_telltale (words, (const char *const *) options->pdata);
}

static gboolean
has_option (const Case *test, const char *option)
{
  return g_strv_contains (test->options, option);
}

static void
assert_refused (TestProcess *telltale, const Case *test)
{
  const char *errors;

  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 3);
  errors = test_process_get_errors (telltale);
  if (strstr (errors, test->refusal) == NULL)
    g_error ("“%s” is not in: %s", test->refusal, errors);
  g_assert_cmpint (strchr (errors, '\n') - errors + 1, ==, strlen (errors));
}

static void
expect (TestProcess *telltale, const char *text)
{
  g_autofree char *line = test_process_expect_line (telltale, text);
}

/* It connects, ends up on the transport it should, and hears its own words. */
static void
assert_connected (TestProcess *telltale, const Case *test)
{
  gboolean polling_only = has_option (test, "--transport=polling");

  expect (telltale, has_option (test, "--transport=websocket")
                        ? "\"type\":\"open\",\"transport\":\"websocket\""
                        : "\"type\":\"open\",\"transport\":\"polling\"");
  if (test->no_upgrade && !polling_only)
    expect (telltale, "\"type\":\"upgrade_error\",\"message\":\"");
  else if (!polling_only && !has_option (test, "--transport=websocket"))
    expect (telltale, "\"type\":\"upgrade\",\"transport\":\"websocket\"");
  test_process_send (telltale, "{\"emit\":[\"echo\",\"here\"],\"id\":1}");
  expect (telltale, "\"type\":\"ack\",\"id\":1,\"args\":[\"here\"]");
  g_assert_cmpuint (test_process_count (telltale, "\"type\":\"disconnect\""), ==, 0);
  test_process_send (telltale, "{\"exit\":true}");
  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 0);
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
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/servers/nginx/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  status = g_test_run ();
  g_clear_pointer (&nginx, nginx_server_free);
  g_clear_pointer (&server, real_server_free);
  return status;
}
