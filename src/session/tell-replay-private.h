/* tell-replay-private.h: what the parts of a replay share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-decoder.h"
#include "tell-replay.h"
#include "tell-session-private.h"

G_BEGIN_DECLS

#define TELL_REPLAY_MAX_EMITTED 100000
#define TELL_REPLAY_MAX_EARLY 1000

typedef enum
{
  TELL_REPLAY_IDLE,
  TELL_REPLAY_OPEN,
  TELL_REPLAY_REFUSED,
  TELL_REPLAY_LOST,
} TellReplayPhase;

/* An event that came before its namespace was connected. */
typedef struct
{
  SioArgs *args;
  char    *ack_id; /* nullable */
  gint64   time_ms;
} TellReplayEarly;

/* One namespace. */
typedef struct
{
  char    *nsp;
  gboolean connected;
  gboolean visited; /* was connected before */
  char    *pid;     /* of the session that the server would restore; nullable */
  GQueue   early; /* of TellReplayEarly */
} TellReplayPeer;

struct _TellReplay
{
  GObject parent_instance;

  TellSession *session;
  TellRecording *recording;
  SioParserKind parser;
  guint next;     /* record */
  gint64 time_us; /* where the clock stands */
  gboolean finished;

  TellReplayPhase phase;
  EioProtocol protocol; /* AUTO until a packet tells */
  EioTransportKind via;
  guint reconnects;
  guint n_broken;
  SioDecoder *decoder_in;
  SioDecoder *decoder_out;
  GPtrArray *peers;  /* of TellReplayPeer */
  GHashTable *asked; /* "NSP\nID" → the SioArgs that were sent */
  GHashTable *joins; /* of the same keys → joins that wait for an answer */
  GPtrArray *emitted;

  const TellReplayListener *listener; /* nullable */
  gpointer listener_data;

  TellEvery *every;
  guint n_every;
};

/* Tells the listener, if there is one who wants to know: TELL_REPLAY_SAY (self, upgraded, kind). */
#define TELL_REPLAY_SAY(self, what, ...)                                                                              \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    if ((self)->listener && (self)->listener->what)                                                                   \
      (self)->listener->what (__VA_ARGS__, (self)->listener_data);                                                    \
  }                                                                                                                   \
  G_STMT_END

/* tell-replay.c */
TellReplayPeer *tell_replay_get_peer      (TellReplay *self, const char *nsp);
void            tell_replay_begin_session (TellReplay *self);
void            tell_replay_end_session   (TellReplay *self, SioDisconnectReason reason);
void            tell_replay_update_every  (TellReplay *self);
gboolean        tell_replay_is_connected  (TellReplay *self);
void            tell_replay_add_emission  (TellReplay *self, TellEmission *emission);

/* tell-replay-rooms.c */
GHashTable     *tell_replay_joins_new     (void);
void            tell_replay_see_sent      (TellReplay *self, const SioPacket *packet);
void            tell_replay_see_answer    (TellReplay *self, const char *key, SioArgs *answer);

/* tell-replay-packets.c */
void            tell_replay_early_free    (TellReplayEarly *early);
SioParserKind   tell_replay_find_parser   (TellEngine *engine, TellRecording *recording);
/* Sets it from what was taken last and what follows. */
void            tell_replay_find_protocol (TellReplay *self);
void            tell_replay_take          (TellReplay *self, const TellRecord *record);
void            tell_replay_disconnect    (TellReplay *self, TellReplayPeer *peer, SioDisconnectReason reason);

G_END_DECLS
