/* test-dashboard.c: a dashboard in the hands of a person: pointer and keys go through the X server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-legend.h"
#include "chart-plot-private.h"
#include "tell-dashboard-private.h"
#include "tell-panel-dialog.h"
#include "tell-panel-export.h"
#include "ui-input.h"
#include "ui-session.h"

#include <math.h>

#define DOCUMENT                                                                                             \
  "{ 'telltale': 1, 'name': 'Test', 'connection': { 'url': 'http://127.0.0.1:1' },"                          \
  "  'rooms': [ { 'room': 'a', 'name': 'Room A' } ],"                                                        \
  "  'panels': ["                                                                                            \
  "    { 'kind': 'line', 'title': 'One', 'series': ['a', 'b'], 'range': '1m', 'at': [0, 0, 6, 4] },"         \
  "    { 'kind': 'area', 'title': 'Two', 'series': ['a'], 'range': '1m', 'at': [6, 0, 6, 4] },"              \
  "    { 'kind': 'stat', 'title': 'Three', 'series': ['a'], 'at': [0, 4, 3, 2] } ] }"

typedef struct
{
  TellSession *session;
  TellDashboardPage *page;
  GtkWindow *window;
} Fixture;

static void
fill_series (TellSession *session)
{
  SeriesStore *store = tell_store_get_series (tell_session_get_store (session));
  gint64 now_ms = g_get_real_time () / 1000;

  for (int i = 0; i < 300; i++)
    {
      series_buffer_add (series_store_ensure (store, "a"), now_ms - (300 - i) * 1000, 50 + 40 * sin (i / 9.),
                         SERIES_MERGE_REPLACE);
      series_buffer_add (series_store_ensure (store, "b"), now_ms - (300 - i) * 1000, i,
                         SERIES_MERGE_REPLACE);
    }
}

static void
setup (Fixture *f, gconstpointer rtl)
{
  GtkWidget *page = tell_dashboard_page_new ();
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  f->session = ui_test_session (DOCUMENT, NULL);
  fill_series (f->session);
  f->page = TELL_DASHBOARD_PAGE (page);
  if (rtl != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  tell_dashboard_page_set_session (f->page, f->session);
  f->window = ui_test_show (page, 1000, 700);
  if (xdotool != NULL)
    ui_input_focus (f->window);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  ui_test_close (f->window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  test_assert_finalize (f->session);
}

static const TellPanel *
get_panel (Fixture *f, const char *title)
{
  GPtrArray *panels = tell_document_get_panels (tell_session_get_document (f->session));

  for (guint i = 0; i < panels->len; i++)
    if (g_strcmp0 (((TellPanel *) panels->pdata[i])->title, title) == 0)
      return panels->pdata[i];
  return NULL;
}

static GtkWidget *
get_frame (Fixture *f, const char *title)
{
  for (guint i = 0; i < f->page->frames->len; i++)
    if (tell_panel_frame_get_panel (f->page->frames->pdata[i]) == get_panel (f, title))
      return f->page->frames->pdata[i];
  g_assert_not_reached ();
}

static ChartPlot *
get_plot (Fixture *f, const char *title)
{
  return ui_test_find (get_frame (f, title), CHART_TYPE_PLOT);
}

#define assert_at(f, title, column, row, width, height)                                                      \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    const int *at_ = get_panel (f, title)->at;                                                               \
    g_assert_cmpint (at_[0], ==, column);                                                                    \
    g_assert_cmpint (at_[1], ==, row);                                                                       \
    g_assert_cmpint (at_[2], ==, width);                                                                     \
    g_assert_cmpint (at_[3], ==, height);                                                                    \
  }                                                                                                          \
  G_STMT_END

/* By its title to the right: what lies there goes down. */
static void
test_drag (Fixture *f, gconstpointer data)
{
  GtkWidget *frame = get_frame (f, "One");
  double column = 0, row = 0;

  if (!ui_input_available ())
    return;
  tell_grid_get_step (f->page->grid, &column, &row);
  ui_input_drag (frame, 60, 20, 6 * column, 10);
  test_wait_until (get_panel (f, "One")->at[0] == 6);
  assert_at (f, "One", 6, 0, 6, 4);
  assert_at (f, "Two", 6, 4, 6, 4);
  assert_at (f, "Three", 0, 0, 3, 2); /* what is free is used */
  g_assert_true (get_frame (f, "One") == frame);
  ui_input_key ("ctrl+z");
  test_wait_until (get_panel (f, "One")->at[0] == 0);
  assert_at (f, "Three", 0, 4, 3, 2);
}

