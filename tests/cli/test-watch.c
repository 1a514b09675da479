/* test-watch.c: telltale watch, record and serve as processes: the state that a dashboard reaches.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "cli-fixture.h"
#include "demo-server.h"
#include "test-wait.h"

typedef struct
{
  DemoServer *server;
  char *folder;
  char *document; /* the demo's own, as a file */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  self->server = demo_server_new (7);
  g_assert_true (demo_server_start (self->server, 0, NULL));
  self->folder = g_dir_make_tmp ("telltale-XXXXXX", NULL);
  self->document = g_build_filename (self->folder, "demo.telltale.json", NULL);
  bytes = demo_server_dup_document (self->server);
  g_assert_true (g_file_set_contents (self->document, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->document);
  demo_server_stop (self->server);
  g_clear_object (&self->server);
}

static JsonObject *
find (JsonObject *state, const char *list, const char *key, const char *value)
{
  JsonArray *array = json_object_get_array_member (state, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (entry, key, NULL), value) == 0)
        return entry;
    }
  return NULL;
}

static void
assert_keys (JsonObject *object, const char *keys)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GString) found = g_string_new (NULL);

  for (GList *l = members; l; l = l->next)
    g_string_append_printf (found, "%s%s", found->len ? " " : "", (char *) l->data);
  g_assert_cmpstr (found->str, ==, keys);
}

/* The keys and their order are what scripts were promised. */
static void
test_state (Fixture *self, gconstpointer data)
{
  g_autoptr (CliRun) run = cli_run_start (NULL, "watch", self->document, "--for=3", "--input=name=zoe",
                                          "--join=lobby", "--send=lobby=hi = there", "--messages=2", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  JsonObject *state, *entry;
  JsonArray *messages;

  cli_run_wait (run);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (cli_run_count_lines (run->out), ==, 1);
  lines = cli_run_parse (run);
  state = json_node_get_object (g_ptr_array_index (lines, 0));
  assert_keys (state,
               "connection rooms people counts series tables logs notifications variables bindings unbound");
  entry = json_object_get_object_member (state, "connection");
  assert_keys (entry, "state transport protocol reconnects");
  g_assert_cmpstr (json_object_get_string_member (entry, "state"), ==, "connected");
  g_assert_cmpint (json_object_get_int_member (entry, "protocol"), ==, 4);
  entry = find (state, "rooms", "room", "lobby");
  assert_keys (entry, "room name topic joined unread typing messages");
  g_assert_cmpstr (json_object_get_string_member (entry, "name"), ==, "Lobby");
  g_assert_true (json_object_get_boolean_member (entry, "joined"));
  messages = json_object_get_array_member (entry, "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 2);
  assert_keys (json_array_get_object_element (messages, 0), "id author name text time kind state");
  entry = find (state, "people", "name", "zoe");
  assert_keys (entry, "person name state rooms detail me");
  g_assert_true (json_object_get_boolean_member (entry, "me"));
  entry = find (state, "series", "series", "requests");
  assert_keys (entry, "series name unit points first last min max");
  g_assert_cmpint (json_object_get_int_member (entry, "points"), >, 10);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (state, "counts"), ""), >, 0);
  assert_keys (json_array_get_object_element (json_object_get_array_member (state, "bindings"), 0),
               "on matched skipped why");
}

static void
test_sent (Fixture *self, gconstpointer data)
{
  g_autoptr (CliRun) other =
      cli_run_start (NULL, "listen", demo_server_get_url (self->server), "--json",
                     "--emit=[\"sign in\",{\"name\":\"bo\"}]", "--emit=[\"join\",{\"room\":\"kitchen\"}]",
                     "--event=chat message", "--for=3", NULL);
  g_autoptr (CliRun) run = NULL;

  test_wait_ms (700);
  run = cli_run_start (NULL, "watch", self->document, "--for=1.5", "--join=kitchen", "--send=kitchen=tea?",
                       NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "\"text\":\"tea?\""));
  g_assert_nonnull (strstr (run->out, "\"state\":\"delivered\""));
  cli_run_wait (other);
  g_assert_nonnull (strstr (other->out, "\"text\":\"tea?\""));
}

static void
test_interval_and_count (Fixture *self, gconstpointer data)
{
  g_autoptr (CliRun) run = cli_run_start (NULL, "watch", self->document, "--for=8", "--interval=0.2",
                                          "--count=4", "--event=metrics", NULL);

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (cli_run_count_lines (run->out), >=, 10);
  g_clear_pointer (&run, cli_run_free);
  run = cli_run_start (NULL, "watch", self->document, "--for=0.3", "--count=1", "--event=never", NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 4);
  g_assert_cmpuint (cli_run_count_lines (run->out), ==, 1);
}

