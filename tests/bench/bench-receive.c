/* bench-receive.c: what one event costs our client, against the reference client in Node, python-socketio,
 * and libsoup with json-glib, on the same bytes, interleaved; medians. Prints tables; not a test. Usage:
 * bench-receive [ROUNDS]
 *
 * Costs are CPU time of the client's process between a "begin" and an "end" event, after a part that does not
 * count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "receive-run.h"

#include <locale.h>
#include <stdlib.h>

#define DEFAULT_ROUNDS 7
#define N_ACKS         1000

typedef enum
{
  OURS,
  NODE,
  BASELINE,
  PYTHON,
  N_CLIENTS
} ClientId;

/* FACTOR: how many events it is spared, being slow; its sum is checked all the same. */
static const struct
{
  const char *name;
  guint factor;
} clients[N_CLIENTS] = {
  [OURS] = { "Telltale", 1 },
  [NODE] = { "socket.io-client (Node)", 1 },
  [BASELINE] = { "libsoup + json-glib", 1 },
  [PYTHON] = { "python-socketio", 10 },
};

typedef struct
{
  const char *title;
  gboolean real; /* from socket.io's server, else from frames made beforehand */
  guint size;
  guint events;
  guint warm;
  guint rate;
  double target; /* times the reference client, 0 for none */
} Load;

static const Load loads[] = {
  { "burst of 75 bytes", FALSE, 75, 200000, 40000, 0, 3 },
  { "burst of 2 KB", FALSE, 2048, 20000, 4000, 0, 3.5 },
  { "1,000 events/s of 75 bytes", FALSE, 75, 2000, 5000, 1000, 4 },
  { "burst of 75 bytes, real server", TRUE, 75, 50000, 20000, 0, 0 },
  { "burst of 2 KB, real server", TRUE, 2048, 10000, 2000, 0, 0 },
};

static const Load flood = { "flood of 40 MB", FALSE, 2048, 20500, 0, 0, 0 };

static guint n_rounds = DEFAULT_ROUNDS;
static guint n_wrong;

static char *
make_url (Bench *bench, const Load *load, guint factor)
{
  return g_strdup_printf ("http://127.0.0.1:%u/?size=%u&events=%u&warm=%u&rate=%u",
                          load->real ? bench->server_port : bench->source_port, load->size,
                          load->events / factor, load->warm / factor, load->rate);
}

/* What every client has to have added up. */
static gint64
expect_checksum (const Load *load, guint n_events)
{
  gint64 n_rows = load->size > 75 ? (load->size - 84) / 120 : 0;
  gint64 sum = 0;

  for (gint64 i = 0; i < n_events; i++)
    sum += 100000 + i + 4 * (1000 + i % 9000) + 1 + 6 + (n_rows > 0 ? 10000 + i + n_rows - 1 : 0);
  return sum;
}

static gboolean
run_load (Bench *bench, const Load *load, ClientId id, const char *mode, ReceiveResult *result)
{
  guint n_events = load->rate > 0 ? load->events : load->events / clients[id].factor;
  g_autofree char *url = make_url (bench, load, load->events / n_events);

  if (!bench_run (bench, id, url, mode, NULL, result))
    return FALSE;
  if (result->n_events == n_events && result->checksum == expect_checksum (load, n_events))
    return TRUE;
  g_printerr ("%s read %u events with the sum %" G_GINT64_FORMAT ", not %u with %" G_GINT64_FORMAT "\n",
              clients[id].name, result->n_events, result->checksum, n_events,
              expect_checksum (load, n_events));
  n_wrong++;
  return FALSE;
}

