/* test-server.c: the chat, the private namespace, metrics, people, page and document, as clients see them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "demo-client-test.h"
#include "demo-chat.h"
#include "demo-limits.h"
#include "demo-people.h"

#define MANUAL ((gconstpointer) 1)

static void
set_up (TestServer *self, gconstpointer manual)
{
  test_server_start (self, manual != NULL);
}

static void
tear_down (TestServer *self, gconstpointer manual)
{
  test_server_stop (self);
}

static void
test_welcome (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) socket = test_socket_new (self, NULL, NULL);
  const char *history;
  guint n = 0;

  test_socket_send (socket, "40");
  test_socket_expect (socket, "40{\"sid\":", NULL);
  test_socket_expect (socket, "42[\"rooms\",{\"rooms\":[{\"room\":\"lobby\"", "\"room\":\"kitchen\"", NULL);
  test_socket_expect (socket, "42[\"people\",", "\"name\":\"Ana Kovács\"", "\"state\":\"offline\"", NULL);
  test_socket_expect (socket, "42[\"users\",{\"online\":8}]", NULL);
  history = test_socket_expect (socket, "42[\"metrics history\",", "\"series\":[", "\"latency.p99\"", NULL);
  for (const char *at = history; (at = strstr (at, "\"latency\":{")) != NULL; at++)
    n++;
  g_assert_cmpuint (n, ==, DEMO_HISTORY_SECONDS);
  g_assert_null (strstr (history, "\"users\":0")); /* somebody was always there */
}

static void
test_chat (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "lobby");
  g_autoptr (TestSocket) bob = test_socket_join (self, "Bob", "lobby");
  g_autoptr (TestSocket) other = test_socket_join (self, "Carol", "ops");

  test_socket_expect (ann, "\"text\":\"Bob joined\"", "\"kind\":\"event\"", NULL);
  test_socket_expect (ann, "42[\"user joined\"", "\"room\":\"lobby\"", "\"id\":\"u-bob\"", NULL);
  test_socket_send (bob, "421[\"typing\",{\"room\":\"lobby\"}]");
  test_socket_expect (ann, "42[\"typing\",{\"room\":\"lobby\",\"id\":\"u-bob\",\"name\":\"Bob\"}]", NULL);
  test_socket_send (bob, "422[\"chat message\",{\"room\":\"lobby\",\"text\":\"  grüß <b>dich</b> 🎉 \"}]");
  test_socket_expect (bob, "432[{\"ok\":true,\"id\":\"m", "\"time\":", NULL);
  test_socket_expect (ann, "42[\"chat message\"", "\"from\":{\"id\":\"u-bob\",\"name\":\"Bob\"}",
                      "\"text\":\"grüß <b>dich</b> 🎉\"", "\"kind\":\"message\"", NULL);
  /* The sender knows already, and another room does not care. */
  test_socket_send (bob, "423[\"echo\"]");
  test_socket_expect (bob, "433[]", NULL);
  test_socket_send (other, "423[\"echo\"]");
  test_socket_expect (other, "433[]", NULL);
  for (guint i = 0; i < bob->texts->len; i++)
    g_assert_null (strstr (g_ptr_array_index (bob->texts, i), "dich"));
  for (guint i = 0; i < other->texts->len; i++)
    g_assert_null (strstr (g_ptr_array_index (other->texts, i), "dich"));
}

static void
test_history (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "attic");
  g_autoptr (TestSocket) bob = NULL;

  test_socket_send (ann, "421[\"chat message\",{\"room\":\"attic\",\"text\":\"first\"}]");
  test_socket_expect (ann, "431[{\"ok\":true", NULL);
  bob = test_socket_join (self, "Bob", "lobby");
  test_socket_send (bob, "421[\"join\",{\"room\":\"attic\"}]");
  test_socket_expect (bob, "431[{\"ok\":true,\"room\":\"attic\"", "\"me\":{\"id\":\"u-bob\"",
                      "\"text\":\"first\"", "\"people\":[{\"id\":\"u-ann\"", NULL);
}

