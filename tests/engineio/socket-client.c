/* socket-client.c: a socket whose events become a line of text, for tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "socket-client.h"

G_GNUC_PRINTF (2, 3)
static void
note (Client *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (self->log->len > 0)
    g_string_append (self->log, " | ");
  g_string_append_vprintf (self->log, format, args);
  va_end (args);
}

static void
opened_cb (EioSocket *socket, gpointer user_data)
{
  note (user_data, "opened");
}

static void
message_cb (EioSocket *socket, GBytes *data, gboolean binary, gpointer user_data)
{
  Client *self = user_data;
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);

  self->n_messages++;
  if (binary)
    note (self, "binary %zu", size);
  else
    note (self, "message %.*s", (int) MIN (size, 100), bytes);
}

static void
upgraded_cb (EioSocket *socket, EioTransportKind kind, gpointer user_data)
{
  note (user_data, "upgraded %s", eio_transport_kind_to_string (kind));
}

static void
upgrade_error_cb (EioSocket *socket, const GError *error, gpointer user_data)
{
  g_assert_nonnull (error);
  note (user_data, "upgrade error");
}

static void
closed_cb (EioSocket *socket, EioCloseReason reason, const GError *error, gpointer user_data)
{
  Client *self = user_data;

  g_assert_false (self->closed);
  g_assert_cmpint (eio_socket_get_state (socket), ==, EIO_SOCKET_STATE_CLOSED);
  note (self, "closed %s", eio_close_reason_to_string (reason));
  self->closed = TRUE;
  self->reason = reason;
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
create_socket (Client *self)
{
  static const EioSocketEvents events = {
    .opened = opened_cb,
    .message = message_cb,
    .upgraded = upgraded_cb,
    .upgrade_error = upgrade_error_cb,
    .closed = closed_cb,
  };

  self->socket = eio_socket_new (self->config);
  eio_socket_set_events (self->socket, &events, self);
}

void
client_init (Client *self)
{
  *self = (Client){ .server = rogue_server_new (), .log = g_string_new (NULL) };
  client_set_url (self, rogue_server_get_url (self->server));
}

void
client_set_url (Client *self, const char *url)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->config);
  self->config = eio_config_new (url, &error);
  g_assert_no_error (error);
}

void
client_use_manual_clock (Client *self)
{
  self->clock = eio_clock_new_manual (0);
  eio_config_set_clock (self->config, self->clock);
}

void
client_use (Client *self, EioTransportKind kind)
{
  eio_config_set_transports (self->config, &kind, 1);
}

/* Opening again is a new socket with the same configuration, as reconnecting is. */
void
client_open (Client *self)
{
  g_clear_object (&self->socket);
  g_clear_error (&self->error);
  self->closed = FALSE;
  create_socket (self);
  eio_socket_open (self->socket);
  g_assert_cmpint (eio_socket_get_state (self->socket), ==, EIO_SOCKET_STATE_OPENING);
}

void
client_open_and_wait (Client *self)
{
  client_open (self);
  test_wait_until (eio_socket_get_state (self->socket) != EIO_SOCKET_STATE_OPENING);
  g_assert_no_error (self->error);
  g_assert_cmpint (eio_socket_get_state (self->socket), ==, EIO_SOCKET_STATE_OPEN);
}

void
client_wait_closed (Client *self)
{
  test_wait_until (self->closed);
}

void
client_assert_fails (Client *self, EioError code, const char *pattern)
{
  client_open (self);
  client_wait_closed (self);
  g_assert_error (self->error, EIO_ERROR, (int) code);
  g_assert_cmpint (self->reason, ==, EIO_CLOSE_REASON_TRANSPORT_ERROR);
  if (!g_pattern_match_simple (pattern, self->error->message))
    g_error ("“%s” does not match “%s”", self->error->message, pattern);
}

void
client_send (Client *self, const char *text)
{
  g_autoptr (GBytes) data = g_bytes_new (text, strlen (text));

  eio_socket_send (self->socket, data, FALSE);
}

gboolean
client_has (Client *self, const char *event)
{
  g_auto (GStrv) events = g_strsplit (self->log->str, " | ", -1);

  return g_strv_contains ((const char *const *) events, event);
}

void
client_clear (Client *self)
{
  if (self->socket != NULL)
    test_assert_finalize (self->socket);
  g_clear_pointer (&self->server, rogue_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->config);
  g_clear_object (&self->clock);
  g_clear_error (&self->error);
  g_string_free (self->log, TRUE);
}
