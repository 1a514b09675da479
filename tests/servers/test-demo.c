/* test-demo.c: the embedded demo server as the reference client sees it, over polling, WebSocket and the upgrade.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

#include "demo-server.h"

#include <string.h>

static const char *const modes[][2] = {
  { "polling", "{\"transports\":[\"polling\"]}" },
  { "websocket", "{\"transports\":[\"websocket\"]}" },
  { "upgrade", "{}" },
};

typedef struct
{
  DemoServer *server;
  TestProcess *ann;
  TestProcess *bob;
} Fixture;

static void
expect (TestProcess *process, const char *text)
{
  g_autofree char *line = test_process_expect_line (process, text);
}

static TestProcess *
start_client (Fixture *self, const char *nsp, const char *options)
{
  g_autofree char *script = server_fixture_dup_path ("web-user.js");
  g_autofree char *url = g_strconcat (demo_server_get_url (self->server), nsp, NULL);
  const char *argv[] = { "node", script, url, options, NULL };

  return test_process_new (argv);
}

static TestProcess *
join_as (Fixture *self, const char *name, const char *options)
{
  TestProcess *user = start_client (self, "", options);

  expect (user, "\"type\":\"connect\",");
  test_process_send (user, "{\"emit\":[\"join\",{\"room\":\"test\",\"name\":\"%s\"}],\"id\":1}", name);
  expect (user, "\"type\":\"ack\",\"id\":1,\"args\":[{\"ok\":true,");
  return user;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *const *mode = data;
  g_autoptr (GError) error = NULL;

  self->server = demo_server_new (1);
  demo_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  self->ann = join_as (self, "Ann", mode[1]);
  self->bob = join_as (self, "Bob", mode[1]);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_process_free (self->ann);
  test_process_free (self->bob);
  demo_server_stop (self->server);
  g_clear_object (&self->server);
}

static void
test_chat (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      test_process_send (self->ann,
                         "{\"emit\":[\"chat message\",{\"room\":\"test\",\"text\":\"to bob %u 😀\"}]}", i);
      test_process_send (self->bob,
                         "{\"emit\":[\"chat message\",{\"room\":\"test\",\"text\":\"to ann %u €\"}]}", i);
    }
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *to_ann = g_strdup_printf ("\"text\":\"to ann %u €\"", i);
      g_autofree char *to_bob = g_strdup_printf ("\"text\":\"to bob %u 😀\"", i);

      expect (self->ann, to_ann);
      expect (self->bob, to_bob);
    }
  test_process_send (self->ann, "{\"disconnect\":true}");
  expect (self->ann, "\"reason\":\"io client disconnect\"");
  expect (self->bob, "[\"user left\",{");
}

static void
test_acks (Fixture *self, gconstpointer data)
{
  test_process_send (self->ann, "{\"emit\":[\"echo\",1,{\"a\":[\"\\u20ac\"]},null],\"id\":5}");
  expect (self->ann, "\"id\":5,\"args\":[1,{\"a\":[\"€\"]},null]");
  test_process_send (self->ann, "{\"emit\":[\"chat message\",{\"room\":\"test\",\"text\":\"  \"}],\"id\":6}");
  expect (self->ann, "\"id\":6,\"args\":[{\"ok\":false,\"error\":\"");
}

/* The transport goes without a goodbye: the client comes back, with a session of its own. */
static void
test_drop (Fixture *self, gconstpointer data)
{
  test_process_send (self->ann, "{\"close\":true}");
  expect (self->ann, "\"type\":\"disconnect\"");
  expect (self->ann, "\"type\":\"connect\",");
  test_process_send (self->ann, "{\"emit\":[\"echo\",2],\"id\":7}");
  expect (self->ann, "\"id\":7,\"args\":[2]");
}

static void
test_unknown_namespace (Fixture *self, gconstpointer data)
{
  const char *const *mode = data;
  g_autoptr (TestProcess) user = start_client (self, "/nowhere", mode[1]);

  expect (user, "\"type\":\"connect_error\",\"message\":\"Invalid namespace\"");
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/servers/demo/%s/%s", name, modes[i][0]);

      g_test_add (path, Fixture, modes[i], set_up, test, tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  server_fixture_require ();
  add ("chat", test_chat);
  add ("acks", test_acks);
  add ("drop", test_drop);
  add ("unknown-namespace", test_unknown_namespace);
  return g_test_run ();
}
