/* test-emit.c: telltale emit as a process, against the embedded demo server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"
#include "demo-server.h"
#include "test-wait.h"

static DemoServer *
start_server (void)
{
  DemoServer *server = demo_server_new (7);

  g_assert_true (demo_server_start (server, 0, NULL));
  return server;
}

static void
test_ack (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run =
      cli_run_start (NULL, "emit", demo_server_get_url (server), "echo", "--ack", "1e400",
                     "{\"a\":{\"$binary\":\"AAE=\"}}", "plain text", "-5", "007", "\"q\"", "--", "--x", NULL);

  cli_run_wait (run);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==,
                   "[1e400,{\"a\":{\"$binary\":\"AAE=\"}},\"plain text\",-5,\"007\",\"q\",\"--x\"]\n");
}

static void
test_no_ack (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run = cli_run_start (NULL, "emit", demo_server_get_url (server), "echo", "x", NULL);

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==, "");
}

static void
test_ack_timeout (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autoptr (CliRun) run = cli_run_start (NULL, "emit", demo_server_get_url (server), "measure", "--ack",
                                          "--ack-timeout=100", NULL);

  cli_run_wait (run);
  cli_run_assert_failed (run, 4);
}

/* It has arrived, and not only left: somebody else sees it. */
static void
test_arrives (void)
{
  g_autoptr (DemoServer) server = start_server ();
  g_autofree char *admin = g_strconcat (demo_server_get_url (server), "/admin", NULL);
  g_autoptr (CliRun) listener = cli_run_start (NULL, "listen", demo_server_get_url (server), "--json",
                                               "--event=alert", "--count=1", "--for=8", NULL);
  g_autoptr (CliRun) run = NULL;

  test_wait_ms (500);
  run = cli_run_start (NULL, "emit", admin, "announce", "{\"text\":\"lunch\"}",
                       "--auth={\"username\":\"admin\",\"password\":\"telltale\"}", NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  cli_run_wait (listener);
  g_assert_cmpint (listener->status, ==, 0);
  g_assert_nonnull (strstr (listener->out, "lunch"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/emit/ack", test_ack);
  g_test_add_func ("/emit/no-ack", test_no_ack);
  g_test_add_func ("/emit/ack-timeout", test_ack_timeout);
  g_test_add_func ("/emit/arrives", test_arrives);
  return g_test_run ();
}
