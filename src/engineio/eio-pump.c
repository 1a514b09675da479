/* eio-pump.c: polls a socket, or what is above it, whenever it is time to read.
 *
 *   WAITING ── its time ──► dispatch ──► POLLING ── data ──► dispatch ──► …
 *      ▲                        │
 *      └─ budget or gathering ──┘
 *
 * GLib writes to its eventfd around each dispatch of a source that may not recurse, so the pump may; a
 * dispatch within a dispatch does nothing.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-pump.h"

#include "eio-pace.h"

typedef enum
{
  PUMP_IDLE,
  PUMP_POLLING, /* for data */
  PUMP_WAITING, /* until the ready time, and for nothing else */
} PumpState;

typedef struct
{
  GSource source;
  GPollableInputStream *input;
  int fd; /* -1: INPUT's own source is polled */
  EioPumpFunc func;
  gpointer user_data;
  EioPace pace;
  PumpState state;
  gpointer fd_tag; /* while it polls, when there is a descriptor */
  GSource *child;  /* else */
  gboolean dispatching;
} Pump;

static void
start_polling (Pump *self)
{
  if (self->fd >= 0)
    self->fd_tag = g_source_add_unix_fd (&self->source, self->fd, G_IO_IN);
  else
    {
      self->child = g_pollable_input_stream_create_source (self->input, NULL);
      g_source_set_dummy_callback (self->child);
      g_source_set_can_recurse (self->child, TRUE);
      g_source_add_child_source (&self->source, self->child);
    }
}

/* A descriptor that is polled for nothing still tells of a hang-up, over and over. */
static void
stop_polling (Pump *self)
{
  if (self->fd_tag != NULL)
    g_source_remove_unix_fd (&self->source, g_steal_pointer (&self->fd_tag));
  else if (self->child != NULL)
    {
      g_source_remove_child_source (&self->source, self->child);
      g_clear_pointer (&self->child, g_source_unref);
    }
}

/* WHEN: for PUMP_WAITING, when to go on; -1 else. Data that wait meanwhile do not wake the loop. */
static void
set_state (Pump *self, PumpState state, gint64 when)
{
  if (self->state != PUMP_POLLING && state == PUMP_POLLING)
    start_polling (self);
  else if (self->state == PUMP_POLLING && state != PUMP_POLLING)
    stop_polling (self);
  if (state == PUMP_WAITING || self->state == PUMP_WAITING)
    g_source_set_ready_time (&self->source, when);
  self->state = state;
}

static void
schedule (Pump *self, EioPumpResult result, gsize n_bytes)
{
  gint64 now = g_get_monotonic_time ();
  gint64 next = eio_pace_read_finished (&self->pace, now, n_bytes, result == EIO_PUMP_MORE);

  if (result == EIO_PUMP_STOP)
    set_state (self, PUMP_IDLE, -1);
  else if (next > now)
    set_state (self, PUMP_WAITING, next);
  else
    set_state (self, PUMP_POLLING, -1);
}

static gboolean
pump_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  Pump *self = (Pump *) source;
  gint64 now = g_get_monotonic_time ();
  EioPumpResult result;
  gsize n_bytes = 0;

  if (self->dispatching)
    {
      set_state (self, PUMP_WAITING, now + EIO_PACE_FRAME_US);
      return G_SOURCE_CONTINUE;
    }

  self->dispatching = TRUE;
  eio_pace_read_started (&self->pace, now);
  result = self->func (now + EIO_PACE_BUDGET_US, &n_bytes, self->user_data);
  self->dispatching = FALSE;
  if (g_source_is_destroyed (source))
    return G_SOURCE_REMOVE;

  schedule (self, result, n_bytes);
  return G_SOURCE_CONTINUE;
}

static void
pump_finalize (GSource *source)
{
  Pump *self = (Pump *) source;

  g_clear_pointer (&self->child, g_source_unref);
  g_clear_object (&self->input);
}

/* The descriptor of a plain TCP stream, which buffers nothing above the kernel; -1 for TLS. */
static int
find_fd (GIOStream *stream)
{
  g_autoptr (GIOStream) base = NULL;

  if (G_IS_TCP_WRAPPER_CONNECTION (stream))
    return find_fd (g_tcp_wrapper_connection_get_base_io_stream (G_TCP_WRAPPER_CONNECTION (stream)));
  if (G_IS_SOCKET_CONNECTION (stream))
    return g_socket_get_fd (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)));
  if (!G_IS_TLS_CONNECTION (stream) &&
      g_object_class_find_property (G_OBJECT_GET_CLASS (stream), "base-iostream") != NULL)
    g_object_get (stream, "base-iostream", &base, NULL);
  return base != NULL ? find_fd (base) : -1;
}

/**
 * eio_pump_new:
 * @stream: a stream whose input is pollable
 * @func: what reads
 * @user_data: for @func
 *
 * Returns: (transfer full): a source that is attached already
 */
GSource *
eio_pump_new (GIOStream *stream, EioPumpFunc func, gpointer user_data)
{
  static GSourceFuncs funcs = { NULL, NULL, pump_dispatch, pump_finalize };
  GSource *source = g_source_new (&funcs, sizeof (Pump));
  Pump *self = (Pump *) source;

  self->input = g_object_ref (G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream)));
  self->fd = find_fd (stream);
  self->func = func;
  self->user_data = user_data;
  g_source_set_can_recurse (source, TRUE);
  g_source_set_static_name (source, "[engineio] pump");
  g_source_attach (source, g_main_context_get_thread_default ());
  set_state (self, PUMP_WAITING, 0);
  return source;
}

/**
 * eio_pump_hurry:
 * @pump: a pump
 *
 * To be told when something was sent: what is answered is read at once.
 */
void
eio_pump_hurry (GSource *pump)
{
  Pump *self = (Pump *) pump;

  eio_pace_sent (&self->pace, g_get_monotonic_time ());
  if (self->state == PUMP_WAITING && !self->dispatching)
    g_source_set_ready_time (pump, 0);
}

/**
 * eio_pump_is_socket:
 * @pump: a pump
 *
 * Returns: whether a short read leaves nothing
 */
gboolean
eio_pump_is_socket (GSource *pump)
{
  return ((Pump *) pump)->fd >= 0;
}
