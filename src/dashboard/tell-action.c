/* tell-action.c: the table of actions: a new one is a row here and a function beside its like.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-action-private.h"

#include <string.h>

static const char *const merges[] = { "replace", "sum", NULL };
static const char *const clearable[] = { "messages", "people", "rooms", "series", "rows", "log", NULL };

#define REQUIRED TELL_FIELD_REQUIRED
#define OPTIONAL 0

/* The functions know their fields by position. */
static const TellActionKind kinds[] = {
  { "point",
    tell_action_point,
    { { "series", REQUIRED },
      { "value", REQUIRED | TELL_FIELD_GAP },
      { "time" },
      { "merge", OPTIONAL, merges } } },
  { "series", tell_action_series, { { "series", REQUIRED }, { "name" }, { "unit" } } },
  { "message",
    tell_action_message,
    { { "room" }, { "id" }, { "author" }, { "text", REQUIRED }, { "time" }, { "kind" } } },
  { "message-removed", tell_action_message_removed, { { "id", REQUIRED }, { "room" } } },
  { "room", tell_action_room, { { "room", REQUIRED }, { "name" }, { "topic" }, { "unread" }, { "joined" } } },
  { "room-removed", tell_action_room_removed, { { "room", REQUIRED } } },
  { "person",
    tell_action_person,
    { { "person", REQUIRED }, { "name" }, { "state" }, { "room" }, { "detail" }, { "me" } } },
  { "person-left", tell_action_person_left, { { "person", REQUIRED }, { "room" }, { "forget" } } },
  { "people-count", tell_action_people_count, { { "value", REQUIRED }, { "room" } } },
  { "typing", tell_action_typing, { { "person", REQUIRED }, { "room" }, { "active" } } },
  { "row", tell_action_row, { { "table", REQUIRED }, { "key", REQUIRED } }, TRUE },
  { "row-removed", tell_action_row_removed, { { "table", REQUIRED }, { "key", REQUIRED } } },
  { "log", tell_action_log, { { "log", REQUIRED }, { "text", REQUIRED }, { "level" } } },
  { "notify",
    tell_action_notify,
    { { "id" },
      { "title", REQUIRED },
      { "body" },
      { "level" },
      { "room" },
      { "limit", TELL_FIELD_STRUCTURE } } },
  { "clear",
    tell_action_clear,
    { { "what", REQUIRED, clearable }, { "room" }, { "series" }, { "table" }, { "log" } } },
  { "set",
    tell_action_set,
    { { "name", REQUIRED }, { "value", REQUIRED | TELL_FIELD_STRUCTURE }, { "secret" } } },
  { "emit",
    tell_action_emit,
    { { "event", REQUIRED }, { "args", TELL_FIELD_STRUCTURE }, { "namespace" }, { "ack" } } },
  { "ready", tell_action_ready, { { NULL } } },
};

static gboolean
compile_field (TellAction *self,
               guint index,
               JsonNode *node,
               TellScope *scope,
               const TellPlace *place,
               GError **error)
{
  const TellField *field = &self->kind->fields[index];
  const char *constant;
  g_autofree char *choices = NULL;

  self->fields[index] = tell_template_new (node, scope, !(field->flags & TELL_FIELD_STRUCTURE), place, error);
  if (self->fields[index] == NULL)
    return FALSE;
  constant = tell_template_get_constant (self->fields[index]);
  if (field->choices == NULL || constant == NULL || g_strv_contains (field->choices, constant))
    return TRUE;
  choices = g_strjoinv (", ", (char **) field->choices);
  return tell_place_fail (place, error, "expected one of %s, found “%s”", choices, constant);
}

static gboolean
fail_required (TellAction *self, const char *name, JsonObject *object, const TellPlace *place, GError **error)
{
  const char *known[TELL_ACTION_MAX_FIELDS + 3];
  g_autofree char *meant = NULL;

  tell_action_list_keys (self->kind, known);
  meant = tell_suggest_misspelt (object, name, known);
  return tell_place_fail (place, error, "“%s” needs “%s”%s", self->kind->name, name, meant);
}

static gboolean
compile_fields (TellAction *self,
                JsonObject *object,
                TellScope *scope,
                const TellPlace *place,
                GError **error)
{
  for (guint i = 0; self->kind->fields[i].name != NULL; i++)
    {
      const TellField *field = &self->kind->fields[i];
      JsonNode *node = json_object_get_member (object, field->name);

      if (node == NULL && (field->flags & TELL_FIELD_REQUIRED))
        return fail_required (self, field->name, object, place, error);
      if (node != NULL && !compile_field (self, i, node, scope, TELL_PLACE_KEY (place, field->name), error))
        return FALSE;
    }
  return TRUE;
}

static void
column_clear (gpointer data)
{
  TellColumn *column = data;

  g_free (column->name);
  g_clear_pointer (&column->value, tell_template_free);
}

static gboolean
is_own_key (const TellActionKind *kind, const char *key)
{
  for (guint i = 0; kind->fields[i].name != NULL; i++)
    if (strcmp (kind->fields[i].name, key) == 0)
      return TRUE;
  return strcmp (key, "to") == 0 || strcmp (key, "when") == 0;
}

static gboolean
compile_columns (TellAction *self,
                 JsonObject *object,
                 TellScope *scope,
                 const TellPlace *place,
                 GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  self->columns = g_array_new (FALSE, FALSE, sizeof (TellColumn));
  g_array_set_clear_func (self->columns, column_clear);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    if (!is_own_key (self->kind, key))
      {
        TellColumn column = { g_strdup (key), NULL };

        column.value = tell_template_new (node, scope, FALSE, TELL_PLACE_KEY (place, key), error);
        g_array_append_val (self->columns, column);
        if (column.value == NULL)
          return FALSE;
      }
  return TRUE;
}

