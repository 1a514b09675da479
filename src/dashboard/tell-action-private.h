/* tell-action-private.h: the functions of the actions, by what they change, and how they read their fields.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-action.h"
#include "tell-engine-private.h"

G_BEGIN_DECLS

static inline gboolean
tell_call_has (TellActionCall *call, guint field)
{
  return call->values[field].kind != SIO_VALUE_MISSING;
}

/* NULL when it was not given. */
static inline const char *
tell_call_get_text (TellActionCall *call, guint field)
{
  return tell_value_get_text (&call->values[field], call->context->scratch, NULL);
}

/* The time that FIELD names, or the arrival. */
gint64      tell_call_get_time     (TellActionCall *call, guint field);
/* The room that FIELD names, or the document's first; made when new, NULL beyond the limit. */
TellRoom   *tell_call_ensure_room  (TellActionCall *call, guint field);
gboolean    tell_call_get_truth    (TellActionCall *call, guint field, gboolean fallback);
TellLevel   tell_call_get_level    (TellActionCall *call, guint field);

/* For actions that look through LIST. */
void        tell_call_charge       (TellActionCall *call, gpointer list);

const char *tell_action_point            (TellActionCall *call);
const char *tell_action_series           (TellActionCall *call);
const char *tell_action_row              (TellActionCall *call);
const char *tell_action_row_removed      (TellActionCall *call);
const char *tell_action_log              (TellActionCall *call);
const char *tell_action_clear            (TellActionCall *call);

const char *tell_action_message          (TellActionCall *call);
const char *tell_action_message_removed  (TellActionCall *call);
const char *tell_action_room             (TellActionCall *call);
const char *tell_action_room_removed     (TellActionCall *call);
const char *tell_action_person           (TellActionCall *call);
const char *tell_action_person_left      (TellActionCall *call);
const char *tell_action_people_count     (TellActionCall *call);
const char *tell_action_typing           (TellActionCall *call);

const char *tell_action_notify           (TellActionCall *call);
const char *tell_action_set              (TellActionCall *call);
const char *tell_action_emit             (TellActionCall *call);
const char *tell_action_ready            (TellActionCall *call);

G_END_DECLS
