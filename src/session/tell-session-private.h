/* tell-session-private.h: what the parts of a session share; included only within this folder.
 * Ownership: the session owns links, wishes and pending messages; each of them borrows the session.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-backoff.h"
#include "tell-player.h"
#include "tell-recogniser.h"
#include "tell-session.h"

G_BEGIN_DECLS

/* How long queued messages wait for "ready" and for joins to be answered before they go out anyway. */
#define TELL_SESSION_READY_GRACE_MS 5000
/* How long the server may take to confirm a message. */
#define TELL_SESSION_SEND_TIMEOUT_MS 10000
/* How long an answer to a join or to a repeated emit may take. */
#define TELL_SESSION_ACK_TIMEOUT_MS 30000
/* An own message that was sent without a confirmation is matched with the server's echo for this long. */
#define TELL_SESSION_ECHO_MS 60000
#define TELL_SESSION_MAX_PENDING 500
/* What a document repeats, it repeats at most this often. */
#define TELL_SESSION_MIN_EVERY_MS 100

/* One namespace of the running client. */
typedef struct
{
  TellSession  *session;
  SioNamespace *nsp;         /* owned */
  guint         alternative; /* of its auth */
  GError       *refusal;     /* why the server will not have us there (any more), NULL while there is hope */
} TellLink;

/* One "every" of the document. */
typedef struct
{
  TellSession *session; /* or */
  gpointer     replay;
  guint        index;
  guint        timer; /* 0 when off */
} TellEvery;

typedef enum
{
  TELL_WISH_WAITING, /* for its namespace */
  TELL_WISH_JOINING, /* sent, not answered */
  TELL_WISH_JOINED,
  TELL_WISH_REFUSED,
} TellWishState;

/* A room that the user wants to be in, over all reconnects. */
typedef struct
{
  char         *room;
  TellWishState state;
} TellWish;

/* An own message until it is confirmed or given up; how far it is stands in the message itself. */
typedef struct
{
  gatomicrefcount ref_count;
  TellSession    *session; /* NULL once the session let go */
  char           *room;
  TellMessage    *message;
  gboolean        ack;      /* the document asks for an answer */
  TellEmission   *emission; /* while an answer is awaited */
} TellPending;

struct _TellSession
{
  GObject parent_instance;

  TellDocument *document;
  TellStore *store;
  TellEngine *engine;
  EioClock *clock;
  char *id;
  char *name;

  TellSessionState state;
  char *reason;
  GError *error;
  gint64 retry_at;
  GHashTable *warned; /* sentences that were said */
  guint n_opened; /* since start () */
  GHashTable *visited; /* namespaces that were connected before: what they sent since may be missing */

  TellConfigFunc config_func;
  gpointer config_data;

  GCancellable *cancellable; /* of everything that start () began */
  SioConfig *login_config;   /* of the request before connecting; its cookies go on */
  SioBackoff login_backoff;
  gint64 login_retry_at; /* clock, µs; 0 when not waiting */
  guint login_timer;
  SioClient *client;
  GPtrArray *links;  /* owned TellLink */
  GPtrArray *wishes; /* owned TellWish, in order of asking */
  GPtrArray *pending; /* owned TellPending, in order of sending */
  GQueue echoes; /* of own messages that the server will send back, the oldest first */
  guint echo_timer;
  guint grace_timer;
  gboolean has_ready;  /* the document says itself when the composer opens */
  gboolean grace_over;

  TellEvery *every;
  guint n_every;
  guint wakeup_timer;

  char *typing_room;
  guint typing_timer;

  gboolean recorded;  /* for good: it has no server */
  TellPlayer *player; /* borrowed; who feeds it, while there is somebody */

  TellRecogniser *recogniser; /* while the server is not recognised */
  TellReady *offer;
};

/* tell-session.c */
void      tell_session_set_state         (TellSession *self, TellSessionState state);
void      tell_session_set_reason        (TellSession *self, char *reason, const GError *error); /* takes REASON */
void      tell_session_notify_transport  (TellSession *self);
void      tell_session_notify_offer      (TellSession *self);

/* tell-player.c */
void      tell_player_play               (TellPlayer *self);
void      tell_player_hold               (TellPlayer *self);
gboolean  tell_player_has_ended          (TellPlayer *self);
const char *tell_player_get_transport    (TellPlayer *self); /* nullable */
guint     tell_player_get_reconnects     (TellPlayer *self);

/* tell-session-run.c */
void      tell_session_update_state      (TellSession *self);
void      tell_session_leave_everything  (TellSession *self);
TellLink *tell_session_find_link         (TellSession *self, const char *nsp);
gboolean  tell_link_is_connected         (TellLink *link);
void      tell_link_free                 (TellLink *link);
/* "example.org:3000", for sentences. */
char     *tell_session_dup_host          (TellSession *self);

/* Makes the client and connects it, signed in or with nothing to sign in to. */
gboolean  tell_session_open              (TellSession *self, GError **error);

/* tell-session-login.c */
void      tell_session_begin_login       (TellSession *self, SioConfig *config); /* takes CONFIG */
void      tell_session_log_in            (TellSession *self);

/* tell-session-events.c */
void      tell_session_connect_client    (TellSession *self);
void      tell_session_connect_link      (TellLink *link);
void      tell_session_handle            (TellSession *self, const TellIncoming *incoming);

/* tell-session-emits.c */
gboolean  tell_session_emit              (TellSession *self, TellEmission *emission, GError **error);
void      tell_session_send_connect_emits (TellSession *self, TellLink *link);
void      tell_session_send_refresh      (TellSession *self, const char *nsp);
void      tell_session_init_every        (TellSession *self);
void      tell_session_update_every      (TellSession *self);
void      tell_session_schedule_wakeup   (TellSession *self);

/* tell-session-rooms.c */
void      tell_wish_free                 (TellWish *wish);
void      tell_session_init_rooms        (TellSession *self);
void      tell_session_rejoin            (TellSession *self, TellLink *link);
void      tell_session_lose_rooms        (TellSession *self);
gboolean  tell_session_room_is_open      (TellSession *self, const char *room);

/* tell-session-send.c */
void      tell_pending_release           (TellPending *pending);
void      tell_session_init_ready        (TellSession *self);
void      tell_session_start_grace       (TellSession *self);
void      tell_session_flush_pending     (TellSession *self);
void      tell_session_mark_written      (TellSession *self);
void      tell_session_requeue_pending   (TellSession *self);

/* tell-session-echo.c */
TellPerson *tell_session_dup_me          (TellSession *self); /* nullable */
void      tell_session_expect_echo       (TellSession *self, const char *room, TellMessage *message);
void      tell_session_clear_echoes      (TellSession *self);

/* tell-session-offer.c */
void      tell_session_look_at_event     (TellSession *self, const TellIncoming *incoming);
void      tell_session_look_at_refusal   (TellSession *self, const char *nsp, const char *message);

/* tell-session-typing.c */
void      tell_session_stop_typing       (TellSession *self, gboolean send);

G_END_DECLS
