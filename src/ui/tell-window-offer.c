/* tell-window-offer.c: from a server that was recognised to its ready dashboard.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-window-private.h"

#include <glib/gi18n.h>

/* A server that did not let us in is not in the sidebar, but may have been recognised all the same. */
static gboolean
is_refused (TellWindow *self, const char *session_id)
{
  return self->refused != NULL && g_str_equal (tell_session_get_id (self->refused), session_id);
}

static TellSession *
take_dashboard (TellWindow *self, TellSession *listed, TellDocument *document, GError **error)
{
  if (listed != NULL)
    return tell_session_list_replace (self->sessions, listed, document, error);
  return tell_session_list_add (self->sessions, document, FALSE, error);
}

/* Says on the welcome page what SESSION, a trial that failed, was recognised as; NULL: nothing. */
void
tell_window_set_refused (TellWindow *self, TellSession *session)
{
  g_set_object (&self->refused, session);
  tell_welcome_page_set_session (self->welcome_page, session);
}

/**
 * tell_window_use_offer:
 * @self: the window
 * @session_id: a server with an offer
 *
 * Has the ready dashboard that it is offered take its place, asks what that wants to know, and opens it.
 */
void
tell_window_use_offer (TellWindow *self, const char *session_id)
{
  TellSession *listed = tell_session_list_find (self->sessions, session_id);
  TellSession *session = listed ? listed : is_refused (self, session_id) ? self->refused : NULL;
  TellReady *offer = session ? tell_session_get_offer (session) : NULL;
  g_autoptr (TellDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  TellSession *next = NULL;

  if (offer == NULL)
    return;
  document = tell_ready_adapt (offer, tell_session_get_document (session), &error);
  if (document != NULL)
    next = take_dashboard (self, listed, document, &error);
  if (next == NULL)
    {
      tell_window_show_error (self, _ ("The Dashboard Can’t Be Used"), error->message);
      return;
    }
  tell_window_set_refused (self, NULL);
  tell_window_open_session (self, next);
}
