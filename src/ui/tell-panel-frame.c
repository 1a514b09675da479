/* tell-panel-frame.c: one panel of a dashboard on its card, with a menu of what can be done with it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-panel-frame-private.h"

#include "tell-panel-content.h"
#include "tell-text.h"
#include "tell-ui.h"

#include <glib/gi18n.h>
#include <math.h>

#define TITLE_HEIGHT 40 /* of a card, from its upper edge: what can be dragged */

enum
{
  ACTIVATED,
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (TellPanelFrame, tell_panel_frame, ADW_TYPE_BIN)

static TellStore *
get_store (TellPanelFrame *self)
{
  return tell_session_get_store (self->session);
}

static char *
dup_title (TellPanelFrame *self, const char *fallback)
{
  return tell_text_to_plain (self->panel->title ? self->panel->title : fallback);
}

/**
 * tell_panel_kind_get_title:
 * @kind: a kind of panel
 *
 * Returns: (transfer none): what people call it
 */
const char *
tell_panel_kind_get_title (TellPanelKind kind)
{
  static const char *const names[] = {
    [TELL_PANEL_LINE] = N_ ("Line Chart"),
    [TELL_PANEL_AREA] = N_ ("Area Chart"),
    [TELL_PANEL_STACKED] = N_ ("Stacked Areas"),
    [TELL_PANEL_BAR] = N_ ("Bars"),
    [TELL_PANEL_STAT] = N_ ("Number"),
    [TELL_PANEL_GAUGE] = N_ ("Gauge"),
    [TELL_PANEL_SPARKLINE] = N_ ("Sparkline"),
    [TELL_PANEL_TABLE] = N_ ("Table"),
    [TELL_PANEL_LOG] = N_ ("Log"),
    [TELL_PANEL_HEATMAP] = N_ ("Heatmap"),
    [TELL_PANEL_PEOPLE] = N_ ("People"),
    [TELL_PANEL_CHAT] = N_ ("Chat"),
  };

  return kind < G_N_ELEMENTS (names) ? _ (names[kind]) : "";
}

char *
tell_panel_frame_dup_name (TellPanelFrame *self)
{
  g_return_val_if_fail (TELL_IS_PANEL_FRAME (self), NULL);

  return dup_title (self, tell_panel_kind_get_title (self->panel->kind));
}

void
tell_panel_frame_edit (TellPanelFrame *self, TellPanelEdit edit, int x, int y)
{
  g_signal_emit (self, signals[EDITED], 0, edit, x, y);
}

void
tell_panel_frame_activate (TellPanelFrame *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
tell_panel_frame_dispose (GObject *object)
{
  TellPanelFrame *self = TELL_PANEL_FRAME (object);

  self->content = NULL;
  G_OBJECT_CLASS (tell_panel_frame_parent_class)->dispose (object);
  g_clear_object (&self->viewport);
  g_clear_object (&self->session);
  g_clear_pointer (&self->panel, tell_panel_unref);
}

static void
tell_panel_frame_class_init (TellPanelFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tell_panel_frame_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  tell_panel_frame_install_actions (widget_class);

  signals[ACTIVATED] = g_signal_new ("activated", TELL_TYPE_PANEL_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", TELL_TYPE_PANEL_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
}

static GtkWidget *
create_menu_button (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (TELL_UI_RESOURCES "ui/tell-panel-menu.ui");
  GMenuModel *menu = G_MENU_MODEL (gtk_builder_get_object (builder, "menu"));
  GtkWidget *button =
      g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "view-more-symbolic", "menu-model", menu, "halign",
                    GTK_ALIGN_END, "valign", GTK_ALIGN_START, "tooltip-text", _ ("Panel Menu"), NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "panel-menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Panel Menu"),
                                  -1);
  return button;
}

/* Where the pointer resizes; the keyboard has keys and the menu for it. */
static GtkWidget *
create_corner (void)
{
  GtkWidget *corner = g_object_new (GTK_TYPE_BOX, "halign", GTK_ALIGN_END, "valign", GTK_ALIGN_END,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (corner, "panel-corner");
  gtk_widget_set_cursor_from_name (corner, "se-resize");
  return corner;
}

static void
tell_panel_frame_init (TellPanelFrame *self)
{
  self->overlay = gtk_overlay_new ();
  self->menu_button = create_menu_button ();
  self->corner = create_corner ();
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->corner);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->menu_button);
  adw_bin_set_child (ADW_BIN (self), self->overlay);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel-frame");
}

