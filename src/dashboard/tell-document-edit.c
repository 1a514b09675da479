/* tell-document-edit.c: adding, placing, duplicating and removing the panels of a document.
 *
 * Objects of the JSON are never changed in place but replaced by changed copies, so that a state that was kept holds for as
 * long as one likes; it keeps the objects and the panels, and where these were.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-document-edit.h"

#include <math.h>
#include <string.h>

#include "tell-document-private.h"

typedef struct
{
  TellPanel *panel;
  JsonObject *object;
  int at[4];
} PanelState;

struct _TellPanelsState
{
  GArray *panels; /* of PanelState */
};

static void
panel_state_clear (gpointer data)
{
  PanelState *state = data;

  tell_panel_unref (state->panel);
  json_object_unref (state->object);
}

static JsonArray *
get_objects (TellDocument *self)
{
  JsonObject *root = json_node_get_object (self->root);

  if (!json_object_has_member (root, "panels"))
    json_object_set_array_member (root, "panels", json_array_new ());
  return json_object_get_array_member (root, "panels");
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_copy (node));
  return copy;
}

/* Puts OBJECTS, which it takes, in the place of all there are. */
static void
set_objects (TellDocument *self, GPtrArray *objects)
{
  JsonArray *array = json_array_sized_new (objects->len);

  for (guint i = 0; i < objects->len; i++)
    json_array_add_object_element (array, json_object_ref (objects->pdata[i]));
  json_object_set_array_member (json_node_get_object (self->root), "panels", array);
  g_ptr_array_unref (objects);
}

static GPtrArray *
list_objects (TellDocument *self)
{
  JsonArray *array = get_objects (self);
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (objects, json_object_ref (json_array_get_object_element (array, i)));
  return objects;
}

/**
 * tell_document_save_panels:
 * @self: a document
 *
 * Returns: (transfer full): how its panels are now, for tell_document_restore_panels()
 */
TellPanelsState *
tell_document_save_panels (TellDocument *self)
{
  TellPanelsState *state = g_new0 (TellPanelsState, 1);
  JsonArray *array = get_objects (self);

  state->panels = g_array_new (FALSE, FALSE, sizeof (PanelState));
  g_array_set_clear_func (state->panels, panel_state_clear);
  for (guint i = 0; i < self->panels->len; i++)
    {
      PanelState one = { tell_panel_ref (self->panels->pdata[i]),
                         json_object_ref (json_array_get_object_element (array, i)) };

      memcpy (one.at, one.panel->at, sizeof one.at);
      g_array_append_val (state->panels, one);
    }
  return state;
}

/**
 * tell_document_restore_panels:
 * @self: a document
 * @state: how its panels were
 *
 * Undoes what was done to them since.
 */
void
tell_document_restore_panels (TellDocument *self, TellPanelsState *state)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  g_return_if_fail (TELL_IS_DOCUMENT (self));
  g_return_if_fail (state != NULL);

  g_ptr_array_set_size (self->panels, 0);
  for (guint i = 0; i < state->panels->len; i++)
    {
      PanelState *one = &g_array_index (state->panels, PanelState, i);

      memcpy (one->panel->at, one->at, sizeof one->at);
      g_ptr_array_add (self->panels, tell_panel_ref (one->panel));
      g_ptr_array_add (objects, json_object_ref (one->object));
    }
  set_objects (self, objects);
  tell_document_panels_changed (self);
}

