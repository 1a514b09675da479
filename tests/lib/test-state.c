/* test-state.c: whether the state that telltale watch prints is one that is expected, and if not, where.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-state.h"

#include <string.h>

static gboolean
differs (GString *why, const char *path, JsonNode *actual, JsonNode *expected)
{
  g_autofree char *found = actual ? json_to_string (actual, FALSE) : g_strdup ("nothing");
  g_autofree char *wanted = json_to_string (expected, FALSE);

  g_string_printf (why, "%s: expected %.300s, found %.300s", path, wanted, found);
  return FALSE;
}

static gboolean
is_number (JsonNode *node)
{
  GType type = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

static gboolean
is_equal (JsonNode *a, JsonNode *b)
{
  if (is_number (a) && is_number (b))
    return json_node_get_double (a) == json_node_get_double (b);
  return a != NULL && json_node_equal (a, b);
}

static gint64
length_of (JsonNode *node)
{
  if (node && JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node));
  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_utf8_strlen (json_node_get_string (node), -1);
  return -1;
}

static gboolean matches (JsonNode *actual, JsonNode *expected, const char *path, GString *why);

static gboolean
has_length (JsonNode *actual, JsonNode *expected, GString *why)
{
  g_autoptr (JsonNode) length = json_node_init_int (json_node_alloc (), length_of (actual));

  return matches (length, expected, "length", why);
}

static gboolean
is_like (JsonNode *actual, JsonNode *expected)
{
  return actual && JSON_NODE_HOLDS_VALUE (actual) && json_node_get_value_type (actual) == G_TYPE_STRING &&
         g_regex_match_simple (json_node_get_string (expected), json_node_get_string (actual), 0, 0);
}

/* FALSE when NAME is no comparison; else *RESULT says whether it holds. */
static gboolean
compare (const char *name, JsonNode *actual, JsonNode *expected, gboolean *result)
{
  g_autoptr (GString) unused = g_string_new (NULL);

  if (g_str_equal (name, ">="))
    *result = is_number (actual) && json_node_get_double (actual) >= json_node_get_double (expected);
  else if (g_str_equal (name, "<="))
    *result = is_number (actual) && json_node_get_double (actual) <= json_node_get_double (expected);
  else if (g_str_equal (name, "!="))
    *result = actual && !is_equal (actual, expected);
  else if (g_str_equal (name, "matches"))
    *result = is_like (actual, expected);
  else if (g_str_equal (name, "length"))
    *result = has_length (actual, expected, unused);
  else
    return FALSE;
  return TRUE;
}

static gboolean
matches_member (JsonNode *actual, const char *name, JsonNode *expected, const char *path, GString *why)
{
  g_autofree char *inner = g_strdup_printf ("%s/%s", path, name);
  gboolean result;

  if (compare (name, actual, expected, &result))
    return result || differs (why, inner, actual, expected);
  if (actual == NULL || !JSON_NODE_HOLDS_OBJECT (actual))
    return differs (why, inner, NULL, expected);
  return matches (json_object_get_member (json_node_get_object (actual), name), expected, inner, why);
}

static gboolean
matches_object (JsonNode *actual, JsonObject *expected, const char *path, GString *why)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, expected);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!matches_member (actual, name, value, path, why))
      return FALSE;
  return TRUE;
}

/* Whether this is the element that EXPECTED names with its first member, as in {"series": "cpu", …}. */
static gboolean
is_meant (JsonNode *actual, JsonNode *expected)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (expected) || !JSON_NODE_HOLDS_OBJECT (actual))
    return FALSE;
  json_object_iter_init_ordered (&iter, json_node_get_object (expected));
  return json_object_iter_next_ordered (&iter, &name, &value) &&
         is_equal (json_object_get_member (json_node_get_object (actual), name), value);
}