static void
test_leave (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "attic");
  g_autoptr (TestSocket) bob = test_socket_join (self, "Bob", "attic");

  test_socket_send (bob, "421[\"leave\",{\"room\":\"attic\"}]");
  test_socket_expect (bob, "431[{\"ok\":true}]", NULL);
  test_socket_expect (ann, "42[\"user left\",{\"room\":\"attic\",\"id\":\"u-bob\"", NULL);
  test_socket_send (bob, "422[\"chat message\",{\"room\":\"attic\",\"text\":\"still here?\"}]");
  test_socket_expect (bob, "432[{\"ok\":false,\"error\":\"Join the room first\"}]", NULL);
  /* The room was a client's and goes with the last one in it. */
  test_socket_send (ann, "42[\"leave\",{\"room\":\"attic\"}]");
  test_socket_expect (bob, "42[\"room removed\",{\"room\":\"attic\"}]", NULL);
}

static void
test_presence (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "lobby");
  g_autoptr (TestSocket) bob = test_socket_join (self, "Bob", "lobby");
  g_autoptr (TestSocket) again = test_socket_join (self, "bob", "lobby");

  test_socket_send (bob, "42[\"presence\",{\"state\":\"away\",\"detail\":\"Tea\"}]");
  test_socket_expect (
      ann, "42[\"presence\",{\"id\":\"u-bob\",\"name\":\"Bob\",\"state\":\"away\",\"detail\":\"Tea\"}]",
      NULL);
  /* One person on two screens is gone when the second one is. */
  g_clear_pointer (&bob, test_socket_free);
  test_socket_send (ann, "421[\"echo\"]");
  test_socket_expect (ann, "431[]", NULL);
  g_assert_false (test_socket_has (ann, "user left"));
  g_clear_pointer (&again, test_socket_free);
  test_socket_expect (ann, "42[\"user left\",{\"room\":\"lobby\",\"id\":\"u-bob\"", NULL);
  test_socket_expect (ann, "42[\"presence\",{\"id\":\"u-bob\",\"name\":\"Bob\",\"state\":\"offline\"}]",
                      NULL);
  test_socket_expect (ann, "42[\"users\"", NULL);
}

/* Under another name the first one is gone, and so are their rooms. */
static void
test_rename (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "attic");
  g_autoptr (TestSocket) bob = test_socket_join (self, "Bob", "attic");

  test_socket_send (bob, "421[\"sign in\",{\"name\":\"Robert\"}]");
  test_socket_expect (ann, "42[\"user left\",{\"room\":\"attic\",\"id\":\"u-bob\"", NULL);
  test_socket_expect (bob, "431[{\"ok\":true,\"me\":{\"id\":\"u-robert\"", NULL);
  test_socket_send (ann, "421[\"chat message\",{\"room\":\"attic\",\"text\":\"only for the attic\"}]");
  test_socket_expect (ann, "431[{\"ok\":true", NULL);
  test_socket_send (bob, "422[\"echo\"]");
  test_socket_expect (bob, "432[]", NULL);
  for (guint i = 0; i < bob->texts->len; i++)
    g_assert_null (strstr (g_ptr_array_index (bob->texts, i), "only for"));
}

static void
test_private (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "lobby");
  g_autoptr (TestSocket) bob = test_socket_join (self, "Bob", "lobby");
  g_autoptr (TestSocket) eve = test_socket_join (self, "Eve", "lobby");

  test_socket_send (ann, "421[\"chat message\",{\"room\":\"@u-bob\",\"text\":\"psst\"}]");
  test_socket_expect (ann, "431[{\"ok\":true", NULL);
  test_socket_expect (bob, "42[\"room\",{\"room\":\"@u-ann\",\"name\":\"Ann\"", NULL);
  test_socket_expect (bob, "42[\"chat message\"", "\"room\":\"@u-ann\"", "\"text\":\"psst\"", NULL);
  test_socket_send (bob, "422[\"join\",{\"room\":\"@u-ann\"}]");
  test_socket_expect (bob, "432[{\"ok\":true", "\"text\":\"psst\"", NULL);
  test_socket_send (eve, "423[\"join\",{\"room\":\"@u-bob\"}]");
  test_socket_expect (eve, "433[{\"ok\":true", "\"messages\":[]", NULL);
  for (guint i = 0; i < eve->texts->len; i++)
    g_assert_null (strstr (g_ptr_array_index (eve->texts, i), "psst"));
}