static void
test_url (Fixture *self, gconstpointer data)
{
  g_autoptr (CliRun) run =
      cli_run_start (NULL, "watch", demo_server_get_url (self->server), "--for=0.7", NULL);
  g_autoptr (GPtrArray) lines = NULL;

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  lines = cli_run_parse (run);
  g_assert_nonnull (find (json_node_get_object (g_ptr_array_index (lines, 0)), "unbound", "event", "rooms"));
  g_clear_pointer (&run, cli_run_free);

  run = cli_run_start (NULL, "watch", demo_server_get_url (self->server), "--namespace=/admin", "--count=1",
                       "--auth={\"username\":\"admin\",\"password\":\"telltale\"}", "--for=8", NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "{\"event\":\"stats\",\"namespace\":\"/admin\""));
}

/* What a live run reached, the recording of another one reaches, and says what it would have sent. */
static void
test_record_and_replay (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "x.jsonl", NULL);
  g_autoptr (CliRun) run =
      cli_run_start (NULL, "record", self->document, path, "--for=2", "--join=ops", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  JsonObject *state;

  cli_run_wait (run);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==, "");
  g_clear_pointer (&run, cli_run_free);
  run = cli_run_start (NULL, "watch", self->document, "--replay", path, NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  lines = cli_run_parse (run);
  state = json_node_get_object (g_ptr_array_index (lines, 0));
  g_assert_cmpint (json_object_get_int_member (find (state, "series", "series", "requests"), "points"), >,
                   10);
  g_assert_nonnull (find (state, "people", "name", "desktop"));
  g_assert_nonnull (strstr (run->out, "\"emitted\":[[\"sign in\",{\"name\":\"desktop\"}]"));
}

static void
test_interrupt (Fixture *self, gconstpointer data)
{
  g_autoptr (CliRun) run = cli_run_start (NULL, "watch", self->document, NULL);

  test_wait_ms (800);
  g_subprocess_send_signal (run->process, SIGTERM);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (cli_run_count_lines (run->out), ==, 1);
}

static void
test_serve (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "served.telltale.json", NULL);
  g_autoptr (CliRun) server = cli_run_start (NULL, "serve", "--dashboard", path, "--for=20", NULL);
  g_autoptr (CliRun) run = NULL;

  test_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
  run = cli_run_start (NULL, "watch", path, "--for=1", NULL);
  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_subprocess_send_signal (server->process, SIGINT);
  cli_run_wait (server);
  g_assert_cmpint (server->status, ==, 0);
  g_assert_true (g_str_has_prefix (server->out, "http://localhost:"));
}

static void
test_general (void)
{
  static const char *const words[] = { "--help", "--version", "-h" };
  static const char *const commands[] = { "listen", "emit", "watch", "record", "serve" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (CliRun) run = cli_run_start (NULL, words[i], NULL);

      cli_run_wait (run);
      g_assert_cmpint (run->status, ==, 0);
      g_assert_nonnull (strstr (run->out, "telltale"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (CliRun) run = cli_run_start (NULL, commands[i], "--help", NULL);

      cli_run_wait (run);
      g_assert_cmpint (run->status, ==, 0);
      g_assert_nonnull (strstr (run->out, commands[i]));
    }
}

/* Its server is recognised; the output is that of an address all the same. */
static void
test_offer (Fixture *self, gconstpointer data)
{
  const char *url = demo_server_get_url (self->server);
  g_autofree char *admin = g_strconcat (url, "/admin", NULL);
  g_autofree char *ending = g_strdup_printf ("/demo.telltale.json --url=%s\n", url);
  g_autoptr (CliRun) run = cli_run_start (NULL, "watch", url, "--for=1", NULL);
  g_autoptr (CliRun) refused = cli_run_start (NULL, "watch", admin, "--for=5", NULL);

  cli_run_wait (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (
      g_str_has_prefix (run->err, "telltale: This looks like Telltale demo. Try: telltale watch "));
  g_assert_true (g_str_has_suffix (run->err, ending));
  g_assert_cmpuint (cli_run_count_lines (run->err), ==, 1);
  g_assert_cmpuint (cli_run_count_lines (run->out), ==, 1);
  cli_run_wait (refused);
  cli_run_assert_failed (refused, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/watch/state", test_state);
  ADD ("/watch/sent", test_sent);
  ADD ("/watch/interval-and-count", test_interval_and_count);
  ADD ("/watch/url", test_url);
  ADD ("/watch/offer", test_offer);
  ADD ("/watch/record-and-replay", test_record_and_replay);
  ADD ("/watch/interrupt", test_interrupt);
  ADD ("/watch/serve", test_serve);
  g_test_add_func ("/watch/general", test_general);
  return g_test_run ();
}
