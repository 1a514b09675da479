/* tell-dashboard-page.c: the panels of a document on a grid that scrolls and folds to the window's width.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-dashboard-page.h"

#include "tell-grid.h"
#include "tell-panel-frame.h"
#include "tell-ui.h"

struct _TellDashboardPage
{
  AdwBin parent_instance;
  GtkStack *stack;
  TellGrid *grid;

  TellSession *session;
  GSignalGroup *session_signals;
  GPtrArray *frames; /* of borrowed TellPanelFrame */
};

G_DEFINE_TYPE (TellDashboardPage, tell_dashboard_page, ADW_TYPE_BIN)

static void
update_stale (TellDashboardPage *self)
{
  gboolean stale = self->session != NULL && tell_session_get_state (self->session) != TELL_SESSION_CONNECTED;

  for (guint i = 0; i < self->frames->len; i++)
    tell_panel_frame_set_stale (self->frames->pdata[i], stale);
}

static void
clear_panels (TellDashboardPage *self)
{
  g_ptr_array_set_size (self->frames, 0);
  tell_grid_clear (self->grid);
}

static void
add_panels (TellDashboardPage *self)
{
  GPtrArray *panels = tell_document_get_panels (tell_session_get_document (self->session));

  for (guint i = 0; i < panels->len; i++)
    {
      GtkWidget *frame = tell_panel_frame_new (self->session, panels->pdata[i]);

      g_ptr_array_add (self->frames, frame);
      tell_grid_add (self->grid, frame, tell_panel_get_cell (panels->pdata[i]));
    }
}

static void
tell_dashboard_page_dispose (GObject *object)
{
  TellDashboardPage *self = TELL_DASHBOARD_PAGE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  G_OBJECT_CLASS (tell_dashboard_page_parent_class)->dispose (object);
}

static void
tell_dashboard_page_class_init (TellDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_dashboard_page_dispose;
  g_type_ensure (TELL_TYPE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, grid);
}

static void
tell_dashboard_page_init (TellDashboardPage *self)
{
  self->frames = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (TELL_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state", G_CALLBACK (update_stale), self);
}

/**
 * tell_dashboard_page_new:
 *
 * Returns: an empty page
 */
GtkWidget *
tell_dashboard_page_new (void)
{
  return g_object_new (TELL_TYPE_DASHBOARD_PAGE, NULL);
}

/**
 * tell_dashboard_page_set_session:
 * @self: the page
 * @session: (nullable): whose panels to show
 */
void
tell_dashboard_page_set_session (TellDashboardPage *self, TellSession *session)
{
  g_return_if_fail (TELL_IS_DASHBOARD_PAGE (self));

  if (!g_set_object (&self->session, session))
    return;
  clear_panels (self);
  g_signal_group_set_target (self->session_signals, session);
  if (session == NULL)
    return;
  add_panels (self);
  update_stale (self);
  gtk_stack_set_visible_child_name (self->stack, self->frames->len > 0 ? "panels" : "empty");
}

/**
 * tell_dashboard_page_get_n_panels:
 * @self: the page
 *
 * Returns: how many panels it shows
 */
guint
tell_dashboard_page_get_n_panels (TellDashboardPage *self)
{
  g_return_val_if_fail (TELL_IS_DASHBOARD_PAGE (self), 0);
  return self->frames->len;
}
