/* tell-place-row.h: a row of the sidebar: a server with its lamp, or a page with what is unread there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-place.h"

G_BEGIN_DECLS

#define TELL_TYPE_PLACE_ROW (tell_place_row_get_type ())
G_DECLARE_FINAL_TYPE (TellPlaceRow, tell_place_row, TELL, PLACE_ROW, AdwBin)

GtkWidget  *tell_place_row_new        (void);
void        tell_place_row_set_place  (TellPlaceRow *self,
                                       TellPlace    *place); /* nullable */
/* "" when nothing is unread */
const char *tell_place_row_get_unread (TellPlaceRow *self);
const char *tell_place_row_get_title  (TellPlaceRow *self);

G_END_DECLS
