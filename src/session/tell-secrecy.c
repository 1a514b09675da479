/* tell-secrecy.c: takes secrets out of what is written to a recording: of text wherever they stand in it, of packets of the
 * msgpack parser value by value, since a text says its length there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-secrecy.h"

#include "sio-msgpack.h"
#include "sio-writer.h"

#define SECRET "(secret)"
/* A shorter one would be found everywhere, and hides nothing. */
#define MIN_SECRET 3

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize one = strlen (*(char *const *) a);
  gsize other = strlen (*(char *const *) b);

  return one < other ? 1 : one > other ? -1 : 0;
}

GStrv
tell_secrecy_sort (GStrv secrets)
{
  GStrv sorted = secrets ? g_strdupv (secrets) : g_new0 (char *, 1);

  qsort (sorted, g_strv_length (sorted), sizeof *sorted, compare_lengths);
  return sorted;
}

/* TEXT as it stands between the quotes of a JSON string. */
static char *
escape (const char *text)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  g_autoptr (SioArgs) quoted = NULL;
  const char *json;
  gsize length;

  sio_writer_string (writer, text, -1);
  quoted = sio_writer_finish (writer);
  json = sio_args_peek_text (quoted, &length);
  return g_strndup (json + 1, length - 2);
}

/* As it is, in a payload, and in a payload within a line of the file. */
static void
hide_text (GString *text, const char *secret)
{
  g_autofree char *form = g_strdup (secret);

  if (strlen (secret) < MIN_SECRET)
    return;
  for (guint depth = 0; depth < 3; depth++)
    {
      g_autofree char *shallow = g_steal_pointer (&form);

      g_string_replace (text, shallow, SECRET, 0);
      form = escape (shallow);
      if (g_str_equal (form, shallow))
        break;
    }
}

void
tell_secrecy_hide_text (GString *text, GStrv secrets)
{
  for (guint i = 0; secrets && secrets[i]; i++)
    hide_text (text, secrets[i]);
}

static gboolean
holds_any (GBytes *bytes, GStrv secrets)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; secrets && secrets[i]; i++)
    if (strlen (secrets[i]) >= MIN_SECRET && size > 0 && memmem (data, size, secrets[i], strlen (secrets[i])))
      return TRUE;
  return FALSE;
}

static void
copy_text (SioWriter *writer, SioValue value, GStrv secrets, gboolean is_key)
{
  gsize length;
  g_autofree char *text = sio_value_dup_string (value, &length);
  g_autoptr (GString) hidden = g_string_new_len (text, (gssize) length);

  tell_secrecy_hide_text (hidden, secrets);
  if (is_key)
    sio_writer_key (writer, hidden->str);
  else
    sio_writer_string (writer, hidden->str, (gssize) hidden->len);
}

/* The payload's depth is limited by who parsed it. */
static void
copy_value (SioWriter *writer, SioValue value, GStrv secrets)
{
  gboolean object = sio_value_get_kind (value) == SIO_VALUE_OBJECT;
  SioIter iter;
  SioValue key, child;

  if (sio_value_get_kind (value) == SIO_VALUE_STRING)
    {
      copy_text (writer, value, secrets, FALSE);
      return;
    }
  if (!object && sio_value_get_kind (value) != SIO_VALUE_ARRAY)
    {
      sio_writer_value (writer, value);
      return;
    }
  if (object)
    sio_writer_begin_object (writer);
  else
    sio_writer_begin_array (writer);
  for (sio_iter_init (&iter, value); sio_iter_next (&iter, &key, &child);)
    {
      if (object)
        copy_text (writer, key, secrets, TRUE);
      copy_value (writer, child, secrets);
    }
  sio_writer_end (writer);
}

/* NULL if BYTES is no packet with a payload. */
static GBytes *
hide_packet (GBytes *bytes, GStrv secrets)
{
  g_autoptr (SioPacket) packet = sio_msgpack_parse (bytes, NULL);
  g_autoptr (SioWriter) writer = NULL;
  g_autoptr (SioArgs) args = NULL;

  if (packet == NULL || packet->args == NULL)
    return NULL;
  writer = sio_writer_new ();
  copy_value (writer, sio_args_get_root (packet->args), secrets);
  args = sio_writer_finish (writer);
  return sio_msgpack_encode (packet->type, packet->nsp, packet->id, args);
}

static GBytes *
hide_attachment (GBytes *bytes, GStrv secrets)
{
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);
  g_autoptr (GByteArray) out = g_byte_array_new ();

  while (left > 0)
    {
      gsize length = 0;

      for (guint i = 0; secrets[i] && length == 0; i++)
        if (strlen (secrets[i]) >= MIN_SECRET && strlen (secrets[i]) <= left &&
            memcmp (data, secrets[i], strlen (secrets[i])) == 0)
          length = strlen (secrets[i]);
      g_byte_array_append (out, (const guint8 *) (length > 0 ? SECRET : data),
                           length > 0 ? strlen (SECRET) : 1);
      data += MAX (length, 1);
      left -= MAX (length, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
tell_secrecy_hide_bytes (GBytes *bytes, GStrv secrets)
{
  g_autoptr (GBytes) packet = NULL;

  if (!holds_any (bytes, secrets))
    return g_bytes_ref (bytes);
  packet = hide_packet (bytes, secrets);
  if (packet && !holds_any (packet, secrets))
    return g_steal_pointer (&packet);
  return hide_attachment (bytes, secrets);
}

void
tell_secrecy_hide_line (GString *line, GStrv secrets)
{
  g_autoptr (SioArgs) args = sio_args_new_text (line->str, (gssize) line->len, NULL);
  SioValue value =
      args ? sio_value_get_member (sio_args_get_root (args), "b64", -1) : (SioValue) SIO_VALUE_INIT_MISSING;
  g_autofree char *base64 = sio_value_dup_string (value, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) hidden = NULL;

  if (base64)
    {
      gsize size;
      guchar *data = g_base64_decode (base64, &size);

      bytes = g_bytes_new_take (data, size);
      hidden = tell_secrecy_hide_bytes (bytes, secrets);
    }
  if (base64 && hidden != bytes)
    {
      gsize size;
      const guchar *data = g_bytes_get_data (hidden, &size);
      g_autofree char *after = g_base64_encode (data, size);

      g_string_replace (line, base64, after, 1);
    }
  else if (base64 == NULL)
    tell_secrecy_hide_text (line, secrets);
}
