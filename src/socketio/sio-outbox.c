/* sio-outbox.c: send buffer, waiters and retries of one namespace.
 *
 * An emission is in exactly one queue, which owns it, until it is done. Whoever is called from here (the task
 * of an emission, the listeners behind the funcs) may emit, clear or disconnect; so an emission is out of its
 * queue before anybody hears of its end.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-outbox.h"

#include "eio-config-engine.h"
#include "sio-ack-table.h"
#include "sio-event-private.h"

typedef struct
{
  SioOutbox *outbox;
  GQueue *queue;
  GList link; /* in QUEUE */
  SioArgs *args;
  guint timeout_ms;
  guint tries;
  GTask *task;      /* nullable */
  GSource *cancel;  /* nullable: watches the task's cancellable */
  SioEvent *event;  /* as it was sent last, when an answer is awaited */
  gboolean waiting; /* ACK_ID is in the ack table */
  guint64 ack_id;
} Emission;

struct _SioOutbox
{
  SioConfig *config;
  EioClock *clock;
  char *nsp;
  SioOutboxFuncs funcs;
  GObject *owner; /* not owned: it owns us, and is held over each call */
  SioAckTable *acks;
  GQueue buffer;  /* not sent yet */
  GQueue sent;    /* waiting for an answer */
  GQueue retries; /* one after the other; the first is under way while it is waiting */
};

static void drain (SioOutbox *self);

static Emission *
emission_new (SioOutbox *self, SioArgs *args, guint timeout_ms, GTask *task)
{
  Emission *emission = g_new0 (Emission, 1);

  emission->outbox = self;
  emission->link.data = emission;
  emission->args = sio_args_ref (args);
  emission->timeout_ms = timeout_ms ? timeout_ms : sio_config_get_ack_timeout (self->config);
  emission->task = task;
  return emission;
}

static void
emission_move (Emission *emission, GQueue *queue)
{
  if (emission->queue != NULL)
    g_queue_unlink (emission->queue, &emission->link);
  if (queue != NULL)
    g_queue_push_tail_link (queue, &emission->link);
  emission->queue = queue;
}

static void
emission_stop_waiting (Emission *emission)
{
  if (emission->waiting)
    sio_ack_table_remove (emission->outbox->acks, emission->ack_id);
  emission->waiting = FALSE;
}

static void
emission_free (Emission *emission)
{
  emission_move (emission, NULL);
  emission_stop_waiting (emission);
  if (emission->cancel != NULL)
    g_source_destroy (emission->cancel);
  g_clear_pointer (&emission->cancel, g_source_unref);
  g_clear_pointer (&emission->event, sio_event_unref);
  sio_args_unref (emission->args);
  g_clear_object (&emission->task);
  g_free (emission);
}

/* Either ANSWER or ERROR; the emission is gone when the listeners hear of it. */
static void
emission_finish (Emission *emission, SioArgs *answer, const GError *error)
{
  SioOutbox *self = emission->outbox;
  g_autoptr (GTask) task = g_steal_pointer (&emission->task);
  g_autoptr (SioEvent) event = g_steal_pointer (&emission->event);

  emission_free (emission);
  if (answer != NULL && event != NULL)
    self->funcs.answered (event, answer, self->owner);
  if (task == NULL)
    return;
  if (answer != NULL)
    g_task_return_pointer (task, sio_args_ref (answer), (GDestroyNotify) sio_args_unref);
  else
    g_task_return_error (task, g_error_copy (error));
}

/* One try of the first in line is over. */
static void
emission_tried (Emission *emission, SioArgs *answer, const GError *error)
{
  SioOutbox *self = emission->outbox;

  if (answer == NULL && emission->tries <= sio_config_get_retries (self->config))
    {
      drain (self);
      return;
    }
  emission_move (emission, NULL);
  drain (self);
  emission_finish (emission, answer, error);
}

static void
acked_cb (SioArgs *answer, const GError *error, gpointer user_data)
{
  Emission *emission = user_data;
  g_autoptr (GObject) hold = g_object_ref (emission->outbox->owner);

  emission->waiting = FALSE;
  if (emission->queue == &emission->outbox->retries)
    emission_tried (emission, answer, error);
  else
    emission_finish (emission, answer, error);
}

static void
emission_start_waiting (Emission *emission)
{
  SioOutbox *self = emission->outbox;

  emission->ack_id = sio_ack_table_add (self->acks, emission->timeout_ms, acked_cb, emission);
  emission->waiting = TRUE;
}

