/* test-command-line.c: the program itself, without a window, against a real socket.io server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>

#define PROGRAM TELL_BUILD_DIR "/src/telltale"

/* Starts telltale with the arguments up to NULL. */
static TestProcess *G_GNUC_NULL_TERMINATED
run (const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list args;

  g_ptr_array_add (argv, (char *) PROGRAM);
  va_start (args, first);
  for (const char *arg = first; arg != NULL; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, (char *) arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  return test_process_new ((const char *const *) argv->pdata);
}

static void
expect (TestProcess *process, const char *text)
{
  g_autofree char *line = test_process_expect_line (process, text);
}

static char *
localhost (ServerFixture *server, const char *nsp)
{
  return g_strdup_printf ("http://localhost:%u%s", server->port, nsp);
}

/* This status, and one clear sentence on stderr. */
static void
assert_complains (TestProcess *process, int status, const char *about)
{
  const char *errors;

  g_assert_cmpint (test_process_wait (process, NULL), ==, status);
  errors = test_process_get_errors (process);
  g_assert_nonnull (strstr (errors, about));
  g_assert_cmpint (strchr (errors, '\n') - errors + 1, ==, strlen (errors));
}

static void
test_listen_count (ServerFixture *server, gconstpointer unused)
{
  g_autofree char *url = localhost (server, "");
  g_autoptr (TestProcess) telltale = run ("listen", url, "--json", "--count=5", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  guint events = 0;

  g_assert_cmpint (test_process_wait (telltale, &lines), ==, 0);
  g_assert_nonnull (strstr (lines->pdata[0], "\"type\":\"open\",\"transport\":\"polling\""));
  for (guint i = 0; i < lines->len; i++)
    events += strstr (lines->pdata[i], "\"type\":\"event\",\"nsp\":\"/\",\"args\":[\"") != NULL;
  g_assert_cmpuint (events, ==, 5);
}

static void
test_listen_filter (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) telltale =
      run ("listen", server->url, "--json", "--event=metr*", "--count=2", "--transport=websocket", NULL);

  expect (telltale, "\"type\":\"open\",\"transport\":\"websocket\"");
  expect (telltale, "\"args\":[\"metrics\",{\"seq\":");
  expect (telltale, "\"args\":[\"metrics\",{\"seq\":");
  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 0);
}

/* Events, acks both ways and a drop, scripted on stdin. */
static void
test_listen_stdin (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) telltale =
      run ("listen", server->url, "--json", "--stdin", "--reconnect-delay=100", NULL);

  expect (telltale, "\"type\":\"connect\",\"nsp\":\"/\"");
  test_process_send (telltale, "{\"emit\":[\"add\",2,3],\"id\":1}");
  expect (telltale, "\"type\":\"ack\",\"id\":1,\"args\":[5]");
  test_process_send (telltale, "{\"emit\":[\"ask me\",{\"x\":[1,\"€\"]}],\"id\":2}");
  {
    g_autoptr (JsonNode) question =
        test_process_expect (telltale, "\"args\":[\"question\",{\"x\":[1,\"€\"]}]");
    gint64 id = json_object_get_int_member (json_node_get_object (question), "ack");

    test_process_send (telltale, "{\"ack\":%" G_GINT64_FORMAT ",\"args\":[\"fine\",null]}", id);
  }
  expect (telltale, "\"type\":\"ack\",\"id\":2,\"args\":[[\"fine\",null]]");
  test_process_send (telltale, "{\"emit\":[\"never\"],\"id\":3,\"timeout\":200}");
  expect (telltale, "\"type\":\"ack\",\"id\":3,\"error\":\"operation has timed out\"");
  test_process_send (telltale, "{\"close\":true}");
  expect (telltale, "\"type\":\"disconnect\",\"nsp\":\"/\",\"reason\":\"");
  expect (telltale, "\"type\":\"reconnect\"");
  expect (telltale, "\"type\":\"connect\",\"nsp\":\"/\"");
  test_process_send (telltale, "{\"exit\":true}");
  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 0);
}

/* What can be lost in numbers and text is not. */
static void
test_listen_lossless (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) telltale = run ("listen", server->url, "--json", "--stdin", NULL);

  expect (telltale, "\"type\":\"connect\"");
  test_process_send (telltale,
                     "{\"emit\":[\"repeat\",\"a\\u0000b\",\"\\ud83d\",1e21,-0.5,\"\\ud83d\\ude00\"]}");
  expect (telltale, "[\"repeated\",\"a\\u0000b\",\"\\ud83d\",1e+21,-0.5,\"😀\"]");
}

