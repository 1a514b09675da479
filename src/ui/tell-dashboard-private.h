/* tell-dashboard-private.h: the fields of a dashboard's page, for the files that edit it and follow the pointer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tell-dashboard-page.h"
#include "tell-document-edit.h"
#include "tell-grid.h"
#include "tell-panel-frame.h"
#include "tell-range-bar.h"

G_BEGIN_DECLS

#define TELL_DASHBOARD_MAX_UNDO 100

struct _TellDashboardPage
{
  AdwBin parent_instance;
  AdwToastOverlay *toasts;
  GtkStack *stack; /* "empty", "panels" or "full" */
  GtkWidget *toolbar;
  GtkWidget *back_button;
  GtkWidget *add_button;
  GtkWidget *pause_button;
  TellRangeBar *range_bar;
  GtkWidget *note; /* what a person should know of all panels */
  TellGrid *grid;
  AdwBin *full_bin;

  TellSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *document_signals;
  GSignalGroup *series_signals;
  GPtrArray *frames;       /* of borrowed TellPanelFrame, one a panel */
  TellPanelFrame *full;    /* borrowed: what the whole window shows, NULL: the grid */
  const TellPanel *opened; /* of which panel it is; only compared */
  ChartViewport *viewport; /* of all charts */
  GQueue undo;             /* of owned TellPanelsState, the newest first */

  /* while a panel is dragged */
  TellPanelFrame *dragged;
  TellPanelZone zone;
  GArray *cells; /* of TellGridCell: how all would lie if it were let go */
};

/* tell-dashboard-page.c */
GArray *tell_dashboard_get_cells   (TellDashboardPage *self); /* (transfer full), of TellGridCell, nothing flows */
void    tell_dashboard_open_panel  (TellDashboardPage *self,
                                    TellPanelFrame    *frame);
void    tell_dashboard_close_panel (TellDashboardPage *self);

/* tell-dashboard-edit.c */
void    tell_dashboard_edit        (TellDashboardPage *self,
                                    TellPanelFrame    *frame,
                                    TellPanelEdit      edit,
                                    int                x,
                                    int                y);
/* Lays the panels out as CELLS say; one step to undo. */
void    tell_dashboard_drop        (TellDashboardPage *self,
                                    GArray            *cells);
void    tell_dashboard_add         (TellDashboardPage *self,
                                    const TellPanel   *model);
gboolean tell_dashboard_undo       (TellDashboardPage *self);
void    tell_dashboard_clear_undo  (TellDashboardPage *self);
/* What CELLS become when the one at INDEX goes by X, Y or grows by it. */
void    tell_dashboard_shift       (GArray            *cells,
                                    guint              index,
                                    TellPanelZone      zone,
                                    int                x,
                                    int                y);

/* tell-dashboard-drag.c */
void    tell_dashboard_add_drag    (TellDashboardPage *self);

G_END_DECLS
