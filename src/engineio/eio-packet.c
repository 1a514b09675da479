/* eio-packet.c: the one-character type, the text and binary frames.
 *
 * Source: the Engine.IO protocol, revisions 3 and 4 (github.com/socketio/engine.io-protocol).
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-packet-codec.h"

#include <string.h>

/**
 * EioPacketType:
 * @EIO_PACKET_OPEN: the handshake
 * @EIO_PACKET_CLOSE: good-bye
 * @EIO_PACKET_PING: are you there?
 * @EIO_PACKET_PONG: I am
 * @EIO_PACKET_MESSAGE: a packet of Socket.IO
 * @EIO_PACKET_UPGRADE: the last one on this transport
 * @EIO_PACKET_NOOP: nothing
 *
 * What a packet of the engine is for.
 */

/**
 * EioPacket:
 * @type: what it is for
 * @binary: whether @data are bytes and no text
 * @data: what follows the type
 *
 * A packet of the engine, as a listener to packets sees it.
 */

G_DEFINE_BOXED_TYPE (EioPacket, eio_packet, eio_packet_copy, eio_packet_free)

/* Revision 3 puts the type into a byte of its own before binary data: 4 for a message. */
#define BINARY_MESSAGE_BYTE 4

/* Bytes of SLICE from OFFSET on, sharing the memory; the empty one is never NULL. */
static GBytes *
slice_from (GBytes *bytes, gsize offset)
{
  return g_bytes_new_from_bytes (bytes, offset, g_bytes_get_size (bytes) - offset);
}

static gboolean
fail (GError **error, const char *what, gconstpointer data, gsize size)
{
  g_autofree char *shown = g_strndup (data, MIN (size, 40));
  g_autofree char *valid = g_utf8_make_valid (shown, -1);

  g_set_error (error, EIO_ERROR, EIO_ERROR_BAD_PACKET, "%s: “%s”", what, valid);
  return FALSE;
}

static gboolean
is_base64 (const char *text, gsize size)
{
  gsize length = size;

  if (size % 4 != 0)
    return FALSE;
  for (guint padding = 0; padding < 2 && length > 0 && text[length - 1] == '='; padding++)
    length--;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;

  return TRUE;
}

/**
 * eio_packet_init:
 * @self: memory for a packet
 * @type: its type
 * @binary: whether @data are bytes and no text; only messages can be
 * @data: (transfer none): what follows the type
 */
void
eio_packet_init (EioPacket *self, EioPacketType type, gboolean binary, GBytes *data)
{
  self->type = type;
  self->binary = binary;
  self->data = g_bytes_ref (data);
}

/**
 * eio_packet_clear:
 * @self: a packet
 *
 * Lets go of what the packet owns, not of the packet itself.
 */
void
eio_packet_clear (EioPacket *self)
{
  g_clear_pointer (&self->data, g_bytes_unref);
}

/**
 * eio_packet_new:
 * @type: its type
 * @binary: whether @data are bytes and no text
 * @data: (transfer none): what follows the type
 *
 * Returns: (transfer full): a packet on the heap, for queues
 */
EioPacket *
eio_packet_new (EioPacketType type, gboolean binary, GBytes *data)
{
  EioPacket *self = g_new (EioPacket, 1);

  eio_packet_init (self, type, binary, data);
  return self;
}

/**
 * eio_packet_copy:
 * @self: a packet
 *
 * Returns: (transfer full): a packet with the same data, which are shared
 */
EioPacket *
eio_packet_copy (const EioPacket *self)
{
  return eio_packet_new (self->type, self->binary, self->data);
}

/**
 * eio_packet_free:
 * @self: (transfer full): a packet from eio_packet_new ()
 */
void
eio_packet_free (EioPacket *self)
{
  eio_packet_clear (self);
  g_free (self);
}

/**
 * eio_packet_parse_text:
 * @packet: (out caller-allocates): the packet, on success
 * @text: a text frame, or one part of a polling body
 * @error: %EIO_ERROR_BAD_PACKET when it is empty or has no known type
 *
 * The packet's data share the memory of @text.
 *
 * Returns: whether @packet is set
 */
gboolean
eio_packet_parse_text (EioPacket *packet, GBytes *text, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);

  if (size == 0)
    return fail (error, "An empty packet", "", 0);
  if (data[0] < '0' || data[0] > '0' + EIO_PACKET_NOOP)
    return fail (error, "A packet of no known type", data, size);

  packet->type = data[0] - '0';
  packet->binary = FALSE;
  packet->data = slice_from (text, 1);
  return TRUE;
}

/**
 * eio_packet_parse_base64:
 * @packet: (out caller-allocates): the packet, on success
 * @text: `b` and base64 in revision 4, `b4` and base64 in revision 3
 * @protocol: the revision
 * @error: %EIO_ERROR_BAD_PACKET
 *
 * Binary data where only text can go: polling bodies, and text frames of revision 3.
 *
 * Returns: whether @packet is set
 */
gboolean
eio_packet_parse_base64 (EioPacket *packet, GBytes *text, EioProtocol protocol, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  gsize prefix = protocol == EIO_PROTOCOL_3 ? 2 : 1;
  g_autofree char *base64 = NULL;
  guchar *decoded;

  if (size < prefix || data[0] != 'b' || (prefix == 2 && data[1] != '0' + EIO_PACKET_MESSAGE) ||
      !is_base64 (data + prefix, size - prefix))
    return fail (error, "Not a binary message in base64", data, size);

  base64 = g_strndup (data + prefix, size - prefix);
  decoded = g_base64_decode (base64, &size);
  packet->type = EIO_PACKET_MESSAGE;
  packet->binary = TRUE;
  packet->data = g_bytes_new_take (decoded, size);
  return TRUE;
}

/**
 * eio_packet_parse_binary:
 * @packet: (out caller-allocates): the packet, on success
 * @frame: a binary frame
 * @protocol: the revision: in 3 a byte with the type comes first, in 4 the frame is the message
 * @error: %EIO_ERROR_BAD_PACKET
 *
 * Returns: whether @packet is set
 */
gboolean
eio_packet_parse_binary (EioPacket *packet, GBytes *frame, EioProtocol protocol, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (frame, &size);
  gboolean typed = protocol == EIO_PROTOCOL_3;

  if (typed && (size == 0 || data[0] != BINARY_MESSAGE_BYTE))
    return fail (error, "A binary frame that is no message", "", 0);

  packet->type = EIO_PACKET_MESSAGE;
  packet->binary = TRUE;
  packet->data = typed ? slice_from (frame, 1) : g_bytes_ref (frame);
  return TRUE;
}

/**
 * eio_packet_to_frame:
 * @packet: a packet
 * @protocol: the revision
 *
 * Returns: (transfer full): the payload of a text frame, or of a binary one when @packet is binary
 */
GBytes *
eio_packet_to_frame (const EioPacket *packet, EioProtocol protocol)
{
  gsize size;
  const void *data = g_bytes_get_data (packet->data, &size);
  guint8 *frame;

  if (packet->binary && protocol != EIO_PROTOCOL_3)
    return g_bytes_ref (packet->data);

  frame = g_malloc (size + 1);
  frame[0] = packet->binary ? BINARY_MESSAGE_BYTE : '0' + packet->type;
  if (size > 0)
    memcpy (frame + 1, data, size);
  return g_bytes_new_take (frame, size + 1);
}
