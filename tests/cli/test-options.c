/* test-options.c: each option of the connection, seen from the server; and the output for people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"
#include "rogue-server.h"
#include "test-wait.h"

#include <string.h>

static const char *const welcome[] = { "40*", "40{\"sid\":\"S\"}", NULL };

typedef struct
{
  RogueServer *server;
  RogueFlags *flags;
} Fixture;

static void
use_server (Fixture *f, RogueServer *server)
{
  f->server = server;
  f->flags = rogue_server_get_flags (server);
  f->flags->replies = welcome;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  use_server (f, rogue_server_new ());
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  rogue_server_free (f->server);
}

static char *
find (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "engineio", name, NULL);
}

/* telltale emit URL e, with these options; URL NULL for the server's. */
static void
assert_emits (Fixture *f, const char *url, const char *first, const char *second, int status)
{
  g_autoptr (CliRun) run =
      cli_run_start (NULL, "emit", url ? url : rogue_server_get_url (f->server), "e", first, second, NULL);

  cli_run_wait (run);
  if (run->status != status || cli_run_count_lines (run->err) != (status != 0))
    g_error ("%s: status %d, stderr: %s", first, run->status, run->err);
}

static const char *
get_request (Fixture *f, guint n)
{
  return g_ptr_array_index (rogue_server_get_requests (f->server), n);
}

static void
test_transports (Fixture *f, gconstpointer data)
{
  assert_emits (f, NULL, "--transport=websocket", NULL, 0);
  g_assert_cmpuint (rogue_server_get_requests (f->server)->len, ==, 1);
  f->flags->no_polling = TRUE; /* the second one is tried */
  assert_emits (f, NULL, "--transport=polling", "--transport=websocket", 0);
  assert_emits (f, NULL, "--transport=polling", NULL, 3);
}

static void
test_no_upgrade (Fixture *f, gconstpointer data)
{
  assert_emits (f, NULL, "--no-upgrade", NULL, 0);
  for (guint i = 0; i < rogue_server_get_requests (f->server)->len; i++)
    g_assert_null (strstr (get_request (f, i), "websocket"));
}

static void
test_request (Fixture *f, gconstpointer data)
{
  assert_emits (f, NULL, "--query=a b=c&d=e", "--header=Origin: https://example.org", 0);
  g_assert_nonnull (strstr (get_request (f, 0), "/socket.io/?a%20b=c%26d%3De&EIO=4&transport=polling&t="));
  g_assert_cmpstr (rogue_server_get_header (f->server, "Origin"), ==, "https://example.org");
  assert_emits (f, NULL, "--path=/base/socket.io", "--auth={\"token\":\"x\"}", 0);
  g_assert_nonnull (
      strstr (get_request (f, rogue_server_get_requests (f->server)->len - 1), "/base/socket.io/?"));
  g_assert_true (rogue_server_has_logged (f->server, "polling 40{\"token\":\"x\"}"));
}

static void
test_protocol (Fixture *f, gconstpointer data)
{
  assert_emits (f, NULL, "--protocol=4", NULL, 0);
  assert_emits (f, NULL, "--protocol=3", NULL, 3); /* it speaks 4 */
  g_assert_nonnull (strstr (get_request (f, rogue_server_get_requests (f->server)->len - 1), "EIO=3"));
}

/* CONNECT is a binary message then. */
static void
test_parser (Fixture *f, gconstpointer data)
{
  g_autofree char *log = NULL;

  assert_emits (f, NULL, "--parser=msgpack", "--timeout=300", 3); /* nobody answers it here */
  log = rogue_server_dup_log (f->server);
  g_assert_nonnull (strstr (log, "polling b"));
  g_assert_null (strstr (log, "polling 40"));
}

static void
test_timeout (Fixture *f, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();

  f->flags->silent = TRUE;
  assert_emits (f, NULL, "--timeout=200", NULL, 3);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 200000);
}

