/* tell-engine-private.h: the engine's parts, for its own files and for actions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-binding.h"
#include "tell-context.h"
#include "tell-emit.h"
#include "tell-login.h"
#include "tell-pace.h"
#include "tell-rule.h"

G_BEGIN_DECLS

/* Notifications whose id is remembered; the oldest are forgotten. */
#define TELL_MAX_SEEN_NOTIFICATIONS 10000
/* Events that are listed as unbound, and names whose bindings are remembered. */
#define TELL_MAX_UNBOUND 1000
#define TELL_MAX_ROUTES 2000

/* A namespace to connect, and the payloads to try. */
typedef struct
{
  TellTemplate *name;
  char         *nsp;   /* what the name came to; NULL while a value of it is missing */
  GPtrArray    *auths; /* of TellTemplate */
} TellNamespaceSpec;

struct _TellEngine
{
  GObject        parent_instance;

  TellDocument  *document;
  TellStore     *store;
  EioClock      *clock;
  TellVariables *variables;
  TellScratch   *scratch;

  char          *nsp;          /* the default for bindings and emits */
  char          *default_room;
  TellTemplate  *path;         /* nullable */
  GPtrArray     *query;        /* of TellPair */
  GPtrArray     *headers;      /* of TellPair */
  TellLoginSpec *login;        /* nullable */
  GHashTable    *inputs;       /* owned name → owned text */
  GPtrArray     *namespaces;   /* of TellNamespaceSpec */
  TellEmits     *emits;

  GPtrArray     *bindings;     /* of TellBinding, in the document's order */
  GHashTable    *routes[2];    /* events, pseudo-events: owned name → owned GArray of TellRoute */
  GHashTable    *unbound;      /* TellUnbound → itself, owned */
  GPtrArray     *unbound_list; /* the same ones, borrowed, in the order in which they first came */
  guint          depth;        /* events that run inside each other: an emit of one may be the cause of another */
  gboolean       flushing;

  GPtrArray     *rules;        /* of TellRule */
  TellPace      *pace;         /* of emits that wait */
  GHashTable    *seen;         /* owned id of a notification */
  GQueue         seen_order;   /* the same ids, borrowed, oldest first */
  gint64         wakeup;       /* µs of the clock, 0: never */
  gint64         announced;    /* the wakeup that was said */
};

/* A binding that wants an event of some name, and which of its patterns does. */
typedef struct
{
  TellBinding *binding;
  guint        which;
} TellRoute;

/* What actions ask of the engine. */
void     tell_engine_start_typing    (TellEngine   *self,
                                      TellRoom     *room,
                                      TellPerson   *person,
                                      gboolean      active);
gint64   tell_engine_get_now         (TellEngine   *self); /* µs of the clock */
/* FALSE if ID was told before. */
gboolean tell_engine_remember_notification (TellEngine *self,
                                      const char   *id);
void     tell_engine_assign          (TellEngine   *self,
                                      const char   *name,
                                      SioArgs      *value,
                                      gboolean      secret);
/* FALSE if too many wait already. */
gboolean tell_engine_queue_emission  (TellEngine   *self,
                                      TellEmission *emission);
const char *tell_engine_get_nsp      (TellEngine   *self);
/* Asks for a tick at AT (µs of the clock), if none is due before. */
void     tell_engine_wake_at         (TellEngine   *self,
                                      gint64        at);
/* A context for templates outside of events. */
void     tell_engine_init_context    (TellEngine   *self,
                                      TellContext  *context);

/* MISSING if TEMPLATE names an input without a value. */
gboolean tell_engine_require         (TellEngine   *self,
                                      TellTemplate *template,
                                      GError      **error);
/* (transfer full): what TEMPLATE comes to outside of events; NULL when something is missing. */
SioArgs *tell_engine_build_value     (TellEngine   *self,
                                      TellTemplate *template);
/* Emits what may be emitted by now. */
void     tell_engine_flush           (TellEngine   *self);
/* Looks at the rules; gives when they want to be looked at again, 0: not by time alone. */
gint64   tell_engine_check_rules     (TellEngine   *self);

/* tell-engine-compile.c */
gboolean tell_engine_compile         (TellEngine   *self,
                                      GError      **error);
/* tell-engine-dispatch.c */
GHashTable *tell_unbound_table_new   (void);

G_END_DECLS
