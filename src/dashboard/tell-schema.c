/* tell-schema.c: the shape of a dashboard document, as tables of keys. What templates and conditions mean is
 * checked where they are compiled; here it is only whether an object, a list, a text or a number stands where
 * one is expected. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell-schema.h"

#include <string.h>

#include "tell-action.h"

typedef enum
{
  ANY,
  TEXT,
  SCALAR, /* a template, or a number or boolean */
  NUMBER,
  BOOLEAN,
  EMIT,        /* ["event", …] */
  CHOICE,      /* text, one of choices */
  CHOICES,     /* one of choices, or a list of them */
  WORD,        /* text; unless it is one of choices it is as if absent */
  TEXTS,       /* a text, or a list of texts */
  NUMBERS,     /* a list of numbers */
  OBJECT,      /* of keys */
  ONE_OR_LIST, /* of objects of keys */
  LIST,        /* of objects of keys */
  MAP,         /* of objects of keys */
  TEXT_MAP,    /* of scalars */
  ACTIONS,
  ACK, /* a boolean, or an object of keys */
} Shape;

typedef struct _Key Key;

struct _Key
{
  const char *name; /* NULL ends the table */
  Shape shape;
  const Key *keys;
  const char *const *choices;
  gboolean required;
};

typedef struct
{
  GPtrArray *warnings;
} Checker;

static const char *const protocols[] = { "auto", "4", "3", NULL };
static const char *const transports[] = { "polling", "websocket", NULL };
static const char *const parsers[] = { "json", "msgpack", NULL };
static const char *const panel_kinds[] = { "line",  "area", "stacked", "bar",    "stat", "gauge", "sparkline",
                                           "table", "log",  "heatmap", "people", "chat", NULL };
static const char *const levels[] = { "info", "warning", "error", NULL };

static const Key input_keys[] = { { "title", TEXT }, { "default", SCALAR }, { "secret", BOOLEAN }, { NULL } };

static const Key login_keys[] = { { "post", TEXT },
                                  { "get", TEXT },
                                  { "json", ANY },
                                  { "set", TEXT_MAP },
                                  { NULL } };

static const Key tls_keys[] = { { "trust", TEXT }, { NULL } };

static const Key connection_keys[] = {
  { "url", TEXT },
  { "path", TEXT },
  { "protocol", CHOICE, .choices = protocols },
  { "transports", CHOICES, .choices = transports },
  { "parser", CHOICE, .choices = parsers },
  { "query", TEXT_MAP },
  { "headers", TEXT_MAP },
  { "login", OBJECT, login_keys },
  { "tls", OBJECT, tls_keys },
  { NULL },
};

static const Key namespace_keys[] = { { "auth", ANY }, { NULL } };

static const Key ack_keys[] = { { "ok", ANY }, { "error", TEXT }, { NULL } };

static const Key emit_keys[] = { { "emit", EMIT, .required = TRUE },
                                 { "namespace", TEXT },
                                 { "ack", ACK, ack_keys },
                                 { NULL } };

static const Key send_keys[] = { { "emit", EMIT, .required = TRUE },
                                 { "namespace", TEXT },
                                 { "ack", ACK, ack_keys },
                                 { "echo", BOOLEAN },
                                 { NULL } };

static const Key every_keys[] = { { "seconds", NUMBER, .required = TRUE },
                                  { "emit", EMIT, .required = TRUE },
                                  { "namespace", TEXT },
                                  { "ack", ACK, ack_keys },
                                  { NULL } };

static const Key typing_keys[] = { { "start", EMIT },     { "stop", EMIT },         { "idle", NUMBER },
                                   { "namespace", TEXT }, { "ack", ACK, ack_keys }, { NULL } };

static const Key emits_keys[] = {
  { "connect", ONE_OR_LIST, emit_keys }, { "every", ONE_OR_LIST, every_keys },
  { "join", OBJECT, emit_keys },         { "leave", OBJECT, emit_keys },
  { "send", OBJECT, send_keys },         { "typing", OBJECT, typing_keys },
  { "refresh", OBJECT, emit_keys },      { NULL },
};

