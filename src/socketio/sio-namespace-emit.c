/* sio-namespace-emit.c: our events on their way to the server; SioOutbox keeps those that cannot go yet.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-namespace-private.h"

static gboolean
is_ready (gpointer owner)
{
  SioNamespace *self = owner;

  return self->state == SIO_NAMESPACE_CONNECTED && sio_client_is_alive (self->client);
}

static gboolean
is_writable (gpointer owner)
{
  SioNamespace *self = owner;

  return self->client != NULL && sio_client_is_writable (self->client);
}

static void
send_event (SioEvent *event, gpointer owner)
{
  SioNamespace *self = owner;
  guint signal = sio_namespace_signals[SIGNAL_SENT];

  sio_client_send (self->client, SIO_PACKET_EVENT, self->path, sio_event_get_ack_id (event),
                   sio_event_get_args (event));
  if (g_signal_has_handler_pending (self, signal, 0, TRUE))
    g_signal_emit (self, signal, 0, event);
}

static void
answered (SioEvent *event, SioArgs *answer, gpointer owner)
{
  g_signal_emit (owner, sio_namespace_signals[SIGNAL_ANSWERED], 0, event, answer);
}

const SioOutboxFuncs sio_namespace_outbox_funcs = {
  .is_ready = is_ready,
  .is_writable = is_writable,
  .send = send_event,
  .answered = answered,
};

/**
 * sio_namespace_emit:
 * @args: the whole array, the name first; sent byte for byte
 * @flags: how
 * @error: return location
 *
 * Returns: %FALSE with %SIO_ERROR_BAD_EVENT, or %SIO_ERROR_BUFFER_FULL while not connected
 */
gboolean
sio_namespace_emit (SioNamespace *self, SioArgs *args, SioEmitFlags flags, GError **error)
{
  g_return_val_if_fail (SIO_IS_NAMESPACE (self) && args != NULL, FALSE);
  return sio_outbox_emit (self->outbox, args, flags, error);
}

/**
 * sio_namespace_emit_async:
 * @args: the whole array, the name first
 * @flags: how
 * @timeout_ms: how long to wait for the answer, the time in the send buffer included; 0 for the config's
 * @cancellable: (nullable): ends the waiting, not the event
 * @callback: (nullable) (scope async): called exactly once
 * @user_data: for @callback
 */
void
sio_namespace_emit_async (SioNamespace *self,
                          SioArgs *args,
                          SioEmitFlags flags,
                          guint timeout_ms,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SIO_IS_NAMESPACE (self) && args != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sio_namespace_emit_async);
  sio_outbox_emit_task (self->outbox, args, flags, timeout_ms, task);
}

/**
 * sio_namespace_emit_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the array the server answered with, or %NULL with %SIO_ERROR_TIMEOUT,
 *   %SIO_ERROR_DISCONNECTED, %SIO_ERROR_BAD_EVENT, %SIO_ERROR_BUFFER_FULL or %G_IO_ERROR_CANCELLED
 */
SioArgs *
sio_namespace_emit_finish (SioNamespace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sio_namespace_get_n_buffered:
 *
 * Returns: how many events have not been handed to the engine
 */
guint
sio_namespace_get_n_buffered (SioNamespace *self)
{
  return sio_outbox_get_n_buffered (self->outbox);
}

/**
 * sio_namespace_list_buffered:
 *
 * Returns: (transfer full) (element-type SioArgs): these events, in the order in which they will go out
 */
GPtrArray *
sio_namespace_list_buffered (SioNamespace *self)
{
  return sio_outbox_list (self->outbox);
}

/**
 * sio_namespace_clear_buffer:
 *
 * Drops these events; whoever waits for their answers gets an error.
 */
void
sio_namespace_clear_buffer (SioNamespace *self)
{
  g_autoptr (SioNamespace) hold = g_object_ref (self);

  sio_outbox_clear (self->outbox);
}
