/* eio-paced-stream.c: both halves of the stream; the reading half is EioPacedInput.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-paced-stream.h"

#include "eio-paced-input.h"

struct _EioPacedStream
{
  GIOStream parent_instance;

  GIOStream *base;
  GInputStream *input;
};

G_DEFINE_FINAL_TYPE (EioPacedStream, eio_paced_stream, G_TYPE_IO_STREAM)

static GInputStream *
eio_paced_stream_get_input_stream (GIOStream *stream)
{
  return EIO_PACED_STREAM (stream)->input;
}

static GOutputStream *
eio_paced_stream_get_output_stream (GIOStream *stream)
{
  return g_io_stream_get_output_stream (EIO_PACED_STREAM (stream)->base);
}

static gboolean
eio_paced_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  EioPacedStream *self = EIO_PACED_STREAM (stream);

  eio_paced_input_stop (EIO_PACED_INPUT (self->input));
  return g_io_stream_close (self->base, cancellable, error);
}

static void
close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_io_stream_close_finish (G_IO_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* GIOStream's own would close in a thread. */
static void
eio_paced_stream_close_async (GIOStream *stream,
                              int priority,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  EioPacedStream *self = EIO_PACED_STREAM (stream);
  GTask *task = g_task_new (stream, cancellable, callback, user_data);

  eio_paced_input_stop (EIO_PACED_INPUT (self->input));
  g_io_stream_close_async (self->base, priority, cancellable, close_cb, task);
}

static gboolean
eio_paced_stream_close_finish (GIOStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
eio_paced_stream_finalize (GObject *object)
{
  EioPacedStream *self = EIO_PACED_STREAM (object);

  /* The parent closes the stream, by way of base. */
  G_OBJECT_CLASS (eio_paced_stream_parent_class)->finalize (object);

  g_clear_object (&self->input);
  g_clear_object (&self->base);
}

static void
eio_paced_stream_class_init (EioPacedStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  object_class->finalize = eio_paced_stream_finalize;

  stream_class->get_input_stream = eio_paced_stream_get_input_stream;
  stream_class->get_output_stream = eio_paced_stream_get_output_stream;
  stream_class->close_fn = eio_paced_stream_close;
  stream_class->close_async = eio_paced_stream_close_async;
  stream_class->close_finish = eio_paced_stream_close_finish;
}

static void
eio_paced_stream_init (EioPacedStream *self)
{
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
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (stream), "base-iostream") != NULL)
    g_object_get (stream, "base-iostream", &base, NULL);
  return base != NULL ? find_fd (base) : -1;
}

/**
 * eio_paced_stream_new:
 * @base: a stream whose halves are pollable
 *
 * Returns: (transfer full): the same stream, read in a bounded time
 */
GIOStream *
eio_paced_stream_new (GIOStream *base)
{
  EioPacedStream *self = g_object_new (EIO_TYPE_PACED_STREAM, NULL);

  self->base = g_object_ref (base);
  self->input = eio_paced_input_new (g_io_stream_get_input_stream (base), find_fd (base));
  return G_IO_STREAM (self);
}

/**
 * eio_paced_stream_hurry:
 * @self: a stream
 *
 * To be told when something was sent: what is answered is read at once.
 */
void
eio_paced_stream_hurry (EioPacedStream *self)
{
  eio_paced_input_hurry (EIO_PACED_INPUT (self->input));
}
