/* test-actions.c: each action: what it changes, what it skips and why.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "bench.h"

static void
open_actions (Bench *bench, const char *actions)
{
  g_autofree char *bindings = g_strdup_printf ("{\"on\":\"a\",\"do\":[%s]}", actions);

  bench_open_with (bench, bindings, "\"rooms\":[{\"room\":\"lobby\"},{\"room\":\"7\"}]");
}

static void
assert_skipped (Bench *bench, guint64 skipped, const char *why)
{
  g_assert_cmpuint (bench_stats (bench, 0)->skipped, ==, skipped);
  g_assert_cmpstr (bench_stats (bench, 0)->why, ==, why);
}

static SeriesBuffer *
get_series (Bench *bench, const char *id)
{
  return series_store_get (tell_store_get_series (bench->store), id);
}

static void
test_point (void)
{
  Bench bench;
  SeriesPoint point;

  open_actions (&bench,
                "{\"to\":\"point\",\"series\":\"${/0/id}\",\"value\":\"${/0/v}\",\"time\":\"${/0/t}\"}");
  bench_event (&bench, "[\"a\",{\"id\":7,\"v\":1.5,\"t\":1732250001}]");
  g_assert_true (series_buffer_get_last (get_series (&bench, "7"), &point));
  g_assert_cmpfloat (point.value, ==, 1.5);
  g_assert_cmpint (point.time_ms, ==, 1732250001000);
  assert_skipped (&bench, 0, NULL);

  /* Missing is a skip; null, text, infinities and anything else are gaps; a bad time is the arrival. */
  bench_event (&bench, "[\"a\",{\"id\":7}]");
  assert_skipped (&bench, 1, "value: ${/0/v}");
  bench_event (&bench, "[\"a\",{\"v\":1}]");
  assert_skipped (&bench, 2, "series: ${/0/id}");
  bench_event (&bench, "[\"a\",{\"id\":\"7\",\"v\":null,\"t\":1732250002}]");
  bench_event (&bench, "[\"a\",{\"id\":\"7\",\"v\":\"5\",\"t\":1732250003}]");
  bench_event (&bench, "[\"a\",{\"id\":\"7\",\"v\":1e400,\"t\":1732250004}]");
  bench_event (&bench, "[\"a\",{\"id\":\"7\",\"v\":true,\"t\":1732250005}]");
  g_assert_cmpuint (series_buffer_get_n_points (get_series (&bench, "7")), ==, 1);
  bench_event_at (&bench, 1732250009000, "[\"a\",{\"id\":\"7\",\"v\":9,\"t\":\"soon\"}]");
  g_assert_true (series_buffer_get_last (get_series (&bench, "7"), &point));
  g_assert_cmpint (point.time_ms, ==, 1732250009000);
  assert_skipped (&bench, 2, "series: ${/0/id}");
  bench_close (&bench);
}

static void
test_point_merge (void)
{
  Bench bench;
  SeriesPoint point;

  open_actions (&bench, "{\"to\":\"point\",\"series\":\"s\",\"value\":\"${/0}\",\"merge\":\"sum\"},"
                        "{\"to\":\"point\",\"series\":\"r\",\"value\":\"${/0}\"}");
  bench_event (&bench, "[\"a\",2]");
  bench_event (&bench, "[\"a\",3]");
  g_assert_true (series_buffer_get_last (get_series (&bench, "s"), &point));
  g_assert_cmpfloat (point.value, ==, 5);
  g_assert_true (series_buffer_get_last (get_series (&bench, "r"), &point));
  g_assert_cmpfloat (point.value, ==, 3);
  bench_close (&bench);
}

static void
test_point_limit (void)
{
  Bench bench;

  open_actions (&bench, "{\"to\":\"point\",\"series\":\"${/0}\",\"value\":1}");
  for (guint i = 0; i < SERIES_STORE_MAX_SERIES + 1; i++)
    {
      g_autofree char *event = g_strdup_printf ("[\"a\",%u]", i);

      bench_event (&bench, event);
    }
  assert_skipped (&bench, 1, "point: too many series");
  bench_close (&bench);
}

