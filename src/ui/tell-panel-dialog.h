/* tell-panel-dialog.h: asks what a new panel is to show.
 * Signal: ::chosen (TellPanel *model), once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "tell-session.h"

G_BEGIN_DECLS

#define TELL_TYPE_PANEL_DIALOG (tell_panel_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TellPanelDialog, tell_panel_dialog, TELL, PANEL_DIALOG, AdwWindow)

GtkWidget *tell_panel_dialog_new      (GtkWindow       *parent,
                                       TellSession     *session);
void       tell_panel_dialog_set_kind (TellPanelDialog *self,
                                       TellPanelKind    kind);
/* Ticks what has this id or name; FALSE when there is none. */
gboolean   tell_panel_dialog_choose   (TellPanelDialog *self,
                                       const char      *id);
void       tell_panel_dialog_add      (TellPanelDialog *self);

G_END_DECLS