static void
test_max_payload (Fixture *f, gconstpointer data)
{
  static const char *const big[] = { "40", "40{\"sid\":\"S\"}", "40",
                                     "42[\"big\",\"0123456789012345678901234567890123456789\"]", NULL };
  g_autoptr (CliRun) run = NULL;

  f->flags->replies = big;
  run = cli_run_start (NULL, "listen", rogue_server_get_url (f->server), "--json", "--transport=websocket",
                       "--max-payload=120", "--count=1", NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_clear_pointer (&run, cli_run_free);
  run = cli_run_start (NULL, "listen", rogue_server_get_url (f->server), "--json", "--transport=websocket",
                       "--max-payload=30", NULL);
  cli_run_wait (run);
  cli_run_assert_failed (run, 3);
  g_assert_nonnull (strstr (run->err, "30"));
}

static void
test_proxy (Fixture *f, gconstpointer data)
{
  g_autofree char *proxy = g_strconcat ("--proxy=", rogue_server_get_url (f->server), NULL);

  assert_emits (f, "http://behind-the-proxy.invalid", proxy, NULL, 0);
  assert_emits (f, "http://behind-the-proxy.invalid", "--proxy=direct://", NULL, 3);
}

static void
test_tls (Fixture *f, gconstpointer data)
{
  g_autofree char *path = find ("server.pem");
  g_autofree char *ca_path = find ("ca.pem");
  g_autofree char *ca = g_strconcat ("--ca-file=", ca_path, NULL);
  g_autofree char *ours = g_strconcat ("--client-cert=", path, NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autofree char *sanitizer = g_strdup (g_getenv ("ASAN_OPTIONS") ?: "");
  g_autofree char *no_leaks = g_strconcat (sanitizer, ":detect_leaks=0", NULL);

  /* GnuTLS's thread-local memory makes the leak sanitizer's search crash (gcc 12). */
  g_setenv ("ASAN_OPTIONS", no_leaks, TRUE);
  rogue_server_free (f->server);
  use_server (f, rogue_server_new_tls (certificate));
  assert_emits (f, NULL, NULL, NULL, 3);
  assert_emits (f, NULL, "--insecure", NULL, 0);
  assert_emits (f, NULL, ca, NULL, 0);
  rogue_server_ask_for_certificate (f->server);
  assert_emits (f, NULL, ca, NULL, 3);
  assert_emits (f, NULL, ca, ours, 0);
  g_setenv ("ASAN_OPTIONS", sanitizer, TRUE);
}

/* Delays double up to the longest, and jitter 0 leaves them so. */
static void
test_delays (Fixture *f, gconstpointer data)
{
  static const int delays[] = { 10, 20, 25, 25 };
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  f->flags->status = 503;
  run = cli_run_start (NULL, "listen", rogue_server_get_url (f->server), "--json", "--reconnect-delay=10",
                       "--reconnect-delay-max=25", "--jitter=0", "--reconnect-attempts=4", NULL);
  cli_run_wait (run);
  cli_run_assert_failed (run, 3);
  lines = cli_run_parse (run);
  for (guint i = 0; i < G_N_ELEMENTS (delays); i++)
    {
      JsonObject *line = cli_run_find (lines, "reconnect_attempt", i);

      g_assert_cmpint (json_object_get_int_member (line, "attempt"), ==, i + 1);
      g_assert_cmpint (json_object_get_int_member (line, "delay"), ==, delays[i]);
    }
}

/* A pipe gets no colours, an event one line, and nobody on the other side drives the terminal. */
static void
test_for_people (Fixture *f, gconstpointer data)
{
  static const char *const events[] = { "40", "40{\"sid\":\"S\"}", "40",
                                        "42[\"name\",{\"a\":1},\"\xc2\x9b"
                                        "2J\",\"x\"]",
                                        NULL };
  g_autoptr (CliRun) run = NULL;
  g_auto (GStrv) lines = NULL;

  f->flags->replies = events;
  run = cli_run_start (NULL, "listen", rogue_server_get_url (f->server), "--transport=websocket", "--count=1",
                       NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_null (strchr (run->out, '\033'));
  lines = g_strsplit (run->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_pattern_match_simple ("??:??:??.??? open websocket, session *", lines[0]));
  g_assert_true (g_pattern_match_simple ("??:??:??.??? connect /", lines[1]));
  g_assert_true (g_pattern_match_simple ("??:??:??.??? event name {\"a\":1} \"\\u009b2J\" \"x\"", lines[2]));
  g_assert_cmpstr (lines[3], ==, "");
}

#define ADD(path, func) g_test_add ("/options/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("transports", test_transports);
  ADD ("no-upgrade", test_no_upgrade);
  ADD ("request", test_request);
  ADD ("protocol", test_protocol);
  ADD ("parser", test_parser);
  ADD ("timeout", test_timeout);
  ADD ("max-payload", test_max_payload);
  ADD ("proxy", test_proxy);
  ADD ("tls", test_tls);
  ADD ("delays", test_delays);
  ADD ("for-people", test_for_people);
  return g_test_run ();
}