static void
test_series (void)
{
  Bench bench;

  open_actions (&bench, "{\"to\":\"series\",\"series\":\"cpu\",\"name\":\"${/0}\",\"unit\":\"${/1}\"}");
  bench_event (&bench, "[\"a\",\"CPU\",\"%\"]");
  bench_event (&bench, "[\"a\",null]");
  g_assert_cmpstr (series_buffer_get_name (get_series (&bench, "cpu")), ==, "CPU");
  g_assert_cmpstr (series_buffer_get_unit (get_series (&bench, "cpu")), ==, "%");
  bench_close (&bench);
}

static void
test_message (void)
{
  Bench bench;
  TellMessage *message;

  open_actions (&bench,
                "{\"to\":\"message\",\"id\":\"${/0/id}\",\"room\":\"${/0/room}\",\"author\":\"${/0/by}\","
                "\"text\":\"${/0/text}\",\"time\":\"${/0/at}\",\"kind\":\"${/0/kind}\"}");
  bench_event (&bench, "[\"a\",{\"text\":\"one\",\"by\":\"ann\",\"at\":1732250005,\"id\":1}]");
  bench_event (&bench, "[\"a\",{\"text\":\"zero\",\"by\":\"bob\",\"at\":1732250004}]");
  bench_event (&bench, "[\"a\",{\"text\":\"else\",\"room\":7}]");
  assert_string (bench_dup_messages (&bench, "lobby"), "bob: zero; ann: one; ");
  assert_string (bench_dup_messages (&bench, "7"), "-: else; ");

  /* The same id edits the fields that are given. */
  bench_event (&bench, "[\"a\",{\"text\":\"edited\",\"id\":\"1\"}]");
  assert_string (bench_dup_messages (&bench, "lobby"), "bob: zero; ann: edited; ");
  message = tell_room_find_message (tell_store_find_room (bench.store, "lobby"), "1");
  g_assert_cmpint (tell_message_get_time (message), ==, 1732250005000);
  g_assert_true (tell_message_get_edited (message));
  bench_event (&bench, "[\"a\",{\"text\":\"edited\",\"id\":\"1\",\"at\":1732250003,\"kind\":\"notice\"}]");
  assert_string (bench_dup_messages (&bench, "lobby"), "ann: edited; bob: zero; ");
  g_assert_cmpint (tell_message_get_kind (message), ==, TELL_MESSAGE_KIND_NOTICE);

  /* Nothing is no message; an unknown kind is counted, the message is there. */
  bench_event (&bench, "[\"a\",{\"by\":\"ann\"}]");
  assert_skipped (&bench, 1, "text: ${/0/text}");
  bench_event (&bench, "[\"a\",{\"text\":\"loud\",\"kind\":\"shout\"}]");
  assert_skipped (&bench, 2, "kind: ${/0/kind}");
  assert_string (bench_dup_messages (&bench, "lobby"), "-: loud; ann: edited; bob: zero; ");
  bench_close (&bench);
}

static void
test_message_removed (void)
{
  Bench bench;

  bench_open_with (&bench,
                   "{\"on\":\"a\",\"do\":[{\"to\":\"message\",\"id\":\"${/0}\",\"text\":\"${/0}\"}]},"
                   "{\"on\":\"d\",\"do\":[{\"to\":\"message-removed\",\"id\":\"${/0}\"}]}",
                   NULL);
  bench_event (&bench, "[\"a\",1]");
  bench_event (&bench, "[\"a\",2]");
  bench_event (&bench, "[\"d\",\"1\"]");
  bench_event (&bench, "[\"d\",9]");
  assert_string (bench_dup_messages (&bench, "main"), "-: 2; ");
  bench_close (&bench);
}