void
tell_panels_state_free (TellPanelsState *state)
{
  g_array_unref (state->panels);
  g_free (state);
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

static const char *
get_source_key (TellPanelKind kind)
{
  switch (kind)
    {
    case TELL_PANEL_TABLE:
      return "table";
    case TELL_PANEL_LOG:
      return "log";
    case TELL_PANEL_PEOPLE:
    case TELL_PANEL_CHAT:
      return "room";
    case TELL_PANEL_LINE:
    case TELL_PANEL_AREA:
    case TELL_PANEL_STACKED:
    case TELL_PANEL_BAR:
    case TELL_PANEL_STAT:
    case TELL_PANEL_GAUGE:
    case TELL_PANEL_SPARKLINE:
    case TELL_PANEL_HEATMAP:
    default:
      return NULL;
    }
}

static void
set_series (JsonObject *object, GStrv series)
{
  JsonArray *list;

  if (series == NULL || series[0] == NULL)
    return;
  list = json_array_new ();
  for (guint i = 0; series[i] != NULL; i++)
    json_array_add_string_element (list, series[i]);
  json_object_set_array_member (object, "series", list);
}

static void
set_at (JsonObject *object, const int at[4])
{
  JsonArray *list = json_array_sized_new (4);

  for (guint i = 0; i < 4; i++)
    json_array_add_int_element (list, at[i]);
  json_object_set_array_member (object, "at", list);
}

static JsonObject *
write_panel (const TellPanel *panel)
{
  const char *source_key = get_source_key (panel->kind);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", tell_panel_kind_to_string (panel->kind));
  set_text (object, "title", panel->title);
  set_series (object, panel->series);
  set_text (object, "unit", panel->unit);
  if (source_key != NULL)
    set_text (object, source_key, panel->source);
  if (panel->range_ms > 0)
    {
      g_autofree char *range = g_strdup_printf ("%" G_GINT64_FORMAT "s", MAX (1, panel->range_ms / 1000));

      json_object_set_string_member (object, "range", range);
    }
  if (panel->at[2] > 0)
    set_at (object, panel->at);
  return object;
}

/* Takes OBJECT; NULL when there are too many. */
static TellPanel *
insert (TellDocument *self, guint position, JsonObject *object)
{
  g_autoptr (JsonObject) owned = object;
  g_autoptr (GError) error = NULL;
  GPtrArray *objects;
  TellPanel *panel;

  if (self->panels->len >= TELL_DOCUMENT_MAX_PANELS)
    return NULL;
  panel = tell_document_read_panel (owned, position, &error);
  if (panel == NULL)
    return NULL;
  objects = list_objects (self);
  g_ptr_array_insert (objects, position, json_object_ref (owned));
  g_ptr_array_insert (self->panels, position, panel);
  set_objects (self, objects);
  tell_document_panels_changed (self);
  return panel;
}

/**
 * tell_document_add_panel:
 * @self: a document
 * @model: what the new panel is to be; without a width it flows
 *
 * Returns: (transfer none) (nullable): the new panel; %NULL when there are too many
 */
TellPanel *
tell_document_add_panel (TellDocument *self, const TellPanel *model)
{
  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);

  return insert (self, self->panels->len, write_panel (model));
}

/**
 * tell_document_duplicate_panel:
 * @self: a document
 * @panel: one of its panels
 *
 * Returns: (transfer none) (nullable): the copy, after @panel; %NULL when there are too many
 */
TellPanel *
tell_document_duplicate_panel (TellDocument *self, const TellPanel *panel)
{
  JsonObject *copy;
  guint index;

  g_return_val_if_fail (TELL_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (g_ptr_array_find (self->panels, panel, &index), NULL);

  copy = copy_object (json_array_get_object_element (get_objects (self), index));
  if (json_object_has_member (copy, "at"))
    json_object_remove_member (copy, "at");
  return insert (self, index + 1, copy);
}

/**
 * tell_document_remove_panel:
 * @self: a document
 * @panel: one of its panels
 */
void
tell_document_remove_panel (TellDocument *self, const TellPanel *panel)
{
  GPtrArray *objects;
  guint index;

  g_return_if_fail (TELL_IS_DOCUMENT (self));
  g_return_if_fail (g_ptr_array_find (self->panels, panel, &index));

  objects = list_objects (self);
  g_ptr_array_remove_index (objects, index);
  g_ptr_array_remove_index (self->panels, index);
  set_objects (self, objects);
  tell_document_panels_changed (self);
}

/**
 * tell_document_place_panels:
 * @self: a document
 * @places: (array length=n_places): one for each panel, in order
 * @n_places: how many panels there are
 *
 * Writes where each is; one that is there already keeps its object.
 */
void
tell_document_place_panels (TellDocument *self, const TellPanelAt *places, guint n_places)
{
  GPtrArray *objects;
  gboolean changed = FALSE;

  g_return_if_fail (TELL_IS_DOCUMENT (self));
  g_return_if_fail (n_places == self->panels->len);

  objects = list_objects (self);
  for (guint i = 0; i < n_places; i++)
    {
      TellPanel *panel = self->panels->pdata[i];
      JsonObject *copy;

      if (memcmp (panel->at, places[i].at, sizeof panel->at) == 0)
        continue;
      changed = TRUE;
      memcpy (panel->at, places[i].at, sizeof panel->at);
      copy = copy_object (objects->pdata[i]);
      set_at (copy, panel->at);
      json_object_unref (objects->pdata[i]);
      objects->pdata[i] = copy;
    }
  set_objects (self, objects);
  if (changed)
    tell_document_panels_changed (self);
}
