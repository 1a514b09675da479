/* sio-msgpack-reader.c: MessagePack in, JSON out.
 *
 * Ours and not msgpack-c's unpacker, which takes the memory that an array's head claims before a byte of it is
 * there (five bytes ask for 64 GiB) and stops at 32 levels. Here nothing is allocated ahead.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sio-msgpack-reader.h"

#include <string.h>

/* notepack.io, which the reference parser uses, writes undefined as a fixext 1 and dates as a fixext 8 of type 0. */
#define EXTENSION_UNDEFINED 0
#define EXTENSION_DATE      0
#define EXTENSION_TIMESTAMP -1

static gboolean
fail (GError **error, const char *problem)
{
  g_set_error (error, SIO_ERROR, SIO_ERROR_BAD_PACKET, "Bad MessagePack: %s", problem);
  return FALSE;
}

static guint64
read_big_endian (const guint8 *p, guint width)
{
  guint64 number = 0;

  for (guint i = 0; i < width; i++)
    number = number << 8 | p[i];
  return number;
}

static gboolean
take_number (SioMsgpackReader *self, guint width, guint64 *number, GError **error)
{
  if ((gsize) (self->end - self->p) < width)
    return fail (error, "it ends inside a number");
  *number = read_big_endian (self->p, width);
  self->p += width;
  return TRUE;
}

static gboolean
take_data (SioMsgpackReader *self, SioMsgpackItem *item, SioMsgpackKind kind, guint64 length, GError **error)
{
  if ((gsize) (self->end - self->p) < length)
    return fail (error, "it ends inside a text");
  item->kind = kind;
  item->data = self->p;
  item->length = length;
  self->p += length;
  return TRUE;
}

/* An element takes at least a byte and a pair two, so that a head can't claim more than can come. */
static gboolean
set_container (SioMsgpackReader *self,
               SioMsgpackItem *item,
               SioMsgpackKind kind,
               guint64 length,
               GError **error)
{
  if (length * (kind == SIO_MSGPACK_MAP ? 2 : 1) > (gsize) (self->end - self->p))
    return fail (error, "it ends inside an array or a map");
  item->kind = kind;
  item->length = length;
  return TRUE;
}

static gboolean
take_extension (SioMsgpackReader *self, SioMsgpackItem *item, guint64 length, GError **error)
{
  guint64 type;

  if (!take_number (self, 1, &type, error))
    return FALSE;
  item->extension = (gint8) type;
  return take_data (self, item, SIO_MSGPACK_EXTENSION, length, error);
}

static gboolean
set_integer (SioMsgpackItem *item, gint64 integer)
{
  item->kind = SIO_MSGPACK_INTEGER;
  item->integer = integer;
  return TRUE;
}

static gboolean
set_boolean (SioMsgpackItem *item, gboolean value)
{
  item->kind = SIO_MSGPACK_BOOLEAN;
  item->integer = value;
  return TRUE;
}

static gboolean
take_unsigned (SioMsgpackReader *self, SioMsgpackItem *item, guint width, GError **error)
{
  guint64 number;

  if (!take_number (self, width, &number, error))
    return FALSE;
  if (number <= G_MAXINT64)
    return set_integer (item, (gint64) number);
  item->kind = SIO_MSGPACK_UNSIGNED;
  item->number = number;
  return TRUE;
}

static gboolean
take_signed (SioMsgpackReader *self, SioMsgpackItem *item, guint width, GError **error)
{
  guint64 number;
  guint unused = 64 - 8 * width;

  if (!take_number (self, width, &number, error))
    return FALSE;
  return set_integer (item, (gint64) (number << unused) >> unused);
}

static gboolean
take_real (SioMsgpackReader *self, SioMsgpackItem *item, guint width, GError **error)
{
  guint64 bits;
  guint32 narrow;
  float single;

  if (!take_number (self, width, &bits, error))
    return FALSE;
  item->kind = SIO_MSGPACK_DOUBLE;
  if (width == 8)
    {
      memcpy (&item->real, &bits, sizeof item->real);
      return TRUE;
    }
  narrow = bits;
  memcpy (&single, &narrow, sizeof single);
  item->real = single;
  return TRUE;
}

