/* test-listen.c: telltale listen as a process, against the embedded demo server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"
#include "demo-server.h"
#include "test-wait.h"

static DemoServer *
start_server (void)
{
  DemoServer *server = demo_server_new (7);
  g_autoptr (GError) error = NULL;

  demo_server_start (server, 0, &error);
  g_assert_no_error (error);
  return server;
}

static void
test_count (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run =
      cli_run_start (NULL, "listen", demo_server_get_url (server), "--json", "--count=3", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  JsonObject *line;

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->err, ==, "");
  lines = cli_run_parse (run);
  line = cli_run_find (lines, "open", 0);
  g_assert_true (line == json_node_get_object (g_ptr_array_index (lines, 0)));
  g_assert_cmpstr (json_object_get_string_member (line, "transport"), ==, "polling");
  line = cli_run_find (lines, "connect", 0);
  g_assert_cmpstr (json_object_get_string_member (line, "nsp"), ==, "/");
  g_assert_nonnull (json_object_get_string_member (line, "sid"));
  g_assert_false (json_object_get_boolean_member (line, "recovered"));
  g_assert_nonnull (cli_run_find (lines, "event", 2));
  g_assert_null (cli_run_find (lines, "event", 3));
}

static void
test_filter (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run = cli_run_start (NULL, "listen", demo_server_get_url (server), "--json", "--count=2",
                                          "--event=u*rs", "--event=rooms", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  JsonArray *args;

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  lines = cli_run_parse (run);
  args = json_object_get_array_member (cli_run_find (lines, "event", 0), "args");
  g_assert_cmpstr (json_array_get_string_element (args, 0), ==, "rooms");
  args = json_object_get_array_member (cli_run_find (lines, "event", 1), "args");
  g_assert_cmpstr (json_array_get_string_element (args, 0), ==, "users");
}

/* What the reference reader would change on the way must not change here. */
static void
test_exact (void)
{
  static const char exact[] = "[1e400,12345678901234567890,-0,1.50,\"\\u0000\",\"\\ud83d\",\"€\","
                              "{\"$binary\":\"AAEC\"},{\"a\":[null,true,{}]}]";
  g_autoptr (DemoServer) server = start_server ();
  g_autofree char *inner = g_strndup (exact + 1, strlen (exact) - 2);
  g_autofree char *command = g_strdup_printf ("{\"emit\":[\"echo\",%s],\"id\":\"x 1\"}\n", inner);
  g_autofree char *expected = g_strdup_printf ("\"type\":\"ack\",\"id\":\"x 1\",\"args\":%s}\n", exact);
  g_autoptr (CliRun) run =
      cli_run_start (command, "listen", demo_server_get_url (server), "--json", "--stdin", "--for=1.5", NULL);

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  if (!strstr (run->out, expected))
    g_error ("%s is not in %s", expected, run->out);
}

static void
test_stdin (void)
{
  static const char commands[] = "{\"emit\":[\"echo\",1],\"id\":1}\n"
                                 "{\"emit\":[\"measure\"],\"id\":2,\"timeout\":700}\n"
                                 "{\"connect\":\"/admin\",\"auth\":{\"username\":\"x\",\"password\":\"y\"}}\n"
                                 "no json\n";
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run = cli_run_start (commands, "listen", demo_server_get_url (server), "--json",
                                          "--stdin", "--for=1.5", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  JsonObject *late;

  cli_run_wait (run);
  cli_run_assert_failed (run, 1); /* for the line that is no command */
  lines = cli_run_parse (run);
  g_assert_cmpint (json_object_get_int_member (cli_run_find (lines, "ack", 0), "id"), ==, 1);
  late = cli_run_find (lines, "ack", 1);
  g_assert_cmpstr (json_object_get_string_member (late, "error"), ==, "operation has timed out");
  g_assert_cmpstr (json_object_get_string_member (cli_run_find (lines, "connect_error", 0), "nsp"), ==,
                   "/admin");
}

static void
test_close_and_exit (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  JsonObject *line;

  run = cli_run_start (
      "{\"emit\":[\"echo\"],\"id\":1}\n{\"disconnect\":\"/\"}\n{\"connect\":\"/\"}\n{\"exit\":true}\n",
      "listen", demo_server_get_url (server), "--json", "--stdin", NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_clear_pointer (&run, cli_run_free);

  run = cli_run_start (NULL, "listen", demo_server_get_url (server), "--json", "--event=none",
                       "--reconnect-delay=10", "--emit=[\"echo\",5]", "--event=echo", "--count=2", NULL);
  test_wait_ms (700);
  demo_server_stop (server);
  test_wait_ms (100);
  g_subprocess_send_signal (run->process, SIGINT);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  lines = cli_run_parse (run);
  line = cli_run_find (lines, "disconnect", 0);
  g_assert_true (json_object_get_boolean_member (line, "reconnects"));
  g_assert_cmpint (json_object_get_int_member (cli_run_find (lines, "reconnect_attempt", 0), "attempt"), ==,
                   1);
  g_assert_nonnull (cli_run_find (lines, "event", 0));
}

static void
test_time_up (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run = cli_run_start (NULL, "listen", demo_server_get_url (server), "--for=0.3",
                                          "--event=never", "--count=1", NULL);

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 4);
}

static void
test_packets (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run = cli_run_start (NULL, "listen", demo_server_get_url (server), "--json", "--packets",
                                          "--transport=websocket", "--count=1", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  JsonObject *line;

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  lines = cli_run_parse (run);
  line = cli_run_find (lines, "packet", 0);
  g_assert_cmpstr (json_object_get_string_member (line, "direction"), ==, "in");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (line, "data"), "0{"));
  line = cli_run_find (lines, "packet", 1);
  g_assert_cmpstr (json_object_get_string_member (line, "direction"), ==, "out");
  g_assert_cmpstr (json_object_get_string_member (line, "data"), ==, "40");
  g_assert_null (cli_run_find (lines, "upgrade", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listen/count", test_count);
  g_test_add_func ("/listen/filter", test_filter);
  g_test_add_func ("/listen/exact", test_exact);
  g_test_add_func ("/listen/stdin", test_stdin);
  g_test_add_func ("/listen/close-and-exit", test_close_and_exit);
  g_test_add_func ("/listen/time-up", test_time_up);
  g_test_add_func ("/listen/packets", test_packets);
  return g_test_run ();
}
