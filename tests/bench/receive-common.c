/* receive-common.c: sums, CPU time, and gaps of the main loop.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "receive-common.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define PRIORITY_REDRAW (G_PRIORITY_HIGH_IDLE + 20) /* GDK's */
#define GIVE_UP_S       120

static double
cpu_us (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

/* How long this thread was ready to run while others ran; 0 where the kernel does not tell. */
static double
waited_us (void)
{
  g_autofree char *text = NULL;
  guint64 ran, waited;

  if (!g_file_get_contents ("/proc/thread-self/schedstat", &text, NULL, NULL) ||
      sscanf (text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &ran, &waited) != 2)
    return 0;
  return waited / 1e3;
}

static gboolean
turn_cb (gpointer user_data)
{
  Receive *self = user_data;
  gint64 now = g_get_monotonic_time ();
  double waited = waited_us ();

  self->gap_us = MAX (self->gap_us, now - self->last_turn);
  self->own_gap_us = MAX (self->own_gap_us, now - self->last_turn - (waited - self->last_waited));
  self->last_turn = now;
  self->last_waited = waited;
  return G_SOURCE_CONTINUE;
}

void
receive_init (Receive *self, gboolean watch)
{
  *self = (Receive){ .watching = watch, .latencies = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  alarm (GIVE_UP_S);
}

void
receive_clear (Receive *self)
{
  g_array_unref (self->latencies);
}

void
receive_begin (Receive *self)
{
  self->checksum = 0;
  self->n_events = 0;
  self->cpu_us = cpu_us ();
  self->last_waited = waited_us ();
  self->wall_us = self->last_turn = g_get_monotonic_time ();
  if (self->watching)
    g_timeout_add_full (PRIORITY_REDRAW, 1, turn_cb, self, NULL);
}

void
receive_end (Receive *self)
{
  if (self->watching)
    turn_cb (self);
  self->cpu_us = cpu_us () - self->cpu_us;
  self->wall_us = g_get_monotonic_time () - self->wall_us;
}

void
receive_count (Receive *self, gint64 id, double value, gsize name_length, gint64 last_n)
{
  self->n_events++;
  self->checksum += id + (gint64) (4 * value) + name_length + last_n;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gint64
percentile (Receive *self, guint percent)
{
  if (self->latencies->len == 0)
    return 0;
  return g_array_index (self->latencies, gint64,
                        MIN (self->latencies->len - 1, self->latencies->len * percent / 100));
}

void
receive_print (Receive *self)
{
  g_array_sort (self->latencies, compare);
  g_print ("{\"events\":%u,\"checksum\":%" G_GINT64_FORMAT ",\"cpu_us\":%.0f,\"wall_us\":%" G_GINT64_FORMAT
           ",\"gap_us\":%" G_GINT64_FORMAT ",\"own_gap_us\":%.0f,\"p50_us\":%" G_GINT64_FORMAT
           ",\"p99_us\":%" G_GINT64_FORMAT "}\n",
           self->n_events, self->checksum, self->cpu_us, self->wall_us, self->gap_us, self->own_gap_us,
           percentile (self, 50), percentile (self, 99));
}