static void
test_listen_disconnects (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) telltale =
      run ("listen", server->url, "--json", "--reconnect-delay=100", "--reconnect-delay-max=200", NULL);

  expect (telltale, "\"type\":\"upgrade\"");
  test_process_send (server->process, "{\"drop\":\"guest\"}");
  expect (telltale,
          "\"type\":\"disconnect\",\"nsp\":\"/\",\"reason\":\"transport close\",\"reconnects\":true");
  expect (telltale, "\"type\":\"reconnect_attempt\",\"attempt\":1");
  expect (telltale, "\"type\":\"connect\"");
  server_fixture_kill (server);
  expect (telltale, "\"type\":\"disconnect\"");
  expect (telltale, "\"type\":\"reconnect_error\"");
  server_fixture_start (server);
  expect (telltale, "\"type\":\"reconnect\"");
  expect (telltale, "\"type\":\"connect\"");
  test_process_send (server->process, "{\"kick\":\"guest\",\"reason\":\"rude\"}");
  expect (telltale, "[\"kicked\",{\"reason\":\"rude\"}]");
  expect (telltale, "\"reason\":\"io server disconnect\",\"reconnects\":false");
}

static void
test_namespace (ServerFixture *server, gconstpointer unused)
{
  g_autofree char *url = localhost (server, "/admin");
  g_autoptr (TestProcess) refused =
      run ("listen", url, "--json", "--auth={\"token\":\"x\"}", "--count=1", NULL);
  g_autoptr (TestProcess) welcome =
      run ("listen", url, "--json", "--auth={\"token\":\"sesame\"}", "--count=1", NULL);
  g_autoptr (TestProcess) late = run ("listen", server->url, "--namespace=/late", "--json", "--for=3", NULL);

  expect (
      refused,
      "\"type\":\"connect_error\",\"nsp\":\"/admin\",\"message\":\"Wrong token\",\"data\":{\"code\":401,");
  g_assert_cmpint (test_process_wait (refused, NULL), ==, 3);
  expect (welcome, "\"nsp\":\"/admin\",\"args\":[\"welcome\",{\"clients\":");
  g_assert_cmpint (test_process_wait (welcome, NULL), ==, 0);
  expect (late, "\"type\":\"connect\",\"nsp\":\"/late\"");
}

static void
test_emit (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) ann = server_fixture_web_user_in_lobby (server, "Ann");
  g_autoptr (TestProcess) sum = run ("emit", server->url, "add", "1", "2", "--ack", NULL);
  g_autoptr (TestProcess) echo =
      run ("emit", server->url, "--ack", "--", "echo", "text", "{\"a\":[1]}", "null", NULL);
  g_autoptr (TestProcess) never = run ("emit", server->url, "never", "--ack", "--ack-timeout=300", NULL);
  g_autoptr (TestProcess) kick = run ("emit", server->url, "kick", "ann", "bye", NULL);

  expect (sum, "[3]");
  g_assert_cmpint (test_process_wait (sum, NULL), ==, 0);
  expect (echo, "[\"text\",{\"a\":[1]},null]");
  g_assert_cmpint (test_process_wait (echo, NULL), ==, 0);
  g_assert_cmpint (test_process_wait (never, NULL), ==, 4);
  g_assert_cmpint (test_process_wait (kick, NULL), ==, 0);
  expect (ann, "[\"kicked\",{\"reason\":\"bye\"}]");
}

static JsonObject *
find_object (JsonObject *state, const char *list, const char *key, const char *value)
{
  JsonArray *array = json_object_get_array_member (state, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member (object, key), value) == 0)
        return object;
    }
  return NULL;
}

static void
assert_state (JsonObject *state)
{
  JsonObject *connection = json_object_get_object_member (state, "connection");
  JsonObject *room = find_object (state, "rooms", "room", "lobby");
  JsonObject *memory = find_object (state, "series", "series", "memory");
  JsonArray *messages;

  g_assert_cmpstr (json_object_get_string_member (connection, "state"), ==, "connected");
  g_assert_cmpstr (json_object_get_string_member (connection, "transport"), ==, "websocket");
  g_assert_cmpint (json_object_get_int_member (connection, "protocol"), ==, 4);
  g_assert_nonnull (room);
  g_assert_true (json_object_get_boolean_member (room, "joined"));
  g_assert_cmpstr (json_object_get_string_member (room, "topic"), ==, "Say hello");
  messages = json_object_get_array_member (room, "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (messages, 0), "text"), ==,
                   "earlier");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (messages, 1), "text"), ==,
                   "hi=there");
  g_assert_nonnull (find_object (state, "people", "person", "ann"));
  g_assert_true (json_object_get_boolean_member (find_object (state, "people", "person", "cli"), "me"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (state, "counts"), ""), ==, 2);
  g_assert_nonnull (memory);
  g_assert_cmpint (json_object_get_int_member (memory, "points"), >=, 3);
  g_assert_cmpstr (json_object_get_string_member (memory, "unit"), ==, "bytes");
}