static void
test_resize (Fixture *f, gconstpointer data)
{
  GtkWidget *frame = get_frame (f, "Three");
  double column = 0, row = 0;

  if (!ui_input_available ())
    return;
  tell_grid_get_step (f->page->grid, &column, &row);
  ui_input_drag (frame, gtk_widget_get_width (frame) - 8, gtk_widget_get_height (frame) - 8, 2 * column, row);
  test_wait_until (get_panel (f, "Three")->at[2] == 5);
  assert_at (f, "Three", 0, 4, 5, 3);
}

/* A drag in the chart is not one of the panel. */
static void
test_zoom (Fixture *f, gconstpointer data)
{
  ChartPlot *plot = get_plot (f, "One");
  GtkWidget *widget = GTK_WIDGET (plot);
  gint64 from = 0, to = 0, wider_from = 0, wider_to = 0;

  if (!ui_input_available ())
    return;
  ui_input_drag (widget, 150, 100, 100, 20);
  test_wait_until (chart_viewport_get_span (f->page->viewport, &from, &to));
  g_assert_cmpint (to - from, <, 40000);
  g_assert_cmpint (to - from, >, 5000);
  g_assert_true (chart_data_get_viewport (get_plot (f, "Two")->data) == f->page->viewport);
  assert_at (f, "One", 0, 0, 6, 4);
  g_assert_true (isnan (plot->zoom_min));
  ui_input_hold ("ctrl");
  ui_input_click (5, 1);
  ui_input_release ("ctrl");
  test_wait_until (chart_viewport_get_span (f->page->viewport, &wider_from, &wider_to) &&
                   wider_to - wider_from > to - from);
  ui_input_click (6, 2); /* the wheel to the left: panned back */
  test_wait_until (chart_viewport_get_span (f->page->viewport, &from, &to) && from < wider_from);
  g_assert_cmpint (ABS ((to - from) - (wider_to - wider_from)), <=, 1);
  ui_input_click (1, 2);
  test_wait_until (chart_viewport_get_state (f->page->viewport) == CHART_VIEWPORT_LIVE);
}

/* With Shift it is of the values, too; a plain wheel scrolls the page and nothing else. */
static void
test_zoom_values (Fixture *f, gconstpointer data)
{
  ChartPlot *plot = get_plot (f, "One");

  if (!ui_input_available ())
    return;
  ui_input_move (GTK_WIDGET (plot), 150, 60);
  ui_input_click (5, 2);
  g_assert_cmpint (chart_viewport_get_state (f->page->viewport), ==, CHART_VIEWPORT_LIVE);
  ui_input_click (4, 2);
  ui_input_hold ("shift");
  ui_input_drag (GTK_WIDGET (plot), 150, 60, 100, 80);
  ui_input_release ("shift");
  test_wait_until (!isnan (plot->zoom_min));
  g_assert_cmpfloat (plot->zoom_min, <, plot->zoom_max);
  g_assert_cmpfloat_with_epsilon (plot->range.scale.min, plot->zoom_min, 1e-9);
  g_assert_cmpfloat_with_epsilon (plot->range.scale.max, plot->zoom_max, 1e-9);
  ui_input_key ("Escape");
  test_wait_until (isnan (plot->zoom_min));
  g_assert_cmpint (chart_viewport_get_state (f->page->viewport), ==, CHART_VIEWPORT_LIVE);
}

/* The crosshair of one chart stands in all. */
static void
test_crosshair (Fixture *f, gconstpointer data)
{
  gint64 one = 0, two = 0;

  if (!ui_input_available ())
    return;
  ui_input_move (GTK_WIDGET (get_plot (f, "One")), 200, 80);
  test_wait_until (chart_plot_get_cursor (get_plot (f, "One"), &one) &&
                   chart_plot_get_cursor (get_plot (f, "Two"), &two) && one == two);
}

