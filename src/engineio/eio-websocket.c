/* eio-websocket.c: reads in the time that the pump gives, answers pings, closes; the diagram stands in the
 * header.
 *
 * Source: RFC 6455.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define G_LOG_DOMAIN "engineio"

#include "eio-websocket.h"

#include "eio-frame-writer.h"
#include "eio-pump.h"
#include "eio-utf8.h"

/* Messages between two looks at the clock. */
#define N_UNTIMED 4
/* A server that pings without reading gets no more answers beyond that. */
#define MAX_PENDING_FOR_PONG (64 * 1024)

typedef enum
{
  STATE_OPEN,
  STATE_CLOSING,
  STATE_CLOSED,
} State;

struct _EioWebsocket
{
  guint ref_count; /* the owner, and each call that may be its last */
  State state;
  GIOStream *stream;
  GPollableInputStream *input;
  GSource *pump;
  EioFrameReader *reader;
  EioFrameWriter *writer;
  EioWebsocketEvents events;
  gpointer user_data;
};

static EioWebsocket *
hold (EioWebsocket *self)
{
  self->ref_count++;
  return self;
}

static void
release (EioWebsocket *self)
{
  if (--self->ref_count > 0)
    return;
  g_clear_pointer (&self->reader, eio_frame_reader_free);
  g_clear_object (&self->stream);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EioWebsocket, release)

/* Nothing is read, written or said any more. */
static void
stop (EioWebsocket *self)
{
  self->state = STATE_CLOSED;
  if (self->pump == NULL)
    return;

  g_source_destroy (self->pump);
  g_clear_pointer (&self->pump, g_source_unref);
  g_clear_pointer (&self->writer, eio_frame_writer_free);
  g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
end (EioWebsocket *self, guint code, const char *said, const GError *error)
{
  if (self->state == STATE_CLOSED)
    return;
  stop (self);
  self->events.closed (code, said, error, self->user_data);
}

/* CODE 0: a close frame that names none. */
static void
send_close (EioWebsocket *self, guint code)
{
  const guint8 payload[] = { code >> 8, code & 0xff };
  g_autoptr (GBytes) bytes = g_bytes_new (payload, code != 0 ? sizeof payload : 0);

  eio_frame_writer_add (self->writer, EIO_OPCODE_CLOSE, bytes);
  eio_frame_writer_flush (self->writer);
}

static void
fail (EioWebsocket *self, const GError *error)
{
  if (self->state == STATE_OPEN)
    send_close (self, error->code);
  end (self, 0, "", error);
}

static void
take_close (EioWebsocket *self, const EioMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  const char *problem = NULL;
  guint code;

  if (!eio_frame_parse_close (message->data, message->size, &code, &problem))
    error = g_error_new_literal (SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR, problem);
  else if (message->size > 2 && !eio_utf8_is_valid (message->data + 2, message->size - 2))
    error = g_error_new_literal (SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_BAD_DATA,
                                 "a reason that is not UTF-8");
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  if (message->size > 2)
    said = g_strndup ((const char *) message->data + 2, message->size - 2);
  if (self->state == STATE_OPEN)
    send_close (self, code);
  end (self, code, said != NULL ? said : "", NULL);
}

static void
take_ping (EioWebsocket *self, const EioMessage *message)
{
  g_autoptr (GBytes) payload = NULL;

  if (self->state != STATE_OPEN || eio_frame_writer_get_pending (self->writer) > MAX_PENDING_FOR_PONG)
    return;
  payload = g_bytes_new (message->data, message->size);
  eio_frame_writer_add (self->writer, EIO_OPCODE_PONG, payload);
  eio_frame_writer_flush (self->writer);
}

static inline void
take_message (EioWebsocket *self, const EioMessage *message)
{
  if (G_LIKELY (!eio_opcode_is_control (message->opcode)))
    self->events.message (self, message, self->user_data);
  else if (message->opcode == EIO_OPCODE_CLOSE)
    take_close (self, message);
  else if (message->opcode == EIO_OPCODE_PING)
    take_ping (self, message);
}

/* EIO_PUMP_DRY: every whole message has been taken. */
static EioPumpResult
take_messages (EioWebsocket *self, gint64 deadline)
{
  for (guint n = 1; self->state != STATE_CLOSED; n++)
    {
      g_autoptr (GError) error = NULL;
      EioMessage message;

      switch (eio_frame_reader_next (self->reader, &message, &error))
        {
        case EIO_FRAME_MORE:
          return EIO_PUMP_DRY;
        case EIO_FRAME_DONE:
          take_message (self, &message);
          break;
        case EIO_FRAME_BAD:
        default:
          fail (self, error);
        }
      if (n % N_UNTIMED == 0 && g_get_monotonic_time () >= deadline)
        return self->state != STATE_CLOSED ? EIO_PUMP_MORE : EIO_PUMP_STOP;
    }
  return EIO_PUMP_STOP;
}

/* EIO_PUMP_MORE: there may be more to read. */
static EioPumpResult
read_once (EioWebsocket *self, gsize *n_bytes)
{
  g_autoptr (GError) error = NULL;
  gsize room;
  guint8 *data = eio_frame_reader_get_room (self->reader, &room);
  gssize size = g_pollable_input_stream_read_nonblocking (self->input, data, room, NULL, &error);

  if (size > 0)
    {
      eio_frame_reader_add (self->reader, size);
      *n_bytes += size;
      return (gsize) size < room && eio_pump_is_socket (self->pump) ? EIO_PUMP_DRY : EIO_PUMP_MORE;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return EIO_PUMP_DRY;

  end (self, 0, "", error);
  return EIO_PUMP_STOP;
}

static EioPumpResult
read_cb (gint64 deadline, gsize *n_bytes, gpointer user_data)
{
  g_autoptr (EioWebsocket) self = hold (user_data);
  EioPumpResult result = take_messages (self, deadline);
  gboolean dry = FALSE;

  while (result == EIO_PUMP_DRY && !dry)
    {
      result = read_once (self, n_bytes);
      if (result == EIO_PUMP_STOP)
        return EIO_PUMP_STOP;
      dry = result == EIO_PUMP_DRY;
      result = take_messages (self, deadline);
      if (result == EIO_PUMP_DRY && !dry && g_get_monotonic_time () >= deadline)
        return EIO_PUMP_MORE;
    }

  return result;
}

static void
drained_cb (gpointer user_data)
{
  EioWebsocket *self = user_data;

  if (self->state == STATE_OPEN)
    self->events.drained (self->user_data);
}

static void
failed_cb (const GError *error, gpointer user_data)
{
  g_autoptr (EioWebsocket) self = hold (user_data);
  g_autoptr (GError) copy = g_error_copy (error); /* the writer ends first */

  end (self, 0, "", copy);
}

/**
 * eio_websocket_new:
 * @stream: what the handshake was done on, both halves pollable
 * @deflate: (nullable): permessage-deflate as negotiated
 * @max_payload: the largest message to receive, in bytes
 * @events: what to call, all of them; never before this returns
 * @user_data: for each of them
 *
 * Returns: (transfer full): an open WebSocket
 */
EioWebsocket *
eio_websocket_new (GIOStream *stream,
                   SoupWebsocketExtension *deflate,
                   gsize max_payload,
                   const EioWebsocketEvents *events,
                   gpointer user_data)
{
  static const EioFrameWriterEvents writer_events = { drained_cb, failed_cb };
  EioWebsocket *self = g_new0 (EioWebsocket, 1);

  self->ref_count = 1;
  self->stream = g_object_ref (stream);
  self->input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream));
  self->reader = eio_frame_reader_new (max_payload, deflate != NULL);
  self->writer = eio_frame_writer_new (g_io_stream_get_output_stream (stream), deflate, &writer_events, self);
  self->events = *events;
  self->user_data = user_data;
  self->pump = eio_pump_new (stream, read_cb, self);
  return self;
}