static void
samples_init (GArray *samples[N_CLIENTS])
{
  for (ClientId id = 0; id < N_CLIENTS; id++)
    samples[id] = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
samples_clear (GArray *samples[N_CLIENTS])
{
  for (ClientId id = 0; id < N_CLIENTS; id++)
    g_array_unref (samples[id]);
}

static void
print_verdict (double ratio, double target)
{
  if (target > 0)
    g_print ("   target %4.1f  %s", target, ratio >= target ? "reached" : "MISSED");
  g_print ("\n");
}

static void
bench_load (Bench *bench, const Load *load)
{
  GArray *costs[N_CLIENTS];
  double node;

  samples_init (costs);
  for (guint round = 0; round < n_rounds; round++)
    for (ClientId id = 0; id < N_CLIENTS; id++)
      {
        ReceiveResult result;
        double cost;

        if (!run_load (bench, load, id, "read", &result))
          continue;
        cost = result.cpu_us / result.n_events;
        g_array_append_val (costs[id], cost);
      }

  node = bench_median (costs[NODE]);
  g_print ("\n%s (%u events)\n", load->title, load->events);
  for (ClientId id = 0; id < N_CLIENTS; id++)
    if (costs[id]->len > 0)
      {
        double median = bench_median (costs[id]);

        g_print ("  %-26s %9.2f µs/event (%.2f to %.2f)  × Node %6.2f", clients[id].name, median,
                 g_array_index (costs[id], double, 0), g_array_index (costs[id], double, costs[id]->len - 1),
                 node / median);
        print_verdict (node / median, id == OURS ? load->target : 0);
      }
  samples_clear (costs);
}

/* The longest time in which the window could not have been drawn. */
static void
bench_flood (Bench *bench)
{
  const ClientId watched[] = { OURS, NODE, BASELINE };

  g_print (
      "\n%s: longest gap of the main loop, medians (own: without the time in which others had the CPU)\n",
      flood.title);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    {
      g_autoptr (GArray) walls = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (GArray) owns = g_array_new (FALSE, FALSE, sizeof (double));
      ReceiveResult result;

      for (guint round = 0; round < n_rounds; round++)
        if (run_load (bench, &flood, watched[i], "watch", &result))
          {
            double wall = result.gap_us / 1000, own = result.own_gap_us / 1000;

            g_array_append_val (walls, wall);
            g_array_append_val (owns, own);
          }
      if (walls->len == 0)
        continue;
      g_print ("  %-26s %9.1f ms  %9.1f ms own", clients[watched[i]].name, bench_median (walls),
               bench_median (owns));
      if (watched[i] == OURS)
        g_print ("   target   16  %s", bench_median (owns) <= 16 ? "reached" : "MISSED");
      g_print ("\n");
    }
}

static void
bench_acks (Bench *bench)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", bench->server_port);
  g_autofree char *count = g_strdup_printf ("%u", N_ACKS);
  GArray *p50[N_CLIENTS];
  GArray *p99[N_CLIENTS];

  samples_init (p50);
  samples_init (p99);
  for (guint round = 0; round < n_rounds; round++)
    for (ClientId id = 0; id < N_CLIENTS; id++)
      {
        ReceiveResult result;

        if (!bench_run (bench, id, url, "acks", count, &result) || result.p99_us == 0)
          continue;
        g_array_append_val (p50[id], result.p50_us);
        g_array_append_val (p99[id], result.p99_us);
      }

  g_print ("\nemit to ack, real server, %u one after the other: wall time\n", N_ACKS);
  for (ClientId id = 0; id < N_CLIENTS; id++)
    if (p99[id]->len > 0)
      {
        g_print ("  %-26s %9.0f µs at 50 %%  %9.0f µs at 99 %%", clients[id].name, bench_median (p50[id]),
                 bench_median (p99[id]));
        if (id == OURS && p99[NODE]->len > 0)
          g_print ("   not above Node's: %s",
                   bench_median (p99[id]) <= bench_median (p99[NODE]) ? "reached" : "MISSED");
        g_print ("\n");
      }
  samples_clear (p50);
  samples_clear (p99);
}

/* Two runs of different length, so that what starting costs goes out. */
static void
bench_calls (Bench *bench, const Load *load)
{
  Load shorter = *load;

  shorter.events = load->events / 2;
  g_print ("\n%s: system calls for each event, counted by strace, which slows the client down\n",
           load->title);
  for (ClientId id = 0; id < N_CLIENTS; id++)
    {
      guint factor = load->rate > 0 ? 1 : clients[id].factor;
      g_autofree char *url = make_url (bench, load, factor);
      g_autofree char *shorter_url = make_url (bench, &shorter, factor);
      double calls = bench_count_calls (bench, id, url);
      double fewer = bench_count_calls (bench, id, shorter_url);

      if (calls > 0 && fewer > 0)
        g_print ("  %-26s %9.4f\n", clients[id].name,
                 (calls - fewer) * factor / (load->events - shorter.events));
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (Bench) bench = NULL;

  setlocale (LC_ALL, "");
  bench = bench_new ();
  if (bench == NULL)
    return 1;
  if (argc > 1)
    n_rounds = CLAMP (atoi (argv[1]), 1, 99);
  g_print ("Receiving: medians of %u rounds, CPU time of the client's process\n", n_rounds);
  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    if (!loads[i].real || bench->server_port > 0)
      bench_load (bench, &loads[i]);
  bench_flood (bench);
  if (bench->server_port > 0)
    bench_acks (bench);
  if (bench->strace != NULL)
    {
      bench_calls (bench, &loads[0]);
      bench_calls (bench, &loads[2]);
    }
  if (n_wrong > 0)
    g_print ("\n%u runs added up something else: they do not count\n", n_wrong);
  return n_wrong > 0;
}
