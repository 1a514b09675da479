/* receive-run.h: the servers and clients of bench-receive, each a process of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint  n_events;
  gint64 checksum;
  double cpu_us;
  double gap_us;
  double own_gap_us;
  double p50_us;
  double p99_us;
} ReceiveResult;

typedef struct
{
  GSubprocess *source;
  GSubprocess *server; /* NULL without Node */
  guint        source_port;
  guint        server_port;
  char        *folder;  /* of this program and the clients in C */
  char        *strace;  /* NULL when missing */
  GStrv        commands[4]; /* of each client, NULL when missing; said so once */
} Bench;

Bench  *bench_new         (void);
void    bench_free        (Bench         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bench, bench_free)

/* CLIENT is an index of COMMANDS. FALSE when it is missing or failed. */
gboolean bench_run        (Bench         *self,
                           guint          client,
                           const char    *url,
                           const char    *mode,
                           const char    *count,
                           ReceiveResult *result);
/* System calls of a whole run with URL, 0 when they could not be counted. */
double  bench_count_calls (Bench         *self,
                           guint          client,
                           const char    *url);
/* Sorts VALUES, of double. */
double  bench_median      (GArray        *values);

G_END_DECLS
