/* eio-transport-polling.c: one GET that the server holds until it has something, and one POST at a time.
 *
 * A second GET, or a GET that is given up, ends the session on the server; so a GET that runs is waited for,
 * except when the session is over anyway.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-transport-polling.h"

#include "eio-http-error.h"
#include "eio-http-request.h"
#include "eio-payload.h"
#include "eio-transport-private.h"

/* How long a good-bye may take before the connection is dropped. */
#define CLOSE_TIMEOUT_MS 3000

struct _EioPollingTransport
{
  EioTransport parent_instance;

  SoupSession *session;
  GCancellable *get;       /* of the GET that runs, if any */
  GCancellable *post;      /* of the POST that runs, if any */
  GQueue queue;            /* of owned EioPacket, to be posted */
  gboolean binary_framing; /* the server is of 1.x */
  gboolean leaving;        /* a close packet was queued */
  guint close_timer;
};

G_DEFINE_FINAL_TYPE (EioPollingTransport, eio_polling_transport, EIO_TYPE_TRANSPORT)

static void start_get (EioPollingTransport *self);

static EioTransportState
get_state (EioPollingTransport *self)
{
  return eio_transport_get_state (EIO_TRANSPORT (self));
}

/* Gives up whatever runs; the callbacks find their cancellable gone and do nothing. */
static void
stop (EioPollingTransport *self)
{
  g_autoptr (GCancellable) get = g_steal_pointer (&self->get);
  g_autoptr (GCancellable) post = g_steal_pointer (&self->post);

  eio_clock_clear (eio_config_get_clock (eio_transport_get_config (EIO_TRANSPORT (self))),
                   &self->close_timer);
  if (get != NULL)
    g_cancellable_cancel (get);
  if (post != NULL)
    g_cancellable_cancel (post);
  g_queue_clear_full (&self->queue, (GDestroyNotify) eio_packet_free);
}

static void
fail (EioPollingTransport *self, EioCloseReason reason, const GError *error)
{
  stop (self);
  eio_transport_emit_closed (EIO_TRANSPORT (self), reason, error);
}

static GUri *
build_uri (EioPollingTransport *self)
{
  EioTransport *transport = EIO_TRANSPORT (self);

  return eio_config_build_uri (eio_transport_get_config (transport), EIO_TRANSPORT_POLLING,
                               eio_transport_get_protocol (transport), eio_transport_get_sid (transport));
}

static void
check_paused (EioPollingTransport *self)
{
  if (get_state (self) == EIO_TRANSPORT_STATE_PAUSING && self->get == NULL && self->post == NULL)
    eio_transport_emit_paused (EIO_TRANSPORT (self));
}

