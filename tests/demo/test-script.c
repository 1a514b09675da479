/* test-script.c: the numbers stay what they are meant to be, and the people have something sensible to say.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-answer.h"
#include "demo-person.h"
#include "demo-traffic.h"
#include "test-wait.h"

#define HOUR     3600
#define MEBIBYTE (1024.0 * 1024.0)

static void
test_ranges (void)
{
  g_autoptr (DemoMetrics) metrics = demo_metrics_new (11);
  gboolean seen[DEMO_N_INCIDENTS] = { FALSE };
  double worst_errors = 0, worst_p99 = 0, last_memory = 0;
  guint collections = 0;

  for (gint64 second = 0; second < 2 * HOUR; second++)
    {
      const DemoSample *s = demo_metrics_step (metrics, second * 1000);

      g_assert_cmpfloat (s->requests, >, 50);
      g_assert_cmpfloat (s->requests, <, 2500);
      g_assert_cmpfloat (s->p50, <, s->p95);
      g_assert_cmpfloat (s->p95, <, s->p99);
      g_assert_cmpfloat (s->errors, >=, 0);
      g_assert_cmpfloat (s->errors, <, 20);
      g_assert_cmpfloat (s->cpu, >=, 1);
      g_assert_cmpfloat (s->cpu, <=, 99);
      g_assert_cmpfloat (s->memory, >, 100 * MEBIBYTE);
      g_assert_cmpfloat (s->memory, <, 400 * MEBIBYTE);
      g_assert_cmpint (s->queue, >=, 0);
      seen[demo_metrics_get_incident (metrics)] = TRUE;
      worst_errors = MAX (worst_errors, s->errors);
      worst_p99 = MAX (worst_p99, s->p99);
      collections += s->memory < last_memory - 50 * MEBIBYTE;
      last_memory = s->memory;
    }
  for (guint i = 0; i < DEMO_N_INCIDENTS; i++)
    g_assert_true (seen[i]);
  g_assert_cmpfloat (worst_errors, >, 8);
  g_assert_cmpfloat (worst_p99, >, 800);
  g_assert_cmpuint (collections, >, 30);
}

static void
test_repeatable (void)
{
  g_autoptr (DemoMetrics) first = demo_metrics_new (5);
  g_autoptr (DemoMetrics) second = demo_metrics_new (5);
  g_autoptr (DemoMetrics) other = demo_metrics_new (6);
  gboolean differs = FALSE;

  for (guint i = 0; i < 500; i++)
    {
      DemoSample sample = *demo_metrics_step (first, i * 1000);

      g_assert_cmpmem (&sample, sizeof sample, demo_metrics_step (second, i * 1000), sizeof sample);
      differs = differs || memcmp (&sample, demo_metrics_step (other, i * 1000), sizeof sample) != 0;
    }
  g_assert_true (differs);
}

static void
test_incident (void)
{
  g_autoptr (DemoMetrics) metrics = demo_metrics_new (1);

  demo_metrics_set_incident (metrics, DEMO_INCIDENT_DEPLOY, 20);
  for (guint i = 0; i < 15; i++)
    demo_metrics_step (metrics, i * 1000);
  g_assert_cmpfloat (demo_metrics_get_severity (metrics), >, 0.9);
  g_assert_cmpfloat (demo_metrics_get_sample (metrics)->errors, >, 5);
  for (guint i = 15; i < 60; i++)
    demo_metrics_step (metrics, i * 1000);
  g_assert_cmpint (demo_metrics_get_incident (metrics), ==, DEMO_INCIDENT_NONE);
  g_assert_cmpfloat (demo_metrics_get_sample (metrics)->errors, <, 1);
}

static gboolean
is_at (DemoSpeaker who, const char *place)
{
  g_auto (GStrv) rooms = g_strsplit (demo_roles[who].rooms, " ", -1);

  return g_strv_contains ((const char *const *) rooms, place);
}

static void
assert_expands (const char *text)
{
  DemoSample sample = { 0 };
  g_autofree char *said = demo_script_expand (text, "NAME", &sample);

  g_assert_true (g_utf8_validate (said, -1, NULL));
  g_assert_null (strpbrk (said, "{}"));
}

/* Who speaks in a room belongs there, and only {name} is no number. */
static void
assert_conversation (const DemoConversation *conversation, gboolean belongs)
{
  guint n = 0;

  for (; conversation->lines[n].text != NULL; n++)
    {
      g_assert_true (!belongs || is_at (conversation->lines[n].who, conversation->room));
      g_assert_null (strstr (conversation->lines[n].text, "{name}"));
      assert_expands (conversation->lines[n].text);
    }
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (n, <=, DEMO_MAX_LINES);
}

