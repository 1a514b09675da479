/* test-protocol.c: telltale listen and emit as a process against a server that a test scripts packet by packet: each
 * line of the output letter by letter, and what goes over the wire.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-talk.h"
#include "rogue-server.h"
#include "test-wait.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define MAX_WORDS 16

static const char *const welcome[] = { "40", "40{\"sid\":\"S\"}", "40/admin,*", "40/admin,{\"sid\":\"A\"}",
                                       NULL };

typedef struct
{
  RogueServer *server;
  RogueFlags *flags;
  CliTalk *talk;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->server = rogue_server_new ();
  f->flags = rogue_server_get_flags (f->server);
  f->flags->replies = welcome;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->talk, cli_talk_free);
  rogue_server_free (f->server);
}

/* VERB, the server's URL and PATH, then the words. */
static void G_GNUC_NULL_TERMINATED
start (Fixture *f, const char *verb, const char *path, ...)
{
  g_autofree char *url = g_strconcat (rogue_server_get_url (f->server), path, NULL);
  const char *words[MAX_WORDS] = { verb, url };
  guint n = 2;
  va_list more;

  va_start (more, path);
  while (n < MAX_WORDS - 1 && (words[n] = va_arg (more, const char *)) != NULL)
    n++;
  va_end (more);
  g_assert_cmpuint (n, <, MAX_WORDS - 1);
  f->talk = cli_talk_start (words);
}

static void
start_listening (Fixture *f)
{
  start (f, "listen", "", "--json", "--stdin", "--transport=websocket", "--reconnect-delay=10", "--jitter=0",
         NULL);
  cli_talk_expect (f->talk, "{\"type\":\"connect\",*");
}

#define wait_for_packet(f, packet) test_wait_until (rogue_server_has_logged ((f)->server, packet))

/* Everything that a connection says, in order. */
static void
test_lines (Fixture *f, gconstpointer data)
{
  static const char *const lines[] = {
    "{\"type\":\"open\",\"transport\":\"websocket\",\"sid\":\"session-1\"}",
    "{\"type\":\"connect\",\"nsp\":\"/\",\"sid\":\"S\",\"recovered\":false}",
    "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"name\",{\"a\":1}],\"ack\":7}",
    "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"plain\"]}",
    "{\"type\":\"disconnect\",\"nsp\":\"/\",\"reason\":\"transport close\",\"reconnects\":true}",
    "{\"type\":\"reconnect_attempt\",\"attempt\":1,\"delay\":10}",
    "{\"type\":\"open\",\"transport\":\"websocket\",\"sid\":\"session-2\"}",
    "{\"type\":\"reconnect\",\"attempt\":1}",
    "{\"type\":\"connect\",\"nsp\":\"/\",\"sid\":\"S\",\"recovered\":false}",
    "{\"type\":\"disconnect\",\"nsp\":\"/\",\"reason\":\"io server disconnect\",\"reconnects\":false}",
    NULL,
  };

  start_listening (f);
  rogue_server_send (f->server, "427[\"name\",{\"a\":1}]");
  rogue_server_send (f->server, "42[\"plain\"]");
  cli_talk_expect (f->talk, lines[3]);
  cli_talk_say (f->talk, "{\"close\":true}");
  test_wait_until (f->talk->out->len == 9);
  rogue_server_send (f->server, "41");
  cli_talk_expect (f->talk, lines[9]);
  cli_talk_say (f->talk, "{\"exit\":true}");
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
  cli_talk_assert_lines (f->talk, lines);
}

