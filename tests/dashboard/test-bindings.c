/* test-bindings.c: which events a binding wants, its loops and conditions, what counts as matched, skipped and unbound.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

/* What was logged, so that a case is a document, events and a text. */
static char *
dup_log (Bench *bench)
{
  TellLog *log = tell_store_find_log (bench->store, "l");
  GString *out = g_string_new (NULL);

  for (guint i = 0; log != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (log)); i++)
    {
      g_autoptr (TellLogLine) line = g_list_model_get_item (G_LIST_MODEL (log), i);

      g_string_append_printf (out, "%s;", tell_log_line_get_text (line));
    }
  return g_string_free (out, FALSE);
}

#define LOG(text) "{\"to\":\"log\",\"log\":\"l\",\"text\":\"" text "\"}"

typedef struct
{
  const char *bindings;
  const char *
      event; /* the array; one that begins with "/nsp " is of that namespace; with "@name ", a pseudo-event */
  const char *expected;
} Case;

static const Case cases[] = {
  /* Names, lists, globs. */
  { "{\"on\":\"a\",\"do\":[" LOG ("${$0}") "]}", "[\"a\"]", "a;" },
  { "{\"on\":\"a\",\"do\":[" LOG ("${$0}") "]}", "[\"b\"]", "" },
  { "{\"on\":[\"a\",\"b\"],\"do\":[" LOG ("${$0}") "]}", "[\"b\"]", "b;" },
  { "{\"on\":\"msg-input:*\",\"do\":[" LOG ("${$1}") "]}", "[\"msg-input:chart1\"]", "chart1;" },
  { "{\"on\":\"a*z\",\"do\":[" LOG ("[${$1}]") "]}", "[\"az\"]", "[];" },
  { "{\"on\":\"ab*bc\",\"do\":[" LOG ("x") "]}", "[\"abc\"]", "" },
  { "{\"on\":\"*\",\"do\":[" LOG ("${$1}") "]}", "[\"@real\"]", "@real;" },
  { "{\"on\":\"*\",\"do\":[" LOG ("${$1}") "]}", "@connect {}", "" },
  { "{\"on\":\"@*\",\"do\":[" LOG ("${$0} ${$1}") "]}", "@connect {}", "@connect connect;" },
  { "{\"on\":\"@*\",\"do\":[" LOG ("x") "]}", "[\"@real\"]", "" },
  { "{\"on\":\"@connect\",\"do\":[" LOG ("x") "]}", "[\"@connect\"]", "" },
  { "{\"on\":\"\\\\@connect\",\"do\":[" LOG ("${$0}") "]}", "[\"@connect\"]", "@connect;" },
  { "{\"on\":\"\\\\@connect\",\"do\":[" LOG ("x") "]}", "@connect {}", "" },
  /* Namespaces. */
  { "{\"on\":\"a\",\"do\":[" LOG ("x") "]}", "/admin [\"a\"]", "" },
  { "{\"on\":\"a\",\"namespace\":\"/admin\",\"do\":[" LOG ("x") "]}", "/admin [\"a\"]", "x;" },
  { "{\"on\":\"a\",\"namespace\":\"*\",\"do\":[" LOG ("${#namespace}") "]}", "/admin [\"a\"]", "/admin;" },
  /* In the document's order; stop. */
  { "{\"on\":\"*\",\"do\":[" LOG ("1") "]},{\"on\":\"a\",\"do\":[" LOG ("2") "]}", "[\"a\"]", "1;2;" },
  { "{\"on\":\"a\",\"stop\":true,\"do\":[" LOG ("1") "]},{\"on\":\"a\",\"do\":[" LOG ("2") "]}", "[\"a\"]",
    "1;" },
  { "{\"on\":\"a\",\"stop\":true,\"when\":[[\"/0\",\"==\",1]],\"do\":[" LOG (
        "1") "]},{\"on\":\"a\",\"do\":[" LOG ("2") "]}",
    "[\"a\",2]", "2;" },
  /* Loops over lists and maps. */
  { "{\"on\":\"a\",\"each\":[\"s in /0\"],\"do\":[" LOG ("${s#}=${s}") "]}", "[\"a\",[\"x\",\"y\"]]",
    "0=x;1=y;" },
  { "{\"on\":\"a\",\"each\":[\"s in /0\"],\"do\":[" LOG ("${s#}=${s/n}") "]}",
    "[\"a\",{\"k\":{\"n\":1},\"l\":{\"n\":2}}]", "k=1;l=2;" },
  { "{\"on\":\"a\",\"each\":[\"s in /0\",\"r in s/rooms\",\"n = r/name\"],\"do\":[" LOG (
        "${s#}.${r#} ${n}") "]}",
    "[\"a\",[{\"rooms\":[{\"name\":\"x\"},{\"name\":\"y\"}]},{},{\"rooms\":{\"q\":{\"name\":\"z\"}}}]]",
    "0.0 x;0.1 y;2.q z;" },
  { "{\"on\":\"a\",\"each\":[\"x in /0\",\"y in x\",\"z in y\"],\"do\":[" LOG ("${z}") "]}",
    "[\"a\",[[[1,2],[3]],[[4]]]]", "1;2;3;4;" },
  { "{\"on\":\"a\",\"each\":[\"s in /0\"],\"do\":[" LOG ("x") "]}", "[\"a\",5]", "" },
  { "{\"on\":\"a\",\"each\":[\"s in /0\"],\"do\":[" LOG ("x") "]}", "[\"a\"]", "" },
  { "{\"on\":\"a\",\"each\":[\"s in /0 | json\"],\"do\":[" LOG ("${s}") "]}", "[\"a\",\"[1,2]\"]", "1;2;" },
  { "{\"on\":\"a\",\"each\":[\"s in ${/0 ?? /1}\"],\"do\":[" LOG ("${s}") "]}", "[\"a\",null,[7]]", "7;" },
  { "{\"on\":\"a\",\"each\":[\"s in /0\"],\"do\":[" LOG ("${/1 | at s#}") "]}", "[\"a\",[1,2],[\"p\",\"q\"]]",
    "p;q;" },
  /* A loop variable hides an input of its name. */
  { "{\"on\":\"a\",\"each\":[\"name in /0\"],\"do\":[" LOG ("${name}") "]}", "[\"a\",[1]]", "1;" },
  /* Each event its own loops. */
  { "{\"on\":{\"msg\":[\"m = /0/msg\"],\"more\":[\"m in /0/messages\"]},\"do\":[" LOG ("${m/t}") "]}",
    "[\"msg\",{\"msg\":{\"t\":1}}]", "1;" },
  { "{\"on\":{\"msg\":[\"m = /0/msg\"],\"more\":[\"m in /0/messages\"]},\"do\":[" LOG ("${m/t}") "]}",
    "[\"more\",{\"messages\":[{\"t\":1},{\"t\":2}]}]", "1;2;" },
  /* first: once, before the loops, behind the conditions of the event. */
  { "{\"on\":\"a\",\"each\":[\"s in /0\"],\"first\":[" LOG ("first") "],\"do\":[" LOG ("${s}") "]}",
    "[\"a\",[1,2]]", "first;1;2;" },
  { "{\"on\":\"a\",\"each\":[\"s in /0\"],\"first\":[" LOG ("first") "],\"do\":[" LOG ("${s}") "]}",
    "[\"a\",[]]", "first;" },
  { "{\"on\":\"a\",\"each\":[\"l = /0/list\",\"s in l\"],\"first\":[" LOG ("${l | length}") "],\"do\":[" LOG (
        "${s}") "]}",
    "[\"a\",{\"list\":[5]}]", "1;5;" },
  { "{\"on\":\"a\",\"when\":[[\"/1\",\"==\",1]],\"each\":[\"s in /0\"],\"first\":[" LOG ("first") "]}",
    "[\"a\",[1],2]", "" },
  { "{\"on\":\"a\",\"first\":[" LOG ("first") "],\"do\":[" LOG ("x") "]}", "[\"a\"]", "first;x;" },
  /* when: all; one that names a loop variable is looked at inside that loop. */
  { "{\"on\":\"a\",\"when\":[[\"/0/interval\",\"==\",1]],\"do\":[" LOG ("x") "]}", "[\"a\",{\"interval\":1}]",
    "x;" },
  { "{\"on\":\"a\",\"when\":[[\"/0\",\"==\",1],[\"/1\",\"==\",1]],\"do\":[" LOG ("x") "]}", "[\"a\",1,2]",
    "" },
  { "{\"on\":\"a\",\"when\":[[\"s\",\">\",1]],\"each\":[\"s in /0\"],\"do\":[" LOG ("${s}") "]}",
    "[\"a\",[1,2,3]]", "2;3;" },
  { "{\"on\":\"a\",\"when\":[[\"x/ok\",\"==\",true],[\"y\",\"!=\",2]],\"each\":[\"x in /0\",\"y in "
    "x/l\"],\"do\":[" LOG ("${y}") "]}",
    "[\"a\",[{\"ok\":true,\"l\":[1,2]},{\"ok\":false,\"l\":[3]}]]", "1;" },
  { "{\"on\":\"a\",\"do\":[{\"to\":\"log\",\"log\":\"l\",\"text\":\"x\",\"when\":[[\"/0\",\"==\",1]]}," LOG (
        "y") "]}",
    "[\"a\",2]", "y;" },
  /* Values of pseudo-events. */
  { "{\"on\":\"@connect\",\"do\":[" LOG ("${/0/sid}") "]}", "@connect {\"sid\":\"x\"}", "x;" },
  { "{\"on\":\"@connect_error\",\"do\":[" LOG ("${/0/message}") "]}", "@connect_error {\"message\":\"no\"}",
    "no;" },
};

