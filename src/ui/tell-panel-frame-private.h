/* tell-panel-frame-private.h: the fields of a panel's card, for its actions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-panel-frame.h"

G_BEGIN_DECLS

struct _TellPanelFrame
{
  AdwBin parent_instance;
  TellSession *session;
  TellPanel *panel;
  GtkWidget *overlay;
  GtkWidget *content; /* borrowed; NULL while what it shows is not there yet */
  GtkWidget *menu_button;
  GtkWidget *corner;
  ChartViewport *viewport; /* nullable: shared with the others */
  gint64 range_ms;
  gboolean stale;
  gboolean full;
};

/* tell-panel-frame.c */
void tell_panel_frame_activate        (TellPanelFrame *self);
void tell_panel_frame_edit            (TellPanelFrame *self,
                                       TellPanelEdit   edit,
                                       int             x,
                                       int             y);

/* tell-panel-actions.c */
void tell_panel_frame_install_actions (GtkWidgetClass *klass);
void tell_panel_frame_update_actions  (TellPanelFrame *self);

G_END_DECLS
