/* tell-document-parts.c: inputs, rooms and panels of a document that has been checked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-document-private.h"

#include <math.h>
#include <string.h>

#include "tell-place.h"
#include "tell-value.h"

static const char *const panel_kinds[] = { "line",  "area", "stacked", "bar",    "stat", "gauge", "sparkline",
                                           "table", "log",  "heatmap", "people", "chat", NULL };

#define MAX_GRID    1000
#define MAX_RANGE_S 1e10

static void
input_free (gpointer data)
{
  TellInput *input = data;

  g_free (input->name);
  g_free (input->title);
  g_free (input->default_value);
  g_free (input);
}

static void
room_free (gpointer data)
{
  TellKnownRoom *room = data;

  g_free (room->room);
  g_free (room->name);
  g_free (room);
}

static void
threshold_clear (gpointer data)
{
  g_free (((TellPanelThreshold *) data)->level);
}

static void
panel_clear (gpointer data)
{
  TellPanel *panel = data;

  g_free (panel->title);
  g_strfreev (panel->series);
  g_free (panel->unit);
  g_clear_pointer (&panel->thresholds, g_array_unref);
  g_free (panel->source);
}

TellPanel *
tell_panel_ref (const TellPanel *panel)
{
  return g_rc_box_acquire ((TellPanel *) panel);
}

void
tell_panel_unref (TellPanel *panel)
{
  g_rc_box_release_full (panel, panel_clear);
}

static JsonArray *
get_list (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
get_length (JsonArray *list)
{
  return list ? json_array_get_length (list) : 0;
}

static double
get_number (JsonObject *object, const char *name, double fallback)
{
  return json_object_get_double_member_with_default (object, name, fallback);
}

/* "15m", "90 s", "2h", "1d", or seconds. */
static gboolean
read_range (const char *text, gint64 *range_ms)
{
  static const struct
  {
    const char *unit;
    double seconds;
  } units[] = { { "", 1 },     { "ms", 0.001 }, { "s", 1 },     { "m", 60 },
                { "min", 60 }, { "h", 3600 },   { "d", 86400 }, { "w", 604800 } };
  char *end;
  double number = g_ascii_strtod (text, &end);

  while (g_ascii_isspace (*end))
    end++;
  for (guint i = 0; end != text && i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].unit, end) == 0 && number * units[i].seconds > 0 &&
        number * units[i].seconds < MAX_RANGE_S)
      {
        *range_ms = number * units[i].seconds * 1000;
        return TRUE;
      }
  return FALSE;
}

static GStrv
read_series (JsonObject *object)
{
  JsonArray *list = get_list (object, "series");
  g_autofree char *one = list ? NULL : tell_document_dup_member (object, "series");
  GStrv series = g_new0 (char *, MAX (1, get_length (list)) + 1);

  for (guint i = 0; i < get_length (list); i++)
    series[i] = g_strdup (json_array_get_string_element (list, i));
  if (one != NULL)
    series[0] = g_steal_pointer (&one);
  return series;
}

static GArray *
read_thresholds (JsonObject *object)
{
  GArray *thresholds = g_array_new (FALSE, FALSE, sizeof (TellPanelThreshold));
  JsonArray *list = get_list (object, "thresholds");

  g_array_set_clear_func (thresholds, threshold_clear);
  for (guint i = 0; i < get_length (list); i++)
    {
      JsonObject *one = json_array_get_object_element (list, i);
      TellPanelThreshold threshold = { json_object_has_member (one, "below") };

      threshold.value = get_number (one, threshold.below ? "below" : "above", 0);
      threshold.level = tell_document_dup_member (one, "level");
      if (threshold.level == NULL)
        threshold.level = g_strdup ("warning");
      g_array_append_val (thresholds, threshold);
    }
  return thresholds;
}

static gboolean
read_at (TellPanel *panel, JsonObject *object, const TellPlace *place, GError **error)
{
  JsonArray *list = get_list (object, "at");

  if (list == NULL)
    return TRUE;
  for (guint i = 0; i < 4 && get_length (list) == 4; i++)
    panel->at[i] = CLAMP (json_array_get_double_element (list, i), -1, MAX_GRID);
  if (get_length (list) == 4 && panel->at[0] >= 0 && panel->at[1] >= 0 && panel->at[2] > 0 &&
      panel->at[3] > 0)
    return TRUE;
  return tell_place_fail (TELL_PLACE_KEY (place, "at"), error, "expected [column, row, width, height]");
}