static void
test_room (void)
{
  Bench bench;
  TellRoom *room;

  open_actions (&bench,
                "{\"to\":\"room\",\"room\":\"${/0/id}\",\"name\":\"${/0/name}\",\"topic\":\"${/0/topic}\","
                "\"unread\":\"${/0/unread}\",\"joined\":\"${/0/joined}\"},"
                "{\"to\":\"message\",\"room\":\"${/0/id}\",\"text\":\"x\"}");
  bench_event (&bench, "[\"a\",{\"id\":3}]");
  room = tell_store_find_room (bench.store, "3");
  g_assert_cmpstr (tell_room_get_name (room), ==, "3");
  g_assert_cmpuint (tell_room_get_unread (room), ==, 1);
  bench_event (&bench,
               "[\"a\",{\"id\":\"3\",\"name\":\"Three\",\"topic\":\"t\",\"unread\":\"5\",\"joined\":1}]");
  g_assert_cmpstr (tell_room_get_name (room), ==, "Three");
  g_assert_cmpstr (tell_room_get_topic (room), ==, "t");
  g_assert_true (tell_room_get_joined (room));
  g_assert_cmpuint (tell_room_get_unread (room), ==, 5);
  bench_event (&bench, "[\"a\",{\"id\":\"3\",\"joined\":false}]");
  g_assert_cmpuint (tell_room_get_unread (room), ==, 5);
  g_assert_false (tell_room_get_joined (room));
  bench_close (&bench);
}

static void
test_room_removed (void)
{
  Bench bench;

  open_actions (&bench, "{\"to\":\"room-removed\",\"room\":\"${/0}\"}");
  bench_event (&bench, "[\"a\",7]");
  g_assert_null (tell_store_find_room (bench.store, "7"));
  bench_event (&bench, "[\"a\",8]");
  assert_skipped (&bench, 0, NULL);
  bench_close (&bench);
}

#define PERSON                                                                                               \
  "{\"to\":\"person\",\"person\":\"${/0/id}\",\"name\":\"${/0/name}\",\"state\":\"${/0/"                     \
  "state}\",\"room\":\"${/0/room}\","                                                                        \
  "\"detail\":\"${/0/detail}\",\"me\":\"${/0/me}\"}"

static void
test_person (void)
{
  Bench bench;
  TellPerson *ann;

  open_actions (&bench, PERSON);
  bench_event (&bench, "[\"a\",{\"id\":1}]");
  bench_event (&bench,
               "[\"a\",{\"id\":\"1\",\"name\":\"Ann\",\"room\":\"lobby\",\"detail\":\"here\",\"me\":true}]");
  bench_event (&bench, "[\"a\",{\"id\":2,\"state\":\"away\",\"room\":7}]");
  bench_event (&bench, "[\"a\",{\"id\":3,\"state\":\"sleeping\"}]");
  assert_string (bench_dup_people (&bench), "1=Ann(online)[lobby]; 2=2(away)[7]; 3=3(unknown)[]; ");
  assert_skipped (&bench, 1, "state: ${/0/state}");
  ann = tell_store_find_person (bench.store, "1");
  g_assert_true (tell_store_get_me (bench.store) == ann);
  g_assert_cmpstr (tell_person_get_detail (ann), ==, "here");
  bench_event (&bench, "[\"a\",{\"id\":1,\"state\":\"offline\",\"me\":false}]");
  assert_string (bench_dup_people (&bench), "1=Ann(offline)[lobby]; 2=2(away)[7]; 3=3(unknown)[]; ");
  g_assert_null (tell_store_get_me (bench.store));
  bench_close (&bench);
}

