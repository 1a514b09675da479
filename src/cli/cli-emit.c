/* cli-emit.c: telltale emit URL EVENT [ARG…]: send one event, and wait for its answer if asked to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-commands.h"
#include "cli-connect.h"
#include "cli-json.h"
#include "cli-loop.h"
#include "cli-main.h"
#include "cli-output.h"

#include "sio-error.h"
#include "sio-writer.h"
#include "tell-reason.h"

#define DEFAULT_ACK_TIMEOUT_MS 5000
/* How often it is asked whether everything has been written. */
#define FLUSH_MS 5

/* Between the event and leaving: a server that reads both at once forgets the event (socket.io 4 runs its listeners a moment
 * later, and not for somebody who has left by then). */
#define GRACE_MS 100

typedef struct
{
  CliOptions *options; /* owned */
  CliLoop *loop;       /* owned */
  SioClient *client;   /* owned */
  SioNamespace *nsp;
  SioArgs *args; /* owned */
  char *host;
  gboolean sent;
  guint quiet_ms; /* for so long everything has been written */
} CliEmit;

static void
cli_emit_clear (CliEmit *self)
{
  g_clear_pointer (&self->options, cli_options_free);
  g_clear_pointer (&self->loop, cli_loop_free);
  g_clear_object (&self->client);
  g_clear_pointer (&self->args, sio_args_unref);
  g_clear_pointer (&self->host, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliEmit, cli_emit_clear)

static void
fail (CliEmit *self, int status, const char *sentence)
{
  if (cli_loop_has_quit (self->loop))
    return;
  cli_output_complain ("%s", sentence);
  cli_loop_quit (self->loop, status);
}

static void
fail_with_error (CliEmit *self, int status, const GError *error)
{
  g_autofree char *sentence = tell_reason_from_error (error, self->host);

  fail (self, status, sentence);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CliEmit *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SioArgs) answer = sio_namespace_emit_finish (SIO_NAMESPACE (object), result, &error);
  g_auto (CliJson) json = { 0 };

  if (cli_loop_has_quit (self->loop))
    return;
  if (answer == NULL && g_error_matches (error, SIO_ERROR, SIO_ERROR_TIMEOUT))
    fail (self, CLI_EXIT_TIME_UP, "The server did not answer in time.");
  else if (answer == NULL)
    fail_with_error (self, CLI_EXIT_FAILED, error);
  else
    {
      cli_json_init (&json);
      cli_json_value (&json, sio_args_get_root (answer));
      cli_output_line (json.text->str);
      cli_loop_quit (self->loop, CLI_EXIT_OK);
    }
}

static gboolean
flushed_cb (gpointer user_data)
{
  CliEmit *self = user_data;

  if (self->sent && sio_client_is_flushed (self->client))
    self->quiet_ms += FLUSH_MS;
  else
    self->quiet_ms = 0;
  if (self->quiet_ms >= GRACE_MS)
    cli_loop_quit (self->loop, CLI_EXIT_OK);
  return G_SOURCE_CONTINUE;
}

static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, CliEmit *self)
{
  gint64 timeout = self->options->ack_timeout;
  g_autoptr (GError) error = NULL;

  if (self->sent)
    return;
  self->sent = TRUE;
  if (self->options->ack)
    sio_namespace_emit_async (nsp, self->args, SIO_EMIT_NONE, timeout >= 0 ? timeout : DEFAULT_ACK_TIMEOUT_MS,
                              NULL, answered_cb, self);
  else if (!sio_namespace_emit (nsp, self->args, SIO_EMIT_NONE, &error))
    fail_with_error (self, CLI_EXIT_FAILED, error);
}

static void
open_error_cb (SioClient *client, GError *error, CliEmit *self)
{
  if (!cli_connect_is_patient (self->options))
    fail_with_error (self, CLI_EXIT_NO_CONNECTION, error);
}

static void
reconnect_failed_cb (SioClient *client, CliEmit *self)
{
  const GError *error = sio_client_get_last_error (client);

  if (error)
    fail_with_error (self, CLI_EXIT_NO_CONNECTION, error);
  else
    fail (self, CLI_EXIT_NO_CONNECTION, "The server can't be reached.");
}