static TellPanelKind
read_kind (JsonObject *object)
{
  const char *name = json_object_get_string_member (object, "kind");

  for (guint i = 0; panel_kinds[i] != NULL; i++)
    if (strcmp (panel_kinds[i], name) == 0)
      return i;
  return TELL_PANEL_LINE;
}

static gboolean
read_panel (TellPanel *panel, JsonObject *object, const TellPlace *place, GError **error)
{
  static const char *const sources[] = { "table", "log", "room" };
  g_autofree char *range = tell_document_dup_member (object, "range");

  panel->kind = read_kind (object);
  panel->title = tell_document_dup_member (object, "title");
  panel->series = read_series (object);
  panel->unit = tell_document_dup_member (object, "unit");
  panel->min = get_number (object, "min", NAN);
  panel->max = get_number (object, "max", NAN);
  panel->rate = json_object_get_boolean_member_with_default (object, "rate", FALSE);
  panel->thresholds = read_thresholds (object);
  for (guint i = 0; i < G_N_ELEMENTS (sources) && panel->source == NULL; i++)
    panel->source = tell_document_dup_member (object, sources[i]);
  if (range != NULL && !read_range (range, &panel->range_ms))
    return tell_place_fail (TELL_PLACE_KEY (place, "range"), error, "expected a time like “15m”, found “%s”",
                            range);
  return read_at (panel, object, place, error);
}

char *
tell_document_dup_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                          : json_to_string (node, FALSE);
}

const char *
tell_panel_kind_to_string (TellPanelKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (panel_kinds) - 1, NULL);

  return panel_kinds[kind];
}

GPtrArray *
tell_document_read_inputs (JsonObject *root)
{
  GPtrArray *inputs = g_ptr_array_new_with_free_func (input_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!json_object_has_member (root, "inputs"))
    return inputs;
  json_object_iter_init_ordered (&iter, json_object_get_object_member (root, "inputs"));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonObject *object = json_node_get_object (node);
      TellInput *input = g_new0 (TellInput, 1);

      input->name = g_strdup (name);
      input->title = tell_document_dup_member (object, "title");
      if (input->title == NULL)
        input->title = g_strdup (name);
      input->default_value = tell_document_dup_member (object, "default");
      input->secret = json_object_get_boolean_member_with_default (object, "secret", FALSE);
      g_ptr_array_add (inputs, input);
    }
  return inputs;
}

GPtrArray *
tell_document_read_rooms (JsonObject *root)
{
  GPtrArray *rooms = g_ptr_array_new_with_free_func (room_free);
  JsonArray *list = get_list (root, "rooms");

  for (guint i = 0; i < get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      TellKnownRoom *room = g_new0 (TellKnownRoom, 1);

      room->room = tell_document_dup_member (object, "room");
      room->name = tell_document_dup_member (object, "name");
      g_ptr_array_add (rooms, room);
    }
  return rooms;
}

TellPanel *
tell_document_read_panel (JsonObject *object, guint index, GError **error)
{
  g_autoptr (TellPanel) panel = g_rc_box_new0 (TellPanel);

  if (!read_panel (panel, object, TELL_PLACE_INDEX (TELL_PLACE_KEY (NULL, "panels"), index), error))
    return NULL;
  return g_steal_pointer (&panel);
}

GPtrArray *
tell_document_read_panels (JsonObject *root, GError **error)
{
  g_autoptr (GPtrArray) panels = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_panel_unref);
  JsonArray *list = get_list (root, "panels");

  for (guint i = 0; i < get_length (list); i++)
    {
      TellPanel *panel = tell_document_read_panel (json_array_get_object_element (list, i), i, error);

      if (panel == NULL)
        return NULL;
      g_ptr_array_add (panels, panel);
    }
  return g_steal_pointer (&panels);
}
