/* tell-session.h: a running dashboard: client, bindings, model. What widgets and the command line talk to.
 *
 *   IDLE ── start () ──► CONNECTING ──► CONNECTED
 *    ▲                     ▲   │  ▲        │
 *    │ stop ()             │   ▼  └──── WAITING ◄┘  (reason, retry-at)
 *    └──────── REFUSED ◄───┴───┘                    (reason: the server's own words; start () again, with other inputs)
 *
 * Properties: name, state, reason (one clear sentence, nullable), retry-at (µs of the clock, 0), transport, latency no, offer.
 * Signals: ::notified (TellNotification *), ::warned (const char *sentence) of what works, but not as one might think, ::opening (SioClient *) when there is a client and before it sends anything.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sio-client.h"
#include "tell-engine.h"
#include "tell-ready.h"

G_BEGIN_DECLS

typedef enum
{
  TELL_SESSION_IDLE,
  TELL_SESSION_CONNECTING,
  TELL_SESSION_CONNECTED,
  TELL_SESSION_WAITING,
  TELL_SESSION_REFUSED,
} TellSessionState;

#define TELL_TYPE_SESSION_STATE (tell_session_state_get_type ())
GType tell_session_state_get_type (void) G_GNUC_CONST;

#define TELL_TYPE_SESSION (tell_session_get_type ())
G_DECLARE_FINAL_TYPE (TellSession, tell_session, TELL, SESSION, GObject)

TellSession      *tell_session_new              (TellDocument  *document,
                                                 EioClock      *clock, /* NULL: the machine's */
                                                 GError       **error);
const char       *tell_session_get_id           (TellSession   *self); /* stable for this document and URL; fits a D-Bus action target */
const char       *tell_session_get_name         (TellSession   *self);
TellDocument     *tell_session_get_document     (TellSession   *self);
TellStore        *tell_session_get_store        (TellSession   *self);
TellEngine       *tell_session_get_engine       (TellSession   *self);
SioClient        *tell_session_get_client       (TellSession   *self); /* NULL before start () */
EioClock         *tell_session_get_clock        (TellSession   *self);
TellSessionState  tell_session_get_state        (TellSession   *self);
const char       *tell_session_get_reason       (TellSession   *self);
const GError     *tell_session_get_error        (TellSession   *self);
gint64            tell_session_get_retry_at     (TellSession   *self);
guint             tell_session_get_reconnects   (TellSession   *self); /* since start () */
const char       *tell_session_get_transport    (TellSession   *self); /* "polling", "websocket"; NULL while there is none */
void              tell_session_set_input        (TellSession   *self,
                                                 const char    *name,
                                                 const char    *value);
/* Says SENTENCE, once; ERROR (nullable) goes to the log. */
void              tell_session_warn             (TellSession   *self,
                                                 const char    *sentence,
                                                 const GError  *error);
/* Before start (): lets the command line change what the document says (headers, TLS, transports, …). */
typedef void    (*TellConfigFunc)               (SioConfig     *config,
                                                 gpointer       user_data);
void              tell_session_set_config_func  (TellSession   *self,
                                                 TellConfigFunc func,
                                                 gpointer       user_data);
/* FALSE with TELL_DOCUMENT_ERROR_MISSING when an input is needed first. */
gboolean          tell_session_start            (TellSession   *self,
                                                 GError       **error);
void              tell_session_stop             (TellSession   *self);
void              tell_session_retry_now        (TellSession   *self);

gboolean          tell_session_can_send         (TellSession   *self);
/* Adds a pending message to the room and sends it (now, or when connected): its state tells the rest. Borrowed; NULL if it can't send at all. */
TellMessage      *tell_session_send             (TellSession   *self,
                                                 const char    *room,
                                                 const char    *text);
void              tell_session_resend           (TellSession   *self,
                                                 const char    *room,
                                                 TellMessage   *message); /* a failed one */
gboolean          tell_session_can_join         (TellSession   *self);
void              tell_session_join             (TellSession   *self,
                                                 const char    *room); /* again after every reconnect, until left */
void              tell_session_leave            (TellSession   *self,
                                                 const char    *room);
/* Call at every key press in a composer: start and stop are sent as the document says. */
void              tell_session_typing           (TellSession   *self,
                                                 const char    *room);

/* A session that a recording feeds (tell-player.h): start () plays it on, stop () holds it, and nothing is ever sent. */
gboolean          tell_session_is_recorded      (TellSession   *self);
/* Whether start () would change anything: not while it runs, and not after the end of a recording. */
gboolean          tell_session_can_start        (TellSession   *self);

/* Before start (), for a document that binds nothing: looks which of READY (of TellReady) fits its server; "offer" is what it found. */
void              tell_session_recognise        (TellSession   *self,
                                                 GPtrArray     *ready);
TellReady        *tell_session_get_offer        (TellSession   *self);

G_END_DECLS