static void
send (Bench *bench, const char *event)
{
  const char *space = strchr (event, ' ');
  g_autofree char *word = space ? g_strndup (event, space - event) : NULL;

  if (event[0] == '@')
    bench_pseudo (bench, word + 1, space + 1);
  else if (event[0] == '/')
    bench_event_on (bench, word, space + 1);
  else
    bench_event (bench, event);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Bench bench;
      g_autofree char *found = NULL;

      bench_open_with (&bench, cases[i].bindings, NULL);
      send (&bench, cases[i].event);
      found = dup_log (&bench);
      if (g_strcmp0 (found, cases[i].expected) != 0)
        {
          g_test_message ("%s with %s: expected %s, found %s", cases[i].bindings, cases[i].event,
                          cases[i].expected, found);
          g_test_fail ();
        }
      bench_close (&bench);
    }
}

static void
test_default_namespace (void)
{
  Bench bench;

  bench_open_with (&bench, "{\"on\":\"a\",\"do\":[" LOG ("x") "]}", "\"namespace\":\"/chat\"");
  g_assert_false (bench_event (&bench, "[\"a\"]"));
  g_assert_true (bench_event_on (&bench, "/chat", "[\"a\"]"));
  bench_close (&bench);
}

static void
test_answer (void)
{
  Bench bench;

  bench_open_with (&bench,
                   "{\"on\":\"@ack:find\",\"do\":[" LOG (
                       "${sent/0/service} ${/0} ${/1/total}") "]},"
                                                              "{\"on\":\"@sent:say\",\"do\":[" LOG (
                                                                  "said ${/0}") "]}",
                   NULL);
  bench_answer (&bench, "ack:find", "[null,{\"total\":2}]", "[\"find\",{\"service\":\"users\"}]");
  bench_answer (&bench, "ack:find", "[7,{\"total\":2}]", "[\"find\",{\"service\":\"users\"}]");
  bench_answer (&bench, "sent:say", "[\"hello\"]", NULL);
  assert_string (dup_log (&bench), "users 7 2;said hello;");
  g_assert_cmpuint (bench_stats (&bench, 0)->skipped, ==, 1);
  bench_close (&bench);
}