static GtkWidget *
create_waiting (void)
{
  GtkWidget *label = gtk_label_new (_ ("Nothing has arrived yet"));

  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/* The list that what is missing will appear in. */
static GListModel *
get_source_list (TellPanelFrame *self)
{
  if (self->panel->kind == TELL_PANEL_TABLE)
    return tell_store_get_tables (get_store (self));
  if (self->panel->kind == TELL_PANEL_LOG)
    return tell_store_get_logs (get_store (self));
  return tell_store_get_rooms (get_store (self));
}

/* A chart brings its card along; everything else stands on ours. */
static GtkWidget *
put_on_card (GtkWidget *content)
{
  GtkWidget *card = NULL;

  if (CHART_IS_PANEL (content))
    return content;
  card = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (card), content);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "panel");
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  return card;
}

static void
apply (TellPanelFrame *self)
{
  ChartPanel *chart = tell_panel_frame_get_chart (self);

  tell_panel_frame_update_actions (self);
  if (chart == NULL)
    return;
  if (self->viewport != NULL)
    chart_panel_set_viewport (chart, self->viewport);
  chart_panel_set_stale (chart, self->stale);
  chart_panel_set_expanded (chart, self->full);
  tell_panel_frame_set_range (self, self->range_ms);
}

static void
fill (TellPanelFrame *self)
{
  g_autofree char *title = NULL;

  if (self->content != NULL)
    return;
  self->content = tell_panel_create_content (self->session, self->panel);
  if (self->content != NULL)
    {
      g_signal_handlers_disconnect_by_func (get_source_list (self), fill, self);
      gtk_overlay_set_child (GTK_OVERLAY (self->overlay), put_on_card (self->content));
      apply (self);
      return;
    }
  title = dup_title (self, self->panel->source);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay),
                         put_on_card (tell_panel_create_titled (title, create_waiting ())));
  tell_panel_frame_update_actions (self);
}

/**
 * tell_panel_frame_new:
 * @session: a running dashboard
 * @panel: a panel of its document
 *
 * Returns: a card that shows it
 */