static void
test_conversations (void)
{
  for (guint i = 0; i < demo_n_conversations; i++)
    assert_conversation (&demo_conversations[i], TRUE);
  for (guint i = 1; i < DEMO_N_INCIDENTS; i++)
    {
      assert_conversation (&demo_incident_talk[i], FALSE);
      assert_conversation (&demo_relief_talk[i], FALSE);
    }
  for (guint place = 0; place < demo_n_places; place++)
    {
      guint n = 0;

      for (guint i = 0; i < demo_n_conversations; i++)
        n += g_str_equal (demo_conversations[i].room, demo_places[place].id);
      g_assert_cmpuint (n, >=, 4);
    }
}

static void
test_expand (void)
{
  DemoSample sample = { .requests = 412, .errors = 0.34, .p99 = 210.6, .memory = 210 * MEBIBYTE, .queue = 3 };
  g_autofree char *all =
      demo_script_expand ("{name}: {requests}/s {errors} % {p99} ms {memory} {queue} }{ {", "Ann", &sample);

  g_assert_cmpstr (all, ==, "Ann: 412/s 0.3 % 211 ms 210 MiB 3 }{ {");
}

static void
test_answers (void)
{
  static const struct
  {
    const char *text;
    gboolean wanted;
    DemoSpeaker addressed;
    DemoSpeaker expert;
  } cases[] = {
    { "Hello!", TRUE, DEMO_N_SPEAKERS, DEMO_N_SPEAKERS },
    { "thanks", TRUE, DEMO_N_SPEAKERS, DEMO_N_SPEAKERS },
    { "Is the LATENCY fine?", TRUE, DEMO_N_SPEAKERS, DEMO_ANA },
    { "the latency is fine", FALSE, DEMO_N_SPEAKERS, DEMO_ANA },
    { "ines please look", TRUE, DEMO_INES, DEMO_N_SPEAKERS },
    { "@Inês: cpu?", TRUE, DEMO_INES, DEMO_DANIEL },
    { "bananas", FALSE, DEMO_N_SPEAKERS, DEMO_N_SPEAKERS },
    { "{name}? <b>", TRUE, DEMO_N_SPEAKERS, DEMO_N_SPEAKERS },
    { "?", TRUE, DEMO_N_SPEAKERS, DEMO_N_SPEAKERS },
    { "", FALSE, DEMO_N_SPEAKERS, DEMO_N_SPEAKERS },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DemoAnswer answer;

      demo_answer_find (&answer, cases[i].text, rand);
      g_assert_cmpint (answer.wanted, ==, cases[i].wanted);
      g_assert_cmpint (answer.addressed, ==, cases[i].addressed);
      g_assert_cmpint (answer.expert, ==, cases[i].expert);
      assert_expands (answer.text);
    }
}

static void
test_person_ids (void)
{
  static const char *const cases[][2] = {
    { "Ann", "u-ann" },   { "  ANN   Lee ", "u-ann-lee" },
    { "Ünal", "u-ünal" }, { "U\xcc\x88nal", "u-ünal" },
    { "@ann", "u-ann" },  { "漢字", "u-漢字" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = demo_person_build_id (cases[i][0]);

      g_assert_cmpstr (id, ==, cases[i][1]);
    }
}

/* What is split up comes to the whole again, and the same seed splits it the same way. */
static void
test_traffic (void)
{
  g_autoptr (DemoMetrics) metrics = demo_metrics_new (3);
  g_autoptr (DemoTraffic) first = demo_traffic_new (4);
  g_autoptr (DemoTraffic) second = demo_traffic_new (4);
  guint n_lines = 0;

  for (int second_no = 0; second_no < 600; second_no++)
    {
      const DemoSample *sample = demo_metrics_step (metrics, second_no * 1000);
      DemoTrafficSample a = { 0 }, b = { 0 };
      int total = 0;

      demo_traffic_step (first, sample, &a);
      demo_traffic_step (second, sample, &b);
      g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
      for (int i = 0; i < DEMO_N_STATUSES; i++)
        {
          g_assert_cmpint (a.statuses[i], >=, 0);
          total += a.statuses[i];
        }
      g_assert_cmpint (total, ==, (int) sample->requests);
      for (int i = 0; i < DEMO_N_DURATIONS; i++)
        {
          g_assert_cmpint (a.durations[i], >, 0);
          g_assert_cmpfloat (a.durations[i], <, sample->p50 * 15);
        }
      n_lines += a.logs;
    }
  g_assert_cmpuint (n_lines, >, 150);
  g_assert_cmpuint (n_lines, <, 450);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/metrics/ranges", test_ranges);
  g_test_add_func ("/demo/metrics/repeatable", test_repeatable);
  g_test_add_func ("/demo/metrics/incident", test_incident);
  g_test_add_func ("/demo/traffic", test_traffic);
  g_test_add_func ("/demo/script/conversations", test_conversations);
  g_test_add_func ("/demo/script/expand", test_expand);
  g_test_add_func ("/demo/script/answers", test_answers);
  g_test_add_func ("/demo/script/person-ids", test_person_ids);
  return g_test_run ();
}
