/* eio-frame-writer.c: frames are collected in NEXT; what is being written stands still in BLOCK, as TLS asks
 * of a write that has to be repeated.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-frame-writer.h"

#include <string.h>
#include <sys/random.h>

#define FIN     0x80
#define N_MASKS 64 /* of one call for random numbers */

struct _EioFrameWriter
{
  GPollableOutputStream *output;
  SoupWebsocketExtension *deflate; /* nullable */
  EioFrameWriterEvents events;
  gpointer user_data;
  GByteArray *next;
  GByteArray *block;
  gsize written;   /* of the block */
  GSource *source; /* waits for the stream, or only to tell */
  GError *error;   /* what ended the writing */
  guint32 masks[N_MASKS];
  guint n_masks;
};

/**
 * eio_frame_writer_new:
 * @output: where to
 * @deflate: (nullable): permessage-deflate as negotiated
 * @events: what to call, all of them
 * @user_data: for each of them
 *
 * Returns: (transfer full): the writing half of a client's connection
 */
EioFrameWriter *
eio_frame_writer_new (GOutputStream *output,
                      SoupWebsocketExtension *deflate,
                      const EioFrameWriterEvents *events,
                      gpointer user_data)
{
  EioFrameWriter *self = g_new0 (EioFrameWriter, 1);

  self->output = g_object_ref (G_POLLABLE_OUTPUT_STREAM (output));
  self->deflate = deflate != NULL ? g_object_ref (deflate) : NULL;
  self->events = *events;
  self->user_data = user_data;
  self->next = g_byte_array_new ();
  self->block = g_byte_array_new ();
  return self;
}

static void
clear_source (EioFrameWriter *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

void
eio_frame_writer_free (EioFrameWriter *self)
{
  clear_source (self);
  g_clear_object (&self->output);
  g_clear_object (&self->deflate);
  g_clear_error (&self->error);
  g_byte_array_unref (self->next);
  g_byte_array_unref (self->block);
  g_free (self);
}

/* RFC 6455, section 10.3: nobody who makes us send something may know the mask. */
static guint32
take_mask (EioFrameWriter *self)
{
  if (self->n_masks == 0 && getrandom (self->masks, sizeof self->masks, 0) == sizeof self->masks)
    self->n_masks = N_MASKS;
  return self->n_masks > 0 ? self->masks[--self->n_masks] : g_random_int ();
}

static GBytes *
compress (EioFrameWriter *self, guint8 *first, GBytes *payload)
{
  g_autoptr (GError) error = NULL;
  GBytes *compressed = NULL;

  if (self->deflate != NULL && !eio_opcode_is_control (*first & ~FIN))
    compressed = soup_websocket_extension_process_outgoing_message (self->deflate, first,
                                                                    g_bytes_ref (payload), &error);
  return compressed != NULL ? compressed : g_bytes_ref (payload);
}

/**
 * eio_frame_writer_add:
 * @self: a writer
 * @opcode: what the payload is
 * @payload: (transfer none): at most 125 bytes in a control frame
 *
 * Collects a frame; eio_frame_writer_flush () writes it.
 */
void
eio_frame_writer_add (EioFrameWriter *self, EioOpcode opcode, GBytes *payload)
{
  guint8 first = FIN | opcode;
  g_autoptr (GBytes) sent = compress (self, &first, payload);
  gsize size;
  const guint8 *data = g_bytes_get_data (sent, &size);
  guint32 mask = take_mask (self);
  guint8 head[EIO_FRAME_MAX_HEAD];
  gsize at;

  g_byte_array_append (self->next, head, eio_frame_write_head (head, first, size, mask));
  at = self->next->len;
  if (size == 0)
    return;
  g_byte_array_append (self->next, data, size);
  eio_frame_mask (self->next->data + at, size, mask);
}

static void
take_block (EioFrameWriter *self)
{
  GByteArray *empty = self->block;

  g_byte_array_set_size (empty, 0);
  self->block = self->next;
  self->next = empty;
  self->written = 0;
}

/* FALSE when the stream takes no more, or never again. */
static gboolean
write_block (EioFrameWriter *self)
{
  while (self->written < self->block->len)
    {
      g_autoptr (GError) error = NULL;
      gssize size =
          g_pollable_output_stream_write_nonblocking (self->output, self->block->data + self->written,
                                                      self->block->len - self->written, NULL, &error);

      if (size < 0)
        {
          if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
            self->error = g_steal_pointer (&error);
          return FALSE;
        }
      self->written += size;
    }
  return TRUE;
}

/* TRUE once nothing is left. */
static gboolean
write_all (EioFrameWriter *self)
{
  if (self->error != NULL || !write_block (self))
    return FALSE;
  take_block (self);
  return write_block (self);
}

/* The owner may free the writer in either of them. */
static void
tell (EioFrameWriter *self)
{
  if (self->error != NULL)
    self->events.failed (self->error, self->user_data);
  else
    self->events.drained (self->user_data);
}

static gboolean
told_cb (gpointer user_data)
{
  EioFrameWriter *self = user_data;

  clear_source (self);
  tell (self);
  return G_SOURCE_REMOVE;
}

static gboolean
writable_cb (GObject *stream, gpointer user_data)
{
  EioFrameWriter *self = user_data;

  if (!write_all (self) && self->error == NULL)
    return G_SOURCE_CONTINUE;

  clear_source (self);
  tell (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_stream (EioFrameWriter *self)
{
  self->source = g_pollable_output_stream_create_source (self->output, NULL);
  g_source_set_callback (self->source, (GSourceFunc) (void (*) (void)) writable_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static void
wait_to_tell (EioFrameWriter *self)
{
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, told_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/**
 * eio_frame_writer_flush:
 * @self: a writer
 *
 * Writes what the stream takes now, and the rest as soon as it takes more.
 */
void
eio_frame_writer_flush (EioFrameWriter *self)
{
  gboolean done;

  if (self->written < self->block->len && self->source != NULL)
    return;

  done = write_all (self);
  if (self->source != NULL && (done || self->error != NULL))
    return;

  clear_source (self);
  if (done || self->error != NULL)
    wait_to_tell (self);
  else
    wait_for_stream (self);
}

/**
 * eio_frame_writer_get_pending:
 * @self: a writer
 *
 * Returns: how many bytes the stream has not taken yet
 */
gsize
eio_frame_writer_get_pending (EioFrameWriter *self)
{
  return self->block->len - self->written + self->next->len;
}
