/* tell-binding-compile.c: from a binding of the document to patterns, clauses, conditions and actions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-binding-private.h"

#include <string.h>

#include "tell-token.h"

static void
pattern_clear (gpointer data)
{
  TellPattern *pattern = data;

  g_free (pattern->source);
  g_free (pattern->name);
  g_free (pattern->suffix);
}

static void
clause_clear (gpointer data)
{
  g_clear_pointer (&((TellClause *) data)->expression, tell_expression_free);
}

static void
each_free (gpointer data)
{
  TellEach *each = data;

  g_array_unref (each->clauses);
  g_free (each->when_levels);
  g_free (each);
}

/* Loop variables hide inputs, but not the words of the language. */
static gboolean
is_loop_name (const char *name)
{
  if (!g_ascii_isalpha (name[0]) && name[0] != '_')
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-')
      return FALSE;
  return strcmp (name, "sent") != 0 && strcmp (name, "true") != 0 && strcmp (name, "false") != 0 &&
         strcmp (name, "null") != 0;
}

static gboolean
define_local (TellBinding *self,
              TellEach *each,
              TellClause *clause,
              const char *name,
              const TellPlace *place,
              GError **error)
{
  if (!is_loop_name (name))
    return tell_place_fail (place, error, "expected a name of letters, digits, “_” and “-”, found “%s”",
                            name);
  for (clause->slot = 0; clause->slot < self->locals->len; clause->slot++)
    if (strcmp (g_ptr_array_index (self->locals, clause->slot), name) == 0)
      break;
  if (clause->slot == TELL_MAX_LOCALS)
    return tell_place_fail (place, error, "expected at most %d names in a binding", TELL_MAX_LOCALS);
  if (clause->slot == self->locals->len)
    g_ptr_array_add (self->locals, g_strdup (name));
  if (each->names & (1u << clause->slot))
    return tell_place_fail (place, error, "“%s” is defined twice", name);
  each->names |= 1u << clause->slot;
  return TRUE;
}

/* What stands right of "in" or "=": it may name what was defined before. */
static gboolean
compile_source (TellEach *each,
                TellClause *clause,
                const char *text,
                TellScope *scope,
                const TellPlace *place,
                GError **error)
{
  g_autoptr (GError) problem = NULL;
  TellToken token = tell_token_trim ((TellToken){ text, strlen (text) });

  if (token.length > 3 && g_str_has_prefix (token.text, "${") &&
      tell_token_find (token, '}') == token.length - 1)
    token = (TellToken){ token.text + 2, token.length - 3 };
  scope->used_locals = 0;
  clause->expression = tell_expression_new (token.text, token.length, scope, &problem);
  if (clause->expression == NULL)
    return tell_place_fail (place, error, "%s", problem->message);
  if (scope->used_locals & ~each->names)
    return tell_place_fail (place, error, "expected names that are defined before, found “%s”", text);
  return TRUE;
}

static gboolean
compile_clause (TellBinding *self,
                TellEach *each,
                JsonNode *node,
                TellScope *scope,
                const TellPlace *place,
                GError **error)
{
  g_auto (GStrv) words = NULL;
  TellClause clause = { 0 };
  g_autofree char *name = NULL;

  if (!tell_node_is_text (node))
    return tell_place_fail (place, error, "expected “name in path” or “name = path”, found %s",
                            tell_node_describe (node));
  words = g_regex_split_simple ("^\\s*(\\S+)\\s+(in|=)\\s+", json_node_get_string (node), 0, 0);
  if (g_strv_length (words) != 4)
    return tell_place_fail (place, error, "expected “name in path” or “name = path”, found “%s”",
                            json_node_get_string (node));
  clause.loop = strcmp (words[2], "in") == 0;
  if (!compile_source (each, &clause, words[3], scope, place, error))
    return FALSE;
  if (!define_local (self, each, &clause, words[1], place, error))
    {
      clause_clear (&clause);
      return FALSE;
    }
  g_array_append_val (each->clauses, clause);
  return TRUE;
}

