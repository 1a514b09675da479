/* test-bad-input.c: whatever is wrong gets one sentence on stderr and the status that scripts were promised.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "cli-fixture.h"
#include "demo-server.h"
#include "test-wait.h"

static void
test_usage (void)
{
  static const char *const cases[][4] = {
    { "listen" },
    { "listen", "http://localhost:1", "more" },
    { "listen", "http://localhost:1", "--no-such-option" },
    { "listen", "http://localhost:1", "--count=x" },
    { "listen", "http://localhost:1", "--for=soon" },
    { "listen", "http://localhost:1", "--for=-1" },
    { "listen", "http://localhost:1", "--auth={" },
    { "listen", "http://localhost:1", "--auth=[]" },
    { "listen", "http://localhost:1", "--emit={}" },
    { "listen", "http://localhost:1", "--emit=[]" },
    { "listen", "http://localhost:1", "--emit=[\"disconnect\"]" },
    { "emit", "http://localhost:1", "connect_error" },
    { "listen", "http://localhost:1", "--query=x" },
    { "listen", "http://localhost:1", "--header=x" },
    { "listen", "http://localhost:1", "--header=a b: c" },
    { "listen", "http://localhost:1", "--transport=pigeon" },
    { "listen", "http://localhost:1", "--protocol=5" },
    { "listen", "http://localhost:1", "--parser=xml" },
    { "listen", "http://localhost:1", "--jitter=2" },
    { "listen", "http://localhost:1", "--retries=2" },
    { "listen", "http://localhost:1", "--proxy=here" },
    { "listen", "http://localhost:1", "--ca-file=/nonexistent" },
    { "listen", "http://localhost:1", "--client-cert=/nonexistent" },
    { "listen", "http://localhost:1", "--client-key=/nonexistent" },
    { "listen", "ftp://localhost:1" },
    { "listen", "not a URL" },
    { "emit", "http://localhost:1" },
    { "emit", "http://localhost:1", "disconnect", "--for=1" },
    { "serve", "more" },
    { "serve", "--port=70000" },
    { "watch" },
    { "watch", "/nonexistent.telltale.json" },
    { "watch", "http://localhost:1", "--send=main=hi" },
    { "watch", "http://localhost:1", "--join=main" },
    { "watch", "http://localhost:1", "--stdin" },
    { "watch", "http://localhost:1", "--replay=/nonexistent" },
    { "listen", "--replay=/nonexistent" },
    { "listen", "http://localhost:1", "--replay=/dev/null" },
    { "listen", "--replay=/dev/null", "--stdin" },
    { "listen", "--replay=/dev/null", "--emit=[\"x\"]" },
    { "replay" },
    { "replay", "/nonexistent.jsonl" },
    { "replay", "/dev/null" },
    { "replay", "/dev/null", "more" },
    { "replay", "/nonexistent.jsonl", "--speed=fast" },
    { "/nonexistent.jsonl" },
    { "record", "http://localhost:1" },
    { "record", "http://localhost:1", "/nonexistent/file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CliRun) run = cli_run_start (NULL, cases[i][0], cases[i][1], cases[i][2], cases[i][3], NULL);

      cli_run_wait (run);
      if (run->status != 2 || cli_run_count_lines (run->err) != 1 || *run->out != '\0')
        g_error ("case %u: status %d, stdout: %s, stderr: %s", i, run->status, run->out, run->err);
    }
}

/* A good recording does not make up for a bad dashboard; both are read before anybody asks for a display. */
static void
test_replay_dashboard (void)
{
  g_autofree char *recording = g_test_build_filename (G_TEST_DIST, "data", "recordings", "demo.jsonl", NULL);
  g_autofree char *option = g_strconcat ("--dashboard=", recording, NULL);
  g_autoptr (CliRun) missing =
      cli_run_start (NULL, "replay", recording, "--dashboard=/nonexistent.telltale.json", NULL);
  g_autoptr (CliRun) bad = cli_run_start (NULL, "replay", recording, option, NULL);

  cli_run_wait (missing);
  cli_run_assert_failed (missing, 2);
  g_assert_nonnull (strstr (missing->err, "--dashboard: "));
  cli_run_wait (bad);
  cli_run_assert_failed (bad, 2);
  g_assert_nonnull (strstr (bad->err, "--dashboard: "));
}

static void
assert_no_connection (const char *url, const char *sentence)
{
  static const char *const commands[] = { "listen", "emit", "watch" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (CliRun) run = cli_run_start (NULL, commands[i], url, i == 1 ? "event" : "--json", NULL);

      cli_run_wait (run);
      cli_run_assert_failed (run, 3);
      if (!strstr (run->err, sentence))
        g_error ("%s: “%s” is not in: %s", commands[i], sentence, run->err);
    }
}

