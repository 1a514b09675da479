/* demo-metrics.c: the numbers of a web service that is not there.
 * One step is one second; everything follows from the seed, the wave from the time of day as well.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-metrics.h"

#include <math.h>

#define MEBIBYTE         (1024.0 * 1024.0)
#define DAY_SECONDS      420.0 /* one "day" of visitors: the wave is to be seen within the window's range */
#define HOUR_SECONDS     97.0  /* and a shorter one on it that does not divide it */
#define CAPACITY         900.0 /* requests a second that the service takes without sweating */
#define HEAP_LIMIT       (340.0 * MEBIBYTE)
#define HEAP_PER_REQUEST 6500.0
#define FIRST_INCIDENT   95
#define INCIDENT_MIN     24
#define INCIDENT_MAX     40
#define CALM_MIN         90
#define CALM_MAX         170

struct _DemoMetrics
{
  GRand *rand;
  DemoSample sample;
  DemoIncident incident;
  guint countdown;    /* seconds until the incident ends, or the next begins */
  double severity;    /* follows the incident slowly, up and down */
  DemoIncident shape; /* the incident whose traces severity stands for */
  double noise;       /* of the requests; each second keeps most of the last one's */
  double heap_floor;
  gboolean collected;
};

DemoMetrics *
demo_metrics_new (guint32 seed)
{
  DemoMetrics *self = g_new0 (DemoMetrics, 1);

  self->rand = g_rand_new_with_seed (seed);
  self->countdown = FIRST_INCIDENT;
  self->heap_floor = 150 * MEBIBYTE;
  self->sample.memory = 210 * MEBIBYTE;
  return self;
}

void
demo_metrics_free (DemoMetrics *self)
{
  g_rand_free (self->rand);
  g_free (self);
}

static double
wobble (DemoMetrics *self, double amount)
{
  return 1 + g_rand_double_range (self->rand, -amount, amount);
}

static double
severity_of (DemoMetrics *self, DemoIncident kind)
{
  return self->shape == kind ? self->severity : 0;
}

static void
step_incident (DemoMetrics *self)
{
  if (--self->countdown == 0 && self->incident == DEMO_INCIDENT_NONE)
    demo_metrics_set_incident (self, g_rand_int_range (self->rand, 1, DEMO_N_INCIDENTS),
                               g_rand_int_range (self->rand, INCIDENT_MIN, INCIDENT_MAX));
  else if (self->countdown == 0)
    demo_metrics_set_incident (self, DEMO_INCIDENT_NONE, g_rand_int_range (self->rand, CALM_MIN, CALM_MAX));
  self->severity += ((self->incident != DEMO_INCIDENT_NONE) - self->severity) * 0.22;
}

static void
step_requests (DemoMetrics *self, double seconds)
{
  double wave =
      430 + 190 * sin (seconds * 2 * G_PI / DAY_SECONDS) + 55 * sin (seconds * 2 * G_PI / HOUR_SECONDS);

  self->noise = 0.8 * self->noise + g_rand_double_range (self->rand, -0.035, 0.035);
  wave *= (1 + self->noise) * (1 + 1.5 * severity_of (self, DEMO_INCIDENT_SPIKE));
  self->sample.requests = round (wave * (1 - 0.3 * severity_of (self, DEMO_INCIDENT_DEPLOY)));
}

static void
step_queue (DemoMetrics *self, double load)
{
  double target = 2 + 9 * load * load + 160 * severity_of (self, DEMO_INCIDENT_DATABASE) +
                  70 * severity_of (self, DEMO_INCIDENT_SPIKE);
  double queue = self->sample.queue + (target * wobble (self, 0.35) - self->sample.queue) * 0.4;

  self->sample.queue = (int) MAX (0, round (queue));
}

static void
step_latency (DemoMetrics *self, double load)
{
  double slow =
      1 + 4.5 * severity_of (self, DEMO_INCIDENT_DATABASE) + 0.8 * severity_of (self, DEMO_INCIDENT_SPIKE);
  double base = (34 + 22 * load * load) * slow + (self->collected ? 12 : 0);

  self->sample.p50 = round (base * wobble (self, 0.06) * 10) / 10;
  self->sample.p95 = round (self->sample.p50 * 2.3 * wobble (self, 0.10) * 10) / 10;
  self->sample.p99 = round (self->sample.p95 * 1.7 * wobble (self, 0.16) * 10) / 10;
}

static void
step_errors (DemoMetrics *self)
{
  double errors = 0.25 * wobble (self, 0.8) +
                  10.5 * severity_of (self, DEMO_INCIDENT_DEPLOY) * wobble (self, 0.15) +
                  2.2 * severity_of (self, DEMO_INCIDENT_DATABASE) * wobble (self, 0.4);

  self->sample.errors = round (MAX (0, errors) * 100) / 100;
}

/* Rises with every request and falls when it is collected; the floor wanders a little. */
static void
step_memory (DemoMetrics *self)
{
  self->collected = self->sample.memory > HEAP_LIMIT * wobble (self, 0.04);
  if (self->collected)
    {
      self->heap_floor = CLAMP (self->heap_floor * wobble (self, 0.05), 130 * MEBIBYTE, 180 * MEBIBYTE);
      self->sample.memory = self->heap_floor;
    }
  self->sample.memory =
      round (self->sample.memory + self->sample.requests * HEAP_PER_REQUEST * wobble (self, 0.2));
}

static void
step_cpu (DemoMetrics *self, double load)
{
  double cpu = 8 + 62 * load * wobble (self, 0.09) + (self->collected ? 14 : 0) +
               9 * severity_of (self, DEMO_INCIDENT_DATABASE);

  self->sample.cpu = round (CLAMP (cpu, 1, 99) * 10) / 10;
}

const DemoSample *
demo_metrics_step (DemoMetrics *self, gint64 time_ms)
{
  double load;

  self->sample.time_ms = time_ms;
  step_incident (self);
  step_requests (self, time_ms / 1000.0);
  load = self->sample.requests / CAPACITY;
  step_queue (self, load);
  step_memory (self);
  step_latency (self, load);
  step_errors (self);
  step_cpu (self, load);
  return &self->sample;
}

const DemoSample *
demo_metrics_get_sample (DemoMetrics *self)
{
  return &self->sample;
}

DemoIncident
demo_metrics_get_incident (DemoMetrics *self)
{
  return self->incident;
}

double
demo_metrics_get_severity (DemoMetrics *self)
{
  return self->severity;
}

void
demo_metrics_set_incident (DemoMetrics *self, DemoIncident incident, guint seconds)
{
  self->incident = incident;
  self->countdown = MAX (1, seconds);
  if (incident == DEMO_INCIDENT_NONE || incident == self->shape)
    return;
  self->shape = incident;
  self->severity = 0;
}
