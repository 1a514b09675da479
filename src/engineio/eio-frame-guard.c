/* eio-frame-guard.c: counting, and inflating (RFC 7692) with a limit.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-frame-guard.h"

#include <string.h>

#define FIN                  0x80
#define COMPRESSED           0x40 /* RSV1 */
#define OPCODE               0x0f
#define FIRST_CONTROL_OPCODE 8

/* Room for what one step inflates. */
#define MIN_CHUNK 256
#define MAX_CHUNK (64 * 1024)

struct _EioFrameGuard
{
  SoupWebsocketExtension parent_instance;

  SoupWebsocketExtension *deflate; /* nullable */
  GConverter *inflater;
  gsize max_payload;
  gsize size;          /* of the message so far */
  gboolean compressed; /* the message, not only its first frame */
};

G_DEFINE_FINAL_TYPE (EioFrameGuard, eio_frame_guard, SOUP_TYPE_WEBSOCKET_EXTENSION)

static gboolean
count (EioFrameGuard *self, gsize size, GError **error)
{
  self->size += size;
  if (self->size <= self->max_payload)
    return TRUE;

  g_set_error_literal (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG,
                       "A message beyond the limit");
  return FALSE;
}

/* What is left of INPUT once it is inflated as far as one call goes; FALSE at the end or an error. */
static gboolean
inflate_step (EioFrameGuard *self, const guint8 **data, gsize *size, GByteArray *output, GError **error)
{
  gsize start = output->len;
  gsize chunk = CLAMP (*size * 4, MIN_CHUNK, MAX_CHUNK);
  gsize n_read = 0;
  gsize n_written = 0;
  GConverterResult result;
  g_autoptr (GError) failed = NULL;

  g_byte_array_set_size (output, start + chunk);
  result = g_converter_convert (self->inflater, *data, *size, output->data + start, chunk, G_CONVERTER_FLUSH,
                                &n_read, &n_written, &failed);
  g_byte_array_set_size (output, start + n_written);
  *data += n_read;
  *size -= n_read;

  /* A final block ends the stream, and the next one begins another. */
  if (result == G_CONVERTER_FINISHED)
    g_converter_reset (self->inflater);
  if (result == G_CONVERTER_ERROR)
    {
      if (!g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        g_set_error_literal (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR,
                             "A message that cannot be inflated");
      return FALSE;
    }

  return count (self, n_written, error) && (n_read > 0 || n_written > 0) && (*size > 0 || n_written == chunk);
}

static gboolean
inflate_bytes (EioFrameGuard *self, const guint8 *data, gsize size, GByteArray *output, GError **error)
{
  GError *failed = NULL;

  while (inflate_step (self, &data, &size, output, &failed))
    ;
  if (failed == NULL)
    return TRUE;

  g_propagate_error (error, failed);
  return FALSE;
}

/* The end of each message leaves these out. */
static const guint8 tail[] = { 0x00, 0x00, 0xff, 0xff };

static GBytes *
inflate_frame (EioFrameGuard *self, GBytes *payload, gboolean last, GError **error)
{
  g_autoptr (GByteArray) output = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (payload, &size);

  if ((size > 0 && !inflate_bytes (self, data, size, output, error)) ||
      (last && !inflate_bytes (self, tail, sizeof tail, output, error)))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&output));
}

static GBytes *
eio_frame_guard_process_incoming_message (SoupWebsocketExtension *extension,
                                          guint8 *header,
                                          GBytes *payload,
                                          GError **error)
{
  EioFrameGuard *self = EIO_FRAME_GUARD (extension);
  guint8 opcode = *header & OPCODE;
  gboolean last = (*header & FIN) != 0;
  g_autoptr (GBytes) owned = payload; /* handed over, as the result is */

  if (opcode >= FIRST_CONTROL_OPCODE)
    return g_steal_pointer (&owned);

  if (opcode != 0)
    {
      self->size = 0;
      self->compressed = (*header & COMPRESSED) != 0 && self->deflate != NULL;
    }
  if (self->compressed)
    {
      *header &= ~COMPRESSED;
      return inflate_frame (self, payload, last, error);
    }

  return count (self, g_bytes_get_size (payload), error) ? g_steal_pointer (&owned) : NULL;
}

static GBytes *
eio_frame_guard_process_outgoing_message (SoupWebsocketExtension *extension,
                                          guint8 *header,
                                          GBytes *payload,
                                          GError **error)
{
  EioFrameGuard *self = EIO_FRAME_GUARD (extension);

  return self->deflate != NULL
             ? soup_websocket_extension_process_outgoing_message (self->deflate, header, payload, error)
             : payload;
}

static void
eio_frame_guard_finalize (GObject *object)
{
  EioFrameGuard *self = EIO_FRAME_GUARD (object);

  g_clear_object (&self->deflate);
  g_clear_object (&self->inflater);

  G_OBJECT_CLASS (eio_frame_guard_parent_class)->finalize (object);
}

static void
eio_frame_guard_class_init (EioFrameGuardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SoupWebsocketExtensionClass *extension_class = SOUP_WEBSOCKET_EXTENSION_CLASS (klass);

  object_class->finalize = eio_frame_guard_finalize;

  extension_class->name = "eio-frame-guard";
  extension_class->process_incoming_message = eio_frame_guard_process_incoming_message;
  extension_class->process_outgoing_message = eio_frame_guard_process_outgoing_message;
}

static void
eio_frame_guard_init (EioFrameGuard *self)
{
  self->inflater = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
}

/**
 * eio_frame_guard_new:
 * @deflate: (nullable) (transfer none): permessage-deflate as negotiated
 * @max_payload: the largest message, in bytes
 *
 * Returns: (transfer full): the one extension of a client's connection
 */
SoupWebsocketExtension *
eio_frame_guard_new (SoupWebsocketExtension *deflate, gsize max_payload)
{
  EioFrameGuard *self = g_object_new (EIO_TYPE_FRAME_GUARD, NULL);

  self->deflate = deflate != NULL ? g_object_ref (deflate) : NULL;
  self->max_payload = max_payload;
  return SOUP_WEBSOCKET_EXTENSION (self);
}
