/* tell-engine.h: the binding engine: a compiled document. Events go in, the model changes, emits come out.
 *
 * Signals:
 *   ::emission (TellEmission *)   an "emit" action wants something sent (at most 20 a second; the rest waits inside)
 *   ::variable-changed (char *)   the session variable of that name has another value
 * Everything else happens in the TellStore that it was given: rooms, people, series, notifications, ready.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eio-clock.h"
#include "sio-args.h"
#include "sio-config.h"
#include "tell-document.h"
#include "tell-store.h"

G_BEGIN_DECLS

/* One thing to send, its templates already filled in. */
typedef struct
{
  gatomicrefcount  ref_count;
  char            *nsp;
  char            *name;     /* the event's name, for @ack:NAME and @sent:NAME */
  SioArgs         *args;     /* the whole array, the name first */
  gboolean         ack;      /* an answer is wanted */
  gboolean         echo;     /* send: the server will not send it back to us */
  gpointer         spec;     /* the compiled emit it came from, for tell_engine_check_answer () */
} TellEmission;

#define TELL_TYPE_EMISSION (tell_emission_get_type ())
GType         tell_emission_get_type (void) G_GNUC_CONST;
TellEmission *tell_emission_ref      (TellEmission *self);
void          tell_emission_unref    (TellEmission *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellEmission, tell_emission_unref)

typedef enum
{
  TELL_EMIT_JOIN,
  TELL_EMIT_LEAVE,
  TELL_EMIT_SEND,
  TELL_EMIT_TYPING_START,
  TELL_EMIT_TYPING_STOP,
  TELL_EMIT_REFRESH,
} TellEmitKind;

/* What arrived. A pseudo-event has PSEUDO set and its name without the "@": "connect", "ack:get-cpu", … */
typedef struct
{
  const char *nsp;
  const char *name;
  gboolean    pseudo;
  SioArgs    *args;      /* nullable */
  guint       first;     /* where "/0" is in args: 1 for events (the name stands first), 0 for answers and CONNECT data */
  gboolean    whole;     /* args' root itself is "/0" (CONNECT data, connect_error) */
  SioArgs    *sent;      /* @ack:NAME: what was sent, the name first; nullable */
  const char *text;      /* @disconnect, @upgrade: "/0" is this text; nullable */
  gint64      time_ms;   /* arrival */
} TellIncoming;

typedef struct
{
  GStrv    on;
  guint64  matched;
  guint64  skipped;
  char    *why; /* the last skip's field and template, nullable */
} TellBindingStats;

typedef struct
{
  char    *event;
  char    *nsp;
  guint64  count;
} TellUnbound;

typedef struct
{
  char     *name;
  char     *value; /* as text; never print a secret one */
  char     *json;  /* the same with its type */
  gboolean  secret;
} TellVariable;

/* The HTTP request that goes before connecting; its answer's cookies belong to the connection. */
typedef struct
{
  char     *method; /* "GET" or "POST" */
  char     *url;    /* absolute, on the connection's own host */
  char     *json;   /* the body of a POST; nullable */
} TellLogin;

void          tell_login_free             (TellLogin          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellLogin, tell_login_free)

#define TELL_TYPE_ENGINE (tell_engine_get_type ())
G_DECLARE_FINAL_TYPE (TellEngine, tell_engine, TELL, ENGINE, GObject)

/* Compiles; FALSE documents say where they are wrong. */
TellEngine   *tell_engine_new             (TellDocument       *document,
                                           TellStore          *store,
                                           EioClock           *clock,
                                           GError            **error);
void          tell_engine_set_input       (TellEngine         *self,
                                           const char         *name,
                                           const char         *value);
const char   *tell_engine_get_input       (TellEngine         *self,
                                           const char         *name); /* the default if it was not set; nullable */
/* The connection as the document describes it, query and headers filled in; MISSING names the input that is needed. */
SioConfig    *tell_engine_build_config    (TellEngine         *self,
                                           GError            **error);
gboolean      tell_engine_has_login       (TellEngine         *self);
TellLogin    *tell_engine_build_login     (TellEngine         *self,
                                           GError            **error);
/* Sets the variables that the document takes from the answer, all of them secret. */
gboolean      tell_engine_take_login_answer (TellEngine       *self,
                                           GBytes             *body,
                                           GError            **error);
/* A session variable, from the keyring. ::variable-changed (name) tells when a binding or a login sets one. */
void          tell_engine_set_variable    (TellEngine         *self,
                                           const char         *name,
                                           const char         *value,
                                           gboolean            secret);
GStrv         tell_engine_get_namespaces  (TellEngine         *self); /* those to connect; (transfer full) */
/* The CONNECT payload for NSP: the first alternative from *ALTERNATIVE on whose variables are all set, *ALTERNATIVE is where it was;
 * NULL when there is none (any more). */
SioArgs      *tell_engine_build_auth      (TellEngine         *self,
                                           const char         *nsp,
                                           guint              *alternative);
/* Emits of "connect" for NSP, in order: (transfer full) of TellEmission. */
GPtrArray    *tell_engine_build_connect_emits (TellEngine     *self,
                                           const char         *nsp);
guint         tell_engine_get_n_every     (TellEngine         *self);
double        tell_engine_get_every_seconds (TellEngine       *self,
                                           guint               index);
TellEmission *tell_engine_build_every     (TellEngine         *self,
                                           guint               index);
gboolean      tell_engine_has_emit        (TellEngine         *self,
                                           TellEmitKind        kind);
double        tell_engine_get_typing_idle (TellEngine         *self); /* seconds */
/* NULL with an error when the document has none or a value is missing. */
TellEmission *tell_engine_build_emit      (TellEngine         *self,
                                           TellEmitKind        kind,
                                           const char         *room,
                                           const char         *text,
                                           GError            **error);
/* What the document says of the server's answer: TRUE is ok; else *MESSAGE (nullable) is the server's word. */
gboolean      tell_engine_check_answer    (TellEngine         *self,
                                           TellEmission       *emission,
                                           SioArgs            *answer,
                                           char              **message);
const char   *tell_engine_get_default_room (TellEngine        *self); /* the first of "rooms", else "main" */

/* Runs every binding that matches; FALSE if none did (it is counted as unbound). */
gboolean      tell_engine_handle          (TellEngine         *self,
                                           const TellIncoming *incoming);
/* Rules, typing ends, waiting emits: whatever time alone brings; gives when it is next needed (EioClock now, µs; 0: never).
 * Emits notify::wakeup when an earlier one is needed than it said. */
gint64        tell_engine_tick            (TellEngine         *self);

GPtrArray    *tell_engine_list_bindings   (TellEngine         *self); /* (transfer container) of TellBindingStats, engine-owned */
GPtrArray    *tell_engine_list_unbound    (TellEngine         *self); /* (transfer container) of TellUnbound, engine-owned */
GPtrArray    *tell_engine_list_variables  (TellEngine         *self); /* (transfer full) of TellVariable */

G_END_DECLS
