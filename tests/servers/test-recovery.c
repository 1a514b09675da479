/* test-recovery.c: connection state recovery, in the memory of one server and over Redis on another node.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "conversation.h"
#include "nginx-server.h"
#include "real-server.h"

#include <glib/gstdio.h>

#define RECOVERY "--options={\"connectionStateRecovery\":{}}"
#define MISSED   20
/* Long enough to tell what is missed. */
#define DELAY "--reconnect-delay=1500"

/* Between two polls a server can't notice that nobody is there any more: it drops that connection itself. */
#define THEY_DROP "> {\"emit\":[\"drop\"]}"
#define WE_DROP   "> {\"close\":true}"

typedef struct
{
  const char *path;
  const char *transport; /* an option; NULL for the upgrade */
  const char *drop;
} Mode;

static const Mode modes[] = {
  { "polling", "--transport=polling", THEY_DROP },
  { "websocket", "--transport=websocket", WE_DROP },
  { "upgrade", NULL, WE_DROP },
};

/* Nodes that share what they remember. */
typedef struct
{
  TestProcess *redis;
  char *folder;
  RealServer *first;
  RealServer *second;
  NginxServer *nginx;
} Nodes;

/* Where the two speakers of a conversation go. */
typedef struct
{
  const char *urls[2];
  const char *options[2]; /* of the first one; may be NULL */
  guint started;
} Speakers;

static TestProcess *
start_cb (gpointer user_data)
{
  Speakers *speakers = user_data;
  guint who = speakers->started++;
  const char *words[] = { "listen", speakers->urls[who], "--json", "--stdin", DELAY, "--jitter=0", NULL };
  const char *options[] = { speakers->options[0], speakers->options[0] ? speakers->options[1] : NULL, NULL };

  return real_server_start_telltale (words, who == 0 ? options : NULL);
}

static gboolean
can_cb (const char *word, gpointer user_data)
{
  return TRUE;
}

static void
assert_recovers (Conversation *talk)
{
  conversation_run (talk, "recovery-after");
  g_assert_cmpuint (conversation_count (talk, "\"missed\""), ==, MISSED);
  g_assert_cmpuint (conversation_count (talk, "\"before\""), ==, 1);
}

static void
test_memory (gconstpointer data)
{
  const Mode *mode = data;
  g_autoptr (RealServer) server = real_server_new ((const char *[]){ "node", "echo-app.js", RECOVERY, NULL });
  Speakers speakers = { { server->url, server->url }, { mode->transport } };
  g_autoptr (Conversation) talk = conversation_new (start_cb, can_cb, &speakers);

  conversation_line (talk, "< {\"type\":\"connect\",\"nsp\":\"/\",\"recovered\":false}");
  conversation_run (talk, "recovery-before");
  if (mode->transport == NULL && !conversation_has_seen (talk, "\"type\":\"upgrade\""))
    conversation_line (talk, "< {\"type\":\"upgrade\"}");
  conversation_line (talk, mode->drop);
  assert_recovers (talk);
}

/* Away for longer than the server remembers: a new session, and no gap is hidden. */
static void
test_too_late (void)
{
  g_autoptr (RealServer) server = real_server_new ((const char *[]){ "node", "echo-app.js",
                                                                     "--options={\"connectionStateRecovery\":"
                                                                     "{\"maxDisconnectionDuration\":100}}",
                                                                     NULL });
  Speakers speakers = { { server->url, server->url }, { "--transport=websocket" } };
  g_autoptr (Conversation) talk = conversation_new (start_cb, can_cb, &speakers);

  conversation_line (talk, "< {\"type\":\"connect\",\"nsp\":\"/\",\"recovered\":false}");
  conversation_run (talk, "recovery-before");
  conversation_line (talk, WE_DROP);
  conversation_line (talk, "< {\"type\":\"disconnect\",\"nsp\":\"/\",\"reconnects\":true}");
  conversation_line (talk, "2> {\"emit\":[\"tell\",\"den\",\"missed\"]}");
  conversation_line (talk, "< {\"type\":\"connect\",\"nsp\":\"/\",\"recovered\":false}");
  conversation_line (talk, "> {\"emit\":[\"echo\",\"back\"],\"id\":2}");
  conversation_line (talk, "< {\"type\":\"ack\",\"id\":2,\"args\":[\"back\"]}");
  conversation_line (talk, "! \"missed\"");
}

