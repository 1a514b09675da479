/* test-end-to-end.c: a real socket.io server, a web user on the reference client, and Telltale as the desktop user.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

#include "tell-session.h"

#include <string.h>

#define ROOM "lobby"

typedef struct
{
  ServerFixture server;
  TestProcess *web;
  TellSession *session;
} Fixture;

static void
reconnect_soon (SioConfig *config, gpointer unused)
{
  sio_config_set_reconnect_delay (config, 100, 300, 0);
}

static TellSession *
session_new (const char *url)
{
  g_autofree char *path = server_fixture_dup_path ("chat-app.telltale.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = tell_document_new_from_file (file, &error);
  TellSession *session;

  g_assert_no_error (error);
  tell_document_set_url (document, url, &error);
  g_assert_no_error (error);
  session = tell_session_new (document, NULL, &error);
  g_assert_no_error (error);
  tell_session_set_config_func (session, reconnect_soon, NULL);
  return session;
}

static TellRoom *
lobby (Fixture *self)
{
  return tell_store_find_room (tell_session_get_store (self->session), ROOM);
}

static TellPerson *
person (Fixture *self, const char *id)
{
  return tell_store_find_person (tell_session_get_store (self->session), id);
}

static gboolean
is_here (Fixture *self, const char *id)
{
  TellPerson *found = person (self, id);

  return found != NULL && lobby (self) != NULL && tell_room_has_member (lobby (self), found);
}

static gboolean
is_connected (Fixture *self)
{
  return tell_session_get_state (self->session) == TELL_SESSION_CONNECTED;
}

/* How often TEXT stands in the lobby; the last such message goes to *FOUND (borrowed). */
static guint
count_messages (Fixture *self, const char *text, TellMessage **found)
{
  GListModel *messages = tell_room_get_messages (lobby (self));
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (TellMessage) message = g_list_model_get_item (messages, i);

      if (g_strcmp0 (tell_message_get_text (message), text) != 0)
        continue;
      count++;
      if (found != NULL)
        *found = message;
    }
  return count;
}

static TellMessage *
find_message (Fixture *self, const char *text)
{
  TellMessage *found = NULL;

  count_messages (self, text, &found);
  return found;
}

static void
expect (TestProcess *process, const char *text)
{
  g_autofree char *line = test_process_expect_line (process, text);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  server_fixture_set_up (&self->server, NULL);
  self->web = server_fixture_web_user_in_lobby (&self->server, "Web");
  url = g_strdup_printf ("http://localhost:%u", self->server.port);
  self->session = session_new (url);
  tell_session_join (self->session, ROOM);
  tell_session_start (self->session, &error);
  g_assert_no_error (error);
  test_wait_until (is_connected (self) && is_here (self, "desktop") && is_here (self, "web"));
  expect (self->web, "[\"entered\",{\"room\":\"lobby\",\"id\":\"desktop\"");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tell_session_stop (self->session);
  test_wait_until (tell_session_get_state (self->session) == TELL_SESSION_IDLE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->web, test_process_free);
  server_fixture_tear_down (&self->server, NULL);
}

static void
test_chat (Fixture *self, gconstpointer data)
{
  TellMessage *message = tell_session_send (self->session, ROOM, "from the desktop");

  g_assert_nonnull (message);
  expect (self->web, "\"name\":\"Desktop\",\"text\":\"from the desktop\"");
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_DELIVERED);
  test_process_send (self->web, "{\"emit\":[\"say\",\"lobby\",\"from the web\"]}");
  test_wait_until (find_message (self, "from the web") != NULL);

  message = find_message (self, "from the web");
  g_assert_cmpstr (tell_person_get_name (tell_message_get_author (message)), ==, "Web");
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_RECEIVED);
  g_assert_cmpstr (tell_message_get_id (message), ==, "m2");
  g_assert_cmpuint (tell_room_get_unread (lobby (self)), ==, 1);
  /* the server sent our own back too */
  g_assert_cmpuint (count_messages (self, "from the desktop", NULL), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_messages (lobby (self))), ==, 2);
}

static void
test_text_survives (Fixture *self, gconstpointer data)
{
  const char *text = "\"quoted\" \\ back, <b>no markup</b>, €, 😀, ${/0/name}, line\nbreak";

  tell_session_send (self->session, ROOM, text);
  expect (self->web, "\\\"quoted\\\" \\\\ back, <b>no markup</b>, €, 😀, ${/0/name}, line\\nbreak");
  test_process_send (self->web, "{\"emit\":[\"say\",\"lobby\",\"\\u20ac \\ud83d\\ude00 <i>\\u0007\"]}");
  test_wait_until (find_message (self, "€ 😀 <i>\a") != NULL);
}