static const Key room_keys[] = { { "room", SCALAR, .required = TRUE }, { "name", TEXT }, { NULL } };

static const Key binding_keys[] = {
  { "on", ANY, .required = TRUE },
  { "namespace", TEXT },
  { "when", ANY },
  { "each", ANY },
  { "first", ACTIONS },
  { "do", ACTIONS },
  { "stop", BOOLEAN },
  { NULL },
};

static const Key threshold_keys[] = { { "above", NUMBER },
                                      { "below", NUMBER },
                                      { "level", WORD, .choices = levels },
                                      { NULL } };

static const Key panel_keys[] = {
  { "kind", CHOICE, .choices = panel_kinds, .required = TRUE },
  { "title", TEXT },
  { "series", TEXTS },
  { "unit", TEXT },
  { "range", SCALAR },
  { "min", NUMBER },
  { "max", NUMBER },
  { "rate", BOOLEAN },
  { "thresholds", LIST, threshold_keys },
  { "table", TEXT },
  { "log", TEXT },
  { "room", SCALAR },
  { "at", NUMBERS },
  { NULL },
};

static const Key rule_keys[] = {
  { "series", TEXT },  { "silent", TEXT },    { "above", NUMBER },
  { "below", NUMBER }, { "for", NUMBER },     { "clear", NUMBER },
  { "title", SCALAR }, { "body", SCALAR },    { "level", WORD, .choices = levels },
  { "room", SCALAR },  { "namespace", TEXT }, { NULL },
};

static const Key document_keys[] = {
  { "telltale", NUMBER, .required = TRUE },
  { "name", TEXT },
  { "inputs", MAP, input_keys },
  { "connection", OBJECT, connection_keys },
  { "namespace", TEXT },
  { "namespaces", MAP, namespace_keys },
  { "emits", OBJECT, emits_keys },
  { "rooms", LIST, room_keys },
  { "bindings", LIST, binding_keys },
  { "panels", LIST, panel_keys },
  { "rules", LIST, rule_keys },
  { "$schema", TEXT },
  { NULL },
};

static gboolean
check (Checker *checker, const Key *key, JsonNode *node, const TellPlace *place, GError **error);

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
is_number (JsonNode *node)
{
  return holds (node, G_TYPE_INT64) || holds (node, G_TYPE_DOUBLE);
}

static gboolean
expect (gboolean ok, const char *what, JsonNode *node, const TellPlace *place, GError **error)
{
  return ok || tell_place_fail (place, error, "expected %s, found %s", what, tell_node_describe (node));
}

static void
warn_unknown (Checker *checker, const char *name, const char *const *known, const TellPlace *place)
{
  const char *meant = tell_suggest (name, known);
  g_autofree char *where = tell_place_to_string (TELL_PLACE_KEY (place, name));

  g_ptr_array_add (checker->warnings,
                   g_strdup_printf ("%s: unknown key%s%s%s", where, meant ? ", did you mean “" : "",
                                    meant ? meant : "", meant ? "”?" : ""));
}

static void
warn_about_keys (Checker *checker, JsonObject *object, const char *const *known, const TellPlace *place)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      warn_unknown (checker, name, known, place);
}

static gboolean
fail_required (JsonObject *object,
               const char *name,
               const char *const *known,
               const TellPlace *place,
               GError **error)
{
  g_autofree char *meant = tell_suggest_misspelt (object, name, known);

  return tell_place_fail (place, error, "expected “%s”%s", name, meant);
}

