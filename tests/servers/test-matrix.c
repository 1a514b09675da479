/* test-matrix.c ROW: telltale in conversation with one real server, over polling, WebSocket and the upgrade.
 * The rows stand below; the conversations in conversations/.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "conversation.h"
#include "nginx-server.h"
#include "real-server.h"

#include <string.h>

#define MAX_WORDS 6

/* What stands between. */
typedef enum
{
  NOTHING,
  NGINX,
  NGINX_SECURE,
  NGINX_TWO_NODES,
} Between;

typedef struct
{
  const char *name;
  const char *server[MAX_WORDS];  /* ends with NULL */
  const char *options[MAX_WORDS]; /* of telltale */
  const char *module;             /* that it needs; of npm, "socket.io" unless set, or of Python */
  Between between;
  gboolean revision_3;
  gboolean no_websocket;
  gboolean no_polling;
  gboolean no_upgrade; /* offered, but not let through */
  const char *lacks;   /* words of "?" lines, between spaces */
} Row;

typedef enum
{
  MODE_POLLING,
  MODE_WEBSOCKET,
  MODE_UPGRADE,
} Mode;

static const Row rows[] = {
  { "socket.io-1.7",
    { "node", "echo-app.js", "--module=socket.io-1" },
    .module = "socket.io-1",
    .revision_3 = TRUE },
  { "socket.io-2.5",
    { "node", "echo-app.js", "--module=socket.io-2" },
    .module = "socket.io-2",
    .revision_3 = TRUE },
  { "socket.io-3.1", { "node", "echo-app.js", "--module=socket.io-3" }, .module = "socket.io-3" },
  { "socket.io-4.8", { "node", "echo-app.js" } },
  { "socket.io-4.8-both-revisions", { "node", "echo-app.js", "--options={\"allowEIO3\":true}" } },
  { "socket.io-4.8-revision-3",
    { "node", "echo-app.js", "--options={\"allowEIO3\":true}" },
    { "--protocol=3" },
    .revision_3 = TRUE },
  { "msgpack",
    { "node", "echo-app.js", "--parser=msgpack" },
    { "--parser=msgpack" },
    .module = "socket.io-msgpack-parser" },
  { "compression",
    { "node", "echo-app.js",
      "--options={\"perMessageDeflate\":{\"threshold\":0},\"httpCompression\":{\"threshold\":0}}" } },
  { "websocket-only",
    { "node", "echo-app.js", "--options={\"transports\":[\"websocket\"]}" },
    .no_polling = TRUE },
  { "polling-only",
    { "node", "echo-app.js", "--options={\"transports\":[\"polling\"]}" },
    .no_websocket = TRUE },
  { "path", { "node", "echo-app.js", "--options={\"path\":\"/live/io\"}" }, { "--path=/live/io" } },
  { "cluster", { "node", "cluster-app.js" }, .module = "@socket.io/sticky" },
  { "nginx-base-path", { "node", "echo-app.js" }, { "--path=/base/socket.io/" }, .between = NGINX },
  { "nginx-tls", { "node", "echo-app.js" }, .between = NGINX_SECURE },
  { "nginx-gzip", { "node", "echo-app.js" }, { "--path=/slim/socket.io/" }, .between = NGINX },
  { "nginx-no-upgrade",
    { "node", "echo-app.js" },
    { "--path=/narrow/socket.io/" },
    .between = NGINX,
    .no_upgrade = TRUE },
  { "nginx-cookie",
    { "node", "echo-app.js" },
    { "--path=/cookie/socket.io/" },
    .between = NGINX_TWO_NODES,
    .lacks = " rooms " },
  { "python-socketio",
    { REAL_SERVER_PYTHON, "echo_app.py" },
    .module = "socketio, aiohttp",
    .lacks = " polling-uploads " },
  { "python-socketio-wsgi",
    { REAL_SERVER_PYTHON, "echo_app.py", "--wsgi" },
    .module = "socketio",
    .no_websocket = TRUE,
    .lacks = " uploads ends files rooms count " },
};

static const char *const conversations[] = { "echo", "ask",   "binary", "namespaces", "kick", "drop",
                                             "slow", "large", "upload", "order",      "rooms" };

static const Row *row;
static RealServer *server;
static RealServer *second; /* NULL unless there are two nodes */
static NginxServer *nginx; /* NULL when nothing stands between */
static char *url;
static char *ca_file; /* as an option; NULL without TLS */

static TestProcess *
start_telltale (gpointer user_data)
{
  Mode mode = GPOINTER_TO_INT (user_data);
  const char *transport = mode == MODE_POLLING     ? "--transport=polling"
                          : mode == MODE_WEBSOCKET ? "--transport=websocket"
                                                   : NULL;
  const char *words[] = { "listen",     url,  "--json", "--stdin", "--reconnect-delay=50",
                          "--jitter=0", NULL, NULL,     NULL };
  guint length = 6;

  if (ca_file != NULL)
    words[length++] = ca_file;
  if (transport != NULL)
    words[length++] = transport;
  return real_server_start_telltale (words, row->options);
}

static gboolean
lacks (const char *word)
{
  g_autofree char *spaced = g_strdup_printf (" %s ", word);

  return row->lacks != NULL && strstr (row->lacks, spaced) != NULL;
}

