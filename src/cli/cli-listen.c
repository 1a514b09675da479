/* cli-listen.c: telltale listen URL: print what arrives.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-commands.h"
#include "cli-listen-private.h"
#include "cli-main.h"
#include "cli-stdin.h"

#include "sio-error.h"
#include "tell-reason.h"

static void
cli_listen_clear (CliListen *self)
{
  g_clear_pointer (&self->options, cli_options_free);
  g_clear_pointer (&self->loop, cli_loop_free);
  g_clear_object (&self->client);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->namespaces, g_strfreev);
  g_clear_pointer (&self->hooked, g_hash_table_unref);
  g_clear_pointer (&self->emits, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliListen, cli_listen_clear)

void
cli_listen_fail (CliListen *self, int status, const char *sentence)
{
  if (cli_loop_has_quit (self->loop))
    return;
  cli_output_complain ("%s", sentence);
  cli_loop_quit (self->loop, status);
}

static void
fail_with_error (CliListen *self, const GError *error)
{
  g_autofree char *sentence = tell_reason_from_error (error, self->host);

  cli_listen_fail (self, CLI_EXIT_NO_CONNECTION, sentence);
}

/* Whether something may still change without a server's doing: then a lost namespace is no end. */
static gboolean
goes_on_alone (CliListen *self)
{
  return self->options->stdin_commands || self->options->seconds >= 0;
}

static gboolean
has_live_namespace (CliListen *self)
{
  GHashTableIter iter;
  gpointer nsp;

  g_hash_table_iter_init (&iter, self->hooked);
  while (g_hash_table_iter_next (&iter, &nsp, NULL))
    if (sio_namespace_get_state (nsp) != SIO_NAMESPACE_DISCONNECTED)
      return TRUE;
  return FALSE;
}

static void
event_cb (SioNamespace *nsp, SioEvent *event, CliListen *self)
{
  if (cli_loop_has_quit (self->loop) || !cli_options_passes (self->options, sio_event_get_name (event)))
    return;
  cli_output_event (&self->output, event);
  self->count++;
  if (self->options->count >= 0 && self->count >= self->options->count)
    cli_loop_quit (self->loop, CLI_EXIT_OK);
}

static void
send_emits (CliListen *self, SioNamespace *nsp)
{
  for (guint i = 0; i < self->emits->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!sio_namespace_emit (nsp, g_ptr_array_index (self->emits, i), SIO_EMIT_NONE, &error))
        cli_listen_fail (self, CLI_EXIT_USAGE, error->message);
    }
}

static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, CliListen *self)
{
  self->was_connected = TRUE;
  if (cli_loop_has_quit (self->loop))
    return;
  cli_output_connect (&self->output, sio_namespace_get_path (nsp), sio_namespace_get_sid (nsp), recovered);
  if (g_str_equal (sio_namespace_get_path (nsp), self->namespaces[0]))
    send_emits (self, nsp);
}

static void
connect_error_cb (SioNamespace *nsp, GError *error, SioArgs *payload, CliListen *self)
{
  if (cli_loop_has_quit (self->loop) || !tell_reason_is_answer (error))
    return; /* the way there failed: the client reports it */
  cli_output_connect_error (&self->output, sio_namespace_get_path (nsp), error->message, payload);
  if (!self->options->stdin_commands && !has_live_namespace (self))
    fail_with_error (self, error);
}

static void
disconnected_cb (SioNamespace *nsp, SioDisconnectReason reason, GError *error, CliListen *self)
{
  gboolean reconnects = sio_disconnect_reason_reconnects (reason) &&
                        sio_config_get_reconnection (sio_client_get_config (self->client));
  g_autofree char *sentence = tell_reason_from_disconnect (reason, error, self->host);

  if (cli_loop_has_quit (self->loop))
    return;
  cli_output_disconnect (&self->output, sio_namespace_get_path (nsp), reason, reconnects);
  if (!reconnects && !goes_on_alone (self) && !has_live_namespace (self))
    cli_listen_fail (self, CLI_EXIT_FAILED, sentence);
}

