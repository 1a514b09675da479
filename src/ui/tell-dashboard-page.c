/* tell-dashboard-page.c: the panels of a document on a grid that scrolls and folds to the window's width.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-dashboard-private.h"

#include "tell-panel-dialog.h"
#include "tell-ui.h"

#include <glib/gi18n.h>

G_DEFINE_TYPE (TellDashboardPage, tell_dashboard_page, ADW_TYPE_BIN)

static GPtrArray *
get_panels (TellDashboardPage *self)
{
  return tell_document_get_panels (tell_session_get_document (self->session));
}

static void
update_stale (TellDashboardPage *self)
{
  gboolean stale = self->session != NULL && tell_session_get_state (self->session) != TELL_SESSION_CONNECTED;

  for (guint i = 0; i < self->frames->len; i++)
    tell_panel_frame_set_stale (self->frames->pdata[i], stale);
  if (self->full != NULL)
    tell_panel_frame_set_stale (self->full, stale);
}

GArray *
tell_dashboard_get_cells (TellDashboardPage *self)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (TellGridCell));

  for (guint i = 0; i < get_panels (self)->len; i++)
    {
      TellGridCell cell = tell_panel_get_cell (get_panels (self)->pdata[i]);

      g_array_append_val (cells, cell);
    }
  tell_grid_place ((TellGridCell *) cells->data, cells->len);
  for (guint i = 0; i < cells->len; i++)
    g_array_index (cells, TellGridCell, i).flows = FALSE;
  return cells;
}

/* What is left out is said. */
static void
update_note (TellDashboardPage *self)
{
  g_autoptr (SeriesStore) series = g_signal_group_dup_target (self->series_signals);
  g_autofree char *text = NULL;

  /* Translators: %d is 1000 */
  text = g_strdup_printf (_ ("This server sends more than %d series of numbers; more are not kept."),
                          SERIES_STORE_MAX_SERIES);
  gtk_label_set_label (GTK_LABEL (self->note), text);
  gtk_widget_set_visible (self->note, series != NULL && series_store_get_full (series));
}

/* --- One panel in the whole window */

static void
update_bar (TellDashboardPage *self)
{
  gtk_widget_set_visible (self->back_button, self->full != NULL);
  gtk_widget_set_visible (self->add_button, self->full == NULL);
  gtk_widget_set_visible (self->toolbar, self->frames->len > 0);
  gtk_stack_set_visible_child_name (self->stack, self->full != NULL      ? "full"
                                                 : self->frames->len > 0 ? "panels"
                                                                         : "empty");
}

static void
prepare_frame (TellDashboardPage *self, TellPanelFrame *frame)
{
  tell_panel_frame_set_viewport (frame, self->viewport);
  tell_panel_frame_set_range (frame, tell_range_bar_get_range (self->range_bar));
}

void
tell_dashboard_open_panel (TellDashboardPage *self, TellPanelFrame *frame)
{
  const TellPanel *panel = tell_panel_frame_get_panel (frame);

  self->opened = panel;
  self->full = TELL_PANEL_FRAME (tell_panel_frame_new (self->session, panel));
  prepare_frame (self, self->full);
  tell_panel_frame_set_full (self->full, TRUE);
  adw_bin_set_child (self->full_bin, GTK_WIDGET (self->full));
  update_stale (self);
  update_bar (self);
  tell_panel_frame_grab_content (self->full);
}

void
tell_dashboard_close_panel (TellDashboardPage *self)
{
  const TellPanel *panel = self->opened;

  if (self->full == NULL)
    return;
  self->full = NULL;
  self->opened = NULL;
  update_bar (self);
  adw_bin_set_child (self->full_bin, NULL);
  for (guint i = 0; i < self->frames->len; i++)
    if (tell_panel_frame_get_panel (self->frames->pdata[i]) == panel)
      gtk_widget_grab_focus (self->frames->pdata[i]);
}

/* --- The panels */

static void
activated_cb (TellPanelFrame *frame, TellDashboardPage *self)
{
  tell_dashboard_open_panel (self, frame);
}

static void
edited_cb (TellPanelFrame *frame, int edit, int x, int y, TellDashboardPage *self)
{
  tell_dashboard_edit (self, frame, edit, x, y);
}

static GtkWidget *
take_frame (TellDashboardPage *self, GPtrArray *old, const TellPanel *panel)
{
  GtkWidget *frame = NULL;

  for (guint i = 0; i < old->len; i++)
    if (tell_panel_frame_get_panel (old->pdata[i]) == panel)
      return old->pdata[i];
  frame = tell_panel_frame_new (self->session, panel);
  prepare_frame (self, TELL_PANEL_FRAME (frame));
  g_signal_connect (frame, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect (frame, "edited", G_CALLBACK (edited_cb), self);
  return frame;
}

/* A panel that is still there keeps its widget, and with it what a person did in it. */
static void
follow_document (TellDashboardPage *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->frames);
  GPtrArray *panels = get_panels (self);
  g_autoptr (GArray) cells = tell_dashboard_get_cells (self);

  self->frames = g_ptr_array_new ();
  for (guint i = 0; i < panels->len; i++)
    g_ptr_array_add (self->frames, take_frame (self, old, panels->pdata[i]));
  tell_grid_set (self->grid, self->frames, cells);
  if (self->opened != NULL && !g_ptr_array_find (panels, self->opened, NULL))
    tell_dashboard_close_panel (self);
  update_stale (self);
  update_bar (self);
}

