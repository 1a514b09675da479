/* cli-record.c: telltale record URL FILE: keep every packet, with times.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-commands.h"
#include "cli-main.h"
#include "cli-output.h"
#include "cli-watch-private.h"

#include "tell-recorder.h"

static void
add_text (GStrvBuilder *builder, const char *text)
{
  if (text && *text)
    g_strv_builder_add (builder, text);
}

/* What names a namespace is an address: without it nobody could read the recording. */
static gboolean
is_address (TellEngine *engine, const char *value)
{
  g_auto (GStrv) namespaces = tell_engine_get_namespaces (engine);

  for (guint i = 0; namespaces[i]; i++)
    if (strstr (namespaces[i], value))
      return TRUE;
  return FALSE;
}

/* The values of secret inputs and variables, as far as they are known. */
static GStrv
list_secrets (TellSession *session)
{
  GPtrArray *inputs = tell_document_get_inputs (tell_session_get_document (session));
  g_autoptr (GPtrArray) variables = tell_engine_list_variables (tell_session_get_engine (session));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < inputs->len; i++)
    {
      TellInput *input = g_ptr_array_index (inputs, i);

      if (input->secret)
        add_text (builder, tell_engine_get_input (tell_session_get_engine (session), input->name));
    }
  for (guint i = 0; i < variables->len; i++)
    {
      TellVariable *variable = g_ptr_array_index (variables, i);

      if (variable->secret && !is_address (tell_session_get_engine (session), variable->value))
        add_text (builder, variable->value);
    }
  return g_strv_builder_end (builder);
}

static void
opening_cb (TellSession *session, SioClient *client, TellRecorder *recorder)
{
  tell_recorder_attach (recorder, client);
}

static int
finish (TellRecorder *recorder, TellSession *session, int status)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) secrets = list_secrets (session);

  if (tell_recorder_finish (recorder, secrets, &error))
    return status;
  cli_output_complain ("%s", error->message);
  return status == CLI_EXIT_OK ? CLI_EXIT_FAILED : status;
}

int
cli_record (char **argv)
{
  g_auto (CliWatch) self = { 0 };
  g_autoptr (TellRecorder) recorder = NULL;
  g_auto (GStrv) secrets = NULL;
  GError *error = NULL;
  int status;

  if (!cli_watch_prepare (&self, argv, 2, "URL FILE", "Keeps every packet with its time until Ctrl+C.",
                          &error))
    return cli_fail_usage (error);
  secrets = list_secrets (self.session);
  recorder =
      tell_recorder_new (self.options->rest[1], tell_session_get_clock (self.session), secrets, &error);
  if (recorder == NULL)
    return cli_fail_usage (error);
  g_signal_connect (self.session, "opening", G_CALLBACK (opening_cb), recorder);
  if (!cli_watch_start (&self, &error))
    return cli_fail_usage (error);
  status = cli_watch_loop (&self);
  cli_watch_stop (&self);
  g_signal_handlers_disconnect_by_data (self.session, recorder);
  return finish (recorder, self.session, status);
}
