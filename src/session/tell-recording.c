/* tell-recording.c: reads recordings; lines that other tools put among the packets are passed over.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-recording.h"

#include <math.h>
#include <string.h>

#include "sio-args.h"

struct _TellRecording
{
  gatomicrefcount ref_count;
  GArray *records; /* of TellRecord */
  gint64 start_ms;
  gint64 length_us;
};

static void
record_clear (TellRecord *record)
{
  g_clear_pointer (&record->data, g_bytes_unref);
}

static gint64
read_time (SioValue line, gint64 fallback)
{
  double seconds = sio_value_get_double (sio_value_get_member (line, "t", -1));

  if (!isfinite (seconds) || fabs (seconds) > G_MAXINT)
    return fallback;
  return (gint64) llround (seconds * G_USEC_PER_SEC);
}

static gboolean
is_text (SioValue line, const char *key, const char *text)
{
  return sio_value_equals_text (sio_value_get_member (line, key, -1), text, strlen (text));
}

/* Revision 4 writes binary into a polling answer as “b” and base64: a recording of another tool may keep it so. */
static gboolean
is_polled_binary (SioValue line, const char *text)
{
  return text != NULL && *text == 'b' && is_text (line, "via", "polling");
}

static GBytes *
read_data (SioValue line, gboolean *binary)
{
  SioValue raw = sio_value_get_member (line, "raw", -1);
  SioValue base64 = sio_value_get_member (line, "b64", -1);
  gsize length = 0;
  char *text = sio_value_dup_string (sio_value_is_missing (base64) ? raw : base64, &length);

  *binary = !sio_value_is_missing (base64);
  if (text == NULL)
    return NULL;
  if (!*binary && is_polled_binary (line, text))
    {
      /* Without the “b”, and with the end of the text. */
      memmove (text, text + 1, length);
      *binary = TRUE;
    }
  if (*binary)
    g_base64_decode_inplace (text, &length);
  return g_bytes_new_take (text, length);
}

/* FALSE for what is no packet: a note, a request, a line of another tool. */
static gboolean
read_record (SioValue line, TellRecord *record)
{
  g_autofree char *via = sio_value_dup_string (sio_value_get_member (line, "via", -1), NULL);

  if (via == NULL || !eio_transport_kind_from_string (via, &record->via))
    return FALSE;
  if (is_text (line, "dir", "send"))
    record->direction = EIO_DIRECTION_OUT;
  else if (is_text (line, "dir", "recv"))
    record->direction = EIO_DIRECTION_IN;
  else
    return FALSE;
  record->data = read_data (line, &record->binary);
  return record->data != NULL;
}

static void
add_line (TellRecording *self, SioValue line, gboolean first)
{
  TellRecord record = { .time_us = read_time (line, self->length_us) };
  gint64 start;

  if (first && sio_value_get_int64 (sio_value_get_member (line, "start", -1), &start))
    self->start_ms = start;
  self->length_us = MAX (self->length_us, record.time_us);
  if (read_record (line, &record))
    g_array_append_val (self->records, record);
}

static TellRecording *
recording_new (void)
{
  TellRecording *self = g_new0 (TellRecording, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->records = g_array_new (FALSE, FALSE, sizeof (TellRecord));
  g_array_set_clear_func (self->records, (GDestroyNotify) record_clear);
  return self;
}

/**
 * tell_recording_parse:
 * @bytes: JSON Lines
 * @error: a #SioError with the number of the line
 *
 * Returns: (transfer full) (nullable): the packets in their order
 */
TellRecording *
tell_recording_parse (GBytes *bytes, GError **error)
{
  g_autoptr (TellRecording) self = recording_new ();
  gsize left;
  const char *text = g_bytes_get_data (bytes, &left);

  for (guint number = 1; left > 0; number++)
    {
      const char *end = memchr (text, '\n', left);
      gsize length = end ? (gsize) (end - text) : left;
      g_autoptr (SioArgs) line = NULL;

      if (length > 0 && !(length == 1 && *text == '\r'))
        {
          g_autoptr (GError) problem = NULL;

          line = sio_args_new_text (text, (gssize) length, &problem);
          if (line == NULL && end == NULL && number > 1)
            break; /* who recorded was stopped in the middle of it */
          if (line == NULL)
            {
              g_propagate_prefixed_error (error, g_steal_pointer (&problem), "line %u: ", number);
              return NULL;
            }
          add_line (self, sio_args_get_root (line), number == 1);
        }
      text += length + (end != NULL);
      left -= length + (end != NULL);
    }
  return g_steal_pointer (&self);
}

/**
 * tell_recording_load:
 * @file: a recording
 * @error: why it can't be read
 *
 * Returns: (transfer full) (nullable): the recording
 */
TellRecording *
tell_recording_load (GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);

  return bytes ? tell_recording_parse (bytes, error) : NULL;
}

TellRecording *
tell_recording_ref (TellRecording *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tell_recording_free (TellRecording *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->records);
  g_free (self);
}

guint
tell_recording_get_n (TellRecording *self)
{
  return self->records->len;
}

const TellRecord *
tell_recording_get (TellRecording *self, guint index)
{
  return &g_array_index (self->records, TellRecord, index);
}

gint64
tell_recording_get_start_ms (TellRecording *self)
{
  return self->start_ms;
}

gint64
tell_recording_get_length_us (TellRecording *self)
{
  return self->length_us;
}

gboolean
tell_recording_uses_msgpack (TellRecording *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const TellRecord *record = tell_recording_get (self, i);
      gsize size;
      const char *bytes = g_bytes_get_data (record->data, &size);

      if (record->binary)
        return TRUE; /* the JSON parser announces binary data in a text */
      if (size > 0 && bytes[0] == '0' + EIO_PACKET_MESSAGE)
        return FALSE;
    }
  return FALSE;
}