/* --- The toolbar */

static void
range_changed_cb (TellDashboardPage *self)
{
  gint64 range_ms = tell_range_bar_get_range (self->range_bar);

  chart_viewport_go_live (self->viewport);
  for (guint i = 0; i < self->frames->len; i++)
    tell_panel_frame_set_range (self->frames->pdata[i], range_ms);
  if (self->full != NULL)
    tell_panel_frame_set_range (self->full, range_ms);
}

static void
viewport_changed_cb (TellDashboardPage *self)
{
  gboolean frozen = chart_viewport_get_state (self->viewport) == CHART_VIEWPORT_FROZEN;
  const char *text = frozen ? _ ("Go Live") : _ ("Pause Charts");

  gtk_button_set_icon_name (GTK_BUTTON (self->pause_button),
                            frozen ? "media-playback-start-symbolic" : "media-playback-pause-symbolic");
  gtk_widget_set_tooltip_text (self->pause_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* The first chart says what all are frozen to. */
static ChartPanel *
find_chart (TellDashboardPage *self)
{
  for (guint i = 0; i < self->frames->len; i++)
    if (tell_panel_frame_get_chart (self->frames->pdata[i]) != NULL)
      return tell_panel_frame_get_chart (self->frames->pdata[i]);
  return NULL;
}

static void
pause_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TellDashboardPage *self = TELL_DASHBOARD_PAGE (widget);
  ChartPanel *chart = self->full ? tell_panel_frame_get_chart (self->full) : find_chart (self);
  gint64 now_ms = 0;

  if (chart_viewport_get_state (self->viewport) == CHART_VIEWPORT_FROZEN)
    chart_viewport_go_live (self->viewport);
  else if (chart != NULL)
    {
      now_ms = eio_clock_get_wall (tell_session_get_clock (self->session)) / 1000;
      chart_viewport_show (self->viewport, now_ms - chart_panel_get_range (chart), now_ms);
    }
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tell_dashboard_undo (TELL_DASHBOARD_PAGE (widget));
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tell_dashboard_close_panel (TELL_DASHBOARD_PAGE (widget));
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TellDashboardPage *self = TELL_DASHBOARD_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = NULL;

  if (self->session == NULL)
    return;
  dialog = tell_panel_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->session);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (tell_dashboard_add), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
undo_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_get_mapped (widget) && tell_dashboard_undo (TELL_DASHBOARD_PAGE (widget));
}

static gboolean
escape_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TellDashboardPage *self = TELL_DASHBOARD_PAGE (widget);

  if (!gtk_widget_get_mapped (widget) || self->full == NULL)
    return FALSE;
  tell_dashboard_close_panel (self);
  return TRUE;
}

/* Wherever in the window the keyboard is; what it is in comes first. */
static void
add_keys (TellDashboardPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z,
                                                                                  GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (undo_key_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_key_cb, NULL,
                                                                                   NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
tell_dashboard_page_dispose (GObject *object)
{
  TellDashboardPage *self = TELL_DASHBOARD_PAGE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->series_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->viewport);
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  tell_dashboard_clear_undo (self);
  G_OBJECT_CLASS (tell_dashboard_page_parent_class)->dispose (object);
}

static void
tell_dashboard_page_class_init (TellDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_dashboard_page_dispose;
  g_type_ensure (TELL_TYPE_GRID);
  g_type_ensure (TELL_TYPE_RANGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, TELL_UI_RESOURCES "ui/tell-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, range_bar);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, note);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, grid);
  gtk_widget_class_bind_template_child (widget_class, TellDashboardPage, full_bin);
  gtk_widget_class_install_action (widget_class, "dashboard.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "dashboard.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "dashboard.pause", NULL, pause_cb);
  gtk_widget_class_install_action (widget_class, "dashboard.add", NULL, add_cb);
}

static void
tell_dashboard_page_init (TellDashboardPage *self)
{
  self->frames = g_ptr_array_new ();
  self->viewport = chart_viewport_new ();
  g_queue_init (&self->undo);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (TELL_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state", G_CALLBACK (update_stale), self);
  self->document_signals = g_signal_group_new (TELL_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "panels-changed", G_CALLBACK (follow_document),
                                  self);
  self->series_signals = g_signal_group_new (SERIES_TYPE_STORE);
  g_signal_group_connect_swapped (self->series_signals, "notify::full", G_CALLBACK (update_note), self);
  g_signal_connect_object (self->range_bar, "changed", G_CALLBACK (range_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "changed", G_CALLBACK (viewport_changed_cb), self,
                           G_CONNECT_SWAPPED);
  viewport_changed_cb (self);
  tell_dashboard_add_drag (self);
  add_keys (self);
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
  tell_dashboard_close_panel (self);
  tell_dashboard_clear_undo (self);
  g_ptr_array_set_size (self->frames, 0);
  tell_grid_clear (self->grid);
  chart_viewport_go_live (self->viewport);
  tell_range_bar_set_range (self->range_bar, TELL_RANGE_DOCUMENT);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->document_signals, session ? tell_session_get_document (session) : NULL);
  g_signal_group_set_target (self->series_signals,
                             session ? tell_store_get_series (tell_session_get_store (session)) : NULL);
  update_note (self);
  if (session != NULL)
    follow_document (self);
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
