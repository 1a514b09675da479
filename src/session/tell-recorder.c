/* tell-recorder.c: writes what a client sends and receives to a recording, as it happens.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>

#include "sio-writer.h"
#include "tell-secrecy.h"

struct _TellRecorder
{
  GObject parent_instance;

  char *path;
  GOutputStream *stream; /* until it is finished */
  EioClock *clock;
  GStrv secrets;
  SioClient *client;
  gint64 start; /* clock, µs */
  GError *error;
};

G_DEFINE_FINAL_TYPE (TellRecorder, tell_recorder, G_TYPE_OBJECT)

static void
tell_recorder_finalize (GObject *object)
{
  TellRecorder *self = TELL_RECORDER (object);

  if (self->client)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);
  g_clear_object (&self->stream);
  g_free (self->path);
  g_clear_object (&self->clock);
  g_strfreev (self->secrets);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (tell_recorder_parent_class)->finalize (object);
}

static void
tell_recorder_class_init (TellRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tell_recorder_finalize;
}

static void
tell_recorder_init (TellRecorder *self)
{
}

static void
write_text (SioWriter *writer, const char *key, const char *text)
{
  sio_writer_key (writer, key);
  sio_writer_string (writer, text, -1);
}

/* Once writing failed, the rest is dropped: half a line in the middle would spoil the file. */
static void
write_line (TellRecorder *self, SioWriter *writer)
{
  g_autoptr (SioArgs) args = sio_writer_finish (writer);
  g_autofree char *line = NULL;
  gsize length;
  const char *json = sio_args_peek_text (args, &length);

  if (self->error || self->stream == NULL)
    return;
  line = g_strdup_printf ("%.*s\n", (int) length, json);
  if (g_output_stream_write_all (self->stream, line, length + 1, NULL, NULL, &self->error))
    g_output_stream_flush (self->stream, NULL, &self->error);
}

static double
get_seconds (TellRecorder *self)
{
  return (double) ((eio_clock_get_now (self->clock) - self->start) / 1000) / 1000.0;
}

static void
write_data (TellRecorder *self, SioWriter *writer, const EioPacket *packet)
{
  g_autoptr (GBytes) data =
      packet->binary ? tell_secrecy_hide_bytes (packet->data, self->secrets) : g_bytes_ref (packet->data);
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);
  g_autoptr (GString) text = NULL;
  g_autofree char *base64 = NULL;

  if (packet->binary)
    {
      base64 = g_base64_encode ((const guchar *) bytes, size);
      write_text (writer, "b64", base64);
      return;
    }
  text = g_string_new (NULL);
  g_string_append_printf (text, "%d", (int) packet->type);
  g_string_append_len (text, bytes, (gssize) size);
  tell_secrecy_hide_text (text, self->secrets);
  sio_writer_key (writer, "raw");
  sio_writer_string (writer, text->str, (gssize) text->len);
}

static void
packet_cb (SioClient *client,
           EioDirection direction,
           EioTransportKind kind,
           const EioPacket *packet,
           TellRecorder *self)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  sio_writer_begin_object (writer);
  sio_writer_key (writer, "t");
  sio_writer_double (writer, get_seconds (self));
  write_text (writer, "dir", direction == EIO_DIRECTION_IN ? "recv" : "send");
  write_text (writer, "via", eio_transport_kind_to_string (kind));
  write_data (self, writer, packet);
  sio_writer_end (writer);
  write_line (self, writer);
}

static void
write_head (TellRecorder *self)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  sio_writer_begin_object (writer);
  sio_writer_key (writer, "t");
  sio_writer_int64 (writer, 0);
  write_text (writer, "via", "note");
  sio_writer_key (writer, "start");
  sio_writer_int64 (writer, eio_clock_get_wall (self->clock) / 1000);
  sio_writer_end (writer);
  write_line (self, writer);
}

/* Not through a temporary file: what was recorded is to be there whatever ends the program. */
static GOutputStream *
open_file (const char *path, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_unix_output_stream_new (fd, TRUE);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  return NULL;
}

/**
 * tell_recorder_new:
 * @path: the file, replaced if it is there
 * @clock: whose times are written
 * @secrets: (nullable): texts that are written as "(secret)"
 * @error: why the file can't be written
 *
 * Returns: (transfer full) (nullable): a recorder; time counts from now
 */
TellRecorder *
tell_recorder_new (const char *path, EioClock *clock, GStrv secrets, GError **error)
{
  g_autoptr (TellRecorder) self = g_object_new (TELL_TYPE_RECORDER, NULL);

  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->secrets = tell_secrecy_sort (secrets);
  self->start = eio_clock_get_now (clock);
  self->stream = open_file (path, error);
  if (self->stream == NULL)
    return NULL;
  write_head (self);
  return g_steal_pointer (&self);
}

void
tell_recorder_attach (TellRecorder *self, SioClient *client)
{
  g_return_if_fail (TELL_IS_RECORDER (self));
  if (self->client)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_set_object (&self->client, client);
  g_signal_connect (client, "packet", G_CALLBACK (packet_cb), self);
  sio_client_watch_packets (client);
}

/* A token is in the packet that brings it before the document has said that it is a secret. */
static gboolean
hide_in_file (TellRecorder *self, GStrv secrets, GError **error)
{
  g_auto (GStrv) sorted = tell_secrecy_sort (secrets);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (secrets == NULL || *secrets == NULL)
    return TRUE;
  if (!g_file_get_contents (self->path, &contents, NULL, error))
    return FALSE;
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] && lines[i][0] != '\0'; i++)
    {
      g_autoptr (GString) line = g_string_new (lines[i]);

      tell_secrecy_hide_line (line, sorted);
      g_string_append_printf (text, "%s\n", line->str);
    }
  return g_file_set_contents_full (self->path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600, error);
}

gboolean
tell_recorder_finish (TellRecorder *self, GStrv secrets, GError **error)
{
  g_autoptr (GOutputStream) stream = g_steal_pointer (&self->stream);

  g_return_val_if_fail (TELL_IS_RECORDER (self), FALSE);
  if (self->error)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  return g_output_stream_close (stream, NULL, error) && hide_in_file (self, secrets, error);
}