static void
connect_error_cb (SioNamespace *nsp, GError *error, SioArgs *payload, CliEmit *self)
{
  if (tell_reason_is_answer (error))
    fail_with_error (self, CLI_EXIT_NO_CONNECTION, error);
}

static void
disconnected_cb (SioNamespace *nsp, SioDisconnectReason reason, GError *error, CliEmit *self)
{
  g_autofree char *sentence = tell_reason_from_disconnect (reason, error, self->host);

  if (self->sent && !self->options->ack && reason == SIO_DISCONNECT_SERVER)
    cli_loop_quit (self->loop, CLI_EXIT_OK); /* it has read the event, and this is what it thinks of it */
  else
    fail (self, CLI_EXIT_FAILED, sentence);
}

/* EVENT and each ARG as JSON, or as text where it is none. */
static SioArgs *
build_args (char **words)
{
  g_autoptr (SioWriter) writer = sio_writer_new ();

  sio_writer_begin_array (writer);
  sio_writer_string (writer, words[0], -1);
  for (guint i = 1; words[i]; i++)
    {
      g_autoptr (SioArgs) json = sio_args_new_text (words[i], -1, NULL);

      if (json == NULL || !sio_writer_json (writer, words[i], -1, NULL))
        sio_writer_string (writer, words[i], -1);
    }
  sio_writer_end (writer);
  return sio_writer_finish (writer);
}

static gboolean
prepare (CliEmit *self, char **argv, GError **error)
{
  g_autoptr (SioArgs) auth = NULL;
  g_auto (GStrv) namespaces = NULL;

  self->options =
      cli_options_parse (argv, CLI_OPTIONS_CONNECT | CLI_OPTIONS_EMIT, "URL EVENT [ARG…]",
                         "Sends one event; an argument is JSON, or text if it is no JSON.", error);
  if (self->options == NULL ||
      !cli_options_expect (self->options, 2, 0, "the server's URL and an event's name", error))
    return FALSE;
  if (self->options->auth && (auth = cli_connect_parse_auth (self->options, error)) == NULL)
    return FALSE;
  self->client = cli_connect_new_client (self->options, self->options->rest[0], error);
  if (self->client == NULL)
    return FALSE;
  namespaces =
      cli_connect_dup_namespaces (self->options, sio_config_get_nsp (sio_client_get_config (self->client)));
  self->loop = cli_loop_new ();
  self->host = tell_reason_dup_host (self->options->rest[0]);
  self->args = build_args (self->options->rest + 1);
  self->nsp = sio_client_get_namespace (self->client, namespaces[0]);
  sio_namespace_set_auth (self->nsp, auth);
  return cli_connect_check_event (self->nsp, self->args, error);
}

static void
hook (CliEmit *self)
{
  g_signal_connect (self->client, "open-error", G_CALLBACK (open_error_cb), self);
  g_signal_connect (self->client, "reconnect-failed", G_CALLBACK (reconnect_failed_cb), self);
  g_signal_connect (self->nsp, "connected", G_CALLBACK (connected_cb), self);
  g_signal_connect (self->nsp, "connect-error", G_CALLBACK (connect_error_cb), self);
  g_signal_connect (self->nsp, "disconnected", G_CALLBACK (disconnected_cb), self);
}

int
cli_emit (char **argv)
{
  g_auto (CliEmit) self = { 0 };
  GError *error = NULL;
  guint flush = 0;
  int status;

  if (!prepare (&self, argv, &error))
    return cli_fail_usage (error);
  hook (&self);
  sio_namespace_connect (self.nsp);
  if (!self.options->ack)
    flush = g_timeout_add (FLUSH_MS, flushed_cb, &self);
  status = cli_loop_run (self.loop, -1, CLI_EXIT_TIME_UP, CLI_EXIT_FAILED);
  g_clear_handle_id (&flush, g_source_remove);
  g_signal_handlers_disconnect_by_data (self.client, &self);
  g_signal_handlers_disconnect_by_data (self.nsp, &self);
  cli_loop_close (self.loop, self.client);
  return status;
}