/* Heads 0xc4 to 0xc9 and 0xd9 to 0xdf: a length in 1, 2 or 4 bytes, then what it measures. */
static gboolean
take_measured (SioMsgpackReader *self, SioMsgpackItem *item, guint8 head, GError **error)
{
  static const guint8 widths[] = { 1, 2, 4, 1, 2, 4 };
  guint width = head <= 0xc9 ? widths[head - 0xc4] : head <= 0xdb ? widths[head - 0xd9] : head & 1 ? 4 : 2;
  guint64 length;

  if (!take_number (self, width, &length, error))
    return FALSE;
  if (head <= 0xc6)
    return take_data (self, item, SIO_MSGPACK_BINARY, length, error);
  if (head <= 0xc9)
    return take_extension (self, item, length, error);
  if (head <= 0xdb)
    return take_data (self, item, SIO_MSGPACK_STRING, length, error);
  return set_container (self, item, head <= 0xdd ? SIO_MSGPACK_ARRAY : SIO_MSGPACK_MAP, length, error);
}

static gboolean
take_fixed (SioMsgpackReader *self, SioMsgpackItem *item, guint8 head, GError **error)
{
  if (head <= 0x7f || head >= 0xe0)
    return set_integer (item, (gint8) head);
  if (head <= 0x8f)
    return set_container (self, item, SIO_MSGPACK_MAP, head & 0x0f, error);
  if (head <= 0x9f)
    return set_container (self, item, SIO_MSGPACK_ARRAY, head & 0x0f, error);
  return take_data (self, item, SIO_MSGPACK_STRING, head & 0x1f, error);
}

/**
 * sio_msgpack_reader_init:
 * @bytes: a whole message; must outlive the reader and its items
 */
void
sio_msgpack_reader_init (SioMsgpackReader *self, GBytes *bytes)
{
  gsize size;

  self->bytes = bytes;
  self->p = g_bytes_get_data (bytes, &size);
  self->end = self->p + size;
}

/**
 * sio_msgpack_reader_next:
 * @item: (out): the head of the next item; of an array or a map its elements follow as items
 * @error: return location
 *
 * Source: the MessagePack specification, table of formats.
 *
 * Returns: %FALSE with %SIO_ERROR_BAD_PACKET at the end or for what is no MessagePack
 */
gboolean
sio_msgpack_reader_next (SioMsgpackReader *self, SioMsgpackItem *item, GError **error)
{
  guint8 head;

  *item = (SioMsgpackItem){ .kind = SIO_MSGPACK_NIL };
  if (self->p == self->end)
    return fail (error, "it ends too early");
  head = *self->p++;
  if (head <= 0xbf || head >= 0xe0)
    return take_fixed (self, item, head, error);
  switch (head)
    {
    case 0xc0:
      return TRUE;
    case 0xc1:
      return fail (error, "a byte that is never used");
    case 0xc2:
    case 0xc3:
      return set_boolean (item, head == 0xc3);
    case 0xca:
    case 0xcb:
      return take_real (self, item, head == 0xca ? 4 : 8, error);
    case 0xcc ... 0xcf:
      return take_unsigned (self, item, 1u << (head - 0xcc), error);
    case 0xd0 ... 0xd3:
      return take_signed (self, item, 1u << (head - 0xd0), error);
    case 0xd4 ... 0xd8:
      return take_extension (self, item, 1u << (head - 0xd4), error);
    default:
      return take_measured (self, item, head, error);
    }
}

/**
 * sio_msgpack_is_undefined:
 *
 * Returns: whether this is JavaScript's undefined, as the reference parser writes it
 */
gboolean
sio_msgpack_is_undefined (const SioMsgpackItem *item)
{
  return item->kind == SIO_MSGPACK_EXTENSION && item->extension == EXTENSION_UNDEFINED && item->length == 1;
}

static void
copy_binary (SioMsgpackReader *self, const guint8 *data, guint32 length, SioWriter *writer)
{
  gsize offset = data - (const guint8 *) g_bytes_get_data (self->bytes, NULL);
  g_autoptr (GBytes) slice = g_bytes_new_from_bytes (self->bytes, offset, length);

  sio_writer_binary (writer, slice);
}