/* Both ways, byte for byte. */
static void
test_exact (Fixture *f, gconstpointer data)
{
  static const char *const values[] = {
    "1e400",
    "-1E-400",
    "12345678901234567890",
    "-0",
    "0.10",
    "1.0",
    "\"\\u0000\"",
    "\"\\ud83d\"",
    "\"\\udc00x\"",
    "\"\\/\\u00e9é\"",
    "{\"a\":1,\"a\":2}",
    "{\"\":[null,true,false,[],{}]}",
    "\"€😀\"",
  };

  start_listening (f);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *ours = g_strdup_printf ("{\"emit\":[\"v%u\",%s]}", i, values[i]);
      g_autofree char *arrived = g_strdup_printf ("websocket 42[\"v%u\",%s]", i, values[i]);
      g_autofree char *theirs = g_strdup_printf ("42[\"v%u\",%s]", i, values[i]);
      g_autofree char *line =
          g_strdup_printf ("{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"v%u\",%s]}", i, values[i]);

      cli_talk_say (f->talk, ours);
      wait_for_packet (f, arrived);
      rogue_server_send (f->server, theirs);
      test_wait_until (f->talk->out->len == 3 + i);
      g_assert_cmpstr (f->talk->out->pdata[2 + i], ==, line);
    }
}

/* The server's digits, whatever they are, and ours. */
static void
test_acks (Fixture *f, gconstpointer data)
{
  start_listening (f);
  rogue_server_send (f->server, "4212345678901234567890[\"ask\"]");
  cli_talk_expect (f->talk,
                   "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"ask\"],\"ack\":12345678901234567890}");
  cli_talk_say (f->talk,
                "{\"ack\":12345678901234567890,\"nsp\":\"/\",\"args\":[1e400,{\"$binary\":\"AAE=\"}]}");
  wait_for_packet (f, "websocket 461-12345678901234567890[1e400,{\"_placeholder\":true,\"num\":0}]");
  wait_for_packet (f, "websocket <0001>");
  rogue_server_send (f->server, "42007[\"ask\"]");
  cli_talk_expect (f->talk, "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"ask\"],\"ack\":\"007\"}");
  cli_talk_say (f->talk, "{\"ack\":\"007\"}");
  wait_for_packet (f, "websocket 43007[]");

  cli_talk_say (f->talk, "{\"emit\":[\"a\"],\"id\":1}");
  wait_for_packet (f, "websocket 420[\"a\"]");
  cli_talk_say (f->talk, "{\"emit\":[\"b\"],\"id\":\"two\",\"timeout\":50}");
  cli_talk_expect (f->talk, "{\"type\":\"ack\",\"id\":\"two\",\"error\":\"operation has timed out\"}");
  rogue_server_send (f->server, "431[\"late\"]");
  rogue_server_send (f->server, "430[12345678901234567890]");
  cli_talk_expect (f->talk, "{\"type\":\"ack\",\"id\":1,\"args\":[12345678901234567890]}");
  cli_talk_say (f->talk, "{\"emit\":[\"c\"],\"id\":3}");
  wait_for_packet (f, "websocket 422[\"c\"]");
  cli_talk_say (f->talk, "{\"close\":true}");
  cli_talk_expect (f->talk, "{\"type\":\"ack\",\"id\":3,\"error\":\"socket has been disconnected\"}");
  g_assert_null (strstr (f->talk->out->pdata[f->talk->out->len - 1], "late"));
}