static void
test_watch (ServerFixture *server, gconstpointer unused)
{
  g_autofree char *document = server_fixture_dup_path ("chat-app.telltale.json");
  g_autofree char *url = g_strconcat ("--url=", server->url, NULL);
  g_autoptr (TestProcess) ann = server_fixture_web_user_in_lobby (server, "Ann");
  g_autoptr (TestProcess) telltale = NULL;
  g_autoptr (JsonNode) state = NULL;

  test_process_send (ann, "{\"emit\":[\"say\",\"lobby\",\"earlier\"],\"id\":5}");
  expect (ann, "\"type\":\"ack\",\"id\":5");
  telltale = run ("watch", document, url, "--input=name=Cli", "--join=lobby", "--send=lobby=hi=there",
                  "--for=3", NULL);
  expect (ann, "\"name\":\"Cli\",\"text\":\"hi=there\"");
  state = test_process_next (telltale);
  assert_state (json_node_get_object (state));
  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 0);
}

static void
test_complaints (ServerFixture *server, gconstpointer unused)
{
  g_autofree char *broken = g_build_filename (server->folder, "broken.telltale.json", NULL);
  g_autoptr (TestProcess) no_host = run ("listen", "http://no-such-host.invalid", "--no-reconnect", NULL);
  g_autoptr (TestProcess) no_server = run ("listen", "http://127.0.0.1:1", "--no-reconnect", NULL);
  g_autoptr (TestProcess) no_socketio =
      run ("listen", server->url, "--path=/elsewhere/", "--no-reconnect", NULL);
  g_autoptr (TestProcess) no_document = NULL;
  g_autoptr (TestProcess) no_command = run ("listen", NULL);

  g_file_set_contents (
      broken, "{\"telltale\":1,\"connection\":{\"url\":\"http://x\"},\"bindings\":[{\"on\":\"x\",\"do\":7}]}",
      -1, NULL);
  no_document = run ("watch", broken, NULL);
  assert_complains (no_host, 3, "no-such-host.invalid");
  assert_complains (no_server, 3, "127.0.0.1");
  assert_complains (no_socketio, 3, "Socket.IO");
  assert_complains (no_document, 2, "bindings[0].do");
  g_assert_cmpint (test_process_wait (no_command, NULL), ==, 2);
  g_unlink (broken);
}

/* Translations are found without being installed. */
static void
test_language (ServerFixture *server, gconstpointer unused)
{
  TestProcess *german;

  g_setenv ("LANGUAGE", "de", TRUE);
  german = run ("listen", "http://127.0.0.1:1", "--no-reconnect", NULL);
  g_unsetenv ("LANGUAGE");
  assert_complains (german, 3, "127.0.0.1:1 antwortet nichts");
  test_process_free (german);
}

static void
test_interrupt (ServerFixture *server, gconstpointer unused)
{
  g_autoptr (TestProcess) telltale = run ("listen", server->url, "--json", NULL);

  expect (telltale, "\"type\":\"event\"");
  test_process_signal (telltale, SIGINT);
  g_assert_cmpint (test_process_wait (telltale, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  server_fixture_require ();
#define ADD(path, function)                                                                                  \
  g_test_add ("/servers/command-line/" path, ServerFixture, NULL, server_fixture_set_up, function,           \
              server_fixture_tear_down)
  ADD ("listen-count", test_listen_count);
  ADD ("listen-filter", test_listen_filter);
  ADD ("listen-stdin", test_listen_stdin);
  ADD ("listen-lossless", test_listen_lossless);
  ADD ("listen-disconnects", test_listen_disconnects);
  ADD ("namespace", test_namespace);
  ADD ("emit", test_emit);
  ADD ("watch", test_watch);
  ADD ("complaints", test_complaints);
  ADD ("language", test_language);
  ADD ("interrupt", test_interrupt);
  return g_test_run ();
}
