/* eio-socket-open.c: which transport and which revision to try, and the handshake.
 *
 * Transports are tried in the order of the configuration: polling leaves to the next one when the server does
 * not know it, WebSocket also when something on the way does not let it through.
 *
 * Which revision a server speaks shows in its first answer on polling. Over WebSocket the open packets look
 * alike, except that only revision 4 has a maxPayload (and only since 4.5); when it is missing, what follows
 * decides: a server of revision 3 connects the main namespace by itself, so a message "0" comes at once.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-socket-private.h"

#include "eio-transport-polling.h"
#include "eio-transport-websocket.h"

/* How long to wait for the message that gives revision 3 away. */
#define SETTLE_MS 300

static void
open_timed_out_cb (gpointer user_data)
{
  EioSocket *self = user_data;
  GUri *uri = eio_config_get_uri (self->config);
  g_autoptr (GError) error = NULL;

  self->open_timer = 0;
  error = g_error_new (EIO_ERROR, EIO_ERROR_TIMEOUT, "%s did not answer within %g seconds",
                       g_uri_get_host (uri), eio_config_get_open_timeout (self->config) / 1000.0);
  eio_socket_end (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
}

static void
open_transport (EioSocket *self)
{
  guint n_kinds;
  const EioTransportKind *kinds = eio_config_get_transports (self->config, &n_kinds);

  eio_socket_set_transport (self, kinds[self->transport_index] == EIO_TRANSPORT_POLLING
                                      ? eio_polling_transport_new (self->config, self->asked_protocol)
                                      : eio_websocket_transport_new (self->config, self->asked_protocol));
  eio_transport_open (self->transport, NULL);
}

void
eio_socket_start_opening (EioSocket *self)
{
  guint timeout = eio_config_get_open_timeout (self->config);

  self->asked_protocol = eio_config_get_first_protocol (self->config);
  if (timeout > 0)
    self->open_timer = eio_clock_add_timeout (self->clock, timeout, open_timed_out_cb, self);
  open_transport (self);
}

static gboolean
should_ask_other_revision (EioSocket *self, const GError *error)
{
  if (self->asked_both || eio_config_get_protocol (self->config) != EIO_PROTOCOL_AUTO)
    return FALSE;
  if (g_error_matches (error, EIO_ERROR, EIO_ERROR_WRONG_REVISION))
    return TRUE;
  /* A WebSocket's refusal has no code; a server that has learned revision 4 since refuses 3 like this. */
  return self->asked_protocol == EIO_PROTOCOL_3 && g_error_matches (error, EIO_ERROR, EIO_ERROR_HTTP);
}

static gboolean
should_try_next_transport (EioSocket *self, const GError *error)
{
  guint n_kinds;

  eio_config_get_transports (self->config, &n_kinds);
  if (self->transport_index + 1 >= n_kinds)
    return FALSE;
  if (g_error_matches (error, EIO_ERROR, EIO_ERROR_TRANSPORT_UNKNOWN))
    return TRUE;
  return eio_transport_get_kind (self->transport) == EIO_TRANSPORT_WEBSOCKET &&
         (g_error_matches (error, EIO_ERROR, EIO_ERROR_HTTP) ||
          g_error_matches (error, EIO_ERROR, EIO_ERROR_CLOSED) ||
          g_error_matches (error, EIO_ERROR, EIO_ERROR_NOT_FOUND) ||
          g_error_matches (error, EIO_ERROR, EIO_ERROR_NOT_ENGINE_IO));
}

gboolean
eio_socket_try_next (EioSocket *self, const GError *error)
{
  if (should_ask_other_revision (self, error))
    {
      self->asked_both = TRUE;
      self->asked_protocol = self->asked_protocol == EIO_PROTOCOL_3 ? EIO_PROTOCOL_4 : EIO_PROTOCOL_3;
    }
  else if (should_try_next_transport (self, error))
    self->transport_index++;
  else
    return FALSE;

  g_debug ("socket %p: trying again: %s", self, error->message);
  open_transport (self);
  return TRUE;
}

static void
settle (EioSocket *self, EioProtocol protocol)
{
  eio_clock_clear (self->clock, &self->settle_timer);
  eio_transport_set_protocol (self->transport, protocol);
  eio_socket_session_opened (self);
}

static void
settle_timed_out_cb (gpointer user_data)
{
  EioSocket *self = user_data;

  self->settle_timer = 0;
  settle (self, EIO_PROTOCOL_4);
}

void
eio_socket_settle (EioSocket *self, EioPacket *packet)
{
  gsize size;
  const char *data = g_bytes_get_data (packet->data, &size);
  gboolean connects = packet->type == EIO_PACKET_MESSAGE && !packet->binary && size == 1 && data[0] == '0';

  settle (self, connects ? EIO_PROTOCOL_3 : EIO_PROTOCOL_4);
}

/* A revision that was asked for, or that a polling body has shown, is clear. */
static gboolean
is_settled (EioSocket *self)
{
  return eio_transport_get_kind (self->transport) == EIO_TRANSPORT_POLLING ||
         eio_config_get_protocol (self->config) != EIO_PROTOCOL_AUTO ||
         self->asked_protocol == EIO_PROTOCOL_3 || self->handshake.max_payload > 0;
}

void
eio_socket_take_handshake (EioSocket *self, EioPacket *packet)
{
  g_autoptr (GError) error = NULL;

  if (!eio_handshake_parse (&self->handshake, packet->data, &error))
    {
      eio_socket_end (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
      return;
    }

  eio_transport_set_sid (self->transport, self->handshake.sid);
  eio_transport_set_max_payload (self->transport, self->handshake.max_payload);
  if (is_settled (self))
    eio_socket_session_opened (self);
  else
    self->settle_timer = eio_clock_add_timeout (self->clock, SETTLE_MS, settle_timed_out_cb, self);
}