static void
test_namespaces (Fixture *f, gconstpointer data)
{
  start (f, "listen", "/?token=a%26b", "--json", "--stdin", "--transport=websocket", "--namespace=/admin",
         "--auth={\"n\":1e400}", "--header=X-Test: yes", "--path=/custom", NULL);
  cli_talk_expect (f->talk, "{\"type\":\"connect\",\"nsp\":\"/admin\",\"sid\":\"A\",\"recovered\":false}");
  wait_for_packet (f, "websocket 40/admin,{\"n\":1e400}");
  g_assert_cmpstr (rogue_server_get_requests (f->server)->pdata[0], ==,
                   "GET /custom/?token=a%26b&EIO=4&transport=websocket");
  g_assert_cmpstr (rogue_server_get_header (f->server, "X-Test"), ==, "yes");
  cli_talk_say (f->talk, "{\"connect\":\"/\"}");
  cli_talk_expect (f->talk, "{\"type\":\"connect\",\"nsp\":\"/\",*");
  cli_talk_say (f->talk, "{\"emit\":[\"x\"],\"nsp\":\"/admin\"}");
  wait_for_packet (f, "websocket 42/admin,[\"x\"]");
  cli_talk_say (f->talk, "{\"emit\":[\"y\"],\"nsp\":\"/\"}");
  wait_for_packet (f, "websocket 42[\"y\"]");
  rogue_server_send (f->server, "42/admin,5[\"ask\"]");
  cli_talk_expect (f->talk, "{\"type\":\"event\",\"nsp\":\"/admin\",\"args\":[\"ask\"],\"ack\":5}");
  cli_talk_say (f->talk, "{\"ack\":5,\"nsp\":\"/admin\",\"args\":[\"ok\"]}");
  wait_for_packet (f, "websocket 43/admin,5[\"ok\"]");
  cli_talk_say (f->talk, "{\"disconnect\":\"/admin\"}");
  wait_for_packet (f, "websocket 41/admin,");
  cli_talk_expect (f->talk, "{\"type\":\"disconnect\",\"nsp\":\"/admin\",\"reason\":\"io client disconnect\","
                            "\"reconnects\":false}");
  cli_talk_say (f->talk, "{\"connect\":\"/admin\",\"auth\":{\"token\":\"x\"}}");
  wait_for_packet (f, "websocket 40/admin,{\"token\":\"x\"}");
  cli_talk_say (f->talk, "{\"exit\":true}");
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const char *const no[] = { "40*", "44{\"message\":\"not you\",\"data\":{\"code\":1e400}}", NULL };
  static const char *const lines[] = {
    "{\"type\":\"open\",*",
    "{\"type\":\"connect_error\",\"nsp\":\"/\",\"message\":\"not you\",\"data\":{\"code\":1e400}}",
    NULL,
  };

  f->flags->replies = no;
  start (f, "listen", "", "--json", "--transport=websocket", NULL);
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 3);
  cli_talk_assert_lines (f->talk, lines);
}

static void
test_upgrade (Fixture *f, gconstpointer data)
{
  start (f, "listen", "", "--json", "--count=1", NULL);
  cli_talk_expect (f->talk, "{\"type\":\"open\",\"transport\":\"polling\",\"sid\":\"session-1\"}");
  cli_talk_expect (f->talk, "{\"type\":\"upgrade\",\"transport\":\"websocket\"}");
  cli_talk_expect (f->talk, "{\"type\":\"connect\",*");
  rogue_server_send (f->server, "42[\"over WebSocket\"]");
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
}

/* Polling goes on when the WebSocket is refused. */
static void
test_upgrade_error (Fixture *f, gconstpointer data)
{
  f->flags->probe = ROGUE_PROBE_REFUSE;
  start (f, "listen", "", "--json", "--count=1", NULL);
  cli_talk_expect (f->talk, "{\"type\":\"upgrade_error\",\"message\":\"*\"}");
  rogue_server_send (f->server, "42[\"over polling\"]");
  cli_talk_expect (f->talk, "*over polling*");
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
}

static void
test_emit_on_connect (Fixture *f, gconstpointer data)
{
  g_autofree char *log = NULL;

  start (f, "listen", "", "--json", "--stdin", "--transport=websocket", "--reconnect-delay=10", "--jitter=0",
         "--emit=[\"first\",1e400]", "--emit=[\"second\",{\"$binary\":\"AAE=\"}]", NULL);
  wait_for_packet (f, "websocket <0001>");
  cli_talk_say (f->talk, "{\"close\":true}");
  test_wait_until (f->talk->out->len == 7); /* connected again */
  cli_talk_say (f->talk, "{\"emit\":[\"last\"]}");
  wait_for_packet (f, "websocket 42[\"last\"]");
  log = rogue_server_dup_log (f->server);
  g_assert_cmpstr (log, ==,
                   "websocket 40 | websocket 42[\"first\",1e400] | "
                   "websocket 451-[\"second\",{\"_placeholder\":true,\"num\":0}] | websocket <0001> | "
                   "websocket 40 | websocket 42[\"first\",1e400] | "
                   "websocket 451-[\"second\",{\"_placeholder\":true,\"num\":0}] | websocket <0001> | "
                   "websocket 42[\"last\"]");
}