static void
test_refusals (TestServer *self, gconstpointer data)
{
  static const char *const events[] = {
    "[\"join\"]",
    "[\"join\",null]",
    "[\"join\",\"lobby\"]",
    "[\"join\",{}]",
    "[\"join\",{\"room\":7,\"name\":\"A\"}]",
    "[\"join\",{\"room\":\"lobby\"}]",
    "[\"join\",{\"room\":\"lobby\",\"name\":\"\"}]",
    "[\"join\",{\"room\":\"lobby\",\"name\":\"  \\u0007 \"}]",
    "[\"join\",{\"room\":\"lobby\",\"name\":\"0123456789012345678901234567890123\"}]",
    "[\"join\",{\"room\":\"lobby\",\"name\":\"ana kovÁcs\"}]",
    "[\"sign in\",{\"name\":[]}]",
    "[\"chat message\",{\"room\":\"lobby\",\"text\":\"hi\"}]",
    "[\"chat message\",{\"room\":\"lobby\"}]",
    "[\"presence\",{\"state\":\"away\"}]",
    "[\"no such thing\",1,2,3]",
    "[\"@connect\"]",
  };
  g_autoptr (TestSocket) socket = test_socket_join (self, NULL, "lobby");

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autofree char *packet = g_strdup_printf ("42%u%s", i + 100, events[i]);
      g_autofree char *answer = g_strdup_printf ("43%u[{\"ok\":false,\"error\":\"", i + 100);

      test_socket_send (socket, packet);
      test_socket_expect (socket, answer, NULL);
    }
}

/* Whatever comes, the server lives, and goes on with everybody else. */
static void
test_garbage (TestServer *self, gconstpointer data)
{
  static const char *const seeds[] = {
    "40",
    "40/admin,{\"username\":\"admin\"}",
    "420[\"join\",{\"room\":\"lobby\",\"name\":\"Ann\"}]",
    "421[\"chat message\",{\"room\":\"lobby\",\"text\":\"hi\"}]",
    "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]",
    "41",
    "430[1]",
    "3",
    "44{\"message\":\"x\"}",
    "42[7,{}]",
    "42[\"typing\",{\"room\":\"@u-ann\"}]",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (TestSocket) witness = test_socket_join (self, "Witness", "lobby");

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (TestSocket) socket = test_socket_new (self, NULL, NULL);

      for (guint i = 0; i < 6 && !socket->closed; i++)
        {
          g_autofree char *text =
              g_strdup (seeds[i == 0 ? 0 : (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (seeds))]);

          if (i > 0 && g_rand_boolean (rand))
            text[g_rand_int_range (rand, 0, (gint32) strlen (text))] =
                (char) g_rand_int_range (rand, 32, 127);
          if (soup_websocket_connection_get_state (socket->connection) == SOUP_WEBSOCKET_STATE_OPEN)
            test_socket_send (socket, text);
        }
    }
  test_socket_send (witness, "429[\"echo\",\"alive\"]");
  test_socket_expect (witness, "439[\"alive\"]", NULL);
}

static void
test_too_fast (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "lobby");

  for (guint i = 0; i < DEMO_EVENT_BURST + 1; i++)
    test_socket_send (ann, "421[\"rooms\"]");
  test_socket_expect (ann, "431[{\"ok\":false,\"error\":\"Too fast: slow down\"}]", NULL);
  test_server_advance (self, 1000);
  test_socket_send (ann, "422[\"rooms\"]");
  test_socket_expect (ann, "432[{\"ok\":true", NULL);
}

static void
test_asks_back (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) socket = test_socket_join (self, NULL, "lobby");

  test_socket_send (socket, "425[\"measure\"]");
  test_socket_expect (socket, "420[\"measure\",{\"sent\":", NULL);
  test_socket_send (socket, "430[\"here\"]");
  test_socket_expect (socket, "435[{\"ok\":true,\"answered\":true,\"ms\":0,\"answer\":[\"here\"]}]", NULL);
  test_socket_send (socket, "430[\"twice\"]");
  test_socket_send (socket, "426[\"measure\"]");
  test_socket_expect (socket, "421[\"measure\"", NULL);
  test_server_advance (self, 5100);
  test_socket_expect (socket, "436[{\"ok\":true,\"answered\":false,\"ms\":5000", "\"answer\":null}]", NULL);
}

