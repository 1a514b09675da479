/* eio-paced-input.c: reads large pieces, hands on small ones, for a few milliseconds at a time.
 *
 * libsoup reads at each call until "would block", then takes frames from the front of what it has, moving
 * the rest each time, and makes a new source for the next call. So a source of our own, the pump, stays for
 * as long as the stream lives and does the waiting; the ones that libsoup makes only tell whom to call,
 * several times in one dispatch and with a small portion each.
 *
 * GLib writes to its eventfd around each dispatch of a source that may not recurse, so the pump may; a
 * dispatch within a dispatch does nothing.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-paced-input.h"

#include "eio-pace.h"

#include <string.h>

#define BUFFER_SIZE (64 * 1024)
/* What libsoup gets at a call, unless a larger message is under way: the smaller, the less it moves. */
#define PORTION (8 * 1024)

struct _EioPacedInput
{
  GInputStream parent_instance;

  GInputStream *base;
  int fd;
  guint8 *buffer;
  gsize start; /* of what is in the buffer */
  gsize end;
  gsize portion;    /* left of it */
  gsize n_read;     /* in this dispatch */
  gboolean drained; /* the last read found less than there was room for */
  EioPace pace;
  GSource *pump;   /* from the first reader on */
  GSource *reader; /* the last source that was asked for, not owned; NULL once it is gone */
};

typedef enum
{
  PUMP_IDLE,    /* nobody wants to read */
  PUMP_POLLING, /* for data */
  PUMP_WAITING, /* until the ready time, and for nothing else */
} PumpState;

typedef struct
{
  GSource source;
  EioPacedInput *input; /* owns the pump */
  PumpState state;
  gpointer fd_tag; /* while it polls, when the input has a descriptor */
  GSource *child;  /* else */
  gboolean dispatching;
} Pump;

typedef struct
{
  GSource source;
  EioPacedInput *input; /* owned */
} Reader;

static void eio_paced_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EioPacedInput,
                               eio_paced_input,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      eio_paced_input_pollable_init))

static gssize
take (EioPacedInput *self, void *buffer, gsize count)
{
  gsize size = MIN (count, self->end - self->start);

  memcpy (buffer, self->buffer + self->start, size);
  self->start += size;
  return size;
}

/* A short read of a socket leaves nothing, so no other call is needed; TLS reads by the record. */
static gssize
fill (EioPacedInput *self, GError **error)
{
  gssize size = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (self->base), self->buffer,
                                                          BUFFER_SIZE, NULL, error);

  self->start = 0;
  self->end = MAX (size, 0);
  self->drained = self->fd >= 0 && size > 0 && size < BUFFER_SIZE;
  return size;
}

static gssize
would_block (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "Enough for now");
  return -1;
}

static gssize
eio_paced_input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  EioPacedInput *self = EIO_PACED_INPUT (stream);
  gssize size;

  if (self->portion == 0)
    return would_block (error);
  if (self->start == self->end)
    {
      if (self->drained)
        return would_block (error);
      size = fill (self, error);
      if (size <= 0)
        return size;
    }

  size = take (self, buffer, MIN (count, self->portion));
  self->portion -= size;
  self->n_read += size;
  return size;
}

static gboolean
eio_paced_input_is_readable (GPollableInputStream *stream)
{
  EioPacedInput *self = EIO_PACED_INPUT (stream);

  return self->start < self->end ||
         g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (self->base));
}

static void
start_polling (Pump *pump)
{
  if (pump->input->fd >= 0)
    pump->fd_tag = g_source_add_unix_fd (&pump->source, pump->input->fd, G_IO_IN);
  else
    {
      pump->child = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (pump->input->base), NULL);
      g_source_set_dummy_callback (pump->child);
      g_source_set_can_recurse (pump->child, TRUE);
      g_source_add_child_source (&pump->source, pump->child);
    }
}

