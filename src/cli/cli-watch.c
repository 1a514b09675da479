/* cli-watch.c: telltale watch FILE|URL: run a dashboard without a window and print the state it reaches.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-commands.h"
#include "cli-document.h"
#include "cli-main.h"
#include "cli-offer.h"
#include "cli-output.h"
#include "cli-replay.h"
#include "cli-state.h"
#include "cli-watch-private.h"

void
cli_watch_clear (CliWatch *self)
{
  g_clear_handle_id (&self->check, g_source_remove);
  g_clear_pointer (&self->options, cli_options_free);
  g_clear_object (&self->replay);
  g_clear_object (&self->session);
  g_clear_pointer (&self->loop, cli_loop_free);
  g_clear_pointer (&self->emits, g_ptr_array_unref);
}

static const char *
state_nick (TellSessionState state)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (TELL_TYPE_SESSION_STATE);

  return g_enum_get_value (klass, state)->value_nick;
}

static void
print_state (CliWatch *self)
{
  SioClient *client = tell_session_get_client (self->session);
  CliConnectionState connection = { .state = state_nick (tell_session_get_state (self->session)),
                                    .transport = tell_session_get_transport (self->session),
                                    .protocol = client ? sio_client_get_protocol (client) : 0,
                                    .reconnects = tell_session_get_reconnects (self->session) };
  g_auto (CliJson) json = { 0 };

  cli_json_init (&json);
  cli_state_write (&json, tell_session_get_store (self->session), tell_session_get_engine (self->session),
                   &connection, self->options->messages, NULL);
  cli_output_line (json.text->str);
}

static void
fail (CliWatch *self, int status)
{
  const char *reason = tell_session_get_reason (self->session);

  if (cli_loop_has_quit (self->loop))
    return;
  cli_output_complain ("%s", reason ? reason : "The server can't be reached.");
  cli_loop_quit (self->loop, status);
}

/* Run when things have settled, so that the reason is there and a second way to sign in has been tried. */
static gboolean
check_cb (gpointer user_data)
{
  CliWatch *self = user_data;
  TellSessionState state = tell_session_get_state (self->session);

  self->check = 0;
  if (state == TELL_SESSION_CONNECTED)
    self->was_connected = TRUE;
  else if (!self->was_connected &&
           (state == TELL_SESSION_REFUSED ||
            (state == TELL_SESSION_WAITING && !cli_connect_is_patient (self->options))))
    fail (self, CLI_EXIT_NO_CONNECTION);
  else if (state == TELL_SESSION_REFUSED && self->options->seconds < 0)
    fail (self, CLI_EXIT_FAILED);
  return G_SOURCE_REMOVE;
}

static void
state_cb (TellSession *session, GParamSpec *pspec, CliWatch *self)
{
  if (tell_session_get_state (session) == TELL_SESSION_CONNECTED)
    self->was_connected = TRUE;
  if (self->check == 0)
    self->check = g_idle_add (check_cb, self);
}

static void
event_cb (SioNamespace *nsp, SioEvent *event, CliWatch *self)
{
  if (cli_options_passes (self->options, sio_event_get_name (event)) && ++self->count >= self->options->count)
    cli_loop_quit (self->loop, CLI_EXIT_OK);
}

static void
connected_cb (SioNamespace *nsp, SioArgs *data, gboolean recovered, CliWatch *self)
{
  for (guint i = 0; i < self->emits->len; i++)
    sio_namespace_emit (nsp, g_ptr_array_index (self->emits, i), SIO_EMIT_NONE, NULL);
}

static gboolean
interval_cb (gpointer user_data)
{
  print_state (user_data);
  return G_SOURCE_CONTINUE;
}

static void
config_cb (SioConfig *config, gpointer user_data)
{
  CliWatch *self = user_data;

  cli_connect_apply (self->options, config, NULL); /* checked before */
}

static gboolean
set_inputs (CliWatch *self, GError **error)
{
  for (guint i = 0; self->options->inputs && self->options->inputs[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (self->options->inputs[i], "=", 2);

      if (g_strv_length (parts) != 2)
        {
          g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "--input: expected NAME=VALUE, found “%s”",
                       self->options->inputs[i]);
          return FALSE;
        }
      tell_session_set_input (self->session, parts[0], parts[1]);
    }
  return TRUE;
}

static gboolean
join_rooms (CliWatch *self, GError **error)
{
  if (self->options->joins && !tell_session_can_join (self->session))
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "--join: the document has no “join” among its emits");
      return FALSE;
    }
  for (guint i = 0; self->options->joins && self->options->joins[i]; i++)
    tell_session_join (self->session, self->options->joins[i]);
  return TRUE;
}

static gboolean
send_messages (CliWatch *self, GError **error)
{
  if (self->options->sends && !tell_session_can_send (self->session))
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "--send: the document has no “send” among its emits");
      return FALSE;
    }
  for (guint i = 0; self->options->sends && self->options->sends[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (self->options->sends[i], "=", 2);

      if (g_strv_length (parts) != 2)
        {
          g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "--send: expected ROOM=TEXT, found “%s”",
                       self->options->sends[i]);
          return FALSE;
        }
      tell_session_send (self->session, parts[0], parts[1]);
    }
  return TRUE;
}

