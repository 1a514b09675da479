/* demo-poll.c: one polling GET that is held until there is something to say, and noticed when its client
 * hangs up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-poll.h"

#include "demo-request.h"

struct _DemoPoll
{
  SoupServerMessage *message; /* paused */
  GSource *watch;             /* libsoup does not look at the socket of a paused message: this does */
  gulong finished_id;         /* 0 once libsoup is done with the message */
  DemoPollLostFunc lost;
  gpointer user_data;
};

static void
poll_stop_watching (DemoPoll *self)
{
  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
}

static void
poll_report_lost (DemoPoll *self)
{
  DemoPollLostFunc lost = g_steal_pointer (&self->lost);

  poll_stop_watching (self);
  if (lost != NULL)
    lost (self->user_data);
}

static gboolean
socket_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  DemoPoll *self = user_data;
  g_autoptr (GError) error = NULL;
  char byte;
  GInputVector vector = { &byte, 1 };
  int flags = G_SOCKET_MSG_PEEK;
  gssize n = g_socket_receive_message (socket, NULL, &vector, 1, NULL, NULL, &flags, NULL, &error);

  if (n < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (n > 0) /* the next request, sent early: libsoup reads it after this one */
    poll_stop_watching (self);
  else
    poll_report_lost (self);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  DemoPoll *self = user_data;

  g_clear_signal_handler (&self->finished_id, message);
  poll_report_lost (self);
}

static void
poll_watch (DemoPoll *self)
{
  GSocket *socket = soup_server_message_get_socket (self->message);

  if (socket == NULL)
    return;
  self->watch = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (socket_cb), self, NULL);
  g_source_attach (self->watch, g_main_context_get_thread_default ());
}

/**
 * demo_poll_new:
 * @message: a GET
 * @lost: what to call when its client goes
 * @user_data: for @lost
 *
 * Holds @message. The status is set at once: libsoup takes a message without one for a WebSocket handshake on
 * this path.
 *
 * Returns: (transfer full): the held GET
 */
DemoPoll *
demo_poll_new (SoupServerMessage *message, DemoPollLostFunc lost, gpointer user_data)
{
  DemoPoll *self = g_new0 (DemoPoll, 1);

  self->message = g_object_ref (message);
  self->lost = lost;
  self->user_data = user_data;
  self->finished_id = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_pause (message);
  poll_watch (self);
  return self;
}

void
demo_poll_reply (DemoPoll *self, GBytes *body)
{
  SoupServerMessage *message = self->message;

  poll_stop_watching (self);
  if (self->finished_id != 0)
    {
      g_clear_signal_handler (&self->finished_id, message);
      demo_message_reply (message, SOUP_STATUS_OK, "text/plain; charset=UTF-8", body);
      soup_server_message_unpause (message);
    }
  g_object_unref (message);
  g_free (self);
}

void
demo_poll_free (DemoPoll *self)
{
  g_autoptr (GBytes) noop = g_bytes_new_static ("6", 1);

  demo_poll_reply (self, noop);
}
