/* tell-ui.h: what every part of the window needs first: resources, style, types that templates name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TELL_UI_RESOURCES "/io/github/telltale/Telltale/"

void       tell_ui_init         (void); /* after adw_init (), once or more often */
GSettings *tell_ui_new_settings (void); /* (transfer full) (nullable): NULL when no schema is installed or built */

G_END_DECLS
