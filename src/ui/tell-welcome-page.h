/* tell-welcome-page.h: the first thing a person sees: one box for an address, and the demo.
 * Activates win.open-url (s), win.open-file and app.demo.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_WELCOME_PAGE (tell_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (TellWelcomePage, tell_welcome_page, TELL, WELCOME_PAGE, AdwBin)

GtkWidget  *tell_welcome_page_new       (void);
/* One sentence below the box; NULL takes it away. */
void        tell_welcome_page_set_error (TellWelcomePage *self,
                                         const char      *message);
const char *tell_welcome_page_get_error (TellWelcomePage *self); /* NULL when there is none */
/* While an address is being tried. */
void        tell_welcome_page_set_busy  (TellWelcomePage *self,
                                         gboolean         busy);
void        tell_welcome_page_set_url   (TellWelcomePage *self,
                                         const char      *url);
/* A server that did not let us in: what it was recognised as is offered; NULL takes that away. */
void        tell_welcome_page_set_session (TellWelcomePage *self,
                                         TellSession     *session);

G_END_DECLS
