/* eio-clock.c: one sorted queue of timers, driven by a timerfd or by hand.
 *
 * The machine's clock waits on CLOCK_BOOTTIME, so that a deadline which passed while the machine slept runs
 * the moment it wakes: that is what tells a dead connection after a night. The timerfd is armed lazily: a
 * removed timer may wake the loop once for nothing, but adding and removing an acknowledgement's timer costs
 * no system call.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

typedef struct
{
  gint64 due; /* on the clock's own scale, µs */
  guint id;
  EioClockFunc func;
  gpointer user_data;
} Timer;

struct _EioClock
{
  GObject parent_instance;

  GSequence *timers; /* of Timer, soonest first */
  GHashTable *by_id; /* id → GSequenceIter */
  guint last_id;

  gboolean manual;
  gint64 now;         /* manual only */
  gint64 wall_offset; /* manual only: wall - now */

  int fd;          /* machine only: the timerfd */
  gint64 armed_at; /* machine only: when the timerfd goes off, 0 when it does not */
};

G_DEFINE_FINAL_TYPE (EioClock, eio_clock, G_TYPE_OBJECT)

static gint64
read_clock (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
compare_timers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Timer *left = a;
  const Timer *right = b;

  if (left->due != right->due)
    return left->due < right->due ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static Timer *
peek_first (EioClock *self)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->timers);

  return g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
}

static void
arm (EioClock *self)
{
  Timer *first = peek_first (self);
  struct itimerspec when = { 0 };

  if (self->manual || first == NULL || (self->armed_at != 0 && self->armed_at <= first->due))
    return;

  when.it_value.tv_sec = first->due / G_USEC_PER_SEC;
  when.it_value.tv_nsec = first->due % G_USEC_PER_SEC * 1000;
  if (timerfd_settime (self->fd, TFD_TIMER_ABSTIME, &when, NULL) < 0)
    g_error ("timerfd_settime: %s", g_strerror (errno));
  self->armed_at = first->due;
}

/* Takes the timer out before it runs, so that it may add and remove others, or itself. */
static void
run_first (EioClock *self)
{
  Timer timer = *peek_first (self);

  eio_clock_remove (self, timer.id);
  timer.func (timer.user_data);
}

static gboolean
fire_cb (int fd, GIOCondition condition, gpointer user_data)
{
  EioClock *self = user_data;
  guint last_id = self->last_id;
  gint64 now = eio_clock_get_now (self);
  guint64 expirations;

  if (read (fd, &expirations, sizeof expirations) < 0 && errno != EAGAIN && errno != EINTR)
    g_error ("timerfd: %s", g_strerror (errno));
  self->armed_at = 0;

  /* What is added meanwhile waits for the next turn of the main loop, even when it is due already. */
  for (Timer *first; (first = peek_first (self)) != NULL && first->due <= now && first->id <= last_id;)
    run_first (self);
  arm (self);

  return G_SOURCE_CONTINUE;
}

static void
eio_clock_finalize (GObject *object)
{
  EioClock *self = EIO_CLOCK (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->timers, g_sequence_free);
  if (self->fd >= 0)
    close (self->fd);

  G_OBJECT_CLASS (eio_clock_parent_class)->finalize (object);
}

static void
eio_clock_class_init (EioClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = eio_clock_finalize;
}

static void
eio_clock_init (EioClock *self)
{
  self->timers = g_sequence_new (g_free);
  self->by_id = g_hash_table_new (NULL, NULL);
  self->fd = -1;
}

/**
 * eio_clock_get_default:
 *
 * Returns: (transfer none): the machine's clock; its timers run in the default main context
 */
EioClock *
eio_clock_get_default (void)
{
  static EioClock *clock;

  if (clock == NULL)
    {
      clock = g_object_new (EIO_TYPE_CLOCK, NULL);
      clock->fd = timerfd_create (CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
      if (clock->fd < 0)
        g_error ("timerfd_create: %s", g_strerror (errno));
      g_unix_fd_add (clock->fd, G_IO_IN, fire_cb, clock);
    }

  return clock;
}

/**
 * eio_clock_new_manual:
 * @wall_us: the time of day it starts at, in µs since 1970
 *
 * Returns: (transfer full): a clock that stands still until eio_clock_advance ()
 */
EioClock *
eio_clock_new_manual (gint64 wall_us)
{
  EioClock *self = g_object_new (EIO_TYPE_CLOCK, NULL);

  self->manual = TRUE;
  self->wall_offset = wall_us;
  return self;
}

/**
 * eio_clock_get_now:
 * @self: a clock
 *
 * Returns: µs since some start, never backwards, sleep of the machine included
 */
gint64
eio_clock_get_now (EioClock *self)
{
  return self->manual ? self->now : read_clock (CLOCK_BOOTTIME);
}

/**
 * eio_clock_get_wall:
 * @self: a clock
 *
 * Returns: µs since 1970
 */
gint64
eio_clock_get_wall (EioClock *self)
{
  return self->manual ? self->now + self->wall_offset : g_get_real_time ();
}

/**
 * eio_clock_add_timeout:
 * @self: a clock
 * @ms: how long from now, in milliseconds
 * @func: (scope async): called once
 * @user_data: for @func
 *
 * Returns: an id for eio_clock_remove (), valid until it ran
 */
guint
eio_clock_add_timeout (EioClock *self, guint ms, EioClockFunc func, gpointer user_data)
{
  Timer *timer = g_new (Timer, 1);

  g_return_val_if_fail (func != NULL, 0);

  *timer = (Timer){
    .due = eio_clock_get_now (self) + (gint64) ms * 1000,
    .id = ++self->last_id,
    .func = func,
    .user_data = user_data,
  };
  g_hash_table_insert (self->by_id, GUINT_TO_POINTER (timer->id),
                       g_sequence_insert_sorted (self->timers, timer, compare_timers, NULL));
  arm (self);

  return timer->id;
}

/**
 * eio_clock_remove:
 * @self: a clock
 * @id: what eio_clock_add_timeout () returned, and has not run yet
 */
void
eio_clock_remove (EioClock *self, guint id)
{
  GSequenceIter *iter = g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id));

  g_return_if_fail (iter != NULL);

  g_hash_table_remove (self->by_id, GUINT_TO_POINTER (id));
  g_sequence_remove (iter);
}

/**
 * eio_clock_advance:
 * @self: a manual clock
 * @us: how far, in µs
 *
 * Moves the time on, stopping at each timer on the way to run it.
 */
void
eio_clock_advance (EioClock *self, gint64 us)
{
  gint64 end = self->now + us;

  g_return_if_fail (self->manual && us >= 0);

  for (Timer *first; (first = peek_first (self)) != NULL && first->due <= end;)
    {
      self->now = MAX (self->now, first->due);
      run_first (self);
    }
  self->now = end;
}
