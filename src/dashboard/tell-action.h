/* tell-action.h: what a binding does: one row of a table and one function an action.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-condition.h"

G_BEGIN_DECLS

#define TELL_ACTION_MAX_FIELDS 8

typedef enum
{
  TELL_FIELD_REQUIRED = 1 << 0,  /* missing: the action is skipped */
  TELL_FIELD_GAP = 1 << 1,       /* null is a value */
  TELL_FIELD_STRUCTURE = 1 << 2, /* may be an object or array */
} TellFieldFlags;

typedef struct
{
  const char        *name;
  TellFieldFlags     flags;
  const char *const *choices; /* nullable: a constant must be one of them */
} TellField;

typedef struct _TellAction     TellAction;
typedef struct _TellActionCall TellActionCall;
typedef struct _TellActionKind TellActionKind;

/* NULL when it was done; else why not: the name of a field, or a few words. */
typedef const char *(*TellActionFunc) (TellActionCall *call);

struct _TellActionKind
{
  const char     *name;
  TellActionFunc  run;
  TellField       fields[TELL_ACTION_MAX_FIELDS]; /* ends with a NULL name */
  gboolean        has_columns; /* all other keys are columns */
};

/* The columns of a row, in the document's order. */
typedef struct
{
  char         *name;
  TellTemplate *value;
} TellColumn;

struct _TellAction
{
  const TellActionKind *kind;
  GPtrArray            *when;
  TellTemplate         *fields[TELL_ACTION_MAX_FIELDS];
  GArray               *columns; /* of TellColumn; nullable */
  GQueue                times;   /* notify: of owned gint64, when the last ones were told (µs of the clock) */
  guint                 limit_count;
  gint64                limit_us; /* 0: no limit */
  gboolean              ack;      /* emit */
};

struct _TellActionCall
{
  TellAction    *action;
  TellContext   *context;
  TellValue      values[TELL_ACTION_MAX_FIELDS]; /* absent ones are missing */
  const char    *unknown; /* out: a field whose word means nothing; counted, the action runs */
};

TellAction           *tell_action_new       (JsonNode        *node,
                                             TellScope       *scope,
                                             const TellPlace *place,
                                             GError         **error);
void                  tell_action_free      (TellAction      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TellAction, tell_action_free)
/* TRUE unless something is to be counted as skipped: then *WHY says what (transfer full). */
gboolean              tell_action_run       (TellAction      *self,
                                             TellContext     *context,
                                             char           **why);
const TellActionKind *tell_action_find_kind (const char      *name);
const char *const    *tell_action_get_names (void);
/* The keys that an action of KIND knows, ended by NULL. */
void                  tell_action_list_keys (const TellActionKind *kind,
                                             const char      *keys[static TELL_ACTION_MAX_FIELDS + 3]);

G_END_DECLS