/* Space freezes the view, not the data; the pill says how much is new. */
static void
test_pause (Fixture *f, gconstpointer data)
{
  ChartPlot *plot = get_plot (f, "Two");
  SeriesStore *store = tell_store_get_series (tell_session_get_store (f->session));

  if (!ui_input_available ())
    return;
  gtk_widget_grab_focus (GTK_WIDGET (plot));
  ui_input_key ("space");
  test_wait_until (chart_viewport_get_state (f->page->viewport) == CHART_VIEWPORT_FROZEN);
  series_buffer_add (series_store_get (store, "a"), g_get_real_time () / 1000, 1, SERIES_MERGE_REPLACE);
  test_wait_until (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (plot->live_button)), "Live · 1 new") == 0);
  ui_input_move (plot->live_button, 10, 10);
  ui_input_click (1, 1);
  test_wait_until (chart_viewport_get_state (f->page->viewport) == CHART_VIEWPORT_LIVE);
}

/* One click hides a series, two show it alone, and the keyboard can do both. */
static void
test_legend (Fixture *f, gconstpointer data)
{
  ChartLegend *legend = ui_test_find (get_frame (f, "One"), CHART_TYPE_LEGEND);
  ChartData *shown = get_plot (f, "One")->data;

  if (!ui_input_available ())
    return;
  ui_input_move (GTK_WIDGET (legend), 6, 8);
  ui_input_click (1, 1);
  test_wait_until (!chart_data_get_shown (shown, 0));
  g_assert_true (chart_data_get_shown (shown, 1));
  test_wait_ms (600); /* or it would be a double click */
  ui_input_click (1, 1);
  test_wait_until (chart_data_get_shown (shown, 0));
  test_wait_ms (600);
  ui_input_click (1, 2);
  test_wait_until (chart_data_get_shown (shown, 0) && !chart_data_get_shown (shown, 1));
  gtk_widget_grab_focus (GTK_WIDGET (legend));
  ui_input_key ("Right");
  ui_input_key ("space");
  test_wait_until (chart_data_get_shown (shown, 1));
  ui_input_key ("Return");
  test_wait_until (!chart_data_get_shown (shown, 0) && chart_data_get_shown (shown, 1));
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  if (!ui_input_available ())
    return;
  gtk_widget_grab_focus (get_frame (f, "Three"));
  ui_input_key ("alt+Right");
  test_wait_until (get_panel (f, "Three")->at[0] == 1);
  ui_input_key ("alt+shift+Right");
  test_wait_until (get_panel (f, "Three")->at[2] == 4);
  ui_input_key ("alt+shift+Down");
  test_wait_until (get_panel (f, "Three")->at[3] == 3);
  ui_input_key ("alt+Up"); /* past the one above it */
  test_wait_until (get_panel (f, "Three")->at[1] == 0);
  assert_at (f, "One", 0, 3, 6, 4);
  ui_input_key ("ctrl+d");
  test_wait_until (tell_dashboard_page_get_n_panels (f->page) == 4);
  ui_input_key ("ctrl+z");
  test_wait_until (tell_dashboard_page_get_n_panels (f->page) == 3);
  gtk_widget_grab_focus (get_frame (f, "Three"));
  ui_input_key ("Delete");
  test_wait_until (tell_dashboard_page_get_n_panels (f->page) == 2);
  g_assert_null (get_panel (f, "Three"));
  assert_at (f, "One", 0, 0, 6, 4);
  test_wait_until (ui_test_has_label (GTK_WIDGET (f->page), "“Three” removed"));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "dashboard.undo",
                              NULL); /* what the toast's button does */
  g_assert_nonnull (get_panel (f, "Three"));
  for (int i = 0; i < 4; i++)
    ui_input_key ("ctrl+z");
  assert_at (f, "Three", 0, 4, 3, 2);
  assert_at (f, "One", 0, 0, 6, 4);
}

