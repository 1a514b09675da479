/* tell-sidebar.h: servers, their pages and their rooms.
 * Signal: ::activated (TellPlace *).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-place.h"

G_BEGIN_DECLS

#define TELL_TYPE_SIDEBAR (tell_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (TellSidebar, tell_sidebar, TELL, SIDEBAR, AdwBin)

GtkWidget  *tell_sidebar_new         (void);
void        tell_sidebar_set_places  (TellSidebar *self,
                                      GListModel  *places); /* of TellPlace; nullable */
/* Shows where the window is; ::activated is not emitted. */
void        tell_sidebar_set_current (TellSidebar *self,
                                      TellPlace   *place); /* nullable */
/* The page STEP rows further (1, -1), around the end: (transfer full), NULL when there is none. */
TellPlace  *tell_sidebar_dup_next    (TellSidebar *self,
                                      int          step);

G_END_DECLS