/* A descriptor that is polled for nothing still tells of a hang-up, over and over. */
static void
stop_polling (Pump *pump)
{
  if (pump->fd_tag != NULL)
    g_source_remove_unix_fd (&pump->source, g_steal_pointer (&pump->fd_tag));
  else if (pump->child != NULL)
    {
      g_source_remove_child_source (&pump->source, pump->child);
      g_clear_pointer (&pump->child, g_source_unref);
    }
}

/* WHEN: for PUMP_WAITING, when to go on; -1 else. Data that wait meanwhile do not wake the loop. */
static void
set_pump_state (Pump *pump, PumpState state, gint64 when)
{
  if (pump->state != PUMP_POLLING && state == PUMP_POLLING)
    start_polling (pump);
  else if (pump->state == PUMP_POLLING && state != PUMP_POLLING)
    stop_polling (pump);
  if (state == PUMP_WAITING || pump->state == PUMP_WAITING)
    g_source_set_ready_time (&pump->source, when);
  pump->state = state;
}

/* FALSE when nobody reads. */
static gboolean
call_reader (EioPacedInput *self)
{
  g_autoptr (GSource) reader = self->reader != NULL ? g_source_ref (self->reader) : NULL;
  GPollableSourceFunc func;
  GSourceFunc callback = NULL;
  gpointer user_data = NULL;

  if (reader == NULL || g_source_is_destroyed (reader) || reader->callback_funcs == NULL)
    return FALSE;

  reader->callback_funcs->get (reader->callback_data, reader, &callback, &user_data);
  func = (GPollableSourceFunc) (void (*) (void)) callback;
  if (!func (G_OBJECT (self), user_data))
    g_source_destroy (reader);

  return self->reader != NULL && !g_source_is_destroyed (self->reader);
}

/* Returns whether somebody wants to go on. */
static gboolean
read_portions (EioPacedInput *self)
{
  gint64 end = self->pace.started + EIO_PACE_BUDGET_US;
  gboolean wanted;

  self->drained = FALSE;
  self->n_read = 0;
  do
    {
      self->portion = PORTION;
      wanted = call_reader (self);
    }
  while (wanted && self->portion == 0 && g_get_monotonic_time () < end);

  return wanted;
}

static gboolean
pump_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  Pump *pump = (Pump *) source;
  g_autoptr (EioPacedInput) self = g_object_ref (pump->input);
  gint64 now = g_get_monotonic_time ();
  gboolean wanted;
  gint64 next;

  if (pump->dispatching)
    {
      set_pump_state (pump, PUMP_WAITING, now + EIO_PACE_FRAME_US);
      return G_SOURCE_CONTINUE;
    }

  pump->dispatching = TRUE;
  eio_pace_read_started (&self->pace, now);
  wanted = read_portions (self);
  pump->dispatching = FALSE;
  if (g_source_is_destroyed (source))
    return G_SOURCE_REMOVE;

  now = g_get_monotonic_time ();
  next = eio_pace_read_finished (&self->pace, now, self->n_read, self->portion == 0);
  if (!wanted)
    set_pump_state (pump, PUMP_IDLE, -1);
  else if (next > now)
    set_pump_state (pump, PUMP_WAITING, next);
  else
    set_pump_state (pump, PUMP_POLLING, -1);

  return G_SOURCE_CONTINUE;
}

static void
pump_finalize (GSource *source)
{
  g_clear_pointer (&((Pump *) source)->child, g_source_unref);
}

/* What libsoup had read beyond its handshake waits in BASE, and no poll tells: the first read is at once. */
static void
wake_pump (EioPacedInput *self)
{
  static GSourceFuncs funcs = { NULL, NULL, pump_dispatch, pump_finalize };
  Pump *pump = (Pump *) self->pump;

  if (pump == NULL)
    {
      self->pump = g_source_new (&funcs, sizeof (Pump));
      pump = (Pump *) self->pump;
      pump->input = self;
      g_source_set_can_recurse (self->pump, TRUE);
      g_source_set_static_name (self->pump, "[engineio] paced input");
      g_source_attach (self->pump, g_main_context_get_thread_default ());
    }
  if (pump->state == PUMP_IDLE && !pump->dispatching)
    set_pump_state (pump, PUMP_WAITING, 0);
}

