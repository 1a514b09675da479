/* demo-session-http.c: the GETs and POSTs of a session.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-session.h"

#include "demo-limits.h"
#include "demo-request.h"
#include "demo-session-private.h"
#include "eio-payload.h"

static void
poll_lost_cb (gpointer user_data)
{
  demo_session_finish (user_data, EIO_CLOSE_REASON_TRANSPORT_CLOSE);
}

static void
release_cb (gpointer user_data)
{
  DemoSession *self = user_data;

  self->release_timer = 0;
  g_clear_pointer (&self->poll, demo_poll_free);
}

/* Two GETs at a time: the client lost track, and which one would get what? */
static void
refuse_overlap (DemoSession *self, SoupServerMessage *message)
{
  demo_message_refuse (message, DEMO_REFUSAL_BAD_REQUEST);
  demo_session_abort (self, EIO_CLOSE_REASON_TRANSPORT_ERROR);
}

/**
 * demo_session_handle_get:
 * @self: a session
 * @message: a GET with its sid, or the one that opened it
 *
 * Answers with what waits, or holds the request until there is something. During an upgrade it is held for a
 * moment only: the client waits for its end before it goes over.
 */
void
demo_session_handle_get (DemoSession *self, SoupServerMessage *message)
{
  if (self->state == DEMO_SESSION_WEBSOCKET || self->state == DEMO_SESSION_CLOSED)
    {
      demo_message_refuse (message, DEMO_REFUSAL_BAD_REQUEST);
      return;
    }
  if (self->poll != NULL)
    {
      refuse_overlap (self, message);
      return;
    }
  if (self->state == DEMO_SESSION_NEW)
    {
      demo_session_set_state (self, DEMO_SESSION_POLLING);
      demo_session_push_open (self);
    }
  self->poll = demo_poll_new (message, poll_lost_cb, self);
  if (self->state == DEMO_SESSION_PROBING && self->probed)
    self->release_timer = eio_clock_add_timeout (self->clock, DEMO_UPGRADE_RELEASE_MS, release_cb, self);
  demo_session_flush (self);
}

static gboolean
post_packet_cb (EioPacket *packet, gpointer user_data)
{
  return demo_session_take_packet (user_data, packet);
}

static gboolean
is_octet_stream (SoupServerMessage *message)
{
  const char *type =
      soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);

  return type != NULL && g_ascii_strcasecmp (type, "application/octet-stream") == 0;
}

/**
 * demo_session_handle_post:
 * @self: a session
 * @message: a POST with its sid, its body read
 *
 * The answer is "ok", as the reference server gives it; a body that cannot be read closes the session.
 */
void
demo_session_handle_post (DemoSession *self, SoupServerMessage *message)
{
  g_autoptr (DemoSession) hold = g_object_ref (self);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  if ((self->state != DEMO_SESSION_POLLING && self->state != DEMO_SESSION_PROBING) ||
      is_octet_stream (message))
    {
      demo_message_refuse (message, DEMO_REFUSAL_BAD_REQUEST);
      return;
    }
  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  if (!eio_payload_parse (body, EIO_PROTOCOL_4, post_packet_cb, self, &error) && error != NULL)
    {
      g_debug ("session %s: %s", self->sid, error->message);
      demo_message_refuse (message, DEMO_REFUSAL_BAD_REQUEST);
      demo_session_abort (self, EIO_CLOSE_REASON_PARSE_ERROR);
      return;
    }
  demo_message_reply_text (message, SOUP_STATUS_OK, "ok");
}
