/* chart-legend.c: the series of a chart by colour and name, each with its value now or under the crosshair.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-legend.h"

#include "chart-label.h"
#include "chart-summary.h"

#include <glib/gi18n-lib.h>

#include <math.h>

#define SWATCH_WIDTH   12
#define SWATCH_HEIGHT  4
#define SWATCH_GAP     6
#define VALUE_GAP      6
#define ENTRY_GAP      18
#define ROW_GAP        2
#define MAX_ROWS       2 /* what does not fit is counted */
#define MAX_NAME_CHARS 32
#define HIDDEN_OPACITY 0.55

typedef struct
{
  char *name;
  char *value;
  int value_width; /* the widest so far, so that the others do not move */
} Entry;

struct _ChartLegend
{
  GtkWidget parent_instance;

  ChartData *data;
  ChartPlot *plot;
  ChartLabels *names;
  ChartLabels *values;
  GArray *entries; /* of Entry, one a buffer */
  guint key_entry; /* where the keyboard is */
};

G_DEFINE_FINAL_TYPE (ChartLegend, chart_legend, GTK_TYPE_WIDGET)

static void
entry_clear (Entry *entry)
{
  g_free (entry->name);
  g_free (entry->value);
}

/* Names come from afar: of one that is too long its beginning is shown. */
static char *
short_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (valid, -1) <= MAX_NAME_CHARS)
    return g_steal_pointer (&valid);
  start = g_utf8_substring (valid, 0, MAX_NAME_CHARS - 1);
  return g_strconcat (start, "…", NULL);
}

static int
entry_width (ChartLegend *self, const Entry *entry)
{
  int name_width;

  chart_labels_size (self->names, entry->name, &name_width, NULL);
  return SWATCH_WIDTH + SWATCH_GAP + name_width + VALUE_GAP + entry->value_width;
}

static int
row_height (ChartLegend *self)
{
  int height;

  chart_labels_size (self->names, "0", NULL, &height);
  return height;
}

typedef void (*PlaceFunc) (ChartLegend *self, guint index, const graphene_rect_t *area, gpointer user_data);

/* Places the entries in rows of WIDTH and calls FUNC, if any, for each; returns the number of rows. */
static guint
flow (ChartLegend *self, int width, PlaceFunc func, gpointer user_data)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;
  guint row = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      int needed = entry_width (self, &g_array_index (self->entries, Entry, i));

      if (x > 0 && x + needed > width)
        {
          x = 0;
          row++;
        }
      if (row >= MAX_ROWS)
        return MAX_ROWS;
      if (func != NULL) /* the rows are filled from where one begins to read */
        func (self, i,
              &GRAPHENE_RECT_INIT (rtl ? width - x - needed : x, row * (row_height (self) + ROW_GAP), needed,
                                   row_height (self)),
              user_data);
      x += needed + ENTRY_GAP;
    }
  return self->entries->len > 0 ? row + 1 : 0;
}

static void
draw_focus (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *colour)
{
  graphene_rect_t bounds = *area;
  GskRoundedRect outline;

  graphene_rect_inset (&bounds, -3, -1);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, 4);
  gtk_snapshot_append_border (snapshot, &outline, (float[]){ 2, 2, 2, 2 },
                              (GdkRGBA[]){ *colour, *colour, *colour, *colour });
}

/* The line of a series in little. */
static void
append_dashes (GtkSnapshot *snapshot, const GdkRGBA *colour, const graphene_rect_t *bounds, SeriesDash dash)
{
  float end = bounds->origin.x + bounds->size.width;

  if (dash.off == 0)
    gtk_snapshot_append_color (snapshot, colour, bounds);
  for (float x = bounds->origin.x; dash.off > 0 && x < end; x += dash.on + dash.off)
    gtk_snapshot_append_color (snapshot, colour,
                               &GRAPHENE_RECT_INIT (x, bounds->origin.y, MIN (dash.on, end - x),
                                                    bounds->size.height));
}

