/* test-grid.c: where panels go.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-grid.h"
#include "ui-test.h"

static void
assert_cell (const TellGridCell *cell, int column, int row, int width, int height)
{
  g_assert_cmpint (cell->column, ==, column);
  g_assert_cmpint (cell->row, ==, row);
  g_assert_cmpint (cell->width, ==, width);
  g_assert_cmpint (cell->height, ==, height);
}

static void
test_fixed_and_flow (void)
{
  TellGridCell cells[] = {
    { .width = 3, .height = 2, .flows = TRUE },
    { 3, 0, 6, 4, FALSE },
    { .width = 6, .height = 4, .flows = TRUE },
    { .width = 3, .height = 2, .flows = TRUE },
  };

  g_assert_cmpint (tell_grid_place (cells, G_N_ELEMENTS (cells)), ==, 8);
  assert_cell (&cells[0], 0, 0, 3, 2);
  assert_cell (&cells[1], 3, 0, 6, 4);
  assert_cell (&cells[2], 0, 4, 6, 4);
  assert_cell (&cells[3], 9, 0, 3, 2);
}

static void
test_clamped (void)
{
  TellGridCell cells[] = { { 11, -3, 40, 9999, FALSE }, { 5, G_MAXINT, 0, 0, FALSE } };

  tell_grid_place (cells, G_N_ELEMENTS (cells));
  assert_cell (&cells[0], 0, 0, 12, TELL_GRID_MAX_HEIGHT);
  assert_cell (&cells[1], 5, TELL_GRID_MAX_ROWS, 1, 1);
}

static void
test_narrow (void)
{
  TellGridCell cells[] = {
    { 6, 0, 6, 4, FALSE }, /* after the first in reading order */
    { 0, 0, 3, 2, FALSE },
    { 3, 0, 3, 2, FALSE },
  };

  g_assert_cmpint (tell_grid_place_narrow (cells, G_N_ELEMENTS (cells)), ==, 6);
  assert_cell (&cells[1], 0, 0, 1, 2);
  assert_cell (&cells[2], 1, 0, 1, 2);
  assert_cell (&cells[0], 0, 2, 2, 4);
}

static void
test_none (void)
{
  g_assert_cmpint (tell_grid_place (NULL, 0), ==, 0);
  g_assert_cmpint (tell_grid_place_narrow (NULL, 0), ==, 0);
}

/* What is moved has its place, what it lies on goes down, and nothing hangs in the air. */
static void
test_arrange (void)
{
  TellGridCell cells[] = {
    { 0, 0, 6, 4, FALSE },
    { 6, 1, 6, 4, FALSE }, /* moved a row down: it comes up again */
    { 3, 0, 6, 2, FALSE }, /* onto both, then */
    { .width = 12, .height = 1, .flows = TRUE },
  };

  g_assert_cmpint (tell_grid_arrange (cells, 2, 1), ==, 4);
  assert_cell (&cells[1], 6, 0, 6, 4);
  g_assert_cmpint (tell_grid_arrange (cells, 4, 2), ==, 7);
  assert_cell (&cells[2], 3, 0, 6, 2);
  assert_cell (&cells[0], 0, 2, 6, 4);
  assert_cell (&cells[1], 6, 2, 6, 4);
  assert_cell (&cells[3], 0, 6, 12, 1);
  g_assert_false (cells[3].flows);
  g_assert_cmpint (tell_grid_arrange (NULL, 0, -1), ==, 0);
}

