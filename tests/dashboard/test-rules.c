/* test-rules.c: rules on series and on silence, on a clock that the test moves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#define POINT                                                                                                \
  "{\"on\":\"p\",\"do\":[{\"to\":\"point\",\"series\":\"${/1 ?? "                                            \
  "'cpu'}\",\"value\":\"${/0}\",\"time\":\"${/2}\"}]}"

static void
assert_told (Bench *bench, const char *expected)
{
  GListModel *list = tell_store_get_notifications (bench->store);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (TellNotification) one = g_list_model_get_item (list, i);

      g_string_append_printf (titles, "%s;", tell_notification_get_title (one));
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
test_above_for_clear (void)
{
  Bench bench;
  gint64 due;

  bench_open_with (&bench, POINT,
                   "\"rules\":[{\"series\":\"cpu\",\"above\":80,\"for\":30,\"clear\":70,\"title\":\"high on "
                   "${name}\",\"level\":\"warning\"}]");
  bench_event (&bench, "[\"p\",80]");
  g_assert_cmpint (tell_engine_tick (bench.engine), ==, 0);
  bench_event (&bench, "[\"p\",81]");
  due = eio_clock_get_now (bench.clock) + 30 * G_USEC_PER_SEC;
  g_assert_cmpint (tell_engine_tick (bench.engine), ==, due);
  bench_advance (&bench, 29);
  assert_told (&bench, "");
  bench_event (&bench, "[\"p\",95]");
  bench_advance (&bench, 1);
  assert_told (&bench, "high on desktop;");
  g_assert_cmpint (tell_engine_tick (bench.engine), ==, 0);

  /* Between 70 and 80 it is told already; at 70 it is calm again. */
  bench_event (&bench, "[\"p\",75]");
  bench_event (&bench, "[\"p\",99]");
  bench_advance (&bench, 100);
  assert_told (&bench, "high on desktop;");
  bench_event (&bench, "[\"p\",70]");
  bench_event (&bench, "[\"p\",99]");
  bench_advance (&bench, 100);
  assert_told (&bench, "high on desktop;high on desktop;");
  bench_close (&bench);
}

static void
test_interrupted (void)
{
  Bench bench;

  bench_open_with (&bench, POINT, "\"rules\":[{\"series\":\"cpu\",\"above\":80,\"for\":30,\"title\":\"t\"}]");
  bench_event (&bench, "[\"p\",90]");
  bench_advance (&bench, 20);
  bench_event (&bench, "[\"p\",10]");
  bench_event (&bench, "[\"p\",90]");
  bench_advance (&bench, 20);
  assert_told (&bench, "");
  bench_advance (&bench, 10);
  assert_told (&bench, "t;");
  bench_close (&bench);
}

/* Only the newest point counts. */
static void
test_history (void)
{
  Bench bench;

  bench_open_with (&bench, POINT, "\"rules\":[{\"series\":\"cpu\",\"below\":5,\"title\":\"low\"}]");
  bench_event (&bench, "[\"p\",50,null,1732250000]");
  bench_event (&bench, "[\"p\",1,null,1732249000]");
  bench_event (&bench, "[\"p\",2,null,1732249999]");
  assert_told (&bench, "");
  bench_event (&bench, "[\"p\",1,null,1732250001]");
  assert_told (&bench, "low;");
  bench_close (&bench);
}

static void
test_glob (void)
{
  Bench bench;

  bench_open_with (&bench, POINT, "\"rules\":[{\"series\":\"load.*\",\"above\":1}]");
  bench_event (&bench, "[\"p\",2,\"load.a\"]");
  bench_event (&bench, "[\"p\",2,\"other\"]");
  bench_event (&bench, "[\"p\",2,\"load.b\"]");
  bench_event (&bench, "[\"p\",3,\"load.a\"]");
  assert_told (&bench, "load.a;load.b;");
  bench_close (&bench);
}

static void
test_silent (void)
{
  Bench bench;

  bench_open_with (&bench, "{\"on\":\"x\",\"do\":[]}",
                   "\"rules\":[{\"silent\":\"server_stats\",\"for\":10,\"title\":\"silent\"}]");
  bench_advance (&bench, 60);
  assert_told (&bench, "");
  bench_pseudo (&bench, "connect", "{}");
  bench_advance (&bench, 9);
  assert_told (&bench, "");
  bench_event (&bench, "[\"server_stats\"]");
  bench_advance (&bench, 9);
  bench_event_on (&bench, "/other", "[\"server_stats\"]");
  assert_told (&bench, "");
  bench_advance (&bench, 1);
  assert_told (&bench, "silent;");
  bench_advance (&bench, 60);
  assert_told (&bench, "silent;");
  bench_event (&bench, "[\"server_stats\"]");
  bench_advance (&bench, 11);
  assert_told (&bench, "silent;silent;");
  bench_close (&bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/above-for-clear", test_above_for_clear);
  g_test_add_func ("/rules/interrupted", test_interrupted);
  g_test_add_func ("/rules/history", test_history);
  g_test_add_func ("/rules/glob", test_glob);
  g_test_add_func ("/rules/silent", test_silent);
  return g_test_run ();
}