static void
test_person_left (void)
{
  Bench bench;

  bench_open_with (
      &bench,
      "{\"on\":\"a\",\"do\":[" PERSON "]},"
      "{\"on\":\"l\",\"do\":[{\"to\":\"person-left\",\"person\":\"${/0/id}\",\"room\":\"${/0/"
      "room}\",\"forget\":\"${/0/forget}\"}]},"
      "{\"on\":\"m\",\"do\":[{\"to\":\"message\",\"author\":\"${/0}\",\"text\":\"${/0 | person}\"}]}",
      NULL);
  bench_event (&bench, "[\"a\",{\"id\":1,\"name\":\"Ann\",\"room\":\"r\"}]");
  bench_event (&bench, "[\"a\",{\"id\":1,\"room\":\"s\"}]");
  bench_event (&bench, "[\"a\",{\"id\":2,\"state\":\"online\",\"room\":\"r\"}]");
  bench_event (&bench, "[\"l\",{\"id\":1,\"room\":\"r\"}]");
  bench_event (&bench, "[\"l\",{\"id\":2,\"room\":\"r\"}]");
  assert_string (bench_dup_people (&bench), "1=Ann(online)[s]; 2=2(online)[]; ");
  bench_event (&bench, "[\"l\",{\"id\":2}]");
  bench_event (&bench, "[\"l\",{\"id\":1,\"room\":\"s\"}]");
  assert_string (bench_dup_people (&bench), "1=Ann(offline)[]; 2=2(offline)[]; ");

  /* forget: out of the list, the name stays; leaving a room afterwards brings nobody back. */
  bench_event (&bench, "[\"l\",{\"id\":1,\"forget\":true}]");
  bench_event (&bench, "[\"l\",{\"id\":1,\"room\":\"r\"}]");
  assert_string (bench_dup_people (&bench), "2=2(offline)[]; ");
  bench_event (&bench, "[\"m\",1]");
  assert_string (bench_dup_messages (&bench, "main"), "Ann: Ann; ");
  assert_string (bench_dup_people (&bench), "2=2(offline)[]; 1=Ann(unknown)[]; ");

  /* An unknown one that an action names is created. */
  bench_event (&bench, "[\"l\",{\"id\":9}]");
  assert_string (bench_dup_people (&bench), "2=2(offline)[]; 1=Ann(unknown)[]; 9=9(offline)[]; ");
  bench_close (&bench);
}

static void
test_people_count (void)
{
  Bench bench;

  open_actions (&bench, "{\"to\":\"people-count\",\"value\":\"${/0}\",\"room\":\"${/1}\"}");
  bench_event (&bench, "[\"a\",3]");
  bench_event (&bench, "[\"a\",\"5\",\"lobby\"]");
  g_assert_cmpint (tell_store_get_people_count (bench.store), ==, 3);
  g_assert_cmpint (tell_room_get_people_count (tell_store_find_room (bench.store, "lobby")), ==, 5);
  bench_event (&bench, "[\"a\",\"many\"]");
  assert_skipped (&bench, 1, "value: ${/0}");
  bench_close (&bench);
}

static void
test_typing (void)
{
  Bench bench;
  GListModel *typing;
  g_autoptr (TellPerson) who = NULL;
  guint woken = 0;

  open_actions (&bench, "{\"to\":\"typing\",\"person\":\"${/0}\",\"active\":\"${/1}\"}");
  tell_person_set_name (tell_store_ensure_person (bench.store, "1"), "Ann");
  test_count_notify (bench.engine, "wakeup", &woken);
  bench_event (&bench, "[\"a\",\"Ann\"]");
  typing = tell_room_get_typing (tell_store_find_room (bench.store, "lobby"));
  who = g_list_model_get_item (typing, 0);
  g_assert_cmpstr (tell_person_get_id (who), ==, "1");
  g_assert_cmpuint (woken, ==, 1);
  g_assert_cmpint (tell_engine_tick (bench.engine), ==,
                   eio_clock_get_now (bench.clock) / 1000 * 1000 + TELL_TYPING_MS * 1000);
  bench_event (&bench, "[\"a\",\"bob\"]");
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 2);
  bench_event (&bench, "[\"a\",\"Ann\",false]");
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 1);
  bench_advance (&bench, 5.9);
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 1);
  bench_advance (&bench, 0.2);
  g_assert_cmpuint (g_list_model_get_n_items (typing), ==, 0);
  bench_close (&bench);
}

