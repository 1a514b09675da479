/* tell-dashboard-drag.c: panels are moved by their title and resized by their corner; a double click on the title gives one
 * the whole window.
 *
 * The gestures are the grid's, not the card's: a card that moves under the pointer would see it jump.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-dashboard-private.h"

#include <math.h>

#define THRESHOLD 8 /* pixels: less is a click */

static TellPanelFrame *
find_frame (TellDashboardPage *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->grid), x, y, GTK_PICK_DEFAULT);

  return picked ? TELL_PANEL_FRAME (gtk_widget_get_ancestor (picked, TELL_TYPE_PANEL_FRAME)) : NULL;
}

static TellPanelZone
find_zone (TellDashboardPage *self, double x, double y, TellPanelFrame **frame)
{
  double in_x = 0, in_y = 0;

  *frame = find_frame (self, x, y);
  if (*frame == NULL ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (self->grid), GTK_WIDGET (*frame), x, y, &in_x, &in_y))
    return TELL_PANEL_ZONE_NONE;
  return tell_panel_frame_get_zone (*frame, in_x, in_y);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, TellDashboardPage *self)
{
  TellPanelFrame *frame = NULL;
  double column = 0, row = 0;

  self->zone = find_zone (self, x, y, &frame);
  self->dragged = frame;
  g_clear_pointer (&self->cells, g_array_unref);
  if (self->zone == TELL_PANEL_ZONE_NONE || !tell_grid_get_step (self->grid, &column, &row))
    {
      self->dragged = NULL;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    }
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, TellDashboardPage *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self->grid)) == GTK_TEXT_DIR_RTL;
  double column = 0, row = 0;
  guint index = 0;

  if (self->dragged == NULL || !g_ptr_array_find (self->frames, self->dragged, &index) ||
      (self->cells == NULL && hypot (dx, dy) < THRESHOLD))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_add_css_class (GTK_WIDGET (self->dragged), "dragged");
  tell_grid_get_step (self->grid, &column, &row);
  g_clear_pointer (&self->cells, g_array_unref);
  self->cells = tell_dashboard_get_cells (self);
  tell_dashboard_shift (self->cells, index, self->zone, (int) lround ((rtl ? -dx : dx) / column),
                        (int) lround (dy / row));
  tell_grid_set_cells (self->grid, self->cells);
}

static void
let_go (TellDashboardPage *self)
{
  if (self->dragged != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->dragged), "dragged");
  self->dragged = NULL;
  g_clear_pointer (&self->cells, g_array_unref);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, TellDashboardPage *self)
{
  g_autoptr (GArray) cells = g_steal_pointer (&self->cells);
  TellPanelFrame *frame = self->dragged;

  let_go (self);
  if (frame == NULL || cells == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (frame));
  tell_dashboard_drop (self, cells);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, TellDashboardPage *self)
{
  g_autoptr (GArray) cells = NULL;

  if (self->cells == NULL || self->session == NULL)
    return;
  let_go (self);
  cells = tell_dashboard_get_cells (self);
  tell_grid_set_cells (self->grid, cells);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, TellDashboardPage *self)
{
  TellPanelFrame *frame = NULL;

  if (find_zone (self, x, y, &frame) == TELL_PANEL_ZONE_TITLE)
    gtk_widget_grab_focus (GTK_WIDGET (frame));
  if (frame != NULL && n_press == 2 && find_zone (self, x, y, &frame) == TELL_PANEL_ZONE_TITLE)
    tell_dashboard_open_panel (self, frame);
}

void
tell_dashboard_add_drag (TellDashboardPage *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), GTK_EVENT_CONTROLLER (click));
}
