/* tell-engine-compile.c: from a document to what an engine runs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-engine-private.h"

#include <string.h>

#include "tell-engine-connection.h"

static JsonArray *
get_list (JsonObject *root, const char *name)
{
  return json_object_has_member (root, name) ? json_object_get_array_member (root, name) : NULL;
}

static void
declare_inputs (TellEngine *self)
{
  GPtrArray *inputs = tell_document_get_inputs (self->document);

  for (guint i = 0; i < inputs->len; i++)
    {
      TellInput *input = g_ptr_array_index (inputs, i);

      tell_variables_intern (self->variables, TELL_NAME_INPUT, input->name);
      tell_engine_set_input (self, input->name, input->default_value);
    }
}

/* The document says it, or else the path of the URL, as for every client of Socket.IO. */
static char *
work_out_nsp (TellEngine *self)
{
  JsonObject *root = tell_document_get_root (self->document);
  const char *given = json_object_get_string_member_with_default (root, "namespace", NULL);
  g_autoptr (GUri) uri = g_uri_parse (tell_document_get_url (self->document), G_URI_FLAGS_NONE, NULL);

  if (given != NULL)
    return g_strconcat (given[0] == '/' ? "" : "/", given, NULL);
  return g_strdup (uri && *g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/");
}

static void
open_rooms (TellEngine *self)
{
  GPtrArray *rooms = tell_document_get_rooms (self->document);

  for (guint i = 0; i < rooms->len; i++)
    {
      TellKnownRoom *known = g_ptr_array_index (rooms, i);
      TellRoom *room = tell_store_ensure_room (self->store, known->room);

      if (room != NULL && known->name != NULL)
        tell_room_set_name (room, known->name);
    }
  self->default_room =
      g_strdup (rooms->len > 0 ? ((TellKnownRoom *) g_ptr_array_index (rooms, 0))->room : "main");
}

static gboolean
compile_bindings (TellEngine *self, JsonArray *list, GError **error)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      TellBinding *binding =
          tell_binding_new (json_array_get_object_element (list, i), self->variables, self->nsp,
                            TELL_PLACE_INDEX (TELL_PLACE_KEY (NULL, "bindings"), i), error);

      if (binding == NULL)
        return FALSE;
      g_ptr_array_add (self->bindings, binding);
    }
  return TRUE;
}

static gboolean
compile_rules (TellEngine *self, JsonArray *list, GError **error)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      TellRule *rule = tell_rule_new (json_array_get_object_element (list, i), self->variables, self->nsp,
                                      TELL_PLACE_INDEX (TELL_PLACE_KEY (NULL, "rules"), i), error);

      if (rule == NULL)
        return FALSE;
      g_ptr_array_add (self->rules, rule);
    }
  return TRUE;
}

static gboolean
compile_emits (TellEngine *self, JsonObject *root, GError **error)
{
  JsonObject *emits =
      json_object_has_member (root, "emits") ? json_object_get_object_member (root, "emits") : NULL;

  self->emits = tell_emits_new (emits, self->variables, self->nsp, TELL_PLACE_KEY (NULL, "emits"), error);
  return self->emits != NULL;
}

gboolean
tell_engine_compile (TellEngine *self, GError **error)
{
  JsonObject *root = tell_document_get_root (self->document);

  declare_inputs (self);
  self->nsp = work_out_nsp (self);
  if (!tell_engine_compile_connection (self, root, error) || !compile_emits (self, root, error) ||
      !compile_bindings (self, get_list (root, "bindings"), error) ||
      !compile_rules (self, get_list (root, "rules"), error))
    return FALSE;
  open_rooms (self);
  return TRUE;
}