static void
test_row (void)
{
  Bench bench;
  TellTable *table;
  TellRow *row;

  bench_open_with (&bench,
                   "{\"on\":\"a\",\"do\":[{\"to\":\"row\",\"table\":\"t\",\"key\":\"${/0}\",\"n\":\"${/"
                   "1}\",\"fixed\":5,\"to x\":\"${/2}\"}]},"
                   "{\"on\":\"d\",\"do\":[{\"to\":\"row-removed\",\"table\":\"t\",\"key\":\"${/0}\"}]}",
                   NULL);
  bench_event (&bench, "[\"a\",1,\"x\",{\"a\":[1]}]");
  bench_event (&bench, "[\"a\",\"1\",null]");
  table = tell_store_find_table (bench.store, "t");
  row = tell_table_find (table, "1");
  g_assert_cmpstr (tell_row_get_json (row, "n"), ==, "\"x\"");
  g_assert_cmpstr (tell_row_get_json (row, "fixed"), ==, "5");
  g_assert_cmpstr (tell_row_get_json (row, "to x"), ==, "{\"a\":[1]}");
  g_assert_cmpstr (tell_table_get_columns (table)[0], ==, "n");
  bench_event (&bench, "[\"d\",1]");
  bench_event (&bench, "[\"d\",1]");
  g_assert_null (tell_table_find (table, "1"));
  g_assert_cmpuint (bench_stats (&bench, 1)->skipped, ==, 0);
  bench_close (&bench);
}

static void
test_log (void)
{
  Bench bench;
  TellLog *log;
  g_autoptr (TellLogLine) line = NULL;

  open_actions (&bench,
                "{\"to\":\"log\",\"log\":\"out\",\"text\":\"${/0 | strip ansi}\",\"level\":\"${/1}\"}");
  bench_event (&bench, "[\"a\",\"one\\r\\ntwo\\n\",\"error\"]");
  bench_event (&bench, "[\"a\",5,\"bad\"]");
  log = tell_store_find_log (bench.store, "out");
  g_assert_cmpuint (tell_log_get_n_added (log), ==, 3);
  line = g_list_model_get_item (G_LIST_MODEL (log), 1);
  g_assert_cmpstr (tell_log_line_get_text (line), ==, "two");
  g_assert_cmpint (tell_log_line_get_level (line), ==, TELL_LEVEL_ERROR);
  g_assert_cmpint (tell_log_line_get_time (line), ==, BENCH_WALL_MS);
  assert_skipped (&bench, 1, "level: ${/1}");
  bench_close (&bench);
}

static guint
count_notifications (Bench *bench)
{
  return g_list_model_get_n_items (tell_store_get_notifications (bench->store));
}

static void
test_notify (void)
{
  Bench bench;
  g_autoptr (TellNotification) first = NULL;

  open_actions (&bench,
                "{\"to\":\"notify\",\"id\":\"${/0/id}\",\"title\":\"${/0/title}\",\"body\":\"${/0/body}\","
                "\"level\":\"warning\",\"room\":\"lobby\",\"limit\":{\"count\":2,\"seconds\":10}}");
  bench_event (&bench, "[\"a\",{\"title\":\"one\",\"body\":\"b\"}]");
  first = g_list_model_get_item (tell_store_get_notifications (bench.store), 0);
  g_assert_null (tell_notification_get_id (first));
  g_assert_cmpstr (tell_notification_get_title (first), ==, "one");
  g_assert_cmpstr (tell_notification_get_body (first), ==, "b");
  g_assert_cmpstr (tell_notification_get_room (first), ==, "lobby");
  g_assert_cmpint (tell_notification_get_level (first), ==, TELL_LEVEL_WARNING);
  g_assert_true (tell_room_get_mention (tell_store_find_room (bench.store, "lobby")));

  /* An id seen before does nothing. */
  bench_event (&bench, "[\"a\",{\"title\":\"two\",\"id\":7}]");
  bench_event (&bench, "[\"a\",{\"title\":\"two\",\"id\":\"7\"}]");
  g_assert_cmpuint (count_notifications (&bench), ==, 2);
  /* No more than two in ten seconds. */
  bench_event (&bench, "[\"a\",{\"title\":\"three\"}]");
  g_assert_cmpuint (count_notifications (&bench), ==, 2);
  bench_advance (&bench, 10.1);
  bench_event (&bench, "[\"a\",{\"title\":\"four\"}]");
  g_assert_cmpuint (count_notifications (&bench), ==, 3);
  bench_event (&bench, "[\"a\",{}]");
  assert_skipped (&bench, 1, "title: ${/0/title}");
  bench_close (&bench);
}