static void
draw_entry (ChartLegend *self, guint index, const graphene_rect_t *area, gpointer user_data)
{
  GtkSnapshot *snapshot = user_data;
  const Entry *entry = &g_array_index (self->entries, Entry, index);
  ChartStyle style = chart_style_get (GTK_WIDGET (self));
  GdkRGBA colour = chart_rgba (chart_palette_get (style.dark, index));
  int height = row_height (self), name_width;
  double x = area->origin.x, y = area->origin.y;
  gboolean shown = chart_data_get_shown (self->data, index);
  GskRoundedRect swatch;

  if (index == self->key_entry && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    draw_focus (snapshot, area, &style.dim);
  if (!shown)
    {
      colour = style.dim;
      gtk_snapshot_push_opacity (snapshot, HIDDEN_OPACITY);
    }
  gsk_rounded_rect_init_from_rect (&swatch,
                                   &GRAPHENE_RECT_INIT (x, y + roundf ((height - SWATCH_HEIGHT) / 2.f),
                                                        SWATCH_WIDTH, SWATCH_HEIGHT),
                                   SWATCH_HEIGHT / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &swatch);
  append_dashes (snapshot, &colour, &swatch.bounds, chart_palette_get_dash (index, 1));
  gtk_snapshot_pop (snapshot);
  x += SWATCH_WIDTH + SWATCH_GAP;
  chart_labels_size (self->names, entry->name, &name_width, NULL);
  chart_labels_draw (self->names, snapshot, entry->name, &style.dim, x, y, 0, 0);
  if (shown)
    chart_labels_draw (self->values, snapshot, entry->value, &style.text, x + name_width + VALUE_GAP, y, 0,
                       0);
  else
    {
      gtk_snapshot_append_color (snapshot, &style.text,
                                 &GRAPHENE_RECT_INIT (x, y + roundf (height / 2.f), name_width, 1));
      gtk_snapshot_pop (snapshot);
    }
}

typedef struct
{
  graphene_point_t at;
  int index; /* -1: none */
} Search;

static void
find_cb (ChartLegend *self, guint index, const graphene_rect_t *area, gpointer user_data)
{
  Search *search = user_data;

  if (graphene_rect_contains_point (area, &search->at))
    search->index = (int) index;
}

static int
entry_at (ChartLegend *self, double x, double y)
{
  Search search = { GRAPHENE_POINT_INIT ((float) x, (float) y), -1 };

  flow (self, gtk_widget_get_width (GTK_WIDGET (self)), find_cb, &search);
  return search.index;
}

/* Who cannot see it hears which series it is, and whether it is drawn. */
static void
describe_entry (ChartLegend *self)
{
  const Entry *entry;
  g_autofree char *text = NULL;

  if (self->key_entry >= self->entries->len)
    return;
  entry = &g_array_index (self->entries, Entry, self->key_entry);
  text = g_strdup_printf (chart_data_get_shown (self->data, self->key_entry)
                              ? /* Translators: name and value of a series */ _ ("%s %s, shown")
                              : _ ("%s %s, hidden"),
                          entry->name, entry->value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
act (ChartLegend *self, guint index, gboolean solo)
{
  self->key_entry = index;
  if (solo)
    chart_data_solo (self->data, index);
  else
    chart_data_toggle (self->data, index);
  describe_entry (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The second click of two finds what the first did, and makes of it what a double click means. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ChartLegend *self)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  int index = entry_at (self, x, y);

  if (index < 0)
    return;
  if (n_press == 2)
    chart_data_toggle (self->data, index);
  act (self, index, n_press == 2 || (modifiers & GDK_CONTROL_MASK) != 0);
}

static void
move (ChartLegend *self, int step)
{
  int last = (int) self->entries->len - 1;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    step = -step;
  self->key_entry = (guint) CLAMP ((int) self->key_entry + step, 0, MAX (last, 0));
  describe_entry (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        ChartLegend *self)
{
  if ((modifiers & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      move (self, keyval == GDK_KEY_Left ? -1 : 1);
      return TRUE;
    case GDK_KEY_space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      act (self, self->key_entry, keyval != GDK_KEY_space);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
chart_legend_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  ChartLegend *self = CHART_LEGEND (widget);
  int index = keyboard ? (int) self->key_entry : entry_at (self, x, y);
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  g_autofree char *text = NULL;

  if (self->plot == NULL || index < 0 || index >= (int) buffers->len)
    return FALSE;
  text = chart_summary_dup_text (self->plot, buffers->pdata[index]);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static gboolean
set_entry (ChartLegend *self, Entry *entry, SeriesBuffer *buffer)
{
  g_autofree char *name = short_name (series_buffer_get_name (buffer));
  g_autofree char *value = chart_legend_text (self->data, self->plot, buffer);
  int width;

  if (g_strcmp0 (name, entry->name) == 0 && g_strcmp0 (value, entry->value) == 0)
    return FALSE;
  entry_clear (entry);
  entry->name = g_steal_pointer (&name);
  entry->value = g_steal_pointer (&value);
  chart_labels_size (self->values, entry->value, &width, NULL);
  if (width > entry->value_width)
    {
      entry->value_width = width;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  return TRUE;
}

static void
chart_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ChartLegend *self = CHART_LEGEND (widget);

  flow (self, gtk_widget_get_width (widget), draw_entry, snapshot);
}

static GtkSizeRequestMode
chart_legend_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
chart_legend_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  ChartLegend *self = CHART_LEGEND (widget);
  guint rows;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = 0; i < self->entries->len; i++)
        *natural += entry_width (self, &g_array_index (self->entries, Entry, i)) + ENTRY_GAP;
      return;
    }
  rows = flow (self, for_size >= 0 ? for_size : G_MAXINT / 2, NULL, NULL);
  *minimum = *natural = rows > 0 ? (int) rows * (row_height (self) + ROW_GAP) - ROW_GAP : 0;
}

static void
chart_legend_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ChartLegend *self = CHART_LEGEND (widget);

  GTK_WIDGET_CLASS (chart_legend_parent_class)->css_changed (widget, change);
  chart_labels_clear (self->names);
  chart_labels_clear (self->values);
}

static void
chart_legend_finalize (GObject *object)
{
  ChartLegend *self = CHART_LEGEND (object);

  g_clear_object (&self->data);
  g_array_unref (self->entries);
  chart_labels_free (self->names);
  chart_labels_free (self->values);
  G_OBJECT_CLASS (chart_legend_parent_class)->finalize (object);
}

static void
chart_legend_class_init (ChartLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = chart_legend_finalize;
  widget_class->snapshot = chart_legend_snapshot;
  widget_class->get_request_mode = chart_legend_get_request_mode;
  widget_class->measure = chart_legend_measure;
  widget_class->css_changed = chart_legend_css_changed;
  widget_class->query_tooltip = chart_legend_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chartlegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_input (ChartLegend *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (describe_entry), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
chart_legend_init (ChartLegend *self)
{
  add_input (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Arrow keys choose a series, Space hides it, Enter shows it alone"), -1);
  self->names = chart_labels_new (GTK_WIDGET (self), 0.9, CHART_LABEL_PLAIN);
  self->values = chart_labels_new (GTK_WIDGET (self), 0.9, CHART_LABEL_BOLD);
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, (GDestroyNotify) entry_clear);
}

GtkWidget *
chart_legend_new (ChartData *data, ChartPlot *plot)
{
  ChartLegend *self = g_object_new (CHART_TYPE_LEGEND, NULL);

  self->data = g_object_ref (data);
  self->plot = plot;
  return GTK_WIDGET (self);
}

void
chart_legend_update (ChartLegend *self)
{
  GPtrArray *buffers = chart_data_get_buffers (self->data);
  gboolean changed = self->entries->len != buffers->len;

  if (changed)
    {
      g_array_set_size (self->entries, buffers->len);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  for (guint i = 0; i < buffers->len; i++)
    changed |= set_entry (self, &g_array_index (self->entries, Entry, i), buffers->pdata[i]);
  if (changed)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

char *
chart_legend_text (ChartData *data, ChartPlot *plot, SeriesBuffer *buffer)
{
  ChartUnit unit = chart_unit_parse (chart_data_get_unit (data));
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;
  SeriesColumn sample;
  SeriesPoint last;
  gint64 time_ms;

  if (plot == NULL || !chart_plot_get_cursor (plot, &time_ms))
    return chart_unit_format (unit, series_buffer_get_last (buffer, &last) ? last.value : NAN);
  if (!chart_plot_get_sample (plot, buffer, time_ms, &sample))
    return g_strdup (CHART_NO_VALUE);
  if (sample.n_numbers == 1 || sample.min == sample.max)
    return chart_unit_format (unit, sample.last);
  min = chart_unit_format (unit, sample.min);
  max = chart_unit_format (unit, sample.max);
  return g_strconcat (min, " – ", max, NULL);
}