/* python-engineio on aiohttp takes the first part of a POST that comes in several for all of it. */
static gboolean
server_can (const char *word, gpointer user_data)
{
  gboolean may_post = GPOINTER_TO_INT (user_data) != MODE_WEBSOCKET;

  return !lacks (word) && !(may_post && g_str_equal (word, "uploads") && lacks ("polling-uploads"));
}

static void
assert_transports (Conversation *talk, Mode mode)
{
  gboolean tries = mode == MODE_UPGRADE && !row->no_websocket && !row->no_polling;
  gboolean upgrades = tries && !row->no_upgrade;
  gboolean begins_on_websocket = mode == MODE_WEBSOCKET || row->no_polling;

  if (upgrades && !conversation_has_seen (talk, "\"type\":\"upgrade\""))
    conversation_line (talk, "< {\"type\":\"upgrade\",\"transport\":\"websocket\"}");
  g_assert_true (conversation_has_seen (talk, begins_on_websocket
                                                  ? "\"type\":\"open\",\"transport\":\"websocket\""
                                                  : "\"type\":\"open\",\"transport\":\"polling\""));
  g_assert_cmpint (conversation_has_seen (talk, "\"type\":\"upgrade\""), ==, upgrades);
  g_assert_cmpint (conversation_has_seen (talk, "\"type\":\"upgrade_error\""), ==, tries && row->no_upgrade);
}

static void
run (const char *name, Mode mode)
{
  g_autoptr (Conversation) talk = conversation_new (start_telltale, server_can, GINT_TO_POINTER (mode));
  g_autofree char *reason = NULL;

  conversation_line (talk, "< {\"type\":\"connect\",\"nsp\":\"/\",\"recovered\":false}");
  conversation_run (talk, name);
  if (conversation_get_skip (talk) != NULL)
    {
      reason = g_strdup_printf ("this server has no %s", conversation_get_skip (talk));
      g_test_skip (reason);
      return;
    }
  assert_transports (talk, mode);
}

static void
test_polling (gconstpointer name)
{
  run (name, MODE_POLLING);
}

static void
test_websocket (gconstpointer name)
{
  run (name, MODE_WEBSOCKET);
}

static void
test_upgrade (gconstpointer name)
{
  run (name, MODE_UPGRADE);
}

/* "watch" says which revision was found. */
static void
test_revision (void)
{
  const char *words[] = { "watch", url, "--for=1", ca_file, NULL };
  g_autoptr (TestProcess) telltale = real_server_start_telltale (words, row->options);
  g_autoptr (JsonNode) state = test_process_next (telltale);
  JsonObject *connection = json_object_get_object_member (json_node_get_object (state), "connection");

  g_assert_cmpstr (json_object_get_string_member (connection, "state"), ==, "connected");
  g_assert_cmpint (json_object_get_int_member (connection, "protocol"), ==, row->revision_3 ? 3 : 4);
}

static void
add (const char *mode, const char *name, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/servers/%s/%s/%s", row->name, mode, name);

  g_test_add_data_func (path, name, test);
}

static void
add_tests (void)
{
  g_autofree char *revision = g_strdup_printf ("/servers/%s/revision", row->name);

  g_test_add_func (revision, test_revision);
  for (guint i = 0; i < G_N_ELEMENTS (conversations); i++)
    {
      if (!row->no_polling)
        add ("polling", conversations[i], test_polling);
      if (!row->no_websocket && !row->no_upgrade)
        add ("websocket", conversations[i], test_websocket);
      add ("upgrade", conversations[i], test_upgrade);
    }
}

static void
find_row (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].name, name) == 0)
      row = &rows[i];
  if (row == NULL)
    g_error ("no row of the matrix: %s", name);
}

static void
require_module (void)
{
  if (g_str_equal (row->server[0], "node"))
    real_server_require_module (row->module ? row->module : "socket.io");
  else
    real_server_require_python (row->module);
}

static RealServer *
start_node (const char *node)
{
  const char *words[MAX_WORDS + 1] = { NULL };
  guint length = 0;

  for (; row->server[length] != NULL; length++)
    words[length] = row->server[length];
  words[length] = node;
  return real_server_new (words);
}

static void
start_servers (void)
{
  gboolean two = row->between == NGINX_TWO_NODES;
  gboolean secure = row->between == NGINX_SECURE;
  g_autofree char *ca = NULL;

  server = start_node (two ? "--node=1" : NULL);
  second = two ? start_node ("--node=2") : NULL;
  url = g_strdup (server->url);
  if (row->between == NOTHING)
    return;
  nginx = nginx_server_new (server->port, two ? second->port : server->port);
  g_free (url);
  url = nginx_server_dup_url (nginx, secure ? NGINX_TLS : NGINX_PLAIN);
  ca = nginx_server_dup_file (nginx, "ca.crt");
  ca_file = secure ? g_strconcat ("--ca-file=", ca, NULL) : NULL;
}

static void
stop_servers (void)
{
  g_clear_pointer (&nginx, nginx_server_free);
  g_clear_pointer (&second, real_server_free);
  g_clear_pointer (&server, real_server_free);
  g_clear_pointer (&url, g_free);
  g_clear_pointer (&ca_file, g_free);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  find_row (argv[1]);
  require_module ();
  if (row->between != NOTHING)
    nginx_server_require ();
  start_servers ();
  add_tests ();
  status = g_test_run ();
  stop_servers ();
  return status;
}