static void
test_clear (void)
{
  Bench bench;

  bench_open_with (
      &bench,
      "{\"on\":\"fill\",\"do\":["
      "{\"to\":\"point\",\"series\":\"cpu.a\",\"value\":1},{\"to\":\"point\",\"series\":\"mem\",\"value\":1},"
      "{\"to\":\"series\",\"series\":\"cpu.a\",\"name\":\"A\"},"
      "{\"to\":\"person\",\"person\":\"1\",\"room\":\"r\"},{\"to\":\"person\",\"person\":\"1\",\"room\":"
      "\"s\"},"
      "{\"to\":\"message\",\"room\":\"r\",\"text\":\"x\"},{\"to\":\"message\",\"room\":\"s\",\"text\":\"x\"},"
      "{\"to\":\"row\",\"table\":\"t\",\"key\":1},{\"to\":\"log\",\"log\":\"l\",\"text\":\"x\"}]},"
      "{\"on\":\"clear\",\"do\":[{\"to\":\"clear\",\"what\":\"${/0}\",\"room\":\"${/1}\",\"series\":\"${/"
      "2}\"}]}",
      NULL);
  bench_event (&bench, "[\"fill\"]");
  bench_event (&bench, "[\"clear\",\"series\",null,\"cpu.*\"]");
  g_assert_cmpuint (series_buffer_get_n_points (get_series (&bench, "cpu.a")), ==, 0);
  g_assert_cmpstr (series_buffer_get_name (get_series (&bench, "cpu.a")), ==, "A");
  g_assert_cmpuint (series_buffer_get_n_points (get_series (&bench, "mem")), ==, 1);
  bench_event (&bench, "[\"clear\",\"messages\",\"r\"]");
  assert_string (bench_dup_messages (&bench, "r"), "");
  assert_string (bench_dup_messages (&bench, "s"), "-: x; ");
  bench_event (&bench, "[\"clear\",\"people\",\"r\"]");
  assert_string (bench_dup_people (&bench), "1=1(online)[s]; ");
  bench_event (&bench, "[\"clear\",\"people\",\"unknown room\"]");
  assert_string (bench_dup_people (&bench), "1=1(online)[s]; ");
  bench_event (&bench, "[\"clear\",\"people\"]");
  assert_string (bench_dup_people (&bench), "");
  bench_event (&bench, "[\"clear\",\"rows\"]");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tell_store_find_table (bench.store, "t"))), ==,
                    0);
  bench_event (&bench, "[\"clear\",\"log\"]");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tell_store_find_log (bench.store, "l"))), ==, 0);
  bench_event (&bench, "[\"clear\",\"rooms\"]");
  g_assert_null (tell_store_find_room (bench.store, "r"));
  bench_event (&bench, "[\"clear\",\"all\"]");
  g_assert_cmpuint (bench_stats (&bench, 1)->skipped, ==, 1);
  bench_close (&bench);
}

static void
count_variable_cb (TellEngine *engine, const char *name, guint *count)
{
  (*count)++;
}

