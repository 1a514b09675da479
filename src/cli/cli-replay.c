/* cli-replay.c: running a dashboard on a recording instead of a server, at once or at a speed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-replay.h"

#include "cli-main.h"
#include "cli-output.h"
#include "cli-state.h"

typedef struct
{
  TellReplay *replay;
  const CliOptions *options;
  CliLoop *loop;
  gint64 began;    /* monotonic, µs */
  gint64 print_at; /* of the recording, µs; G_MAXINT64 for never */
  guint timer;
} Run;

TellSession *
cli_replay_new_session (const CliOptions *options,
                        TellDocument *document,
                        TellReplay **replay,
                        GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->replay);
  g_autoptr (TellRecording) recording = tell_recording_load (file, error);
  g_autoptr (EioClock) clock = NULL;
  TellSession *session;

  if (recording == NULL)
    {
      g_prefix_error (error, "--replay: ");
      return NULL;
    }
  clock = tell_replay_new_clock (recording);
  session = tell_session_new (document, clock, error);
  if (session)
    *replay = tell_replay_new (session, g_steal_pointer (&recording));
  return session;
}

static void
print_state (Run *run)
{
  TellSession *session = tell_replay_get_session (run->replay);
  CliConnectionState connection = { .state = tell_replay_get_state (run->replay),
                                    .transport = tell_replay_get_transport (run->replay),
                                    .protocol = tell_replay_get_protocol (run->replay),
                                    .reconnects = tell_replay_get_reconnects (run->replay) };
  g_auto (CliJson) json = { 0 };

  cli_json_init (&json);
  cli_state_write (&json, tell_session_get_store (session), tell_session_get_engine (session), &connection,
                   run->options->messages, tell_replay_get_emitted (run->replay));
  cli_output_line (json.text->str);
}

/* FALSE at the end, or where --for cuts it off. */
static gboolean
step (Run *run)
{
  gint64 next = tell_replay_get_next (run->replay);

  if (next < 0 || (run->options->seconds >= 0 && next > run->options->seconds * G_USEC_PER_SEC))
    return FALSE;
  for (; next >= run->print_at; run->print_at += run->options->interval * G_USEC_PER_SEC)
    print_state (run);
  return tell_replay_step (run->replay);
}

static void schedule (Run *run);

static gboolean
step_cb (gpointer user_data)
{
  Run *run = user_data;

  run->timer = 0;
  if (step (run))
    schedule (run);
  else
    cli_loop_quit (run->loop, CLI_EXIT_OK);
  return G_SOURCE_REMOVE;
}

static void
schedule (Run *run)
{
  double due = tell_replay_get_next (run->replay) / run->options->speed;
  double wait = due - (double) (g_get_monotonic_time () - run->began);

  run->timer = g_timeout_add ((guint) CLAMP (wait / 1000, 0, G_MAXINT), step_cb, run);
}

int
cli_replay_run (TellReplay *replay, const CliOptions *options, CliLoop *loop)
{
  Run run = { .replay = replay, .options = options, .loop = loop, .began = g_get_monotonic_time () };
  int status = CLI_EXIT_OK;

  run.print_at = options->interval > 0 ? (gint64) (options->interval * G_USEC_PER_SEC) : G_MAXINT64;
  if (options->speed > 0)
    {
      schedule (&run);
      status = cli_loop_run (loop, -1, CLI_EXIT_OK, CLI_EXIT_OK);
      g_clear_handle_id (&run.timer, g_source_remove);
    }
  else
    while (step (&run))
      ;
  print_state (&run);
  return status;
}