static void
test_refused (void)
{
  assert_no_connection ("http://127.0.0.1:1", "refused");
}

/* Who says how long to wait between attempts wants to have them, also before the first connection. */
static void
test_patience (void)
{
  g_autoptr (CliRun) run = cli_run_start (NULL, "listen", "http://127.0.0.1:1", "--json",
                                          "--reconnect-delay=20", "--for=0.5", NULL);
  g_autoptr (GPtrArray) lines = NULL;

  cli_run_wait (run);
  lines = cli_run_parse (run);
  g_assert_nonnull (cli_run_find (lines, "reconnect_attempt", 1));
  g_assert_nonnull (cli_run_find (lines, "reconnect_error", 0));
}

static void
test_no_such_host (void)
{
  assert_no_connection ("http://nobody.invalid", "nobody.invalid");
}

static void
page_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  soup_server_message_set_status (message, GPOINTER_TO_UINT (user_data), NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<html>hello</html>", 18);
}

static void
check_web_server (guint status, const char *sentence)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *url = NULL;
  GSList *uris;

  soup_server_add_handler (server, NULL, page_cb, GUINT_TO_POINTER (status), NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  assert_no_connection (url, sentence);
}

static void
test_not_socket_io (void)
{
  check_web_server (200, "not a Socket.IO server");
  check_web_server (404, "404");
  check_web_server (401, "401");
  check_web_server (403, "403");
  check_web_server (500, "500");
}

static void
test_not_let_in (void)
{
  g_autoptr (DemoServer) server = demo_server_new (7);
  g_autofree char *url = NULL;

  g_assert_true (demo_server_start (server, 0, NULL));
  url = g_strconcat (demo_server_get_url (server), "/admin", NULL);
  assert_no_connection (url, "telltale: ");
  g_clear_pointer (&url, g_free);
  url = g_strconcat (demo_server_get_url (server), "/nowhere", NULL);
  assert_no_connection (url, "namespace");
}

/* With a number of attempts it is patient, and gives up when they are used up. */
static void
test_attempts (void)
{
  g_autoptr (CliRun) run = cli_run_start (NULL, "listen", "http://127.0.0.1:1", "--json",
                                          "--reconnect-attempts=2", "--reconnect-delay=10", NULL);
  g_autoptr (GPtrArray) lines = NULL;

  cli_run_wait (run);
  cli_run_assert_failed (run, 3);
  lines = cli_run_parse (run);
  g_assert_nonnull (cli_run_find (lines, "connect_error", 0));
  g_assert_nonnull (cli_run_find (lines, "reconnect_attempt", 1));
  g_assert_null (cli_run_find (lines, "reconnect_attempt", 2));
  g_assert_nonnull (cli_run_find (lines, "reconnect_error", 1));
  g_assert_nonnull (cli_run_find (lines, "reconnect_failed", 0));
}

static void
test_documents (void)
{
  static const char *const cases[][2] = {
    { "{", "line 1" },
    { "[]", "" },
    { "{\"telltale\":1}", "connection" },
    { "{\"telltale\":1,\"connection\":{\"url\":\"http://"
      "localhost:1\"},\"bindings\":[{\"on\":\"x\",\"do\":[{\"to\":"
      "\"point\",\"series\":\"a\",\"value\":[1]}]}]}",
      "bindings[0].do[0].value" },
    { "{\"telltale\":1,\"connection\":{\"url\":\"http://"
      "localhost:1\"},\"bindings\":[{\"on\":\"x\",\"do\":[{\"to\":"
      "\"nothing\"}]}]}",
      "bindings[0].do[0]" },
  };
  g_autofree char *folder = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "broken.telltale.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CliRun) run = NULL;

      g_assert_true (g_file_set_contents (path, cases[i][0], -1, NULL));
      run = cli_run_start (NULL, "watch", path, NULL);
      cli_run_wait (run);
      cli_run_assert_failed (run, 2);
      if (!strstr (run->err, cases[i][1]))
        g_error ("“%s” is not in: %s", cases[i][1], run->err);
    }
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bad-input/usage", test_usage);
  g_test_add_func ("/bad-input/replay-dashboard", test_replay_dashboard);
  g_test_add_func ("/bad-input/refused", test_refused);
  g_test_add_func ("/bad-input/patience", test_patience);
  g_test_add_func ("/bad-input/no-such-host", test_no_such_host);
  g_test_add_func ("/bad-input/not-socket-io", test_not_socket_io);
  g_test_add_func ("/bad-input/not-let-in", test_not_let_in);
  g_test_add_func ("/bad-input/attempts", test_attempts);
  g_test_add_func ("/bad-input/documents", test_documents);
  return g_test_run ();
}
