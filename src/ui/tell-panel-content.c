/* tell-panel-content.c: what stands on the card of a panel: a chart, a table, a log, people or a chat.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "telltale-ui"

#include "config.h"

#include "tell-panel-content.h"

#include "chart-panel.h"
#include "tell-log-panel.h"
#include "tell-people-list.h"
#include "tell-room-view.h"
#include "tell-table-panel.h"
#include "tell-text.h"

#include <glib/gi18n.h>

typedef struct
{
  TellSession *session;
  const TellPanel *panel;
} Source;

static TellStore *
get_store (const Source *self)
{
  return tell_session_get_store (self->session);
}

static ChartLevel
get_chart_level (const char *name)
{
  TellLevel level = TELL_LEVEL_WARNING;
  const ChartLevel levels[] = {
    [TELL_LEVEL_INFO] = CHART_LEVEL_INFO,
    [TELL_LEVEL_WARNING] = CHART_LEVEL_WARNING,
    [TELL_LEVEL_ERROR] = CHART_LEVEL_ERROR,
  };

  if (name != NULL)
    tell_level_from_string (name, &level);
  return levels[level];
}

static void
set_thresholds (ChartPanel *chart, GArray *from)
{
  guint n = from ? from->len : 0;
  g_autofree ChartThreshold *thresholds = g_new0 (ChartThreshold, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const TellPanelThreshold *threshold = &g_array_index (from, TellPanelThreshold, i);

      thresholds[i].below = threshold->below;
      thresholds[i].value = threshold->value;
      thresholds[i].level = get_chart_level (threshold->level);
    }
  chart_panel_set_thresholds (chart, thresholds, n);
}

/* The clock is the session's, which we hold for as long as the chart. */
static gint64
now_cb (gpointer user_data)
{
  return eio_clock_get_wall (user_data) / 1000;
}

static GtkWidget *
create_chart (const Source *self, ChartKind kind)
{
  const TellPanel *panel = self->panel;
  EioClock *clock = tell_session_get_clock (self->session);
  GtkWidget *widget = chart_panel_new (kind, tell_store_get_series (get_store (self)));
  ChartPanel *chart = CHART_PANEL (widget);

  chart_panel_set_title (chart, panel->title);
  chart_panel_set_series (chart, (const char *const *) panel->series);
  chart_panel_set_unit (chart, panel->unit);
  if (panel->range_ms > 0)
    chart_panel_set_range (chart, panel->range_ms);
  chart_panel_set_rate (chart, panel->rate);
  chart_panel_set_bounds (chart, panel->min, panel->max);
  set_thresholds (chart, panel->thresholds);
  chart_panel_set_now_func (chart, now_cb, clock);
  return widget;
}

GtkWidget *
tell_panel_create_titled (const char *title, GtkWidget *content)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "panel-title");
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), content);
  return box;
}

static char *
dup_title (const Source *self, const char *fallback)
{
  return tell_text_to_plain (self->panel->title ? self->panel->title : fallback);
}

static GtkWidget *
create_chat (const Source *self)
{
  const char *source = self->panel->source;
  const char *id = source ? source : tell_engine_get_default_room (tell_session_get_engine (self->session));
  TellRoom *room = tell_store_find_room (get_store (self), id);
  g_autofree char *title = dup_title (self, room ? tell_room_get_name (room) : id);
  GtkWidget *view = NULL;

  if (room == NULL)
    return NULL;
  view = tell_room_view_new ();
  tell_room_view_set_room (TELL_ROOM_VIEW (view), self->session, room);
  return tell_panel_create_titled (title, view);
}

static GtkWidget *
create_people (const Source *self)
{
  const char *source = self->panel->source;
  TellRoom *room = source ? tell_store_find_room (get_store (self), source) : NULL;
  g_autofree char *title = dup_title (self, _ ("People"));
  GtkWidget *list = NULL;

  if (source != NULL && room == NULL)
    return NULL;
  list = tell_people_list_new ();
  tell_people_list_set_title (TELL_PEOPLE_LIST (list), title);
  tell_people_list_set_source (TELL_PEOPLE_LIST (list), get_store (self), room);
  return list;
}

/* Without a name it is the only, or the first, there is. */
static GtkWidget *
create_table (const Source *self)
{
  const char *source = self->panel->source;
  GListModel *tables = tell_store_get_tables (get_store (self));
  g_autoptr (TellTable) first = source ? NULL : g_list_model_get_item (tables, 0);
  TellTable *table = source ? tell_store_find_table (get_store (self), source) : first;
  g_autofree char *title = dup_title (self, table ? tell_table_get_id (table) : "");

  return table ? tell_panel_create_titled (title, tell_table_panel_new (table)) : NULL;
}

static GtkWidget *
create_log (const Source *self)
{
  const char *source = self->panel->source;
  GListModel *logs = tell_store_get_logs (get_store (self));
  g_autoptr (TellLog) first = source ? NULL : g_list_model_get_item (logs, 0);
  TellLog *log = source ? tell_store_find_log (get_store (self), source) : first;
  g_autofree char *title = dup_title (self, log ? tell_log_get_id (log) : "");

  return log ? tell_panel_create_titled (title, tell_log_panel_new (log)) : NULL;
}

/**
 * tell_panel_create_content:
 * @session: a running dashboard
 * @panel: a panel of its document
 *
 * Returns: (nullable): what shows it; %NULL while what it shows is not there
 */
GtkWidget *
tell_panel_create_content (TellSession *session, const TellPanel *panel)
{
  const Source source = { session, panel };
  const Source *self = &source;
  ChartKind kind = CHART_KIND_LINE;

  switch (self->panel->kind)
    {
    case TELL_PANEL_CHAT:
      return create_chat (self);
    case TELL_PANEL_PEOPLE:
      return create_people (self);
    case TELL_PANEL_TABLE:
      return create_table (self);
    case TELL_PANEL_LOG:
      return create_log (self);
    case TELL_PANEL_LINE:
    case TELL_PANEL_AREA:
    case TELL_PANEL_STACKED:
    case TELL_PANEL_BAR:
    case TELL_PANEL_STAT:
    case TELL_PANEL_GAUGE:
    case TELL_PANEL_SPARKLINE:
    case TELL_PANEL_HEATMAP:
    default:
      chart_kind_from_string (tell_panel_kind_to_string (self->panel->kind), &kind);
      return create_chart (self, kind);
    }
}
