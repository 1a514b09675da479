/* sio-msgpack.c: packets of socket.io-msgpack-parser, read into the same SioPacket as text ones.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-msgpack.h"

#include <msgpack.h>
#include <string.h>

#include "sio-msgpack-reader.h"
#include "sio-packet-private.h"

/* The largest integer that JavaScript's numbers hold exactly; beyond it a peer reads a double anyway. */
#define MAX_SAFE_INTEGER G_GINT64_CONSTANT (9007199254740991)

static gboolean
fail (GError **error, const char *problem)
{
  g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET, "Bad Socket.IO packet: %s", problem);
  return FALSE;
}

static gboolean
key_is (const SioMsgpackItem *key, const char *name)
{
  return key->kind == SIO_MSGPACK_STRING && key->length == strlen (name) &&
         memcmp (key->data, name, key->length) == 0;
}

static gboolean
set_type (SioPacket *packet, const SioMsgpackItem *value, GError **error)
{
  if (value->kind != SIO_MSGPACK_INTEGER || value->integer < SIO_PACKET_CONNECT ||
      value->integer > SIO_PACKET_CONNECT_ERROR)
    return fail (error, "an unknown type");
  packet->type = value->integer;
  return TRUE;
}

static gboolean
set_nsp (SioPacket *packet, const SioMsgpackItem *value, GError **error)
{
  if (value->kind != SIO_MSGPACK_STRING ||
      !g_utf8_validate_len ((const char *) value->data, value->length, NULL))
    return fail (error, "a namespace that is no text");
  g_clear_pointer (&packet->nsp, g_ref_string_release);
  packet->nsp = g_ref_string_new_len ((const char *) value->data, value->length);
  return TRUE;
}

static gboolean
set_id (SioPacket *packet, const SioMsgpackItem *value, GError **error)
{
  if (sio_msgpack_is_undefined (value))
    return TRUE;
  if (value->kind != SIO_MSGPACK_UNSIGNED && (value->kind != SIO_MSGPACK_INTEGER || value->integer < 0))
    return fail (error, "an id that is no number");
  g_free (packet->id);
  packet->id = g_strdup_printf ("%" G_GUINT64_FORMAT, value->number);
  return TRUE;
}

static gboolean
set_data (SioPacket *packet, SioMsgpackReader *reader, const SioMsgpackItem *value, GError **error)
{
  g_autoptr (SioWriter) writer = NULL;

  if (sio_msgpack_is_undefined (value))
    return TRUE;
  writer = sio_writer_new ();
  if (!sio_msgpack_reader_copy (reader, value, writer, 0, error))
    return FALSE;
  g_clear_pointer (&packet->args, sio_args_unref);
  packet->args = sio_writer_finish (writer);
  return TRUE;
}

static gboolean
read_member (SioPacket *packet, SioMsgpackReader *reader, gboolean *has_type, GError **error)
{
  SioMsgpackItem key, value;
  g_autoptr (SioWriter) ignored = NULL;

  if (!sio_msgpack_reader_next (reader, &key, error) || !sio_msgpack_reader_next (reader, &value, error))
    return FALSE;
  if (key_is (&key, "type"))
    return *has_type = set_type (packet, &value, error);
  if (key_is (&key, "nsp"))
    return set_nsp (packet, &value, error);
  if (key_is (&key, "id"))
    return set_id (packet, &value, error);
  if (key_is (&key, "data"))
    return set_data (packet, reader, &value, error);
  ignored = sio_writer_new ();
  return sio_msgpack_reader_copy (reader, &value, ignored, 0, error);
}

static gboolean
read_packet (SioPacket *packet, GBytes *message, GError **error)
{
  SioMsgpackReader reader;
  SioMsgpackItem map;
  gboolean has_type = FALSE;

  sio_msgpack_reader_init (&reader, message);
  if (!sio_msgpack_reader_next (&reader, &map, error))
    return FALSE;
  if (map.kind != SIO_MSGPACK_MAP)
    return fail (error, "it is no map");
  for (guint32 i = 0; i < map.length; i++)
    if (!read_member (packet, &reader, &has_type, error))
      return FALSE;
  if (reader.p != reader.end)
    return fail (error, "something behind the packet");
  if (!has_type || packet->nsp == NULL)
    return fail (error, "type or nsp is missing");
  return TRUE;
}

