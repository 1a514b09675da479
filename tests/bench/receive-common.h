/* receive-common.h: what the measured clients in C have in common: the sum of what they read, their CPU time,
 * and how long their main loop stood still.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 checksum;
  guint  n_events;
  double cpu_us; /* from begin to end */
  gint64 wall_us;

  gboolean watching; /* the main loop */
  gint64   gap_us;   /* longest time between two turns at the priority of drawing */
  double   own_gap_us; /* the same without the time in which other processes had the CPU */
  gint64   last_turn;
  double   last_waited;

  GArray *latencies; /* of gint64, µs, in a run of acks */
} Receive;

void receive_init      (Receive *self,
                        gboolean watch);
void receive_clear     (Receive *self);
void receive_begin     (Receive *self);
void receive_end       (Receive *self);
/* What each client adds up: ID + 4·VALUE + bytes of the name + N of the last row (0 without rows). */
void receive_count     (Receive *self,
                        gint64   id,
                        double   value,
                        gsize    name_length,
                        gint64   last_n);
/* One line of JSON. */
void receive_print     (Receive *self);

G_END_DECLS
