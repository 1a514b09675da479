/* tell-grid.h: lays panels out on twelve columns, on two where it is narrow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "tell-grid-place.h"

G_BEGIN_DECLS

#define TELL_TYPE_GRID (tell_grid_get_type ())
G_DECLARE_FINAL_TYPE (TellGrid, tell_grid, TELL, GRID, GtkWidget)

GtkWidget *tell_grid_new   (void);
void       tell_grid_add   (TellGrid     *self,
                            GtkWidget    *child,
                            TellGridCell  cell);
void       tell_grid_set       (TellGrid     *self,
                                GPtrArray    *children,
                                GArray       *cells);
void       tell_grid_set_cells (TellGrid     *self,
                                GArray       *cells);
gboolean   tell_grid_get_step  (TellGrid     *self,
                                double       *column,
                                double       *row);
void       tell_grid_clear (TellGrid     *self);

G_END_DECLS