static gboolean
usage_error (GError **error, const char *format, const char *option)
{
  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, format, option);
  return FALSE;
}

static gboolean
check_options (CliWatch *self, guint n_words, const char *parameters, GError **error)
{
  const CliOptions *o = self->options;
  g_autoptr (SioConfig) scratch = sio_config_new ("http://localhost", NULL);

  if (!cli_options_expect (self->options, n_words, n_words, parameters, error))
    return FALSE;
  if (o->stdin_commands || o->packets)
    return usage_error (error, "%s is for telltale listen", o->packets ? "--packets" : "--stdin");
  if (o->replay && (o->sends || o->joins || o->emits || o->count >= 0))
    return usage_error (error, "%s: a replay sends nothing and ends with its recording", "--replay");
  self->emits = cli_connect_parse_emits (o, error);
  return self->emits && cli_connect_apply (o, scratch, error);
}

gboolean
cli_watch_prepare (CliWatch *self,
                   char **argv,
                   guint n_words,
                   const char *parameters,
                   const char *summary,
                   GError **error)
{
  g_autoptr (TellDocument) document = NULL;

  self->options = cli_options_parse (argv,
                                     CLI_OPTIONS_CONNECT | CLI_OPTIONS_RUN | CLI_OPTIONS_FOR |
                                         CLI_OPTIONS_WATCH | CLI_OPTIONS_REPLAY,
                                     parameters, summary, error);
  if (self->options == NULL || !check_options (self, n_words, parameters, error))
    return FALSE;
  document = cli_document_load (self->options, self->options->rest[0], error);
  if (document == NULL)
    return FALSE;
  if (self->options->replay)
    self->session = cli_replay_new_session (self->options, document, &self->replay, error);
  else
    self->session = tell_session_new (document, NULL, error);
  if (self->session == NULL && error && (*error)->domain == TELL_DOCUMENT_ERROR)
    g_prefix_error (error, "%s: ", self->options->rest[0]);
  self->loop = cli_loop_new ();
  return self->session != NULL && set_inputs (self, error) && join_rooms (self, error) &&
         send_messages (self, error);
}

static void
hook_namespace (CliWatch *self, SioNamespace *nsp, gboolean first)
{
  if (self->options->count >= 0)
    g_signal_connect (nsp, "event", G_CALLBACK (event_cb), self);
  if (first)
    g_signal_connect (nsp, "connected", G_CALLBACK (connected_cb), self);
}

static void
opening_cb (TellSession *session, SioClient *client, CliWatch *self)
{
  g_auto (GStrv) namespaces = tell_engine_get_namespaces (tell_session_get_engine (session));

  for (guint i = 0; namespaces[i]; i++)
    hook_namespace (self, sio_client_get_namespace (client, namespaces[i]), i == 0);
}

gboolean
cli_watch_start (CliWatch *self, GError **error)
{
  tell_session_set_config_func (self->session, config_cb, self);
  g_signal_connect (self->session, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_connect (self->session, "opening", G_CALLBACK (opening_cb), self);
  return tell_session_start (self->session, error);
}

void
cli_watch_stop (CliWatch *self)
{
  g_autoptr (SioClient) client = NULL;
  g_auto (GStrv) namespaces = tell_engine_get_namespaces (tell_session_get_engine (self->session));

  g_signal_handlers_disconnect_by_data (self->session, self);
  if (!g_set_object (&client, tell_session_get_client (self->session)))
    return;
  for (guint i = 0; namespaces[i]; i++)
    g_signal_handlers_disconnect_by_data (sio_client_get_namespace (client, namespaces[i]), self);
  cli_loop_close (self->loop, client);
}

int
cli_watch_loop (CliWatch *self)
{
  int status = cli_loop_run (self->loop, self->options->seconds,
                             self->options->count > 0 ? CLI_EXIT_TIME_UP : CLI_EXIT_OK, CLI_EXIT_OK);
  const char *reason = tell_session_get_reason (self->session);

  if (self->was_connected || status != CLI_EXIT_OK)
    return status;
  cli_output_complain ("%s", reason ? reason : "There was no connection in time.");
  return CLI_EXIT_NO_CONNECTION;
}

static int
run (CliWatch *self)
{
  guint interval = 0;
  int status;

  if (self->options->interval > 0)
    interval = g_timeout_add ((guint) MIN (self->options->interval * 1000, G_MAXINT), interval_cb, self);
  status = cli_watch_loop (self);
  g_clear_handle_id (&interval, g_source_remove);
  if (status != CLI_EXIT_NO_CONNECTION)
    print_state (self);
  return status;
}

int
cli_watch (char **argv)
{
  g_auto (CliWatch) self = { 0 };
  GError *error = NULL;
  int status;

  if (!cli_watch_prepare (&self, argv, 1, "FILE|URL", "Runs a dashboard and prints the state it reaches.",
                          &error))
    return cli_fail_usage (error);
  cli_offer_look (self.session, self.options->rest[0]);
  if (self.replay)
    return cli_replay_run (self.replay, self.options, self.loop);
  if (!cli_watch_start (&self, &error))
    return cli_fail_usage (error);
  status = run (&self);
  cli_watch_stop (&self);
  return status;
}