/* Takes ID. */
static SioEvent *
new_event (SioOutbox *self, SioArgs *args, char *id)
{
  return sio_event_new_take (g_ref_string_new (self->nsp), sio_args_ref (args), id,
                             eio_clock_get_wall (self->clock));
}

static void
send_without_answer (SioOutbox *self, SioArgs *args)
{
  g_autoptr (SioEvent) event = new_event (self, args, NULL);

  self->funcs.send (event, self->owner);
}

/* Listeners may end the emission, so it is not touched once they were called. */
static void
emission_transmit (Emission *emission)
{
  SioOutbox *self = emission->outbox;
  g_autoptr (SioEvent) event =
      new_event (self, emission->args, g_strdup_printf ("%" G_GUINT64_FORMAT, emission->ack_id));

  g_clear_pointer (&emission->event, sio_event_unref);
  emission->event = sio_event_ref (event);
  self->funcs.send (event, self->owner);
}

static gboolean
is_ready (SioOutbox *self)
{
  return self->funcs.is_ready (self->owner);
}

/* Sends the first in line, if it is not under way. */
static void
drain (SioOutbox *self)
{
  Emission *emission = g_queue_peek_head (&self->retries);

  if (emission == NULL || emission->waiting || !is_ready (self))
    return;
  emission->tries++;
  emission_start_waiting (emission);
  emission_transmit (emission);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Emission *emission = user_data;
  SioOutbox *self = emission->outbox;
  g_autoptr (GObject) hold = g_object_ref (self->owner);
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");

  emission_move (emission, NULL);
  emission_stop_waiting (emission);
  drain (self);
  emission_finish (emission, NULL, error);
  return G_SOURCE_REMOVE;
}

static void
emission_watch_cancellable (Emission *emission)
{
  GCancellable *cancellable = emission->task ? g_task_get_cancellable (emission->task) : NULL;

  if (cancellable == NULL)
    return;
  emission->cancel = g_cancellable_source_new (cancellable);
  g_source_set_callback (emission->cancel, G_SOURCE_FUNC (cancelled_cb), emission, NULL);
  g_source_attach (emission->cancel, g_task_get_context (emission->task));
}

static gboolean
check_event (SioArgs *args, GError **error)
{
  if (!sio_args_is_event (args))
    g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_EVENT, "An event is an array that starts with its name");
  else if (sio_args_is_reserved (args))
    g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_EVENT, "This event name is reserved by Socket.IO");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_room (SioOutbox *self, GError **error)
{
  guint limit = sio_config_get_buffer_limit (self->config);

  if (sio_outbox_get_n_buffered (self) < limit)
    return TRUE;
  g_set_error (error, SIO_ERROR, SIO_ERROR_BUFFER_FULL, "%u events wait for a connection already", limit);
  return FALSE;
}

static gboolean
is_retried (SioOutbox *self, SioEmitFlags flags)
{
  return sio_config_get_retries (self->config) > 0 && !(flags & (SIO_EMIT_NO_RETRY | SIO_EMIT_VOLATILE));
}

static gboolean
is_dropped (SioOutbox *self, SioEmitFlags flags)
{
  return (flags & SIO_EMIT_VOLATILE) && !(is_ready (self) && self->funcs.is_writable (self->owner));
}

/* What was emitted earlier goes first, also while it is being flushed. */
static gboolean
may_pass (SioOutbox *self)
{
  return is_ready (self) && self->buffer.length == 0;
}

SioOutbox *
sio_outbox_new (SioConfig *config, const char *nsp, const SioOutboxFuncs *funcs, GObject *owner)
{
  SioOutbox *self = g_new0 (SioOutbox, 1);

  self->config = g_object_ref (config);
  self->clock = g_object_ref (eio_config_get_clock (sio_config_get_engine (config)));
  self->nsp = g_strdup (nsp);
  self->funcs = *funcs;
  self->owner = owner;
  self->acks = sio_ack_table_new (self->clock);
  return self;
}

/* Taken out first, so that whoever emits again from a callback is not failed as well, for ever. */
static void
fail_queue (GQueue *queue, gboolean waiters_only, const GError *error)
{
  GQueue failing = G_QUEUE_INIT;
  Emission *emission;

  for (GList *link = queue->head, *next; link != NULL; link = next)
    {
      next = link->next;
      emission = link->data;
      if (!waiters_only || emission->task != NULL)
        {
          emission_move (emission, &failing);
          emission_stop_waiting (emission);
        }
    }
  while ((emission = g_queue_peek_head (&failing)) != NULL)
    emission_finish (emission, NULL, error);
}

static GError *
new_disconnected_error (void)
{
  return g_error_new_literal (SIO_ERROR, SIO_ERROR_DISCONNECTED, "socket has been disconnected");
}