static void
test_presence (Fixture *self, gconstpointer data)
{
  TellStore *store = tell_session_get_store (self->session);
  g_autoptr (TestProcess) ann = server_fixture_web_user_in_lobby (&self->server, "Ann");

  test_wait_until (is_here (self, "ann"));
  g_assert_cmpint (tell_person_get_state (person (self, "ann")), ==, TELL_PRESENCE_ONLINE);
  g_assert_true (tell_person_get_me (person (self, "desktop")));
  test_wait_until (tell_store_get_people_count (store) == 3);
  test_process_kill (ann);
  test_wait_until (!is_here (self, "ann"));
  g_assert_cmpint (tell_person_get_state (person (self, "ann")), ==, TELL_PRESENCE_OFFLINE);
  test_wait_until (tell_store_get_people_count (store) == 2);
}

static void
test_typing (Fixture *self, gconstpointer data)
{
  GListModel *typing = tell_room_get_typing (lobby (self));

  test_process_send (self->web, "{\"emit\":[\"typing\",\"lobby\",true]}");
  test_wait_until (g_list_model_get_n_items (typing) == 1);
  test_process_send (self->web, "{\"emit\":[\"typing\",\"lobby\",false]}");
  test_wait_until (g_list_model_get_n_items (typing) == 0);

  tell_session_typing (self->session, ROOM);
  expect (self->web,
          "[\"typing\",{\"room\":\"lobby\",\"id\":\"desktop\",\"name\":\"Desktop\",\"active\":true}]");
  expect (self->web,
          "[\"typing\",{\"room\":\"lobby\",\"id\":\"desktop\",\"name\":\"Desktop\",\"active\":false}]");
}

/* The application's memory grows by 4096 a tick: the chart has each of them. */
static void
test_chart (Fixture *self, gconstpointer data)
{
  SeriesStore *series = tell_store_get_series (tell_session_get_store (self->session));
  SeriesBuffer *memory, *requests;
  SeriesPoint first, last;
  double min, max;
  guint64 n;

  test_wait_until ((memory = series_store_get (series, "memory")) != NULL &&
                   series_buffer_get_n_points (memory) >= 5);
  n = series_buffer_get_n_points (memory);
  g_assert_true (series_buffer_get_first (memory, &first));
  g_assert_true (series_buffer_get_last (memory, &last));
  g_assert_cmpfloat (last.value - first.value, ==, 4096.0 * (n - 1));
  g_assert_cmpint (last.time_ms, >, first.time_ms);
  g_assert_cmpstr (series_buffer_get_name (memory), ==, "Memory");
  g_assert_cmpstr (series_buffer_get_unit (memory), ==, "bytes");

  requests = series_store_get (series, "requests");
  g_assert_true (series_buffer_get_range (requests, &min, &max));
  g_assert_cmpfloat (min, >=, 60);
  g_assert_cmpfloat (max, <=, 140);
}

/* SIGKILL, and again on the same port: what either side wrote meanwhile arrives, once; rooms are joined again. */
static void
test_restart (Fixture *self, gconstpointer data)
{
  TellMessage *meanwhile;

  tell_session_send (self->session, ROOM, "before");
  expect (self->web, "\"text\":\"before\"");
  test_wait_until (tell_message_get_state (find_message (self, "before")) == TELL_MESSAGE_STATE_DELIVERED);

  server_fixture_kill (&self->server);
  test_wait_until (!is_connected (self));
  test_wait_until (tell_session_get_state (self->session) == TELL_SESSION_WAITING);
  g_assert_nonnull (tell_session_get_reason (self->session));
  g_assert_cmpint (tell_session_get_retry_at (self->session), >, 0);
  meanwhile = tell_session_send (self->session, ROOM, "meanwhile, from the desktop");
  g_assert_cmpint (tell_message_get_state (meanwhile), ==, TELL_MESSAGE_STATE_QUEUED);
  expect (self->web, "\"type\":\"disconnect\"");
  test_process_send (self->web, "{\"emit\":[\"join\",\"lobby\"],\"id\":7}");
  test_process_send (self->web, "{\"emit\":[\"say\",\"lobby\",\"meanwhile, from the web\"],\"id\":8}");

  server_fixture_start (&self->server);
  test_wait_until (is_connected (self));
  g_assert_cmpuint (tell_session_get_reconnects (self->session), ==, 1);
  test_wait_until (tell_message_get_state (find_message (self, "meanwhile, from the desktop")) ==
                   TELL_MESSAGE_STATE_DELIVERED);
  test_wait_until (find_message (self, "meanwhile, from the web") != NULL);
  test_wait_until (is_here (self, "desktop") && is_here (self, "web"));
  expect (self->web, "meanwhile, from the desktop"); /* in the answer to its join, or said */

  /* one more each way: whatever could have come twice has come by then */
  test_process_send (self->web, "{\"emit\":[\"say\",\"lobby\",\"after, from the web\"]}");
  test_wait_until (find_message (self, "after, from the web") != NULL);
  tell_session_send (self->session, ROOM, "after, from the desktop");
  test_wait_until (tell_message_get_state (find_message (self, "after, from the desktop")) ==
                   TELL_MESSAGE_STATE_DELIVERED);
  g_assert_cmpuint (count_messages (self, "before", NULL), ==, 1);
  g_assert_cmpuint (count_messages (self, "meanwhile, from the desktop", NULL), ==, 1);
  g_assert_cmpuint (count_messages (self, "meanwhile, from the web", NULL), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (tell_room_get_messages (lobby (self))), ==, 5);
  g_assert_cmpuint (test_process_count (self->web, "meanwhile, from the desktop"), ==, 0);
}

