/* eio-payload.c: polling bodies.
 *
 *   revision 4   packet \x1e packet …               binary: b + base64
 *   revision 3   length:packet length:packet …      length in UTF-16 code units; binary: b4 + base64
 *                or, in bytes, \x00 digits \xff packet (text) and \x01 digits \xff \x04 data (binary), where
 * a digit is a byte from 0 to 9: servers of 1.x always, of 2.x when a body holds binary data
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "eio-payload.h"

#include <string.h>

#define SEPARATOR  0x1e
#define LENGTH_END 0xff
/* Of a packet's length in revision 3: more would not fit into any limit. */
#define MAX_DIGITS 10

typedef struct
{
  GBytes *body;
  const guint8 *data;
  gsize size;
  gsize at;
  EioProtocol protocol;
} Reader;

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, EIO_ERROR, EIO_ERROR_BAD_PACKET, what);
  return FALSE;
}

/* Unlike g_utf8_validate (), a NUL is a character as any other. */
static gboolean
is_utf8 (const guint8 *data, gsize size)
{
  const char *at = (const char *) data;
  const char *end = at + size;

  while (!g_utf8_validate (at, end - at, &at))
    if (*at++ != '\0')
      return FALSE;

  return TRUE;
}

/* A string packet in BODY, which may be binary data in base64. */
static gboolean
parse_slice (Reader *reader, gsize start, gsize length, EioPacket *packet, GError **error)
{
  g_autoptr (GBytes) slice = g_bytes_new_from_bytes (reader->body, start, length);

  if (length > 0 && reader->data[start] == 'b')
    return eio_packet_parse_base64 (packet, slice, reader->protocol, error);
  if (!is_utf8 (reader->data + start, length))
    return fail (error, "A text packet that is not UTF-8");
  return eio_packet_parse_text (packet, slice, error);
}

static gboolean
read_separated (Reader *reader, EioPacket *packet, GError **error)
{
  const guint8 *start = reader->data + reader->at;
  const guint8 *end = memchr (start, SEPARATOR, reader->size - reader->at);
  gsize length = end != NULL ? (gsize) (end - start) : reader->size - reader->at;

  if (!parse_slice (reader, reader->at, length, packet, error))
    return FALSE;

  reader->at += length + (end != NULL);
  if (end != NULL && reader->at == reader->size)
    {
      eio_packet_clear (packet);
      return fail (error, "A polling body that ends in a separator");
    }
  return TRUE;
}

/* Digits from ZERO on, up to END; leaves the reader behind END. */
static gboolean
read_length (Reader *reader, guint8 zero, guint8 end, gsize *length, GError **error)
{
  gsize start = reader->at;

  *length = 0;
  for (; reader->at < reader->size && reader->at - start <= MAX_DIGITS; reader->at++)
    {
      guint8 digit = reader->data[reader->at] - zero;

      if (reader->data[reader->at] == end && reader->at > start)
        {
          reader->at++;
          return TRUE;
        }
      if (digit > 9)
        break;
      *length = *length * 10 + digit;
    }

  return fail (error, "A polling body whose packets have no length");
}

/* How many bytes UNITS code units of UTF-16 take from the reader's position on. */
static gboolean
measure_utf16 (Reader *reader, gsize units, gsize *length, GError **error)
{
  gsize at = reader->at;

  while (units > 0 && at < reader->size)
    {
      guint8 lead = reader->data[at];
      guint width = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

      if (width == 4 && units < 2)
        break;
      units -= width == 4 ? 2 : 1;
      at += width;
    }
  if (units > 0 || at > reader->size)
    return fail (error, "A polling body that ends inside a packet");

  *length = at - reader->at;
  return TRUE;
}

static gboolean
read_counted (Reader *reader, EioPacket *packet, GError **error)
{
  gsize units, length;

  if (!read_length (reader, '0', ':', &units, error) || !measure_utf16 (reader, units, &length, error) ||
      !parse_slice (reader, reader->at, length, packet, error))
    return FALSE;

  reader->at += length;
  return TRUE;
}

static gboolean
read_binary (Reader *reader, EioPacket *packet, GError **error)
{
  gboolean binary = reader->data[reader->at++] == 1;
  gsize length;
  gboolean parsed;

  if (!read_length (reader, 0, LENGTH_END, &length, error))
    return FALSE;
  if (length > reader->size - reader->at)
    return fail (error, "A polling body that ends inside a packet");

  if (binary)
    {
      g_autoptr (GBytes) slice = g_bytes_new_from_bytes (reader->body, reader->at, length);

      parsed = eio_packet_parse_binary (packet, slice, EIO_PROTOCOL_3, error);
    }
  else
    parsed = parse_slice (reader, reader->at, length, packet, error);

  reader->at += length;
  return parsed;
}

static gboolean
read_packet (Reader *reader, EioPacket *packet, GError **error)
{
  if (reader->protocol != EIO_PROTOCOL_3)
    return read_separated (reader, packet, error);
  if (reader->data[reader->at] <= 1)
    return read_binary (reader, packet, error);
  return read_counted (reader, packet, error);
}

/**
 * eio_payload_guess_protocol:
 * @body: the answer to a handshake by polling
 *
 * A server answers the handshake in its own revision, whichever one it was asked for: `0{…}` is 4, while
 * `97:0{…}` and the binary form are 3.
 *
 * Returns: the revision, or %EIO_PROTOCOL_AUTO when it is none
 */
EioProtocol
eio_payload_guess_protocol (GBytes *body)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (body, &size);
  gsize digits = 0;

  if (size >= 2 && data[0] == '0' && data[1] == '{')
    return EIO_PROTOCOL_4;
  if (size > 2 && data[0] == 0 && data[1] <= 9)
    return EIO_PROTOCOL_3;
  while (digits < size && digits < MAX_DIGITS && g_ascii_isdigit (data[digits]))
    digits++;
  if (digits > 0 && digits + 1 < size && data[digits] == ':' && data[digits + 1] == '0')
    return EIO_PROTOCOL_3;
  return EIO_PROTOCOL_AUTO;
}