static gboolean
receive (EioPacket *packet, gpointer user_data)
{
  g_autoptr (EioPollingTransport) self = g_object_ref (user_data);

  if (get_state (self) == EIO_TRANSPORT_STATE_OPENING)
    {
      if (packet->type != EIO_PACKET_OPEN)
        {
          g_autoptr (GError) error = g_error_new_literal (EIO_ERROR, EIO_ERROR_BAD_PACKET,
                                                          "The server did not begin with an open packet");

          fail (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
          return FALSE;
        }
      eio_transport_emit_opened (EIO_TRANSPORT (self));
    }

  if (packet->type == EIO_PACKET_CLOSE)
    fail (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  else if (get_state (self) != EIO_TRANSPORT_STATE_CLOSED)
    eio_transport_emit_packet (EIO_TRANSPORT (self), packet);

  return get_state (self) != EIO_TRANSPORT_STATE_CLOSED;
}

/* The first answer shows which revision the server speaks, whatever it was asked. */
static gboolean
settle_protocol (EioPollingTransport *self, GBytes *body, SoupMessage *message, GError **error)
{
  EioTransport *transport = EIO_TRANSPORT (self);
  EioConfig *config = eio_transport_get_config (transport);
  EioProtocol spoken = eio_payload_guess_protocol (body);

  if (spoken == EIO_PROTOCOL_AUTO)
    {
      g_propagate_error (error, eio_http_error_new_stranger (message));
      return FALSE;
    }
  if (spoken != eio_transport_get_protocol (transport) &&
      eio_config_get_protocol (config) != EIO_PROTOCOL_AUTO)
    {
      g_set_error (error, EIO_ERROR, EIO_ERROR_WRONG_REVISION,
                   "The server speaks revision %d of Engine.IO (Socket.IO %s), and not %d", spoken,
                   spoken == EIO_PROTOCOL_3 ? "1 or 2" : "3 or 4", eio_transport_get_protocol (transport));
      return FALSE;
    }

  eio_transport_set_protocol (transport, spoken);
  self->binary_framing = *(const char *) g_bytes_get_data (body, NULL) == '\0';
  return TRUE;
}

static void
remember_redirect (EioPollingTransport *self, SoupMessage *message)
{
  g_autoptr (GUri) asked = build_uri (self);
  GUri *answered = soup_message_get_uri (message);

  if (g_strcmp0 (g_uri_get_path (asked), g_uri_get_path (answered)) != 0 ||
      g_strcmp0 (g_uri_get_scheme (asked), g_uri_get_scheme (answered)) != 0 ||
      g_uri_get_port (asked) != g_uri_get_port (answered))
    eio_config_set_redirect (eio_transport_get_config (EIO_TRANSPORT (self)), answered);
}

static gboolean
read_body (EioPollingTransport *self, GBytes *body, SoupMessage *message, GError **error)
{
  if (get_state (self) == EIO_TRANSPORT_STATE_OPENING)
    {
      remember_redirect (self, message);
      if (!settle_protocol (self, body, message, error))
        return FALSE;
    }

  return eio_payload_parse (body, eio_transport_get_protocol (EIO_TRANSPORT (self)), receive, self, error);
}

static void
get_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EioPollingTransport) self = user_data;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = eio_http_request_finish (result, &message, &error);

  if (self->get == NULL || g_task_get_cancellable (G_TASK (result)) != self->get)
    return;
  g_clear_object (&self->get);

  if (body != NULL)
    read_body (self, body, message, &error);

  if (error != NULL)
    fail (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
  else if (get_state (self) == EIO_TRANSPORT_STATE_OPEN && self->get == NULL && !self->leaving)
    start_get (self);
  else
    check_paused (self);
}

static void
start_get (EioPollingTransport *self)
{
  g_autoptr (GUri) uri = build_uri (self);

  g_assert (self->get == NULL);

  self->get = g_cancellable_new ();
  eio_http_request_async (self->session, eio_transport_get_config (EIO_TRANSPORT (self)), uri, NULL, NULL,
                          self->get, get_cb, g_object_ref (self));
}

static void start_post (EioPollingTransport *self);

/* What is queued has been written. */
static void
drained (EioPollingTransport *self)
{
  if (self->leaving)
    fail (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
  else
    {
      eio_transport_emit_drain (EIO_TRANSPORT (self));
      check_paused (self);
    }
}

static void
post_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EioPollingTransport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = eio_http_request_finish (result, NULL, &error);

  if (self->post == NULL || g_task_get_cancellable (G_TASK (result)) != self->post)
    return;
  g_clear_object (&self->post);

  if (body == NULL)
    fail (self, EIO_CLOSE_REASON_TRANSPORT_ERROR, error);
  else if (!g_queue_is_empty (&self->queue))
    start_post (self);
  else
    drained (self);
}

static void
start_post (EioPollingTransport *self)
{
  EioTransport *transport = EIO_TRANSPORT (self);
  g_autoptr (GUri) uri = build_uri (self);
  g_autoptr (GBytes) body = self->binary_framing
                                ? eio_payload_take_binary (&self->queue)
                                : eio_payload_take (&self->queue, eio_transport_get_protocol (transport),
                                                    eio_transport_get_max_payload (transport));

  g_assert (self->post == NULL);

  self->post = g_cancellable_new ();
  eio_http_request_async (self->session, eio_transport_get_config (transport), uri, body,
                          self->binary_framing ? "application/octet-stream" : "text/plain;charset=UTF-8",
                          self->post, post_cb, g_object_ref (self));
}

static void
eio_polling_transport_open (EioTransport *transport, const char *sid)
{
  EioPollingTransport *self = EIO_POLLING_TRANSPORT (transport);

  if (sid == NULL)
    eio_config_set_redirect (eio_transport_get_config (transport), NULL);
  else
    eio_transport_emit_opened (transport);
  if (get_state (self) != EIO_TRANSPORT_STATE_CLOSED)
    start_get (self);
}

static void
eio_polling_transport_send (EioTransport *transport, GQueue *packets)
{
  EioPollingTransport *self = EIO_POLLING_TRANSPORT (transport);

  while (!g_queue_is_empty (packets))
    g_queue_push_tail_link (&self->queue, g_queue_pop_head_link (packets));
  if (self->post == NULL && !g_queue_is_empty (&self->queue))
    start_post (self);
}

static void
eio_polling_transport_pause (EioTransport *transport)
{
  check_paused (EIO_POLLING_TRANSPORT (transport));
}

static void
eio_polling_transport_resume (EioTransport *transport)
{
  EioPollingTransport *self = EIO_POLLING_TRANSPORT (transport);

  if (self->get == NULL)
    start_get (self);
}

static void
close_timed_out_cb (gpointer user_data)
{
  EioPollingTransport *self = user_data;

  self->close_timer = 0;
  fail (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
}

static void
eio_polling_transport_close (EioTransport *transport)
{
  EioPollingTransport *self = EIO_POLLING_TRANSPORT (transport);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  if (self->leaving)
    return;
  if (get_state (self) == EIO_TRANSPORT_STATE_OPENING)
    {
      fail (self, EIO_CLOSE_REASON_TRANSPORT_CLOSE, NULL);
      return;
    }

  self->leaving = TRUE;
  self->close_timer = eio_clock_add_timeout (eio_config_get_clock (eio_transport_get_config (transport)),
                                             CLOSE_TIMEOUT_MS, close_timed_out_cb, self);
  g_queue_push_tail (&self->queue, eio_packet_new (EIO_PACKET_CLOSE, FALSE, nothing));
  if (self->post == NULL)
    start_post (self);
}

static void
eio_polling_transport_abort (EioTransport *transport)
{
  stop (EIO_POLLING_TRANSPORT (transport));
}

static void
eio_polling_transport_dispose (GObject *object)
{
  EioPollingTransport *self = EIO_POLLING_TRANSPORT (object);

  stop (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (eio_polling_transport_parent_class)->dispose (object);
}

static void
eio_polling_transport_class_init (EioPollingTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EioTransportClass *transport_class = EIO_TRANSPORT_CLASS (klass);

  object_class->dispose = eio_polling_transport_dispose;

  transport_class->kind = EIO_TRANSPORT_POLLING;
  transport_class->open = eio_polling_transport_open;
  transport_class->send = eio_polling_transport_send;
  transport_class->pause = eio_polling_transport_pause;
  transport_class->resume = eio_polling_transport_resume;
  transport_class->close = eio_polling_transport_close;
  transport_class->abort = eio_polling_transport_abort;
}

static void
eio_polling_transport_init (EioPollingTransport *self)
{
  g_queue_init (&self->queue);
}

/**
 * eio_polling_transport_new:
 * @config: where the server is
 * @protocol: the revision to ask for; the answer may show another one
 *
 * Returns: (transfer full): a closed transport
 */
EioTransport *
eio_polling_transport_new (EioConfig *config, EioProtocol protocol)
{
  EioPollingTransport *self = g_object_new (EIO_TYPE_POLLING_TRANSPORT, "config", config, NULL);

  self->session = eio_config_create_session (config);
  eio_transport_set_protocol (EIO_TRANSPORT (self), protocol);
  return EIO_TRANSPORT (self);
}
