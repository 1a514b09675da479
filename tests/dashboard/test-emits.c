/* test-emits.c: what is sent and when: connect, every, send with answers, and the pace of emits that events cause.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

static char *
dup_emission (TellEmission *emission)
{
  gsize length;
  const char *json;

  if (emission == NULL)
    return g_strdup ("none");
  json = sio_args_peek_text (emission->args, &length);
  return g_strdup_printf ("%s%.*s%s", emission->nsp, (int) length, json, emission->ack ? " ack" : "");
}

static void
test_connect (void)
{
  Bench bench;
  g_autoptr (GPtrArray) root = NULL;
  g_autoptr (GPtrArray) admin = NULL;

  bench_open_with (
      &bench, "",
      "\"emits\":{\"connect\":[{\"emit\":[\"add "
      "user\",\"${name}\"]},{\"emit\":[\"x\"],\"namespace\":\"/admin\"},"
      "{\"emit\":[\"later\",\"${@token}\"]},{\"emit\":[\"last\",{\"a\":[1,\"${room}\"]}],\"ack\":true}]}");
  root = tell_engine_build_connect_emits (bench.engine, "/");
  admin = tell_engine_build_connect_emits (bench.engine, "/admin");
  g_assert_cmpuint (root->len, ==, 2);
  assert_string (dup_emission (g_ptr_array_index (root, 0)), "/[\"add user\",\"desktop\"]");
  assert_string (dup_emission (g_ptr_array_index (root, 1)), "/[\"last\",{\"a\":[1,\"main\"]}] ack");
  g_assert_cmpuint (admin->len, ==, 1);
  bench_close (&bench);
}

static void
test_every (void)
{
  Bench bench;
  g_autoptr (TellEmission) emission = NULL;

  bench_open_with (&bench, "",
                   "\"emits\":{\"every\":[{\"seconds\":5,\"emit\":[\"get-cpu\",{}],\"ack\":true}]}");
  g_assert_cmpuint (tell_engine_get_n_every (bench.engine), ==, 1);
  g_assert_cmpfloat (tell_engine_get_every_seconds (bench.engine, 0), ==, 5);
  emission = tell_engine_build_every (bench.engine, 0);
  assert_string (dup_emission (emission), "/[\"get-cpu\",{}] ack");
  g_assert_cmpstr (emission->name, ==, "get-cpu");
  bench_close (&bench);
}

static gboolean
check (Bench *bench, TellEmission *emission, const char *answer, const char *expected)
{
  g_autoptr (SioArgs) args = sio_args_new_text (answer, -1, NULL);
  g_autofree char *message = NULL;
  gboolean ok = tell_engine_check_answer (bench->engine, emission, args, &message);

  g_assert_cmpstr (message, ==, expected);
  return ok;
}

static void
test_answer (void)
{
  Bench bench;
  g_autoptr (TellEmission) join = NULL;
  g_autoptr (TellEmission) leave = NULL;
  g_autoptr (GError) error = NULL;

  bench_open_with (&bench, "",
                   "\"emits\":{\"join\":{\"emit\":[\"join\",\"${room | "
                   "number}\"],\"ack\":{\"ok\":[[\"/0/ok\",\"==\",true]],\"error\":\"/0/error\"}},"
                   "\"leave\":{\"emit\":[\"leave:${room}\"],\"ack\":{\"error\":\"no: "
                   "${/0/error}\"}},\"send\":{\"emit\":[\"m\",\"${text}\",\"${room}\"]}}");
  join = tell_engine_build_emit (bench.engine, TELL_EMIT_JOIN, "7", NULL, &error);
  g_assert_no_error (error);
  assert_string (dup_emission (join), "/[\"join\",7] ack");
  g_assert_true (check (&bench, join, "[{\"ok\":true}]", NULL));
  g_assert_false (check (&bench, join, "[{\"ok\":false,\"error\":\"full\"}]", "full"));
  g_assert_false (check (&bench, join, "[]", NULL));

  leave = tell_engine_build_emit (bench.engine, TELL_EMIT_LEAVE, "7", NULL, &error);
  assert_string (dup_emission (leave), "/[\"leave:7\"] ack");
  g_assert_true (check (&bench, leave, "[{}]", NULL));
  g_assert_false (check (&bench, leave, "[{\"error\":\"stay\"}]", "no: stay"));

  g_assert_null (tell_engine_build_emit (bench.engine, TELL_EMIT_JOIN, "not a number", NULL, &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (tell_engine_build_emit (bench.engine, TELL_EMIT_SEND, "r", NULL, &error));
  g_assert_error (error, TELL_DOCUMENT_ERROR, TELL_DOCUMENT_ERROR_MISSING);
  g_clear_pointer (&join, tell_emission_unref);
  g_clear_pointer (&leave, tell_emission_unref);
  bench_close (&bench);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

static void
test_pace (void)
{
  Bench bench;
  g_autoptr (GString) event = g_string_new ("[\"a\",[0");
  gint64 start;

  for (guint i = 1; i < 45; i++)
    g_string_append_printf (event, ",%u", i);
  g_string_append (event, "]]");
  bench_open_with (
      &bench,
      "{\"on\":\"a\",\"each\":[\"x in /0\"],\"do\":[{\"to\":\"emit\",\"event\":\"e\",\"args\":[\"${x}\"]}]}",
      NULL);
  start = eio_clock_get_now (bench.clock);
  bench_event (&bench, event->str);
  g_assert_cmpuint (count_lines (bench.emitted->str), ==, 20);
  g_assert_cmpint (tell_engine_tick (bench.engine), ==, start + G_USEC_PER_SEC);
  bench_advance (&bench, 0.5);
  g_assert_cmpuint (count_lines (bench.emitted->str), ==, 20);
  bench_advance (&bench, 0.5);
  g_assert_cmpuint (count_lines (bench.emitted->str), ==, 40);
  bench_advance (&bench, 1);
  g_assert_cmpuint (count_lines (bench.emitted->str), ==, 45);
  g_assert_nonnull (strstr (bench.emitted->str, "[\"e\",44]"));
  g_assert_cmpint (tell_engine_tick (bench.engine), ==, 0);
  bench_close (&bench);
}

static void
echo_cb (TellEngine *engine, TellEmission *emission, Bench *bench)
{
  bench_answer (bench, "sent:e", "[1]", NULL);
}

/* A document whose emits cause each other ends at the pace, and not the stack. */
static void
test_circle (void)
{
  Bench bench;

  bench_open_with (&bench,
                   "{\"on\":[\"a\",\"@sent:e\"],\"do\":[{\"to\":\"emit\",\"event\":\"e\",\"args\":[1]},{"
                   "\"to\":\"emit\",\"event\":\"e\",\"args\":[2]}]}",
                   NULL);
  g_signal_connect (bench.engine, "emission", G_CALLBACK (echo_cb), &bench);
  bench_event (&bench, "[\"a\"]");
  g_assert_cmpuint (count_lines (bench.emitted->str), ==, 20);
  for (guint i = 0; i < 200; i++)
    bench_advance (&bench, 1);
  g_assert_cmpuint (count_lines (bench.emitted->str), ==, 20 * 201);
  g_assert_cmpstr (bench_stats (&bench, 0)->why, ==, "emit: too many emits are waiting");
  bench_close (&bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/emits/connect", test_connect);
  g_test_add_func ("/emits/every", test_every);
  g_test_add_func ("/emits/answer", test_answer);
  g_test_add_func ("/emits/pace", test_pace);
  g_test_add_func ("/emits/circle", test_circle);
  return g_test_run ();
}