static gboolean
check_loops (TellEach *each, const TellPlace *place, GError **error)
{
  guint n_loops = 0;

  for (guint i = 0; i < each->clauses->len; i++)
    {
      n_loops += g_array_index (each->clauses, TellClause, i).loop;
      if (n_loops == 0)
        each->n_leading = i + 1;
    }
  if (n_loops > TELL_MAX_LOOPS)
    return tell_place_fail (place, error, "expected at most %d loops, found %u", TELL_MAX_LOOPS, n_loops);
  return TRUE;
}

static gboolean
compile_each (TellBinding *self, JsonNode *node, TellScope *scope, const TellPlace *place, GError **error)
{
  TellEach *each = g_new0 (TellEach, 1);
  JsonArray *array;

  each->clauses = g_array_new (FALSE, FALSE, sizeof (TellClause));
  g_array_set_clear_func (each->clauses, clause_clear);
  g_ptr_array_add (self->eaches, each);
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return tell_place_fail (place, error, "expected a list of loops, found %s", tell_node_describe (node));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!compile_clause (self, each, json_array_get_element (array, i), scope, TELL_PLACE_INDEX (place, i),
                         error))
      return FALSE;
  return check_loops (each, place, error);
}

/* "name", "glob:*", "@pseudo", "\@real". */
static gboolean
add_pattern (TellBinding *self, const char *text, guint each, const TellPlace *place, GError **error)
{
  TellPattern pattern = { .source = g_strdup (text), .each = each };
  const char *star = strchr (text, '*');
  gboolean ok = star == NULL || strchr (star + 1, '*') == NULL;

  pattern.pseudo = text[0] == '@';
  if (pattern.pseudo || g_str_has_prefix (text, "\\@"))
    text++;
  pattern.name = star ? g_strndup (text, star - text) : g_strdup (text);
  pattern.suffix = star ? g_strdup (star + 1) : NULL;
  g_array_append_val (self->patterns, pattern);
  return ok || tell_place_fail (place, error, "expected at most one “*”, found “%s”", pattern.source);
}

static gboolean
compile_on_list (TellBinding *self, JsonArray *array, const TellPlace *place, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!tell_node_is_text (node))
        return tell_place_fail (TELL_PLACE_INDEX (place, i), error, "expected the name of an event, found %s",
                                tell_node_describe (node));
      if (!add_pattern (self, json_node_get_string (node), 0, TELL_PLACE_INDEX (place, i), error))
        return FALSE;
    }
  return TRUE;
}

/* Each event with its own loops. */
static gboolean
compile_on_object (TellBinding *self,
                   JsonObject *object,
                   TellScope *scope,
                   const TellPlace *place,
                   GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!compile_each (self, node, scope, TELL_PLACE_KEY (place, name), error) ||
        !add_pattern (self, name, self->eaches->len - 1, TELL_PLACE_KEY (place, name), error))
      return FALSE;
  return TRUE;
}

static gboolean
compile_on (TellBinding *self, JsonObject *object, TellScope *scope, const TellPlace *place, GError **error)
{
  JsonNode *on = json_object_get_member (object, "on");
  const TellPlace *here = TELL_PLACE_KEY (place, "on");

  if (on == NULL)
    return tell_place_fail (place, error, "expected “on”: the event that it is for");
  if (!compile_each (self, json_object_get_member (object, "each"), scope, TELL_PLACE_KEY (place, "each"),
                     error))
    return FALSE;
  if (tell_node_is_text (on))
    return add_pattern (self, json_node_get_string (on), 0, here, error);
  if (JSON_NODE_HOLDS_ARRAY (on))
    return compile_on_list (self, json_node_get_array (on), here, error);
  if (JSON_NODE_HOLDS_OBJECT (on))
    return compile_on_object (self, json_node_get_object (on), scope, here, error);
  return tell_place_fail (here, error, "expected the name of an event, found %s", tell_node_describe (on));
}

static gboolean
compile_actions (GPtrArray *actions, JsonNode *node, TellScope *scope, const TellPlace *place, GError **error)
{
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return tell_place_fail (place, error, "expected a list of actions, found %s", tell_node_describe (node));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      TellAction *action =
          tell_action_new (json_array_get_element (array, i), scope, TELL_PLACE_INDEX (place, i), error);

      if (action == NULL)
        return FALSE;
      g_ptr_array_add (actions, action);
    }
  return TRUE;
}

