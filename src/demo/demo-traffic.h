/* demo-traffic.h: what the numbers of the service are made of: its pages, its answers, single requests, a line of its log.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-metrics.h"

G_BEGIN_DECLS

#define DEMO_N_PAGES     5
#define DEMO_N_STATUSES  4 /* 2xx to 5xx */
#define DEMO_N_DURATIONS 6 /* requests of each second that are timed */

typedef struct
{
  double rate;   /* requests a second */
  double p95;    /* ms */
  double errors; /* percent */
} DemoPage;

/* One second. */
typedef struct
{
  DemoPage pages[DEMO_N_PAGES];
  int      statuses[DEMO_N_STATUSES];    /* requests a second */
  int      durations[DEMO_N_DURATIONS];  /* ms */
  gboolean logs;                         /* whether a request was logged: */
  guint    line_page;
  int      line_status;
  int      line_ms;
} DemoTrafficSample;

typedef struct _DemoTraffic DemoTraffic;

DemoTraffic *demo_traffic_new   (guint32           seed);
void         demo_traffic_free  (DemoTraffic      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoTraffic, demo_traffic_free)
/* Splits SAMPLE up; the same seed and samples, the same traffic. */
void         demo_traffic_step  (DemoTraffic              *self,
                                 const DemoSample         *sample,
                                 DemoTrafficSample        *traffic);
/* Members "pages", "statuses", "durations" and, if there is one, "line" of the object that WRITER is in. */
void         demo_traffic_write (const DemoTrafficSample  *traffic,
                                 gint64                    time_ms,
                                 SioWriter                *writer);

G_END_DECLS
