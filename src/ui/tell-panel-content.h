/* tell-panel-content.h: what stands on the card of a panel: a chart, a table, a log, people or a chat.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "tell-session.h"

G_BEGIN_DECLS

/* NULL while what PANEL shows is not there yet: a table, a log or a room may come. */
GtkWidget *tell_panel_create_content (TellSession     *session,
                                      const TellPanel *panel);
GtkWidget *tell_panel_create_titled  (const char      *title,
                                      GtkWidget       *content);

G_END_DECLS