static void
test_disconnect_text (void)
{
  Bench bench;
  TellIncoming incoming = { .nsp = "/", .name = "disconnect", .pseudo = TRUE, .text = "transport close" };

  bench_open_with (&bench, "{\"on\":\"@disconnect\",\"do\":[" LOG ("${/0}${/1 ?? '!'}") "]}", NULL);
  tell_engine_handle (bench.engine, &incoming);
  assert_string (dup_log (&bench), "transport close!;");
  bench_close (&bench);
}

static void
test_counts (void)
{
  Bench bench;
  TellBindingStats *stats;

  bench_open_with (&bench,
                   "{\"on\":[\"a\",\"b:*\"],\"when\":[[\"s/ok\",\"==\",true]],\"each\":[\"s in /0\"],\"do\":["
                   "{\"to\":\"point\",\"series\":\"x\",\"value\":\"${s/v}\"}]}",
                   NULL);
  stats = bench_stats (&bench, 0);
  g_assert_cmpstr (stats->on[0], ==, "a");
  g_assert_cmpstr (stats->on[1], ==, "b:*");

  g_assert_false (bench_event (&bench, "[\"a\",[{\"ok\":false,\"v\":1}]]"));
  g_assert_cmpuint (stats->matched, ==, 0);
  g_assert_true (
      bench_event (&bench, "[\"a\",[{\"ok\":true,\"v\":1},{\"ok\":true},{\"ok\":true,\"v\":null}]]"));
  g_assert_cmpuint (stats->matched, ==, 1);
  g_assert_cmpuint (stats->skipped, ==, 1);
  g_assert_cmpstr (stats->why, ==, "value: ${s/v}");
  bench_close (&bench);
}

