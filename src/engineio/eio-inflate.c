/* eio-inflate.c: inflating with a limit; the window goes on from message to message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-inflate.h"

#include <libsoup/soup.h>

/* Room for what one step inflates. */
#define MIN_CHUNK 256
#define MAX_CHUNK (64 * 1024)

struct _EioInflate
{
  GConverter *converter;
};

/**
 * eio_inflate_new:
 *
 * Returns: (transfer full): the receiving half of one connection's compression
 */
EioInflate *
eio_inflate_new (void)
{
  EioInflate *self = g_new (EioInflate, 1);

  self->converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  return self;
}

void
eio_inflate_free (EioInflate *self)
{
  g_object_unref (self->converter);
  g_free (self);
}

static gboolean
check_limit (GByteArray *output, gsize limit, GError **error)
{
  if (output->len <= limit)
    return TRUE;

  g_set_error_literal (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG,
                       "a message beyond the limit");
  return FALSE;
}

/* DATA and SIZE become what is left of the input; FALSE at its end, or with an error. */
static gboolean
step (EioInflate *self, const guint8 **data, gsize *size, GByteArray *output, gsize limit, GError **error)
{
  gsize start = output->len;
  gsize chunk = CLAMP (*size * 4, MIN_CHUNK, MAX_CHUNK);
  gsize n_read = 0;
  gsize n_written = 0;
  GConverterResult result;
  g_autoptr (GError) failed = NULL;

  g_byte_array_set_size (output, start + chunk);
  result = g_converter_convert (self->converter, *data, *size, output->data + start, chunk, G_CONVERTER_FLUSH,
                                &n_read, &n_written, &failed);
  g_byte_array_set_size (output, start + n_written);
  *data += n_read;
  *size -= n_read;

  /* A final block ends the stream, and the next one begins another. */
  if (result == G_CONVERTER_FINISHED)
    g_converter_reset (self->converter);
  if (result == G_CONVERTER_ERROR)
    {
      if (!g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        g_set_error_literal (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_BAD_DATA,
                             "a message that cannot be inflated");
      return FALSE;
    }

  return check_limit (output, limit, error) && (n_read > 0 || n_written > 0) &&
         (*size > 0 || n_written == chunk);
}

static gboolean
inflate (EioInflate *self, const guint8 *data, gsize size, GByteArray *output, gsize limit, GError **error)
{
  GError *failed = NULL;

  while (step (self, &data, &size, output, limit, &failed))
    ;
  if (failed == NULL)
    return TRUE;

  g_propagate_error (error, failed);
  return FALSE;
}

/**
 * eio_inflate_add:
 * @self: where the window is
 * @data: the payload of a frame
 * @size: in bytes
 * @last: whether the message ends with it
 * @output: what the message's frames gave so far
 * @limit: the most that may be in @output, in bytes
 * @error: %SOUP_WEBSOCKET_CLOSE_TOO_BIG or %SOUP_WEBSOCKET_CLOSE_BAD_DATA
 *
 * Returns: whether all of it was understood
 */
gboolean
eio_inflate_add (EioInflate *self,
                 const guint8 *data,
                 gsize size,
                 gboolean last,
                 GByteArray *output,
                 gsize limit,
                 GError **error)
{
  /* The end of each message leaves these out. */
  static const guint8 tail[] = { 0x00, 0x00, 0xff, 0xff };

  return (size == 0 || inflate (self, data, size, output, limit, error)) &&
         (!last || inflate (self, tail, sizeof tail, output, limit, error));
}