/* A limit is looked at here, once, since it is no value that changes. */
static gboolean
compile_limit (TellAction *self, JsonObject *object, const TellPlace *place, GError **error)
{
  JsonNode *node = json_object_get_member (object, "limit");
  JsonObject *limit;

  if (self->kind->run != tell_action_notify || node == NULL)
    return TRUE;
  limit = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (limit != NULL)
    {
      self->limit_count = CLAMP (json_object_get_int_member_with_default (limit, "count", 0), 0, G_MAXINT);
      self->limit_us =
          CLAMP (json_object_get_double_member_with_default (limit, "seconds", 0), 0, 1e9) * G_USEC_PER_SEC;
    }
  if (self->limit_count == 0 || self->limit_us == 0)
    return tell_place_fail (TELL_PLACE_KEY (place, "limit"), error,
                            "expected {\"count\": N, \"seconds\": S}, both above 0");
  return TRUE;
}

static gboolean
find_kind (TellAction *self, JsonObject *object, const TellPlace *place, GError **error)
{
  const char *to = json_object_get_string_member_with_default (object, "to", "");
  g_autofree char *meant = NULL;

  self->kind = tell_action_find_kind (to);
  if (self->kind != NULL)
    return TRUE;
  meant = tell_suggest_bracket (to, tell_action_get_names ());
  return tell_place_fail (TELL_PLACE_KEY (place, "to"), error, "expected the name of an action, found “%s”%s",
                          to, meant);
}

static gboolean
compile (TellAction *self, JsonObject *object, TellScope *scope, const TellPlace *place, GError **error)
{
  if (!find_kind (self, object, place, error))
    return FALSE;
  self->when = tell_conditions_new (json_object_get_member (object, "when"), scope,
                                    TELL_PLACE_KEY (place, "when"), error);
  return self->when != NULL && compile_fields (self, object, scope, place, error) &&
         (!self->kind->has_columns || compile_columns (self, object, scope, place, error)) &&
         compile_limit (self, object, place, error);
}

/* "value: ${/0/x}" */
static char *
explain_field (TellAction *self, guint index)
{
  return g_strdup_printf ("%s: %s", self->kind->fields[index].name,
                          tell_template_get_source (self->fields[index]));
}

/* A field's name becomes the field and its template; anything else is an explanation already. */
static char *
explain (TellAction *self, const char *reason)
{
  for (guint i = 0; self->kind->fields[i].name != NULL; i++)
    if (strcmp (self->kind->fields[i].name, reason) == 0 && self->fields[i] != NULL)
      return explain_field (self, i);
  return g_strdup_printf ("%s: %s", self->kind->name, reason);
}

static gboolean
evaluate_fields (TellAction *self, TellActionCall *call, char **why)
{
  for (guint i = 0; self->kind->fields[i].name != NULL; i++)
    {
      TellFieldFlags flags = self->kind->fields[i].flags;

      call->values[i] = (TellValue) TELL_VALUE_INIT;
      if (self->fields[i] != NULL)
        call->values[i] = tell_template_evaluate (self->fields[i], call->context);
      if (call->values[i].kind == SIO_VALUE_NULL && !(flags & TELL_FIELD_GAP))
        call->values[i].kind = SIO_VALUE_MISSING;
      if ((flags & TELL_FIELD_REQUIRED) && call->values[i].kind == SIO_VALUE_MISSING)
        {
          *why = explain_field (self, i);
          return FALSE;
        }
    }
  return TRUE;
}

TellAction *
tell_action_new (JsonNode *node, TellScope *scope, const TellPlace *place, GError **error)
{
  g_autoptr (TellAction) self = g_new0 (TellAction, 1);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      tell_place_fail (place, error, "expected an action, found %s", tell_node_describe (node));
      return NULL;
    }
  return compile (self, json_node_get_object (node), scope, place, error) ? g_steal_pointer (&self) : NULL;
}

void
tell_action_free (TellAction *self)
{
  for (guint i = 0; i < TELL_ACTION_MAX_FIELDS; i++)
    g_clear_pointer (&self->fields[i], tell_template_free);
  g_clear_pointer (&self->when, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_queue_clear_full (&self->times, g_free);
  g_free (self);
}

gboolean
tell_action_run (TellAction *self, TellContext *context, char **why)
{
  TellActionCall call;
  const char *reason;

  if (!tell_conditions_hold (self->when, context))
    return TRUE;
  call.action = self;
  call.context = context;
  call.unknown = NULL;
  if (!evaluate_fields (self, &call, why))
    return FALSE;
  reason = self->kind->run (&call);
  if (reason == NULL)
    reason = call.unknown;
  if (reason != NULL)
    *why = explain (self, reason);
  return reason == NULL;
}

const TellActionKind *
tell_action_find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

const char *const *
tell_action_get_names (void)
{
  static const char *names[G_N_ELEMENTS (kinds) + 1];

  for (guint i = 0; names[0] == NULL || i < G_N_ELEMENTS (kinds); i++)
    names[i] = kinds[i].name;
  return names;
}

void
tell_action_list_keys (const TellActionKind *kind, const char *keys[static TELL_ACTION_MAX_FIELDS + 3])
{
  guint n = 0;

  keys[n++] = "to";
  keys[n++] = "when";
  for (guint i = 0; kind->fields[i].name != NULL; i++)
    keys[n++] = kind->fields[i].name;
  keys[n] = NULL;
}
