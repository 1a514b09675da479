/* cli-stdin.c: commands on stdin, one JSON object a line; one that is none is complained about.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "cli-stdin.h"

#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "cli-main.h"
#include "sio-error.h"
#include "sio-writer.h"

struct _CliStdin
{
  CliListen *listen;
  GDataInputStream *input;
  GCancellable *cancellable;
};

/* A command that waits for an answer. */
typedef struct
{
  CliListen *listen;
  GCancellable *cancellable; /* owned; cancelled once LISTEN is gone */
  char *id;                  /* JSON */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  g_object_unref (waiter->cancellable);
  g_free (waiter->id);
  g_free (waiter);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiter, waiter_free)

static char *
dup_json (SioValue value)
{
  gsize length;
  const char *json = sio_value_peek_json (value, &length);

  return g_strndup (json, length);
}

/* The value with {"$binary"} turned into attachments, everything else as it was typed. */
static SioArgs *
dup_args (SioValue value, GError **error)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();
  gsize length;
  const char *json = sio_value_peek_json (value, &length);

  return sio_writer_json (writer, json, length, error) ? sio_writer_finish (writer) : NULL;
}

static SioNamespace *
get_namespace (CliStdin *self, SioValue path)
{
  g_autofree char *text = sio_value_dup_string (path, NULL);
  g_autofree char *slashed = text && *text != '/' ? g_strconcat ("/", text, NULL) : NULL;

  return cli_listen_get_namespace (self->listen, slashed ? slashed
                                                 : text  ? text
                                                         : self->listen->namespaces[0]);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiter) waiter = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (object), result, &error);

  if (g_cancellable_is_cancelled (waiter->cancellable) || cli_loop_has_quit (waiter->listen->loop))
    return;
  cli_output_ack (&waiter->listen->output, waiter->id, answer, error ? error->message : NULL);
}

static gboolean
emit (CliStdin *self, SioValue command, SioValue value, GError **error)
{
  SioNamespace *nsp = get_namespace (self, sio_value_get_member (command, "nsp", -1));
  SioValue id = sio_value_get_member (command, "id", -1);
  gboolean is_volatile = sio_value_get_boolean (sio_value_get_member (command, "volatile", -1));
  double timeout = sio_value_get_double (sio_value_get_member (command, "timeout", -1));
  SioEmitFlags flags = is_volatile ? SIO_EMIT_VOLATILE : SIO_EMIT_NONE;
  g_autoptr (SioArgs) args = dup_args (value, error);
  Waiter *waiter;

  if (args == NULL)
    return FALSE;
  if (sio_value_is_missing (id))
    return sio_namespace_emit (nsp, args, flags, error);
  waiter = g_new0 (Waiter, 1);
  waiter->listen = self->listen;
  waiter->cancellable = g_object_ref (self->cancellable);
  waiter->id = dup_json (id);
  sio_namespace_emit_async (nsp, args, flags, timeout > 0 ? (guint) MIN (timeout, G_MAXINT) : 0,
                            self->cancellable, answered_cb, waiter);
  return TRUE;
}

static gboolean
answer (CliStdin *self, SioValue command, SioValue value, GError **error)
{
  SioNamespace *nsp = get_namespace (self, sio_value_get_member (command, "nsp", -1));
  SioValue given = sio_value_get_member (command, "args", -1);
  gboolean is_text = sio_value_get_kind (value) == SIO_VALUE_STRING;
  g_autofree char *id = is_text ? sio_value_dup_string (value, NULL) : dup_json (value);
  g_autoptr (SioArgs) args =
      sio_value_is_missing (given) ? sio_args_new_text ("[]", 2, error) : dup_args (given, error);

  if (args == NULL)
    return FALSE;
  if (sio_value_get_kind (sio_args_get_root (args)) == SIO_VALUE_ARRAY &&
      sio_namespace_answer (nsp, id, args))
    return TRUE;
  g_set_error (error, SIO_ERROR, SIO_ERROR_FAILED, "Nothing to answer: %s", id);
  return FALSE;
}

static gboolean
connect_to (CliStdin *self, SioValue command, SioValue value, GError **error)
{
  SioNamespace *nsp = get_namespace (self, value);
  SioValue given = sio_value_get_member (command, "auth", -1);

  if (!sio_value_is_missing (given))
    {
      g_autoptr (SioArgs) auth = dup_args (given, error);

      if (auth == NULL)
        return FALSE;
      sio_namespace_set_auth (nsp, auth);
    }
  sio_namespace_connect (nsp);
  return TRUE;
}

static gboolean
disconnect_from (CliStdin *self, SioValue command, SioValue value, GError **error)
{
  sio_namespace_disconnect (get_namespace (self, value));
  return TRUE;
}

static gboolean
drop (CliStdin *self, SioValue command, SioValue value, GError **error)
{
  if (sio_value_get_boolean (value))
    sio_client_drop (self->listen->client);
  return TRUE;
}

static gboolean
leave (CliStdin *self, SioValue command, SioValue value, GError **error)
{
  if (sio_value_get_boolean (value))
    cli_loop_quit (self->listen->loop, CLI_EXIT_OK);
  return TRUE;
}

static const struct
{
  const char *key;
  gboolean (*run) (CliStdin *self, SioValue command, SioValue value, GError **error);
} commands[] = {
  { "emit", emit },  { "ack", answer }, { "connect", connect_to }, { "disconnect", disconnect_from },
  { "close", drop }, { "exit", leave },
};

static gboolean
run_line (CliStdin *self, const char *line, gsize length, GError **error)
{
  g_autoptr (SioArgs) args = sio_args_new_text (line, length, error);
  SioValue command;

  if (args == NULL)
    return FALSE;
  command = sio_args_get_root (args);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      SioValue value = sio_value_get_member (command, commands[i].key, -1);

      if (!sio_value_is_missing (value))
        return commands[i].run (self, command, value, error);
    }
  g_set_error (error, SIO_ERROR, SIO_ERROR_FAILED,
               "Expected an object with emit, ack, connect, disconnect, close or exit");
  return FALSE;
}

static void read_next (CliStdin *self);

static void
line_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CliStdin *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  gsize length = 0;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, &length, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || line == NULL)
    return; /* SELF may be gone; or the end of the input, which ends nothing */
  if (length > 0 && !run_line (self, line, length, &failure))
    {
      cli_output_complain ("stdin: %s", failure->message);
      self->listen->command_failed = TRUE;
    }
  if (!cli_loop_has_quit (self->listen->loop))
    read_next (self);
}

static void
read_next (CliStdin *self)
{
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, self->cancellable, line_cb, self);
}

CliStdin *
cli_stdin_new (CliListen *listen)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  CliStdin *self = g_new0 (CliStdin, 1);

  self->listen = listen;
  self->input = g_data_input_stream_new (stream);
  g_data_input_stream_set_newline_type (self->input, G_DATA_STREAM_NEWLINE_TYPE_LF);
  self->cancellable = g_cancellable_new ();
  read_next (self);
  return self;
}

void
cli_stdin_free (CliStdin *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->input);
  g_free (self);
}
