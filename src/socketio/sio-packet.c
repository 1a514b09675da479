/* sio-packet.c: Socket.IO packets as text: `<type>[<n>-][<namespace>,][<id>][json]`.
 *
 * Protocol 5 (servers 3.x and 4.x) rides on Engine.IO 4, protocol 4 (1.x and 2.x) on Engine.IO 3; the two
 * differ in what the payloads of CONNECT and CONNECT_ERROR may be, and in who checks event names.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-packet.h"

#include "sio-event-private.h"
#include "sio-packet-private.h"

#include <string.h>

#define MAX_ID_DIGITS 20 /* of an unsigned 64 bit number */

typedef struct
{
  const char *p;
  const char *end;
} Cursor;

static gboolean
bad_packet (GError **error, const char *problem)
{
  g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET, "Bad Socket.IO packet: %s", problem);
  return FALSE;
}

static gsize
count_digits (const Cursor *cursor)
{
  const char *p = cursor->p;

  while (p < cursor->end && g_ascii_isdigit (*p))
    p++;
  return p - cursor->p;
}

static gboolean
parse_type (Cursor *cursor, SioPacketType *type, GError **error)
{
  if (cursor->p == cursor->end || *cursor->p < '0' || *cursor->p > '0' + SIO_PACKET_BINARY_ACK)
    return bad_packet (error, "an unknown type");
  *type = *cursor->p++ - '0';
  return TRUE;
}

static gboolean
is_binary (SioPacketType type)
{
  return type == SIO_PACKET_BINARY_EVENT || type == SIO_PACKET_BINARY_ACK;
}

/* "N-"; the limit is also what keeps N from overflowing. */
static gboolean
parse_attachments (Cursor *cursor, SioPacket *packet, GError **error)
{
  gsize digits = count_digits (cursor);

  for (gsize i = 0; i < digits && packet->n_attachments <= SIO_PACKET_MAX_ATTACHMENTS; i++)
    packet->n_attachments = packet->n_attachments * 10 + (cursor->p[i] - '0');
  cursor->p += digits;
  if (cursor->p == cursor->end || *cursor->p != '-' || packet->n_attachments < 1)
    return bad_packet (error, "no count of attachments");
  if (packet->n_attachments > SIO_PACKET_MAX_ATTACHMENTS)
    return bad_packet (error, "too many attachments");
  cursor->p++;
  return TRUE;
}

/* Up to a comma or the end; a query behind it (protocol 4) is not part of its name. */
static gboolean
parse_nsp (Cursor *cursor, SioPacket *packet, GError **error)
{
  const char *comma, *query;
  gsize length;

  if (cursor->p == cursor->end || *cursor->p != '/')
    {
      packet->nsp = sio_nsp_acquire_root ();
      return TRUE;
    }
  comma = memchr (cursor->p, ',', cursor->end - cursor->p);
  length = (comma ? comma : cursor->end) - cursor->p;
  query = memchr (cursor->p, '?', length);
  if (!g_utf8_validate_len (cursor->p, length, NULL))
    return bad_packet (error, "a namespace that is not UTF-8");
  packet->nsp = g_ref_string_new_len (cursor->p, query ? (gsize) (query - cursor->p) : length);
  cursor->p = comma ? comma + 1 : cursor->end;
  return TRUE;
}

static gboolean
parse_id (Cursor *cursor, SioPacket *packet, GError **error)
{
  gsize digits = count_digits (cursor);

  if (digits > MAX_ID_DIGITS)
    return bad_packet (error, "an id beyond 64 bits");
  if (digits > 0)
    packet->id = g_strndup (cursor->p, digits);
  cursor->p += digits;
  return TRUE;
}

static gboolean
check_event (const SioPacket *packet, EioProtocol protocol, GError **error)
{
  if (packet->args == NULL || !sio_args_is_event (packet->args))
    return bad_packet (error, "an event without a name");
  if (protocol != EIO_PROTOCOL_3 && sio_args_is_reserved (packet->args))
    return bad_packet (error, "an event with a reserved name");
  return TRUE;
}

static gboolean
check_connect_error (EioProtocol protocol, SioValueKind kind, GError **error)
{
  if (protocol == EIO_PROTOCOL_3 || kind == SIO_VALUE_STRING || kind == SIO_VALUE_OBJECT)
    return TRUE;
  return bad_packet (error, "a CONNECT_ERROR that is no object");
}

