/* tell-grid-place.h: where panels go on a grid of columns: some have a place, the others flow around them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TELL_GRID_COLUMNS 12        /* of the document */
#define TELL_GRID_NARROW_COLUMNS 2  /* of a narrow window: what is at most a quarter wide shares a row */
#define TELL_GRID_MAX_ROWS 1000
#define TELL_GRID_MAX_HEIGHT 40

typedef struct
{
  int      column, row, width, height;
  gboolean flows; /* column and row are found for it */
} TellGridCell;

/* Both fill CELLS and give the number of rows. */
int tell_grid_place        (TellGridCell *cells,
                            guint         n_cells);
/* After the cell at MOVED was moved or resized (-1: one went): it has its place, what it lies on goes down, and then all
 * come up as far as they can. Nothing flows any more. */
int tell_grid_arrange      (TellGridCell *cells,
                            guint         n_cells,
                            int           moved);
/* One below the other, in reading order of their places. */
int tell_grid_place_narrow (TellGridCell *cells,
                            guint         n_cells);

G_END_DECLS
