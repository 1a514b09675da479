/* test-readme.c: the server in five lines and the document of README.md do what it says there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#define LISTEN          "new Server(3000)"
#define LISTEN_ANYWHERE "new Server(require('node:http').createServer().listen(0, '127.0.0.1'))"
#define SAY_WHERE                                                                                            \
  "io.httpServer.on('listening', () => console.log(JSON.stringify({ port: io.httpServer.address().port "     \
  "})));\n"

/* The first block of README.md that is fenced as LANGUAGE. */
static char *
dup_block (const char *language)
{
  g_autofree char *path = g_build_filename (TELL_SOURCE_DIR, "README.md", NULL);
  g_autofree char *fence = g_strdup_printf ("\n```%s\n", language);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *start, *end;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  start = strstr (text, fence);
  g_assert_nonnull (start);
  start += strlen (fence);
  end = strstr (start, "\n```");
  g_assert_nonnull (end);
  return g_strndup (start, end + 1 - start);
}

static char *
dup_server (void)
{
  g_autofree char *block = dup_block ("js");
  g_auto (GStrv) around = g_strsplit (block, LISTEN, -1);

  g_assert_cmpuint (g_strv_length (around), ==, 2);
  return g_strconcat (around[0], LISTEN_ANYWHERE, around[1], SAY_WHERE, NULL);
}

static TestProcess *
start_server (guint *port)
{
  g_autofree char *modules = server_fixture_dup_path ("node_modules");
  g_autofree char *script = dup_server ();
  const char *argv[] = { "node", "-e", script, NULL };
  TestProcess *server;
  g_autoptr (JsonNode) first = NULL;

  g_setenv ("NODE_PATH", modules, TRUE);
  server = test_process_new (argv);
  first = test_process_next (server);
  *port = json_object_get_int_member (json_node_get_object (first), "port");
  return server;
}

static TestProcess *
watch (const char *document, guint port)
{
  g_autofree char *url = g_strdup_printf ("--url=http://localhost:%u", port);
  const char *argv[] = {
    TELL_BUILD_DIR "/src/telltale", "watch", document, url, "--send=main=hello", "--for=3", NULL
  };

  return test_process_new (argv);
}

static void
test_own_server (void)
{
  g_autofree char *folder = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  g_autofree char *document = g_build_filename (folder, "mine.telltale.json", NULL);
  g_autofree char *json = dup_block ("json");
  g_autoptr (TestProcess) server = NULL;
  g_autoptr (TestProcess) telltale = NULL;
  g_autoptr (JsonNode) state = NULL;
  g_autofree char *text = NULL;
  guint port;

  g_assert_true (g_file_set_contents (document, json, -1, NULL));
  server = start_server (&port);
  telltale = watch (document, port);
  state = test_process_next (telltale);
  text = json_to_string (state, FALSE);
  g_assert_nonnull (strstr (text, "\"text\":\"hello\""));
  g_assert_nonnull (strstr (text, "\"series\":\"heap\",\"name\":\"heap\""));
  g_assert_null (strstr (text, "\"points\":0"));
  g_assert_nonnull (strstr (text, "\"unbound\":[]"));
  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 0);
  g_unlink (document);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  server_fixture_require ();
  g_test_add_func ("/servers/readme/own-server", test_own_server);
  return g_test_run ();
}