gboolean
sio_packet_check_payload (const SioPacket *packet, EioProtocol protocol, GError **error)
{
  SioValueKind kind =
      packet->args ? sio_value_get_kind (sio_args_get_root (packet->args)) : SIO_VALUE_MISSING;

  switch (packet->type)
    {
    case SIO_PACKET_CONNECT:
      if (kind == SIO_VALUE_OBJECT || kind == SIO_VALUE_MISSING)
        return TRUE;
      return bad_packet (error, "a CONNECT that is no object");
    case SIO_PACKET_DISCONNECT:
      return kind == SIO_VALUE_MISSING || bad_packet (error, "a DISCONNECT with a payload");
    case SIO_PACKET_CONNECT_ERROR:
      return check_connect_error (protocol, kind, error);
    case SIO_PACKET_EVENT:
    case SIO_PACKET_BINARY_EVENT:
      return check_event (packet, protocol, error);
    case SIO_PACKET_ACK:
    case SIO_PACKET_BINARY_ACK:
    default:
      return kind == SIO_VALUE_ARRAY || bad_packet (error, "an ACK that is no array");
    }
}

/**
 * sio_packet_parse:
 * @text: one text message of the engine; kept by the payload, which reads in it
 * @protocol: the engine's revision
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the packet, or %NULL with %SIO_ERROR_BAD_PACKET or %SIO_ERROR_BAD_JSON
 */
SioPacket *
sio_packet_parse (GBytes *text, EioProtocol protocol, GError **error)
{
  g_autoptr (SioPacket) packet = g_new0 (SioPacket, 1);
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  Cursor cursor = { data, data + size };

  if (!parse_type (&cursor, &packet->type, error))
    return NULL;
  if (is_binary (packet->type) && !parse_attachments (&cursor, packet, error))
    return NULL;
  if (!parse_nsp (&cursor, packet, error) || !parse_id (&cursor, packet, error))
    return NULL;
  if (cursor.p < cursor.end)
    {
      packet->args = sio_args_new (text, cursor.p - data, NULL, error);
      if (packet->args == NULL)
        return NULL;
    }
  if (!sio_packet_check_payload (packet, protocol, error))
    return NULL;
  return g_steal_pointer (&packet);
}

void
sio_packet_free (SioPacket *self)
{
  g_clear_pointer (&self->nsp, g_ref_string_release);
  g_free (self->id);
  g_clear_pointer (&self->args, sio_args_unref);
  g_free (self);
}

static SioPacketType
get_wire_type (SioPacketType type, guint n_attachments)
{
  if (n_attachments > 0 && type == SIO_PACKET_EVENT)
    return SIO_PACKET_BINARY_EVENT;
  if (n_attachments > 0 && type == SIO_PACKET_ACK)
    return SIO_PACKET_BINARY_ACK;
  return type;
}

/**
 * sio_packet_to_text:
 * @type: with attachments an EVENT becomes a BINARY_EVENT, an ACK a BINARY_ACK
 * @nsp: the namespace's path
 * @id: (nullable): digits
 * @args: (nullable): the payload
 *
 * Returns: (transfer full): the text message; the attachments of @args are to follow it, in order, as binary
 * messages
 */
GBytes *
sio_packet_to_text (SioPacketType type, const char *nsp, const char *id, const SioArgs *args)
{
  GPtrArray *attachments = args ? sio_args_get_attachments (args) : NULL;
  guint n_attachments = attachments ? attachments->len : 0;
  gsize length = 0;
  const char *json = args ? sio_args_peek_text (args, &length) : "";
  GString *text = g_string_sized_new (strlen (nsp) + length + 40);

  type = get_wire_type (type, n_attachments);
  g_string_append_c (text, '0' + type);
  if (is_binary (type))
    g_string_append_printf (text, "%u-", n_attachments);
  if (strcmp (nsp, "/") != 0)
    {
      g_string_append (text, nsp);
      g_string_append_c (text, ',');
    }
  if (id != NULL)
    g_string_append (text, id);
  g_string_append_len (text, json, length);
  return g_string_free_to_bytes (text);
}
