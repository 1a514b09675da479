/* fake-socket.c: the functions of eio-socket.h without a network.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-socket.h"

#include "eio-error.h"

#include <string.h>

struct _EioSocket
{
  GObject parent_instance;

  EioSocketEvents events;
  gpointer user_data;
  EioSocketState state;
  EioProtocol protocol;
  GString *sent;
  gboolean writable;
  gboolean alive;
  guint n_checks; /* of it */
};

G_DEFINE_FINAL_TYPE (EioSocket, eio_socket, G_TYPE_OBJECT)

static EioSocket *last;
static guint count;
static EioProtocol next_protocol = EIO_PROTOCOL_4;

static void
eio_socket_finalize (GObject *object)
{
  EioSocket *self = EIO_SOCKET (object);

  if (last == self)
    last = NULL;
  g_string_free (self->sent, TRUE);
  G_OBJECT_CLASS (eio_socket_parent_class)->finalize (object);
}

static void
eio_socket_class_init (EioSocketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eio_socket_finalize;
}

static void
eio_socket_init (EioSocket *self)
{
  self->sent = g_string_new (NULL);
  self->writable = self->alive = TRUE;
}

EioSocket *
eio_socket_new (EioConfig *config)
{
  count++;
  return last = g_object_new (EIO_TYPE_SOCKET, NULL);
}

void
eio_socket_set_events (EioSocket *self, const EioSocketEvents *events, gpointer user_data)
{
  self->events = *events;
  self->user_data = user_data;
}

void
eio_socket_open (EioSocket *self)
{
  g_assert_cmpint (self->state, ==, EIO_SOCKET_STATE_CLOSED);
  self->state = EIO_SOCKET_STATE_OPENING;
}

void
eio_socket_send (EioSocket *self, GBytes *data, gboolean binary)
{
  g_assert_cmpint (self->state, ==, EIO_SOCKET_STATE_OPEN);
  if (binary)
    g_string_append_c (self->sent, 'b');
  g_string_append_len (self->sent, g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  g_string_append_c (self->sent, '\n');
}

gboolean
eio_socket_check_alive (EioSocket *self)
{
  self->n_checks++;
  return self->state == EIO_SOCKET_STATE_OPEN && self->alive;
}

gboolean
eio_socket_is_writable (EioSocket *self)
{
  return self->state == EIO_SOCKET_STATE_OPEN && self->writable;
}

gsize
eio_socket_get_queued (EioSocket *self)
{
  return self->writable ? 0 : 1;
}

static void
end (EioSocket *self, EioCloseReason reason, const GError *error)
{
  if (self->state == EIO_SOCKET_STATE_CLOSED)
    return;
  self->state = EIO_SOCKET_STATE_CLOSED;
  if (self->events.closed != NULL)
    self->events.closed (self, reason, error, self->user_data);
}

void
eio_socket_close (EioSocket *self)
{
  g_string_append (self->sent, "(close)\n");
  self->state = EIO_SOCKET_STATE_CLOSING;
}

void
eio_socket_fail (EioSocket *self, EioCloseReason reason, const GError *error)
{
  end (self, reason, error);
}

void
eio_socket_drop (EioSocket *self)
{
  end (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
}

EioSocketState
eio_socket_get_state (EioSocket *self)
{
  return self->state;
}

const char *
eio_socket_get_sid (EioSocket *self)
{
  return "engine";
}

EioProtocol
eio_socket_get_protocol (EioSocket *self)
{
  return self->protocol;
}

EioTransportKind
eio_socket_get_transport (EioSocket *self)
{
  return EIO_TRANSPORT_WEBSOCKET;
}

EioSocket *
fake_socket_get_last (void)
{
  return last;
}

guint
fake_socket_get_count (void)
{
  return count;
}

void
fake_socket_reset (void)
{
  g_assert_null (last);
  count = 0;
  next_protocol = EIO_PROTOCOL_4;
}

void
fake_socket_opened (EioSocket *self)
{
  g_autoptr (EioSocket) hold = g_object_ref (self);

  g_assert_cmpint (self->state, ==, EIO_SOCKET_STATE_OPENING);
  self->state = EIO_SOCKET_STATE_OPEN;
  self->protocol = next_protocol;
  self->events.opened (self, self->user_data);
}

static void
receive (EioSocket *self, const char *message, gboolean binary)
{
  g_autoptr (EioSocket) hold = g_object_ref (self);
  g_autoptr (GBytes) bytes = g_bytes_new (message, strlen (message));

  if (self->events.message != NULL)
    self->events.message (self, bytes, binary, self->user_data);
}

void
fake_socket_receive (EioSocket *self, const char *text)
{
  receive (self, text, FALSE);
}

void
fake_socket_receive_binary (EioSocket *self, const char *bytes)
{
  receive (self, bytes, TRUE);
}

void
fake_socket_closed (EioSocket *self, EioCloseReason reason, const char *message)
{
  g_autoptr (EioSocket) hold = g_object_ref (self);
  g_autoptr (GError) error = message ? g_error_new_literal (EIO_ERROR, EIO_ERROR_CLOSED, message) : NULL;

  end (self, reason, error);
}

void
fake_socket_upgraded (EioSocket *self)
{
  self->events.upgraded (self, EIO_TRANSPORT_WEBSOCKET, self->user_data);
}

void
fake_socket_set_protocol (EioProtocol protocol)
{
  next_protocol = protocol;
}

void
fake_socket_set_writable (EioSocket *self, gboolean writable)
{
  self->writable = writable;
}

void
fake_socket_set_alive (EioSocket *self, gboolean alive)
{
  self->alive = alive;
}

guint
fake_socket_get_n_checks (EioSocket *self)
{
  return self->n_checks;
}

char *
fake_socket_take_sent (EioSocket *self)
{
  char *sent = g_strdup (self->sent->str);

  g_string_truncate (self->sent, 0);
  return sent;
}

gboolean
fake_socket_is_watched (EioSocket *self)
{
  return self->events.packet != NULL;
}