/* Only a cancellable makes it run. */
static gboolean
reader_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  GPollableSourceFunc func = (GPollableSourceFunc) (void (*) (void)) callback;

  return func (G_OBJECT (((Reader *) source)->input), user_data);
}

static void
reader_finalize (GSource *source)
{
  EioPacedInput *input = ((Reader *) source)->input;

  if (input->reader == source)
    input->reader = NULL;
  g_object_unref (input);
}

static GSource *
eio_paced_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  static GSourceFuncs funcs = { NULL, NULL, reader_dispatch, reader_finalize };
  EioPacedInput *self = EIO_PACED_INPUT (stream);
  GSource *source = g_source_new (&funcs, sizeof (Reader));

  ((Reader *) source)->input = g_object_ref (self);
  g_source_set_static_name (source, "[engineio] reader");
  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancel = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancel);
      g_source_add_child_source (source, cancel);
    }

  self->reader = source;
  wake_pump (self);
  return source;
}

static void
eio_paced_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = eio_paced_input_is_readable;
  iface->create_source = eio_paced_input_create_source;
  iface->read_nonblocking = eio_paced_input_read_nonblocking;
}

static gssize
eio_paced_input_read (GInputStream *stream,
                      void *buffer,
                      gsize count,
                      GCancellable *cancellable,
                      GError **error)
{
  EioPacedInput *self = EIO_PACED_INPUT (stream);

  if (self->start < self->end)
    return take (self, buffer, count);
  return g_input_stream_read (self->base, buffer, count, cancellable, error);
}

/* Before BASE is closed: its descriptor must not be polled any more. */
void
eio_paced_input_stop (EioPacedInput *self)
{
  if (self->pump != NULL)
    g_source_destroy (self->pump);
  g_clear_pointer (&self->pump, g_source_unref);
}

static gboolean
eio_paced_input_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  EioPacedInput *self = EIO_PACED_INPUT (stream);

  eio_paced_input_stop (self);
  return g_input_stream_close (self->base, cancellable, error);
}

static void
eio_paced_input_dispose (GObject *object)
{
  eio_paced_input_stop (EIO_PACED_INPUT (object));

  G_OBJECT_CLASS (eio_paced_input_parent_class)->dispose (object);
}

static void
eio_paced_input_finalize (GObject *object)
{
  EioPacedInput *self = EIO_PACED_INPUT (object);

  g_clear_object (&self->base);
  g_clear_pointer (&self->buffer, g_free);

  G_OBJECT_CLASS (eio_paced_input_parent_class)->finalize (object);
}

static void
eio_paced_input_class_init (EioPacedInputClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  object_class->dispose = eio_paced_input_dispose;
  object_class->finalize = eio_paced_input_finalize;
  stream_class->read_fn = eio_paced_input_read;
  stream_class->close_fn = eio_paced_input_close;
}

static void
eio_paced_input_init (EioPacedInput *self)
{
  self->buffer = g_malloc (BUFFER_SIZE);
  self->fd = -1;
  self->portion = PORTION;
}

GInputStream *
eio_paced_input_new (GInputStream *base, int fd)
{
  EioPacedInput *self = g_object_new (EIO_TYPE_PACED_INPUT, NULL);

  self->base = g_object_ref (base);
  self->fd = fd;
  return G_INPUT_STREAM (self);
}

void
eio_paced_input_hurry (EioPacedInput *self)
{
  Pump *pump = (Pump *) self->pump;

  eio_pace_sent (&self->pace, g_get_monotonic_time ());
  if (pump != NULL && pump->state == PUMP_WAITING && !pump->dispatching)
    g_source_set_ready_time (self->pump, 0);
}