static void
test_packets (Fixture *f, gconstpointer data)
{
  static const char *const packets[] = {
    "{\"type\":\"packet\",\"direction\":\"in\",\"data\":\"0{*}\"}",
    "{\"type\":\"packet\",\"direction\":\"out\",\"data\":\"40\"}",
    "{\"type\":\"packet\",\"direction\":\"in\",\"data\":\"40{\\\"sid\\\":\\\"S\\\"}\"}",
    "{\"type\":\"packet\",\"direction\":\"out\",\"data\":\"2probe\"}",
    "{\"type\":\"packet\",\"direction\":\"in\",\"data\":\"3probe\"}",
    "{\"type\":\"packet\",\"direction\":\"out\",\"data\":\"5\"}",
    "{\"type\":\"packet\",\"direction\":\"in\",\"data\":\"451-[\\\"b\\\",{\\\"_placeholder\\\":true,"
    "\\\"num\\\":0}]\"}",
    "{\"type\":\"packet\",\"direction\":\"in\",\"data\":{\"$binary\":\"AAE=\"}}",
    "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"b\",{\"$binary\":\"AAE=\"}]}",
  };

  start (f, "listen", "", "--json", "--packets", "--count=1", NULL);
  cli_talk_expect (f->talk, "{\"type\":\"upgrade\",*");
  rogue_server_send (f->server, "451-[\"b\",{\"_placeholder\":true,\"num\":0}]");
  rogue_server_send (f->server, "bAAE=");
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (packets); i++)
    cli_talk_expect (f->talk, packets[i]);
}

/* The same pid as before: the session goes on where it was. */
static void
test_recovered (Fixture *f, gconstpointer data)
{
  static const char *const replies[] = { "40*", "40{\"sid\":\"S\",\"pid\":\"P\"}", NULL };

  f->flags->replies = replies;
  start_listening (f);
  rogue_server_send (f->server, "42[\"e\",\"offset 1\"]");
  cli_talk_expect (f->talk, "*offset 1*");
  cli_talk_say (f->talk, "{\"close\":true}");
  wait_for_packet (f, "websocket 40{\"pid\":\"P\",\"offset\":\"offset 1\"}");
  cli_talk_expect (f->talk, "{\"type\":\"connect\",\"nsp\":\"/\",\"sid\":\"S\",\"recovered\":true}");
}

/* Three times the same event, each with an id of its own; what was told to go once goes once. */
static void
test_retries (Fixture *f, gconstpointer data)
{
  g_autofree char *log = NULL;

  start (f, "listen", "", "--json", "--stdin", "--transport=websocket", "--retries=2", "--ack-timeout=30",
         NULL);
  cli_talk_expect (f->talk, "{\"type\":\"connect\",*");
  cli_talk_say (f->talk, "{\"emit\":[\"a\"],\"id\":1}");
  cli_talk_say (f->talk, "{\"emit\":[\"v\"],\"volatile\":true}");
  cli_talk_expect (f->talk, "{\"type\":\"ack\",\"id\":1,\"error\":\"operation has timed out\"}");
  log = rogue_server_dup_log (f->server);
  g_assert_cmpstr (log, ==,
                   "websocket 40 | websocket 420[\"a\"] | websocket 42[\"v\"] | websocket 421[\"a\"] | "
                   "websocket 422[\"a\"]");
}

/* What is said while there is no connection goes out with the next one, but for what is volatile. */
static void
test_buffer (Fixture *f, gconstpointer data)
{
  start (f, "listen", "", "--json", "--stdin", "--transport=websocket", "--reconnect-delay=300", "--jitter=0",
         NULL);
  cli_talk_expect (f->talk, "{\"type\":\"connect\",*");
  cli_talk_say (f->talk, "{\"close\":true}");
  cli_talk_say (f->talk, "{\"emit\":[\"volatile\"],\"volatile\":true}");
  cli_talk_say (f->talk, "{\"emit\":[\"one\"]}");
  cli_talk_say (f->talk, "{\"emit\":[\"two\"],\"id\":2}");
  wait_for_packet (f, "websocket 420[\"two\"]");
  {
    g_autofree char *log = rogue_server_dup_log (f->server);

    g_assert_cmpstr (log, ==, "websocket 40 | websocket 40 | websocket 42[\"one\"] | websocket 420[\"two\"]");
  }
}