SioNamespace *
cli_listen_get_namespace (CliListen *self, const char *path)
{
  SioNamespace *nsp = sio_client_get_namespace (self->client, path);

  if (!g_hash_table_add (self->hooked, nsp))
    return nsp;
  g_signal_connect (nsp, "event", G_CALLBACK (event_cb), self);
  g_signal_connect (nsp, "connected", G_CALLBACK (connected_cb), self);
  g_signal_connect (nsp, "connect-error", G_CALLBACK (connect_error_cb), self);
  g_signal_connect (nsp, "disconnected", G_CALLBACK (disconnected_cb), self);
  return nsp;
}

static void
opened_cb (SioClient *client, CliListen *self)
{
  if (!cli_loop_has_quit (self->loop))
    cli_output_open (&self->output, sio_client_get_transport (client), sio_client_get_engine_sid (client));
}

static void
upgraded_cb (SioClient *client, EioTransportKind kind, CliListen *self)
{
  if (!cli_loop_has_quit (self->loop))
    cli_output_upgrade (&self->output, kind);
}

static void
upgrade_error_cb (SioClient *client, GError *error, CliListen *self)
{
  if (!cli_loop_has_quit (self->loop))
    cli_output_upgrade_error (&self->output, error);
}

static void
open_error_cb (SioClient *client, GError *error, CliListen *self)
{
  g_autofree char *sentence = tell_reason_from_error (error, self->host);

  if (cli_loop_has_quit (self->loop))
    return;
  for (guint i = 0; self->namespaces[i]; i++)
    cli_output_connect_error (&self->output, self->namespaces[i], sentence, NULL);
  if (!cli_connect_is_patient (self->options))
    fail_with_error (self, error);
}

static void
reconnect_attempt_cb (SioClient *client, guint attempt, guint delay_ms, CliListen *self)
{
  if (!cli_loop_has_quit (self->loop))
    cli_output_reconnect_attempt (&self->output, attempt, delay_ms);
}

static void
reconnected_cb (SioClient *client, guint attempt, CliListen *self)
{
  if (!cli_loop_has_quit (self->loop))
    cli_output_reconnect (&self->output, attempt);
}

static void
reconnect_error_cb (SioClient *client, GError *error, CliListen *self)
{
  g_autofree char *sentence = tell_reason_from_error (error, self->host);

  if (!cli_loop_has_quit (self->loop))
    cli_output_reconnect_error (&self->output, sentence);
}

static void
reconnect_failed_cb (SioClient *client, CliListen *self)
{
  const GError *error = sio_client_get_last_error (client);

  if (cli_loop_has_quit (self->loop))
    return;
  cli_output_reconnect_failed (&self->output);
  if (error)
    fail_with_error (self, error);
  else
    cli_listen_fail (self, CLI_EXIT_NO_CONNECTION, "The server can't be reached any more.");
}

static void
packet_cb (SioClient *client,
           EioDirection direction,
           EioTransportKind kind,
           const EioPacket *packet,
           CliListen *self)
{
  if (!cli_loop_has_quit (self->loop))
    cli_output_packet (&self->output, direction, packet);
}

