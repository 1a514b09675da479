/* tell-player-open.c: from a file to what can be played: the recording, and the dashboard that it is best seen with.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "tell-session"

#include "config.h"

#include "tell-player.h"

#include "tell-replay.h"

#include <glib/gi18n-lib.h>

/* Nothing connects there: the name is reserved for what does not exist. */
#define NO_SERVER "http://recording.invalid/"

#define SUFFIX ".jsonl"

static TellDocument *
build_plain (const char *name)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) root = json_object_new ();
  JsonObject *connection = json_object_new ();
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  json_object_set_int_member (root, "telltale", 1);
  json_object_set_string_member (root, "name", name);
  json_object_set_string_member (connection, "url", NO_SERVER);
  json_object_set_object_member (root, "connection", connection);
  json_node_set_object (node, root);
  text = json_to_string (node, FALSE);
  bytes = g_bytes_new_take (text, strlen (text));
  return tell_document_new_from_bytes (bytes, NULL);
}

/* (transfer full) (nullable): plays it to the end on a session that binds nothing, and asks what that was. */
static TellDocument *
recognise (TellDocument *plain, TellRecording *recording, GPtrArray *ready)
{
  g_autoptr (EioClock) clock = tell_replay_new_clock (recording);
  g_autoptr (TellSession) session = tell_session_new (plain, clock, NULL);
  g_autoptr (TellReplay) replay = NULL;

  if (session == NULL)
    return NULL;
  tell_session_recognise (session, ready);
  replay = tell_replay_new (session, tell_recording_ref (recording));
  while (tell_session_get_offer (session) == NULL && tell_replay_step (replay))
    ;
  return tell_session_get_offer (session) ? g_object_ref (tell_session_get_offer (session)->document) : NULL;
}

/**
 * tell_player_dup_document:
 * @recording: what was recorded
 * @name: what to call it if nobody knows it
 * @ready: (nullable) (element-type TellReady): the dashboards that come with the program
 *
 * Returns: (transfer full): the ready dashboard that fits, or a document that binds nothing
 */
TellDocument *
tell_player_dup_document (TellRecording *recording, const char *name, GPtrArray *ready)
{
  g_autoptr (TellDocument) plain = build_plain (name);
  TellDocument *known = ready ? recognise (plain, recording, ready) : NULL;

  return known ? known : g_steal_pointer (&plain);
}

/**
 * tell_player_load:
 * @file: a recording
 * @error: why it can't be played
 *
 * Returns: (transfer full) (nullable): the recording, which has packets
 */
TellRecording *
tell_player_load (GFile *file, GError **error)
{
  g_autoptr (TellRecording) recording = tell_recording_load (file, error);

  if (recording == NULL)
    return NULL;
  if (tell_recording_get_n (recording) > 0)
    return g_steal_pointer (&recording);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("it is no recording, or one without a packet"));
  return NULL;
}

gboolean
tell_player_is_recording (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, SUFFIX);
}
