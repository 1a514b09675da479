/* tell-player.h: plays a recording as it happened, in the main loop, on a session that a window shows like any other.
 *
 * The session's time is the recording's; it goes on while it plays, stands while it is held, and ends with the last line.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-recording.h"
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_PLAYER (tell_player_get_type ())
G_DECLARE_FINAL_TYPE (TellPlayer, tell_player, TELL, PLAYER, GObject)

/* SPEED 1 is real time, 0 as fast as it can. CLOCK (NULL: the machine's) is the time it plays by. Takes RECORDING. */
TellPlayer    *tell_player_new          (TellDocument  *document,
                                         TellRecording *recording,
                                         EioClock      *clock,
                                         double         speed,
                                         GError       **error);
/* Idle until tell_session_start (); once the player is gone, nothing feeds it. */
TellSession   *tell_player_get_session  (TellPlayer    *self);

/* What RECORDING is best seen with: the one of READY (of TellReady; nullable) that fits what it brings, else a document called NAME
 * that binds nothing. */
TellDocument  *tell_player_dup_document (TellRecording *recording,
                                         const char    *name,
                                         GPtrArray     *ready);
/* As tell_recording_load (), but one without a packet is an error, too. */
TellRecording *tell_player_load         (GFile         *file,
                                         GError       **error);
/* Whether its name says that it is one. */
gboolean       tell_player_is_recording (GFile         *file);

G_END_DECLS
