/* tell-replay.h: runs a session's dashboard on a recording: the same decoder, bindings and model as a live connection, no network.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-recording.h"
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_REPLAY (tell_replay_get_type ())
G_DECLARE_FINAL_TYPE (TellReplay, tell_replay, TELL, REPLAY, GObject)

/* What a recording brings, for who wants to see that and not only what a dashboard makes of it. Each may be NULL. */
typedef struct
{
  void (*packet)       (const TellRecord *record, gpointer user_data); /* before what it brings */
  void (*opened)       (const char *sid, EioTransportKind via, gpointer user_data); /* SID nullable */
  void (*upgraded)     (EioTransportKind via, gpointer user_data);
  void (*connected)    (const char *nsp, const char *sid, gboolean recovered, gpointer user_data);
  void (*refused)      (const char *nsp, SioArgs *payload, gpointer user_data); /* {message, data} */
  void (*disconnected) (const char *nsp, SioDisconnectReason reason, gpointer user_data);
  void (*event)        (SioEvent *event, gpointer user_data);
  void (*answered)     (const char *nsp, const char *id, SioArgs *answer, gpointer user_data);
} TellReplayListener;

/* A clock that stands at the recording's start; the session must be made with it, and is never started. */
EioClock      *tell_replay_new_clock      (TellRecording  *recording);
TellReplay    *tell_replay_new            (TellSession    *session,
                                           TellRecording  *recording); /* takes it */
TellSession   *tell_replay_get_session    (TellReplay     *self);
/* LISTENER lives as long as the replay. */
void           tell_replay_set_listener   (TellReplay               *self,
                                           const TellReplayListener *listener,
                                           gpointer                  user_data);
/* Handles the next packet and what time brings before it; FALSE at the end. */
gboolean       tell_replay_step           (TellReplay     *self);
/* When the next step is due, µs from the start; -1 at the end. */
gint64         tell_replay_get_next       (TellReplay     *self);
/* Lets time pass, but not beyond the next step; µs from the start. */
void           tell_replay_wait_until     (TellReplay     *self,
                                           gint64          time_us);
void           tell_replay_run            (TellReplay     *self); /* to the end, as fast as it can */

const char    *tell_replay_get_state      (TellReplay     *self); /* "connected" or "disconnected" */
const char    *tell_replay_get_transport  (TellReplay     *self); /* nullable */
EioProtocol    tell_replay_get_protocol   (TellReplay     *self);
guint          tell_replay_get_reconnects (TellReplay     *self);
guint          tell_replay_get_n_broken   (TellReplay     *self); /* packets that could not be read */
GPtrArray     *tell_replay_get_emitted    (TellReplay     *self); /* of TellEmission: what it would have sent */

G_END_DECLS
