/* tell-panel-frame.h: one panel of a dashboard on its card, with a menu of what can be done with it.
 * What a table, log or chat panel shows may come later: it waits for it.
 *
 * Signals: ::activated, to show it in the whole window; ::edited (TellPanelEdit, int x, int y), what a person wants of it:
 * whoever holds the document does it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "chart-panel.h"
#include "tell-grid-place.h"
#include "tell-session.h"

G_BEGIN_DECLS

typedef enum
{
  TELL_PANEL_EDIT_MOVE,   /* by columns and rows */
  TELL_PANEL_EDIT_RESIZE, /* likewise */
  TELL_PANEL_EDIT_DUPLICATE,
  TELL_PANEL_EDIT_REMOVE,
} TellPanelEdit;

/* Where on a card a pointer is. */
typedef enum
{
  TELL_PANEL_ZONE_NONE,
  TELL_PANEL_ZONE_TITLE, /* moves it */
  TELL_PANEL_ZONE_CORNER, /* resizes it */
} TellPanelZone;

#define TELL_TYPE_PANEL_FRAME (tell_panel_frame_get_type ())
G_DECLARE_FINAL_TYPE (TellPanelFrame, tell_panel_frame, TELL, PANEL_FRAME, AdwBin)

GtkWidget       *tell_panel_frame_new           (TellSession     *session,
                                                 const TellPanel *panel);
const TellPanel *tell_panel_frame_get_panel     (TellPanelFrame  *self);
/* "CPU", or what kind of panel it is. */
char            *tell_panel_frame_dup_name      (TellPanelFrame  *self);
ChartPanel      *tell_panel_frame_get_chart     (TellPanelFrame  *self); /* nullable */
/* What a press at X, Y would take hold of. */
TellPanelZone    tell_panel_frame_get_zone      (TellPanelFrame  *self,
                                                 double           x,
                                                 double           y);
void             tell_panel_frame_set_stale     (TellPanelFrame  *self,
                                                 gboolean         stale);
/* Charts of one dashboard point, zoom and pause together. */
void             tell_panel_frame_set_viewport  (TellPanelFrame  *self,
                                                 ChartViewport   *viewport);
/* How much a live chart shows, ms; 0: as the document says, -1: all there is. */
void             tell_panel_frame_set_range     (TellPanelFrame  *self,
                                                 gint64           range_ms);
/* In the whole window: charts get what there is room for now, and nothing can be moved. */
void             tell_panel_frame_set_full      (TellPanelFrame  *self,
                                                 gboolean         full);
/* The keyboard goes to what can be handled in it. */
void             tell_panel_frame_grab_content  (TellPanelFrame  *self);
const char      *tell_panel_kind_get_title      (TellPanelKind    kind);
/* Where the document wants PANEL, or how large it is where it flows. */
TellGridCell     tell_panel_get_cell            (const TellPanel *panel);

G_END_DECLS
