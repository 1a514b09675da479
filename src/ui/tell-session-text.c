/* tell-session-text.c: how a connection stands, in words and as the look of a lamp.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-session-text.h"

#include "tell-text.h"

#include <glib/gi18n.h>

/**
 * tell_session_dup_state_text:
 * @session: a session
 *
 * Returns: (transfer full): how its connection stands, with the reason where there is one
 */
char *
tell_session_dup_state_text (TellSession *session)
{
  g_autofree char *reason = tell_text_to_plain (tell_session_get_reason (session));

  switch (tell_session_get_state (session))
    {
    case TELL_SESSION_CONNECTED:
      return g_strdup (tell_session_is_recorded (session) ? _ ("Playing a recording") : _ ("Connected"));
    case TELL_SESSION_CONNECTING:
      return g_strdup (tell_session_is_recorded (session) ? _ ("Playing a recording") : _ ("Connecting…"));
    case TELL_SESSION_WAITING:
      return *reason ? g_strdup_printf (_ ("Offline: %s"), reason) : g_strdup (_ ("Offline"));
    case TELL_SESSION_REFUSED:
      return *reason ? g_strdup_printf (_ ("Refused: %s"), reason) : g_strdup (_ ("Refused"));
    case TELL_SESSION_IDLE:
    default:
      return *reason ? g_steal_pointer (&reason) : g_strdup (_ ("Not connected"));
    }
}

/**
 * tell_session_get_look:
 * @session: a session
 *
 * Returns: how a #TellDot shows its connection
 */
const char *
tell_session_get_look (TellSession *session)
{
  switch (tell_session_get_state (session))
    {
    case TELL_SESSION_CONNECTED:
      return "online";
    case TELL_SESSION_CONNECTING:
      return "busy";
    case TELL_SESSION_WAITING:
      return "away";
    case TELL_SESSION_REFUSED:
      return "error";
    case TELL_SESSION_IDLE:
    default:
      return "offline";
    }
}

/**
 * tell_session_get_seconds_left:
 * @session: a session
 *
 * Returns: seconds until it tries again, rounded up; -1 when it does not wait
 */
int
tell_session_get_seconds_left (TellSession *session)
{
  gint64 retry_at = tell_session_get_retry_at (session);
  gint64 left = retry_at - eio_clock_get_now (tell_session_get_clock (session));

  if (tell_session_get_state (session) != TELL_SESSION_WAITING || retry_at == 0)
    return -1;
  return left <= 0 ? 0 : (int) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/**
 * tell_session_dup_countdown_text:
 * @session: a session
 *
 * Returns: (transfer full): what it does next, in words
 */
char *
tell_session_dup_countdown_text (TellSession *session)
{
  int seconds = tell_session_get_seconds_left (session);

  if (tell_session_get_state (session) == TELL_SESSION_CONNECTING || seconds == 0)
    return g_strdup (_ ("Trying to reconnect…"));
  if (seconds < 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("Trying again in %d second", "Trying again in %d seconds", seconds),
                          seconds);
}
