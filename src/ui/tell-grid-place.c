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

static gboolean
overlaps (const TellGridCell *a, const TellGridCell *b)
{
  return a->column < b->column + b->width && b->column < a->column + a->width &&
         a->row < b->row + b->height && b->row < a->row + a->height;
}

static const TellGridCell *
find_overlap (TellGridCell *const *cells, guint n_cells, const TellGridCell *cell)
{
  for (guint i = 0; i < n_cells; i++)
    if (overlaps (cells[i], cell))
      return cells[i];
  return NULL;
}

/* Each below those before it that it would lie on. */
static void
push_down (TellGridCell **cells, guint n_cells)
{
  const TellGridCell *above;

  for (guint i = 1; i < n_cells; i++)
    while ((above = find_overlap (cells, i, cells[i])) != NULL)
      cells[i]->row = above->row + above->height;
}

/* Each as far up as those before it leave room. */
static void
pull_up (TellGridCell **cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    while (cells[i]->row > 0)
      {
        cells[i]->row--;
        if (find_overlap (cells, i, cells[i]) == NULL)
          continue;
        cells[i]->row++;
        break;
      }
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
 * tell_grid_arrange:
 * @cells: (array length=n_cells): the cells; what flows is placed first
 * @n_cells: how many
 * @moved: the one that a person moved or resized, which has its way; -1 for none
 *
 * Returns: the number of rows
 */
int
tell_grid_arrange (TellGridCell *cells, guint n_cells, int moved)
{
  g_autofree TellGridCell **list = list_cells (cells, n_cells);
  int n_rows = 0;

  place (list, n_cells, TELL_GRID_COLUMNS);
  if (moved >= 0)
    {
      list[moved] = list[0];
      list[0] = &cells[moved];
    }
  if (n_cells > 1)
    qsort (list + (moved >= 0), n_cells - (moved >= 0), sizeof *list, compare_reading_order);
  push_down (list, n_cells);
  if (n_cells > 1)
    qsort (list, n_cells, sizeof *list, compare_reading_order);
  pull_up (list, n_cells);
  for (guint i = 0; i < n_cells; i++)
    {
      cells[i].flows = FALSE;
      n_rows = MAX (n_rows, cells[i].row + cells[i].height);
    }
  return n_rows;
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