static void
test_count_and_globs (Fixture *f, gconstpointer data)
{
  static const char *const lines[] = {
    "{\"type\":\"open\",*",
    "{\"type\":\"connect\",*",
    "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"user joined\"]}",
    "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[5,\"numeric\"]}",
    "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"user left\"]}",
    NULL,
  };

  start (f, "listen", "", "--json", "--transport=websocket", "--event=user *", "--event=5", "--count=3",
         NULL);
  cli_talk_expect (f->talk, "{\"type\":\"connect\",*");
  rogue_server_send (f->server, "42[\"user joined\"]");
  rogue_server_send (f->server, "42[\"other\"]");
  rogue_server_send (f->server, "42[5,\"numeric\"]");
  rogue_server_send (f->server, "42[\"the user \"]");
  rogue_server_send (f->server, "42[\"user left\"]");
  rogue_server_send (f->server, "42[\"user never\"]");
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
  cli_talk_assert_lines (f->talk, lines);
}

/* Whoever has a time limit is done when it is up, unless it was to reach a number. */
static void
test_for (Fixture *f, gconstpointer data)
{
  start (f, "listen", "", "--json", "--for=0.2", NULL);
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
  g_clear_pointer (&f->talk, cli_talk_free);
  start (f, "listen", "", "--json", "--for=0.2", "--count=1", NULL);
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 4);
}

static void
test_signals (Fixture *f, gconstpointer data)
{
  static const int signals[] = { SIGINT, SIGTERM };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      start (f, "listen", "", "--json", "--transport=websocket", NULL);
      cli_talk_expect (f->talk, "{\"type\":\"connect\",*");
      g_subprocess_send_signal (f->talk->process, signals[i]);
      g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
      wait_for_packet (f, "websocket 41");
      g_clear_pointer (&f->talk, cli_talk_free);
    }
}

/* Nobody reads any more, as behind "| head -1": the next line ends the program. */
static void
test_reader_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  close (ends[0]);
  g_subprocess_launcher_take_stdout_fd (launcher, ends[1]);
  process = g_subprocess_launcher_spawn (launcher, NULL, cli_talk_program (), "listen", "http://127.0.0.1:1",
                                         "--json", NULL);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGPIPE);
}

/* A server that goes for good. */
static void
test_attempts (Fixture *f, gconstpointer data)
{
  static const char *const lines[] = {
    "{\"type\":\"open\",*",
    "{\"type\":\"connect\",*",
    "{\"type\":\"disconnect\",\"nsp\":\"/\",\"reason\":\"transport close\",\"reconnects\":true}",
    "{\"type\":\"reconnect_attempt\",\"attempt\":1,\"delay\":10}",
    "{\"type\":\"reconnect_error\",\"message\":\"*\"}",
    "{\"type\":\"reconnect_attempt\",\"attempt\":2,\"delay\":20}",
    "{\"type\":\"reconnect_error\",\"message\":\"*\"}",
    "{\"type\":\"reconnect_failed\"}",
    NULL,
  };

  start (f, "listen", "", "--json", "--stdin", "--transport=websocket", "--reconnect-attempts=2",
         "--reconnect-delay=10", "--jitter=0", NULL);
  cli_talk_expect (f->talk, lines[1]);
  f->flags->status = 503;
  rogue_server_close_websocket (f->server, 1000);
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 3);
  cli_talk_assert_lines (f->talk, lines);
}

static void
test_no_reconnect (Fixture *f, gconstpointer data)
{
  start (f, "listen", "", "--json", "--transport=websocket", "--no-reconnect", NULL);
  cli_talk_expect (f->talk, "{\"type\":\"connect\",*");
  rogue_server_close_websocket (f->server, 1000);
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 1);
  cli_talk_expect (
      f->talk, "{\"type\":\"disconnect\",\"nsp\":\"/\",\"reason\":\"transport close\",\"reconnects\":false}");
}

