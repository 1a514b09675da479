/* tell-grid.c: lays panels out on twelve columns, on two where it is narrow.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-grid.h"

#define SPACING      12
#define ROW_HEIGHT   68
#define NARROW_WIDTH 720 /* below it there are two columns */
#define MIN_WIDTH    280

struct _TellGrid
{
  GtkWidget parent_instance;
  GPtrArray *children; /* of borrowed GtkWidget, in order */
  GArray *cells;       /* of TellGridCell, one a child, as the document says */
};

G_DEFINE_TYPE (TellGrid, tell_grid, GTK_TYPE_WIDGET)

/* Gives a copy of the cells with their places for WIDTH. */
static TellGridCell *
place_cells (TellGrid *self, int width, int *n_columns, int *n_rows)
{
  TellGridCell *cells = g_memdup2 (self->cells->data, self->cells->len * sizeof (TellGridCell));
  gboolean narrow = width < NARROW_WIDTH;

  *n_columns = narrow ? TELL_GRID_NARROW_COLUMNS : TELL_GRID_COLUMNS;
  *n_rows = (narrow ? tell_grid_place_narrow : tell_grid_place) (cells, self->cells->len);
  return cells;
}

static GtkSizeRequestMode
tell_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_extent (int n_rows)
{
  return n_rows > 0 ? n_rows * (ROW_HEIGHT + SPACING) - SPACING : 0;
}

static void
tell_grid_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  TellGrid *self = TELL_GRID (widget);
  int n_columns = 0, n_rows = 0;
  g_autofree TellGridCell *cells = NULL;

  *minimum = *natural = MIN_WIDTH;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  cells = place_cells (self, for_size < 0 ? NARROW_WIDTH : for_size, &n_columns, &n_rows);
  *minimum = *natural = get_extent (n_rows);
}

static void
allocate_child (GtkWidget *child, const TellGridCell *cell, double column_width, gboolean rtl, int width)
{
  int left = (int) (cell->column * (column_width + SPACING) + 0.5);
  int right = (int) ((cell->column + cell->width) * (column_width + SPACING) - SPACING + 0.5);
  GtkAllocation area = {
    .x = rtl ? width - right : left,
    .y = cell->row * (ROW_HEIGHT + SPACING),
    .width = right - left,
    .height = get_extent (cell->height),
  };
  int least = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  area.width = MAX (area.width, least);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, area.width, &least, NULL, NULL, NULL);
  area.height = MAX (area.height, least);
  gtk_widget_size_allocate (child, &area, -1);
}

static void
tell_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TellGrid *self = TELL_GRID (widget);
  int n_columns = 0, n_rows = 0;
  g_autofree TellGridCell *cells = place_cells (self, width, &n_columns, &n_rows);
  double column_width = (width - (n_columns - 1) * SPACING) / (double) n_columns;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < self->children->len; i++)
    allocate_child (self->children->pdata[i], &cells[i], column_width, rtl, width);
}

static void
tell_grid_dispose (GObject *object)
{
  tell_grid_clear (TELL_GRID (object));
  G_OBJECT_CLASS (tell_grid_parent_class)->dispose (object);
}

static void
tell_grid_finalize (GObject *object)
{
  g_ptr_array_unref (TELL_GRID (object)->children);
  g_array_unref (TELL_GRID (object)->cells);
  G_OBJECT_CLASS (tell_grid_parent_class)->finalize (object);
}

static void
tell_grid_class_init (TellGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = tell_grid_finalize;
  widget_class->get_request_mode = tell_grid_get_request_mode;
  widget_class->measure = tell_grid_measure;
  widget_class->size_allocate = tell_grid_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "panelgrid");
}

static void
tell_grid_init (TellGrid *self)
{
  self->children = g_ptr_array_new ();
  self->cells = g_array_new (FALSE, FALSE, sizeof (TellGridCell));
}

/**
 * tell_grid_new:
 *
 * Returns: an empty grid
 */
GtkWidget *
tell_grid_new (void)
{
  return g_object_new (TELL_TYPE_GRID, NULL);
}

/**
 * tell_grid_add:
 * @self: the grid
 * @child: a panel
 * @cell: its place, or its size where it flows
 */
void
tell_grid_add (TellGrid *self, GtkWidget *child, TellGridCell cell)
{
  g_return_if_fail (TELL_IS_GRID (self));

  g_ptr_array_add (self->children, child);
  g_array_append_val (self->cells, cell);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
remove_missing (TellGrid *self, GPtrArray *children)
{
  for (guint i = 0; i < self->children->len; i++)
    if (!g_ptr_array_find (children, self->children->pdata[i], NULL))
      gtk_widget_unparent (self->children->pdata[i]);
}

/**
 * tell_grid_set:
 * @self: the grid
 * @children: (element-type GtkWidget): all that it is to hold, in order
 * @cells: (element-type TellGridCell): a place for each
 *
 * Those that it holds already stay as they are, in their new places.
 */
void
tell_grid_set (TellGrid *self, GPtrArray *children, GArray *cells)
{
  GtkWidget *before = NULL;

  g_return_if_fail (TELL_IS_GRID (self));
  g_return_if_fail (children->len == cells->len);

  remove_missing (self, children);
  g_ptr_array_set_size (self->children, 0);
  for (guint i = 0; i < children->len; i++)
    {
      gtk_widget_insert_after (children->pdata[i], GTK_WIDGET (self), before);
      before = children->pdata[i];
      g_ptr_array_add (self->children, before);
    }
  tell_grid_set_cells (self, cells);
}

/**
 * tell_grid_set_cells:
 * @self: the grid
 * @cells: (element-type TellGridCell): a new place for each child, in order
 */
void
tell_grid_set_cells (TellGrid *self, GArray *cells)
{
  g_return_if_fail (TELL_IS_GRID (self));
  g_return_if_fail (cells->len == self->children->len);

  g_array_set_size (self->cells, 0);
  g_array_append_vals (self->cells, cells->data, cells->len);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * tell_grid_get_step:
 * @self: the grid
 * @column: (out): pixels from one column to the next, as it is laid out now
 * @row: (out): likewise for rows
 *
 * Returns: whether it shows all columns of the document; else places can't be read from it
 */
gboolean
tell_grid_get_step (TellGrid *self, double *column, double *row)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  g_return_val_if_fail (TELL_IS_GRID (self), FALSE);

  *column = (width + SPACING) / (double) TELL_GRID_COLUMNS;
  *row = ROW_HEIGHT + SPACING;
  return width >= NARROW_WIDTH;
}

/**
 * tell_grid_clear:
 * @self: the grid
 *
 * Removes every panel.
 */
void
tell_grid_clear (TellGrid *self)
{
  g_return_if_fail (TELL_IS_GRID (self));

  for (guint i = 0; i < self->children->len; i++)
    gtk_widget_unparent (self->children->pdata[i]);
  g_ptr_array_set_size (self->children, 0);
  g_array_set_size (self->cells, 0);
}