static gboolean
matches_some (JsonArray *actual, JsonNode *expected, const char *path, GString *why)
{
  g_autofree char *wanted = json_to_string (expected, FALSE);
  g_autoptr (GString) meant = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (actual); i++)
    {
      JsonNode *element = json_array_get_element (actual, i);
      g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);

      if (matches (element, expected, inner, why))
        return TRUE;
      if (is_meant (element, expected))
        g_string_assign (meant, why->str);
    }
  g_string_printf (why, "%s: none of %u is like %.300s; %s", path, json_array_get_length (actual), wanted,
                   meant->str);
  return FALSE;
}

static gboolean
matches_array (JsonNode *actual, JsonNode *expected, const char *path, GString *why)
{
  JsonArray *wanted = json_node_get_array (expected);

  if (length_of (actual) < 0 || !JSON_NODE_HOLDS_ARRAY (actual))
    return differs (why, path, actual, expected);
  if (json_array_get_length (wanted) == 0)
    return length_of (actual) == 0 || differs (why, path, actual, expected);
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    if (!matches_some (json_node_get_array (actual), json_array_get_element (wanted, i), path, why))
      return FALSE;
  return TRUE;
}

static gboolean
matches (JsonNode *actual, JsonNode *expected, const char *path, GString *why)
{
  if (JSON_NODE_HOLDS_OBJECT (expected))
    return matches_object (actual, json_node_get_object (expected), path, why);
  if (JSON_NODE_HOLDS_ARRAY (expected))
    return matches_array (actual, expected, path, why);
  return is_equal (actual, expected) || differs (why, path, actual, expected);
}

gboolean
test_state_matches (JsonNode *state, JsonNode *expected, GString *why)
{
  return matches (state, expected, "", why);
}

static gboolean
lists (JsonObject *row, const char *name, const char *event)
{
  JsonArray *events = json_object_has_member (row, name) ? json_object_get_array_member (row, name) : NULL;

  for (guint i = 0; events && i < json_array_get_length (events); i++)
    if (g_str_equal (json_array_get_string_element (events, i), event))
      return TRUE;
  return FALSE;
}

static gboolean
is_skip_expected (JsonObject *row, const char *event, const char *reason)
{
  JsonObject *skipped =
      json_object_has_member (row, "skipped") ? json_object_get_object_member (row, "skipped") : NULL;
  const char *expected = skipped ? json_object_get_string_member_with_default (skipped, event, NULL) : NULL;

  return expected && reason && g_str_has_prefix (reason, expected);
}

static gboolean
is_binding_sound (JsonObject *binding, JsonObject *row, GString *why)
{
  const char *event = json_array_get_string_element (json_object_get_array_member (binding, "on"), 0);
  const char *reason = json_object_get_string_member_with_default (binding, "why", NULL);

  if (json_object_get_int_member (binding, "matched") == 0 && !lists (row, "quiet", event))
    {
      g_string_printf (why, "the binding on “%s” never matched", event);
      return FALSE;
    }
  if (json_object_get_int_member (binding, "skipped") > 0 && !is_skip_expected (row, event, reason))
    {
      g_string_printf (why, "the binding on “%s” skipped: %s", event, reason);
      return FALSE;
    }
  return TRUE;
}

gboolean
test_state_is_sound (JsonNode *state, JsonObject *row, GString *why)
{
  JsonObject *root = json_node_get_object (state);
  JsonArray *bindings = json_object_get_array_member (root, "bindings");
  JsonArray *unbound = json_object_get_array_member (root, "unbound");

  for (guint i = 0; i < json_array_get_length (bindings); i++)
    if (!is_binding_sound (json_array_get_object_element (bindings, i), row, why))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (unbound); i++)
    {
      const char *event = json_object_get_string_member (json_array_get_object_element (unbound, i), "event");

      if (lists (row, "unbound", event))
        continue;
      g_string_printf (why, "no binding wants “%s”", event);
      return FALSE;
    }
  return TRUE;
}
