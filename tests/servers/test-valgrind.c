/* test-valgrind.c: telltale under valgrind: it connects, emits, answers, loses its transport, comes back and leaves.
 * Any error and any block that is definitely lost fails the test; nothing is suppressed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "conversation.h"
#include "real-server.h"

#include "config.h"

#define PROGRAM TELL_BUILD_DIR "/src/telltale"
#define STATUS  "99"

/* Everything takes as much longer. */
#define SLOWNESS "6"

typedef struct
{
  const char *name;
  const char *module;
  const char *transport; /* an option; NULL for the upgrade */
} Case;

static const Case cases[] = {
  { "polling", "socket.io", "--transport=polling" },
  { "websocket", "socket.io", "--transport=websocket" },
  { "upgrade", "socket.io", NULL },
  { "revision-3", "socket.io-2", NULL },
};

/* One after the other on one connection, which drop takes away twice. */
static const char *const conversations[] = { "slow", "echo", "ask", "binary", "upload", "order", "drop" };

static RealServer *server;

static TestProcess *
start_cb (gpointer user_data)
{
  const Case *test = user_data;
  const char *argv[] = { "valgrind",
                         "--quiet",
                         "--leak-check=full",
                         "--errors-for-leak-kinds=definite",
                         "--show-leak-kinds=definite",
                         "--error-exitcode=" STATUS,
                         "--num-callers=30",
                         PROGRAM,
                         "listen",
                         server->url,
                         "--json",
                         "--stdin",
                         "--reconnect-delay=50",
                         "--jitter=0",
                         test->transport,
                         NULL };

  return test_process_new (argv);
}

static gboolean
can_cb (const char *word, gpointer user_data)
{
  return TRUE;
}

static void
test_run (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *module = g_strconcat ("--module=", test->module, NULL);
  g_autoptr (Conversation) talk = conversation_new (start_cb, can_cb, (gpointer) test);

  server = real_server_new ((const char *[]){ "node", "echo-app.js", module, NULL });
  conversation_line (talk, "< {\"type\":\"connect\",\"nsp\":\"/\"}");
  for (guint i = 0; i < G_N_ELEMENTS (conversations); i++)
    conversation_run (talk, conversations[i]);
  conversation_line (talk, "> {\"exit\":true}");
  g_assert_cmpint (conversation_wait (talk), ==, 0);
  g_clear_pointer (&server, real_server_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  real_server_require ("valgrind");
  real_server_require_module ("socket.io");
  real_server_require_module ("socket.io-2");
  g_setenv ("TELL_TEST_SLOW", SLOWNESS, FALSE);
  g_setenv ("G_SLICE", "always-malloc", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/servers/valgrind/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_run);
    }
  return g_test_run ();
}
