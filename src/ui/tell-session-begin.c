/* tell-session-begin.c: starting a dashboard for a person who wants to see it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-session-begin.h"

/* Who names rooms in a document wants to be in them: their messages count as unread from the start. */
static void
join_rooms (TellSession *session)
{
  GPtrArray *rooms = tell_document_get_rooms (tell_session_get_document (session));

  for (guint i = 0; i < MIN (rooms->len, TELL_SESSION_MAX_JOINED); i++)
    tell_session_join (session, ((TellKnownRoom *) rooms->pdata[i])->room);
}

/**
 * tell_session_begin:
 * @session: a dashboard that does not run
 * @error: return location for a #GError, %TELL_DOCUMENT_ERROR_MISSING when an input is needed first
 *
 * Returns: whether it runs now
 */
gboolean
tell_session_begin (TellSession *session, GError **error)
{
  if (tell_session_can_join (session))
    join_rooms (session);
  return tell_session_start (session, error);
}