/* To the right is to the right where one reads from the right. */
static void
test_keys_rtl (Fixture *f, gconstpointer data)
{
  if (!ui_input_available ())
    return;
  gtk_widget_grab_focus (get_frame (f, "Three"));
  ui_input_key ("alt+Left");
  test_wait_until (get_panel (f, "Three")->at[0] == 1);
  ui_input_key ("alt+Right");
  test_wait_until (get_panel (f, "Three")->at[0] == 0);
}

static void
test_full (Fixture *f, gconstpointer data)
{
  if (!ui_input_available ())
    return;
  ui_input_move (get_frame (f, "One"), 60, 20);
  ui_input_click (1, 2);
  test_wait_until (f->page->full != NULL && gtk_widget_get_mapped (GTK_WIDGET (f->page->full)));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (f->page->stack), ==, "full");
  test_wait_until (ui_test_has_label (GTK_WIDGET (f->page->full), "Mean"));
  ui_input_key ("Escape");
  test_wait_until (f->page->full == NULL);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == get_frame (f, "One"));
  ui_input_key ("Return");
  test_wait_until (f->page->full != NULL);
  tell_document_remove_panel (tell_session_get_document (f->session), get_panel (f, "One"));
  g_assert_null (f->page->full); /* what it showed is gone */
}

static void
test_menu (Fixture *f, gconstpointer data)
{
  ChartPanel *chart = tell_panel_frame_get_chart (TELL_PANEL_FRAME (get_frame (f, "Two")));

  if (!ui_input_available ())
    return;
  gtk_widget_grab_focus (get_frame (f, "Two"));
  ui_input_key ("shift+F10");
  test_wait_until (ui_test_has_label (get_frame (f, "Two"), "Duplicate"));
  ui_input_key ("Escape");
  gtk_widget_activate_action (get_frame (f, "Two"), "panel.table", NULL);
  g_assert_true (chart_panel_get_table (chart));
  gtk_widget_activate_action (get_frame (f, "Two"), "panel.table", NULL);
  g_assert_false (chart_panel_get_table (chart));
}

static gint64
range_of (Fixture *f, const char *title)
{
  return chart_panel_get_range (tell_panel_frame_get_chart (TELL_PANEL_FRAME (get_frame (f, title))));
}

static void
test_ranges (Fixture *f, gconstpointer data)
{
  tell_range_bar_set_range (f->page->range_bar, 900000);
  g_assert_cmpint (range_of (f, "One"), ==, 900000);
  g_assert_cmpint (range_of (f, "Three"), ==, 900000);
  tell_range_bar_set_range (f->page->range_bar, TELL_RANGE_ALL);
  g_assert_cmpint (range_of (f, "Two"), >=, 299000);
  g_assert_cmpint (range_of (f, "Two"), <, 400000);
  tell_range_bar_set_range (f->page->range_bar, TELL_RANGE_DOCUMENT);
  g_assert_cmpint (range_of (f, "One"), ==, 60000);
  g_assert_cmpint (range_of (f, "Three"), ==, CHART_PANEL_DEFAULT_RANGE_MS);
}

static void
test_pause_button (Fixture *f, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (f->page), "dashboard.pause", NULL);
  g_assert_cmpint (chart_viewport_get_state (f->page->viewport), ==, CHART_VIEWPORT_FROZEN);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (f->page->pause_button), ==, "Go Live");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "dashboard.pause", NULL);
  g_assert_cmpint (chart_viewport_get_state (f->page->viewport), ==, CHART_VIEWPORT_LIVE);
}