/* A long list ends at the limit of steps, is counted, and the next event goes on as always. */
static void
test_steps (void)
{
  Bench bench;
  g_autoptr (GString) event = g_string_new ("[\"a\",[0");

  for (guint i = 0; i < 1000; i++)
    g_string_append (event, ",0");
  g_string_append (event, "]]");
  bench_open_with (&bench,
                   "{\"on\":\"a\",\"each\":[\"x in /0\",\"y in /0\",\"z in /0\"],\"do\":[" LOG ("x") "]}",
                   NULL);
  g_assert_true (bench_event (&bench, event->str));
  g_assert_cmpuint (bench_stats (&bench, 0)->skipped, ==, 1);
  g_assert_nonnull (strstr (bench_stats (&bench, 0)->why, "steps"));
  bench_event (&bench, "[\"a\",[1]]");
  g_assert_cmpuint (bench_stats (&bench, 0)->skipped, ==, 1);
  g_assert_cmpuint (bench_stats (&bench, 0)->matched, ==, 2);
  bench_close (&bench);
}

/* Few turns that each look at much end as well. */
static void
test_work (void)
{
  static const char *const texts[] = { "${/0 | at s#}", "${/0 | length}${/0}", "${/1 | match '(a*)*b'}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Bench bench;
      g_autoptr (GString) event = g_string_new ("[\"a\",[0");
      g_autofree char *binding = g_strdup_printf (
          "{\"on\":\"a\",\"each\":[\"s in /0\"],\"do\":[{\"to\":\"log\",\"log\":\"l\",\"text\":\"%s\"}]}",
          texts[i]);
      g_autofree char *many = g_strnfill (4000, 'a');

      for (guint j = 0; j < 50000; j++)
        g_string_append (event, ",0");
      g_string_append_printf (event, "],\"%s\"]", many);
      bench_open_with (&bench, binding, NULL);
      bench_event (&bench, event->str);
      g_assert_cmpuint (bench_stats (&bench, 0)->skipped, >, 0);
      if (i < 2)
        g_assert_cmpstr (bench_stats (&bench, 0)->why, ==, "too many steps for one event");
      bench_close (&bench);
    }
}

static void
test_many_names (void)
{
  Bench bench;

  bench_open_with (&bench, "{\"on\":\"w:*\",\"do\":[{\"to\":\"point\",\"series\":\"n\",\"value\":1}]}", NULL);
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *bound = g_strdup_printf ("[\"w:%u\"]", i);
      g_autofree char *unbound = g_strdup_printf ("[\"u:%u\"]", i);

      g_assert_true (bench_event (&bench, bound));
      g_assert_false (bench_event (&bench, unbound));
    }
  g_assert_cmpuint (bench_stats (&bench, 0)->matched, ==, 5000);
  bench_close (&bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bindings/cases", test_cases);
  g_test_add_func ("/bindings/default-namespace", test_default_namespace);
  g_test_add_func ("/bindings/answer", test_answer);
  g_test_add_func ("/bindings/disconnect-text", test_disconnect_text);
  g_test_add_func ("/bindings/counts", test_counts);
  g_test_add_func ("/bindings/steps", test_steps);
  g_test_add_func ("/bindings/work", test_work);
  g_test_add_func ("/bindings/many-names", test_many_names);
  return g_test_run ();
}
