/* demo-metrics.h: the numbers of a web service that is not there: a day-like wave, noise, garbage collection, incidents.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-writer.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_INCIDENT_NONE,
  DEMO_INCIDENT_DATABASE, /* slow queries: latency and queue */
  DEMO_INCIDENT_DEPLOY,   /* a bad release: errors */
  DEMO_INCIDENT_SPIKE,    /* too many visitors: cpu and queue */
} DemoIncident;

#define DEMO_N_INCIDENTS 4

typedef struct
{
  gint64 time_ms;
  double requests; /* a second */
  double errors;   /* percent */
  double p50;      /* ms */
  double p95;
  double p99;
  double memory;   /* bytes */
  double cpu;      /* percent */
  int    queue;    /* jobs that wait */
} DemoSample;

typedef struct _DemoMetrics DemoMetrics;

DemoMetrics      *demo_metrics_new          (guint32             seed);
void              demo_metrics_free         (DemoMetrics        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoMetrics, demo_metrics_free)

/* One second further; the sample is borrowed until the next one. */
const DemoSample *demo_metrics_step         (DemoMetrics        *self,
                                             gint64              time_ms);
const DemoSample *demo_metrics_get_sample   (DemoMetrics        *self);
DemoIncident      demo_metrics_get_incident (DemoMetrics        *self);
/* 0 to 1: how far the incident has come. */
double            demo_metrics_get_severity (DemoMetrics        *self);
/* Seconds until the next incident begins by itself, or the present one ends. */
void              demo_metrics_set_incident (DemoMetrics        *self,
                                             DemoIncident        incident,
                                             guint               seconds);

G_END_DECLS