static void
test_set (void)
{
  Bench bench;
  g_autoptr (GPtrArray) variables = NULL;
  TellVariable *variable;
  guint changed = 0;

  open_actions (&bench, "{\"to\":\"set\",\"name\":\"${/0}\",\"value\":\"${/1}\",\"secret\":\"${/2}\"},"
                        "{\"to\":\"message\",\"text\":\"${@token/id ?? @token}\"}");
  g_signal_connect (bench.engine, "variable-changed", G_CALLBACK (count_variable_cb), &changed);
  bench_event (&bench, "[\"a\",\"token\",{\"id\":5},true]");
  bench_event (&bench, "[\"a\",\"token\",\"abc\"]");
  bench_event (&bench, "[\"a\",\"other\",7]");
  assert_string (bench_dup_messages (&bench, "lobby"), "-: 5; -: abc; -: abc; ");
  g_assert_cmpuint (changed, ==, 3);
  variables = tell_engine_list_variables (bench.engine);
  g_assert_cmpuint (variables->len, ==, 2);
  variable = g_ptr_array_index (variables, 0);
  g_assert_cmpstr (variable->name, ==, "token");
  g_assert_cmpstr (variable->value, ==, "abc");
  g_assert_true (variable->secret);
  bench_event (&bench, "[\"a\",\"other\"]");
  assert_skipped (&bench, 1, "value: ${/1}");
  bench_close (&bench);
}

static void
test_emit (void)
{
  Bench bench;

  open_actions (
      &bench,
      "{\"to\":\"emit\",\"event\":\"open\",\"args\":[{\"target\":\"${/0}\"},\"${name}\",2],\"ack\":true},"
      "{\"to\":\"emit\",\"event\":\"names\",\"namespace\":\"/x\"},"
      "{\"to\":\"emit\",\"event\":\"spread\",\"args\":\"${/1}\"}");
  bench_event (&bench, "[\"a\",7,[1,[2]]]");
  g_assert_cmpstr (bench.emitted->str, ==,
                   "/[\"open\",{\"target\":7},\"desktop\",2] ack\n/x[\"names\"]\n/[\"spread\",1,[2]]\n");
  g_string_truncate (bench.emitted, 0);
  bench_event (&bench, "[\"a\",null,\"one\"]");
  g_assert_cmpstr (bench.emitted->str, ==, "/x[\"names\"]\n/[\"spread\",\"one\"]\n");
  assert_skipped (&bench, 1, "args: [{\"target\":\"${/0}\"},\"${name}\",2]");
  bench_close (&bench);
}

static void
test_ready (void)
{
  Bench bench;

  open_actions (&bench, "{\"to\":\"ready\"}");
  g_assert_false (tell_store_get_ready (bench.store));
  bench_event (&bench, "[\"a\"]");
  g_assert_true (tell_store_get_ready (bench.store));
  bench_close (&bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/actions/point", test_point);
  g_test_add_func ("/actions/point-merge", test_point_merge);
  g_test_add_func ("/actions/point-limit", test_point_limit);
  g_test_add_func ("/actions/series", test_series);
  g_test_add_func ("/actions/message", test_message);
  g_test_add_func ("/actions/message-removed", test_message_removed);
  g_test_add_func ("/actions/room", test_room);
  g_test_add_func ("/actions/room-removed", test_room_removed);
  g_test_add_func ("/actions/person", test_person);
  g_test_add_func ("/actions/person-left", test_person_left);
  g_test_add_func ("/actions/people-count", test_people_count);
  g_test_add_func ("/actions/typing", test_typing);
  g_test_add_func ("/actions/row", test_row);
  g_test_add_func ("/actions/log", test_log);
  g_test_add_func ("/actions/notify", test_notify);
  g_test_add_func ("/actions/clear", test_clear);
  g_test_add_func ("/actions/set", test_set);
  g_test_add_func ("/actions/emit", test_emit);
  g_test_add_func ("/actions/ready", test_ready);
  return g_test_run ();
}