static TestProcess *
start_redis (const char *folder, guint port)
{
  g_autofree char *digits = g_strdup_printf ("%u", port);
  const char *argv[] = { "redis-server", "--bind", "127.0.0.1", "--port", digits,        "--dir", folder,
                         "--save",       "",       "--logfile", "",       "--daemonize", "no",    NULL };

  return test_process_new (argv);
}

static RealServer *
start_node (guint redis_port, const char *node)
{
  g_autofree char *redis = g_strdup_printf ("--redis=%u", redis_port);

  return real_server_new ((const char *[]){ "node", "echo-app.js", RECOVERY, redis, node, NULL });
}

static void
nodes_set_up (Nodes *self, gconstpointer data)
{
  guint port = real_server_find_port ();
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("telltale-redis-XXXXXX", &error);
  g_assert_no_error (error);
  self->redis = start_redis (self->folder, port);
  real_server_wait_for_port (self->redis, port);
  self->first = start_node (port, "--node=1");
  self->second = start_node (port, "--node=2");
  self->nginx = nginx_server_new (self->first->port, self->second->port);
}

static void
nodes_tear_down (Nodes *self, gconstpointer data)
{
  nginx_server_free (self->nginx);
  real_server_free (self->second);
  real_server_free (self->first);
  test_process_free (self->redis);
  g_rmdir (self->folder);
  g_free (self->folder);
}

static void
assert_node (Conversation *talk, const char *node)
{
  g_autofree char *line =
      g_strdup_printf ("< {\"type\":\"ack\",\"id\":\"node %s\",\"args\":[\"%s\"]}", node, node);
  g_autofree char *question = g_strdup_printf ("> {\"emit\":[\"node\"],\"id\":\"node %s\"}", node);

  conversation_line (talk, question);
  conversation_line (talk, line);
}

/* nginx leads each connection to the other node. */
static void
test_other_node (Nodes *nodes, gconstpointer data)
{
  g_autofree char *url = nginx_server_dup_url (nodes->nginx, NGINX_PLAIN);
  Speakers speakers = { { url, nodes->second->url }, { "--path=/turn/socket.io/", "--transport=websocket" } };
  g_autoptr (Conversation) talk = conversation_new (start_cb, can_cb, &speakers);

  conversation_line (talk, "< {\"type\":\"connect\",\"nsp\":\"/\",\"recovered\":false}");
  assert_node (talk, "1");
  conversation_run (talk, "recovery-before");
  conversation_line (talk, WE_DROP);
  assert_recovers (talk);
  assert_node (talk, "2");
}

/* The node is stopped, as for a new version; its clients go where the balancer leads them. */
static void
test_node_stops (Nodes *nodes, gconstpointer data)
{
  const Mode *mode = data;
  g_autofree char *url = nginx_server_dup_url (nodes->nginx, NGINX_PLAIN);
  Speakers speakers = { { url, nodes->second->url }, { "--path=/failover/socket.io/", mode->transport } };
  g_autoptr (Conversation) talk = conversation_new (start_cb, can_cb, &speakers);

  conversation_line (talk, "< {\"type\":\"connect\",\"nsp\":\"/\",\"recovered\":false}");
  assert_node (talk, "1");
  conversation_run (talk, "recovery-before");
  test_process_send (nodes->first->process, "{\"stop\":true}");
  assert_recovers (talk);
  assert_node (talk, "2");
}

static void
add_memory_tests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strconcat ("/servers/recovery/memory/", modes[i].path, NULL);

      g_test_add_data_func (path, &modes[i], test_memory);
    }
  g_test_add_func ("/servers/recovery/memory/too-late", test_too_late);
}

static void
add_redis_tests (void)
{
  real_server_require_module ("@socket.io/redis-streams-adapter");
  real_server_require ("redis-server");
  nginx_server_require ();
  g_test_add ("/servers/recovery/redis/other-node", Nodes, NULL, nodes_set_up, test_other_node,
              nodes_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strconcat ("/servers/recovery/redis/node-stops/", modes[i].path, NULL);

      g_test_add (path, Nodes, &modes[i], nodes_set_up, test_node_stops, nodes_tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  real_server_require_module ("socket.io");
  if (g_strcmp0 (argv[1], "redis") == 0)
    add_redis_tests ();
  else
    add_memory_tests ();
  return g_test_run ();
}
