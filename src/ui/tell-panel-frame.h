/* tell-panel-frame.h: one panel of a dashboard on its card: a chart, a table, a log, people or a chat.
 * What a table, log or chat panel shows may come later: it waits for it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-grid-place.h"
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_PANEL_FRAME (tell_panel_frame_get_type ())
G_DECLARE_FINAL_TYPE (TellPanelFrame, tell_panel_frame, TELL, PANEL_FRAME, AdwBin)

/* PANEL is borrowed and belongs to SESSION's document. */
GtkWidget    *tell_panel_frame_new       (TellSession     *session,
                                          const TellPanel *panel);
void          tell_panel_frame_set_stale (TellPanelFrame  *self,
                                          gboolean         stale);
/* Where the document wants PANEL, or how large it is where it flows. */
TellGridCell  tell_panel_get_cell        (const TellPanel *panel);

G_END_DECLS