/* Series, or one table, log or room: what was chosen is in the document, at a place of its own. */
static void
test_add (Fixture *f, gconstpointer data)
{
  TellPanelDialog *dialog = TELL_PANEL_DIALOG (tell_panel_dialog_new (f->window, f->session));
  const TellPanel *panel = NULL;

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (tell_dashboard_add), f->page, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  tell_panel_dialog_set_kind (dialog, TELL_PANEL_GAUGE);
  g_assert_true (tell_panel_dialog_choose (dialog, "b"));
  g_assert_false (tell_panel_dialog_choose (dialog, "c"));
  tell_panel_dialog_add (dialog);
  g_assert_cmpuint (tell_dashboard_page_get_n_panels (f->page), ==, 4);
  panel = tell_document_get_panels (tell_session_get_document (f->session))->pdata[3];
  g_assert_cmpint (panel->kind, ==, TELL_PANEL_GAUGE);
  g_assert_cmpstr (panel->series[0], ==, "b");
  g_assert_cmpint (panel->at[0], ==, 3); /* beside the number */
  g_assert_cmpint (panel->at[1], ==, 4);
  dialog = TELL_PANEL_DIALOG (tell_panel_dialog_new (f->window, f->session));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (tell_dashboard_add), f->page, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  tell_panel_dialog_set_kind (dialog, TELL_PANEL_CHAT);
  g_assert_true (tell_panel_dialog_choose (dialog, "a"));
  tell_panel_dialog_add (dialog);
  panel = tell_document_get_panels (tell_session_get_document (f->session))->pdata[4];
  g_assert_cmpstr (panel->source, ==, "a");
  g_assert_true (tell_dashboard_undo (f->page));
  g_assert_true (tell_dashboard_undo (f->page));
  g_assert_false (tell_dashboard_undo (f->page));
  g_assert_cmpuint (tell_dashboard_page_get_n_panels (f->page), ==, 3);
}

/* A server that sends numbers without end is stopped, and a person told. */
static void
test_full_store (Fixture *f, gconstpointer data)
{
  SeriesStore *store = tell_store_get_series (tell_session_get_store (f->session));

  g_assert_false (gtk_widget_get_visible (f->page->note));
  for (guint i = 0; i <= SERIES_STORE_MAX_SERIES; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      series_store_ensure (store, id);
    }
  g_assert_true (gtk_widget_get_visible (f->page->note));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (f->page->note)), "1000"));
}

/* 360 pixels are enough for all of it. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  int least = 0;

  gtk_widget_measure (GTK_WIDGET (f->page), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
}

static void
assert_name (const char *title, const char *format, const char *expected)
{
  g_autofree char *name = tell_panel_export_dup_name (title, format);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_export_name (void)
{
  assert_name ("CPU", "png", "CPU.png");
  assert_name (" a/b: c?\n", "csv-all", "a-b- c-.csv");
  assert_name ("..", "svg", "-..svg");
  assert_name ("", "png2", "Chart.png");
}

static void
test_export (Fixture *f, gconstpointer data)
{
  ChartPanel *chart = tell_panel_frame_get_chart (TELL_PANEL_FRAME (get_frame (f, "One")));
  const char *const formats[] = { "png", "png2", "svg", "csv", "csv-all" };
  gsize sizes[G_N_ELEMENTS (formats)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) bytes = tell_panel_export_to_bytes (chart, formats[i]);

      sizes[i] = g_bytes_get_size (bytes);
    }
  g_assert_cmpuint (sizes[1], >, sizes[0]);
  g_assert_cmpuint (sizes[2], >, 1000);
  g_assert_cmpuint (sizes[4], >, sizes[3]);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/ui/dashboard/" name, Fixture, NULL, setup, func, teardown)
  ADD ("drag", test_drag);
  ADD ("resize", test_resize);
  ADD ("zoom", test_zoom);
  ADD ("zoom-values", test_zoom_values);
  ADD ("crosshair", test_crosshair);
  ADD ("pause", test_pause);
  ADD ("legend", test_legend);
  ADD ("keys", test_keys);
  ADD ("full", test_full);
  ADD ("menu", test_menu);
  ADD ("ranges", test_ranges);
  ADD ("pause-button", test_pause_button);
  ADD ("add", test_add);
  ADD ("full-store", test_full_store);
  ADD ("narrow", test_narrow);
  ADD ("export", test_export);
#undef ADD
  g_test_add ("/ui/dashboard/keys-rtl", Fixture, GINT_TO_POINTER (TRUE), setup, test_keys_rtl, teardown);
  g_test_add_func ("/ui/dashboard/export-name", test_export_name);
  return g_test_run ();
}
