/* tell-dashboard-edit.c: what a person does to the panels of a dashboard, and how it is undone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-dashboard-private.h"

#include <glib/gi18n.h>

#define MIN_WIDTH  2 /* columns; narrower nothing can be read */
#define MIN_HEIGHT 2

static TellDocument *
get_document (TellDashboardPage *self)
{
  return tell_session_get_document (self->session);
}

/* Before each edit. */
static void
remember (TellDashboardPage *self)
{
  g_queue_push_head (&self->undo, tell_document_save_panels (get_document (self)));
  if (g_queue_get_length (&self->undo) > TELL_DASHBOARD_MAX_UNDO)
    tell_panels_state_free (g_queue_pop_tail (&self->undo));
}

void
tell_dashboard_clear_undo (TellDashboardPage *self)
{
  g_queue_clear_full (&self->undo, (GDestroyNotify) tell_panels_state_free);
}

/**
 * tell_dashboard_undo:
 * @self: the page
 *
 * Takes the last edit back.
 *
 * Returns: whether there was one
 */
gboolean
tell_dashboard_undo (TellDashboardPage *self)
{
  g_autoptr (TellPanelsState) state = g_queue_pop_head (&self->undo);

  if (state == NULL || self->session == NULL)
    return FALSE;
  tell_document_restore_panels (get_document (self), state);
  return TRUE;
}

static void
offer_undo (TellDashboardPage *self, char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "dashboard.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
  g_free (sentence);
}

/* Lays the panels out as CELLS say. */
static void
place (TellDashboardPage *self, GArray *cells)
{
  g_autofree TellPanelAt *places = g_new0 (TellPanelAt, cells->len + 1);

  for (guint i = 0; i < cells->len; i++)
    {
      const TellGridCell *cell = &g_array_index (cells, TellGridCell, i);

      places[i] = (TellPanelAt){ { cell->column, cell->row, cell->width, cell->height } };
    }
  tell_document_place_panels (get_document (self), places, cells->len);
}

void
tell_dashboard_shift (GArray *cells, guint index, TellPanelZone zone, int x, int y)
{
  TellGridCell *cell = &g_array_index (cells, TellGridCell, index);

  if (zone == TELL_PANEL_ZONE_CORNER)
    {
      cell->width = CLAMP (cell->width + x, MIN_WIDTH, TELL_GRID_COLUMNS - cell->column);
      cell->height = CLAMP (cell->height + y, MIN_HEIGHT, TELL_GRID_MAX_HEIGHT);
    }
  else
    {
      cell->column = CLAMP (cell->column + x, 0, TELL_GRID_COLUMNS - cell->width);
      cell->row = CLAMP (cell->row + y, 0, TELL_GRID_MAX_ROWS);
    }
  tell_grid_arrange ((TellGridCell *) cells->data, cells->len, (int) index);
}

static gboolean
same_places (GArray *a, GArray *b)
{
  return memcmp (a->data, b->data, a->len * sizeof (TellGridCell)) == 0;
}

/* One step down may mean past a panel that is several rows high: as far as it takes for something to change. */
static void
shift (TellDashboardPage *self, guint index, TellPanelZone zone, int x, int y)
{
  g_autoptr (GArray) before = tell_dashboard_get_cells (self);

  for (int far = 1; far <= TELL_GRID_MAX_HEIGHT; far++)
    {
      g_autoptr (GArray) cells = g_array_copy (before);

      tell_dashboard_shift (cells, index, zone, x * far, y * far);
      if (same_places (cells, before))
        continue;
      remember (self);
      place (self, cells);
      return;
    }
}

/* Where the pointer let a panel go. */
void
tell_dashboard_drop (TellDashboardPage *self, GArray *cells)
{
  g_autoptr (GArray) before = tell_dashboard_get_cells (self);

  if (same_places (cells, before))
    return;
  remember (self);
  place (self, cells);
}

static void
remove_panel (TellDashboardPage *self, TellPanelFrame *frame, guint index)
{
  g_autoptr (GArray) cells = tell_dashboard_get_cells (self);
  g_autofree char *name = tell_panel_frame_dup_name (frame);
  GtkWidget *next = NULL;

  remember (self);
  tell_document_remove_panel (get_document (self), tell_panel_frame_get_panel (frame));
  g_array_remove_index (cells, index);
  tell_grid_arrange ((TellGridCell *) cells->data, cells->len, -1);
  place (self, cells);
  if (self->frames->len > 0)
    next = self->frames->pdata[MIN (index, self->frames->len - 1)];
  if (next != NULL)
    gtk_widget_grab_focus (next);
  /* Translators: %s is the title of a panel */
  offer_undo (self, g_strdup_printf (_ ("“%s” removed"), name));
}

/* What is new flows into the first gap that it fits in, and stays there. */
static void
settle (TellDashboardPage *self, const TellPanel *panel, const char *sentence)
{
  g_autoptr (GArray) cells = tell_dashboard_get_cells (self);

  place (self, cells);
  for (guint i = 0; i < self->frames->len; i++)
    if (tell_panel_frame_get_panel (self->frames->pdata[i]) == panel)
      gtk_widget_grab_focus (self->frames->pdata[i]);
  offer_undo (self, g_strdup (sentence));
}

static void
duplicate (TellDashboardPage *self, TellPanelFrame *frame)
{
  TellPanel *copy = NULL;

  remember (self);
  copy = tell_document_duplicate_panel (get_document (self), tell_panel_frame_get_panel (frame));
  if (copy != NULL)
    settle (self, copy, _ ("Panel duplicated"));
}

/**
 * tell_dashboard_add:
 * @self: the page
 * @model: a panel to add
 */
void
tell_dashboard_add (TellDashboardPage *self, const TellPanel *model)
{
  TellPanel *panel = NULL;

  if (self->session == NULL)
    return;
  remember (self);
  panel = tell_document_add_panel (get_document (self), model);
  if (panel != NULL)
    settle (self, panel, _ ("Panel added"));
}

void
tell_dashboard_edit (TellDashboardPage *self, TellPanelFrame *frame, TellPanelEdit edit, int x, int y)
{
  guint index = 0;

  if (self->full != NULL || !g_ptr_array_find (self->frames, frame, &index))
    return;
  switch (edit)
    {
    case TELL_PANEL_EDIT_MOVE:
      shift (self, index, TELL_PANEL_ZONE_TITLE, x, y);
      break;
    case TELL_PANEL_EDIT_RESIZE:
      shift (self, index, TELL_PANEL_ZONE_CORNER, x, y);
      break;
    case TELL_PANEL_EDIT_DUPLICATE:
      duplicate (self, frame);
      break;
    case TELL_PANEL_EDIT_REMOVE:
      remove_panel (self, frame, index);
      break;
    default:
      g_assert_not_reached ();
    }
}
