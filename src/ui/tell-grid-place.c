/* tell-grid-place.c: where panels go on a grid of columns: some have a place, the others flow around them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-grid-place.h"

#define NARROW_HALF_WIDTH 3 /* of 12 columns: up to it a panel takes one of two */

/* One bit a column, one number a row; grows as rows are taken. */
static guint32
get_row (GArray *rows, int row)
{
  if ((guint) row >= rows->len)
    g_array_set_size (rows, row + 1);
  return g_array_index (rows, guint32, row);
}

static guint32
get_mask (const TellGridCell *cell)
{
  return ((1u << cell->width) - 1) << cell->column;
}

static gboolean
is_free (GArray *rows, const TellGridCell *cell)
{
  for (int i = 0; i < cell->height; i++)
    if ((get_row (rows, cell->row + i) & get_mask (cell)) != 0)
      return FALSE;
  return TRUE;
}

static void
take (GArray *rows, const TellGridCell *cell)
{
  for (int i = 0; i < cell->height; i++)
    {
      get_row (rows, cell->row + i);
      g_array_index (rows, guint32, cell->row + i) |= get_mask (cell);
    }
}

/* Whatever a document says fits the grid. */
static void
clamp_cell (TellGridCell *cell, int n_columns)
{
  cell->width = CLAMP (cell->width, 1, n_columns);
  cell->height = CLAMP (cell->height, 1, TELL_GRID_MAX_HEIGHT);
  cell->column = CLAMP (cell->column, 0, n_columns - cell->width);
  cell->row = CLAMP (cell->row, 0, TELL_GRID_MAX_ROWS);
}

/* The first place in reading order; one always exists in the row after the last. */
static void
find_place (GArray *rows, TellGridCell *cell, int n_columns)
{
  for (cell->row = 0;; cell->row++)
    for (cell->column = 0; cell->column + cell->width <= n_columns; cell->column++)
      if (is_free (rows, cell))
        return;
}

static int
place (TellGridCell **cells, guint n_cells, int n_columns)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (guint32));
  int n_rows = 0;

  for (guint i = 0; i < n_cells; i++)
    {
      clamp_cell (cells[i], n_columns);
      if (!cells[i]->flows)
        take (rows, cells[i]);
    }
  for (guint i = 0; i < n_cells; i++)
    {
      if (cells[i]->flows)
        {
          find_place (rows, cells[i], n_columns);
          take (rows, cells[i]);
        }
      n_rows = MAX (n_rows, cells[i]->row + cells[i]->height);
    }
  return n_rows;
}

static TellGridCell **
list_cells (TellGridCell *cells, guint n_cells)
{
  TellGridCell **list = g_new (TellGridCell *, n_cells + 1);

  for (guint i = 0; i < n_cells; i++)
    list[i] = &cells[i];
  return list;
}

/**
 * tell_grid_place:
 * @cells: (array length=n_cells): what has a place keeps it, clamped to the grid; what flows gets one
 * @n_cells: how many
 *
 * Returns: the number of rows
 */
int
tell_grid_place (TellGridCell *cells, guint n_cells)
{
  g_autofree TellGridCell **list = list_cells (cells, n_cells);

  return place (list, n_cells, TELL_GRID_COLUMNS);
}

static int
compare_reading_order (gconstpointer a, gconstpointer b)
{
  const TellGridCell *first = *(TellGridCell **) a, *second = *(TellGridCell **) b;

  if (first->row != second->row)
    return first->row - second->row;
  return first->column - second->column;
}

/**
 * tell_grid_place_narrow:
 * @cells: (array length=n_cells): as for a wide window
 * @n_cells: how many
 *
 * Returns: the number of rows, with %TELL_GRID_NARROW_COLUMNS columns
 */
int
tell_grid_place_narrow (TellGridCell *cells, guint n_cells)
{
  g_autofree TellGridCell **list = list_cells (cells, n_cells);

  place (list, n_cells, TELL_GRID_COLUMNS);
  qsort (list, n_cells, sizeof *list, compare_reading_order);
  for (guint i = 0; i < n_cells; i++)
    {
      list[i]->width = list[i]->width <= NARROW_HALF_WIDTH ? 1 : TELL_GRID_NARROW_COLUMNS;
      list[i]->flows = TRUE;
    }
  return place (list, n_cells, TELL_GRID_NARROW_COLUMNS);
}