/* "first" runs before the loops: of the locals it can use those that have a value by then. */
static gboolean
check_first (TellBinding *self, guint32 used, const TellPlace *place, GError **error)
{
  for (guint i = 0; i < self->eaches->len; i++)
    {
      TellEach *each = g_ptr_array_index (self->eaches, i);

      for (guint j = each->n_leading; j < each->clauses->len; j++)
        if (used & (1u << g_array_index (each->clauses, TellClause, j).slot))
          return tell_place_fail (TELL_PLACE_KEY (place, "first"), error,
                                  "expected no loop variable: it runs before the loops");
    }
  return TRUE;
}

static guint
find_level (TellEach *each, guint32 names)
{
  guint level = 0;

  for (guint i = 0; i < each->clauses->len; i++)
    if (names & (1u << g_array_index (each->clauses, TellClause, i).slot))
      level = i + 1;
  return level;
}

static void
place_conditions (TellBinding *self)
{
  for (guint i = 0; i < self->eaches->len; i++)
    {
      TellEach *each = g_ptr_array_index (self->eaches, i);

      each->when_levels = g_new0 (guint8, self->when->len + 1);
      for (guint j = 0; j < self->when->len; j++)
        {
          each->when_levels[j] =
              find_level (each, tell_condition_get_locals (g_ptr_array_index (self->when, j)));
          each->last_level = MAX (each->last_level, each->when_levels[j]);
        }
    }
}

static gboolean
compile_rest (TellBinding *self, JsonObject *object, TellScope *scope, const TellPlace *place, GError **error)
{
  self->when = tell_conditions_new (json_object_get_member (object, "when"), scope,
                                    TELL_PLACE_KEY (place, "when"), error);
  if (self->when == NULL)
    return FALSE;
  scope->used_locals = 0;
  if (!compile_actions (self->first, json_object_get_member (object, "first"), scope,
                        TELL_PLACE_KEY (place, "first"), error) ||
      !check_first (self, scope->used_locals, place, error))
    return FALSE;
  place_conditions (self);
  return compile_actions (self->actions, json_object_get_member (object, "do"), scope,
                          TELL_PLACE_KEY (place, "do"), error);
}

static void
fill_stats (TellBinding *self)
{
  self->stats.on = g_new0 (char *, self->patterns->len + 1);
  for (guint i = 0; i < self->patterns->len; i++)
    self->stats.on[i] = g_strdup (g_array_index (self->patterns, TellPattern, i).source);
}

TellBinding *
tell_binding_new (JsonObject *object,
                  TellVariables *variables,
                  const char *default_nsp,
                  const TellPlace *place,
                  GError **error)
{
  g_autoptr (TellBinding) self = g_new0 (TellBinding, 1);
  const char *nsp = json_object_get_string_member_with_default (object, "namespace", default_nsp);
  TellScope scope = { .variables = variables, .flags = TELL_SCOPE_EVENT };

  self->patterns = g_array_new (FALSE, FALSE, sizeof (TellPattern));
  g_array_set_clear_func (self->patterns, pattern_clear);
  self->eaches = g_ptr_array_new_with_free_func (each_free);
  self->locals = g_ptr_array_new_with_free_func (g_free);
  self->first = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_action_free);
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) tell_action_free);
  self->stop = json_object_get_boolean_member_with_default (object, "stop", FALSE);
  self->nsp = strcmp (nsp, "*") == 0 ? NULL : g_strdup (nsp);
  scope.locals = self->locals;
  if (!compile_on (self, object, &scope, place, error) || !compile_rest (self, object, &scope, place, error))
    return NULL;
  fill_stats (self);
  return g_steal_pointer (&self);
}

void
tell_binding_free (TellBinding *self)
{
  g_clear_pointer (&self->patterns, g_array_unref);
  g_clear_pointer (&self->eaches, g_ptr_array_unref);
  g_clear_pointer (&self->when, g_ptr_array_unref);
  g_clear_pointer (&self->locals, g_ptr_array_unref);
  g_clear_pointer (&self->first, g_ptr_array_unref);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_free (self->nsp);
  g_strfreev (self->stats.on);
  g_free (self->stats.why);
  g_free (self);
}
