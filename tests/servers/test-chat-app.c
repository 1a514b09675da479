/* test-chat-app.c: the chat application does what the other tests of this folder rely on, seen by the
 * reference client alone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

static void
expect (TestProcess *user, const char *text)
{
  g_autofree char *line = test_process_expect_line (user, text);
}

static void
test_chat (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) ann = server_fixture_web_user_in_lobby (server, "Ann");
  g_autoptr (TestProcess) bob = server_fixture_web_user_in_lobby (server, "Bob");

  expect (ann, "[\"entered\",{\"room\":\"lobby\",\"id\":\"bob\",\"name\":\"Bob\"}]");
  test_process_send (bob, "{\"emit\":[\"say\",\"lobby\",\"hi\"],\"id\":2}");
  expect (bob, "\"id\":2,\"args\":[{\"ok\":true,\"id\":\"m1\"");
  expect (ann, "\"name\":\"Bob\",\"text\":\"hi\"");
  test_process_send (bob, "{\"exit\":true}");
  expect (ann, "[\"left\",{\"room\":\"lobby\",\"id\":\"bob\",\"name\":\"Bob\"}]");
}

static void
test_kick_and_drop (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) ann = server_fixture_web_user (server, "Ann");

  test_process_send (ann, "{\"emit\":[\"drop\"]}");
  expect (ann, "\"type\":\"disconnect\",\"reason\":\"transport close\"");
  expect (ann, "\"type\":\"connect\"");
  test_process_send (ann, "{\"emit\":[\"kick\",\"ann\",\"rude\"]}");
  expect (ann, "[\"kicked\",{\"reason\":\"rude\"}]");
  expect (ann, "\"type\":\"disconnect\",\"reason\":\"io server disconnect\"");
}

static void
test_restart (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) ann = server_fixture_web_user_in_lobby (server, "Ann");

  test_process_send (ann, "{\"emit\":[\"say\",\"lobby\",\"before\"],\"id\":2}");
  expect (ann, "\"type\":\"ack\",\"id\":2");
  server_fixture_kill (server);
  expect (ann, "\"type\":\"disconnect\"");
  test_process_send (ann, "{\"emit\":[\"join\",\"lobby\"],\"id\":3}");
  server_fixture_start (server);
  expect (ann, "\"history\":[{\"seq\":1,\"id\":\"m1\",\"room\":\"lobby\",\"from\":\"ann\",\"name\":\"Ann\","
               "\"text\":\"before\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  server_fixture_require ();
#define ADD(path, function)                                                                                  \
  g_test_add ("/servers/chat-app/" path, ServerFixture, NULL, server_fixture_set_up, function,               \
              server_fixture_tear_down)
  ADD ("chat", test_chat);
  ADD ("kick-and-drop", test_kick_and_drop);
  ADD ("restart", test_restart);
  return g_test_run ();
}