static void
test_admin (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) admin = test_socket_join (self, NULL, "lobby");
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "lobby");

  test_socket_send (admin, "40/nowhere,");
  test_socket_expect (admin, "44/nowhere,{\"message\":\"Invalid namespace\"}", NULL);
  test_socket_send (admin, "40/admin,");
  test_socket_expect (admin,
                      "44/admin,{\"message\":\"Sign in with a name and a password\",\"data\":{\"code\":401",
                      NULL);
  test_socket_send (admin, "40/admin,{\"username\":\"admin\",\"password\":\"x\"}");
  test_socket_expect (admin, "44/admin,{\"message\":\"Wrong name or password\"", NULL);
  test_socket_send (admin, "40/admin,{\"username\":\"admin\",\"password\":\"telltale\"}");
  test_socket_expect (admin, "40/admin,{\"sid\":", NULL);
  test_socket_expect (admin, "42/admin,[\"stats\",", "\"sockets\":2", NULL);
  test_socket_send (admin, "42/admin,1[\"announce\",{\"text\":\"Tea is ready\"}]");
  test_socket_expect (ann, "\"text\":\"Tea is ready\"", "\"kind\":\"notice\"", NULL);
  test_socket_expect (ann, "42[\"alert\",", "\"body\":\"Tea is ready\"", NULL);
  test_socket_send (admin, "42/admin,2[\"kick\",{\"id\":\"u-ann\"}]");
  test_socket_expect (ann, "41", NULL);
  test_socket_expect (admin, "43/admin,2[{\"ok\":true}]", NULL);
  test_socket_send (ann, "421[\"echo\"]"); /* not connected any more: no answer, no harm */
  test_socket_send (ann, "40");
  test_socket_expect (ann, "42[\"metrics history\"", NULL);
  g_assert_false (test_socket_has (ann, "431"));
  test_socket_send (ann, "42[\"sign in\",{\"name\":\"Ann\"}]");
  test_socket_expect (ann, "42[\"presence\"", "u-ann", NULL);
  test_socket_send (admin, "42/admin,3[\"drop\",{\"id\":\"u-ann\"}]");
  test_wait_until (ann->closed);
  test_socket_send (admin, "42/admin,4[\"kick\",{\"id\":\"u-nobody\"}]");
  test_socket_expect (admin, "43/admin,4[{\"ok\":false", NULL);
}

static void
test_metrics (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) admin = test_socket_join (self, NULL, "lobby");

  for (guint i = 0; i < 5; i++)
    {
      test_server_advance (self, 1000);
      test_socket_expect (admin, "42[\"metrics\",{\"time\":", "\"requests\":", "\"latency\":{\"p50\":",
                          "\"users\":", NULL);
    }
  test_socket_send (admin, "40/admin,{\"username\":\"admin\",\"password\":\"telltale\"}");
  test_socket_send (admin, "42/admin,1[\"incident\",{\"kind\":\"deploy\"}]");
  test_socket_expect (admin, "43/admin,1[{\"ok\":true}]", NULL);
  test_server_advance (self, 10000);
  test_socket_expect (admin, "42[\"alert\",", "\"title\":\"Errors after the release\"", "\"level\":\"error\"",
                      "\"room\":\"ops\"", NULL);
  test_socket_expect (admin, "42[\"metrics\"", NULL);
  test_server_advance (self, 30000);
  test_socket_expect (admin, "42[\"alert\",", "\"title\":\"The release was rolled back\"",
                      "\"level\":\"info\"", NULL);
}

static void
test_incident_talk (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) admin = test_socket_join (self, "Ann", "ops");

  test_socket_send (admin, "40/admin,{\"username\":\"admin\",\"password\":\"telltale\"}");
  test_socket_send (admin, "42/admin,1[\"incident\",{\"kind\":\"database\"}]");
  test_socket_expect (admin, "43/admin,1[", NULL);
  test_server_advance (self, 20000);
  test_socket_expect (admin, "42[\"typing\",{\"room\":\"ops\",\"id\":\"p-ana\"", NULL);
  test_socket_expect (admin, "42[\"chat message\"", "\"id\":\"p-ana\"", "Pager: checkout is slow. p99 is ",
                      NULL);
}

