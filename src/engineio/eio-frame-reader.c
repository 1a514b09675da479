/* eio-frame-reader.c: one buffer at a time, shared with the messages in it.
 *
 * While nobody holds a slice of it, the buffer is used again from its start; else, once it is full, another
 * one takes its place and what is left of an unfinished frame moves there. A frame larger than a buffer gets
 * one of its own.
 *
 *   WHOLE ── first fragment ──► FRAGMENTS ── final continuation ──► WHOLE      (control frames in between)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-frame-reader.h"

#include "eio-inflate.h"
#include "eio-utf8.h"

#include <libsoup/soup.h>
#include <string.h>

#define BUFFER_SIZE (64 * 1024)
/* Less room than that is not worth a read. */
#define MIN_ROOM (8 * 1024)
/* What a GByteArray can hold, whatever is asked for. */
#define MAX_MESSAGE (1u << 30)

typedef struct
{
  gatomicrefcount ref_count; /* slices may end in other threads */
  gsize capacity;
  guint8 data[];
} Buffer;

typedef enum
{
  STATE_WHOLE,
  STATE_FRAGMENTS,
} State;

struct _EioFrameReader
{
  gsize max_payload;
  EioInflate *inflate; /* NULL when deflate was not negotiated */
  Buffer *buffer;
  gsize start; /* of what was read and not taken */
  gsize end;
  gsize wanted; /* from start on, for the frame that has begun; 0 when it is not known */

  State state;
  EioOpcode opcode;    /* of the message in fragments */
  gboolean compressed; /* the same */
  GByteArray *parts;   /* what is there of a message that is no slice */
  GBytes *assembled;   /* the last message, if it was none */
};

static Buffer *
buffer_new (gsize capacity)
{
  Buffer *buffer = g_malloc (sizeof (Buffer) + capacity);

  g_atomic_ref_count_init (&buffer->ref_count);
  buffer->capacity = capacity;
  return buffer;
}

static void
buffer_unref (gpointer data)
{
  Buffer *buffer = data;

  if (g_atomic_ref_count_dec (&buffer->ref_count))
    g_free (buffer);
}

/**
 * eio_frame_reader_new:
 * @max_payload: the largest message, in bytes
 * @deflate: whether messages may be compressed
 *
 * Returns: (transfer full): a reader for one connection
 */
EioFrameReader *
eio_frame_reader_new (gsize max_payload, gboolean deflate)
{
  EioFrameReader *self = g_new0 (EioFrameReader, 1);

  self->max_payload = MIN (max_payload, MAX_MESSAGE);
  self->inflate = deflate ? eio_inflate_new () : NULL;
  self->buffer = buffer_new (BUFFER_SIZE);
  self->parts = g_byte_array_new ();
  return self;
}

void
eio_frame_reader_free (EioFrameReader *self)
{
  g_clear_pointer (&self->inflate, eio_inflate_free);
  g_clear_pointer (&self->assembled, g_bytes_unref);
  g_byte_array_unref (self->parts);
  buffer_unref (self->buffer);
  g_free (self);
}

static void
replace_buffer (EioFrameReader *self, gsize capacity)
{
  Buffer *old = self->buffer;
  gsize kept = self->end - self->start;

  self->buffer = buffer_new (capacity);
  memcpy (self->buffer->data, old->data + self->start, kept);
  self->start = 0;
  self->end = kept;
  buffer_unref (old);
}

/* To the front, which costs little: it is the beginning of one frame. */
static void
move_to_front (EioFrameReader *self)
{
  gsize kept = self->end - self->start;

  memmove (self->buffer->data, self->buffer->data + self->start, kept);
  self->start = 0;
  self->end = kept;
}

/* What a server announces is only address space until it comes. */
static void
make_room (EioFrameReader *self)
{
  gsize kept = self->end - self->start;
  gsize needed = MAX (self->wanted, kept + 1);
  gsize capacity = needed > BUFFER_SIZE ? needed : BUFFER_SIZE;
  gboolean shared = !g_atomic_ref_count_compare (&self->buffer->ref_count, 1);

  if (!shared && kept == 0)
    self->start = self->end = 0;
  if (self->buffer->capacity > BUFFER_SIZE && needed <= BUFFER_SIZE)
    replace_buffer (self, capacity);
  else if (self->buffer->capacity - self->start >= needed &&
           self->buffer->capacity - self->end >= MIN (MIN_ROOM, capacity - kept))
    return;
  else if (!shared && self->buffer->capacity >= needed)
    move_to_front (self);
  else
    replace_buffer (self, capacity);
}

/**
 * eio_frame_reader_get_room:
 * @self: a reader from which every message was taken
 * @size: (out): how much room there is, in bytes
 *
 * Returns: where the next bytes go to
 */
guint8 *
eio_frame_reader_get_room (EioFrameReader *self, gsize *size)
{
  make_room (self);
  *size = self->buffer->capacity - self->end;
  return self->buffer->data + self->end;
}

/**
 * eio_frame_reader_add:
 * @self: a reader
 * @size: how many bytes stand in the room now
 */
void
eio_frame_reader_add (EioFrameReader *self, gsize size)
{
  g_return_if_fail (size <= self->buffer->capacity - self->end);

  self->end += size;
}

static EioFrameResult
bad (GError **error, int code, const char *problem)
{
  g_set_error_literal (error, SOUP_WEBSOCKET_ERROR, code, problem);
  return EIO_FRAME_BAD;
}

