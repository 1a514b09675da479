/* bench-dashboard.c: what an event costs from its arguments to the model, against the figures to reach.
 * Prints medians of several rounds; not a test. Usage: bench-dashboard [ROUNDS]
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-engine.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_EVENTS   200000
#define MAX_ROUNDS 99

typedef struct
{
  const char *what;
  const char *bindings;
  const char *event;
  double target; /* ns, 0: none */
} Case;

#define POINT "{\"on\":\"stats\",\"do\":[{\"to\":\"point\",\"series\":\"cpu\",\"value\":\"${/0/cpu}\"}]}"

static const Case cases[] = {
  { "a point of 73 bytes", POINT,
    "[\"stats\",{\"cpu\":12.5,\"memory\":123456789,\"time\":1732250000123,\"x\":\"abc\"}]", 500 },
  { "the same with time, scale and a condition",
    "{\"on\":\"stats\",\"when\":[[\"/0/x\",\"==\",\"abc\"]],\"do\":[{\"to\":\"point\",\"series\":\"cpu\","
    "\"value\":\"${/0/cpu | scale 2}\",\"time\":\"${/0/time}\"}]}",
    "[\"stats\",{\"cpu\":12.5,\"memory\":123456789,\"time\":1732250000123,\"x\":\"abc\"}]", 0 },
  { "an event that no binding wants", POINT, "[\"drawing\",{\"x0\":0.5,\"y0\":0.25,\"x1\":0.5,\"y1\":0.75}]",
    0 },
};

static double
cpu_ns (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static TellEngine *
open_engine (const char *bindings, TellStore *store, EioClock *clock)
{
  g_autofree char *json =
      g_strdup_printf ("{\"telltale\":1,\"connection\":{\"url\":\"http://h\"},\"bindings\":[%s]}", bindings);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (TellDocument) document = tell_document_new_from_bytes (bytes, &error);
  TellEngine *engine = document ? tell_engine_new (document, store, clock, &error) : NULL;

  if (engine == NULL)
    g_error ("%s", error->message);
  return engine;
}

/* ns an event, the reading of its arguments not counted: it has its own benchmark. */
static double
run (const Case *one)
{
  g_autoptr (TellStore) store = tell_store_new ();
  g_autoptr (EioClock) clock = eio_clock_new_manual (0);
  g_autoptr (TellEngine) engine = open_engine (one->bindings, store, clock);
  g_autoptr (SioArgs) args = sio_args_new_text (one->event, -1, NULL);
  g_autofree char *name = sio_value_dup_string (sio_args_get (args, 0), NULL);
  TellIncoming incoming = { .nsp = "/", .name = name, .args = args, .first = 1 };
  double start = cpu_ns ();

  for (guint i = 0; i < N_EVENTS; i++)
    {
      incoming.time_ms = 1732250000000 + i;
      tell_engine_handle (engine, &incoming);
    }
  return (cpu_ns () - start) / N_EVENTS;
}

int
main (int argc, char *argv[])
{
  int rounds = argc > 1 ? CLAMP (atoi (argv[1]), 1, MAX_ROUNDS) : 9;
  double times[MAX_ROUNDS];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (int j = 0; j < rounds; j++)
        times[j] = run (&cases[i]);
      qsort (times, rounds, sizeof (double), compare);
      g_print ("%-44s %8.0f ns", cases[i].what, times[rounds / 2]);
      if (cases[i].target > 0)
        g_print ("   target %.0f  %s", cases[i].target,
                 times[rounds / 2] <= cases[i].target ? "reached" : "MISSED");
      g_print ("\n");
    }
  return 0;
}