void
sio_outbox_free (SioOutbox *self)
{
  g_autoptr (GError) error = new_disconnected_error ();

  fail_queue (&self->sent, FALSE, error);
  fail_queue (&self->buffer, FALSE, error);
  fail_queue (&self->retries, FALSE, error);
  sio_ack_table_free (self->acks);
  g_object_unref (self->clock);
  g_object_unref (self->config);
  g_free (self->nsp);
  g_free (self);
}

gboolean
sio_outbox_emit (SioOutbox *self, SioArgs *args, SioEmitFlags flags, GError **error)
{
  if (!check_event (args, error))
    return FALSE;
  if (is_dropped (self, flags))
    return TRUE;
  if (!is_retried (self, flags) && may_pass (self))
    {
      send_without_answer (self, args);
      return TRUE;
    }
  if (!check_room (self, error))
    return FALSE;
  emission_move (emission_new (self, args, 0, NULL),
                 is_retried (self, flags) ? &self->retries : &self->buffer);
  drain (self);
  return TRUE;
}

static void
emit_emission (SioOutbox *self, Emission *emission, SioEmitFlags flags)
{
  emission_watch_cancellable (emission);
  if (is_retried (self, flags))
    {
      emission_move (emission, &self->retries);
      drain (self);
      return;
    }
  emission_start_waiting (emission);
  if (may_pass (self))
    {
      emission_move (emission, &self->sent);
      emission_transmit (emission);
    }
  else
    emission_move (emission, &self->buffer);
}

void
sio_outbox_emit_task (SioOutbox *self, SioArgs *args, SioEmitFlags flags, guint timeout_ms, GTask *task)
{
  GError *error = NULL;

  if (!check_event (args, &error))
    g_task_return_error (task, error);
  else if (is_dropped (self, flags))
    g_task_return_new_error (task, SIO_ERROR, SIO_ERROR_DISCONNECTED, "It could not be written at once");
  else if ((is_retried (self, flags) || !may_pass (self)) && !check_room (self, &error))
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    {
      emit_emission (self, emission_new (self, args, timeout_ms, task), flags);
      return;
    }
  g_object_unref (task);
}

gboolean
sio_outbox_answer (SioOutbox *self, const char *id, SioArgs *answer)
{
  return sio_ack_table_answer (self->acks, id, answer);
}

static void
send_buffered (Emission *emission)
{
  if (emission->task == NULL)
    {
      SioOutbox *self = emission->outbox;
      g_autoptr (SioArgs) args = sio_args_ref (emission->args);

      emission_free (emission);
      send_without_answer (self, args);
      return;
    }
  emission_move (emission, &emission->outbox->sent);
  emission_transmit (emission);
}

void
sio_outbox_flush (SioOutbox *self)
{
  Emission *emission;

  while (is_ready (self) && (emission = g_queue_peek_head (&self->buffer)) != NULL)
    send_buffered (emission);
  drain (self);
}

void
sio_outbox_lose (SioOutbox *self)
{
  g_autoptr (GError) error = new_disconnected_error ();
  Emission *first = g_queue_peek_head (&self->retries);

  if (first != NULL && first->waiting)
    {
      emission_stop_waiting (first);
      emission_tried (first, NULL, error);
    }
  fail_queue (&self->sent, FALSE, error);
}

void
sio_outbox_give_up (SioOutbox *self)
{
  g_autoptr (GError) error = new_disconnected_error ();

  fail_queue (&self->buffer, TRUE, error);
  fail_queue (&self->retries, TRUE, error);
}

guint
sio_outbox_get_n_buffered (SioOutbox *self)
{
  Emission *first = g_queue_peek_head (&self->retries);

  return self->buffer.length + self->retries.length - (first != NULL && first->waiting ? 1 : 0);
}

static void
list_queue (GQueue *queue, GPtrArray *list)
{
  for (GList *link = queue->head; link != NULL; link = link->next)
    {
      Emission *emission = link->data;

      if (!emission->waiting || queue != &emission->outbox->retries)
        g_ptr_array_add (list, sio_args_ref (emission->args));
    }
}

GPtrArray *
sio_outbox_list (SioOutbox *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sio_args_unref);

  list_queue (&self->buffer, list);
  list_queue (&self->retries, list);
  return list;
}

void
sio_outbox_clear (SioOutbox *self)
{
  g_autoptr (GError) error =
      g_error_new_literal (SIO_ERROR, SIO_ERROR_FAILED, "It was removed from the send buffer");

  fail_queue (&self->buffer, FALSE, error);
  fail_queue (&self->retries, FALSE, error);
}