/* Servers of 1.x and 2.x, found out or asked for. */
static void
test_revision_3 (Fixture *f, gconstpointer data)
{
  static const char *const protocols[] = { "--protocol=auto", "--protocol=3" };
  static const char *const none[] = { NULL };

  f->flags->revision = 3;
  f->flags->greet = TRUE;
  f->flags->max_payload = 0;
  f->flags->replies = none;
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      start (f, "listen", "", "--json", "--count=1", protocols[i], NULL);
      cli_talk_expect (f->talk,
                       "{\"type\":\"connect\",\"nsp\":\"/\",\"sid\":\"session-*\",\"recovered\":false}");
      cli_talk_expect (f->talk, "{\"type\":\"upgrade\",\"transport\":\"websocket\"}");
      rogue_server_send (f->server, "42[\"old\",\"€\"]");
      cli_talk_expect (f->talk, "{\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"old\",\"€\"]}");
      g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
      g_clear_pointer (&f->talk, cli_talk_free);
    }
}

/* The reference client of 2.x puts the query behind the namespace, too; one of the URL replaces any other. */
static void
test_revision_3_query (Fixture *f, gconstpointer data)
{
  static const char *const replies[] = { "40/foo*", "40/foo", NULL };
  g_autofree char *log = NULL;

  f->flags->revision = 3;
  f->flags->greet = TRUE;
  f->flags->max_payload = 0;
  f->flags->replies = replies;
  start (f, "listen", "/foo?a=b%20c", "--json", "--query=token=x", "--for=0.5", "--no-upgrade", NULL);
  cli_talk_expect (f->talk, "{\"type\":\"connect\",\"nsp\":\"/foo\",*");
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
  log = rogue_server_dup_log (f->server);
  g_assert_nonnull (strstr (log, "40/foo?a=b%20c,"));
  g_assert_null (strstr (log, "token"));
}

/* The time is up, and nobody ever let us in: that is no success. */
static void
test_never_connected (Fixture *f, gconstpointer data)
{
  static const char *const none[] = { NULL };

  f->flags->replies = none;
  start (f, "listen", "", "--json", "--for=0.3", NULL);
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 3);
}

/* It arrives, and only then does the program leave: over polling, too. */
static void
test_emit (Fixture *f, gconstpointer data)
{
  static const char *const transports[] = { "--transport=polling", "--transport=websocket" };
  static const char *const packets[] = { "polling 42[\"e\",1e400,\"text\"]",
                                         "websocket 42[\"e\",1e400,\"text\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (transports); i++)
    {
      start (f, "emit", "", "e", "1e400", "text", transports[i], NULL);
      g_assert_cmpint (cli_talk_finish (f->talk), ==, 0);
      g_assert_true (rogue_server_has_logged (f->server, packets[i]));
      g_assert_cmpuint (f->talk->out->len, ==, 0);
      g_clear_pointer (&f->talk, cli_talk_free);
    }
}

/* A connection that is lost before the answer is no success. */
static void
test_emit_lost (Fixture *f, gconstpointer data)
{
  f->flags->cut_at_packet = "420*";
  start (f, "emit", "", "e", "--ack", "--transport=websocket", NULL);
  g_assert_cmpint (cli_talk_finish (f->talk), ==, 1);
}

#define ADD(path, func) g_test_add ("/protocol/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lines", test_lines);
  ADD ("exact", test_exact);
  ADD ("acks", test_acks);
  ADD ("namespaces", test_namespaces);
  ADD ("refused", test_refused);
  ADD ("upgrade", test_upgrade);
  ADD ("upgrade-error", test_upgrade_error);
  ADD ("emit-on-connect", test_emit_on_connect);
  ADD ("packets", test_packets);
  ADD ("recovered", test_recovered);
  ADD ("retries", test_retries);
  ADD ("buffer", test_buffer);
  ADD ("count-and-globs", test_count_and_globs);
  ADD ("for", test_for);
  ADD ("signals", test_signals);
  ADD ("reader-gone", test_reader_gone);
  ADD ("attempts", test_attempts);
  ADD ("no-reconnect", test_no_reconnect);
  ADD ("revision-3", test_revision_3);
  ADD ("revision-3-query", test_revision_3_query);
  ADD ("never-connected", test_never_connected);
  ADD ("emit", test_emit);
  ADD ("emit-lost", test_emit_lost);
  return g_test_run ();
}