static void
assert_answered (TestServer *self, TestSocket *socket, const char *room, const char *text, const char *who)
{
  g_autofree char *packet =
      g_strdup_printf ("429[\"chat message\",{\"room\":\"%s\",\"text\":\"%s\"}]", room, text);
  g_autofree char *at = g_strdup_printf ("\"room\":\"%s\"", room);
  g_autofree char *from = g_strdup_printf ("\"id\":\"%s", who);

  test_socket_send (socket, packet);
  test_socket_expect (socket, "439[{\"ok\":true", NULL);
  test_server_advance (self, 6000);
  test_socket_expect (socket, "42[\"typing\"", at, from, NULL);
  test_socket_expect (socket, "42[\"stop typing\"", at, from, NULL);
  test_socket_expect (socket, "42[\"chat message\"", at, from, "\"kind\":\"message\"", NULL);
}

static void
test_answers (TestServer *self, gconstpointer data)
{
  g_autoptr (TestSocket) ann = test_socket_join (self, "Ann", "attic");

  /* Nobody of the team is in this room: only who is named comes, and stays in the talk. */
  assert_answered (self, ann, "attic", "Inês, are you there?", "p-ines");
  assert_answered (self, ann, "attic", "good", "p-ines");
  assert_answered (self, ann, "attic", "and what does BEN say", "p-ben");
  assert_answered (self, ann, "@p-hiro", "in private", "p-hiro");
  test_socket_send (ann, "422[\"join\",{\"room\":\"kitchen\"}]");
  test_socket_expect (ann, "432[{\"ok\":true", NULL);
  assert_answered (self, ann, "kitchen", "hello everybody", "p-");
}

/* All that is said in two minutes. */
static char *
record_talk (void)
{
  TestServer server = { 0 };
  g_autoptr (TestSocket) socket = NULL;
  GString *talk = g_string_new (NULL);

  test_server_start (&server, TRUE);
  socket = test_socket_join (&server, "Ann", "lobby");
  for (guint i = 0; i < 4; i++)
    {
      test_server_advance (&server, 30000);
      test_socket_send (socket, "3");
      test_socket_send (socket, "429[\"echo\"]");
      test_socket_expect (socket, "439[]", NULL);
    }
  for (guint i = 0; i < socket->texts->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (socket->texts, i), "42["))
      g_string_append_printf (talk, "%s\n", (char *) g_ptr_array_index (socket->texts, i));
  g_clear_pointer (&socket, test_socket_free);
  test_server_stop (&server);
  return g_string_free (talk, FALSE);
}

static void
test_repeatable (void)
{
  g_autofree char *first = record_talk ();
  g_autofree char *second = record_talk ();

  g_assert_nonnull (strstr (first, "42[\"chat message\""));
  g_assert_nonnull (strstr (first, "42[\"presence\""));
  g_assert_cmpstr (first, ==, second);
}

static void
test_page (TestServer *self, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *root = g_strconcat (self->url, "/?name=x", NULL);
  g_autofree char *other = g_strconcat (self->url, "/etc/passwd", NULL);
  g_autofree char *near = g_strconcat (self->url, "/socket.io/more", NULL);
  g_autoptr (TestReply) page = test_request (session, "GET", root, NULL);
  g_autoptr (TestReply) head = test_request (session, "HEAD", root, NULL);
  g_autoptr (TestReply) post = test_request (session, "POST", root, "x");
  g_autoptr (TestReply) missing = test_request (session, "GET", other, NULL);
  g_autoptr (TestReply) beside = test_request (session, "GET", near, NULL);

  g_assert_cmpuint (page->status, ==, 200);
  g_assert_true (g_str_has_prefix (page->body, "<!DOCTYPE html>"));
  g_assert_nonnull (strstr (page->policy, "default-src 'none'"));
  g_assert_null (strstr (page->body, "innerHTML"));
  g_assert_null (strstr (page->body, "src=\""));
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpuint (post->status, ==, 405);
  g_assert_cmpuint (missing->status, ==, 404);
  g_assert_cmpuint (beside->status, ==, 404);
}

static void
collect_series_cb (JsonArray *array, guint index, JsonNode *node, gpointer set)
{
  JsonObject *action = json_node_get_object (node);

  if (g_str_equal (json_object_get_string_member (action, "to"), "point"))
    g_hash_table_add (set, (gpointer) json_object_get_string_member (action, "series"));
}

static void
collect_binding_cb (JsonArray *array, guint index, JsonNode *node, gpointer set)
{
  json_array_foreach_element (json_object_get_array_member (json_node_get_object (node), "do"),
                              collect_series_cb, set);
}