static gboolean
check_object (Checker *checker, const Key *keys, JsonNode *node, const TellPlace *place, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  JsonObject *object;

  if (!expect (JSON_NODE_HOLDS_OBJECT (node), "an object", node, place, error))
    return FALSE;
  object = json_node_get_object (node);
  for (const Key *key = keys; key->name != NULL; key++)
    g_ptr_array_add (known, (gpointer) key->name);
  g_ptr_array_add (known, NULL);
  for (const Key *key = keys; key->name != NULL; key++)
    {
      JsonNode *member = json_object_get_member (object, key->name);

      if (member == NULL && key->required)
        return fail_required (object, key->name, (const char *const *) known->pdata, place, error);
      if (member != NULL && !check (checker, key, member, TELL_PLACE_KEY (place, key->name), error))
        return FALSE;
    }
  warn_about_keys (checker, object, (const char *const *) known->pdata, place);
  return TRUE;
}

static gboolean
check_list (Checker *checker, const Key *keys, JsonNode *node, const TellPlace *place, GError **error)
{
  JsonArray *array;

  if (!expect (JSON_NODE_HOLDS_ARRAY (node), "a list", node, place, error))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!check_object (checker, keys, json_array_get_element (array, i), TELL_PLACE_INDEX (place, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_map (Checker *checker, const Key *keys, JsonNode *node, const TellPlace *place, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!expect (JSON_NODE_HOLDS_OBJECT (node), "an object", node, place, error))
    return FALSE;
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (keys != NULL
            ? !check_object (checker, keys, member, TELL_PLACE_KEY (place, name), error)
            : !expect (JSON_NODE_HOLDS_VALUE (member), "text", member, TELL_PLACE_KEY (place, name), error))
      return FALSE;
  return TRUE;
}

/* A list whose elements are all TEXT or all numbers. */
static gboolean
check_elements (JsonNode *node, gboolean texts, const TellPlace *place, GError **error)
{
  JsonArray *array;

  if (!expect (JSON_NODE_HOLDS_ARRAY (node), texts ? "text or a list of texts" : "a list of numbers", node,
               place, error))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!expect (texts ? holds (element, G_TYPE_STRING) : is_number (element), texts ? "text" : "a number",
                   element, TELL_PLACE_INDEX (place, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_choice (const Key *key, JsonNode *node, const TellPlace *place, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *choices = g_strjoinv (", ", (char **) key->choices);
  g_autofree char *meant = NULL;

  /* A revision may be written as a number. */
  if (holds (node, G_TYPE_INT64))
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (!holds (node, G_TYPE_STRING))
    return tell_place_fail (place, error, "expected one of %s, found %s", choices, tell_node_describe (node));
  else
    text = json_node_dup_string (node);
  if (g_strv_contains (key->choices, text))
    return TRUE;
  meant = tell_suggest_bracket (text, key->choices);
  return tell_place_fail (place, error, "expected one of %s, found “%s”%s", choices, text, meant);
}

static gboolean
check_choices (const Key *key, JsonNode *node, const TellPlace *place, GError **error)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return check_choice (key, node, place, error);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!check_choice (key, json_array_get_element (array, i), TELL_PLACE_INDEX (place, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_word (Checker *checker, const Key *key, JsonNode *node, const TellPlace *place, GError **error)
{
  g_autofree char *where = NULL;
  g_autofree char *choices = NULL;

  if (!expect (holds (node, G_TYPE_STRING), "text", node, place, error))
    return FALSE;
  if (g_strv_contains (key->choices, json_node_get_string (node)))
    return TRUE;
  where = tell_place_to_string (place);
  choices = g_strjoinv (", ", (char **) key->choices);
  g_ptr_array_add (checker->warnings, g_strdup_printf ("%s: expected one of %s, found “%s”", where, choices,
                                                       json_node_get_string (node)));
  return TRUE;
}

static void
warn_about_action (Checker *checker, JsonObject *object, const TellPlace *place)
{
  const char *to = json_object_get_string_member (object, "to");
  const TellActionKind *kind = tell_action_find_kind (to);
  const char *known[TELL_ACTION_MAX_FIELDS + 3];

  if (kind == NULL || kind->has_columns)
    return;
  tell_action_list_keys (kind, known);
  warn_about_keys (checker, object, known, place);
}

static gboolean
check_actions (Checker *checker, JsonNode *node, const TellPlace *place, GError **error)
{
  JsonArray *array;

  if (!expect (JSON_NODE_HOLDS_ARRAY (node), "a list of actions", node, place, error))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *action = json_array_get_element (array, i);
      const TellPlace *here = TELL_PLACE_INDEX (place, i);
      JsonNode *to;

      if (!expect (JSON_NODE_HOLDS_OBJECT (action), "an action", action, here, error))
        return FALSE;
      to = json_object_get_member (json_node_get_object (action), "to");
      if (to == NULL || !holds (to, G_TYPE_STRING))
        return tell_place_fail (here, error, "expected “to”: the name of an action");
      warn_about_action (checker, json_node_get_object (action), here);
    }
  return TRUE;
}

static gboolean
check_emit (JsonNode *node, const TellPlace *place, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array != NULL && json_array_get_length (array) > 0 &&
      holds (json_array_get_element (array, 0), G_TYPE_STRING))
    return TRUE;
  return tell_place_fail (place, error, "expected [\"event\", argument, …], found %s",
                          tell_node_describe (node));
}

static gboolean
check (Checker *checker, const Key *key, JsonNode *node, const TellPlace *place, GError **error)
{
  switch (key->shape)
    {
    case TEXT:
      return expect (holds (node, G_TYPE_STRING), "text", node, place, error);
    case SCALAR:
      return expect (JSON_NODE_HOLDS_VALUE (node), "a template", node, place, error);
    case NUMBER:
      return expect (is_number (node), "a number", node, place, error);
    case BOOLEAN:
      return expect (holds (node, G_TYPE_BOOLEAN), "true or false", node, place, error);
    case EMIT:
      return check_emit (node, place, error);
    case CHOICE:
      return check_choice (key, node, place, error);
    case CHOICES:
      return check_choices (key, node, place, error);
    case WORD:
      return check_word (checker, key, node, place, error);
    case TEXTS:
      return holds (node, G_TYPE_STRING) || check_elements (node, TRUE, place, error);
    case NUMBERS:
      return check_elements (node, FALSE, place, error);
    case OBJECT:
      return check_object (checker, key->keys, node, place, error);
    case ONE_OR_LIST:
      return JSON_NODE_HOLDS_OBJECT (node) ? check_object (checker, key->keys, node, place, error)
                                           : check_list (checker, key->keys, node, place, error);
    case LIST:
      return check_list (checker, key->keys, node, place, error);
    case MAP:
      return check_map (checker, key->keys, node, place, error);
    case TEXT_MAP:
      return check_map (checker, NULL, node, place, error);
    case ACTIONS:
      return check_actions (checker, node, place, error);
    case ACK:
      return holds (node, G_TYPE_BOOLEAN) ||
             (expect (JSON_NODE_HOLDS_OBJECT (node), "true, false or an object", node, place, error) &&
              check_object (checker, key->keys, node, place, error));
    case ANY:
    default:
      return TRUE;
    }
}

gboolean
tell_schema_check (JsonNode *root, GPtrArray *warnings, GError **error)
{
  Checker checker = { warnings };
  JsonNode *format;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return tell_place_fail (NULL, error, "expected a dashboard document, an object with “telltale”, found %s",
                            tell_node_describe (root));
  format = json_object_get_member (json_node_get_object (root), "telltale");
  if (format == NULL)
    return tell_place_fail (NULL, error, "expected a dashboard document, with “telltale”: 1");
  if (!is_number (format) || json_node_get_double (format) != 1)
    return tell_place_fail (TELL_PLACE_KEY (NULL, "telltale"), error, "expected 1, the only format there is");
  return check_object (&checker, document_keys, root, NULL, error);
}
