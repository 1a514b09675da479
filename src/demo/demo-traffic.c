/* demo-traffic.c: what the numbers of the service are made of.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-traffic.h"

#include <math.h>

#include "demo-wire.h"

#define REDIRECTS     0.06 /* of the requests */
#define NOT_FOUND     0.025
#define SPREAD        0.55 /* of the logarithm of a duration */
#define LOG_CHANCE    0.45 /* a second */
#define SLOW_MS       400
#define HISTORY_DIGIT 10 /* one digit after the point is enough */

struct _DemoTraffic
{
  GRand *rand;
};

static const struct
{
  const char *path;
  double share; /* of the requests */
  double slow;  /* times the median of all */
} pages[DEMO_N_PAGES] = {
  { "/", 0.34, 0.8 },     { "/search", 0.27, 1.3 },   { "/api", 0.2, 0.9 },
  { "/cart", 0.12, 1.1 }, { "/checkout", 0.07, 1.8 },
};

DemoTraffic *
demo_traffic_new (guint32 seed)
{
  DemoTraffic *self = g_new0 (DemoTraffic, 1);

  self->rand = g_rand_new_with_seed (seed);
  return self;
}

void
demo_traffic_free (DemoTraffic *self)
{
  g_rand_free (self->rand);
  g_free (self);
}

static double
wobble (DemoTraffic *self, double amount)
{
  return 1 + g_rand_double_range (self->rand, -amount, amount);
}

static double
shorten (double value)
{
  return round (value * HISTORY_DIGIT) / HISTORY_DIGIT;
}

/* Whole requests, that come to all of them. */
static void
split_statuses (DemoTraffic *self, const DemoSample *sample, int statuses[DEMO_N_STATUSES])
{
  statuses[3] = (int) round (sample->requests * sample->errors / 100);
  statuses[2] = (int) round (sample->requests * NOT_FOUND * wobble (self, 0.5));
  statuses[1] = (int) round (sample->requests * REDIRECTS * wobble (self, 0.3));
  statuses[0] = MAX (0, (int) sample->requests - statuses[1] - statuses[2] - statuses[3]);
}

static void
split_pages (DemoTraffic *self, const DemoSample *sample, DemoPage page[DEMO_N_PAGES])
{
  for (guint i = 0; i < DEMO_N_PAGES; i++)
    {
      page[i].rate = round (sample->requests * pages[i].share * wobble (self, 0.12));
      page[i].p95 = round (sample->p95 * pages[i].slow * wobble (self, 0.08));
      page[i].errors = shorten (sample->errors * pages[i].slow * wobble (self, 0.3));
    }
}

/* Most requests are quick, a few take long: a bell over the logarithm of the time. */
static int
draw_duration (DemoTraffic *self, const DemoSample *sample)
{
  double bell = 0;

  for (int i = 0; i < 6; i++)
    bell += g_rand_double (self->rand);
  return MAX (1, (int) round (sample->p50 * exp ((bell - 3) * SPREAD * 1.4)));
}

static int
draw_status (DemoTraffic *self, const DemoSample *sample)
{
  double draw = g_rand_double (self->rand);

  if (draw < sample->errors / 100)
    return 503;
  if (draw < sample->errors / 100 + NOT_FOUND)
    return 404;
  return draw > 1 - REDIRECTS ? 302 : 200;
}

void
demo_traffic_step (DemoTraffic *self, const DemoSample *sample, DemoTrafficSample *traffic)
{
  split_statuses (self, sample, traffic->statuses);
  split_pages (self, sample, traffic->pages);
  for (guint i = 0; i < DEMO_N_DURATIONS; i++)
    traffic->durations[i] = draw_duration (self, sample);
  traffic->logs = g_rand_double (self->rand) < LOG_CHANCE;
  traffic->line_page = (guint) g_rand_int_range (self->rand, 0, DEMO_N_PAGES);
  traffic->line_status = draw_status (self, sample);
  traffic->line_ms = (int) (draw_duration (self, sample) * pages[traffic->line_page].slow);
}

static void
write_pages (const DemoTrafficSample *traffic, SioWriter *writer)
{
  sio_writer_key (writer, "pages");
  sio_writer_begin_array (writer);
  for (guint i = 0; i < DEMO_N_PAGES; i++)
    {
      sio_writer_begin_object (writer);
      demo_wire_string (writer, "path", pages[i].path);
      demo_wire_double (writer, "rate", traffic->pages[i].rate);
      demo_wire_double (writer, "p95", traffic->pages[i].p95);
      demo_wire_double (writer, "errors", traffic->pages[i].errors);
      sio_writer_end (writer);
    }
  sio_writer_end (writer);
}

static void
write_durations (const DemoTrafficSample *traffic, gint64 time_ms, SioWriter *writer)
{
  sio_writer_key (writer, "durations");
  sio_writer_begin_array (writer);
  for (guint i = 0; i < DEMO_N_DURATIONS; i++)
    {
      sio_writer_begin_object (writer);
      demo_wire_int (writer, "time", time_ms - 1000 + (i + 1) * 1000 / DEMO_N_DURATIONS);
      demo_wire_int (writer, "ms", traffic->durations[i]);
      sio_writer_end (writer);
    }
  sio_writer_end (writer);
}

static void
write_line (const DemoTrafficSample *traffic, SioWriter *writer)
{
  g_autofree char *text = g_strdup_printf ("GET %s %d %d ms", pages[traffic->line_page].path,
                                           traffic->line_status, traffic->line_ms);
  const char *level = traffic->line_status >= 500                                  ? "error"
                      : traffic->line_status >= 400 || traffic->line_ms >= SLOW_MS ? "warning"
                                                                                   : "info";

  sio_writer_key (writer, "line");
  sio_writer_begin_object (writer);
  demo_wire_string (writer, "text", text);
  demo_wire_string (writer, "level", level);
  sio_writer_end (writer);
}

void
demo_traffic_write (const DemoTrafficSample *traffic, gint64 time_ms, SioWriter *writer)
{
  static const char *const statuses[DEMO_N_STATUSES] = { "2xx", "3xx", "4xx", "5xx" };

  write_pages (traffic, writer);
  sio_writer_key (writer, "statuses");
  sio_writer_begin_object (writer);
  for (guint i = 0; i < DEMO_N_STATUSES; i++)
    demo_wire_int (writer, statuses[i], traffic->statuses[i]);
  sio_writer_end (writer);
  write_durations (traffic, time_ms, writer);
  if (traffic->logs)
    write_line (traffic, writer);
}
