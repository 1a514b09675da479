/* test-replay.c: telltale listen --replay: what had arrived, with the times of then, in revision 3, 4 and msgpack.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
dup_option (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "recordings", name, NULL);

  return g_strconcat ("--replay=", path, NULL);
}

/* A recording of the test's own; free it with drop (). */
static char *
write_recording (const char *text)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("telltale-replay-XXXXXX.jsonl", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
drop (char *path)
{
  g_unlink (path);
  g_free (path);
}

static guint
count (GPtrArray *lines, const char *type)
{
  guint n = 0;

  while (cli_run_find (lines, type, n))
    n++;
  return n;
}

static char *
dup_args (JsonObject *line)
{
  return json_to_string (json_object_get_member (line, "args"), FALSE);
}

/* Every kind of line, the times of then, and the answer to a question that was sent. */
static void
test_lines (void)
{
  g_autofree char *option = NULL;
  char *path = write_recording (
      "{\"t\":0,\"start\":1700000000000,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"0{\\\"sid\\\":"
      "\\\"e\\\"}\"}\n"
      "{\"t\":0.1,\"dir\":\"send\",\"via\":\"polling\",\"raw\":\"40\"}\n"
      "{\"t\":0.2,\"dir\":\"recv\",\"via\":\"polling\",\"raw\":\"40{\\\"sid\\\":\\\"s\\\"}\"}\n"
      "{\"t\":0.3,\"dir\":\"send\",\"via\":\"websocket\",\"raw\":\"5\"}\n"
      "{\"t\":1.5,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"427[\\\"a\\\",1]\"}\n"
      "{\"t\":2,\"dir\":\"send\",\"via\":\"websocket\",\"raw\":\"423[\\\"q\\\"]\"}\n"
      "{\"t\":2.25,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"433[\\\"yes\\\"]\"}\n"
      "{\"t\":3,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"41\"}\n");
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  option = g_strconcat ("--replay=", path, NULL);
  run = cli_run_start (NULL, "listen", option, "--json", "--packets", NULL);
  cli_run_wait (run);
  drop (path);
  g_assert_cmpint (run->status, ==, 0);
  lines = cli_run_parse (run);
  g_assert_cmpuint (count (lines, "packet"), ==, 8);
  g_assert_cmpstr (json_object_get_string_member (cli_run_find (lines, "open", 0), "sid"), ==, "e");
  g_assert_cmpint (json_object_get_int_member (cli_run_find (lines, "open", 0), "t"), ==, 1700000000000);
  g_assert_cmpstr (json_object_get_string_member (cli_run_find (lines, "connect", 0), "sid"), ==, "s");
  g_assert_cmpstr (json_object_get_string_member (cli_run_find (lines, "upgrade", 0), "transport"), ==,
                   "websocket");
  g_assert_cmpint (json_object_get_int_member (cli_run_find (lines, "event", 0), "t"), ==, 1700000001500);
  g_assert_cmpint (json_object_get_int_member (cli_run_find (lines, "event", 0), "ack"), ==, 7);
  g_assert_cmpint (json_object_get_int_member (cli_run_find (lines, "ack", 0), "t"), ==, 1700000002250);
  g_assert_cmpint (json_object_get_int_member (cli_run_find (lines, "ack", 0), "id"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (cli_run_find (lines, "disconnect", 0), "reason"), ==,
                   "io server disconnect");
  g_assert_false (json_object_get_boolean_member (cli_run_find (lines, "disconnect", 0), "reconnects"));
}

static void
test_revision_3 (void)
{
  g_autofree char *option = dup_option ("express-status-monitor.jsonl");
  g_autoptr (CliRun) run = cli_run_start (NULL, "listen", option, "--json", "--event=esm_s*", NULL);
  g_autoptr (GPtrArray) lines = NULL;

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  lines = cli_run_parse (run);
  g_assert_cmpuint (count (lines, "connect"), ==, 1);
  g_assert_cmpuint (count (lines, "event"), >, 5);
  for (guint i = 0; i < count (lines, "event"); i++)
    {
      g_autofree char *args = dup_args (cli_run_find (lines, "event", i));

      g_assert_true (g_str_has_prefix (args, "[\"esm_s"));
    }
}

/* Its packets are binary; nobody has to say so. */
static void
test_msgpack (void)
{
  char *path = write_recording (
      "{\"t\":0,\"dir\":\"recv\",\"via\":\"websocket\",\"raw\":\"0{\\\"sid\\\":\\\"e\\\"}\"}\n"
      "{\"t\":1,\"dir\":\"recv\",\"via\":\"websocket\",\"b64\":\"g6R0eXBlAKNuc3ChL6RkYXRhgaNzaWSheA==\"}\n"
      "{\"t\":2,\"dir\":\"recv\",\"via\":\"websocket\",\"b64\":\"g6R0eXBlAqNuc3ChL6RkYXRhkqJoaQE=\"}\n");
  g_autofree char *option = g_strconcat ("--replay=", path, NULL);
  g_autoptr (CliRun) run = cli_run_start (NULL, "listen", option, "--json", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *args = NULL;

  cli_run_wait (run);
  drop (path);
  g_assert_cmpint (run->status, ==, 0);
  lines = cli_run_parse (run);
  g_assert_cmpstr (json_object_get_string_member (cli_run_find (lines, "connect", 0), "sid"), ==, "x");
  args = dup_args (cli_run_find (lines, "event", 0));
  g_assert_cmpstr (args, ==, "[\"hi\",1]");
}

/* A count that is reached ends it at once; one that is not is status 4, as with a server. */
static void
test_count (void)
{
  g_autofree char *option = dup_option ("demo.jsonl");
  g_autoptr (CliRun) three =
      cli_run_start (NULL, "listen", option, "--json", "--count=3", "--speed=1000", NULL);
  g_autoptr (CliRun) many = cli_run_start (NULL, "listen", option, "--json", "--count=1000000", NULL);
  g_autoptr (GPtrArray) lines = NULL;

  cli_run_wait (three);
  g_assert_cmpint (three->status, ==, 0);
  lines = cli_run_parse (three);
  g_assert_cmpuint (count (lines, "event"), ==, 3);
  cli_run_wait (many);
  g_assert_cmpint (many->status, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listen-replay/lines", test_lines);
  g_test_add_func ("/listen-replay/revision-3", test_revision_3);
  g_test_add_func ("/listen-replay/msgpack", test_msgpack);
  g_test_add_func ("/listen-replay/count", test_count);
  return g_test_run ();
}