/* However they lie and whichever is moved: afterwards no two lie on each other, and none could come up. */
static void
test_arrange_random (void)
{
  for (int round_no = 0; round_no < 500; round_no++)
    {
      TellGridCell cells[12];
      guint n = g_test_rand_int_range (1, G_N_ELEMENTS (cells) + 1);

      for (guint i = 0; i < n; i++)
        cells[i] =
            (TellGridCell){ g_test_rand_int_range (0, 12), g_test_rand_int_range (0, 20),
                            g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 6), g_test_rand_bit () };
      tell_grid_arrange (cells, n, g_test_rand_int_range (-1, n));
      for (guint i = 0; i < n; i++)
        {
          gboolean rests = cells[i].row == 0;

          g_assert_cmpint (cells[i].column + cells[i].width, <=, TELL_GRID_COLUMNS);
          for (guint j = 0; j < n; j++)
            {
              gboolean beside = cells[i].column >= cells[j].column + cells[j].width ||
                                cells[j].column >= cells[i].column + cells[i].width;

              g_assert_true (i == j || beside || cells[i].row >= cells[j].row + cells[j].height ||
                             cells[j].row >= cells[i].row + cells[i].height);
              rests |= i != j && !beside && cells[j].row + cells[j].height == cells[i].row;
            }
          g_assert_true (rests);
        }
    }
}

static void
add_label (TellGrid *grid, TellGridCell cell)
{
  tell_grid_add (grid, gtk_label_new ("x"), cell);
}

static void
assert_area (GtkWidget *child, GtkWidget *grid, int x, int y, int width, int height)
{
  graphene_rect_t area;

  g_assert_true (gtk_widget_compute_bounds (child, grid, &area));
  g_assert_cmpfloat_with_epsilon (area.origin.x, x, 1);
  g_assert_cmpfloat_with_epsilon (area.origin.y, y, 1);
  g_assert_cmpfloat_with_epsilon (area.size.width, width, 1);
  g_assert_cmpfloat_with_epsilon (area.size.height, height, 1);
}

static void
test_widget (void)
{
  GtkWidget *grid = tell_grid_new ();
  GtkWindow *window = NULL;
  GtkWidget *first = NULL;
  int half = 0;

  add_label (TELL_GRID (grid), (TellGridCell){ 0, 0, 6, 2, FALSE });
  add_label (TELL_GRID (grid), (TellGridCell){ 6, 0, 6, 2, FALSE });
  first = gtk_widget_get_first_child (grid);
  window = ui_test_show (grid, 1000, 400);
  half = (gtk_widget_get_width (grid) - 12) / 2;
  assert_area (first, grid, 0, 0, half, 148);
  assert_area (gtk_widget_get_next_sibling (first), grid, half + 12, 0, half, 148);
  ui_test_close (window);
}

static void
test_widget_rtl (void)
{
  GtkWidget *grid = tell_grid_new ();
  GtkWindow *window = NULL;
  int half = 0;

  gtk_widget_set_direction (grid, GTK_TEXT_DIR_RTL);
  add_label (TELL_GRID (grid), (TellGridCell){ 0, 0, 6, 1, FALSE });
  window = ui_test_show (grid, 1000, 400);
  half = (gtk_widget_get_width (grid) - 12) / 2;
  assert_area (gtk_widget_get_first_child (grid), grid, half + 12, 0, half, 68);
  ui_test_close (window);
}

static void
test_finalize (void)
{
  GtkWidget *grid = tell_grid_new ();

  add_label (TELL_GRID (grid), (TellGridCell){ 0, 0, 3, 1, FALSE });
  ui_test_assert_finalize_widget (grid);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/grid/fixed-and-flow", test_fixed_and_flow);
  g_test_add_func ("/ui/grid/clamped", test_clamped);
  g_test_add_func ("/ui/grid/narrow", test_narrow);
  g_test_add_func ("/ui/grid/arrange", test_arrange);
  g_test_add_func ("/ui/grid/arrange-random", test_arrange_random);
  g_test_add_func ("/ui/grid/none", test_none);
  g_test_add_func ("/ui/grid/widget", test_widget);
  g_test_add_func ("/ui/grid/widget-rtl", test_widget_rtl);
  g_test_add_func ("/ui/grid/finalize", test_finalize);
  return g_test_run ();
}
