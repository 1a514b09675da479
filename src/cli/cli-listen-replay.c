/* cli-listen-replay.c: telltale listen --replay=RECORDING: print what arrived when it was recorded.
 * It is a TellReplay that reads it, so what is printed here is what a dashboard sees.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-cli"

#include "config.h"

#include "cli-commands.h"
#include "cli-listen-private.h"
#include "cli-main.h"

#include "eio-packet-codec.h"
#include "tell-player.h"
#include "tell-replay.h"

typedef struct
{
  const CliOptions *options;
  CliOutput output;
  CliLoop *loop;
  TellReplay *replay;
  gint64 count;
  gint64 began; /* monotonic, µs */
  guint timer;
} Run;

static gboolean
is_over (Run *run)
{
  return run->options->count >= 0 && run->count >= run->options->count;
}

static void
packet_cb (const TellRecord *record, gpointer user_data)
{
  Run *run = user_data;
  g_auto (EioPacket) packet = { 0 };

  if (!run->options->packets || is_over (run))
    return;
  if (record->binary)
    packet = (EioPacket){ .type = EIO_PACKET_MESSAGE, .binary = TRUE, .data = g_bytes_ref (record->data) };
  else if (!eio_packet_parse_text (&packet, record->data, NULL))
    return;
  cli_output_packet (&run->output, record->direction, &packet);
}

static void
opened_cb (const char *sid, EioTransportKind via, gpointer user_data)
{
  Run *run = user_data;

  if (!is_over (run))
    cli_output_open (&run->output, via, sid);
}

static void
upgraded_cb (EioTransportKind via, gpointer user_data)
{
  Run *run = user_data;

  if (!is_over (run))
    cli_output_upgrade (&run->output, via);
}

static void
connected_cb (const char *nsp, const char *sid, gboolean recovered, gpointer user_data)
{
  Run *run = user_data;

  if (!is_over (run))
    cli_output_connect (&run->output, nsp, sid, recovered);
}

static void
refused_cb (const char *nsp, SioArgs *payload, gpointer user_data)
{
  Run *run = user_data;
  g_autofree char *message =
      sio_value_dup_string (sio_value_get_member (sio_args_get_root (payload), "message", -1), NULL);

  if (!is_over (run))
    cli_output_connect_error (&run->output, nsp, message ? message : "", payload);
}

static void
disconnected_cb (const char *nsp, SioDisconnectReason reason, gpointer user_data)
{
  Run *run = user_data;

  if (!is_over (run))
    cli_output_disconnect (&run->output, nsp, reason, sio_disconnect_reason_reconnects (reason));
}

static void
event_cb (SioEvent *event, gpointer user_data)
{
  Run *run = user_data;

  if (is_over (run) || !cli_options_passes (run->options, sio_event_get_name (event)))
    return;
  cli_output_event (&run->output, event);
  run->count++;
}

static void
answered_cb (const char *nsp, const char *id, SioArgs *answer, gpointer user_data)
{
  Run *run = user_data;

  if (!is_over (run))
    cli_output_ack (&run->output, id, answer, NULL);
}

/* FALSE at the end, at the count, or where --for cuts it off. */
static gboolean
step (Run *run)
{
  gint64 next = tell_replay_get_next (run->replay);

  if (next < 0 || is_over (run) ||
      (run->options->seconds >= 0 && next > run->options->seconds * G_USEC_PER_SEC))
    return FALSE;
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
  double due = (double) tell_replay_get_next (run->replay) / run->options->speed;
  double wait = due - (double) (g_get_monotonic_time () - run->began);

  run->timer = g_timeout_add ((guint) CLAMP (wait / 1000, 0, G_MAXINT), step_cb, run);
}

static int
play (Run *run)
{
  int status = CLI_EXIT_OK;

  if (run->options->speed > 0)
    {
      run->loop = cli_loop_new ();
      schedule (run);
      status = cli_loop_run (run->loop, -1, CLI_EXIT_OK, CLI_EXIT_OK);
      g_clear_handle_id (&run->timer, g_source_remove);
      g_clear_pointer (&run->loop, cli_loop_free);
    }
  else
    while (step (run))
      ;
  return status == CLI_EXIT_OK && run->options->count >= 0 && !is_over (run) ? CLI_EXIT_TIME_UP : status;
}

gboolean
cli_listen_check_replay (const CliOptions *options, GError **error)
{
  if (options->rest[0])
    g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "--replay takes the place of the URL: %s",
                 options->rest[0]);
  else if (options->emits || options->stdin_commands)
    g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "--replay: nothing is sent, so there is no %s",
                 options->emits ? "--emit" : "--stdin");
  else
    return TRUE;
  return FALSE;
}

int
cli_listen_replay (const CliOptions *options)
{
  static const TellReplayListener listener = { packet_cb,  opened_cb,       upgraded_cb, connected_cb,
                                               refused_cb, disconnected_cb, event_cb,    answered_cb };
  Run run = { .options = options, .began = g_get_monotonic_time () };
  GError *error = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->replay);
  g_autoptr (TellRecording) recording = tell_recording_load (file, &error);
  g_autoptr (TellDocument) document = recording ? tell_player_dup_document (recording, "", NULL) : NULL;
  g_autoptr (EioClock) clock = recording ? tell_replay_new_clock (recording) : NULL;
  g_autoptr (TellSession) session = document ? tell_session_new (document, clock, &error) : NULL;
  g_autoptr (TellReplay) replay = session ? tell_replay_new (session, g_steal_pointer (&recording)) : NULL;

  if (replay == NULL)
    {
      g_prefix_error (&error, "--replay: ");
      return cli_fail_usage (error);
    }
  run.replay = replay;
  cli_output_init (&run.output, options->json);
  run.output.clock = clock;
  tell_replay_set_listener (replay, &listener, &run);
  return play (&run);
}
