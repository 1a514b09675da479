/* tell-dashboard-page.h: the panels of a document on a grid that scrolls and folds to the window's width; one of them at a
 * time in the whole window. They are moved, resized, added and removed here, and the document keeps it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_DASHBOARD_PAGE (tell_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (TellDashboardPage, tell_dashboard_page, TELL, DASHBOARD_PAGE, AdwBin)

GtkWidget  *tell_dashboard_page_new          (void);
void        tell_dashboard_page_set_session  (TellDashboardPage *self,
                                              TellSession       *session); /* nullable */
guint       tell_dashboard_page_get_n_panels (TellDashboardPage *self);

G_END_DECLS