/* A date becomes what JSON makes of one: ISO 8601 in UTC with ms; out of range it is null. */
static void
copy_time (gint64 ms, SioWriter *writer)
{
  gint64 seconds = ms / 1000 - (ms % 1000 < 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *day = time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;
  g_autofree char *text = day ? g_strdup_printf ("%s.%03dZ", day, (int) (ms - seconds * 1000)) : NULL;

  if (text != NULL)
    sio_writer_string (writer, text, -1);
  else
    sio_writer_null (writer);
}

static void
copy_extension (SioMsgpackReader *self, const SioMsgpackItem *item, SioWriter *writer)
{
  if (sio_msgpack_is_undefined (item))
    sio_writer_null (writer);
  else if (item->extension == EXTENSION_DATE && item->length == 8)
    copy_time ((gint64) read_big_endian (item->data, 8), writer);
  else if (item->extension == EXTENSION_TIMESTAMP && item->length == 4)
    copy_time ((gint64) read_big_endian (item->data, 4) * 1000, writer);
  else
    copy_binary (self, item->data, item->length, writer);
}

static void
copy_scalar (SioMsgpackReader *self, const SioMsgpackItem *item, SioWriter *writer)
{
  char digits[24];

  switch (item->kind)
    {
    case SIO_MSGPACK_BOOLEAN:
      sio_writer_boolean (writer, item->integer != 0);
      break;
    case SIO_MSGPACK_INTEGER:
      sio_writer_int64 (writer, item->integer);
      break;
    case SIO_MSGPACK_UNSIGNED:
      g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, item->number);
      sio_writer_json (writer, digits, -1, NULL);
      break;
    case SIO_MSGPACK_DOUBLE:
      sio_writer_double (writer, item->real);
      break;
    case SIO_MSGPACK_STRING:
      sio_writer_string (writer, (const char *) item->data, item->length);
      break;
    case SIO_MSGPACK_BINARY:
      copy_binary (self, item->data, item->length, writer);
      break;
    case SIO_MSGPACK_EXTENSION:
      copy_extension (self, item, writer);
      break;
    default:
      sio_writer_null (writer);
    }
}

/* Keys that are no text are written as JavaScript's objects have them: as text. */
static gboolean
copy_key (SioMsgpackReader *self, SioWriter *writer, GError **error)
{
  SioMsgpackItem key;
  g_autofree char *text = NULL;

  if (!sio_msgpack_reader_next (self, &key, error))
    return FALSE;
  if (key.kind == SIO_MSGPACK_STRING)
    text = g_utf8_make_valid ((const char *) key.data, key.length);
  else if (key.kind == SIO_MSGPACK_INTEGER)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, key.integer);
  else
    return fail (error, "a map with a key that is neither text nor a number");
  sio_writer_key (writer, text);
  return TRUE;
}

static gboolean
copy_elements (SioMsgpackReader *self,
               const SioMsgpackItem *item,
               SioWriter *writer,
               guint depth,
               GError **error)
{
  SioMsgpackItem child;

  for (guint32 i = 0; i < item->length; i++)
    {
      if (item->kind == SIO_MSGPACK_MAP && !copy_key (self, writer, error))
        return FALSE;
      if (!sio_msgpack_reader_next (self, &child, error) ||
          !sio_msgpack_reader_copy (self, &child, writer, depth + 1, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sio_msgpack_reader_copy:
 * @item: the head of a value, just read
 * @writer: where the value goes; binary data become attachments that share the message's memory
 * @depth: how deep @item stands
 * @error: return location
 *
 * Returns: %FALSE with %SIO_ERROR_BAD_PACKET
 */
gboolean
sio_msgpack_reader_copy (SioMsgpackReader *self,
                         const SioMsgpackItem *item,
                         SioWriter *writer,
                         guint depth,
                         GError **error)
{
  if (depth >= SIO_ARGS_MAX_DEPTH)
    return fail (error, "too many values inside each other");
  if (item->kind != SIO_MSGPACK_ARRAY && item->kind != SIO_MSGPACK_MAP)
    {
      copy_scalar (self, item, writer);
      return TRUE;
    }
  if (item->kind == SIO_MSGPACK_ARRAY)
    sio_writer_begin_array (writer);
  else
    sio_writer_begin_object (writer);
  if (!copy_elements (self, item, writer, depth, error))
    return FALSE;
  sio_writer_end (writer);
  return TRUE;
}