/* Written, but never read: the server stands still and is killed. Nobody has confirmed it, so it is said again. */
static void
test_in_flight (Fixture *self, gconstpointer data)
{
  TellMessage *message = NULL;

  test_process_stop (self->server.process);
  message = tell_session_send (self->session, ROOM, "in flight");
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_SENDING);
  test_wait_ms (100);
  g_assert_cmpint (tell_message_get_state (message), ==, TELL_MESSAGE_STATE_SENDING);
  server_fixture_kill (&self->server);
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_QUEUED);

  server_fixture_start (&self->server);
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_DELIVERED);
  test_process_send (self->web, "{\"emit\":[\"join\",\"lobby\"],\"id\":7}");
  expect (self->web, "in flight"); /* in the answer to its join, or said */
  test_process_send (self->web, "{\"emit\":[\"say\",\"lobby\",\"after\"]}");
  test_wait_until (find_message (self, "after") != NULL);
  g_assert_cmpuint (count_messages (self, "in flight", NULL), ==, 1);
}

static void
test_drop (Fixture *self, gconstpointer data)
{
  for (guint i = 1; i <= 3; i++)
    {
      test_process_send (self->server.process, "{\"drop\":\"desktop\"}");
      expect (self->web, "[\"left\",{\"room\":\"lobby\",\"id\":\"desktop\"");
      test_wait_until (tell_session_get_reconnects (self->session) == i && is_connected (self));
      expect (self->web, "[\"entered\",{\"room\":\"lobby\",\"id\":\"desktop\"");
      test_wait_until (is_here (self, "desktop") && is_here (self, "web"));
    }
}

/* A server that sends us away is not called again until somebody asks for it. */
static void
test_kick (Fixture *self, gconstpointer data)
{
  GListModel *told = tell_store_get_notifications (tell_session_get_store (self->session));
  g_autoptr (TellNotification) notification = NULL;
  g_autoptr (GError) error = NULL;

  test_process_send (self->web, "{\"emit\":[\"kick\",\"desktop\",\"too loud\"],\"id\":3}");
  expect (self->web, "\"id\":3,\"args\":[{\"ok\":true,\"kicked\":1}]");
  test_wait_until (!is_connected (self));
  test_wait_ms (600);
  g_assert_false (is_connected (self));
  g_assert_nonnull (tell_session_get_reason (self->session));
  g_assert_cmpuint (g_list_model_get_n_items (told), ==, 1);
  notification = g_list_model_get_item (told, 0);
  g_assert_cmpstr (tell_notification_get_body (notification), ==, "too loud");

  tell_session_start (self->session, &error);
  g_assert_no_error (error);
  test_wait_until (is_connected (self));
  expect (self->web, "[\"entered\",{\"room\":\"lobby\",\"id\":\"desktop\"");
}

/* The server's answer decides: it refuses what is said in a room that we are not in. */
static void
test_refused_message (Fixture *self, gconstpointer data)
{
  TellMessage *message = tell_session_send (self->session, "ops", "anybody?");

  g_assert_nonnull (message);
  g_object_ref (message);
  test_wait_until (tell_message_get_state (message) == TELL_MESSAGE_STATE_FAILED);
  g_assert_cmpstr (tell_message_get_error (message), ==, "You are not in ops");
  g_object_unref (message);
}

static void
test_notification (Fixture *self, gconstpointer data)
{
  GListModel *told = tell_store_get_notifications (tell_session_get_store (self->session));
  g_autoptr (TellNotification) notification = NULL;

  test_process_send (self->web, "{\"emit\":[\"say\",\"lobby\",\"nothing\"]}");
  test_process_send (self->web, "{\"emit\":[\"say\",\"lobby\",\"hello Desktop\"]}");
  test_wait_until (g_list_model_get_n_items (told) == 1);
  notification = g_list_model_get_item (told, 0);
  g_assert_cmpstr (tell_notification_get_title (notification), ==, "Web");
  g_assert_cmpstr (tell_notification_get_body (notification), ==, "hello Desktop");
  g_assert_cmpstr (tell_notification_get_room (notification), ==, ROOM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  server_fixture_require ();
#define ADD(path, function)                                                                                  \
  g_test_add ("/servers/end-to-end/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("chat", test_chat);
  ADD ("text-survives", test_text_survives);
  ADD ("presence", test_presence);
  ADD ("typing", test_typing);
  ADD ("chart", test_chart);
  ADD ("notification", test_notification);
  ADD ("refused-message", test_refused_message);
  ADD ("drop", test_drop);
  ADD ("kick", test_kick);
  ADD ("restart", test_restart);
  ADD ("in-flight", test_in_flight);
  return g_test_run ();
}
