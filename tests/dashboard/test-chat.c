/* test-chat.c: the dashboard of the official chat example, from document to model.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

static void
open_chat (Bench *bench)
{
  g_autoptr (GBytes) bytes = test_data_load ("dashboards/chat.telltale.json");
  g_autofree char *json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  bench_open (bench, json);
}

static void
assert_emission (TellEmission *emission, const char *json)
{
  gsize length;
  const char *text = sio_args_peek_text (emission->args, &length);
  g_autofree char *copy = g_strndup (text, length);

  g_assert_cmpstr (copy, ==, json);
}

static void
test_document (void)
{
  Bench bench;
  TellPanel *panel;

  open_chat (&bench);
  g_assert_cmpstr (tell_document_get_name (bench.document), ==, "Socket.IO chat");
  g_assert_cmpuint (g_strv_length (tell_document_get_warnings (bench.document)), ==, 0);
  g_assert_cmpuint (tell_document_get_panels (bench.document)->len, ==, 3);
  panel = g_ptr_array_index (tell_document_get_panels (bench.document), 0);
  g_assert_cmpint (panel->kind, ==, TELL_PANEL_LINE);
  g_assert_cmpstr (panel->series[0], ==, "users");
  g_assert_cmpstr (tell_room_get_name (tell_store_find_room (bench.store, "main")), ==, "Chat");
  g_assert_cmpstr (tell_engine_get_default_room (bench.engine), ==, "main");
  bench_close (&bench);
}

static void
test_events (void)
{
  Bench bench;
  SeriesBuffer *users;
  SeriesPoint point;
  GListModel *typing;
  GListModel *notifications;

  open_chat (&bench);
  g_assert_true (bench_event (&bench, "[\"login\",{\"numUsers\":2}]"));
  g_assert_true (tell_store_get_ready (bench.store));
  g_assert_cmpint (tell_store_get_people_count (bench.store), ==, 2);

  bench_event (&bench, "[\"user joined\",{\"username\":\"ann\",\"numUsers\":3}]");
  bench_event (&bench, "[\"typing\",{\"username\":\"ann\"}]");
  typing = tell_room_get_typing (tell_store_find_room (bench.store, "main"));
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 1);
  bench_event (&bench, "[\"new message\",{\"username\":\"ann\",\"message\":\"hello desktop\"}]");
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 0);
  bench_event (&bench, "[\"new message\",{\"username\":\"bob\",\"message\":\"hi\\nall\"}]");
  assert_string (bench_dup_messages (&bench, "main"), "ann: hello desktop; bob: hi\nall; ");
  assert_string (bench_dup_people (&bench), "ann=ann(online)[main]; bob=bob(online)[main]; ");

  bench_event (&bench, "[\"user left\",{\"username\":\"ann\",\"numUsers\":1}]");
  assert_string (bench_dup_people (&bench), "ann=ann(offline)[]; bob=bob(online)[main]; ");

  users = series_store_get (tell_store_get_series (bench.store), "users");
  g_assert_true (series_buffer_get_last (users, &point));
  g_assert_cmpfloat (point.value, ==, 1);
  g_assert_cmpint (point.time_ms, ==, BENCH_WALL_MS);

  notifications = tell_store_get_notifications (bench.store);
  g_assert_cmpuint (g_list_model_get_n_items (notifications), ==, 1);
  g_assert_cmpuint (bench_stats (&bench, 2)->matched, ==, 2);
  g_assert_cmpuint (bench_stats (&bench, 2)->skipped, ==, 0);
  bench_close (&bench);
}

static void
test_emits (void)
{
  g_autoptr (GPtrArray) connect = NULL;
  g_autoptr (TellEmission) send = NULL;
  g_autoptr (TellEmission) typing = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench;

  open_chat (&bench);
  tell_engine_set_input (bench.engine, "name", "Zoë \"7\"");
  connect = tell_engine_build_connect_emits (bench.engine, "/");
  g_assert_cmpuint (connect->len, ==, 1);
  assert_emission (g_ptr_array_index (connect, 0), "[\"add user\",\"Zoë \\\"7\\\"\"]");

  send = tell_engine_build_emit (bench.engine, TELL_EMIT_SEND, "main", "hi", &error);
  g_assert_no_error (error);
  assert_emission (send, "[\"new message\",\"hi\"]");
  g_assert_true (send->echo);
  g_assert_cmpstr (send->name, ==, "new message");
  typing = tell_engine_build_emit (bench.engine, TELL_EMIT_TYPING_STOP, "main", NULL, &error);
  assert_emission (typing, "[\"stop typing\"]");
  g_assert_cmpfloat (tell_engine_get_typing_idle (bench.engine), ==, 0.4);

  g_assert_false (tell_engine_has_emit (bench.engine, TELL_EMIT_JOIN));
  g_assert_null (tell_engine_build_emit (bench.engine, TELL_EMIT_JOIN, "main", NULL, &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING);
  g_clear_pointer (&connect, g_ptr_array_unref);
  g_clear_pointer (&send, tell_emission_unref);
  g_clear_pointer (&typing, tell_emission_unref);
  bench_close (&bench);
}

static void
test_unbound (void)
{
  Bench bench;
  g_autoptr (GPtrArray) unbound = NULL;
  TellUnbound *one;

  open_chat (&bench);
  g_assert_false (bench_event (&bench, "[\"drawing\",1]"));
  g_assert_false (bench_event (&bench, "[\"drawing\",2]"));
  g_assert_false (bench_event_on (&bench, "/other", "[\"login\",{\"numUsers\":2}]"));
  g_assert_false (bench_pseudo (&bench, "connect", "{}"));
  unbound = tell_engine_list_unbound (bench.engine);
  g_assert_cmpuint (unbound->len, ==, 2);
  one = g_ptr_array_index (unbound, 0);
  if (g_str_equal (one->event, "login"))
    one = g_ptr_array_index (unbound, 1);
  g_assert_cmpstr (one->event, ==, "drawing");
  g_assert_cmpuint (one->count, ==, 2);
  bench_close (&bench);
}

static void
test_config (void)
{
  Bench bench;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioConfig) config = NULL;
  g_auto (GStrv) namespaces = NULL;
  guint alternative = 0;

  open_chat (&bench);
  config = tell_engine_build_config (bench.engine, &error);
  g_assert_no_error (error);
  namespaces = tell_engine_get_namespaces (bench.engine);
  g_assert_cmpuint (g_strv_length (namespaces), ==, 1);
  g_assert_cmpstr (namespaces[0], ==, "/");
  g_assert_null (tell_engine_build_auth (bench.engine, "/", &alternative));

  tell_engine_set_input (bench.engine, "name", NULL);
  g_assert_null (tell_engine_build_config (bench.engine, &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "“name”"));
  bench_close (&bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chat/document", test_document);
  g_test_add_func ("/chat/events", test_events);
  g_test_add_func ("/chat/emits", test_emits);
  g_test_add_func ("/chat/unbound", test_unbound);
  g_test_add_func ("/chat/config", test_config);
  return g_test_run ();
}