/**
 * sio_msgpack_parse:
 * @message: one binary message of the engine; attachments share its memory
 * @error: return location
 *
 * Source: socket.io-msgpack-parser, protocol 5.
 *
 * Returns: (transfer full) (nullable): the packet, or %NULL with %SIO_ERROR_BAD_PACKET
 */
SioPacket *
sio_msgpack_parse (GBytes *message, GError **error)
{
  g_autoptr (SioPacket) packet = g_new0 (SioPacket, 1);

  if (!read_packet (packet, message, error) || !sio_packet_check_payload (packet, EIO_PROTOCOL_4, error))
    return NULL;
  return g_steal_pointer (&packet);
}

static void
pack_text (msgpack_packer *packer, const char *text, gsize length)
{
  msgpack_pack_str (packer, length);
  msgpack_pack_str_body (packer, text, length);
}

static void
pack_number (msgpack_packer *packer, SioValue value)
{
  gint64 integer;

  if (sio_value_get_int64 (value, &integer) && ABS (integer) <= MAX_SAFE_INTEGER)
    msgpack_pack_int64 (packer, integer);
  else
    msgpack_pack_double (packer, sio_value_get_double (value));
}

static void
pack_string (msgpack_packer *packer, SioValue value)
{
  gsize length;
  const char *plain = sio_value_peek_string (value, &length);
  g_autofree char *decoded = plain ? NULL : sio_value_dup_string (value, &length);

  pack_text (packer, plain ? plain : decoded, length);
}

static void
pack_binary (msgpack_packer *packer, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  msgpack_pack_bin (packer, size);
  msgpack_pack_bin_body (packer, data, size);
}

static void pack_value (msgpack_packer *packer, SioValue value);

static void
pack_container (msgpack_packer *packer, SioValue value, gboolean object)
{
  SioIter iter;
  SioValue key, child;

  if (object)
    msgpack_pack_map (packer, sio_value_get_length (value));
  else
    msgpack_pack_array (packer, sio_value_get_length (value));
  for (sio_iter_init (&iter, value); sio_iter_next (&iter, &key, &child);)
    {
      if (object)
        pack_string (packer, key);
      pack_value (packer, child);
    }
}

/* As deep as the indexer lets a payload be. */
static void
pack_value (msgpack_packer *packer, SioValue value)
{
  switch (sio_value_get_kind (value))
    {
    case SIO_VALUE_BOOLEAN:
      sio_value_get_boolean (value) ? msgpack_pack_true (packer) : msgpack_pack_false (packer);
      break;
    case SIO_VALUE_NUMBER:
      pack_number (packer, value);
      break;
    case SIO_VALUE_STRING:
      pack_string (packer, value);
      break;
    case SIO_VALUE_BINARY:
      pack_binary (packer, sio_value_get_binary (value));
      break;
    case SIO_VALUE_ARRAY:
    case SIO_VALUE_OBJECT:
      pack_container (packer, value, sio_value_get_kind (value) == SIO_VALUE_OBJECT);
      break;
    default:
      msgpack_pack_nil (packer);
    }
}

/**
 * sio_msgpack_encode:
 * @type: 0 to 4
 * @nsp: the namespace's path
 * @id: (nullable): digits
 * @args: (nullable): the payload, attachments included
 *
 * Returns: (transfer full): one binary message
 */
GBytes *
sio_msgpack_encode (SioPacketType type, const char *nsp, const char *id, const SioArgs *args)
{
  msgpack_sbuffer buffer;
  msgpack_packer packer;
  GBytes *message;

  msgpack_sbuffer_init (&buffer);
  msgpack_packer_init (&packer, &buffer, msgpack_sbuffer_write);
  msgpack_pack_map (&packer, 2 + (args != NULL) + (id != NULL));
  pack_text (&packer, "type", 4);
  msgpack_pack_int (&packer, type);
  if (args != NULL)
    {
      pack_text (&packer, "data", 4);
      pack_value (&packer, sio_args_get_root (args));
    }
  if (id != NULL)
    {
      pack_text (&packer, "id", 2);
      msgpack_pack_uint64 (&packer, g_ascii_strtoull (id, NULL, 10));
    }
  pack_text (&packer, "nsp", 3);
  pack_text (&packer, nsp, strlen (nsp));
  message = g_bytes_new (buffer.data, buffer.size);
  msgpack_sbuffer_destroy (&buffer);
  return message;
}
