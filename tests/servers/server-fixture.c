/* server-fixture.c: the chat application of this folder, and web users of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>

char *
server_fixture_dup_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "servers", name, NULL);
}

static void
skip_all (const char *reason)
{
  g_print ("1..0 # SKIP %s\n", reason);
  exit (0);
}

void
server_fixture_require (void)
{
  g_autofree char *node = g_find_program_in_path ("node");
  g_autofree char *modules = server_fixture_dup_path ("node_modules/socket.io");

  if (node == NULL)
    skip_all ("node is not here");
  if (!g_file_test (modules, G_FILE_TEST_IS_DIR))
    skip_all ("npm ci has not run in tests/servers");
}

void
server_fixture_start (ServerFixture *self)
{
  g_autofree char *script = server_fixture_dup_path ("chat-app.js");
  g_autofree char *port = g_strdup_printf ("--port=%u", self->port);
  g_autofree char *history = g_strconcat ("--history=", self->history, NULL);
  const char *argv[] = { "node", script, port, history, NULL };
  g_autoptr (JsonNode) first = NULL;

  g_assert_null (self->process);
  self->process = test_process_new (argv);
  first = test_process_next (self->process);
  self->port = json_object_get_int_member (json_node_get_object (first), "port");
  g_assert_cmpuint (self->port, >, 0);
}

void
server_fixture_set_up (ServerFixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("telltale-XXXXXX", &error);
  g_assert_no_error (error);
  self->history = g_build_filename (self->folder, "history.jsonl", NULL);
  server_fixture_start (self);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

void
server_fixture_tear_down (ServerFixture *self, gconstpointer unused)
{
  g_clear_pointer (&self->process, test_process_free);
  g_unlink (self->history);
  g_rmdir (self->folder);
  g_clear_pointer (&self->history, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->url, g_free);
}

void
server_fixture_kill (ServerFixture *self)
{
  g_clear_pointer (&self->process, test_process_free);
}

TestProcess *
server_fixture_web_user (ServerFixture *self, const char *name)
{
  g_autofree char *script = server_fixture_dup_path ("web-user.js");
  g_autofree char *options = g_strdup_printf ("{\"auth\":{\"name\":\"%s\"}}", name);
  const char *argv[] = { "node", script, self->url, options, NULL };
  TestProcess *user = test_process_new (argv);
  g_autoptr (JsonNode) line = test_process_expect (user, "\"type\":\"connect\"");

  return user;
}

TestProcess *
server_fixture_web_user_in_lobby (ServerFixture *self, const char *name)
{
  TestProcess *user = server_fixture_web_user (self, name);
  g_autoptr (JsonNode) answer = NULL;

  test_process_send (user, "{\"emit\":[\"join\",\"lobby\"],\"id\":1}");
  answer = test_process_expect (user, "\"type\":\"ack\",\"id\":1,\"args\":[{\"ok\":true");
  return user;
}