/* What is known to be wrong from the head already, before the payload has come. */
static EioFrameResult
check_frame (EioFrameReader *self, const EioFrame *frame, GError **error)
{
  gsize so_far = self->state == STATE_FRAGMENTS && !self->compressed ? self->parts->len : 0;

  if (eio_opcode_is_control (frame->opcode))
    return EIO_FRAME_DONE;
  if ((frame->opcode == EIO_OPCODE_CONTINUATION) != (self->state == STATE_FRAGMENTS))
    return bad (error, SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR, "fragments out of order");
  if (frame->size > self->max_payload - so_far)
    return bad (error, SOUP_WEBSOCKET_CLOSE_TOO_BIG, "a message beyond the limit");
  return EIO_FRAME_DONE;
}

static EioFrameResult
finish (EioMessage *message, EioOpcode opcode, const guint8 *data, gsize size, GError **error)
{
  *message = (EioMessage){ .opcode = opcode, .data = data, .size = size };
  if (opcode == EIO_OPCODE_TEXT && !eio_utf8_is_valid (data, size))
    return bad (error, SOUP_WEBSOCKET_CLOSE_BAD_DATA, "text that is not UTF-8");
  return EIO_FRAME_DONE;
}

static EioFrameResult
finish_parts (EioFrameReader *self, EioMessage *message, GError **error)
{
  gsize size;
  const guint8 *data;

  self->assembled = g_byte_array_free_to_bytes (g_steal_pointer (&self->parts));
  self->parts = g_byte_array_new ();
  self->state = STATE_WHOLE;
  data = g_bytes_get_data (self->assembled, &size);
  return finish (message, self->opcode, data != NULL ? data : (const guint8 *) "", size, error);
}

static gboolean
append_part (EioFrameReader *self, const EioFrame *frame, const guint8 *payload, GError **error)
{
  if (self->compressed)
    return eio_inflate_add (self->inflate, payload, frame->size, frame->final, self->parts, self->max_payload,
                            error);

  g_byte_array_append (self->parts, payload, frame->size);
  return TRUE;
}

/* EIO_FRAME_MORE when the message goes on in another frame. */
static EioFrameResult
take_part (EioFrameReader *self,
           const EioFrame *frame,
           const guint8 *payload,
           EioMessage *message,
           GError **error)
{
  if (frame->opcode != EIO_OPCODE_CONTINUATION)
    {
      self->opcode = frame->opcode;
      self->compressed = frame->compressed;
      self->state = STATE_FRAGMENTS;
    }
  if (!append_part (self, frame, payload, error))
    return EIO_FRAME_BAD;
  return frame->final ? finish_parts (self, message, error) : EIO_FRAME_MORE;
}

/* TRUE when all of FRAME is there; else how much is wanted is noted. */
static gboolean
is_complete (EioFrameReader *self, const EioFrame *frame)
{
  gsize left = self->end - self->start - frame->head_size;

  self->wanted = frame->size > left ? frame->head_size + frame->size : 0;
  return self->wanted == 0;
}

static inline EioFrameResult
take_frame (EioFrameReader *self, EioFrame *frame, EioMessage *message, GError **error)
{
  const guint8 *data = self->buffer->data + self->start;
  const char *problem = NULL;
  EioFrameResult result =
      eio_frame_parse_head (frame, data, self->end - self->start, self->inflate != NULL, &problem);

  if (result == EIO_FRAME_MORE)
    return EIO_FRAME_MORE;
  if (result == EIO_FRAME_BAD)
    return bad (error, SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR, problem);
  if (check_frame (self, frame, error) == EIO_FRAME_BAD)
    return EIO_FRAME_BAD;
  if (!is_complete (self, frame))
    return EIO_FRAME_MORE;

  self->start += frame->head_size + frame->size;
  data += frame->head_size;
  if (eio_opcode_is_control (frame->opcode) ||
      (self->state == STATE_WHOLE && frame->final && !frame->compressed))
    return finish (message, frame->opcode, data, frame->size, error);
  return take_part (self, frame, data, message, error);
}

/**
 * eio_frame_reader_next:
 * @self: a reader
 * @message: (out caller-allocates): the message, for %EIO_FRAME_DONE
 * @error: for %EIO_FRAME_BAD, of %SOUP_WEBSOCKET_ERROR
 *
 * Returns: whether there was a whole message; after an error nothing can be read any more
 */
EioFrameResult
eio_frame_reader_next (EioFrameReader *self, EioMessage *message, GError **error)
{
  EioFrameResult result;
  gsize start;

  g_clear_pointer (&self->assembled, g_bytes_unref);
  self->wanted = 0;
  do
    {
      EioFrame frame;

      start = self->start;
      result = take_frame (self, &frame, message, error);
    }
  while (result == EIO_FRAME_MORE && self->start != start);

  return result;
}

/**
 * eio_frame_reader_slice:
 * @self: a reader
 * @data: (not nullable): a place in the last message
 * @size: how much of it from there on, in bytes
 *
 * Returns: (transfer full): the bytes, in the memory of the message
 */
GBytes *
eio_frame_reader_slice (EioFrameReader *self, const guint8 *data, gsize size)
{
  if (self->assembled != NULL && g_bytes_get_size (self->assembled) > 0)
    return g_bytes_new_from_bytes (self->assembled,
                                   data - (const guint8 *) g_bytes_get_data (self->assembled, NULL), size);
  if (size == 0)
    return g_bytes_new_static ("", 0);

  g_atomic_ref_count_inc (&self->buffer->ref_count);
  return g_bytes_new_with_free_func (data, size, buffer_unref, self->buffer);
}
