/* split-stream.c: two queues of bytes, and streams that are stingy with them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "split-stream.h"

#include <string.h>

/* Of a queue: who writes more has to wait for the reader. */
#define CAPACITY 2003
/* One in so many calls would block, and of those behind the first ones fewer. */
#define PERIOD       40
#define N_FIRST      2000
#define LATER_PERIOD 1009

/* One direction. */
typedef struct
{
  guint8 bytes[CAPACITY];
  gsize size;
  gboolean closed;
  guint n_calls;
  guint32 random; /* the same in every run */
} Pipe;

static gboolean
is_readable (Pipe *pipe)
{
  return pipe->size > 0 || pipe->closed;
}

static gboolean
is_writable (Pipe *pipe)
{
  return pipe->size < CAPACITY || pipe->closed;
}

static gssize
fail_blocked (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "Later");
  return -1;
}

static gboolean
be_lazy (Pipe *pipe)
{
  guint period = pipe->n_calls++ < N_FIRST ? PERIOD : LATER_PERIOD;

  pipe->random = pipe->random * 1103515245 + 12345;
  return (pipe->random >> 16) % period == 0;
}

/* A source that is ready when the pipe is. */
typedef struct
{
  GSource source;
  Pipe *pipe;
  gboolean (*is_ready) (Pipe *pipe);
} PipeSource;

static gboolean
source_prepare (GSource *source, int *timeout)
{
  PipeSource *self = (PipeSource *) source;

  *timeout = -1;
  return self->is_ready (self->pipe);
}

static gboolean
source_check (GSource *source)
{
  PipeSource *self = (PipeSource *) source;

  return self->is_ready (self->pipe);
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback != NULL ? callback (user_data) : G_SOURCE_CONTINUE;
}

static void
source_finalize (GSource *source)
{
  g_rc_box_release (((PipeSource *) source)->pipe);
}

/* What the source that has this one as its child wants to hear. */
static gboolean
go_on (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static GSource *
new_source (gpointer stream, GCancellable *cancellable, Pipe *pipe, gboolean (*is_ready) (Pipe *pipe))
{
  static GSourceFuncs funcs = { source_prepare, source_check, source_dispatch, source_finalize, go_on, NULL };
  g_autoptr (GSource) ready = g_source_new (&funcs, sizeof (PipeSource));

  ((PipeSource *) ready)->pipe = g_rc_box_acquire (pipe);
  ((PipeSource *) ready)->is_ready = is_ready;
  return g_pollable_source_new_full (stream, ready, cancellable);
}

/* The reading end. */
#define SPLIT_TYPE_INPUT (split_input_get_type ())
G_DECLARE_FINAL_TYPE (SplitInput, split_input, SPLIT, INPUT, GInputStream)

struct _SplitInput
{
  GInputStream parent_instance;
  Pipe *pipe;
};

static gboolean
input_is_readable (GPollableInputStream *stream)
{
  return is_readable (SPLIT_INPUT (stream)->pipe);
}

static GSource *
input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  return new_source (stream, cancellable, SPLIT_INPUT (stream)->pipe, is_readable);
}

static gssize
input_read (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  Pipe *pipe = SPLIT_INPUT (stream)->pipe;

  if (pipe->size == 0)
    return pipe->closed ? 0 : fail_blocked (error);
  if (be_lazy (pipe))
    return fail_blocked (error);
  *(guint8 *) buffer = pipe->bytes[0];
  memmove (pipe->bytes, pipe->bytes + 1, --pipe->size);
  return 1;
}

static void
input_iface_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = input_is_readable;
  iface->create_source = input_create_source;
  iface->read_nonblocking = input_read;
}

G_DEFINE_TYPE_WITH_CODE (SplitInput,
                         split_input,
                         G_TYPE_INPUT_STREAM,
                         G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, input_iface_init))

static gboolean
input_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  SPLIT_INPUT (stream)->pipe->closed = TRUE;
  return TRUE;
}

static void
split_input_finalize (GObject *object)
{
  g_rc_box_release (SPLIT_INPUT (object)->pipe);
  G_OBJECT_CLASS (split_input_parent_class)->finalize (object);
}

static void
split_input_class_init (SplitInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = split_input_finalize;
  G_INPUT_STREAM_CLASS (klass)->close_fn = input_close;
}

static void
split_input_init (SplitInput *self)
{
}

/* The writing end. */
#define SPLIT_TYPE_OUTPUT (split_output_get_type ())
G_DECLARE_FINAL_TYPE (SplitOutput, split_output, SPLIT, OUTPUT, GOutputStream)

struct _SplitOutput
{
  GOutputStream parent_instance;
  Pipe *pipe;
};

static gboolean
output_is_writable (GPollableOutputStream *stream)
{
  return is_writable (SPLIT_OUTPUT (stream)->pipe);
}

static GSource *
output_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  return new_source (stream, cancellable, SPLIT_OUTPUT (stream)->pipe, is_writable);
}

static gssize
output_write (GPollableOutputStream *stream, const void *buffer, gsize count, GError **error)
{
  Pipe *pipe = SPLIT_OUTPUT (stream)->pipe;
  gsize size = MIN (count, CAPACITY - pipe->size);

  if (pipe->closed)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "Nobody reads it");
      return -1;
    }
  if (size == 0)
    return fail_blocked (error);
  memcpy (pipe->bytes + pipe->size, buffer, size);
  pipe->size += size;
  return size;
}

static void
output_iface_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = output_is_writable;
  iface->create_source = output_create_source;
  iface->write_nonblocking = output_write;
}

G_DEFINE_TYPE_WITH_CODE (SplitOutput,
                         split_output,
                         G_TYPE_OUTPUT_STREAM,
                         G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM, output_iface_init))

static gboolean
output_close (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  SPLIT_OUTPUT (stream)->pipe->closed = TRUE;
  return TRUE;
}

static void
split_output_finalize (GObject *object)
{
  g_rc_box_release (SPLIT_OUTPUT (object)->pipe);
  G_OBJECT_CLASS (split_output_parent_class)->finalize (object);
}

static void
split_output_class_init (SplitOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = split_output_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->close_fn = output_close;
}

static void
split_output_init (SplitOutput *self)
{
}

static GIOStream *
new_end (Pipe *in, Pipe *out)
{
  g_autoptr (SplitInput) input = g_object_new (SPLIT_TYPE_INPUT, NULL);
  g_autoptr (SplitOutput) output = g_object_new (SPLIT_TYPE_OUTPUT, NULL);

  input->pipe = g_rc_box_acquire (in);
  output->pipe = g_rc_box_acquire (out);
  return g_simple_io_stream_new (G_INPUT_STREAM (input), G_OUTPUT_STREAM (output));
}

void
split_stream_new_pair (GIOStream **a, GIOStream **b)
{
  Pipe *there = g_rc_box_new0 (Pipe);
  Pipe *back = g_rc_box_new0 (Pipe);

  *a = new_end (back, there);
  *b = new_end (there, back);
  g_rc_box_release (there);
  g_rc_box_release (back);
}