/**
 * eio_websocket_free:
 * @self: (transfer full): a WebSocket
 *
 * Closes the stream without a word. No event follows.
 */
void
eio_websocket_free (EioWebsocket *self)
{
  stop (self);
  release (self);
}

/**
 * eio_websocket_is_open:
 * @self: a WebSocket
 *
 * Returns: whether messages can be sent
 */
gboolean
eio_websocket_is_open (EioWebsocket *self)
{
  return self->state == STATE_OPEN;
}

/**
 * eio_websocket_is_drained:
 * @self: a WebSocket
 *
 * Returns: whether the stream has taken all that was sent
 */
gboolean
eio_websocket_is_drained (EioWebsocket *self)
{
  return self->writer != NULL && eio_frame_writer_get_pending (self->writer) == 0;
}

/**
 * eio_websocket_send:
 * @self: a WebSocket
 * @opcode: text or binary
 * @payload: (transfer none): the message
 *
 * Collects a message for eio_websocket_flush (); does nothing unless the WebSocket is open.
 */
void
eio_websocket_send (EioWebsocket *self, EioOpcode opcode, GBytes *payload)
{
  if (self->state == STATE_OPEN)
    eio_frame_writer_add (self->writer, opcode, payload);
}

/**
 * eio_websocket_flush:
 * @self: a WebSocket
 *
 * Writes what was sent; the drained event follows.
 */
void
eio_websocket_flush (EioWebsocket *self)
{
  if (self->state != STATE_OPEN)
    return;
  eio_frame_writer_flush (self->writer);
  eio_pump_hurry (self->pump);
}

/**
 * eio_websocket_close:
 * @self: a WebSocket
 *
 * Says good-bye; what was sent before is written before.
 */
void
eio_websocket_close (EioWebsocket *self)
{
  if (self->state != STATE_OPEN)
    return;
  send_close (self, 0);
  self->state = STATE_CLOSING;
}

/**
 * eio_websocket_slice:
 * @self: a WebSocket
 * @message: the message that is being told
 * @offset: where to begin, in bytes
 *
 * Returns: (transfer full): the message from there on, without a copy
 */
GBytes *
eio_websocket_slice (EioWebsocket *self, const EioMessage *message, gsize offset)
{
  return eio_frame_reader_slice (self->reader, message->data + offset, message->size - offset);
}
