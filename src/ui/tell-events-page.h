/* tell-events-page.h: the events of a server that nothing binds yet, with how often they came.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_EVENTS_PAGE (tell_events_page_get_type ())
G_DECLARE_FINAL_TYPE (TellEventsPage, tell_events_page, TELL, EVENTS_PAGE, AdwBin)

GtkWidget *tell_events_page_new         (void);
void       tell_events_page_set_session (TellEventsPage *self,
                                         TellSession    *session); /* nullable */
guint      tell_events_page_get_n_events (TellEventsPage *self);

G_END_DECLS