/* An id that is bound, or a glob that one fits. */
static gboolean
is_bound (GHashTable *series, const char *pattern)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, series);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (g_pattern_match_simple (pattern, id))
      return TRUE;
  return FALSE;
}

static void
check_panel_cb (JsonArray *array, guint index, JsonNode *node, gpointer set)
{
  JsonObject *panel = json_node_get_object (node);
  JsonArray *at = json_object_get_array_member (panel, "at");
  JsonArray *series =
      json_object_has_member (panel, "series") ? json_object_get_array_member (panel, "series") : NULL;

  g_assert_cmpint (json_array_get_int_element (at, 0) + json_array_get_int_element (at, 2), <=, 12);
  for (guint i = 0; series != NULL && i < json_array_get_length (series); i++)
    g_assert_true (is_bound (set, json_array_get_string_element (series, i)));
}

/* The demo is where people see what there is. */
static void
check_kinds (JsonArray *panels)
{
  static const char *const kinds[] = { "line",      "area",  "stacked", "bar",     "stat",   "gauge",
                                       "sparkline", "table", "log",     "heatmap", "people", "chat" };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < json_array_get_length (panels); i++)
        found |=
            g_str_equal (json_object_get_string_member (json_array_get_object_element (panels, i), "kind"),
                         kinds[k]);
      g_assert_true (found);
    }
}

static void
test_document (TestServer *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = demo_server_dup_document (self->server);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) series = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (root, "telltale"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (root, "connection"), "url"),
                   ==, self->url);
  json_array_foreach_element (json_object_get_array_member (root, "bindings"), collect_binding_cb, series);
  g_assert_cmpuint (g_hash_table_size (series), ==, 15);
  json_array_foreach_element (json_object_get_array_member (root, "panels"), check_panel_cb, series);
  check_kinds (json_object_get_array_member (root, "panels"));
}

static void
test_port (void)
{
  g_autoptr (DemoServer) first = demo_server_new (1);
  g_autoptr (DemoServer) second = demo_server_new (1);
  g_autoptr (GBytes) document = demo_server_dup_document (first);
  g_autoptr (GError) error = NULL;
  guint port;

  g_assert_nonnull (document);
  g_assert_null (demo_server_get_url (first));
  g_assert_true (demo_server_start (first, 0, &error));
  g_assert_no_error (error);
  port = (guint) g_ascii_strtoull (strrchr (demo_server_get_url (first), ':') + 1, NULL, 10);
  g_assert_false (demo_server_start (second, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_null (demo_server_get_url (second));
  demo_server_stop (first);
  g_clear_error (&error);
  g_assert_true (demo_server_start (second, port, &error));
  g_assert_no_error (error);
  demo_server_stop (second);
}

static void
test_finalize (void)
{
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  DemoServer *server = demo_server_new_with_clock (1, clock);
  DemoChat *chat = demo_chat_new (clock);
  DemoFeed *feed = demo_feed_new (1, clock, chat);
  DemoPeople *people = demo_people_new (1, clock, chat, feed);

  demo_people_start (people);
  test_assert_finalize (people);
  test_assert_finalize (feed);
  test_assert_finalize (chat);
  test_assert_finalize (server);
  test_assert_finalize (clock);
}

#define ADD(name, manual, func) g_test_add ("/demo/server/" name, TestServer, manual, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/server/finalize", test_finalize);
  g_test_add_func ("/demo/server/port", test_port);
  ADD ("welcome", MANUAL, test_welcome);
  ADD ("chat", NULL, test_chat);
  ADD ("history", NULL, test_history);
  ADD ("leave", NULL, test_leave);
  ADD ("presence", NULL, test_presence);
  ADD ("rename", NULL, test_rename);
  ADD ("private", NULL, test_private);
  ADD ("refusals", NULL, test_refusals);
  ADD ("garbage", NULL, test_garbage);
  ADD ("too-fast", MANUAL, test_too_fast);
  ADD ("asks-back", MANUAL, test_asks_back);
  ADD ("admin", NULL, test_admin);
  ADD ("metrics", MANUAL, test_metrics);
  ADD ("incident-talk", MANUAL, test_incident_talk);
  ADD ("answers", MANUAL, test_answers);
  g_test_add_func ("/demo/server/repeatable", test_repeatable);
  ADD ("page", NULL, test_page);
  ADD ("document", NULL, test_document);
  return g_test_run ();
}