GtkWidget *
tell_panel_frame_new (TellSession *session, const TellPanel *panel)
{
  TellPanelFrame *self = g_object_new (TELL_TYPE_PANEL_FRAME, NULL);
  g_autofree char *name = NULL;

  self->session = g_object_ref (session);
  self->panel = tell_panel_ref (panel);
  name = tell_panel_frame_dup_name (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tell_panel_kind_get_title (panel->kind), -1);
  g_signal_connect_object (get_source_list (self), "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

const TellPanel *
tell_panel_frame_get_panel (TellPanelFrame *self)
{
  g_return_val_if_fail (TELL_IS_PANEL_FRAME (self), NULL);

  return self->panel;
}

ChartPanel *
tell_panel_frame_get_chart (TellPanelFrame *self)
{
  g_return_val_if_fail (TELL_IS_PANEL_FRAME (self), NULL);

  return self->content != NULL && CHART_IS_PANEL (self->content) ? CHART_PANEL (self->content) : NULL;
}

TellPanelZone
tell_panel_frame_get_zone (TellPanelFrame *self, double x, double y)
{
  GtkWidget *picked = NULL;

  g_return_val_if_fail (TELL_IS_PANEL_FRAME (self), TELL_PANEL_ZONE_NONE);

  picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  if (self->full || picked == NULL)
    return TELL_PANEL_ZONE_NONE;
  if (picked == self->corner)
    return TELL_PANEL_ZONE_CORNER;
  if (y >= TITLE_HEIGHT || gtk_widget_is_ancestor (picked, self->menu_button) ||
      gtk_widget_get_ancestor (picked, GTK_TYPE_BUTTON) != NULL)
    return TELL_PANEL_ZONE_NONE;
  return TELL_PANEL_ZONE_TITLE;
}

/**
 * tell_panel_frame_set_stale:
 * @self: the card
 * @stale: whether what it shows is no longer live
 */
void
tell_panel_frame_set_stale (TellPanelFrame *self, gboolean stale)
{
  g_return_if_fail (TELL_IS_PANEL_FRAME (self));

  self->stale = stale;
  if (tell_panel_frame_get_chart (self) != NULL)
    chart_panel_set_stale (tell_panel_frame_get_chart (self), stale);
  else if (stale)
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
  if (!stale)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
}

void
tell_panel_frame_set_viewport (TellPanelFrame *self, ChartViewport *viewport)
{
  g_return_if_fail (TELL_IS_PANEL_FRAME (self));

  g_set_object (&self->viewport, viewport);
  apply (self);
}

static gint64
find_range (TellPanelFrame *self, gint64 range_ms)
{
  gint64 now_ms = eio_clock_get_wall (tell_session_get_clock (self->session)) / 1000, first_ms = now_ms;

  if (range_ms > 0)
    return range_ms;
  if (range_ms == 0)
    return self->panel->range_ms > 0 ? self->panel->range_ms : CHART_PANEL_DEFAULT_RANGE_MS;
  chart_panel_get_first (tell_panel_frame_get_chart (self), &first_ms);
  return MAX (now_ms - first_ms, 1000);
}

void
tell_panel_frame_set_range (TellPanelFrame *self, gint64 range_ms)
{
  g_return_if_fail (TELL_IS_PANEL_FRAME (self));

  self->range_ms = range_ms;
  if (tell_panel_frame_get_chart (self) != NULL)
    chart_panel_set_range (tell_panel_frame_get_chart (self), find_range (self, range_ms));
}

void
tell_panel_frame_set_full (TellPanelFrame *self, gboolean full)
{
  g_return_if_fail (TELL_IS_PANEL_FRAME (self));

  self->full = full;
  gtk_widget_set_visible (self->corner, !full);
  apply (self);
}

void
tell_panel_frame_grab_content (TellPanelFrame *self)
{
  g_return_if_fail (TELL_IS_PANEL_FRAME (self));

  if (self->content == NULL || !gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
get_flow_size (TellPanelKind kind, int *width, int *height)
{
  static const int sizes[][2] = {
    [TELL_PANEL_LINE] = { 6, 4 },      [TELL_PANEL_AREA] = { 6, 4 },   [TELL_PANEL_STACKED] = { 6, 4 },
    [TELL_PANEL_BAR] = { 6, 4 },       [TELL_PANEL_STAT] = { 3, 2 },   [TELL_PANEL_GAUGE] = { 3, 3 },
    [TELL_PANEL_SPARKLINE] = { 3, 2 }, [TELL_PANEL_TABLE] = { 6, 5 },  [TELL_PANEL_LOG] = { 6, 5 },
    [TELL_PANEL_HEATMAP] = { 6, 4 },   [TELL_PANEL_PEOPLE] = { 3, 6 }, [TELL_PANEL_CHAT] = { 6, 6 },
  };

  *width = kind < G_N_ELEMENTS (sizes) ? sizes[kind][0] : 6;
  *height = kind < G_N_ELEMENTS (sizes) ? sizes[kind][1] : 4;
}

/**
 * tell_panel_get_cell:
 * @panel: a panel of a document
 *
 * Returns: its place on the grid, or its size where it flows
 */
TellGridCell
tell_panel_get_cell (const TellPanel *panel)
{
  TellGridCell cell = { panel->at[0], panel->at[1], panel->at[2], panel->at[3], FALSE };

  if (panel->at[2] > 0)
    return cell;
  cell.flows = TRUE;
  get_flow_size (panel->kind, &cell.width, &cell.height);
  return cell;
}
