/* sio-namespace-receive.c: what the server sends once it knows us, and our answers to it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "socketio"

#include "sio-namespace-private.h"

#include "sio-event-private.h"

/* A server that never answers CONNECT, or asks for answers that nobody gives, must not fill the memory. */
#define MAX_EARLY      10000
#define MAX_UNANSWERED 10000

static void
forget_oldest_unanswered (SioNamespace *self)
{
  g_autofree char *id = g_queue_pop_head (&self->unanswered_order);

  g_hash_table_remove (self->unanswered, id);
}

static void
remember_unanswered (SioNamespace *self, const char *id)
{
  g_hash_table_add (self->unanswered, g_strdup (id));
  g_queue_push_tail (&self->unanswered_order, g_strdup (id));
  if (self->unanswered_order.length > MAX_UNANSWERED)
    forget_oldest_unanswered (self);
}

/* A server that can restore our session appends an offset to what it broadcasts. */
static void
remember_offset (SioNamespace *self, SioArgs *args)
{
  guint length = sio_args_get_length (args);

  if (length < 2 || sio_value_get_kind (sio_args_get (args, length - 1)) != SIO_VALUE_STRING)
    return;
  g_clear_pointer (&self->offset_event, sio_args_unref);
  self->offset_event = sio_args_ref (args);
}

static void
deliver (SioNamespace *self, SioEvent *event)
{
  const char *id = sio_event_get_ack_id (event);

  if (id != NULL)
    remember_unanswered (self, id);
  if (self->session != NULL)
    remember_offset (self, sio_event_get_args (event));
  g_signal_emit (self, sio_namespace_signals[SIGNAL_EVENT], 0, event);
}

static void
keep_early (SioNamespace *self, SioEvent *event)
{
  if (self->early.length < MAX_EARLY)
    g_queue_push_tail (&self->early, sio_event_ref (event));
  else
    g_debug ("%s: too many events before CONNECT was answered", self->path);
}

static void
take_event (SioNamespace *self, SioPacket *packet)
{
  gint64 now = eio_clock_get_wall (sio_client_get_clock (self->client));
  g_autoptr (SioEvent) event =
      sio_event_new_take (g_steal_pointer (&packet->nsp), g_steal_pointer (&packet->args),
                          g_steal_pointer (&packet->id), now);

  if (self->state == SIO_NAMESPACE_CONNECTED)
    deliver (self, event);
  else
    keep_early (self, event);
}

static void
take_while_connected (SioNamespace *self, SioPacket *packet)
{
  switch (packet->type)
    {
    case SIO_PACKET_ACK:
    case SIO_PACKET_BINARY_ACK:
      if (packet->id == NULL || !sio_outbox_answer (self->outbox, packet->id, packet->args))
        g_debug ("%s: an answer that nobody waits for", self->path);
      break;
    case SIO_PACKET_DISCONNECT:
      sio_namespace_server_left (self);
      break;
    case SIO_PACKET_CONNECT:
    default:
      g_debug ("%s: ignored a packet of type %d", self->path, packet->type);
    }
}

static void
take_while_connecting (SioNamespace *self, SioPacket *packet)
{
  if (packet->type == SIO_PACKET_CONNECT)
    sio_namespace_take_connect (self, packet->args);
  else if (packet->type == SIO_PACKET_DISCONNECT)
    sio_namespace_take_refusal (self, NULL);
}

void
sio_namespace_take_packet (SioNamespace *self, SioPacket *packet)
{
  g_autoptr (SioPacket) taken = packet;
  g_autoptr (SioNamespace) hold = NULL;

  /* Nearly every packet; the signal, which comes last, holds the namespace itself. */
  if (self->state == SIO_NAMESPACE_CONNECTED && packet->type == SIO_PACKET_EVENT)
    {
      take_event (self, packet);
      return;
    }
  hold = g_object_ref (self);
  if (self->state == SIO_NAMESPACE_DISCONNECTED)
    {
      /* We left before the server answered: it has to know. */
      if (packet->type == SIO_PACKET_CONNECT && sio_client_get_protocol (self->client) != EIO_PROTOCOL_3)
        sio_client_send (self->client, SIO_PACKET_DISCONNECT, self->path, NULL, NULL);
    }
  else if (packet->type == SIO_PACKET_EVENT || packet->type == SIO_PACKET_BINARY_EVENT)
    take_event (self, packet);
  else if (packet->type == SIO_PACKET_CONNECT_ERROR)
    sio_namespace_take_refusal (self, packet->args);
  else if (self->state == SIO_NAMESPACE_CONNECTED)
    take_while_connected (self, packet);
  else
    take_while_connecting (self, packet);
}

void
sio_namespace_deliver_early (SioNamespace *self)
{
  while (self->state == SIO_NAMESPACE_CONNECTED && !g_queue_is_empty (&self->early))
    {
      g_autoptr (SioEvent) event = g_queue_pop_head (&self->early);

      deliver (self, event);
    }
}

/* What belongs to one connection and means nothing in the next. */
void
sio_namespace_forget_session (SioNamespace *self)
{
  if (self->client != NULL)
    eio_clock_clear (sio_client_get_clock (self->client), &self->connect_timer);
  g_queue_clear_full (&self->early, (GDestroyNotify) sio_event_unref);
  g_queue_clear_full (&self->unanswered_order, g_free);
  g_hash_table_remove_all (self->unanswered);
}

/**
 * sio_namespace_answer:
 * @ack_id: the digits that came with the event; sent back verbatim
 * @args: an array
 *
 * Returns: %FALSE if nobody waits for it: answered already, never asked, or asked in a connection that is
 * gone
 */
gboolean
sio_namespace_answer (SioNamespace *self, const char *ack_id, SioArgs *args)
{
  g_return_val_if_fail (SIO_IS_NAMESPACE (self) && ack_id != NULL && args != NULL, FALSE);
  if (self->state != SIO_NAMESPACE_CONNECTED ||
      sio_value_get_kind (sio_args_get_root (args)) != SIO_VALUE_ARRAY ||
      !g_hash_table_remove (self->unanswered, ack_id))
    return FALSE;
  sio_client_send (self->client, SIO_PACKET_ACK, self->path, ack_id, args);
  return TRUE;
}