static void
hook_client (CliListen *self)
{
  g_signal_connect (self->client, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (self->client, "upgraded", G_CALLBACK (upgraded_cb), self);
  g_signal_connect (self->client, "upgrade-error", G_CALLBACK (upgrade_error_cb), self);
  g_signal_connect (self->client, "open-error", G_CALLBACK (open_error_cb), self);
  g_signal_connect (self->client, "reconnect-attempt", G_CALLBACK (reconnect_attempt_cb), self);
  g_signal_connect (self->client, "reconnected", G_CALLBACK (reconnected_cb), self);
  g_signal_connect (self->client, "reconnect-error", G_CALLBACK (reconnect_error_cb), self);
  g_signal_connect (self->client, "reconnect-failed", G_CALLBACK (reconnect_failed_cb), self);
  if (self->options->packets)
    g_signal_connect (self->client, "packet", G_CALLBACK (packet_cb), self);
}

static void
unhook (CliListen *self)
{
  GHashTableIter iter;
  gpointer nsp;

  g_signal_handlers_disconnect_by_data (self->client, self);
  g_hash_table_iter_init (&iter, self->hooked);
  while (g_hash_table_iter_next (&iter, &nsp, NULL))
    g_signal_handlers_disconnect_by_data (nsp, self);
}

static gboolean
prepare (CliListen *self, char **argv, GError **error)
{
  g_autoptr (SioArgs) auth = NULL;

  self->options =
      cli_options_parse (argv, CLI_OPTIONS_CONNECT | CLI_OPTIONS_RUN | CLI_OPTIONS_FOR | CLI_OPTIONS_REPLAY,
                         "[URL]", "Prints what a Socket.IO server sends.", error);
  if (self->options == NULL)
    return FALSE;
  if (self->options->replay)
    return cli_listen_check_replay (self->options, error);
  if (!cli_options_expect (self->options, 1, 1, "the server's URL", error) ||
      !(self->emits = cli_connect_parse_emits (self->options, error)))
    return FALSE;
  if (self->options->auth && (auth = cli_connect_parse_auth (self->options, error)) == NULL)
    return FALSE;
  self->client = cli_connect_new_client (self->options, self->options->rest[0], error);
  if (self->client == NULL)
    return FALSE;
  self->loop = cli_loop_new ();
  self->hooked = g_hash_table_new (NULL, NULL);
  self->host = tell_reason_dup_host (self->options->rest[0]);
  self->namespaces =
      cli_connect_dup_namespaces (self->options, sio_config_get_nsp (sio_client_get_config (self->client)));
  cli_output_init (&self->output, self->options->json);
  hook_client (self);
  for (guint i = 0; self->namespaces[i]; i++)
    sio_namespace_set_auth (cli_listen_get_namespace (self, self->namespaces[i]), auth);
  for (guint i = 0; i < self->emits->len; i++)
    if (!cli_connect_check_event (cli_listen_get_namespace (self, self->namespaces[0]), self->emits->pdata[i],
                                  error))
      return FALSE;
  return TRUE;
}

/* What the end of the time means. In a conversation, a connection that failed may be what was asked for. */
static int
time_up (CliListen *self)
{
  const GError *error = sio_client_get_last_error (self->client);
  g_autofree char *sentence = error ? tell_reason_from_error (error, self->host) : NULL;

  if (self->options->count >= 0)
    return CLI_EXIT_TIME_UP;
  if (self->was_connected || self->options->stdin_commands)
    return CLI_EXIT_OK;
  cli_output_complain ("%s", sentence ? sentence : "There was no connection in time.");
  return CLI_EXIT_NO_CONNECTION;
}

int
cli_listen (char **argv)
{
  g_auto (CliListen) self = { 0 };
  g_autoptr (CliStdin) commands = NULL;
  GError *error = NULL;
  int status;

  if (!prepare (&self, argv, &error))
    return cli_fail_usage (error);
  if (self.options->replay)
    return cli_listen_replay (self.options);
  if (self.options->count == 0)
    return CLI_EXIT_OK;
  if (self.options->stdin_commands)
    commands = cli_stdin_new (&self);
  for (guint i = 0; self.namespaces[i]; i++)
    sio_namespace_connect (cli_listen_get_namespace (&self, self.namespaces[i]));
  status = cli_loop_run (self.loop, self.options->seconds, CLI_EXIT_TIME_UP, CLI_EXIT_OK);
  if (status == CLI_EXIT_TIME_UP)
    status = time_up (&self);
  unhook (&self);
  cli_loop_close (self.loop, self.client);
  return status == CLI_EXIT_OK && self.command_failed ? CLI_EXIT_FAILED : status;
}