/**
 * eio_payload_parse:
 * @body: what a poll answered
 * @protocol: the revision
 * @func: (scope call): called for each packet in order; returns whether to go on
 * @user_data: for @func
 * @error: %EIO_ERROR_BAD_PACKET at the first bad packet; those before it were delivered
 *
 * The packets' data share the memory of @body, unless they came as base64.
 *
 * Returns: whether the whole body was read; %FALSE without an error when @func stopped it
 */
gboolean
eio_payload_parse (GBytes *body,
                   EioProtocol protocol,
                   EioPayloadFunc func,
                   gpointer user_data,
                   GError **error)
{
  Reader reader = { .body = body, .protocol = protocol };

  reader.data = g_bytes_get_data (body, &reader.size);
  if (reader.size == 0)
    return fail (error, "An empty polling body");

  while (reader.at < reader.size)
    {
      g_auto (EioPacket) packet = { 0 };

      if (!read_packet (&reader, &packet, error) || !func (&packet, user_data))
        return FALSE;
    }

  return TRUE;
}

static gsize
encoded_size (const EioPacket *packet)
{
  gsize size = g_bytes_get_size (packet->data);

  return packet->binary ? (size + 2) / 3 * 4 : size;
}

static gsize
count_utf16 (const guint8 *data, gsize size)
{
  gsize units = 0;

  for (gsize i = 0; i < size; i++)
    units += (data[i] & 0xc0) == 0x80 ? 0 : data[i] >= 0xf0 ? 2 : 1;
  return units;
}

static void
append_base64 (GByteArray *body, const guint8 *data, gsize size)
{
  g_autofree char *base64 = g_base64_encode (data, size);

  g_byte_array_append (body, (const guint8 *) base64, strlen (base64));
}

static void
append_packet (GByteArray *body, const EioPacket *packet, EioProtocol protocol)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (packet->data, &size);
  guint8 type = packet->binary ? 'b' : '0' + packet->type;
  guint8 message = '0' + EIO_PACKET_MESSAGE;
  gboolean counted = protocol == EIO_PROTOCOL_3;

  if (counted)
    {
      gsize units = packet->binary ? 2 + encoded_size (packet) : 1 + count_utf16 (data, size);
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT ":", units);

      g_byte_array_append (body, (const guint8 *) length, strlen (length));
    }

  g_byte_array_append (body, &type, 1);
  if (packet->binary && counted)
    g_byte_array_append (body, &message, 1);
  if (packet->binary)
    append_base64 (body, data, size);
  else if (size > 0)
    g_byte_array_append (body, data, size);
}

/**
 * eio_payload_take:
 * @queue: packets (of EioPacket, each from g_new ()), the next one at the head
 * @protocol: the revision
 * @max_payload: the largest body that the server takes, in bytes; 0 for no limit
 *
 * Takes as many packets as one POST may carry: at most %EIO_PAYLOAD_MAX_PACKETS, and no more than fit; a
 * packet that is too large for any body goes alone, for the server to refuse.
 *
 * Returns: (transfer full): the body
 */
GBytes *
eio_payload_take (GQueue *queue, EioProtocol protocol, gsize max_payload)
{
  GByteArray *body = g_byte_array_new ();
  gsize size = 1;
  guint8 separator = SEPARATOR;

  g_return_val_if_fail (!g_queue_is_empty (queue), NULL);

  for (guint n = 0; n < EIO_PAYLOAD_MAX_PACKETS && !g_queue_is_empty (queue); n++)
    {
      EioPacket *packet = g_queue_peek_head (queue);

      size += encoded_size (packet);
      if (n > 0 && max_payload > 0 && size > max_payload)
        break;
      size += 2; /* the separator and the type of the next one */

      if (n > 0 && protocol != EIO_PROTOCOL_3)
        g_byte_array_append (body, &separator, 1);
      append_packet (body, packet, protocol);
      eio_packet_free (g_queue_pop_head (queue));
    }

  return g_byte_array_free_to_bytes (body);
}

static void
append_binary (GByteArray *body, const EioPacket *packet)
{
  g_autoptr (GBytes) frame = eio_packet_to_frame (packet, EIO_PROTOCOL_3);
  gsize size;
  const guint8 *data = g_bytes_get_data (frame, &size);
  char digits[MAX_DIGITS * 2 + 1];
  int n_digits = g_snprintf (digits, sizeof digits, "%" G_GSIZE_FORMAT, size);
  guint8 start = packet->binary ? 1 : 0;
  guint8 end = LENGTH_END;

  for (int i = 0; i < n_digits; i++)
    digits[i] -= '0';
  g_byte_array_append (body, &start, 1);
  g_byte_array_append (body, (const guint8 *) digits, n_digits);
  g_byte_array_append (body, &end, 1);
  g_byte_array_append (body, data, size);
}

/**
 * eio_payload_take_binary:
 * @queue: packets, as for eio_payload_take ()
 *
 * Returns: (transfer full): the body in the binary framing of revision 3, for
 * application/octet-stream
 */
GBytes *
eio_payload_take_binary (GQueue *queue)
{
  GByteArray *body = g_byte_array_new ();

  for (guint n = 0; n < EIO_PAYLOAD_MAX_PACKETS && !g_queue_is_empty (queue); n++)
    {
      g_autoptr (EioPacket) packet = g_queue_pop_head (queue);

      append_binary (body, packet);
    }

  return g_byte_array_free_to_bytes (body);
}
